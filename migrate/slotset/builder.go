package slotset

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/internal/extsort"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// A Builder sorts words and parts of words on disk. Its memory is bounded. It is
// used by one goroutine at a time.
type Builder struct {
	dir    string
	sorter *extsort.Sorter
}

// New returns a Builder that keeps its files in dir, which it makes when there is
// none. A Set that was kept there stays until the new one is finished. What a
// crash left of a Builder or of an order is removed.
func New(dir string) (*Builder, error) {
	work := filepath.Join(dir, building)
	err := errors.Join(os.RemoveAll(work), os.RemoveAll(filepath.Join(dir, ordering)))
	if err == nil {
		err = os.MkdirAll(work, 0o700)
	}
	if err != nil {
		return nil, fmt.Errorf("making the folder of a set of slots: %w", err)
	}
	sorter, err := extsort.New(work)
	if err != nil {
		return nil, err
	}
	return &Builder{dir: dir, sorter: sorter}, nil
}

// Part adds a part of a slot. Parts of one slot must not overlap. What is zero
// counts for that, and is otherwise dropped.
func (b *Builder) Part(p statetree.Part) error {
	if p.Offset < 0 || p.Size < 1 || p.Offset+p.Size > 32 {
		return fmt.Errorf("bytes %d to %d of slot %s are not in a slot: %w", p.Offset, p.Offset+p.Size, p.Slot.Hex(), registry.ErrInvalid)
	}
	for _, high := range p.Word[:32-p.Size] {
		if high != 0 {
			return fmt.Errorf("the part %s of slot %s is longer than %d bytes: %w", p.Word.Hex(), p.Slot.Hex(), p.Size, registry.ErrInvalid)
		}
	}
	return b.add(entry{slot: p.Slot, offset: byte(p.Offset), size: byte(p.Size), head: p.Head, word: p.Word})
}

// Word adds a whole slot. The same may be added again.
func (b *Builder) Word(w Word) error {
	return b.add(entry{slot: w.Slot, size: 32, whole: true, head: w.Head, word: w.Value})
}

func (b *Builder) add(e entry) error {
	if b.sorter == nil {
		return fmt.Errorf("adding to a set of slots that is finished: %w", registry.ErrInvalid)
	}
	return b.sorter.Add(e.encode())
}

// Set sorts and merges. It fails with [registry.ErrConflict] when parts overlap,
// when a slot was given twice with different values, and when one slot has two
// heads. The Set is kept in the Builder's folder; the Builder is closed.
func (b *Builder) Set(ctx context.Context) (_ *Set, err error) {
	if b.sorter == nil {
		return nil, fmt.Errorf("finishing a set of slots for the second time: %w", registry.ErrInvalid)
	}
	defer b.Close()
	if err := keep(b.dir, merged(b.sorter.All(ctx))); err != nil {
		return nil, err
	}
	return open(b.dir)
}

// Close removes the files of a Builder whose Set is not wanted any more.
func (b *Builder) Close() error {
	if b.sorter == nil {
		return nil
	}
	s := b.sorter
	b.sorter = nil
	return errors.Join(s.Close(), os.RemoveAll(filepath.Join(b.dir, building)))
}

// An entry is a part or a word, as it is sorted: by slot, then by offset.
type entry struct {
	slot         common.Hash
	offset, size byte
	whole        bool
	head, word   common.Hash
}

const entrySize = 3*common.HashLength + 3

func (e *entry) encode() []byte {
	out := make([]byte, 0, entrySize)
	out = append(out, e.slot[:]...)
	out = append(out, e.offset, e.size, 0)
	if e.whole {
		out[len(out)-1] = 1
	}
	return append(append(out, e.head[:]...), e.word[:]...)
}

func decode(b []byte) (e entry, err error) {
	if len(b) != entrySize {
		return e, fmt.Errorf("a sorted file was damaged while it was in use: %w", registry.ErrInvalid)
	}
	return entry{slot: common.Hash(b[:32]), offset: b[32], size: b[33], whole: b[34] == 1, head: common.Hash(b[35:67]), word: common.Hash(b[67:])}, nil
}

// merged yields words of sorted entries, without those that are zero.
func merged(entries iter.Seq2[[]byte, error]) iter.Seq2[Word, error] {
	return func(yield func(Word, error) bool) {
		var (
			now   Word
			last  entry
			begun bool
		)
		for raw, err := range entries {
			var e entry
			if err == nil {
				e, err = decode(raw)
			}
			if err != nil {
				yield(Word{}, err)
				return
			}
			if !begun || e.slot != now.Slot {
				if begun && now.Value != (common.Hash{}) && !yield(now, nil) {
					return
				}
				now, last, begun = Word{Head: e.head, Slot: e.slot}, e, true
			} else if e.whole && e == last {
				continue
			} else if err := fits(&last, &e); err != nil {
				yield(Word{}, err)
				return
			}
			last = e
			copy(now.Value[32-e.offset-e.size:32-e.offset], e.word[32-e.size:])
		}
		if begun && now.Value != (common.Hash{}) {
			yield(now, nil)
		}
	}
}

// fits says whether an entry can stand in one slot with the one before it.
func fits(last, e *entry) error {
	switch {
	case e.head != last.head:
		return fmt.Errorf("slot %s has two heads, %s and %s: %w", e.slot.Hex(), last.head.Hex(), e.head.Hex(), registry.ErrConflict)
	case e.offset >= last.offset+last.size:
		return nil
	case e.whole && last.whole:
		return fmt.Errorf("slot %s has two values, %s and %s: %w", e.slot.Hex(), last.word.Hex(), e.word.Hex(), registry.ErrConflict)
	}
	return fmt.Errorf("in slot %s bytes %d to %d and bytes %d to %d overlap: two fields were put into one place: %w", e.slot.Hex(),
		last.offset, last.offset+last.size-1, e.offset, e.offset+e.size-1, registry.ErrConflict)
}
