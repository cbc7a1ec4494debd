package main_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestCompiler runs testdata/solc: the scripts that need a Solidity compiler, and
// forge. They run the program as it is built, because others start it.
func TestCompiler(t *testing.T) {
	if testing.Short() {
		t.Skip("starting a compiler takes seconds")
	}
	modules := filepath.Join("..", "..", "contracts", "node_modules")
	soljson := toolchain(t, filepath.Join(modules, "solc", "soljson.js"))
	forge := toolchain(t, filepath.Join(modules, "@foundry-rs", "forge-"+runtime.GOOS+"-"+runtime.GOARCH, "bin", "forge"))
	if runtime.GOOS != "linux" {
		t.Skip("the folder of the cache can be given on Linux only")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	code := filepath.Join(cache, "novation", "solc", "code") // is made once, not for every run
	if err := os.MkdirAll(code, 0o700); err != nil {
		t.Fatal(err)
	}
	server := compilerServer(t, soljson)
	bin := t.TempDir()
	program := filepath.Join(bin, "novation")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("building the program: %v\n%s", err, out)
	}
	if err := os.Symlink(program, filepath.Join(bin, "solc-0.8.34")); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/solc",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			store := filepath.Join(e.WorkDir, "cache", "novation", "solc")
			if err := os.MkdirAll(store, 0o700); err != nil {
				return err
			}
			if err := os.Symlink(code, filepath.Join(store, "code")); err != nil {
				return err
			}
			for name, value := range map[string]string{
				"BIN": bin, "PATH": bin + string(filepath.ListSeparator) + e.Getenv("PATH"), "XDG_CACHE_HOME": filepath.Join(e.WorkDir, "cache"),
				"CODE": code, "SERVER": server, "FORGE": forge, "SOLJSON": soljson, "NOVATION_SOLC": soljson, "FOUNDRY_DISABLE_NIGHTLY_WARNING": "1",
			} {
				e.Setenv(name, value)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "field": field, "flip": flip, "samecode": sameCode, "wrap": wrap,
		},
	})
}

// compilerServer serves the official list as it is, and with lies: below /digest
// about the digest of the compiler, below /version about its version.
func compilerServer(t *testing.T, soljson string) string {
	t.Helper()
	b, err := os.ReadFile(soljson)
	if err != nil {
		t.Fatal(err)
	}
	digest := fmt.Sprintf("%x", sha256.Sum256(b))
	list := func(version, digest string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `{"builds":[{"path":"soljson.js","version":%q,"longVersion":%q,"sha256":"0x%s"}]}`, version, version+"+commit.80d5c536", digest)
		}
	}
	mux := http.NewServeMux()
	mux.Handle("/good/list.json", list("0.8.34", digest))
	mux.Handle("/digest/list.json", list("0.8.34", strings.Repeat("0", len(digest))))
	mux.Handle("/version/list.json", list("0.8.33", digest))
	for _, folder := range []string{"good", "digest", "version"} {
		mux.HandleFunc("/"+folder+"/soljson.js", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(b) })
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

// toolchain returns the path of a file that npm ci installs. Without it, the test
// is skipped, or fails when all toolchains have to be here.
func toolchain(t *testing.T, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	if err == nil {
		_, err = os.Stat(path)
	}
	if err != nil && os.Getenv("NOVATION_TOOLCHAINS") == "required" {
		t.Fatalf("NOVATION_TOOLCHAINS=required: %v: run npm ci in contracts", err)
	}
	if err != nil {
		t.Skipf("%v: run npm ci in contracts", err)
	}
	return path
}

// sameCode compares the code of a number of contracts that forge wrote with that
// in the compiler's output: samecode OUT OUTPUT N.
func sameCode(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: samecode OUT OUTPUT N")
	}
	type object struct{ Object string }
	var built struct {
		Contracts map[string]map[string]struct {
			EVM struct{ Bytecode, DeployedBytecode object }
		}
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[1])), &built))
	n, different := 0, []string{}
	for source, contracts := range built.Contracts {
		for name, c := range contracts {
			var made struct{ Bytecode, DeployedBytecode object }
			ts.Check(json.Unmarshal([]byte(ts.ReadFile(filepath.Join(args[0], filepath.Base(source), name+".json"))), &made))
			n++
			if made.Bytecode.Object != "0x"+c.EVM.Bytecode.Object || made.DeployedBytecode.Object != "0x"+c.EVM.DeployedBytecode.Object {
				different = append(different, name)
			}
		}
	}
	if want, err := strconv.Atoi(args[2]); err != nil || n != want {
		ts.Fatalf("%d contracts, want %s", n, args[2])
	}
	if neg != (len(different) > 0) {
		ts.Fatalf("other code: %s", strings.Join(different, ", "))
	}
}

// wrap writes a build-info around an input: wrap INFO INPUT.
func wrap(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: wrap INFO INPUT")
	}
	info := fmt.Sprintf(`{"id":"1","solcVersion":"0.8.34","input":%s}`, ts.ReadFile(args[1]))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(info), 0o600))
}
