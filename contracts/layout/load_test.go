package layout_test

import (
	"compress/gzip"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/contracts/layout"
)

// A run is one compilation, as the tool in testdata writes it.
type run struct {
	Version string            `json:"version"`
	Texts   map[string]string `json:"texts"`
	// Dropped has the sources that the compiler refused, and why.
	Dropped map[string]string `json:"dropped"`
	Output  struct {
		Sources   map[string]sourceTree          `json:"sources"`
		Contracts map[string]map[string]contract `json:"contracts"`
	} `json:"output"`
}

type sourceTree struct {
	ID  int            `json:"id"`
	AST jsontext.Value `json:"ast"`
}

type contract struct {
	StorageLayout          jsontext.Value `json:"storageLayout,omitzero"`
	TransientStorageLayout jsontext.Value `json:"transientStorageLayout,omitzero"`
}

func (c contract) reported() layout.Reported {
	return layout.Reported{Storage: c.StorageLayout, Transient: c.TransientStorageLayout}
}

// open reads the runs in a file of one JSON value per line, gzip or not.
func open(t testing.TB, path string) []*run {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	var runs []*run
	d := jsontext.NewDecoder(r)
	for d.PeekKind() == '{' {
		var in run
		if err := json.UnmarshalDecode(d, &in); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		runs = append(runs, &in)
	}
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		t.Fatalf("%s: %v", path, err)
	}
	return runs
}

// tb is what tests have in common with those of rapid.
type tb interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

func (r *run) program(t tb) *ast.Program {
	t.Helper()
	p, err := r.parse()
	if err != nil {
		t.Fatalf("%v", err)
	}
	return p
}

func (r *run) parse() (*ast.Program, error) {
	var units []ast.Unit
	for name, s := range r.Output.Sources {
		tree, err := ast.Parse(s.AST)
		if err != nil {
			return nil, err
		}
		u := ast.Unit{Name: name, Number: s.ID, Tree: tree}
		if text, ok := r.Texts[name]; ok {
			u.Text = []byte(text)
		}
		units = append(units, u)
	}
	return ast.NewProgram(units)
}

// each calls f for every contract, in the order of names.
func (r *run) each(f func(source, name string, c contract)) {
	for _, source := range sorted(r.Output.Contracts) {
		for _, name := range sorted(r.Output.Contracts[source]) {
			f(source, name, r.Output.Contracts[source][name])
		}
	}
}

func sorted[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
