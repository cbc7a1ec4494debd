package merklelog

import (
	"bytes"
	"fmt"

	"go.etcd.io/bbolt"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/internal/damage"
)

// Checkpoint returns the signed head of the log.
func (l *Log) Checkpoint() (Checkpoint, error) {
	var c Checkpoint
	err := l.view("reading the checkpoint", func(t *tree) error {
		c = t.head
		return nil
	})
	return c, err
}

// Entry returns the entry at index, read within tx.
func (l *Log) Entry(tx *bbolt.Tx, index int64) (Entry, error) {
	t, err := l.at(tx)
	if err != nil {
		return Entry{}, err
	}
	if index < 0 || index >= t.head.Size {
		return Entry{}, fmt.Errorf("entry %d of log %s with %d entries: %w", index, l.Origin(), t.head.Size, registry.ErrNotFound)
	}
	leaf, err := t.leaf(t.head, index)
	return leaf.Entry, err
}

// Entries returns the entries from index from up to, not including, to; fewer
// when the log is shorter.
func (l *Log) Entries(from, to int64) ([]Entry, error) {
	var out []Entry
	err := l.view("reading entries", func(t *tree) error {
		to = min(to, t.head.Size)
		for i := max(from, 0); i < to; i++ {
			leaf, err := t.leaf(t.head, i)
			if err != nil {
				return err
			}
			out = append(out, leaf.Entry)
		}
		return nil
	})
	return out, err
}

// Leaves is like [Log.Entries], with proofs that the entries are among the
// first size entries of the log.
func (l *Log) Leaves(size, from, to int64) ([]Leaf, error) {
	var out []Leaf
	err := l.view("proving entries", func(t *tree) error {
		c, err := t.past(size)
		if err != nil {
			return err
		}
		to = min(to, size)
		for i := max(from, 0); i < to; i++ {
			leaf, err := t.leaf(c, i)
			if err != nil {
				return err
			}
			out = append(out, leaf)
		}
		return nil
	})
	return out, err
}

// ProveInclusion returns the proof that the entry at index is among the first
// size entries of the log.
func (l *Log) ProveInclusion(size, index int64) (Proof, error) {
	var p Proof
	err := l.view("proving inclusion", func(t *tree) error {
		c, err := t.past(size)
		if err != nil {
			return err
		}
		if index < 0 || index >= size {
			return fmt.Errorf("entry %d in %d entries: %w", index, size, registry.ErrNotFound)
		}
		leaf, err := t.leaf(c, index)
		p = leaf.Proof
		return err
	})
	return p, err
}

// ProveConsistency returns the proof that the first size entries of the log
// extend its first old entries.
func (l *Log) ProveConsistency(old, size int64) (Proof, error) {
	var p Proof
	err := l.view("proving consistency", func(t *tree) error {
		if old < 0 || old > size {
			return fmt.Errorf("from size %d to size %d: %w", old, size, registry.ErrInvalid)
		}
		c, err := t.past(size)
		if err != nil {
			return err
		}
		p, err = t.consistency(old, c)
		return err
	})
	return p, err
}

// Verify reads the whole log and recomputes every hash. It fails with
// [ErrTampered] at the first byte that is not what was signed.
func (l *Log) Verify() error {
	return l.view("verifying", func(t *tree) error {
		for i := range t.head.Size {
			data := t.records.Get(key(i))
			if e, err := ParseEntry(data); err != nil || e.Index != i {
				return fmt.Errorf("entry %d is damaged: %w", i, ErrTampered)
			}
			want, err := tlog.StoredHashes(i, data, t)
			if err != nil {
				return err
			}
			for j, h := range want {
				if !bytes.Equal(t.hashes.Get(key(tlog.StoredHashIndex(0, i)+int64(j))), h[:]) {
					return fmt.Errorf("a hash of entry %d is damaged: %w", i, ErrTampered)
				}
			}
		}
		records, hashes := int64(t.records.Stats().KeyN), int64(t.hashes.Stats().KeyN)
		if records != t.head.Size || hashes != tlog.StoredHashCount(t.head.Size) {
			return fmt.Errorf("%d entries and %d hashes are stored for %s: %w", records, hashes, t.head, ErrTampered)
		}
		return nil
	})
}

func (l *Log) view(doing string, fn func(*tree) error) (err error) {
	defer damage.Guard(doing+" of log "+l.Origin(), &err)()
	err = l.db.View(func(tx *bbolt.Tx) error {
		t, err := l.at(tx)
		if err != nil {
			return err
		}
		return fn(t)
	})
	if err != nil {
		return fmt.Errorf("%s of log %s: %w", doing, l.Origin(), err)
	}
	return nil
}

// past returns the head that the log had at an earlier size, checked against
// the present one. It is not signed.
func (t *tree) past(size int64) (Checkpoint, error) {
	if size < 0 || size > t.head.Size {
		return Checkpoint{}, fmt.Errorf("the log has %d entries, not %d: %w", t.head.Size, size, registry.ErrNotFound)
	}
	root, err := t.root(size)
	if err != nil {
		return Checkpoint{}, err
	}
	c := Checkpoint{Origin: t.head.Origin, Size: size, Root: root}
	p, err := t.consistency(size, t.head)
	if err != nil {
		return Checkpoint{}, err
	}
	if err := CheckConsistency(c, t.head, p); err != nil {
		return Checkpoint{}, fmt.Errorf("the hashes of the first %d entries are damaged: %w", size, ErrTampered)
	}
	return c, nil
}

func (t *tree) consistency(old int64, c Checkpoint) (Proof, error) {
	if old == 0 || old == c.Size {
		return Proof{}, nil
	}
	p, err := tlog.ProveTree(c.Size, old, t)
	return toProof(p), err
}

// leaf returns an entry that is proven to be in c.
func (t *tree) leaf(c Checkpoint, index int64) (Leaf, error) {
	e, err := ParseEntry(t.records.Get(key(index)))
	if err != nil || e.Index != index {
		return Leaf{}, fmt.Errorf("entry %d is damaged: %w", index, ErrTampered)
	}
	p, err := tlog.ProveRecord(c.Size, index, t)
	if err != nil {
		return Leaf{}, err
	}
	leaf := Leaf{Entry: e, Proof: toProof(p)}
	if err := CheckInclusion(c, e, leaf.Proof); err != nil {
		return Leaf{}, fmt.Errorf("entry %d or its hashes are damaged: %w", index, ErrTampered)
	}
	return leaf, nil
}
