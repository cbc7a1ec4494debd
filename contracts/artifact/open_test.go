package artifact_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
)

const compiler = "0.8.34+commit.80d5c536"

// infoOf returns the file in a folder build-info.
func infoOf(t *testing.T, dir string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join("testdata", dir, "build-info", "*"))
	if err != nil || len(found) == 0 {
		t.Fatalf("no build in %s: %v", dir, err)
	}
	return found[0]
}

func open(t *testing.T, path string) *artifact.Build {
	t.Helper()
	b, err := artifact.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestForms opens the same project as every toolchain wrote it.
func TestForms(t *testing.T) {
	for _, test := range []struct {
		path   string
		form   artifact.Form
		source string // of Vault
		only   string
		trees  bool
	}{
		{"testdata/solc", artifact.Standard, "src/Vault.sol", "", true},
		{"testdata/solc/output.json.gz", artifact.Standard, "src/Vault.sol", "", true},
		{"testdata/pair.json.gz", artifact.Standard, "src/Vault.sol", "", true},
		{infoOf(t, "foundry/full"), artifact.Foundry, "src/Vault.sol", "", true},
		{"testdata/foundry/full", artifact.Foundry, "src/Vault.sol", "", true},
		{"testdata/foundry/full/build-info", artifact.Foundry, "src/Vault.sol", "", true},
		{"testdata/foundry/plain", artifact.FoundryOut, "src/Vault.sol", "", false},
		{"testdata/foundry/extra", artifact.FoundryOut, "src/Vault.sol", "", false},
		{"testdata/foundry/plain/Vault.sol/Vault.json.gz", artifact.FoundryOut, "src/Vault.sol", "src/Vault.sol:Vault", false},
		{"testdata/hardhat2/artifacts", artifact.Hardhat2, "contracts/Vault.sol", "", true},
		{infoOf(t, "hardhat2/artifacts"), artifact.Hardhat2, "contracts/Vault.sol", "", true},
		{"testdata/hardhat2/artifacts/contracts/Vault.sol/Vault.json.gz", artifact.Hardhat2, "contracts/Vault.sol", "contracts/Vault.sol:Vault", true},
		{"testdata/hardhat3/artifacts", artifact.Hardhat3, "project/contracts/Vault.sol", "", true},
		{infoOf(t, "hardhat3/artifacts"), artifact.Hardhat3, "project/contracts/Vault.sol", "", true},
		{strings.Replace(infoOf(t, "hardhat3/artifacts"), ".json", ".output.json", 1), artifact.Hardhat3, "project/contracts/Vault.sol", "", true},
		{"testdata/hardhat3/artifacts/contracts/Vault.sol/Vault.json.gz", artifact.Hardhat3, "project/contracts/Vault.sol", "project/contracts/Vault.sol:Vault", true},
	} {
		t.Run(test.path, func(t *testing.T) {
			b := open(t, test.path)
			if b.Form != test.form || b.Only != test.only {
				t.Errorf("form %s, only %q; want %s, %q", b.Form, b.Only, test.form, test.only)
			}
			for _, ref := range []string{"Vault", "Vault.sol:Vault", test.source + ":Vault"} {
				if source, name, err := b.Find(ref); source != test.source || name != "Vault" || err != nil {
					t.Errorf("%s is %s:%s (%v), want it in %s", ref, source, name, err, test.source)
				}
			}
			if _, err := b.Program(); (err == nil) != test.trees || err != nil && !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("trees: %v, want %t", err, test.trees)
			}
			if _, err := b.Program(); err != nil && !strings.Contains(err.Error(), "forge build --build-info") {
				t.Errorf("nothing says what to do: %v", err)
			}
			a, err := b.Artifact("Vault")
			if err != nil {
				t.Fatal(err)
			}
			if a.Compiler != compiler || (a.Layout != nil) != test.trees || (a.Safety != nil) != test.trees {
				t.Errorf("compiler %s, layout %t, safety %t, want %t", a.Compiler, a.Layout != nil, a.Safety != nil, test.trees)
			}
			if test.trees == (a.Missing["layout"] != "") {
				t.Errorf("missing: %v", a.Missing)
			}
		})
	}
}

// TestExact prefers the name that is exact to others that end like it.
func TestExact(t *testing.T) {
	b, err := artifact.ReadStandard([]byte(`{"sources":{"a.sol":{"id":0},"x/a.sol":{"id":1}},"contracts":{"a.sol":{"C":{}},"x/a.sol":{"C":{},"D":{}}}}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	for ref, want := range map[string]string{"a.sol:C": "a.sol", "x/a.sol:C": "x/a.sol", "a.sol:D": "x/a.sol", "C": ""} {
		if source, _, err := b.Find(ref); source != want || (err != nil) != (want == "") {
			t.Errorf("%s is in %q (%v), want %q", ref, source, err, want)
		}
	}
}

// TestNames finds contracts by the author's name of a source and by the
// compiler's.
func TestNames(t *testing.T) {
	three, solc := open(t, "testdata/hardhat3/artifacts"), open(t, "testdata/solc")
	for _, test := range []struct {
		b         *artifact.Build
		ref, want string
		err       error
	}{
		{three, "contracts/Twin.sol:Twin", "project/contracts/Twin.sol:Twin", nil},
		{three, "project/contracts/other/Twin.sol:Twin", "project/contracts/other/Twin.sol:Twin", nil},
		{three, "npm/@acme/units@1.2.3/Units.sol:Units", "npm/@acme/units@1.2.3/Units.sol:Units", nil},
		{three, "Units", "npm/@acme/units@1.2.3/Units.sol:Units", nil},
		{three, "other/Twin.sol:Twin", "project/contracts/other/Twin.sol:Twin", nil},
		{three, "Twin.sol:Twin", "", registry.ErrInvalid},
		{three, "Twin", "", registry.ErrInvalid},
		{three, "er/Twin.sol:Twin", "", registry.ErrNotFound},
		{three, "contracts/Vault.sol:Twin", "", registry.ErrNotFound},
		{three, "", "", registry.ErrInvalid},
		{three, ":Twin", "", registry.ErrInvalid},
		{solc, "src/Twin.sol:Twin", "src/Twin.sol:Twin", nil},
		{solc, "Nothing", "", registry.ErrNotFound},
		{open(t, "testdata/hardhat2/artifacts/contracts/Sums.sol/Sums.json.gz"), "", "contracts/Sums.sol:Sums", nil},
		{open(t, "testdata/foundry/plain/Sums.sol/Sums.json.gz"), "", "src/Sums.sol:Sums", nil},
	} {
		source, name, err := test.b.Find(test.ref)
		if test.err != nil {
			if !errors.Is(err, test.err) {
				t.Errorf("%q: %v, want %v", test.ref, err, test.err)
			}
			continue
		}
		if err != nil || source+":"+name != test.want {
			t.Errorf("%q is %s:%s (%v), want %s", test.ref, source, name, err, test.want)
		}
	}
}

// copyTo copies a folder of testdata, to be changed.
func copyTo(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(filepath.Join("testdata", dir))); err != nil {
		t.Fatal(err)
	}
	return to
}

// rewrite changes a packed file, and leaves it unpacked.
func rewrite(t *testing.T, path string, change func(string) string) {
	t.Helper()
	b := unpacked(t, path)
	out := change(string(b))
	if out == string(b) {
		t.Fatalf("%s did not change", path)
	}
	if err := os.WriteFile(strings.TrimSuffix(path, ".gz"), []byte(out), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

// TestStale changes one of two files that must agree.
func TestStale(t *testing.T) {
	t.Run("foundry", func(t *testing.T) {
		dir := copyTo(t, "foundry/full")
		rewrite(t, filepath.Join(dir, "Twin.sol/Twin.json.gz"), func(s string) string { return strings.Replace(s, "6080604052", "6080604152", 1) })
		b := open(t, dir)
		_, err := b.Program()
		if b.Form != artifact.FoundryOut || err == nil || !strings.Contains(err.Error(), "src/Twin.sol:Twin") {
			t.Errorf("a build-info of other code is read as %s: %v", b.Form, err)
		}
	})
	t.Run("hardhat 2", func(t *testing.T) {
		dir := copyTo(t, "hardhat2/artifacts")
		file := filepath.Join(dir, "contracts/Twin.sol/Twin.json")
		rewrite(t, file+".gz", func(s string) string { return strings.Replace(s, "6080604052", "6080604152", 1) })
		if _, err := artifact.Open(file); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "older") {
			t.Error(err)
		}
	})
	t.Run("hardhat 3", func(t *testing.T) {
		dir := copyTo(t, "hardhat3/artifacts")
		infos, _ := filepath.Glob(filepath.Join(dir, "build-info", "*.output.json.gz"))
		rewrite(t, infos[0], func(s string) string { return strings.Replace(s, `"id":"solc`, `"id":"other`, 1) })
		if _, err := artifact.Open(dir); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "different builds") {
			t.Error(err)
		}
	})
}

// TestPointers breaks the way from one file to another.
func TestPointers(t *testing.T) {
	two := func(change func(string) string) func(*testing.T) string {
		return func(t *testing.T) string {
			dir := copyTo(t, "hardhat2/artifacts")
			rewrite(t, filepath.Join(dir, "contracts/Twin.sol/Twin.dbg.json.gz"), change)
			return filepath.Join(dir, "contracts/Twin.sol/Twin.json.gz")
		}
	}
	three := func(change func(string) string) func(*testing.T) string {
		return func(t *testing.T) string {
			dir := copyTo(t, "hardhat3/artifacts")
			rewrite(t, filepath.Join(dir, "contracts/Twin.sol/Twin.json.gz"), change)
			return filepath.Join(dir, "contracts/Twin.sol/Twin.json")
		}
	}
	for _, test := range []struct {
		name string
		make func(t *testing.T) string
		err  error
		says string
	}{
		{"outside", two(func(s string) string { return strings.Replace(s, "/build-info/", "/elsewhere/", 1) }), registry.ErrInvalid, "build-info"},
		{"absolute", two(func(s string) string { return strings.Replace(s, "../../build-info", "/build-info", 1) }), registry.ErrInvalid, "build-info"},
		{"gone", two(func(s string) string { return strings.Replace(s, "build-info/", "build-info/x", 1) }), registry.ErrNotFound, "build-info"},
		{"itself", func(t *testing.T) string {
			// A contract's file in a folder build-info that leads to itself.
			dir := filepath.Join(t.TempDir(), "build-info")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			for name, text := range map[string]string{
				"A.json":     `{"_format":"hh-sol-artifact-1","contractName":"A","sourceName":"A.sol","abi":[],"bytecode":"0x","deployedBytecode":"0x"}`,
				"A.dbg.json": `{"_format":"hh-sol-dbg-1","buildInfo":"../build-info/A.json"}`,
			} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			return filepath.Join(dir, "A.json")
		}, registry.ErrInvalid, "no build-info"},
		{"path as id", three(func(s string) string {
			return strings.Replace(s, `"buildInfoId": "`, `"buildInfoId": "../build-info/`, 1)
		}), registry.ErrInvalid, "plain name"},
		{"id of nothing", three(func(s string) string { return strings.Replace(s, `"buildInfoId": "`, `"buildInfoId": "x`, 1) }), registry.ErrNotFound, "build-info"},
		{"other contract", three(func(s string) string {
			return strings.Replace(s, `"contractName": "Twin"`, `"contractName": "Twins"`, 1)
		}), registry.ErrInvalid, "Twins"},
		{"nothing", func(t *testing.T) string { return filepath.Join(t.TempDir(), "none.json") }, registry.ErrNotFound, "none.json"},
		{"no file", func(*testing.T) string { return os.DevNull }, registry.ErrInvalid, "is no file"},
		{"empty folder", func(t *testing.T) string { return t.TempDir() }, registry.ErrNotFound, "no build"},
		{"two builds", func(t *testing.T) string {
			dir := copyTo(t, "hardhat2/artifacts")
			from, _ := filepath.Glob(filepath.Join(dir, "build-info", "*"))
			b, _ := os.ReadFile(from[0])
			if err := os.WriteFile(filepath.Join(dir, "build-info", "again.json.gz"), b, 0o600); err != nil {
				t.Fatal(err)
			}
			return dir
		}, registry.ErrInvalid, "2 builds"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := artifact.Open(test.make(t))
			if !errors.Is(err, test.err) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %q and %v", err, test.says, test.err)
			}
		})
	}
}

// TestOutputAlone reads the half of a Hardhat 3 build whose other half is gone.
func TestOutputAlone(t *testing.T) {
	b, err := artifact.Read("x", strings.NewReader(string(unpacked(t, strings.Replace(infoOf(t, "hardhat3/artifacts"), ".json", ".output.json", 1)))))
	if err != nil {
		t.Fatal(err)
	}
	a, err := b.Artifact("Vault")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"sources": "the texts are in the compiler's input, which is not there"}, a.Missing); diff != "" {
		t.Error(diff)
	}
	if err := a.Complete(); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("an artefact without digests of sources is complete: %v", err)
	}
}
