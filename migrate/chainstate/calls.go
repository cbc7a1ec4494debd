package chainstate

import (
	"context"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/migrate/statetree"
)

// manyCalls is how many transactions one request asks for.
const manyCalls = 100

// A call is a transaction, as far as it may name keys.
type call struct {
	From  common.Address  `json:"from"`
	To    *common.Address `json:"to"`
	Input hexutil.Bytes   `json:"input"`
}

// calls sees who sent transactions, and with which arguments.
func (g *guesser) calls(ctx context.Context, hashes []common.Hash) error {
	for len(hashes) > 0 {
		n := min(len(hashes), manyCalls)
		calls, elems := make([]*call, n), make([]rpc.BatchElem, n)
		for i, h := range hashes[:n] {
			elems[i] = rpc.BatchElem{Method: "eth_getTransactionByHash", Args: []any{h}, Result: &calls[i]}
		}
		if err := g.s.node.batch(ctx, elems); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			// They are not needed, and nodes that forget old transactions
			// are common.
			g.s.node.log.InfoContext(ctx, "reading transactions for keys", "err", err)
			return nil
		}
		for _, c := range calls {
			if err := g.call(c); err != nil {
				return err
			}
		}
		hashes = hashes[n:]
	}
	return nil
}

func (g *guesser) call(c *call) error {
	if c == nil {
		return nil
	}
	sender := []candidate{{abi.Type{T: abi.AddressTy}, statetree.Value{Word: common.BytesToHash(c.From[:])}}}
	if c.To != nil && *c.To == g.s.Address && len(c.Input) >= 4 {
		if m, err := g.abi.MethodById(c.Input[:4]); err == nil {
			if way, err := values(m.Inputs, c.Input[4:]); err == nil {
				return g.pool(leaves(m.Inputs), way, sender)
			}
		}
	}
	return g.pool(nil, nil, sender)
}
