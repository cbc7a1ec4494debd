package layout_test

import (
	"bufio"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// installed is where `npm ci` puts what the contracts are built with, a
// compiler among it.
const installed = "../node_modules"

// A compiler is npm's solc, run by Node.
type compiler struct {
	in  io.Writer
	out *jsontext.Decoder
}

// start runs a compiler, which resolves imports in folders.
func start(t testing.TB, solc string, folders ...string) *compiler {
	t.Helper()
	_, err := os.Stat(filepath.Join(solc, "package.json"))
	node, missing := exec.LookPath("node")
	if err != nil || missing != nil {
		const why = "this test needs Node.js and `npm ci` in contracts"
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatalf("NOVATION_TOOLCHAINS=required: %s: %v %v", why, err, missing)
		}
		t.Skip(why)
	}
	cmd := exec.CommandContext(t.Context(), node, append([]string{"--stack-size=4000", "testdata/compile.mjs", solc}, folders...)...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		cmd.Wait()
	})
	return &compiler{in: in, out: jsontext.NewDecoder(bufio.NewReaderSize(out, 1<<20))}
}

// compile returns a run over the sources that compile.
func (c *compiler) compile(t tb, sources map[string]string) *run {
	t.Helper()
	b, err := json.Marshal(map[string]any{"sources": sources})
	if err != nil {
		t.Fatalf("%v", err)
	}
	if _, err := c.in.Write(append(b, '\n')); err != nil {
		t.Fatalf("%v", err)
	}
	var r run
	if err := json.UnmarshalDecode(c.out, &r); err != nil {
		t.Fatalf("the compiler ended: %v", err)
	}
	return &r
}

// tree reads all Solidity sources below a folder, named from root.
func tree(t testing.TB, root, folder string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".sol") {
			return err
		}
		b, err := os.ReadFile(path)
		name, rel := filepath.Rel(root, path)
		if err != nil || rel != nil {
			return err
		}
		out[filepath.ToSlash(name)] = string(b)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
