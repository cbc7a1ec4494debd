package merklelog_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// Who has the entries computes the root that the log signed, at every size.
func TestRoots(t *testing.T) {
	db := openDB(t)
	l := openLog(t, db)
	var heads []registry.Digest
	var entries [][]byte
	for i := range 20 {
		c, err := l.Checkpoint()
		if err != nil {
			t.Fatal(err)
		}
		heads = append(heads, c.Root)
		roots, err := merklelog.Roots(entries)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(roots, heads) {
			t.Fatalf("roots of %d entries differ from the heads of the log:\n%v\n%v", i, roots, heads)
		}
		for _, e := range fill(t, l, 1) {
			entries = append(entries, e.Encode())
		}
	}
}

func TestRootsRefuses(t *testing.T) {
	db := openDB(t)
	l := openLog(t, db)
	var good [][]byte
	for _, e := range fill(t, l, 5) {
		good = append(good, e.Encode())
	}
	want, err := merklelog.Roots(good)
	if err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string]func([][]byte) [][]byte{
		"one missing":     func(b [][]byte) [][]byte { return slices.Delete(b, 2, 3) },
		"the first lost":  func(b [][]byte) [][]byte { return b[1:] },
		"one twice":       func(b [][]byte) [][]byte { return slices.Insert(b, 2, b[1]) },
		"two swapped":     func(b [][]byte) [][]byte { b[1], b[2] = b[2], b[1]; return b },
		"an empty one":    func(b [][]byte) [][]byte { b[3] = nil; return b },
		"one with spaces": func(b [][]byte) [][]byte { b[3] = append(bytes.Clone(b[3]), ' '); return b },
		"not an entry":    func(b [][]byte) [][]byte { b[4] = []byte("{}"); return b },
	} {
		if roots, err := merklelog.Roots(edit(slices.Clone(good))); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: Roots = %d roots, %v; want ErrInvalid", name, len(roots), err)
		}
	}
	// A change that is still an entry shows in every root from there on.
	e, err := merklelog.ParseEntry(good[2])
	if err != nil {
		t.Fatal(err)
	}
	e.Note = "changed"
	forged := slices.Clone(good)
	forged[2] = e.Encode()
	got, err := merklelog.Roots(forged)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if (got[i] == want[i]) != (i <= 2) {
			t.Errorf("root %d: same %v after entry 2 was changed", i, got[i] == want[i])
		}
	}
}
