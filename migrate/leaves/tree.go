package leaves

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/registry"
)

// maxRange bounds what Range reads at once, in bytes of encoded entries.
const maxRange = 16 << 20

// A Tree is on disk; its memory does not grow with the number of entries. It may
// be used by several goroutines until it is closed.
type Tree struct {
	manifest

	dir                      string
	entries, index, nodeFile *os.File
}

// Open opens a tree that Build wrote. It fails with registry.ErrNotFound when
// there is none, and with registry.ErrInvalid when its files are not complete.
func Open(dir string) (*Tree, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	t := &Tree{manifest: m, dir: dir}
	for _, want := range []struct {
		file **os.File
		name string
		size uint64
	}{
		{&t.entries, entriesFile, m.Bytes},
		{&t.index, indexFile, indexSize * m.Count},
		{&t.nodeFile, nodesFile, 32 * m.nodes()},
	} {
		if err := open(want.file, filepath.Join(dir, want.name), want.size); err != nil {
			_ = t.Close() // the first error says more
			return nil, fmt.Errorf("opening a tree of entries: %w", err)
		}
	}
	if m.Count == 0 && m.Root != Empty {
		_ = t.Close() // as above
		return nil, t.damaged(fmt.Errorf("a tree without entries has the root %s: %w", m.Root, registry.ErrInvalid))
	}
	return t, nil
}

func open(f **os.File, name string, size uint64) (err error) {
	if *f, err = os.Open(name); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s is missing: %w", name, registry.ErrInvalid)
	} else if err != nil {
		return err
	}
	info, err := (*f).Stat()
	if err == nil && uint64(info.Size()) != size {
		err = fmt.Errorf("%s has %d bytes instead of %d: %w", name, info.Size(), size, registry.ErrInvalid)
	}
	return err
}

// Root binds the number of entries too.
func (t *Tree) Root() common.Hash { return t.manifest.Root }

// Len is the number of entries.
func (t *Tree) Len() uint64 { return t.Count }

// Range returns entries from first on, at most n and at least one, with the
// siblings that prove that they are in these places. It returns fewer than n
// where the tree ends, and where they would be more than 16 MiB. It fails with
// registry.ErrNotFound when first is not in the tree, and with
// registry.ErrInvalid when a file was damaged.
func (t *Tree) Range(first, n uint64) (entries []Entry, siblings []common.Hash, err error) {
	if n == 0 || first >= t.Count {
		return nil, nil, fmt.Errorf("%d entries from %d on, in a tree of %d: %w", n, first, t.Count, registry.ErrNotFound)
	}
	n = min(n, t.Count-first)
	if entries, err = t.read(first, n); err != nil {
		return nil, nil, t.damaged(err)
	}
	if siblings, err = t.siblings(first, uint64(len(entries))); err != nil {
		return nil, nil, t.damaged(err)
	}
	if err := VerifyRange(t.Root(), t.Count, first, entries, siblings); err != nil {
		return nil, nil, t.damaged(fmt.Errorf("%v: %w", err, registry.ErrInvalid))
	}
	return entries, siblings, nil
}

// Find returns the place of a head, and whether it is in the tree; when it is
// not, the place is that of the next larger head, or Len.
func (t *Tree) Find(head common.Hash) (place uint64, found bool, err error) {
	if t.Count == 0 {
		return 0, false, nil
	}
	place, entries, _, err := t.around(head)
	if err != nil {
		return 0, false, err
	}
	return place, place < t.Count && entries[len(entries)-1].Head == head, nil
}

// Absence returns what proves that a head is not in the tree: see VerifyAbsent.
// It fails with registry.ErrConflict when it is.
func (t *Tree) Absence(head common.Hash) (place uint64, neighbours []Entry, siblings []common.Hash, err error) {
	if t.Count == 0 {
		return 0, nil, nil, nil
	}
	place, neighbours, siblings, err = t.around(head)
	if err != nil {
		return 0, nil, nil, err
	}
	if place < t.Count && neighbours[len(neighbours)-1].Head == head {
		return 0, nil, nil, fmt.Errorf("there is an entry %s, at %d: %w", head, place, registry.ErrConflict)
	}
	return place, neighbours, siblings, nil
}

// around returns the first place whose head is not smaller, with the entries
// before it and there, as far as there are any.
func (t *Tree) around(head common.Hash) (place uint64, entries []Entry, siblings []common.Hash, err error) {
	at := sort.Search(int(t.Count), func(i int) bool {
		var found common.Hash
		if err == nil {
			_, err = t.index.ReadAt(found[:], int64(indexSize*i))
		}
		return bytes.Compare(found[:], head[:]) >= 0
	})
	if err != nil {
		return 0, nil, nil, t.damaged(err)
	}
	place = uint64(at)
	first, n := place, uint64(1)
	if place > 0 {
		first, n = place-1, min(2, t.Count-place+1)
	}
	if entries, siblings, err = t.Range(first, n); err != nil {
		return 0, nil, nil, err
	}
	// The index is not part of what is proven.
	before := place == 0 || bytes.Compare(entries[0].Head[:], head[:]) < 0
	after := place == t.Count || bytes.Compare(entries[len(entries)-1].Head[:], head[:]) >= 0
	if uint64(len(entries)) != n || !before || !after {
		return 0, nil, nil, t.damaged(fmt.Errorf("the index does not lead to %s: %w", head, registry.ErrInvalid))
	}
	return place, entries, siblings, nil
}

// Close closes the files.
func (t *Tree) Close() (err error) {
	for _, f := range []*os.File{t.entries, t.index, t.nodeFile} {
		if f != nil {
			err = errors.Join(err, f.Close())
		}
	}
	return err
}

// read returns up to n entries from first on.
func (t *Tree) read(first, n uint64) ([]Entry, error) {
	places, err := t.places(first, n)
	if err != nil {
		return nil, err
	}
	for len(places) > 2 && places[len(places)-1]-places[0] > maxRange {
		places = places[:len(places)/2+1]
	}
	start, end := places[0], places[len(places)-1]
	if end > t.Bytes || end-start > maxRange {
		return nil, fmt.Errorf("the index names a place outside of the entries: %w", registry.ErrInvalid)
	}
	b := make([]byte, end-start)
	if _, err := t.entries.ReadAt(b, int64(start)); err != nil {
		return nil, err
	}
	entries := make([]Entry, len(places)-1)
	for i := range entries {
		if entries[i], err = decode(b[places[i]-start : places[i+1]-start]); err != nil {
			return nil, fmt.Errorf("entry %d: %w", first+uint64(i), err)
		}
	}
	return entries, nil
}

// places returns where n entries from first on begin, and where the last ends.
// They ascend. Of very many entries it returns only the first.
func (t *Tree) places(first, n uint64) ([]uint64, error) {
	n = min(n, maxRange/indexSize)
	more := min(n+1, t.Count-first) // the next one's beginning is the end
	b := make([]byte, indexSize*more)
	if _, err := t.index.ReadAt(b, int64(indexSize*first)); err != nil {
		return nil, err
	}
	places := make([]uint64, 0, n+1)
	for ; len(b) > 0; b = b[indexSize:] {
		places = append(places, binary.BigEndian.Uint64(b[32:]))
	}
	if more == n {
		places = append(places, t.Bytes)
	}
	for i := 1; i < len(places); i++ {
		if places[i] <= places[i-1] {
			return nil, fmt.Errorf("the index does not ascend at entry %d: %w", first+uint64(i), registry.ErrInvalid)
		}
	}
	return places, nil
}

// siblings reads what proves n entries from first on.
func (t *Tree) siblings(first, n uint64) (out []common.Hash, err error) {
	start := uint64(0)
	for m := t.Count; m > 1; m = m/2 + m%2 {
		left, right := neighbours(first, n, m)
		if left {
			if out, err = t.node(out, start+first-1); err != nil {
				return nil, err
			}
		}
		if right {
			if out, err = t.node(out, start+first+n); err != nil {
				return nil, err
			}
		}
		last := (first + n - 1) / 2
		first /= 2
		n = last - first + 1
		start += m
	}
	return out, nil
}

func (t *Tree) node(to []common.Hash, i uint64) ([]common.Hash, error) {
	var node common.Hash
	_, err := t.nodeFile.ReadAt(node[:], int64(32*i))
	return append(to, node), err
}

// damaged says where and what to do.
func (t *Tree) damaged(err error) error {
	return fmt.Errorf("reading the tree in %s, which can be removed and built again: %w", t.dir, err)
}
