package contract

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/match"
	"github.com/novation-dev/novation/registry"
)

// behindGate looks through the gate that a proxy runs while an earlier migration
// of it drains: it returns the report of the implementation that the gate passes
// calls on to, and nil when there is no gate.
func (w *work) behindGate(ctx context.Context, seen *match.Report, at *big.Int) (*match.Report, error) {
	if len(seen.Proxies) == 0 {
		return nil, nil
	}
	gate := *seen.Address
	found, err := match.At(ctx, reader{w.in.Chain}, gate, at, contracts.Gate())
	if err != nil || found.Verdict == match.None {
		return nil, err
	}
	fixed := func(name string) common.Address {
		i := slices.IndexFunc(found.Immutables, func(r match.Recovered) bool { return strings.HasSuffix(r.Name, "."+name) })
		if i < 0 {
			return common.Address{}
		}
		return common.BytesToAddress(found.Immutables[i].Value)
	}
	implementation := w.ask(ctx, gate, "novationImplementation()", at)
	migration := w.ask(ctx, gate, "novationMigration()", at)
	switch {
	case fixed("_GATE") != gate || fixed("__self") != gate:
		return nil, fmt.Errorf("%s has the code of a gate that was deployed at %s: it is a forgery: %w", gate, fixed("_GATE"), registry.ErrRefused)
	case implementation == (common.Address{}) || fixed("_IMPLEMENTATION") != implementation || fixed("_MIGRATION") != migration:
		return nil, fmt.Errorf("the gate %s says that it passes calls on to %s for the migration %s, and by its code it is %s for %s: ask another node: %w",
			gate, implementation, migration, fixed("_IMPLEMENTATION"), fixed("_MIGRATION"), registry.ErrConflict)
	}
	report := *seen
	report.Address = &implementation
	if report.Result, err = match.At(ctx, reader{w.in.Chain}, implementation, at, w.in.From); err != nil {
		return nil, err
	}
	if report.Verdict == match.None {
		return &report, nil
	}
	w.draining = migration
	if w.in.Overlay == nil {
		return nil, fmt.Errorf("%s is draining: entries of the migration %s are not written yet, and are no part of its storage. "+
			"Wait until it has drained, or say which migration it is (--after DIR; Input.Overlay, which Logical of that migration gives): %w",
			w.in.Address, migration, registry.ErrRefused)
	}
	if err := w.feeds(ctx, at); err != nil {
		return nil, err
	}
	w.note("the account is draining: entries that the migration %s has not settled are read from what it committed to; "+
		"it settles nothing more once this plan is begun, and whoever carries this plan out needs its files", migration)
	return &report, nil
}

// feeds checks that the overlay is not empty while entries are left.
func (w *work) feeds(ctx context.Context, at *big.Int) error {
	out, err := w.call(ctx, common.Address{}, w.draining, selector("left()"), at)
	if err != nil || common.BytesToHash(out) == (common.Hash{}) {
		return err
	}
	for _, err := range w.in.Overlay.Pending(ctx) {
		return err
	}
	return fmt.Errorf("the migration %s says that %d deferred entries are left, and the Overlay has none: take it as of block %d: %w",
		w.draining, common.BytesToHash(out).Big(), w.snap.Number, registry.ErrConflict)
}
