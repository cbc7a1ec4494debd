package layout_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/registry"
)

// TestRefused lays out contracts that the compiler accepts and that have no
// layout that could be compared. Each source says what it wants to be told.
func TestRefused(t *testing.T) {
	want := regexp.MustCompile(`(?m)^// want: (.*)$`)
	tested := map[string]bool{}
	for _, path := range []string{"testdata/compiled/refused-0.8.10.json.gz", "testdata/compiled/refused-0.8.37.json.gz"} {
		for _, r := range open(t, path) {
			p := r.program(t)
			r.each(func(source, name string, c contract) {
				if name != "C" {
					return
				}
				tested[source] = true
				for _, reported := range []layout.Reported{c.reported(), {}} {
					refused(t, source, want.FindStringSubmatch(r.Texts[source])[1], func() error {
						_, err := layout.Of(p, source, name, reported)
						return err
					})
				}
			})
		}
	}
	for source := range tree(t, "testdata/refused", ".") {
		if !tested[source] {
			t.Errorf("%s was not compiled", source)
		}
	}
}

// TestRefusedAreCompiled is to TestRefused as TestCorpusIsCompiled is to
// TestCorpus. Each source is a run of its own.
func TestRefusedAreCompiled(t *testing.T) {
	root := os.Getenv("NOVATION_LAYOUT_PACKAGES")
	if root == "" {
		t.Skip("needs NOVATION_LAYOUT_PACKAGES, as TestPackages does")
	}
	for _, v := range []string{"0.8.10", "0.8.37"} {
		c := start(t, filepath.Join(root, "solc-"+v))
		var runs []*run
		all := tree(t, "testdata/refused", ".")
		for _, source := range sorted(all) {
			r := c.compile(t, map[string]string{source: all[source]})
			if len(r.Dropped) == 0 {
				runs = append(runs, r)
			} else if why := r.Dropped[source]; !strings.Contains(why, "different compiler version") {
				t.Errorf("%s: %s", source, why)
			}
		}
		fresh(t, "testdata/compiled/refused-"+v+".json.gz", runs)
	}
}

func refused(t *testing.T, what, want string, f func() error) {
	t.Helper()
	err := f()
	if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), want) {
		t.Errorf("%s: got error %v\nwant %s", what, err, want)
	}
}

// TestWithoutText takes the source away from a compilation in which the
// compiler dropped the comment of a namespace: then it may have been one.
func TestWithoutText(t *testing.T) {
	for _, r := range open(t, "testdata/compiled/refused-0.8.10.json.gz") {
		if r.Texts["old.sol"] == "" {
			continue
		}
		r.Texts = nil
		p := r.program(t)
		refused(t, "old.sol", "struct S is reached in storage and no variable has it", func() error {
			_, err := layout.Of(p, "old.sol", "C", layout.Reported{})
			return err
		})
	}
	for _, v := range versions {
		for _, r := range open(t, compiled(v.solc)) {
			r.Texts = nil
			compare(t, r, v.contracts)
		}
	}
}

// TestEveryDifference changes every value in every report of the corpus, one
// after the other. None may go unnoticed.
func TestEveryDifference(t *testing.T) {
	n := 0
	for _, v := range []string{"0.5.17", "0.8.37"} {
		for _, r := range open(t, compiled(v)) {
			p := r.program(t)
			r.each(func(source, name string, c contract) {
				for _, transient := range []bool{false, true} {
					report := c.StorageLayout
					if transient {
						report = c.TransientStorageLayout
					}
					mutants(t, report, func(path string, changed jsontext.Value) {
						if path == "/types (name)" && strings.Contains(string(changed), `"storage":[]`) {
							return // no variables, no types
						}
						if n++; testing.Short() && n%10 != 0 {
							return
						}
						in := c.reported()
						if transient {
							in.Transient = changed
						} else {
							in.Storage = changed
						}
						if _, err := layout.Of(p, source, name, in); !errors.Is(err, registry.ErrInvalid) {
							t.Errorf("solc %s, %s: %s was changed, and the error is %v", v, name, path, err)
						}
					})
				}
			})
		}
	}
	t.Logf("%d changes", n)
	if n < 1000 {
		t.Errorf("only %d changes", n)
	}
}

// mutants calls f with every report that differs from one in one value.
func mutants(t *testing.T, report jsontext.Value, f func(path string, changed jsontext.Value)) {
	t.Helper()
	if report == nil {
		return
	}
	d, edits := jsontext.NewDecoder(strings.NewReader(string(report))), map[string][2]int64{}
	for {
		k, err := d.ReadToken()
		if err != nil {
			break
		}
		end := d.InputOffset()
		if kind := k.Kind(); kind == '"' || kind == '0' {
			path := string(d.StackPointer())
			if kind, n := d.StackIndex(d.StackDepth()); kind == '{' && n%2 == 1 {
				path += " (name)"
			}
			edits[path] = [2]int64{end - int64(len(k.String())), end}
			if k.Kind() == '"' {
				edits[path] = [2]int64{end - 2, end - 1} // the last character
			}
		}
	}
	for _, path := range sorted(maps.Clone(edits)) {
		e := edits[path]
		for _, by := range []string{"7", "8"} {
			if string(report[e[0]:e[1]]) != by {
				f(path, jsontext.Value(string(report[:e[0]])+by+string(report[e[1]:])))
				break
			}
		}
	}
}
