package execute

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/registry"
)

// stillFrozen makes sure that the source of a copy is, at a block, what was read
// at the freeze. Its owner can thaw it, write, and freeze it again; what was
// written then would be lost.
func (m *Migration) stillFrozen(ctx context.Context, block uint64) error {
	r := &m.j.rec
	if r.Target == r.Source {
		return nil // what was read is overwritten; the target is read back
	}
	is, want, err := m.obeyed(ctx, new(big.Int).SetUint64(block))
	if err != nil {
		return err
	}
	if is != want {
		return fmt.Errorf("%s was thawed: it runs or obeys %s at block %d, and not %s of this migration; abort, and start again: %w",
			r.Source, is, block, want, registry.ErrConflict)
	}
	snap, err := m.snapshot(ctx, r.Source, block)
	if err != nil || snap.StorageRoot == r.SourceRoot && r.SourceRoot != (common.Hash{}) {
		return err
	}
	// A node that keeps what contracts delete may tell another root.
	kept, err := slotset.Open(m.path(stateDir, sourceSet))
	if err != nil {
		return fmt.Errorf("opening what was read of the source: %w", err)
	}
	defer kept.Close()
	proxy, err := proxyWords(ctx, snap)
	if err != nil {
		return err
	}
	all, err := with(ctx, m.path(scratchDir, "still"), proxy, kept)
	if err != nil {
		return err
	}
	defer all.Close()
	found, err := snap.Complete(ctx, all, 1)
	if err != nil || found.Complete {
		return err
	}
	first := "a slot that could not be found"
	switch {
	case len(found.Wrong) > 0:
		first = "slot " + found.Wrong[0].Hex()
	case len(found.Unexplained) > 0:
		first = found.Unexplained[0].String()
	}
	return fmt.Errorf("the source %s changed after it was read at block %d: at block %d it differs in %s; somebody thawed it and froze it again, "+
		"and what was written meanwhile would be lost; abort, and start again: %w",
		r.Source, r.Frozen.Number, block, first, registry.ErrConflict)
}

// obeyed returns what says whom the source obeys, and what it should be.
func (m *Migration) obeyed(ctx context.Context, block *big.Int) (is, want common.Address, err error) {
	r := &m.j.rec
	if m.plan.Movable {
		is, _, err = m.look.obeys(ctx, r.Source, block)
		return is, r.Ledger, err
	}
	is, err = m.look.implementation(ctx, r.Source, block)
	return is, r.SourceStandIn, err
}
