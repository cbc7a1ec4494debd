package execute

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/execute/outbox"
	"github.com/novation-dev/novation/registry"
)

// Settle settles the deferred entries that a call of the target may touch, so
// that the gate, or the target itself, lets it through: those that there are are written, and of others
// it is proven that there are none. It returns how many it settled. The carrier
// pays. It fails with registry.ErrStale as long as nothing is deployed.
func (m *Migration) Settle(ctx context.Context, caller common.Address, data []byte) (int, error) {
	if !m.j.rec.Deployed {
		return 0, fmt.Errorf("nothing is deployed yet that entries could be written into; run the migration first: %w", registry.ErrStale)
	}
	s, err := m.state(ctx)
	if err != nil || s.phase != draining {
		return 0, err
	}
	if err := m.openTrees(); err != nil {
		return 0, err
	}
	if m.plan.Movable {
		return m.settleAsked(ctx, caller, data)
	}
	heads, err := m.touches(ctx, caller, data)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, head := range heads {
		settled, err := m.settleOne(ctx, head)
		if err != nil {
			return n, err
		}
		if settled {
			n++
		}
	}
	return n, nil
}

// maxAsked bounds how many entries one call may touch.
const maxAsked = 256

// selectorUnsettled is that of Deferred's error, whose argument is a head.
var selectorUnsettled = [4]byte(crypto.Keccak256([]byte("Unsettled(bytes32)")))

// settleAsked tries a call, and settles what the target says it lacks, until it
// lacks nothing. What else the call fails for is its sender's to see.
func (m *Migration) settleAsked(ctx context.Context, caller common.Address, data []byte) (int, error) {
	for n := range maxAsked {
		_, err := m.look.CallContract(ctx, ethereum.CallMsg{From: caller, To: &m.j.rec.Target, Data: data}, nil)
		r, reverted := errors.AsType[*chain.RevertError](err)
		if !reverted || r.Selector != selectorUnsettled || len(r.Data) != 4+32 {
			if reverted {
				err = nil
			}
			return n, err
		}
		if _, err := m.settleOne(ctx, common.Hash(r.Data[4:])); err != nil {
			return n, err
		}
	}
	return maxAsked, fmt.Errorf("the call touches more than %d entries that are not written; drain first: %w", maxAsked, registry.ErrRefused)
}

// touches asks the gate which entries a call may touch.
func (m *Migration) touches(ctx context.Context, caller common.Address, data []byte) ([][32]byte, error) {
	gate, err := abiOf(contracts.Gate())
	if err != nil {
		return nil, err
	}
	call, err := gate.Pack("novationTouches", caller, data)
	if err != nil {
		return nil, err
	}
	out, err := m.look.CallContract(ctx, ethereum.CallMsg{To: &m.j.rec.Gate, Data: call}, nil)
	if err != nil {
		return nil, fmt.Errorf("asking the gate what a call touches: %w", err)
	}
	v, err := gate.Unpack("novationTouches", out)
	if err != nil {
		return nil, fmt.Errorf("asking the gate what a call touches: %v: %w", err, registry.ErrInvalid)
	}
	return v[0].([][32]byte), nil
}

// settleOne settles one head. It reports false when it was settled before.
func (m *Migration) settleOne(ctx context.Context, head common.Hash) (bool, error) {
	l, err := m.ledger()
	if err != nil {
		return false, err
	}
	v, err := l.ask(ctx, nil, "settled", head)
	if err != nil || v[0].(bool) {
		return false, err
	}
	place, found, err := m.deferred.Find(head)
	if err != nil {
		return false, err
	}
	var data []byte
	if found {
		entries, siblings, err := m.deferred.Range(place, 1)
		if err != nil {
			return false, err
		}
		data, err = l.abi.Pack("materialise", place, chainEntries(entries)[0], words(siblings))
		if err != nil {
			return false, err
		}
	} else {
		place, neighbours, siblings, err := m.deferred.Absence(head)
		if err != nil {
			return false, err
		}
		if data, err = l.abi.Pack("absent", head, place, chainEntries(neighbours), words(siblings)); err != nil {
			return false, err
		}
	}
	key, err := m.carrier()
	if err != nil {
		return false, err
	}
	err = m.send(ctx, key, outbox.Call{Ref: "settle", To: &l.at, Data: data})
	if err != nil && strings.Contains(err.Error(), "AlreadySettled") {
		return false, nil // by somebody else meanwhile
	}
	return err == nil, err
}
