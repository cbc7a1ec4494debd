package contract

import (
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/slotset"
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

// carried takes the keys of the old contract to the mappings of the new one.
func (w *work) carried(ctx context.Context, g *gathering, dir string) error {
	old, err := w.before(ctx)
	if err != nil {
		return err
	}
	path, err := sub(dir, "old")
	if err != nil {
		return err
	}
	from, err := old.gather(ctx, path)
	if err != nil {
		return fmt.Errorf("gathering keys of the old contract: %w", err)
	}
	g.notes = append(g.notes, from.notes...)
	return errors.Join(w.translate(ctx, from, g), from.set.Close())
}

// translate carries the keys of one gathering into another.
func (w *work) translate(ctx context.Context, from, to *gathering) error {
	there, err := w.mapping.Inverse()
	if err != nil {
		return err
	}
	for _, m := range from.k.mappings {
		for keys, err := range from.set.Tuples(ctx, m.pattern) {
			if err != nil {
				return err
			}
			elements, err := there.Keys(remap.Element{Pattern: m.pattern, Keys: keys})
			if _, refused := errors.AsType[*remap.Refusal](err); refused {
				continue // it could not have been carried
			}
			if err != nil {
				return err
			}
			for _, e := range elements {
				to.source(to.k.by[e.Pattern], "keys of the old contract")
				if err := to.set.Add(e.Pattern, e.Keys); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// restore adds what was dropped on the way here, as it was.
func (w *work) restore(ctx context.Context, into *slotset.Builder, dir string) error {
	patterns := w.mapping.Restored()
	if len(patterns) == 0 || w.in.Before == nil || w.in.Before.Slots == nil {
		return nil
	}
	old, err := w.before(ctx)
	if err != nil {
		return err
	}
	path, err := sub(dir, "restored")
	if err != nil {
		return err
	}
	g, err := old.gather(ctx, path)
	if err != nil {
		return fmt.Errorf("gathering keys of what was dropped: %w", err)
	}
	defer g.set.Close()
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
