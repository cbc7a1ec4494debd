package chainstate

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

const (
	// manyHints is how many slots are named by one request.
	manyHints = 500
	// longest is how far into an element a slot is looked for.
	longest = 64
	// manyMisses is for how many slots the elements that they may be in the
	// middle of are looked for, before the node has told one key.
	manyMisses = 16
	// manyBases bounds what is remembered of inner mappings.
	manyBases = 100_000
)

// FromPreimages adds the keys of every slot that the node has preimages of: of
// the slot (debug_storageRangeAt) and of the hash that the slot is
// (debug_preimage). It reports false when the node keeps none.
//
// geth shows the storage before a block. What the snapshot's own block changed
// is therefore not seen while that is the chain's last one. Mappings in elements
// of dynamic arrays are not looked for. A node that tells no key of the first
// few hundred slots is taken for one that keeps none, and not asked again.
func (s *Snapshot) FromPreimages(ctx context.Context, l *layout.Layout, into *statetree.KeySet) (bool, error) {
	b, err := mappings(l)
	if err != nil {
		return false, err
	}
	if s.noKeys.Load() {
		return false, nil
	}
	f := &finder{s: s, book: b, into: into, bases: map[common.Hash]*element{}}
	for from := (&common.Hash{}); from != nil; {
		found, next, err := s.hints(ctx, *from, manyHints)
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if errors.Is(err, registry.ErrRefused) || errors.Is(err, errNoMethod) {
			return false, nil
		}
		if err != nil {
			return false, fmt.Errorf("asking for preimages of %s: %w", s.Address, err)
		}
		if err := f.slots(ctx, found); err != nil {
			return false, err
		}
		if from = next; !f.any && f.missed >= manyMisses {
			from = nil
		}
	}
	s.noKeys.Store(!f.any)
	return f.any, nil
}

// A finder works out keys from preimages.
type finder struct {
	s    *Snapshot
	book *book
	into *statetree.KeySet
	// bases are the mappings inside elements of others.
	bases map[common.Hash]*element
	// any is true once the node has told what a slot of an element is the hash
	// of. missed counts the slots that were looked for below, without that.
	any    bool
	missed int
}

// An element is a mapping, and the keys that lead to it.
type element struct {
	of   *mapping
	keys []statetree.Value
}

// slots adds the keys of the elements that slots are in.
func (f *finder) slots(ctx context.Context, found map[common.Hash]*common.Hash) error {
	var slots []common.Hash
	for _, slot := range found {
		if slot != nil && number(*slot) == ^uint64(0) {
			slots = append(slots, *slot)
		}
	}
	slices.SortFunc(slots, common.Hash.Cmp)
	var inside []common.Hash
	for i, text := range f.s.preimages(ctx, slots) {
		if text == nil { // not the first slot of an element
			inside = append(inside, slots[i])
		}
		if err := f.text(ctx, text); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(inside, manyMisses) {
		for _, found := range f.s.near(ctx, part, longest) {
			if err := f.text(ctx, found.text); err != nil {
				return err
			}
		}
		if f.missed += len(part); !f.any && f.missed >= manyMisses {
			break
		}
	}
	return ctx.Err()
}

// text adds the keys of the element whose first slot is the hash of a text, if
// that is what it is.
func (f *finder) text(ctx context.Context, text []byte) error {
	f.any = f.any || len(text) > common.HashLength // not one of a slot
	e, err := f.element(ctx, text, maxKeys)
	if err != nil || e == nil {
		return err
	}
	return f.into.Add(e.of.pattern, e.keys)
}

// element finds the mapping and the keys of an element, from what its slot is
// the hash of: the key and the slot of the mapping. It returns nil for anything
// else.
func (f *finder) element(ctx context.Context, text []byte, deep int) (*element, error) {
	if len(text) < common.HashLength || deep == 0 {
		return nil, nil
	}
	cut := len(text) - common.HashLength
	m, err := f.mapping(ctx, common.BytesToHash(text[cut:]), deep)
	if err != nil || m == nil {
		return nil, err
	}
	key, k := statetree.Value{}, m.of.keys[len(m.of.keys)-1]
	switch {
	case k.size == 0:
		key.Bytes = append([]byte{}, text[:cut]...)
	case cut == common.HashLength:
		key.Word = common.BytesToHash(text[:cut])
	default:
		return nil, nil
	}
	if !k.fits(key) {
		return nil, nil
	}
	return &element{m.of, append(slices.Clip(m.keys), key)}, nil
}

// mapping finds the mapping at a slot, and the keys that lead to it.
func (f *finder) mapping(ctx context.Context, slot common.Hash, deep int) (*element, error) {
	if m := f.book.at[slot]; m != nil {
		return &element{of: m}, nil
	}
	if e, ok := f.bases[slot]; ok {
		return e, nil
	}
	var found *element
	text, off := f.s.preimage(ctx, slot, longest)
	outer, err := f.element(ctx, text, deep-1)
	if err != nil {
		return nil, err
	}
	if outer != nil {
		if in := outer.of.within[wordOf(uint64(off)).Word]; in != nil {
			found = &element{in, outer.keys}
		}
	}
	if len(f.bases) >= manyBases {
		clear(f.bases)
	}
	f.bases[slot] = found
	return found, nil
}
