package execute

import (
	"bytes"
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/registry"
)

// maxNestlings is more than one migration deploys.
const maxNestlings = 16

// A sentTx is a transaction as a block lists it.
type sentTx struct {
	Hash  common.Hash     `json:"hash"`
	From  common.Address  `json:"from"`
	To    *common.Address `json:"to"`
	Nonce hexutil.Uint64  `json:"nonce"`
	Input hexutil.Bytes   `json:"input"`
}

// checkCreation makes sure that the ledger was made by the code of this program,
// with the plan's configuration: other creation code can leave the same code on
// chain, with storage that says that something was settled already.
func (m *Migration) checkCreation(ctx context.Context, r *record) error {
	config, err := m.chainConfig(r)
	if err != nil {
		return err
	}
	want, err := creation(contracts.Migration(), config)
	if err != nil {
		return err
	}
	block, err := m.createdIn(ctx, r.Ledger)
	if err != nil {
		return fmt.Errorf("finding what created migration %s: %w; without that it is not known what its storage began with: "+
			"ask a node that has the state of older blocks, and do not take part otherwise", r.Ledger, err)
	}
	var b *struct {
		Transactions []sentTx `json:"transactions"`
	}
	if err := m.look.RPC().CallContext(ctx, &b, "eth_getBlockByNumber", hexutil.EncodeUint64(block), true); err != nil {
		return m.look.asked(ctx, fmt.Sprintf("reading block %d", block), err)
	}
	if b == nil {
		return fmt.Errorf("the node does not have block %d, in which migration %s was created; ask another: %w", block, r.Ledger, registry.ErrNotFound)
	}
	by, err := m.creator(ctx, r.Ledger, block, b.Transactions)
	if err != nil {
		return err
	}
	if !bytes.Equal(by.Input, want) {
		return fmt.Errorf("migration %s was created by transaction %s with other code than this program's for the plan; its storage may say "+
			"what never happened; do not take part in it: %w", r.Ledger, by.Hash, registry.ErrConflict)
	}
	return nil
}

// createdIn finds the block that created a contract, between the plan and the
// last final block.
func (m *Migration) createdIn(ctx context.Context, at common.Address) (uint64, error) {
	f, err := m.look.Finalized(ctx)
	if err != nil {
		return 0, err
	}
	low, high := m.plan.Snapshot.Block, f.Number // it has no code at low, and some at high
	if m.parent != nil {                         // a plan back names no block
		low = m.parent.plan.Snapshot.Block
	}
	there := func(block uint64) (bool, error) {
		code, err := m.look.CodeAt(ctx, at, new(big.Int).SetUint64(block))
		return len(code) > 0, err
	}
	if low >= high {
		return 0, fmt.Errorf("the plan is of block %d, and the last final one is %d: %w", low, high, registry.ErrStale)
	}
	if is, err := there(low); err != nil || is {
		return 0, firstError(err, fmt.Errorf("it was there at block %d, before the plan: %w", low, registry.ErrConflict))
	}
	for high-low > 1 {
		middle := low + (high-low)/2
		is, err := there(middle)
		if err != nil {
			return 0, err
		}
		if is {
			high = middle
		} else {
			low = middle
		}
	}
	return high, nil
}

// creator finds the transaction of a block that created a contract: by itself,
// or through a nest.
func (m *Migration) creator(ctx context.Context, at common.Address, block uint64, all []sentTx) (*sentTx, error) {
	through := map[common.Address][]*sentTx{} // nest to what made it create something
	for i := range all {
		tx := &all[i]
		if tx.To == nil {
			if crypto.CreateAddress(tx.From, uint64(tx.Nonce)) == at {
				return tx, nil
			}
			continue
		}
		if !mayBeNest(*tx.To, at) {
			continue
		}
		code, err := m.look.CodeAt(ctx, *tx.To, new(big.Int).SetUint64(block))
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(code, nestCode(tx.From)) {
			continue
		}
		receipt, err := m.look.Receipt(ctx, tx.Hash)
		if err != nil {
			return nil, err
		}
		if receipt.Status == 1 {
			through[*tx.To] = append(through[*tx.To], tx)
		}
	}
	for nest, made := range through {
		first, err := m.creations(ctx, nest, block, len(made))
		if err != nil {
			return nil, err
		}
		for i, tx := range made {
			if nestling(nest, first+uint64(i)) == at {
				return tx, nil
			}
		}
	}
	return nil, fmt.Errorf("no transaction of block %d creates migration %s, so that it is not known what its storage began with; "+
		"do not take part in it: %w", block, at, registry.ErrNotFound)
}

// mayBeNest reports whether an account could have created another early on.
func mayBeNest(nest, at common.Address) bool {
	for i := range uint64(maxNestlings) {
		if nestling(nest, i+1) == at {
			return true
		}
	}
	return false
}

// creations returns the number of the first contract that a nest created in a
// block. All that it created there must be what the listed transactions did:
// otherwise somebody else called it, within another transaction.
func (m *Migration) creations(ctx context.Context, nest common.Address, block uint64, listed int) (uint64, error) {
	var before, after hexutil.Uint64
	for at, to := range map[uint64]*hexutil.Uint64{block - 1: &before, block: &after} {
		if err := m.look.RPC().CallContext(ctx, to, "eth_getTransactionCount", nest, hexutil.EncodeUint64(at)); err != nil {
			return 0, m.look.asked(ctx, "reading how much a nest created", err)
		}
	}
	first := max(uint64(before), 1) // a contract begins with one
	if uint64(after) != first+uint64(listed) {
		return 0, fmt.Errorf("%s created %d contracts in block %d, and %d transactions say so; do not take part in what it created: %w",
			nest, uint64(after)-min(uint64(after), first), block, listed, registry.ErrConflict)
	}
	return first, nil
}
