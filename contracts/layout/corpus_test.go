package layout_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"
)

// versions are the compilers that the corpus was compiled with, and how many
// contracts each accepts.
var versions = []struct {
	solc      string
	contracts int
}{
	{"0.5.17", 23},
	{"0.6.12", 23},
	{"0.7.6", 25},
	{"0.8.2", 24},
	{"0.8.10", 27},
	{"0.8.20", 32},
	{"0.8.28", 34},
	{"0.8.34", 41},
	{"0.8.37", 53},
}

// TestCorpus compares every layout of the corpus with what each compiler
// reported when it was compiled.
func TestCorpus(t *testing.T) {
	for _, v := range versions {
		t.Run(v.solc, func(t *testing.T) {
			for _, r := range open(t, compiled(v.solc)) {
				compare(t, r, v.contracts)
				for name, why := range r.Dropped {
					if !strings.Contains(why, "different compiler version") {
						t.Errorf("%s: %s", name, why)
					}
				}
			}
		})
	}
}

func compiled(version string) string { return "testdata/compiled/" + version + ".json.gz" }

// TestCorpusIsCompiled compiles the corpus again, with the compilers that are
// there, and wants the same. With NOVATION_LAYOUT_WRITE set it writes instead.
func TestCorpusIsCompiled(t *testing.T) {
	for _, v := range versions {
		t.Run(v.solc, func(t *testing.T) {
			solc := filepath.Join(os.Getenv("NOVATION_LAYOUT_PACKAGES"), "solc-"+v.solc)
			if os.Getenv("NOVATION_LAYOUT_PACKAGES") == "" {
				if v.solc != "0.8.34" {
					t.Skip("needs NOVATION_LAYOUT_PACKAGES, as TestPackages does")
				}
				solc = filepath.Join(installed, "solc")
			}
			r := start(t, solc).compile(t, tree(t, "testdata/corpus", "."))
			fresh(t, compiled(v.solc), []*run{r})
		})
	}
}

// fresh compares a file with what it should be, or writes it.
func fresh(t *testing.T, path string, runs []*run) {
	t.Helper()
	if os.Getenv("NOVATION_LAYOUT_WRITE") != "" {
		write(t, path, runs)
		return
	}
	if diff := cmp.Diff(open(t, path), runs); diff != "" {
		t.Errorf("the sources have changed: set NOVATION_LAYOUT_WRITE to compile them again: %.2000s", diff)
	}
}

func write(t *testing.T, path string, runs []*run) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range runs {
		if err := json.MarshalWrite(z, r, json.Deterministic(true)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
