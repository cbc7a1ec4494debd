package execute

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/leaves"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
)

const (
	// maxTaint bounds what a preview lists.
	maxTaint = 1_000
	// maxShown is how many bytes of a value it shows.
	maxShown = 200
)

// marked is the value of what is in a set of slots alone.
var marked = common.Hash{31: 1}

// taint compares the source of a revert with what it was at the switch, and
// returns how many values have changed, and some of them.
func (m *Migration) taint(ctx context.Context, now *contract.State) (uint64, []Taint, error) {
	was, done, err := m.atSwitch(ctx)
	if err != nil {
		return 0, nil, fmt.Errorf("looking what the new contract changed: %w", err)
	}
	defer done()
	t := tainting{m: m, keys: now.Keys, was: was, is: now.Source}
	if t.tree, err = statetree.New(m.cfg.Input.From.Layout); err != nil {
		return 0, nil, err
	}
	some, err := t.slots(ctx)
	if err != nil || !some {
		return 0, []Taint{}, err
	}
	defer t.changed.Close()
	n, chosen, err := t.choose(ctx)
	if err != nil {
		return 0, nil, err
	}
	out, err := t.list(ctx, chosen)
	return n, out, err
}

// A tainting is one comparison of a contract's state at two times.
type tainting struct {
	m       *Migration
	tree    *statetree.Tree
	keys    statetree.Keys
	was, is *slotset.Set
	// changed are the slots in which the two differ.
	changed *slotset.Set
}

// slots finds the slots that differ, and reports whether there are any.
func (t *tainting) slots(ctx context.Context) (bool, error) {
	b, err := newSet(t.m.path(scratchDir, "changed"))
	if err != nil {
		return false, err
	}
	for d, err := range slotset.Diff(ctx, t.was, t.is) {
		if err != nil {
			return false, errors.Join(err, b.Close())
		}
		if ofProxy(d.Slot) {
			continue
		}
		if err := b.Word(slotset.Word{Head: d.Slot, Slot: d.Slot, Value: marked}); err != nil {
			return false, errors.Join(err, b.Close())
		}
	}
	if t.changed, err = b.Set(ctx); err != nil {
		return false, err
	}
	return t.changed.Len() > 0, nil
}

// fields yields what holds something in a state and has a part in a slot that
// changed.
func (t *tainting) fields(ctx context.Context, in *slotset.Set) iter.Seq2[statetree.Field, error] {
	return func(yield func(statetree.Field, error) bool) {
		for f, err := range t.tree.Read(ctx, setSlots{in}, t.keys) {
			touched := err == nil && !f.Value.IsZero()
			if touched {
				touched, err = t.touched(f)
			}
			if (touched || err != nil) && !yield(f, err) || err != nil {
				return
			}
		}
	}
}

func (t *tainting) touched(f statetree.Field) (bool, error) {
	parts, err := t.tree.Put(f)
	if err != nil {
		return false, err
	}
	for _, p := range parts {
		if v, err := t.changed.Value(p.Slot); err != nil || v != (common.Hash{}) {
			return err == nil, err
		}
	}
	return false, nil
}

// nameOf stands for a path in a set.
func nameOf(path string) common.Hash { return crypto.Keccak256Hash([]byte(path)) }

// digests is a set of hashes of paths, with hashes of their values.
func (t *tainting) digests(ctx context.Context, of *slotset.Set, dir string) (*slotset.Set, error) {
	b, err := newSet(t.m.path(scratchDir, dir))
	if err != nil {
		return nil, err
	}
	for f, err := range t.fields(ctx, of) {
		if err == nil {
			name := nameOf(f.Path.String())
			err = b.Word(slotset.Word{Head: name, Slot: name, Value: crypto.Keccak256Hash(f.Value.Word[:], f.Value.Bytes)})
		}
		if err != nil {
			return nil, errors.Join(err, b.Close())
		}
	}
	return b.Set(ctx)
}

// choose counts the values that changed, and takes some to be listed.
func (t *tainting) choose(ctx context.Context) (n uint64, chosen map[common.Hash]bool, err error) {
	was, err := t.digests(ctx, t.was, "values before")
	if err != nil {
		return 0, nil, err
	}
	defer was.Close()
	is, err := t.digests(ctx, t.is, "values after")
	if err != nil {
		return 0, nil, err
	}
	defer is.Close()
	chosen = map[common.Hash]bool{}
	for d, err := range slotset.Diff(ctx, was, is) {
		if err != nil {
			return 0, nil, err
		}
		if n++; n <= maxTaint {
			chosen[d.Slot] = true
		}
	}
	return n, chosen, nil
}

// list reads the chosen values, in the order in which they are read.
func (t *tainting) list(ctx context.Context, chosen map[common.Hash]bool) ([]Taint, error) {
	out := make([]Taint, 0, len(chosen))
	places := map[common.Hash]int{}
	for _, s := range []*slotset.Set{t.is, t.was} {
		for f, err := range t.fields(ctx, s) {
			if err != nil {
				return nil, err
			}
			path := f.Path.String()
			name := nameOf(path)
			if !chosen[name] {
				continue
			}
			i, ok := places[name]
			if !ok {
				i = len(out)
				zero := t.shown(f.Type, statetree.Value{})
				out, places[name] = append(out, Taint{Path: path, Before: zero, After: zero}), i
			}
			if s == t.is {
				out[i].After = t.shown(f.Type, f.Value)
			} else {
				out[i].Before = t.shown(f.Type, f.Value)
			}
		}
	}
	return out, nil
}

// shown is a value for people.
func (t *tainting) shown(typ string, v statetree.Value) string {
	cut := len(v.Bytes) > maxShown
	if cut {
		v.Bytes = v.Bytes[:maxShown]
	}
	s := statetree.Format(t.m.cfg.Input.From.Layout, typ, v)
	if cut {
		s += "…"
	}
	return s
}

// atSwitch is what the source of a revert held right after the switch: from what
// this member keeps, and otherwise from the chain.
func (m *Migration) atSwitch(ctx context.Context) (set *slotset.Set, done func(), err error) {
	p := m.parent
	if ledgered(p.plan) && (p.j.rec.Content == nil || p.openTrees() != nil) {
		return m.atSwitchByChain(ctx) // the data was lost
	}
	seen, err := slotset.Open(p.path(stateDir, switchedSet))
	if err == nil {
		defer seen.Close()
		return m.written(ctx, seen, p.deferred)
	}
	if !ledgered(p.plan) || p.plan.Map.Init != "" {
		return m.atSwitchByChain(ctx)
	}
	var kept *slotset.Set
	if p.j.rec.Target == p.j.rec.Source {
		if kept, err = slotset.Open(p.path(stateDir, sourceSet)); err != nil {
			return nil, nil, fmt.Errorf("opening what the old contract held: %w", err)
		}
		defer kept.Close()
	}
	return m.written(ctx, kept, p.eager, p.deferred)
}

// atSwitchByChain reads the block of the switch.
func (m *Migration) atSwitchByChain(ctx context.Context) (*slotset.Set, func(), error) {
	if err := m.parent.findSwitch(ctx); err != nil {
		return nil, nil, err
	}
	st, err := m.readAt(ctx, m.parent.j.rec.Activated.Number, m.path(scratchDir, "switch"))
	if err != nil {
		return nil, nil, err
	}
	return st.Source, func() { closeState(st) }, nil
}

// written is a set with the entries of trees written into it; nil ones are
// empty.
func (m *Migration) written(ctx context.Context, under *slotset.Set, trees ...*leaves.Tree) (*slotset.Set, func(), error) {
	over, err := newSet(m.path(scratchDir, "over"))
	if err != nil {
		return nil, nil, err
	}
	defer over.Close()
	out, err := newSet(m.path(scratchDir, "switch"))
	if err != nil {
		return nil, nil, err
	}
	defer out.Close()
	for _, t := range trees {
		if err := write(t, over, out); err != nil {
			return nil, nil, err
		}
	}
	if under != nil {
		covered, err := over.Set(ctx)
		if err != nil {
			return nil, nil, err
		}
		defer covered.Close()
		if err := underneath(ctx, under, covered, out); err != nil {
			return nil, nil, err
		}
	}
	s, err := out.Set(ctx)
	if err != nil {
		return nil, nil, err
	}
	return s, func() { _ = s.Close() }, nil
}

// write adds what the entries of a tree write to out, and their slots to over.
func write(t *leaves.Tree, over, out *slotset.Builder) error {
	if t == nil {
		return nil
	}
	for e, err := range from(t, 0) {
		if err != nil {
			return err
		}
		for _, s := range e.Stores {
			if err := over.Word(slotset.Word{Head: s.Slot, Slot: s.Slot, Value: marked}); err != nil {
				return err
			}
			if err := out.Word(slotset.Word{Head: e.Head, Slot: s.Slot, Value: s.After}); err != nil {
				return err
			}
		}
	}
	return nil
}

// underneath adds the words that are not covered to out.
func underneath(ctx context.Context, under, covered *slotset.Set, out *slotset.Builder) error {
	for w, err := range under.BySlot(ctx) {
		if err != nil {
			return err
		}
		v, err := covered.Value(w.Slot)
		if err != nil {
			return err
		}
		if v != (common.Hash{}) {
			continue
		}
		if err := out.Word(w); err != nil {
			return err
		}
	}
	return nil
}
