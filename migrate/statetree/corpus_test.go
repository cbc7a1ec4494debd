package statetree_test

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/contracts/layout"
)

// TestCorpus writes and reads random states of the contracts that the package
// layout is tested with: of three compilers, and with SLOW=1 of all.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob("../../contracts/layout/testdata/compiled/[0-9]*.json.gz")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no layouts: %v", err)
	}
	dir, contracts, fields := t.TempDir(), 0, 0
	for i, path := range files {
		if i%4 > 0 && os.Getenv("SLOW") == "" {
			continue
		}
		for _, l := range corpus(t, path) {
			contracts++
			fields += sameState(t.Context(), t, l, uint64(contracts), dir)
		}
	}
	t.Logf("%d contracts, %d fields", contracts, fields)
	if contracts < 50 || fields < 1000 {
		t.Errorf("only %d contracts and %d fields", contracts, fields)
	}
}

// corpus lays out every contract of a file.
func corpus(t *testing.T, path string) (layouts []*layout.Layout) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var run struct {
		Texts  map[string]string `json:"texts"`
		Output struct {
			Sources map[string]struct {
				ID  int            `json:"id"`
				AST jsontext.Value `json:"ast"`
			} `json:"sources"`
			Contracts map[string]map[string]struct {
				Storage   jsontext.Value `json:"storageLayout,omitzero"`
				Transient jsontext.Value `json:"transientStorageLayout,omitzero"`
			} `json:"contracts"`
		} `json:"output"`
	}
	if err := json.UnmarshalRead(z, &run); err != nil {
		t.Fatal(err)
	}
	var units []ast.Unit
	for name, s := range run.Output.Sources {
		tree, err := ast.Parse(s.AST)
		if err != nil {
			t.Fatal(err)
		}
		units = append(units, ast.Unit{Name: name, Number: s.ID, Tree: tree, Text: []byte(run.Texts[name])})
	}
	p, err := ast.NewProgram(units)
	if err != nil {
		t.Fatal(err)
	}
	for source, contracts := range run.Output.Contracts {
		for name, c := range contracts {
			l, err := layout.Of(p, source, name, layout.Reported{Storage: c.Storage, Transient: c.Transient})
			if err != nil {
				t.Fatal(err)
			}
			layouts = append(layouts, l)
		}
	}
	return layouts
}
