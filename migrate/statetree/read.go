package statetree

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/registry"
)

// MaxElements is how many elements of one array are read. A length that is
// larger is an error: no chain has storage for it.
const MaxElements = 1 << 32

// Read yields every field with a non-zero value, and those with a value of zero
// outside of mappings and arrays. Garbage in the state (a bool that is 2, a
// string whose length is impossible, a bit that belongs to no variable) is an
// error with path and slot.
//
// Patterns restrict it to what begins with one of them: "_roles" for everything
// in that variable, "_roles[].members[]" for the members. Without patterns it
// reads everything.
//
// State variables come first, then namespaces, then what is in mappings, one
// mapping after the other and in the order of the keys. Fields of one element of
// a mapping follow each other. A field may be kept; its path must not be changed.
func (t *Tree) Read(ctx context.Context, slots Slots, keys Keys, patterns ...string) iter.Seq2[Field, error] {
	return func(yield func(Field, error) bool) {
		w := &walk{tree: t, slots: slots, keys: keys}
		if err := w.choose(patterns); err != nil {
			yield(Field{}, err)
			return
		}
		var pieces iter.Seq2[piece, error] = func(yield func(piece, error) bool) { w.begin(ctx, yield) }
		for range w.stages() {
			pieces = w.stage(ctx, pieces)
		}
		for p, err := range pieces {
			if err == nil && p.more != nil {
				err = fmt.Errorf("statetree: %s was not read to its end", p.field.Path)
			}
			if !yield(p.field, err) || err != nil {
				return
			}
		}
	}
}

// A walk is one Read.
type walk struct {
	tree  *Tree
	slots Slots
	keys  Keys
	// chosen has the nodes that are read, and false for those that only lead
	// there. It is nil when all are read.
	chosen map[*node]bool
}

// choose marks the nodes that begin with one of the patterns, and those that
// lead to them.
func (w *walk) choose(patterns []string) error {
	if len(patterns) == 0 {
		return nil
	}
	w.chosen = map[*node]bool{}
	for _, pattern := range patterns {
		n := w.tree.patterns[pattern]
		if n == nil {
			return fmt.Errorf("the layout has no pattern %s: %w", shorten(pattern), registry.ErrNotFound)
		}
		w.mark(n)
		for p := n.parent; p != nil; p = p.parent {
			if _, ok := w.chosen[p]; !ok {
				w.chosen[p] = false
			}
		}
	}
	return nil
}

func (w *walk) mark(n *node) {
	w.chosen[n] = true
	for _, m := range n.members {
		w.mark(m)
	}
	if n.elem != nil {
		w.mark(n.elem)
	}
}

// wants reports whether there is something to read at a node or below.
func (w *walk) wants(n *node) bool {
	_, ok := w.chosen[n]
	return n.reads && (ok || w.chosen == nil)
}

// yields reports whether the value of a node itself is asked for.
func (w *walk) yields(n *node) bool { return w.chosen == nil || w.chosen[n] }

// stages is how many words must be read one after the other.
func (w *walk) stages() (most int) {
	for _, top := range w.tree.tops {
		most = max(most, top.stages)
	}
	for _, m := range w.tree.mappings {
		n := m.elem.stages
		for p := m.parent; p != nil; p = p.parent {
			if p.kind == layout.Dynamic {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// begin yields everything from where there is something to read.
func (w *walk) begin(ctx context.Context, yield func(piece, error) bool) {
	emit := func(p piece) bool { return yield(p, nil) }
	for _, top := range w.tree.tops {
		if w.wants(top) && !w.region(top, spot{}, emit) {
			return
		}
	}
	for _, m := range w.tree.mappings {
		if !w.wants(m.elem) {
			continue
		}
		way := w.way(m.elem)
		for tuple, err := range w.keys.Tuples(ctx, m.elem.pattern) {
			if err == nil {
				err = w.fits(m, tuple)
			}
			if err != nil {
				yield(piece{}, fmt.Errorf("keys of %s: %w", m.elem.pattern, err))
				return
			}
			if !w.descend(way, spot{}, tuple, emit) {
				return
			}
		}
	}
}

// way is the nodes that lead from the top to a node.
func (w *walk) way(n *node) (way []*node) {
	for ; n.parent != nil; n = n.parent {
		way = append(way, n)
	}
	slices.Reverse(way)
	return way
}

// fits checks the keys of a mapping and of those around it.
func (w *walk) fits(m *node, tuple []Value) error {
	i := len(tuple)
	for p := m; p != nil; p = p.parent {
		if p.kind != layout.Mapping {
			continue
		}
		if i--; i < 0 {
			break
		}
		if why := p.keyType.check(tuple[i]); why != "" {
			return bad("key %d, of type %s: %s", i, p.key, why)
		}
	}
	if i != 0 {
		return bad("there are %d keys, want one for each mapping: %s", len(tuple), strings.Join(m.elem.keyTypes(), ", "))
	}
	return nil
}
