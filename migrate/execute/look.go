package execute

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

// A looker reads accounts as of final blocks. It is what package match reads
// with, too.
type looker struct{ *chain.Client }

// StorageAt reads one slot; a nil block is the last final one.
func (l looker) StorageAt(ctx context.Context, account common.Address, slot common.Hash, block *big.Int) ([]byte, error) {
	at, err := l.number(ctx, block)
	if err != nil {
		return nil, err
	}
	var out hexutil.Bytes
	if err := l.RPC().CallContext(ctx, &out, "eth_getStorageAt", account, slot, at); err != nil {
		return nil, l.asked(ctx, fmt.Sprintf("reading slot %s of %s", slot, account), err)
	}
	return out, nil
}

// CodeAt reads code; a nil block is the last final one.
func (l looker) CodeAt(ctx context.Context, account common.Address, block *big.Int) ([]byte, error) {
	at, err := l.number(ctx, block)
	if err != nil {
		return nil, err
	}
	var out hexutil.Bytes
	if err := l.RPC().CallContext(ctx, &out, "eth_getCode", account, at); err != nil {
		return nil, l.asked(ctx, "reading the code of "+account.Hex(), err)
	}
	return out, nil
}

// call calls a contract at a block; nil is the last final one.
func (l looker) call(ctx context.Context, to common.Address, data []byte, block *big.Int) ([]byte, error) {
	if block == nil {
		f, err := l.Finalized(ctx)
		if err != nil {
			return nil, err
		}
		block = new(big.Int).SetUint64(f.Number)
	}
	return l.CallContract(ctx, ethereum.CallMsg{To: &to, Data: data}, block)
}

func (l looker) number(ctx context.Context, block *big.Int) (string, error) {
	if block != nil {
		return hexutil.EncodeBig(block), nil
	}
	f, err := l.Finalized(ctx)
	return hexutil.EncodeUint64(f.Number), err
}

// word reads one slot at the last final block.
func (l looker) word(ctx context.Context, account common.Address, slot common.Hash, block *big.Int) (common.Hash, error) {
	b, err := l.StorageAt(ctx, account, slot, block)
	return common.BytesToHash(b), err
}

// asked says what a failed request was for. A node that answered with an error
// is no unreachable one.
func (l looker) asked(ctx context.Context, what string, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", what, ctx.Err())
	}
	if _, answered := errors.AsType[rpc.Error](err); answered {
		return fmt.Errorf("%s: the node refuses: %v: %w", what, err, registry.ErrRefused)
	}
	return fmt.Errorf("%s: the node does not answer (%v); check that it runs: %w", what, err, registry.ErrUnreachable)
}

// implementation is the address in the slot of ERC-1967.
func (l looker) implementation(ctx context.Context, proxy common.Address, block *big.Int) (common.Address, error) {
	w, err := l.word(ctx, proxy, slotImplementation, block)
	return common.BytesToAddress(w[:]), err
}

// owner asks a contract for its owner().
func (l looker) owner(ctx context.Context, of common.Address) (common.Address, error) {
	out, err := l.call(ctx, of, crypto.Keccak256([]byte("owner()"))[:4], nil)
	if err == nil && len(out) != 32 {
		err = fmt.Errorf("%s has no owner: %w", of, registry.ErrInvalid)
	}
	return common.BytesToAddress(out), err
}

// topicUpgraded is the event with which a proxy tells its new implementation.
var topicUpgraded = crypto.Keccak256Hash([]byte("Upgraded(address)"))

// lookback is how many blocks are searched for a log at a time.
const lookback = 5_000

// upgradedTo finds the newest final block in which a proxy got an
// implementation, from a block on.
func (l looker) upgradedTo(ctx context.Context, proxy, implementation common.Address, from uint64) (mark, error) {
	topics := [][]common.Hash{{topicUpgraded}, {common.BytesToHash(implementation[:])}}
	return l.newest(ctx, proxy, topics, from, "got the implementation "+implementation.Hex())
}

// newest finds the newest final block in which an account told something, from a
// block on. It searches backwards.
func (l looker) newest(ctx context.Context, account common.Address, topics [][]common.Hash, from uint64, what string) (mark, error) {
	f, err := l.Finalized(ctx)
	if err != nil {
		return mark{}, err
	}
	for last := f.Number; ; {
		first := max(from, last-min(last, lookback-1))
		logs, err := l.FilterLogs(ctx, ethereum.FilterQuery{
			Addresses: []common.Address{account}, Topics: topics,
			FromBlock: new(big.Int).SetUint64(first), ToBlock: new(big.Int).SetUint64(last),
		})
		if err != nil {
			return mark{}, err
		}
		if n := len(logs); n > 0 {
			b, err := l.BlockByNumber(ctx, logs[n-1].BlockNumber)
			return mark{Number: b.Number, Hash: b.Hash, Time: b.Time}, err
		}
		if first <= from || first == 0 {
			return mark{}, fmt.Errorf("no block from %d to %d tells that %s %s, although it did: "+
				"the node lacks logs; ask another: %w", from, f.Number, account, what, registry.ErrNotFound)
		}
		last = first - 1
	}
}
