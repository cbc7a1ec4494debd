// Package chainstate reads the storage of an account on a real chain at one
// final block, proves that nothing was left out, and finds keys of mappings.
//
// # Promises
//
// The node is not believed. The header must hash to the block's hash, and the
// account is proven against the header's state root (see [Snapshot.HashTold]
// for the chains where the first is not possible). Storage is read fast and
// unproven; [Snapshot.Complete] then compares the Merkle-Patricia root of all
// that was read with the proven storage root. Equal roots prove every word, and
// that there is no other.
//
// Where they differ, the places are found with nothing but eth_getProof. What
// debug_storageRangeAt and debug_preimage tell is only ever used as a hint: a
// slot they name is hashed again, and its value comes from the proof.
//
// Memory does not grow with the storage, apart from the node's answers, of
// which one holds a bounded number of slots. Requests are bounded in size,
// number and time, repeated when the node fails for a moment, and made smaller
// when it refuses their size.
//
// # Nodes
//
// Needed are eth_getBlockByNumber, eth_getProof and eth_getStorageAt, at the
// final block; a node that prunes state must be fast enough, or be told an older
// block to keep. eth_getStorageValues is used where the node has it (three times
// as fast as batches), eth_getLogs for events. anvil needs Finality "latest", as
// package chain says. Its state must not be changed by hand after the last
// block (anvil_setStorageAt and its like): the block's root then does not match,
// and [At] says so. Mine a block afterwards.
//
// # Dependencies
//
// Of ours it imports registry, contracts/chain, contracts/layout,
// contracts/artifact, migrate/statetree and migrate/slotset. Of go-ethereum it
// uses accounts/abi, common, core/types, crypto, rlp, rpc and trie.
package chainstate

import (
	"context"
	"fmt"
	"log/slog"
	"math/big"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

// A Snapshot is one account at one block. It implements statetree.Slots, and is
// safe for concurrent use. [At] makes it.
type Snapshot struct {
	Address common.Address
	// Number, Hash, StateRoot and Time (unix seconds) are those of the block.
	Number    uint64
	Hash      common.Hash
	StateRoot common.Hash
	Time      uint64
	// HashTold is true when the hash is not that of the header in Ethereum's
	// form. Chains with QBFT hash another form of it. That StateRoot belongs to
	// the block is then the word of the node and of the witnesses.
	HashTold bool
	// StorageRoot, CodeHash, Nonce and Balance (in wei) are the account's, proven
	// against StateRoot.
	StorageRoot common.Hash
	CodeHash    common.Hash
	Nonce       uint64
	Balance     *big.Int

	node *node
	at   any   // the block, as requests name it
	read sizer // of Words
	// tries bounds the search for slots: see search.
	tries uint64
	// next is the block after, once it is known: see after.
	next atomic.Pointer[common.Hash]
	// What the node does not offer is asked for once.
	noPreimages, noRanges atomic.Bool
	// noKeys is set when the node told no key of many slots.
	noKeys atomic.Bool
}

// A Config says how to read.
type Config struct {
	// Block to read at; nil means the last final one.
	Block *uint64
	// Witnesses are other nodes that must tell the same hash and state root for
	// the block.
	Witnesses []*chain.Client
	// Batch is how many slots one request asks for at most. Zero means
	// [DefaultBatch]. It shrinks when the node refuses.
	Batch int
	// MaxAge in seconds refuses a node whose last final block is older than
	// that. Zero means that any age will do.
	MaxAge uint64
	// Logger hears of requests that were repeated or made smaller, and of logs
	// that do not look as the ABI says. Nil means silence.
	Logger *slog.Logger
}

// DefaultBatch is how many slots one request asks for when the configuration
// says nothing. Larger ones are no faster.
const DefaultBatch = 500

// At opens an account at a final block and proves what it says of it.
//
// It fails with registry.ErrStale when the block is not final yet, too old, or
// of a state that the node has no more; with registry.ErrConflict when nodes
// contradict each other or themselves; with registry.ErrNotFound when the
// account has no code; and with registry.ErrUnreachable when the node does not
// answer.
func At(ctx context.Context, c *chain.Client, account common.Address, cfg Config) (*Snapshot, error) {
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	s := &Snapshot{Address: account, tries: tries, node: &node{Client: c, log: cfg.Logger}}
	s.read.init(cfg.Batch)
	if err := s.open(ctx, cfg); err != nil {
		return nil, fmt.Errorf("reading the state of %s: %w", account, err)
	}
	return s, nil
}

func (s *Snapshot) open(ctx context.Context, cfg Config) error {
	final, err := s.node.Finalized(ctx)
	if err != nil {
		return err
	}
	if age := time.Since(time.Unix(int64(final.Time), 0)); cfg.MaxAge > 0 && age > time.Duration(cfg.MaxAge)*time.Second {
		return fmt.Errorf("the node's last final block %d is %s old, more than the %d s allowed; wait until it has caught up, or ask another: %w",
			final.Number, age.Round(time.Second), cfg.MaxAge, registry.ErrStale)
	}
	s.Number = final.Number
	if cfg.Block != nil {
		s.Number = *cfg.Block
	}
	if s.Number > final.Number {
		return fmt.Errorf("block %d is not final, the last final one is %d; wait, or ask for an earlier block: %w",
			s.Number, final.Number, registry.ErrStale)
	}
	h, err := s.node.header(ctx, s.Number)
	if err != nil {
		return err
	}
	if s.Number == final.Number && h.hash != final.Hash {
		return &chain.ReorgError{Number: s.Number, Want: final.Hash, Got: h.hash}
	}
	s.Hash, s.StateRoot, s.Time, s.HashTold = h.hash, h.stateRoot, h.time, h.told
	if err := s.witnesses(ctx, cfg.Witnesses); err != nil {
		return err
	}
	return s.account(ctx)
}

// Still checks that the block is still part of the node's chain. It fails with
// a chain.ReorgError, which is a registry.ErrConflict, when another took its
// place, and with registry.ErrStale when the node does not have it any more.
func (s *Snapshot) Still(ctx context.Context) error {
	h, err := s.node.header(ctx, s.Number)
	if err != nil {
		return err
	}
	if h.hash != s.Hash {
		return &chain.ReorgError{Number: s.Number, Want: s.Hash, Got: h.hash}
	}
	return nil
}

// witnesses compares the block with what other nodes say of it.
func (s *Snapshot) witnesses(ctx context.Context, others []*chain.Client) error {
	for i, c := range others {
		if c.ChainID().Cmp(s.node.ChainID()) != 0 {
			return fmt.Errorf("witness %d is of chain %d, the node of %d; correct its URL: %w", i+1, c.ChainID(), s.node.ChainID(), registry.ErrConflict)
		}
		h, err := (&node{Client: c, log: s.node.log}).header(ctx, s.Number)
		if err != nil {
			return fmt.Errorf("asking witness %d: %w", i+1, err)
		}
		if h.hash != s.Hash || h.stateRoot != s.StateRoot {
			return fmt.Errorf("witness %d says that block %d is %s with state %s, the node says %s with state %s; find out which of them is right: %w",
				i+1, s.Number, h.hash, h.stateRoot, s.Hash, s.StateRoot, registry.ErrConflict)
		}
	}
	return nil
}
