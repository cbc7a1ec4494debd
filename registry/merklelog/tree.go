package merklelog

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/novation-dev/novation/registry"
)

// TileWidth is the number of hashes in a full tile, and of entries in a full
// bundle of entries.
const TileWidth = 1 << tileHeight

const tileHeight = 8

// A Source has the tiles and leaves of a log, in a file or at a server. What it
// gives need not be true: a [Tree] checks it.
type Source interface {
	// Tile returns the first width hashes of a tile, one after the other.
	Tile(level int, n int64, width int) ([]byte, error)
	// Leaves returns the leaves from index from up to, not including, to.
	Leaves(from, to int64) ([][]byte, error)
}

// A Tree reads a log as it stood at one checkpoint. Everything that it returns
// was checked against the root in that checkpoint. It is as safe for concurrent
// use as its source.
type Tree struct {
	head  Checkpoint
	src   Source
	wrong error
}

// NewTree returns the tree of a checkpoint whose signatures were verified. An
// error about something that the source gave and that is not of this tree
// wraps wrong.
func NewTree(head Checkpoint, src Source, wrong error) *Tree {
	return &Tree{head: head, src: src, wrong: wrong}
}

// Head returns the checkpoint.
func (t *Tree) Head() Checkpoint { return t.head }

// Root returns the root that the log had at an earlier size.
func (t *Tree) Root(size int64) (registry.Digest, error) {
	if err := t.within(size); err != nil {
		return registry.Digest{}, err
	}
	h, err := tlog.TreeHash(size, t)
	if err == nil && size == 0 && t.head.Size == 0 && registry.Digest(h) != t.head.Root {
		err = t.wrong
	}
	return registry.Digest(h), err
}

// Entries returns the entries from index from up to, not including, to.
func (t *Tree) Entries(from, to int64) ([]Entry, error) {
	var out []Entry
	for from = max(from, 0); from < min(to, t.head.Size); {
		end := min((from/TileWidth+1)*TileWidth, to, t.head.Size)
		some, err := t.entries(from, end)
		if err != nil {
			return nil, err
		}
		out, from = append(out, some...), end
	}
	return out, nil
}

// entries reads some that lie in one tile.
func (t *Tree) entries(from, to int64) ([]Entry, error) {
	leaves, err := t.src.Leaves(from, to)
	if err != nil {
		return nil, err
	}
	if int64(len(leaves)) != to-from {
		return nil, fmt.Errorf("%d entries from %d on, want %d: %w", len(leaves), from, to-from, t.wrong)
	}
	indexes := make([]int64, len(leaves))
	for i := range leaves {
		indexes[i] = tlog.StoredHashIndex(0, from+int64(i))
	}
	want, err := t.ReadHashes(indexes)
	if err != nil {
		return nil, err
	}
	out := make([]Entry, len(leaves))
	for i, leaf := range leaves {
		if tlog.RecordHash(leaf) != want[i] {
			return nil, fmt.Errorf("entry %d is another than in log %s: %w", from+int64(i), t.head, t.wrong)
		}
		if out[i], err = ParseEntry(leaf); err != nil {
			return nil, err // the log itself has signed it
		}
		if out[i].Index != from+int64(i) {
			return nil, fmt.Errorf("entry %d of log %s says it is %d: %w", from+int64(i), t.head, out[i].Index, t.wrong)
		}
	}
	return out, nil
}

// Inclusion returns the proof that the entry at index is among the first size
// entries.
func (t *Tree) Inclusion(size, index int64) (Proof, error) {
	if err := t.within(size); err != nil {
		return nil, err
	}
	if index < 0 || index >= size {
		return nil, fmt.Errorf("entry %d in %d entries: %w", index, size, registry.ErrNotFound)
	}
	p, err := tlog.ProveRecord(size, index, t)
	return toProof(p), err
}

// Consistency returns the proof that the first size entries extend the first
// old ones.
func (t *Tree) Consistency(old, size int64) (Proof, error) {
	if old < 0 || old > size {
		return nil, fmt.Errorf("from size %d to size %d: %w", old, size, registry.ErrInvalid)
	}
	if err := t.within(size); err != nil || old == 0 || old == size {
		return Proof{}, err
	}
	p, err := tlog.ProveTree(size, old, t)
	return toProof(p), err
}

func (t *Tree) within(size int64) error {
	if size < 0 || size > t.head.Size {
		return fmt.Errorf("the log has %d entries, not %d: %w", t.head.Size, size, registry.ErrNotFound)
	}
	return nil
}

// ReadHashes implements [tlog.HashReader]. The tiles that it reads are hashed up
// to the root of the checkpoint.
func (t *Tree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	if len(indexes) == 0 {
		return nil, nil
	}
	if t.head.Size == 0 {
		return nil, fmt.Errorf("hashes of an empty log: %w", registry.ErrNotFound)
	}
	r := tiles{src: t.src}
	out, err := tlog.TileHashReader(tlog.Tree{N: t.head.Size, Hash: tlog.Hash(t.head.Root)}, &r).ReadHashes(indexes)
	switch {
	case r.err != nil:
		return nil, r.err
	case err != nil:
		return nil, fmt.Errorf("the tiles are not those of log %s: %w", t.head, t.wrong)
	}
	return out, nil
}

// tiles implements tlog.TileReader. It remembers the error of its source.
type tiles struct {
	src Source
	err error
}

func (*tiles) Height() int { return tileHeight }

func (*tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (r *tiles) ReadTiles(want []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(want))
	for i, t := range want {
		if out[i], r.err = r.src.Tile(t.L, t.N, t.W); r.err != nil {
			return nil, r.err
		}
	}
	return out, nil
}
