package statetree

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
)

// A spot is where something begins, and the path to it.
type spot struct {
	place
	path Path
}

func (s spot) then(step Step) spot {
	path := make(Path, len(s.path)+1)
	path[copy(path, s.path)] = step
	s.path = path
	return s
}

func (s *spot) headOf(slot common.Hash) common.Hash {
	if s.keyed {
		return s.head
	}
	return slot
}

// member moves on to a member, or to a variable.
func (s spot) member(n *node) spot {
	name := n.label
	if len(s.path) == 0 {
		name = n.variable
	}
	s = s.then(Step{Member: name})
	s.slot.Add(&s.slot, &n.slot)
	s.offset = n.offset
	return s
}

// descend follows a way through mappings, for which it has keys, and every
// element of the arrays on it, and reads what is at its end.
func (w *walk) descend(way []*node, at spot, keys []Value, emit func(piece) bool) bool {
	n := way[0]
	switch {
	case n.label != "":
		at = at.member(n)
	case n.parent.kind == layout.Mapping:
		at = at.then(Step{Key: &keys[0], KeyType: n.parent.key})
		at.key(n.parent, keys[0])
		keys = keys[1:]
	}
	if len(way) == 1 {
		return w.region(n, at, emit)
	}
	rest := way[1:]
	each := func(at spot, emit func(piece) bool) bool { return w.descend(rest, at, keys, emit) }
	switch n.kind {
	case layout.Array:
		return w.elements(n, at, &n.length, each, emit)
	case layout.Dynamic:
		return emit(w.dynamic(n, at, each, false))
	default:
		return w.descend(rest, at, keys, emit)
	}
}

// region reads what is at a spot, except for what is in mappings.
func (w *walk) region(n *node, at spot, emit func(piece) bool) bool {
	if !w.wants(n) {
		return true
	}
	switch n.kind {
	case layout.Struct:
		return w.structure(n, at, emit)
	case layout.Array:
		if n.perSlot > 0 {
			return w.packed(n, at, &n.length, emit)
		}
		return w.elements(n, at, &n.length, func(at spot, emit func(piece) bool) bool { return w.region(n.elem, at, emit) }, emit)
	case layout.Dynamic:
		each := func(at spot, emit func(piece) bool) bool { return w.region(n.elem, at, emit) }
		return emit(w.dynamic(n, at, each, true))
	default:
		if n.e.text() {
			return emit(w.text(n, at))
		}
		return emit(w.cells(at, at.slot.Bytes32(), []cell{{n, at.path, at.offset}}, nil))
	}
}

func (w *walk) structure(n *node, at spot, emit func(piece) bool) bool {
	for _, g := range n.groups {
		if g.one != nil {
			if w.wants(g.one) && !w.region(g.one, at.member(g.one), emit) {
				return false
			}
			continue
		}
		var cells, skipped []cell
		for _, m := range g.cells {
			if w.wants(m) {
				cells = append(cells, cell{m, at.member(m).path, m.offset})
			} else {
				skipped = append(skipped, cell{m, nil, m.offset})
			}
		}
		if len(cells) == 0 {
			continue
		}
		slot := new(uint256.Int).Add(&at.slot, &g.slot)
		if !emit(w.cells(at, slot.Bytes32(), cells, skipped)) {
			return false
		}
	}
	return true
}

// elements goes through an array whose elements have slots of their own, or
// lead on to a mapping.
func (w *walk) elements(n *node, first spot, length *uint256.Int, each func(spot, func(piece) bool) bool, emit func(piece) bool) bool {
	if length.GtUint64(MaxElements) {
		return emit(tooMany(first, length))
	}
	for i := range length.Uint64() {
		at := first.then(Step{Index: i})
		at.index(n, i)
		if !each(at, emit) {
			return false
		}
	}
	return true
}

// packed goes through an array whose elements share slots.
func (w *walk) packed(n *node, first spot, length *uint256.Int, emit func(piece) bool) bool {
	if length.GtUint64(MaxElements) {
		return emit(tooMany(first, length))
	}
	slot := first.slot
	for i, count := uint64(0), length.Uint64(); i < count; i += uint64(n.perSlot) {
		if !emit(w.run(n, first, slot.Bytes32(), i, int(min(count-i, uint64(n.perSlot))))) {
			return false
		}
		slot.AddUint64(&slot, 1)
	}
	return true
}
