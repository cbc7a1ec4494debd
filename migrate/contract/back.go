package contract

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
)

// before is the work on the old contract, on the way back to it: its keys are
// found as they were on the way here.
func (w *work) before(ctx context.Context) (*work, error) {
	account := w.plan.Into
	if w.in.Before != nil {
		account = w.in.Before.Account
	}
	if account == w.plan.Into && account == ([20]byte{}) {
		account = w.plan.Address
	}
	old := &work{in: w.in, plan: &Plan{Map: MapFile{Keys: w.plan.Map.Keys}}}
	old.in.From, old.in.To, old.in.Overlay = w.in.To, w.in.From, nil
	if account != w.snap.Address { // events that both contracts have go on there
		old.in.Formerly = append(slices.Clone(w.in.Formerly), w.snap.Address)
	}
	var err error
	if old.keyed, err = newKeyed(old.in.From.Layout); err != nil {
		return nil, err
	}
	old.snap = w.snap
	if account != w.snap.Address {
		old.snap, err = chainstate.At(ctx, w.in.Chain, account, chainstate.Config{Block: &w.snap.Number, Logger: w.in.Read.Logger})
		if err != nil {
			return nil, fmt.Errorf("looking at the old contract: %w", err)
		}
	}
	return old, nil
}

// formerly is the work on the old contract with the keys that are known of it,
// gathered once for each reading.
func (w *work) formerly(ctx context.Context) (*work, *gathering, error) {
	if w.old != nil {
		return w.old, w.oldKeys, nil
	}
	old, err := w.before(ctx)
	if err != nil {
		return nil, nil, err
	}
	path, err := sub(w.dir, "old")
	if err != nil {
		return nil, nil, err
	}
	g, err := old.gather(ctx, path)
	if err != nil {
		return nil, nil, fmt.Errorf("gathering keys of the old contract: %w", err)
	}
	w.old, w.oldKeys = old, g
	return old, g, nil
}

// forget closes what formerly opened.
func (w *work) forget() error {
	if w.old == nil {
		return nil
	}
	g := w.oldKeys
	w.old, w.oldKeys = nil, nil
	return g.set.Close()
}

// carried takes keys of the old contract to the mappings of the new one: those
// of what it held at the switch, when that is known. What was zero then and is
// not now was written since, and is left to what events since then tell.
func (w *work) carried(ctx context.Context, g *gathering, _ string) error {
	if w.in.Before == nil || w.in.Before.Slots == nil {
		return w.carriedAll(ctx, g)
	}
	old, from, err := w.formerly(ctx)
	if err != nil {
		return err
	}
	g.notes = append(g.notes, from.notes...)
	c, err := w.carrier(g)
	if err != nil {
		return err
	}
	for f, err := range old.keyed.tree.Read(ctx, w.in.Before.Slots, from.set) {
		if err != nil {
			return fmt.Errorf("looking for keys in what the old contract held: %w", err)
		}
		m := old.keyed.innermost(f.Path.Pattern())
		if m == nil || f.Value.IsZero() {
			continue
		}
		if err := c.key(m, f.Path.Keys()); err != nil {
			return err
		}
	}
	return nil
}

// carriedAll takes every key that is known of the old contract.
func (w *work) carriedAll(ctx context.Context, g *gathering) error {
	_, from, err := w.formerly(ctx)
	if err != nil {
		return err
	}
	c, err := w.carrier(g)
	if err != nil {
		return err
	}
	for _, m := range from.k.mappings {
		for keys, err := range from.set.Tuples(ctx, m.pattern) {
			if err == nil {
				err = c.key(m, keys)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// A carrier translates keys of the old contract.
type carrier struct {
	there *remap.Mapping
	to    *gathering
}

func (w *work) carrier(to *gathering) (*carrier, error) {
	there, err := w.mapping.Inverse()
	return &carrier{there, to}, err
}

// key adds what an element of the old contract became.
func (c *carrier) key(m *mapping, keys []statetree.Value) error {
	elements, err := c.there.Keys(remap.Element{Pattern: m.pattern, Keys: keys})
	if _, refused := errors.AsType[*remap.Refusal](err); refused {
		return nil // it could not have been carried
	}
	if err != nil {
		return err
	}
	for _, e := range elements {
		c.to.source(c.to.k.by[e.Pattern], "keys of the old contract")
		if err := c.to.set.Add(e.Pattern, e.Keys); err != nil {
			return err
		}
	}
	return nil
}

// recent adds keys that events since the switch tell.
func (w *work) recent(ctx context.Context, g *gathering, dir string) error {
	since, err := w.snap.Became(ctx, w.plan.From.Implementation, w.in.LogsFrom)
	if err != nil {
		return w.unfound(ctx, g, "found in events since the switch", err)
	}
	return w.search(ctx, g, dir, "recent", "guessed from events since the switch", func(to *statetree.KeySet) error {
		return w.snap.Guess(ctx, w.in.From, w.keyed.l, since, to)
	})
}

// widen searches further when the keys were not enough on the way back: all keys
// of the old contract, and those that the whole past tells. It reports whether
// there were new ones.
func (w *work) widen(ctx context.Context, g *gathering, dir string) (bool, error) {
	before, err := g.set.Counts(ctx)
	if err != nil {
		return false, err
	}
	if err := w.carriedAll(ctx, g); err != nil {
		return false, err
	}
	if err := w.searched(ctx, g, dir); err != nil {
		return false, err
	}
	after, err := g.set.Counts(ctx)
	return !maps.Equal(before, after), err
}

// restore adds what was dropped on the way here, as it was.
func (w *work) restore(ctx context.Context, into *slotset.Builder) error {
	patterns := w.mapping.Restored()
	if len(patterns) == 0 || w.in.Before == nil || w.in.Before.Slots == nil {
		return nil
	}
	old, g, err := w.formerly(ctx)
	if err != nil {
		return err
	}
	for f, err := range old.keyed.tree.Read(ctx, w.in.Before.Slots, g.set, patterns...) {
		if err == nil && !f.Value.IsZero() {
			err = old.noted(f, into)
		}
		if err != nil {
			return fmt.Errorf("bringing back what was dropped: %w", err)
		}
	}
	return nil
}
