package merklelog_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// A copy of the hashes hands out the tiles of the log, and none that the log does
// not have.
func TestCopy(t *testing.T) {
	const size = 600 // two full tiles and a part, and one of level 1
	l := openLog(t, openDB(t))
	fill(t, l, size)
	leaves, err := l.Leaves(0, size)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[int64][]byte{}
	c := merklelog.Copy{
		Read:  func(i int64) ([]byte, error) { return kept[i], nil },
		Write: func(i int64, h []byte) error { kept[i] = bytes.Clone(h); return nil },
	}
	for i, leaf := range leaves {
		if has, err := c.Has(int64(i)); has || err != nil {
			t.Fatalf("Has(%d) = %t, %v before it was added", i, has, err)
		}
		if err := c.Add(int64(i), leaf); err != nil {
			t.Fatal(err)
		}
	}
	if has, err := c.Has(size - 1); !has || err != nil {
		t.Errorf("Has = %t, %v", has, err)
	}
	for level := range 3 {
		for n := range int64(4) {
			for _, width := range []int{1, 2, 88, 255, 256} {
				want, err1 := l.Tile(level, n, width)
				got, err2 := c.Tile(size, level, n, width)
				if !bytes.Equal(got, want) || errors.Is(err1, registry.ErrNotFound) != errors.Is(err2, registry.ErrNotFound) {
					t.Errorf("tile %d/%d of width %d: %v, want %v", level, n, width, err2, err1)
				}
			}
		}
	}
	delete(kept, 0)
	if _, err := c.Tile(size, 0, 0, 1); !errors.Is(err, merklelog.ErrTampered) {
		t.Errorf("a hash that was lost: %v", err)
	}
}
