package execute

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// slotMovable is where an account that freezes itself keeps whom it obeys, and
// whether it is open all the same: see Movable.sol.
var slotMovable = common.HexToHash("0x206656bffef1906175c5aa46a4af1aaace84a6836c846824d85061c39bca0500")

var (
	topicFrozen    = crypto.Keccak256Hash([]byte("Frozen(address)"))
	topicActivated = crypto.Keccak256Hash([]byte("Activated()"))
)

// obeys returns the migration that an account which freezes itself obeys, zero
// for none, and whether it is open because deferred entries are left.
func (l looker) obeys(ctx context.Context, account common.Address, block *big.Int) (by common.Address, open bool, err error) {
	w, err := l.word(ctx, account, slotMovable, block)
	return common.BytesToAddress(w[12:]), w[11] != 0, err
}

// freezeCall is the call with which the owner has an account freeze itself.
func (m *Migration) freezeCall(ctx context.Context, account common.Address) (ownerCall, error) {
	data := append(crypto.Keccak256([]byte("novationFreeze(address)"))[:4], common.LeftPadBytes(m.j.rec.Ledger[:], 32)...)
	_, err := m.look.CallContract(ctx, ethereum.CallMsg{From: m.plan.Owner, To: &account, Data: data}, nil)
	if err != nil {
		return ownerCall{}, fmt.Errorf("%s may not freeze %s: %v; name the account that may: %w", m.plan.Owner, account, err, registry.ErrRefused)
	}
	return ownerCall{account, data}, nil
}

// standing returns what a migration deploys when the accounts freeze themselves:
// the target, if it is new, and the ledger.
func (m *Migration) standing(nest common.Address, r *record) ([]piece, error) {
	var out []piece
	r.Ledger = nestling(nest, 1)
	if r.OwnTarget {
		r.Ledger, r.Target = nestling(nest, 2), nestling(nest, 1)
		code, err := m.plan.Constructed(m.cfg.Input.To, r.Ledger)
		if err != nil {
			return nil, err
		}
		r.Implementation = r.Target
		out = append(out, piece{"target", code})
	}
	if m.plan.Way == contract.Deferred {
		r.Gate = r.Target
	}
	return out, nil
}

// opened are the words of a target that freezes itself, after the switch.
func opened(own []slotset.Word, draining bool) (out []slotset.Word) {
	for _, w := range own {
		if w.Slot == slotMovable {
			if !draining {
				continue
			}
			w.Value[11] = 1
		}
		out = append(out, w)
	}
	return out
}

// activatedIn finds the block of the activation by the ledger's word.
func (m *Migration) activatedIn(ctx context.Context) (mark, error) {
	return m.look.newest(ctx, m.j.rec.Ledger, [][]common.Hash{{topicActivated}}, m.j.rec.Begun.Number, "was activated")
}

// runsRight fails when an account that freezes itself does not obey whom it
// should at a block.
func (m *Migration) runsRight(ctx context.Context, c check) error {
	r := &m.j.rec
	by, open, err := m.look.obeys(ctx, r.Target, new(big.Int).SetUint64(c.target))
	if err != nil {
		return err
	}
	want, wantOpen := r.Ledger, false
	if c.switched {
		if wantOpen = m.deferring(); !wantOpen {
			want = common.Address{}
		}
	}
	if by != want || open != wantOpen {
		return fmt.Errorf("%s obeys %s at block %d (open: %t), and should obey %s (open: %t): %w", r.Target, by, c.target, open, want, wantOpen, registry.ErrConflict)
	}
	return nil
}

// deferring reports whether deferred entries are left by the switch.
func (m *Migration) deferring() bool {
	r := &m.j.rec
	return m.plan.Way == contract.Deferred && r.Content != nil && r.Content.DeferredCount > 0
}

// constructed returns what a new target's constructor wrote. It may have written
// variables, and nothing that has a key.
func (m *Migration) constructed(ctx context.Context, slots statetree.Slots) (*slotset.Set, error) {
	to, err := statetree.New(m.cfg.Input.To.Layout)
	if err != nil {
		return nil, err
	}
	keys, err := newKeys(m.path(scratchDir, "none"), m.cfg.Input.To.Layout)
	if err != nil {
		return nil, err
	}
	defer keys.Close()
	b, err := newSet(m.path(stateDir, "constructed"))
	if err != nil {
		return nil, err
	}
	for f, err := range to.Read(ctx, slots, keys) {
		if err != nil {
			return nil, err
		}
		parts, err := to.Put(f)
		if err != nil {
			return nil, err
		}
		for _, p := range parts {
			if ofProxy(p.Slot) {
				continue
			}
			if err := b.Part(p); err != nil {
				return nil, err
			}
		}
	}
	return b.Set(ctx)
}
