package execute

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/registry"
)

// paid returns what the source of a copy handed over in the activation, and fails
// when that is less than it held at the freeze. A frozen account takes nothing
// in, but nobody can keep others from forcing ether on it: it may be more.
func (m *Migration) paid(ctx context.Context) (*big.Int, error) {
	r := &m.j.rec
	if !ledgered(m.plan) || r.Source == r.Target {
		return new(big.Int), nil
	}
	frozen, err := m.snapshot(ctx, r.Source, r.Frozen.Number)
	if err != nil {
		return nil, err
	}
	l, err := m.ledger()
	if err != nil {
		return nil, err
	}
	at := new(big.Int).SetUint64(r.Activated.Number)
	logs, err := m.look.FilterLogs(ctx, ethereum.FilterQuery{
		Addresses: []common.Address{r.Ledger}, Topics: [][]common.Hash{{l.abi.Events["Paid"].ID}}, FromBlock: at, ToBlock: at,
	})
	if err != nil {
		return nil, err
	}
	amount := new(big.Int)
	for _, e := range logs {
		amount.Add(amount, new(big.Int).SetBytes(e.Data))
	}
	if amount.Cmp(frozen.Balance) < 0 {
		return nil, fmt.Errorf("%s held %s wei when it was frozen, and handed over %s in the activation (block %d): ask another node, "+
			"and do not use the new contract before it is known where they are: %w", r.Source, frozen.Balance, amount, r.Activated.Number, registry.ErrConflict)
	}
	return amount, nil
}
