package execute

import (
	"context"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/migrate/execute/outbox"
	"github.com/novation-dev/novation/registry"
)

// Settle settles the deferred entries that a call of the target may touch, so
// that the gate lets it through: those that there are are written, and of others
// it is proven that there are none. It returns how many it settled. The carrier
// pays.
func (m *Migration) Settle(ctx context.Context, caller common.Address, data []byte) (int, error) {
	s, err := m.state(ctx)
	if err != nil || s.phase != draining {
		return 0, err
	}
	if err := m.openTrees(); err != nil {
		return 0, err
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
