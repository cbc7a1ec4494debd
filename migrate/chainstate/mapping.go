package chainstate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

const (
	// maxKeys is how many keys may lead to one value. Solidity's own limit on
	// the depth of names is of this order.
	maxKeys = 8
	// inside is how often a struct may be inside itself, by way of a mapping.
	inside = 4
	// fixed is how many elements of an array of fixed length are looked into
	// for mappings.
	fixed = 256
)

// A mapping is one of a layout.
type mapping struct {
	pattern string
	// keys are the types of the keys, outermost first, this mapping's last.
	keys []keyType
	// within are the mappings in an element, by their slots from its first.
	within map[common.Hash]*mapping
}

// A book has the mappings of a layout.
type book struct {
	all []*mapping
	// at are those whose slots follow from the layout alone.
	at map[common.Hash]*mapping
	l  *layout.Layout
}

// mappings lists the mappings of a layout.
func mappings(l *layout.Layout) (*book, error) {
	tree, err := statetree.New(l)
	if err != nil {
		return nil, err
	}
	b := &book{at: map[common.Hash]*mapping{}, l: l}
	for _, r := range tree.Roots() {
		if err := b.add(trail{pattern: r.Name, slot: r.Slot, into: b.at}, r.Type); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// A trail is how a type was reached.
type trail struct {
	pattern string
	slot    uint256.Int
	keys    []keyType
	structs []string
	// into gets the mappings that are found, by their slots; nil when their
	// slots depend on an index.
	into map[common.Hash]*mapping
	// again is true when the pattern was listed already.
	again bool
}

func (b *book) add(t trail, typ string) error {
	typed, ok := b.l.Types[typ]
	if !ok {
		return fmt.Errorf("%s is of type %q, which the layout does not define: %w", t.pattern, typ, registry.ErrInvalid)
	}
	switch typed.Kind {
	case layout.Struct:
		return b.structure(t, typ, &typed)
	case layout.Array:
		return b.array(t, &typed)
	case layout.Dynamic:
		t.pattern, t.into = t.pattern+"[]", nil
		return b.add(t, typed.Value)
	case layout.Mapping:
		return b.mapping(t, &typed)
	default:
		return nil
	}
}

func (b *book) structure(t trail, typ string, typed *layout.Type) error {
	times := 0
	for _, s := range t.structs {
		if s == typ {
			times++
		}
	}
	if times > inside {
		return nil
	}
	t.structs = append(slices.Clip(t.structs), typ)
	for _, m := range typed.Members {
		in := t
		in.pattern = t.pattern + "." + m.Label
		in.slot.Add(&t.slot, &m.Slot)
		if err := b.add(in, m.Type); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) array(t trail, typed *layout.Type) error {
	t.pattern += "[]"
	stride := b.l.Types[typed.Value].Slots
	n := uint64(fixed)
	if typed.Length.LtUint64(n) {
		n = typed.Length.Uint64()
	}
	if stride.IsZero() { // elements that share slots are no mappings
		n = 0
	}
	for range n {
		if err := b.add(t, typed.Value); err != nil {
			return err
		}
		t.slot.Add(&t.slot, &stride)
		t.again = true
	}
	return nil
}

func (b *book) mapping(t trail, typed *layout.Type) error {
	key, err := b.key(typed.Key)
	if err != nil {
		return fmt.Errorf("the mapping %s: %w", t.pattern, err)
	}
	if len(t.keys) == maxKeys {
		return nil
	}
	m := &mapping{pattern: t.pattern + "[]", keys: append(slices.Clip(t.keys), key), within: map[common.Hash]*mapping{}}
	if t.into != nil {
		t.into[t.slot.Bytes32()] = m
	}
	if !t.again {
		b.all = append(b.all, m)
	}
	return b.add(trail{pattern: m.pattern, keys: m.keys, structs: t.structs, into: m.within, again: t.again}, typed.Value)
}

// find is the mapping with a pattern, whose last "[]" may be left out.
func (b *book) find(pattern string) (*mapping, error) {
	for _, m := range b.all {
		if m.pattern == pattern || m.pattern == pattern+"[]" {
			return m, nil
		}
	}
	return nil, fmt.Errorf("no mapping has the pattern %q; write the variable's name and [] for each key, such as _allowances[][]; there are %s: %w",
		pattern, b.list(), registry.ErrNotFound)
}

func (b *book) list() string {
	var names []string
	for _, m := range b.all {
		names = append(names, m.pattern)
	}
	return clipped(names)
}

// clipped lists names for an error.
func clipped(names []string) string {
	const most = 20
	if len(names) == 0 {
		return "none"
	}
	slices.Sort(names)
	if len(names) > most {
		names = append(names[:most], "more")
	}
	return strings.Join(names, ", ")
}
