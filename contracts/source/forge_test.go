package source_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// forgeRemappings asks forge for the remappings of a project.
func forgeRemappings(t *testing.T, dir string) []string {
	t.Helper()
	c := exec.CommandContext(t.Context(), forge(t), "remappings")
	c.Dir = dir
	c.Env = append(os.Environ(), "FOUNDRY_DISABLE_NIGHTLY_WARNING=1", "HOME="+t.TempDir())
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("forge remappings: %v\n%s", err, out)
	}
	var lines []string
	for l := range strings.Lines(string(out)) {
		// forge shows them as they were written, but compiles with clean paths.
		if name, target, ok := strings.Cut(strings.TrimSpace(l), "="); ok {
			lines = append(lines, name+"="+strings.TrimPrefix(target, "./"))
		}
	}
	return lines
}

// TestRemappingsAsForge compares the remappings of projects with those that forge
// finds: a project that relies on them must compile to the same code.
func TestRemappingsAsForge(t *testing.T) {
	for name, archive := range layouts {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, archive)
			if diff := cmp.Diff(forgeRemappings(t, dir), remappingsOf(t, dir)); diff != "" {
				t.Errorf("remappings (-forge +ours):\n%s", diff)
			}
		})
	}
}

// TestRemappingsThroughLinks does it where pnpm has installed packages, and where
// links lead in circles.
func TestRemappingsThroughLinks(t *testing.T) {
	dir := folder(t, `-- foundry.toml --
[profile.default]
libs = ["node_modules", "lib"]
-- src/A.sol --
-- node_modules/.pnpm/@oz+contracts@5.0.0/node_modules/@oz/contracts/token/X.sol --
-- node_modules/.pnpm/dep@1.0.0/node_modules/dep/contracts/X.sol --
-- lib/kept/src/X.sol --
-- lib/kept/sub/lib/other/src/X.sol --
-- lib/round/src/X.sol --
-- node_modules/@oz/README --
`)
	for at, to := range map[string]string{
		"node_modules/@oz/contracts": "../.pnpm/@oz+contracts@5.0.0/node_modules/@oz/contracts",
		"node_modules/dep":           ".pnpm/dep@1.0.0/node_modules/dep",
		"lib/twin":                   "kept",
		"lib/round/lib":              "..",
		"lib/kept/sub/up":            "../../..",
	} {
		if err := os.Symlink(to, filepath.Join(dir, at)); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(forgeRemappings(t, dir), remappingsOf(t, dir)); diff != "" {
		t.Errorf("remappings (-forge +ours):\n%s", diff)
	}
}

// TestRemappingsOfChance does the same for folders that nobody thought of.
// NOVATION_LAYOUTS is their number.
func TestRemappingsOfChance(t *testing.T) {
	n := 12
	if _, err := fmt.Sscan(os.Getenv("NOVATION_LAYOUTS"), &n); err != nil && os.Getenv("NOVATION_LAYOUTS") != "" {
		t.Fatal(err)
	}
	for seed := range uint64(n) {
		r := rand.New(rand.NewPCG(seed, 2))
		dir := t.TempDir()
		files := []string{"src/A.sol"}
		for range 2 + r.IntN(12) {
			parts := []string{[]string{"lib", "lib", "node_modules"}[r.IntN(3)]}
			for range 1 + r.IntN(5) {
				parts = append(parts, []string{"src", "contracts", "lib", "node_modules", "a", "b", "c", "@x", "test", "tokens", "auth", "demo"}[r.IntN(12)])
			}
			files = append(files, strings.Join(parts, "/")+"/X.sol")
		}
		for i, f := range files {
			put(t, filepath.Join(dir, f), "contract X {}")
			if lib := strings.Join(strings.SplitN(f, "/", 3)[:2], "/"); r.IntN(4) == 0 && lib != "src/A.sol" && !strings.HasSuffix(lib, ".sol") {
				// Of two libraries that say the same, forge takes the one that the
				// file system names first; so none do.
				say := []string{"src = \"b\"", fmt.Sprintf(`remappings = ["a%d/x/=lib/b/", "b%[1]d/=src/"]`, i), `libs = ["contracts"]`}[r.IntN(3)]
				put(t, filepath.Join(dir, lib, "foundry.toml"), "[profile.default]\n"+say+"\n")
			}
		}
		put(t, filepath.Join(dir, "foundry.toml"), "[profile.default]\nlibs = [\"lib\", \"node_modules\"]\n")
		if diff := cmp.Diff(forgeRemappings(t, dir), remappingsOf(t, dir)); diff != "" {
			slices.Sort(files)
			t.Errorf("seed %d: remappings (-forge +ours):\n%s\nfiles:\n%s", seed, diff, strings.Join(files, "\n"))
		}
	}
}

func put(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const foundry = "-- foundry.toml --\n[profile.default]\n-- src/A.sol --\ncontract A {}\n"

var layouts = map[string]string{
	"no libraries": foundry,
	"the usual shapes": foundry + `-- lib/one/src/X.sol --
-- lib/two/contracts/X.sol --
-- lib/three/X.sol --
-- lib/four/contracts/tokens/X.sol --
-- lib/four/interfaces/X.sol --
-- lib/five/contracts/token/X.sol --
-- lib/five/contracts/X.sol --
-- lib/five/lib/forge-std/src/X.sol --
-- lib/six/src/X.sol --
-- lib/six/aux/X.sol --
-- lib/seven/src/lib/X.sol --
-- lib/seven/src/X.sol --
-- lib/eight/test/X.sol --
`,
	"nested": foundry + `-- lib/token/src/test/X.sol --
-- lib/token/lib/test/src/X.sol --
-- lib/token/lib/stop/lib/test/src/X.sol --
-- lib/token/lib/stop/lib/note/src/X.sol --
-- lib/token/lib/stop/src/X.sol --
-- lib/token/lib/math/lib/test/aux/X.sol --
-- lib/token/lib/math/src/X.sol --
`,
	"packages of npm": foundry + `-- node_modules/@oz/contracts/token/X.sol --
-- node_modules/@oz/contracts-upgradeable/token/X.sol --
-- node_modules/@link/contracts/src/v0.8/X.sol --
-- node_modules/@link/contracts/src/v0.7/X.sol --
-- node_modules/hardhat/console.sol --
-- node_modules/plain/contracts/X.sol --
-- node_modules/plain/node_modules/deep/contracts/X.sol --
`,
	"both kinds of libraries": foundry + "-- lib/a/src/X.sol --\n-- node_modules/a/contracts/X.sol --\n-- node_modules/b/X.sol --\n",
	"what is written counts first": `-- foundry.toml --
[profile.default]
remappings = ["src:foo/=lib/c/", "lib/dep:bar=lib/b/src", "solid=lib/c", "one/sub=lib/two", "twice/=lib/two/", "x.sol=lib/y.sol", "src/=lib/c/", ":empty/=lib/c", "dot/=./lib/c"]
-- remappings.txt --
twice/=lib/first/

  spaces/=lib/c/
-- src/A.sol --
-- lib/b/src/X.sol --
-- lib/c/X.sol --
-- lib/one/src/X.sol --
-- lib/two/contracts/X.sol --
-- lib/solid/src/X.sol --
`,
	"nothing by itself": `-- foundry.toml --
[profile.default]
auto_detect_remappings = false
remappings = ["a/=lib/b/"]
-- src/A.sol --
-- lib/one/src/X.sol --
`,
	"libraries that say something": foundry + `-- lib/one/foundry.toml --
[profile.default]
src = "custom"
libs = ["lib"]
remappings = ["zed/=lib/sub/src/", "ctx:q/=lib/sub/"]
-- lib/one/custom/X.sol --
-- lib/one/lib/sub/src/X.sol --
-- lib/two/remappings.txt --
unheard/=src/
-- lib/two/src/X.sol --
-- lib/three/foundry.toml --
this is no toml
-- lib/three/src/X.sol --
-- lib/four/foundry.toml --
[profile.default]
src = "sources"
-- lib/four/sources/deep/X.sol --
-- lib/four/remappings.txt --
heard/=sources/
-- lib/four/lib/five/foundry.toml --
[profile.default]
remappings = ["six/=lib/six/inner/"]
-- lib/four/lib/five/src/X.sol --
-- lib/four/lib/five/lib/six/inner/X.sol --
`,
	"contracts instead of src":  "-- foundry.toml --\n[profile.default]\n-- contracts/A.sol --\n-- lib/contracts/src/X.sol --\n-- lib/src/X.sol --\n",
	"a profile of another kind": "-- foundry.toml --\n[profile.default]\nlibs = [\"vendor\"]\nsrc = \"sol\"\n-- sol/A.sol --\n-- vendor/v/src/X.sol --\n-- lib/l/src/X.sol --\n",
}
