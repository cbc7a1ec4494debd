package rehearse

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

// MaxSlots is how many slots the rehearsed contract may have. The fork holds them
// in memory, some two hundred bytes each.
const MaxSlots = 5_000_000

// A ForkSpec says what chain to start: one without fees, whose first block has
// these accounts.
type ForkSpec struct {
	// ChainID is the live chain's, which domain separators are made of.
	ChainID uint64
	// GasLimit is that of the live chain's blocks, and Time that of the block
	// that the state is from, in unix seconds.
	GasLimit, Time uint64
	// Alloc are the accounts. The chain may keep the map.
	Alloc types.GenesisAlloc
}

// A Fork starts a chain, and returns the URL of its JSON-RPC and what ends it.
// Its blocks must be final at once or soon, and its old state must stay readable.
type Fork func(ctx context.Context, s ForkSpec) (url string, close func() error, err error)

// a fork is a chain that was started.
type fork struct {
	*chain.Client
	end func() error
	dir string
}

func (f *fork) close() error {
	f.Close()
	return f.end()
}

// start starts a fork. moved, when it is not zero, is another address at which
// the contract is put as well.
func (r *rehearsal) start(ctx context.Context, moved common.Address) (*fork, error) {
	alloc := r.alloc(moved)
	r.forks++
	dir, err := r.sub(fmt.Sprint("fork-", r.forks))
	if err != nil {
		return nil, err
	}
	url, end, err := r.cfg.Fork(ctx, ForkSpec{ChainID: r.plan.ChainID, GasLimit: r.live.gasLimit, Time: r.live.snap.Time, Alloc: alloc})
	if err != nil {
		return nil, fmt.Errorf("starting a fork: %w", err)
	}
	c, err := chain.Dial(ctx, chain.Config{URL: url, ChainID: r.plan.ChainID})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("starting a fork: %w", err), end())
	}
	f := &fork{Client: c, end: end, dir: dir}
	root, err := rootAt(ctx, c, r.plan.Address, 0)
	if err == nil && root != r.live.root {
		err = fmt.Errorf("the fork begins with the storage root %s, the live contract has %s: %w", root, r.live.root, registry.ErrConflict)
	}
	if err == nil {
		err = r.first(ctx, f)
	}
	if err != nil {
		return nil, errors.Join(err, f.close())
	}
	return f, nil
}

// first makes the first block. Until there is one, go-ethereum does not say of a
// transaction that it does not know it.
func (r *rehearsal) first(ctx context.Context, f *fork) error {
	to := crypto.PubkeyToAddress(r.key.PublicKey)
	nonce, err := f.NonceAt(ctx, to)
	if err != nil {
		return err
	}
	raw, hash, err := f.Sign(ctx, r.key, nonce, &to, nil, 21_000)
	if err != nil {
		return err
	}
	if err := f.SendRaw(ctx, raw); err != nil {
		return err
	}
	_, err = f.WaitFinal(ctx, hash)
	return err
}

// alloc is the genesis of a fork.
func (r *rehearsal) alloc(moved common.Address) types.GenesisAlloc {
	alloc := types.GenesisAlloc{}
	maps.Copy(alloc, r.live.around)
	self := r.live.self
	self.Storage = maps.Clone(r.live.storage) // the chain may keep it
	alloc[r.plan.Address] = self
	if moved != (common.Address{}) {
		alloc[moved] = self
	}
	return alloc
}

// rootAt is an account's storage root as a node tells it.
func rootAt(ctx context.Context, c *chain.Client, account common.Address, block uint64) (common.Hash, error) {
	var proof struct {
		StorageHash common.Hash `json:"storageHash"`
	}
	if err := c.RPC().CallContext(ctx, &proof, "eth_getProof", account, []string{}, hexutil.EncodeUint64(block)); err != nil {
		return common.Hash{}, fmt.Errorf("reading the storage root of %s: %v: %w", account, err, registry.ErrUnreachable)
	}
	return proof.StorageHash, nil
}

// accounts reads accounts with the given slots of their storage.
func accounts(ctx context.Context, c *chain.Client, block uint64, t touched) (map[common.Address]types.Account, error) {
	out := map[common.Address]types.Account{}
	at := hexutil.EncodeUint64(block)
	for a, slots := range t {
		var code hexutil.Bytes
		var balance hexutil.Big
		var nonce hexutil.Uint64
		batch := []rpc.BatchElem{
			{Method: "eth_getCode", Args: []any{a, at}, Result: &code},
			{Method: "eth_getBalance", Args: []any{a, at}, Result: &balance},
			{Method: "eth_getTransactionCount", Args: []any{a, at}, Result: &nonce},
		}
		words := make([]hexutil.Bytes, 0, len(slots))
		keys := make([]common.Hash, 0, len(slots))
		for s := range slots {
			keys = append(keys, s)
			words = append(words, nil)
		}
		for i, s := range keys {
			batch = append(batch, rpc.BatchElem{Method: "eth_getStorageAt", Args: []any{a, s, at}, Result: &words[i]})
		}
		if err := inBatches(ctx, c, batch); err != nil {
			return nil, fmt.Errorf("reading account %s: %w", a, err)
		}
		account := types.Account{Code: code, Balance: balance.ToInt(), Nonce: uint64(nonce), Storage: map[common.Hash]common.Hash{}}
		for i, s := range keys {
			if v := common.BytesToHash(words[i]); v != (common.Hash{}) {
				account.Storage[s] = v
			}
		}
		if account.Balance == nil {
			account.Balance = new(big.Int)
		}
		out[a] = account
	}
	return out, nil
}

// inBatches makes requests a hundred at a time. The first error ends it.
func inBatches(ctx context.Context, c *chain.Client, all []rpc.BatchElem) error {
	for len(all) > 0 {
		n := min(100, len(all))
		if err := c.RPC().BatchCallContext(ctx, all[:n]); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return fmt.Errorf("%v: %w", err, registry.ErrUnreachable)
		}
		for _, e := range all[:n] {
			if e.Error != nil {
				return fmt.Errorf("%s: %v: %w", e.Method, e.Error, registry.ErrUnreachable)
			}
		}
		all = all[n:]
	}
	return nil
}
