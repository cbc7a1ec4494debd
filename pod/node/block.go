package node

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/misc/eip1559"
	"github.com/ethereum/go-ethereum/consensus/misc/eip4844"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/txpool/txorder"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
)

// maxBlockBytes bounds the transactions of one block, well below the 8 MiB
// that the protocol allows.
const maxBlockBytes = 4 << 20

// A draft is a block while its transactions are chosen. go-ethereum's own
// miner would fill a block to its gas limit, which must not happen here (see
// GasPerBlock), so the node builds its blocks itself.
type draft struct {
	chain    *core.BlockChain
	header   *types.Header
	parent   *types.Header
	state    *state.StateDB
	evm      *vm.EVM
	gas      *core.GasPool
	txs      types.Transactions
	receipts types.Receipts
	bytes    uint64
}

// newDraft starts the block after parent.
func newDraft(ctx context.Context, chain *core.BlockChain, parent *types.Header) (*draft, error) {
	config := chain.Config()
	now := max(uint64(time.Now().Unix()), parent.Time+1)
	excess := eip4844.CalcExcessBlobGas(config, parent, now)
	header := &types.Header{
		ParentHash:       parent.Hash(),
		UncleHash:        types.EmptyUncleHash,
		Difficulty:       new(big.Int),
		Number:           new(big.Int).Add(parent.Number, common.Big1),
		GasLimit:         parent.GasLimit,
		Time:             now,
		MixDigest:        crypto.Keccak256Hash(parent.Hash().Bytes()),
		BaseFee:          eip1559.CalcBaseFee(config, parent),
		BlobGasUsed:      new(uint64),
		ExcessBlobGas:    &excess,
		ParentBeaconRoot: new(common.Hash),
	}
	statedb, err := chain.StateAt(parent.Root, header.Number, header.Time)
	if err != nil {
		return nil, fmt.Errorf("reading the state of block %d: %w", parent.Number, err)
	}
	evm := vm.NewEVM(core.NewEVMBlockContext(header, chain, &header.Coinbase), statedb, config, vm.Config{})
	evm.SetJumpDestCache(chain.JumpDestCache())
	evm.SetPrecompileCache(chain.PrecompileCache())
	core.PreExecution(ctx, header.ParentBeaconRoot, parent, config, evm, header.Number, header.Time)
	return &draft{chain: chain, header: header, parent: parent, state: statedb, evm: evm, gas: core.NewGasPool(perBlock(parent.GasLimit))}, nil
}

// fill adds the pool's transactions, those of one sender by nonce, the others
// by tip and arrival. It leaves out what does not fit or does not apply.
func (d *draft) fill(ctx context.Context, pool *txpool.TxPool) error {
	pending, _ := pool.Pending(txpool.PendingFilter{})
	signer := types.MakeSigner(d.chain.Config(), d.header.Number, d.header.Time)
	queue := txorder.NewTransactionsByPriceAndNonce(signer, pending, d.header.BaseFee)
	for lazy, _ := queue.Peek(); lazy != nil && ctx.Err() == nil; lazy, _ = queue.Peek() {
		tx := lazy.Resolve()
		if tx == nil || tx.Type() == types.BlobTxType || d.bytes+tx.Size() > maxBlockBytes {
			queue.Pop()
			continue
		}
		switch err := d.apply(ctx, tx); {
		case err == nil, errors.Is(err, core.ErrNonceTooLow):
			queue.Shift() // too low: the pool has not yet seen the last block
		default:
			queue.Pop()
		}
	}
	return ctx.Err()
}

func (d *draft) apply(ctx context.Context, tx *types.Transaction) error {
	snapshot, gas := d.state.Snapshot(), d.gas.Snapshot()
	d.state.SetTxContext(tx.Hash(), len(d.txs), uint32(len(d.txs)+1))
	receipt, _, err := core.ApplyTransaction(ctx, d.evm, d.gas, d.state, d.header, tx)
	if err != nil {
		d.state.RevertToSnapshot(snapshot)
		d.gas.Set(gas)
		return err
	}
	d.header.GasUsed = d.gas.Used()
	d.txs = append(d.txs, tx)
	d.receipts = append(d.receipts, receipt)
	d.bytes += tx.Size()
	return nil
}

// assemble ends the block.
func (d *draft) assemble(ctx context.Context) (*types.Block, error) {
	var logs []*types.Log
	for _, r := range d.receipts {
		logs = append(logs, r.Logs...)
	}
	body := &types.Body{Transactions: d.txs, Withdrawals: types.Withdrawals{}}
	requests, _, err := core.PostExecution(ctx, d.chain.Config(), d.header.Number, d.header.Time, logs, body.Withdrawals, d.evm, uint32(len(d.txs)+1))
	if err != nil {
		return nil, fmt.Errorf("closing block %d: %w", d.header.Number, err)
	}
	hash := types.CalcRequestsHash(requests)
	d.header.RequestsHash = &hash
	block := core.AssembleBlock(d.chain, d.header, d.state, body, d.receipts, nil)
	if err := d.state.Error(); err != nil {
		return nil, fmt.Errorf("closing block %d: %w", d.header.Number, err)
	}
	return block, nil
}

func (d *draft) release() { d.evm.Release() }
