package nodetest_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/novation-dev/novation/contracts/solc"
	"github.com/novation-dev/novation/registry"
)

var (
	full  = flag.Bool("full", false, "compare all compilers on all inputs")
	times = flag.Int("times", 0, "compare times too, compiling each input so often")
	only  = flag.String("only", "", "compare this version only")
)

// versions are the compilers that are compared: all three layouts of exceptions,
// both kinds of embedding. Short ones are compared in every run.
var versions = []struct {
	version string
	minor   int
	short   bool
}{
	{"0.8.2", 2, false},
	{"0.8.9", 9, false},
	{"0.8.13", 13, true},
	{"0.8.20", 20, false},
	{"0.8.26", 26, false},
	{"0.8.34", 34, true},
	{"0.8.37", 37, false},
}

// need skips or fails a test when the tools of this folder are missing.
func need(t *testing.T) {
	t.Helper()
	_, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat(filepath.Join("node_modules", "solc-0.8.34", "soljson.js"))
	}
	if err == nil {
		return
	}
	if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
		t.Fatalf("Node and the packages of this folder (npm ci) are needed: %v", err)
	}
	t.Skipf("needs Node and the packages of this folder (npm ci): %v", err)
}

// cacheDir keeps machine code from run to run.
func cacheDir(t *testing.T) string {
	t.Helper()
	dir, err := os.UserCacheDir()
	if err != nil {
		return t.TempDir()
	}
	return filepath.Join(dir, "novation", "solc-nodetest")
}

// TestSame compiles the same inputs with the same compilers under Node.
func TestSame(t *testing.T) {
	need(t)
	compared := 0
	for _, v := range versions {
		if *only != "" && *only != v.version || *only == "" && !v.short && !*full {
			continue
		}
		compared++
		t.Run(v.version, func(t *testing.T) { same(t, v.version, inputs(t, v.minor)) })
	}
	if compared == 0 {
		t.Fatalf("no compiler is %q", *only)
	}
}

func same(t *testing.T, version string, all []input) {
	dir := t.TempDir()
	folder := filepath.Join("node_modules", "solc-"+version)
	theirs := startNode(t, folder)
	ours := startOurs(t, filepath.Join(folder, "soljson.js"))
	if ours.version != theirs.version || !strings.HasPrefix(ours.version, version+"+commit.") {
		t.Fatalf("we say that it is %q, and Node %q; want %s", ours.version, theirs.version, version)
	}
	var table []timing
	for n, in := range all {
		if !in.short && !*full {
			continue
		}
		file := filepath.Join(dir, fmt.Sprintf("%d.json", n))
		if err := os.WriteFile(file, in.text, 0o600); err != nil {
			t.Fatal(err)
		}
		row := timing{name: in.name}
		// The first turn is not measured: JavaScript's engine gets faster.
		for turn := range max(1, *times+1) {
			a := ours.compile(t, file, filepath.Join(dir, "ours"))
			b := theirs.compile(t, file, filepath.Join(dir, "theirs"))
			if turn > 0 {
				row.ours, row.theirs = append(row.ours, a), append(row.theirs, b)
			}
			if d := difference([]byte(read(t, filepath.Join(dir, "ours"))), []byte(read(t, filepath.Join(dir, "theirs")))); d != "" {
				t.Fatalf("%s: %s", in.name, d)
			}
		}
		if compiled := strings.Contains(read(t, filepath.Join(dir, "ours")), `"evm":{`); compiled != in.compiles {
			t.Errorf("%s: has code: %t", in.name, compiled)
		}
		table = append(table, row)
	}
	if *times > 0 {
		report(t, version, table, ours.peak, theirs.peak)
	}
}

// difference compares two outputs; Node's must be one. It returns "" if they are
// the same.
func difference(ours, theirs []byte) string {
	if len(theirs) < 2 || theirs[0] != '{' {
		return fmt.Sprintf("Node's output is %.40q", theirs)
	}
	if bytes.Equal(ours, theirs) {
		return ""
	}
	at := 0
	for at < min(len(ours), len(theirs)) && ours[at] == theirs[at] {
		at++
	}
	from := max(0, at-20)
	return fmt.Sprintf("%d bytes differ from Node's %d at byte %d:\n%.200q\n%.200q", len(ours), len(theirs), at, ours[from:], theirs[from:])
}

func TestDifference(t *testing.T) {
	for _, test := range []struct {
		ours, theirs string
		same         bool
	}{
		{`{"a":1}`, `{"a":1}`, true},
		{`{"a":1}`, `{"a":2}`, false},
		{`{"a":1}`, `{"a":1} `, false},
		{``, `{}`, false},
		{``, ``, false},
		{`x`, `x`, false},
	} {
		if d := difference([]byte(test.ours), []byte(test.theirs)); (d == "") != test.same {
			t.Errorf("%q and %q: %q", test.ours, test.theirs, d)
		}
	}
}

// The file of a package is what it reports, not what the package is called: npm's
// solc 0.8.7 is 0.7.5, which is too old.
func TestMislabelled(t *testing.T) {
	need(t)
	_, err := solc.Load(t.Context(), solc.Config{Path: "node_modules/solc-mislabelled/soljson.js", CacheDir: cacheDir(t)})
	if !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("got %v", err)
	}
}

// A compilation that needs more than it may have ends with a condition.
func TestLimits(t *testing.T) {
	need(t)
	in := openZeppelin(t, "5.4", via(optimizer(200)), governor5...)
	for name, test := range map[string]struct {
		config solc.Config
		want   error
	}{
		"memory": {solc.Config{MemoryLimit: 48 << 20}, registry.ErrRefused},
		"time":   {solc.Config{Timeout: 200e6}, registry.ErrTimeout},
	} {
		test.config.Path, test.config.CacheDir = "node_modules/solc-0.8.34/soljson.js", cacheDir(t)
		c, err := solc.Load(t.Context(), test.config)
		if err != nil {
			t.Fatal(err)
		}
		if out, err := c.Compile(t.Context(), in); !errors.Is(err, test.want) {
			t.Errorf("%s: %d bytes, %v", name, len(out), err)
		}
		// It can be used again.
		if _, err := c.Compile(t.Context(), []byte(`{"language":"Solidity","sources":{}}`)); err != nil {
			t.Errorf("%s: afterwards: %v", name, err)
		}
		if err := c.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}
