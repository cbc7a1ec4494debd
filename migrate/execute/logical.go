package execute

import (
	"context"
	"fmt"
	"iter"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/leaves"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// A Logical is the state of a target that still drains: its storage, and the
// deferred entries that are not settled at one block. A plan for the next
// upgrade reads it as the Overlay of its input, at that block.
type Logical struct {
	pending *slotset.Set
}

var _ contract.Overlay = (*Logical)(nil)

// Logical returns what is committed to and not written at a block. It is empty
// when nothing is deferred or all is drained. The caller closes it.
func (m *Migration) Logical(ctx context.Context, block uint64, dir string) (*Logical, error) {
	b, err := newSet(dir)
	if err != nil {
		return nil, err
	}
	if m.plan.Way == contract.Deferred && m.j.rec.Content != nil {
		if err := m.unsettled(ctx, block, dir+".settled", b); err != nil {
			return nil, err
		}
	}
	set, err := b.Set(ctx)
	if err != nil {
		return nil, err
	}
	return &Logical{set}, nil
}

// Close closes the files.
func (l *Logical) Close() error { return l.pending.Close() }

// Len is the number of slots that are not written.
func (l *Logical) Len() uint64 { return l.pending.Len() }

// Pending implements contract.Overlay.
func (l *Logical) Pending(ctx context.Context) iter.Seq2[slotset.Word, error] {
	return l.pending.BySlot(ctx)
}

// Over implements contract.Overlay.
func (l *Logical) Over(under statetree.Slots) statetree.Slots { return overlaid{under, l.pending} }

// overlaid are slots with pending ones on top.
type overlaid struct {
	under   statetree.Slots
	pending *slotset.Set
}

// Words implements statetree.Slots.
func (o overlaid) Words(ctx context.Context, slots []common.Hash) ([]common.Hash, error) {
	out, err := o.under.Words(ctx, slots)
	if err != nil {
		return nil, err
	}
	for i, slot := range slots {
		v, err := o.pending.Value(slot)
		if err != nil {
			return nil, err
		}
		if v == (common.Hash{}) {
			continue
		}
		if out[i] != (common.Hash{}) {
			return nil, fmt.Errorf("slot %s belongs to an entry that is not settled, and holds %s: %w", slot, out[i], registry.ErrConflict)
		}
		out[i] = v
	}
	return out, nil
}

var topicSettled = crypto.Keccak256Hash([]byte("Settled(bytes32,bool)"))

// unsettled adds the slots of all entries that are not settled at a block. The
// ledger's own count proves that none is missing and none too many.
func (m *Migration) unsettled(ctx context.Context, block uint64, dir string, into *slotset.Builder) error {
	l, err := m.ledger()
	if err != nil {
		return err
	}
	at := new(big.Int).SetUint64(block)
	ask := func(method string) (uint64, error) {
		v, err := l.ask(ctx, at, method)
		if err != nil {
			return 0, err
		}
		if p, ok := v[0].(uint8); ok {
			return uint64(p), nil
		}
		return v[0].(uint64), nil
	}
	phaseNow, err := ask("phase")
	if err != nil || phase(phaseNow) != draining {
		return err
	}
	left, err := ask("left")
	if err != nil {
		return err
	}
	drained, err := ask("drained")
	if err != nil {
		return err
	}
	if err := m.openTrees(); err != nil {
		return err
	}
	settled, err := m.settledHeads(ctx, l, block, dir)
	if err != nil {
		return err
	}
	defer settled.Close()
	found := uint64(0)
	for e, err := range from(m.deferred, drained) {
		if err != nil {
			return err
		}
		if v, err := settled.Value(e.Head); err != nil || v != (common.Hash{}) {
			if err != nil {
				return err
			}
			continue
		}
		found++
		for _, s := range e.Stores {
			if err := into.Word(slotset.Word{Head: e.Head, Slot: s.Slot, Value: s.After}); err != nil {
				return err
			}
		}
	}
	if found != left {
		return fmt.Errorf("by its events %d deferred entries are left at block %d, and the ledger says %d: the node lacks logs; ask another: %w",
			found, block, left, registry.ErrConflict)
	}
	return nil
}

// settledHeads are the heads that were settled out of order, until a block.
func (m *Migration) settledHeads(ctx context.Context, l *ledger, block uint64, dir string) (*slotset.Set, error) {
	b, err := newSet(dir)
	if err != nil {
		return nil, err
	}
	first := m.j.rec.Begun.Number
	for first <= block {
		last := min(block, first+lookback-1)
		logs, err := l.FilterLogs(ctx, ethereum.FilterQuery{
			Addresses: []common.Address{l.at}, Topics: [][]common.Hash{{topicSettled}},
			FromBlock: new(big.Int).SetUint64(first), ToBlock: new(big.Int).SetUint64(last),
		})
		if err != nil {
			return nil, err
		}
		for _, log := range logs {
			if len(log.Topics) != 2 {
				continue
			}
			one := common.BytesToHash([]byte{1})
			if err := b.Word(slotset.Word{Head: log.Topics[1], Slot: log.Topics[1], Value: one}); err != nil {
				return nil, err
			}
		}
		first = last + 1
	}
	return b.Set(ctx)
}

// chunk is how many entries are read from a tree at once.
const chunk = 1_000

// from yields the entries of a tree from a place on.
func from(t *leaves.Tree, first uint64) iter.Seq2[leaves.Entry, error] {
	return func(yield func(leaves.Entry, error) bool) {
		for first < t.Len() {
			entries, _, err := t.Range(first, min(chunk, t.Len()-first))
			if err != nil {
				yield(leaves.Entry{}, err)
				return
			}
			for _, e := range entries {
				if !yield(e, nil) {
					return
				}
			}
			first += uint64(len(entries))
		}
	}
}
