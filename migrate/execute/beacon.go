package execute

import (
	"context"
	"fmt"
	"math/big"
	"os"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/registry"
)

// upgraded is what is upgraded: the proxy, or the beacon that it asks.
func (m *Migration) upgraded() common.Address {
	if m.plan.Proxy == registry.Beacon {
		return m.plan.Beacon
	}
	return m.j.rec.Source
}

// runs is the implementation of the account that is moved in place.
func (m *Migration) runs(ctx context.Context, account common.Address, block *big.Int) (common.Address, error) {
	if m.plan.Proxy != registry.Beacon {
		return m.look.implementation(ctx, account, block)
	}
	asks, err := m.look.word(ctx, account, slotBeacon, block)
	if err != nil {
		return common.Address{}, err
	}
	if by := common.BytesToAddress(asks[:]); by != m.plan.Beacon {
		return common.Address{}, fmt.Errorf("%s asks %s for its implementation, and asked the beacon %s when the plan was made; plan again: %w",
			account, by, m.plan.Beacon, registry.ErrStale)
	}
	out, err := m.look.call(ctx, m.plan.Beacon, crypto.Keccak256([]byte("implementation()"))[:4], block)
	if err == nil && len(out) != 32 {
		err = fmt.Errorf("the beacon %s answers with %d bytes when asked for the implementation: %w", m.plan.Beacon, len(out), registry.ErrInvalid)
	}
	return common.BytesToAddress(out), err
}

// readSiblings reads every other proxy of the beacon at a block by the plan, those
// that came since it was made, too: the upgrade is theirs as well.
func (m *Migration) readSiblings(ctx context.Context, block uint64) error {
	return m.eachSibling(ctx, block, func(in contract.Input, at common.Address) error {
		_, err := m.plan.ReadSibling(ctx, in, at, in.Dir)
		return err
	})
}

func (m *Migration) eachSibling(ctx context.Context, block uint64, do func(in contract.Input, at common.Address) error) error {
	if m.plan.Proxy != registry.Beacon || m.plan.Movable {
		return nil
	}
	in, done, err := m.input(ctx, block)
	if err != nil {
		return err
	}
	defer done()
	known := *m.plan
	known.Map.Proxies = nil
	for _, s := range m.plan.Siblings {
		known.Map.Proxies = append(known.Map.Proxies, s.Address)
	}
	all, err := known.Asking(ctx, m.look.Client, in.LogsFrom, block)
	if err != nil {
		return err
	}
	for _, at := range all {
		if err := do(in, at); err != nil {
			return err
		}
	}
	return os.RemoveAll(m.path(scratchDir))
}

// previewSiblings adds what the other proxies of a beacon would lose on the way
// back.
func (m *Migration) previewSiblings(ctx context.Context, p *Preview) error {
	return m.eachSibling(ctx, p.Block, func(in contract.Input, at common.Address) error {
		other := *m.plan
		other.Address, in.Address = at, at
		carried, err := other.Preview(ctx, in, func(r *remap.Refusal) bool {
			p.lose(Loss{at.Hex() + ": " + r.Path, r.Reason})
			return true
		})
		p.Carried += carried
		return err
	})
}
