package node

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/rpc"
)

// receiptAPI is eth_getTransactionReceipt, in front of go-ethereum's. That one
// finds a transaction a moment before its block is the head: whoever read the
// latest state on seeing the receipt would read the state before it.
type receiptAPI struct {
	chain *core.BlockChain
	inner receipts
}

// receipts is the part of go-ethereum's transaction module that is used here.
type receipts interface {
	GetTransactionReceipt(ctx context.Context, hash common.Hash) (map[string]any, error)
}

func newReceiptAPI(chain *core.BlockChain, apis []rpc.API) (receiptAPI, error) {
	for _, api := range apis {
		if inner, ok := api.Service.(receipts); ok {
			return receiptAPI{chain, inner}, nil
		}
	}
	return receiptAPI{}, fmt.Errorf("none of go-ethereum's %d RPC services answers eth_getTransactionReceipt", len(apis))
}

// GetTransactionReceipt is eth_getTransactionReceipt. It returns nil until the
// latest state holds what the transaction did.
func (r receiptAPI) GetTransactionReceipt(ctx context.Context, hash common.Hash) (map[string]any, error) {
	if r.chain.CurrentBlock().Number.Sign() == 0 {
		return nil, nil // the index of transactions begins with the first block
	}
	receipt, err := r.inner.GetTransactionReceipt(ctx, hash)
	if err != nil || receipt == nil {
		return nil, err
	}
	if block, ok := receipt["blockNumber"].(hexutil.Uint64); !ok || uint64(block) > r.chain.CurrentBlock().Number.Uint64() {
		return nil, nil
	}
	return receipt, nil
}
