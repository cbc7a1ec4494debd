package moving

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// A Return says what the revert of a change would do to a contract that it moved.
type Return struct {
	Contract common.Address `json:"contract"`
	execute.Preview
}

// PreviewRevert says what the revert of an activated change would do to the
// contracts that it moved. It changes nothing.
func (m *Mover) PreviewRevert(ctx context.Context, d *change.Document) ([]Return, error) {
	var all []Return
	for _, mv := range d.Moves {
		r, err := m.preview(ctx, d, mv)
		if err != nil {
			return nil, fmt.Errorf("working out what a revert would do about migration %s: %w", mv.Ledger, err)
		}
		all = append(all, *r)
	}
	return all, nil
}

func (m *Mover) preview(ctx context.Context, d *change.Document, mv change.Move) (*Return, error) {
	s, err := m.subject(ctx, d, mv)
	if err != nil {
		return nil, err
	}
	own := m.part(mv.Ledger)
	own.mu.Lock()
	defer own.mu.Unlock()
	if own.m == nil {
		defer own.close(ctx, m.cfg.Log)
	}
	if err := m.open(ctx, own, s, mv, own.carries); err != nil {
		return nil, err
	}
	p, err := own.m.PreviewRevert(ctx)
	if err != nil {
		return nil, err
	}
	return &Return{s.plan.Address, *p}, nil
}

// LosesNothing fails with [registry.ErrRefused] when a revert of an activated
// change could not bring back a value of a contract: begun nevertheless, it would
// leave the contract frozen.
func (m *Mover) LosesNothing(ctx context.Context, d *change.Document) error {
	all, err := m.PreviewRevert(ctx, d)
	if err != nil {
		return err
	}
	for _, r := range all {
		if r.Lost > 0 {
			return fmt.Errorf("the revert would lose %d values of %s, the first of them %s: %s\n"+
				"Set them to what the old contract can hold, or roll forward with another change: %w",
				r.Lost, r.Contract, r.Losses[0].Path, r.Losses[0].Reason, registry.ErrRefused)
		}
	}
	return nil
}
