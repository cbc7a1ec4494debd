package merklelog

import (
	"fmt"

	"go.etcd.io/bbolt"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/internal/damage"
)

// Checkpoint returns the signed head of the log.
func (l *Log) Checkpoint() (Checkpoint, error) {
	var c Checkpoint
	err := l.view("reading the checkpoint", func(t *Tree, _ stored) error {
		c = t.head
		return nil
	})
	return c, err
}

// Entry returns the entry at index, read within tx.
func (l *Log) Entry(tx *bbolt.Tx, index int64) (Entry, error) {
	if b := l.batch(tx); b != nil && b.old != nil {
		if i := index - b.old.head.Size; i >= 0 && i < int64(len(b.added)) {
			return b.added[i], nil
		}
	}
	t, _, err := l.at(tx)
	if err != nil {
		return Entry{}, err
	}
	if index < 0 || index >= t.head.Size {
		return Entry{}, fmt.Errorf("entry %d of log %s with %d entries: %w", index, l.Origin(), t.head.Size, registry.ErrNotFound)
	}
	some, err := t.Entries(index, index+1)
	if err != nil {
		return Entry{}, err
	}
	return some[0], nil
}

// Entries returns the entries from index from up to, not including, to; fewer
// when the log is shorter.
func (l *Log) Entries(from, to int64) ([]Entry, error) {
	var out []Entry
	err := l.view("reading entries", func(t *Tree, _ stored) (err error) {
		out, err = t.Entries(from, to)
		return err
	})
	return out, err
}

// Tile returns the first width hashes of a tile, as they are served to others.
// It fails with [registry.ErrNotFound] when the tree does not have them yet.
func (l *Log) Tile(level int, n int64, width int) ([]byte, error) {
	var out []byte
	err := l.view("reading a tile", func(t *Tree, _ stored) (err error) {
		if end := n*TileWidth + int64(width); level < 0 || level >= 8 || n < 0 || n > t.head.Size || end > t.head.Size>>(tileHeight*level) {
			return fmt.Errorf("it has no tile %s yet: %w", TilePath(max(level, 0), n, width), registry.ErrNotFound)
		}
		out, err = tlog.ReadTileData(tlog.Tile{H: tileHeight, L: level, N: n, W: width}, t)
		return err
	})
	return out, err
}

// Leaves returns the leaves of the entries from index from up to, not
// including, to. It fails with [registry.ErrNotFound] when there are fewer.
func (l *Log) Leaves(from, to int64) ([][]byte, error) {
	var out [][]byte
	err := l.view("reading entries", func(t *Tree, _ stored) error {
		if from < 0 || from > to || to > t.head.Size {
			return fmt.Errorf("it has %d entries, not those from %d to %d: %w", t.head.Size, from, to, registry.ErrNotFound)
		}
		some, err := t.Entries(from, to)
		for i := range some {
			out = append(out, some[i].Encode())
		}
		return err
	})
	return out, err
}

// ProveInclusion returns the proof that the entry at index is among the first
// size entries of the log.
func (l *Log) ProveInclusion(size, index int64) (Proof, error) {
	var p Proof
	err := l.view("proving inclusion", func(t *Tree, _ stored) (err error) {
		p, err = t.Inclusion(size, index)
		return err
	})
	return p, err
}

// ProveConsistency returns the proof that the first size entries of the log
// extend its first old entries.
func (l *Log) ProveConsistency(old, size int64) (Proof, error) {
	var p Proof
	err := l.view("proving consistency", func(t *Tree, _ stored) (err error) {
		p, err = t.Consistency(old, size)
		return err
	})
	return p, err
}

// Verify reads the whole log and recomputes every hash. It fails with
// [ErrTampered] at the first byte that is not what was signed.
func (l *Log) Verify() error {
	return l.view("verifying", func(t *Tree, s stored) error { return s.verify(t) })
}

func (l *Log) view(doing string, fn func(*Tree, stored) error) (err error) {
	defer damage.Guard(doing+" of log "+l.Origin(), &err)()
	err = l.db.View(func(tx *bbolt.Tx) error {
		t, s, err := l.at(tx)
		if err != nil {
			return err
		}
		return fn(t, s)
	})
	if err != nil {
		return fmt.Errorf("%s of log %s: %w", doing, l.Origin(), err)
	}
	return nil
}
