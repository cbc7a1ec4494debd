package source_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/source"
	"github.com/novation-dev/novation/registry"
)

// TestKinds reads one project of each kind and compares the names of the sources:
// what is needed, and nothing else.
func TestKinds(t *testing.T) {
	for what, c := range map[string]struct {
		archive string
		options source.Options
		kind    source.Kind
		want    string
	}{
		"plain": {
			"-- A.sol --\nimport \"./in/B.sol\"; import \"@p/C.sol\";\n-- in/B.sol --\nimport \"../A.sol\";\n" +
				"-- node_modules/@p/C.sol --\nimport \"./D.sol\";\n-- node_modules/@p/D.sol --\n-- node_modules/@p/Unused.sol --\n-- out/X.sol --\n-- .git/X.sol --\n",
			source.Options{},
			source.Plain, "@p/C.sol @p/D.sol A.sol in/B.sol",
		},
		"hardhat": {
			"-- hardhat.config.ts --\n-- contracts/A.sol --\nimport \"@p/C.sol\";\n-- node_modules/@p/C.sol --\n-- test/T.sol --\n",
			source.Options{},
			source.Hardhat, "@p/C.sol contracts/A.sol",
		},
		"foundry": {
			"-- foundry.toml --\n-- src/A.sol --\nimport \"dep/B.sol\";\n-- src/sub/link/C.sol --\n-- lib/dep/src/B.sol --\nimport \"./X.sol\";\n-- lib/dep/src/X.sol --\n-- lib/dep/src/Unused.sol --\n" +
				"-- test/T.sol --\nimport \"../src/A.sol\";\n-- script/S.sol --\n",
			source.Options{},
			source.Foundry, "lib/dep/src/B.sol lib/dep/src/X.sol src/A.sol src/sub/link/C.sol",
		},
		"foundry with tests": {
			"-- foundry.toml --\n-- src/A.sol --\n-- test/T.sol --\nimport \"../src/A.sol\";\n",
			source.Options{Tests: true},
			source.Foundry, "src/A.sol test/T.sol",
		},
		"some sources": {
			"-- foundry.toml --\n-- src/A.sol --\n-- src/B.sol --\nimport \"./C.sol\";\n-- src/C.sol --\n",
			source.Options{Sources: []string{"src/B.sol", "./src/C.sol"}},
			source.Foundry, "src/B.sol src/C.sol",
		},
		"a library folder without remappings": {
			"-- foundry.toml --\n[profile.default]\nauto_detect_remappings = false\n-- src/A.sol --\nimport \"dep/src/B.sol\";\n-- lib/dep/src/B.sol --\n",
			source.Options{},
			source.Foundry, "dep/src/B.sol src/A.sol",
		},
		"a profile": {
			"-- foundry.toml --\n[profile.default]\nsrc = \"one\"\n[profile.other]\nsrc = \"two\"\n-- one/A.sol --\n-- two/B.sol --\n",
			source.Options{Profile: "other"},
			source.Foundry, "two/B.sol",
		},
		"foundry, read as plain": {
			"-- foundry.toml --\n[profile.default]\nremappings = [\"@p/=lib/\"]\n-- src/A.sol --\nimport \"@p/C.sol\";\n-- node_modules/@p/C.sol --\n",
			source.Options{Kind: source.Plain},
			source.Plain, "@p/C.sol src/A.sol",
		},
		"a circle": {
			"-- A.sol --\nimport \"./B.sol\";\n-- B.sol --\nimport \"./A.sol\"; import \"./B.sol\";\n",
			source.Options{},
			source.Plain, "A.sol B.sol",
		},
	} {
		p, err := source.Open(folder(t, c.archive), c.options)
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if got := strings.Join(p.Names(), " "); got != c.want || p.Kind != c.kind {
			t.Errorf("%s: %s: %s, want %s: %s", what, p.Kind, got, c.kind, c.want)
		}
	}
}

// TestFaults opens projects that are wrong, and asks for the condition and for
// words that help.
func TestFaults(t *testing.T) {
	toml := func(text string) string { return "-- src/A.sol --\n-- foundry.toml --\n" + text }
	for what, c := range map[string]struct {
		archive string
		options source.Options
		is      error
		want    string
	}{
		"an import that is missing": {
			"-- foundry.toml --\n[profile.default]\nremappings = [\"dep/=lib/dep/src/\"]\n-- src/A.sol --\n\nimport \"dep/B.sol\";\n",
			source.Options{},
			registry.ErrNotFound,
			"src/A.sol:2: import \"dep/B.sol\": there is no source lib/dep/src/B.sol\nLooked for: lib/dep/src/B.sol, lib/lib/dep/src/B.sol",
		},
		"an import of a folder":    {"-- A.sol --\nimport \"./b\";\n-- b/B.sol --\n", source.Options{}, registry.ErrNotFound, "A.sol:1"},
		"an import below a file":   {"-- A.sol --\nimport \"./B.sol/C.sol\";\n-- B.sol --\n", source.Options{}, registry.ErrNotFound, "A.sol:1"},
		"an absolute import":       {"-- A.sol --\nimport \"/etc/passwd\";\n", source.Options{}, registry.ErrInvalid, "absolute path"},
		"an address as import":     {"-- A.sol --\nimport \"https://example.com/A.sol\";\n", source.Options{}, registry.ErrNotFound, "A.sol:1"},
		"an import of two files":   {"-- A.sol --\nimport \"x/B.sol\";\n-- x/B.sol --\n-- lib/x/B.sol --\n", source.Options{Sources: []string{"A.sol"}}, registry.ErrInvalid, "two files, x/B.sol and lib/x/B.sol"},
		"an import that is none":   {"-- A.sol --\n-- B.sol --\n\nimport \"A.sol\"\n", source.Options{}, registry.ErrInvalid, "B.sol: line 3"},
		"a pragma that is none":    {"-- A.sol --\npragma solidity about 8;\n", source.Options{}, registry.ErrInvalid, "A.sol:1: \"about 8\""},
		"no sources":               {"-- README --\n", source.Options{}, registry.ErrNotFound, "no sources"},
		"no folder of sources":     {"-- foundry.toml --\n", source.Options{}, registry.ErrNotFound, "the folder src"},
		"a source that is missing": {"-- A.sol --\n", source.Options{Sources: []string{"B.sol"}}, registry.ErrNotFound, "no source B.sol"},
		"a source outside":         {"-- A.sol --\n", source.Options{Sources: []string{"../B.sol"}}, registry.ErrNotAllowed, "outside of the project"},
		"settings that are none":   {"-- A.sol --\n", source.Options{Settings: []byte("[1]")}, registry.ErrInvalid, "settings"},
		"settings that are null":   {"-- A.sol --\n", source.Options{Settings: []byte("null")}, registry.ErrInvalid, "want a JSON object"},
		"settings twice":           {"-- A.sol --\n", source.Options{Settings: []byte(`{"viaIR":true,"viaIR":false}`)}, registry.ErrInvalid, "viaIR"},
		"another kind":             {"-- A.sol --\n", source.Options{Kind: "truffle"}, registry.ErrInvalid, "no kind of project"},
		"a kind without its file":  {"-- A.sol --\n", source.Options{Kind: source.Foundry}, registry.ErrNotFound, "no foundry.toml"},
		"a remapping that is none": {"-- A.sol --\n", source.Options{Remappings: []string{"x"}}, registry.ErrInvalid, "is no remapping"},

		"toml that is none":           {toml("[profile.default]\nsrc = \n"), source.Options{}, registry.ErrInvalid, "foundry.toml: line 2"},
		"toml of another type":        {toml("[profile.default]\n\noptimizer_runs = \"many\"\n"), source.Options{}, registry.ErrInvalid, "foundry.toml: line 3: profile.default.optimizer_runs"},
		"toml with a key twice":       {toml("[profile.default]\nsrc = \"a\"\nsrc = \"b\"\n"), source.Options{}, registry.ErrInvalid, "foundry.toml"},
		"toml with runs out of range": {toml("[profile.default]\noptimizer_runs = -1\n"), source.Options{}, registry.ErrInvalid, "foundry.toml"},
		"a key in another spelling":   {toml("[profile.default]\nvia-ir = true\n"), source.Options{}, registry.ErrInvalid, "profile.default.via-ir: write it as via_ir"},
		"another profile":             {toml("[profile.default]\n"), source.Options{Profile: "ci"}, registry.ErrNotFound, "no profile \"ci\""},
		"a file that is extended":     {toml("[profile.default]\nextends = \"base.toml\"\n"), source.Options{}, registry.ErrInvalid, "extends is not followed"},
		"settings for some files":     {toml("[profile.default]\nadditional_compiler_profiles = [{name = \"x\"}]\n"), source.Options{}, registry.ErrInvalid, "settings for single files"},
		"a library without a place":   {toml("[profile.default]\nlibraries = [\"L:0x12\"]\n"), source.Options{}, registry.ErrInvalid, "want FILE:NAME:ADDRESS"},
		"a remapping in a file":       {toml("") + "-- remappings.txt --\nnonsense\n", source.Options{}, registry.ErrInvalid, "\"nonsense\" is no remapping"},
		"sources elsewhere":           {toml("[profile.default]\nsrc = \"../\"\n"), source.Options{}, registry.ErrNotAllowed, "outside of the project"},
	} {
		t.Run(what, func(t *testing.T) {
			_, err := source.Open(folder(t, c.archive), c.options)
			if err == nil || !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %q, a case of %v", err, c.want, c.is)
			}
		})
	}
	if _, err := source.Open(filepath.Join(t.TempDir(), "gone"), source.Options{}); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// TestDeterministic opens the same files in two places.
func TestDeterministic(t *testing.T) {
	const archive = "-- foundry.toml --\n-- src/A.sol --\nimport \"a/X.sol\"; import \"b/X.sol\";\n-- src/B.sol --\n-- lib/a/src/X.sol --\n-- lib/b/src/X.sol --\n"
	var all [][]byte
	for range 2 {
		p, err := source.Open(folder(t, archive), source.Options{Settings: []byte(`{"debug":{"debugInfo":["*"]},"optimizer":{"runs":7}}`)})
		if err != nil {
			t.Fatal(err)
		}
		b, err := p.Input("0.8.34+commit.80d5c536.Emscripten.clang")
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b)
	}
	if diff := cmp.Diff(string(all[0]), string(all[1])); diff != "" {
		t.Errorf("the same files gave different bytes:\n%s", diff)
	}
	if !strings.HasPrefix(string(all[0]), `{"language":"Solidity","sources":{"lib/a/src/X.sol":{"content":""},"lib/b/src/X.sol":`) {
		t.Errorf("the input begins with %.120s", all[0])
	}
}

// TestLinks follows links inside of the project, and none out of it.
func TestLinks(t *testing.T) {
	dir := folder(t, "-- p/foundry.toml --\n-- p/src/A.sol --\nimport \"./in/B.sol\";\n-- p/kept/B.sol --\n-- elsewhere/C.sol --\n")
	link := func(to, at string) {
		t.Helper()
		if err := os.Symlink(to, filepath.Join(dir, at)); err != nil {
			t.Fatal(err)
		}
	}
	link("../kept", "p/src/in")
	link("..", "p/kept/round")
	p, err := source.Open(filepath.Join(dir, "p"), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(p.Names(), " "), "src/A.sol src/in/B.sol"; !strings.HasPrefix(got, want) {
		t.Errorf("sources %s, want %s", got, want)
	}

	for _, to := range []string{"../../elsewhere", filepath.Join(dir, "elsewhere"), "/"} {
		link(to, "p/src/out")
		_, err = source.Open(filepath.Join(dir, "p"), source.Options{})
		if !errors.Is(err, registry.ErrNotAllowed) || !strings.Contains(err.Error(), "--allow-paths") {
			t.Errorf("a link to %s: %v", to, err)
		}
		if to != "/" {
			if _, err = source.Open(filepath.Join(dir, "p"), source.Options{AllowPaths: []string{"../elsewhere"}}); err != nil {
				t.Errorf("a link to an allowed folder: %v", err)
			}
		}
		if err := os.Remove(filepath.Join(dir, "p/src/out")); err != nil {
			t.Fatal(err)
		}
	}
	put(t, filepath.Join(dir, "p/src/D.sol"), "import \"src/../../elsewhere/C.sol\";")
	if _, err := source.Open(filepath.Join(dir, "p"), source.Options{}); !errors.Is(err, registry.ErrNotAllowed) || !strings.Contains(err.Error(), "src/D.sol:1") {
		t.Errorf("an import of a file outside: %v", err)
	}
	put(t, filepath.Join(dir, "p/src/D.sol"), "")
	link("../../elsewhere/C.sol", "p/src/C.sol")
	if _, err := source.Open(filepath.Join(dir, "p"), source.Options{}); !errors.Is(err, registry.ErrNotAllowed) {
		t.Errorf("a link to a file outside: %v", err)
	}
}

// TestFilesOfNoUse opens files that are too large, no text, or no files.
func TestFilesOfNoUse(t *testing.T) {
	for what, c := range map[string]struct {
		make func(path string) error
		want string
	}{
		"too large":     {func(path string) error { return os.WriteFile(path, make([]byte, source.MaxSource+1), 0o600) }, "more than 8388608 bytes"},
		"no text":       {func(path string) error { return os.WriteFile(path, []byte("// é \xff"), 0o600) }, "no UTF-8 at byte 6"},
		"no file":       {mkfifo, "no regular file"},
		"a link to one": {func(path string) error { return os.Symlink("/dev/zero", path) }, "outside of the project"},
	} {
		dir := folder(t, "-- A.sol --\n")
		if err := c.make(filepath.Join(dir, "B.sol")); err != nil {
			t.Fatal(err)
		}
		_, err := source.Open(dir, source.Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", what, err, c.want)
		}
	}
}

// TestDeepFolders asks that folders without end are given up.
func TestDeepFolders(t *testing.T) {
	dir := folder(t, "-- A.sol --\n")
	if err := os.MkdirAll(filepath.Join(dir, strings.Repeat("d/", 80)), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := source.Open(dir, source.Options{}); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "64 deep") {
		t.Errorf("got %v", err)
	}
	write(t, dir, "-- foundry.toml --\n-- src/A.sol --\n-- lib/"+strings.Repeat("lib/", 80)+"X.sol --\n")
	if _, err := source.Open(dir, source.Options{}); err != nil {
		t.Errorf("libraries that are too deep are none: %v", err)
	}
}

func TestRootOf(t *testing.T) {
	dir := folder(t, "-- p/foundry.toml --\n-- p/src/in/A.sol --\n-- q/B.sol --\n-- r/hardhat.config.mjs --\n-- r/contracts/C.sol --\n")
	for file, want := range map[string]string{"p/src/in/A.sol": "p", "q/B.sol": "q", "r/contracts/C.sol": "r"} {
		got, err := source.RootOf(filepath.Join(dir, file))
		if err != nil || got != filepath.Join(dir, want) {
			t.Errorf("%s: got %s, %v", file, got, err)
		}
	}
}

// FuzzFoundry opens projects with any configuration.
func FuzzFoundry(f *testing.F) {
	f.Add("[profile.default]\nsrc = \"src\"\nlibs = [\"lib\"]\nremappings = [\"a/=b/\"]\n", "a/=c/\n")
	f.Add("[profile.default]\noptimizer_details = {yulDetails = {a_b = 1}}\nlibraries = [\"a:b:c\"]\nextra_output = [\"x\"]", "src/=./lib/")
	f.Add("profile = 1\n", "=")
	f.Add("[profile]\ndefault = [1, 2]\n[profile.default]", "a:b=../..")
	f.Add("[profile.default]\nsrc = \"/\"\nlibs = [\"..\", \"\"]\nallow_paths = [\"\\u0000\"]\n", "")
	f.Add("[profile.default]\nsrc = \"lib\"\nevm_version = \"\"\nsolc = \"path/to/solc\"\nskip = [\"*\"]", ":/=/")
	f.Fuzz(func(t *testing.T, toml, remappings string) {
		dir := folder(t, "-- src/A.sol --\nimport \"dep/B.sol\";\n-- lib/dep/src/B.sol --\n")
		put(t, filepath.Join(dir, "foundry.toml"), toml)
		put(t, filepath.Join(dir, "remappings.txt"), remappings)
		p, err := source.Open(dir, source.Options{})
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) && !errors.Is(err, registry.ErrNotFound) && !errors.Is(err, registry.ErrNotAllowed) {
				t.Errorf("%v is no condition", err)
			}
			return
		}
		if _, err := p.Input("0.8.34"); err != nil {
			t.Errorf("an input that cannot be written: %v", err)
		}
	})
}
