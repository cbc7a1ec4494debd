package chainstate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/trie"

	"github.com/novation-dev/novation/registry"
)

// vanity is how long the extra data of a header is at most on Ethereum. Chains
// with another consensus put their seals behind it, and hash it without.
const vanity = 32

// A header is a block's, as far as it is needed.
type header struct {
	hash, stateRoot common.Hash
	time            uint64
	told            bool // the hash is not that of the header in Ethereum's form
}

// header reads a block's header by number and computes its hash.
func (n *node) header(ctx context.Context, number uint64) (*header, error) {
	var raw json.RawMessage
	if err := n.call(ctx, &raw, "eth_getBlockByNumber", hexutil.EncodeUint64(number), false); err != nil {
		return nil, fmt.Errorf("reading block %d: %w", number, err)
	}
	if len(raw) == 0 || string(raw) == "null" {
		return nil, fmt.Errorf("the node has no block %d; it is behind, or was reset: %w", number, registry.ErrStale)
	}
	var said struct {
		Number    *hexutil.Uint64 `json:"number"`
		Hash      *common.Hash    `json:"hash"`
		StateRoot *common.Hash    `json:"stateRoot"`
		Time      *hexutil.Uint64 `json:"timestamp"`
		Extra     hexutil.Bytes   `json:"extraData"`
	}
	if err := json.Unmarshal(raw, &said); err != nil || said.Number == nil || said.Hash == nil || said.StateRoot == nil || said.Time == nil {
		return nil, fmt.Errorf("the node's block %d is no block: number, hash, stateRoot or timestamp is missing or malformed: %w",
			number, registry.ErrConflict)
	}
	if uint64(*said.Number) != number {
		return nil, fmt.Errorf("asked for block %d, the node answered with block %d: %w", number, uint64(*said.Number), registry.ErrConflict)
	}
	h := &header{hash: *said.Hash, stateRoot: *said.StateRoot, time: uint64(*said.Time)}
	var whole types.Header
	h.told = json.Unmarshal(raw, &whole) != nil || whole.Hash() != h.hash
	if h.told && len(said.Extra) <= vanity {
		return nil, fmt.Errorf("the node says that the hash of block %d is %s, which is not the hash of the header it shows, "+
			"and the chain does not look like one that hashes other headers; ask another node: %w", number, h.hash, registry.ErrConflict)
	}
	return h, nil
}

// A proof is the answer of eth_getProof.
type proof struct {
	Address  common.Address  `json:"address"`
	Account  []hexutil.Bytes `json:"accountProof"`
	CodeHash common.Hash     `json:"codeHash"`
	Root     common.Hash     `json:"storageHash"`
	Storage  []struct {
		Proof []hexutil.Bytes `json:"proof"`
	} `json:"storageProof"`
}

// nodes are nodes of a trie by their hashes. What is in it is authentic: its
// hash was computed here. It is a database for trie.VerifyProof.
type nodes map[common.Hash][]byte

var errNoNode = errors.New("a node of the proof is missing")

func (n nodes) add(proof []hexutil.Bytes) {
	for _, blob := range proof {
		n[crypto.Keccak256Hash(blob)] = blob
	}
}

// Has is that of ethdb.KeyValueReader.
func (n nodes) Has(key []byte) (bool, error) { return n[common.BytesToHash(key)] != nil, nil }

// Get is that of ethdb.KeyValueReader.
func (n nodes) Get(key []byte) ([]byte, error) {
	if blob := n[common.BytesToHash(key)]; blob != nil {
		return blob, nil
	}
	return nil, errNoNode
}

// account proves the account, and finds out how the node takes blocks.
func (s *Snapshot) account(ctx context.Context) error {
	p, err := s.firstProof(ctx)
	if err != nil {
		return err
	}
	known := nodes{}
	known.add(p.Account)
	value, err := trie.VerifyProof(s.StateRoot, crypto.Keccak256(s.Address[:]), known)
	if err != nil {
		return fmt.Errorf("the node's proof of the account does not fit the state root %s of block %d (%v); the node lies, or the state was "+
			"changed by hand after the block, as development nodes allow: then mine a block: %w", s.StateRoot, s.Number, err, registry.ErrConflict)
	}
	if value == nil {
		return fmt.Errorf("there is no such account at block %d; check the address and the chain: %w", s.Number, registry.ErrNotFound)
	}
	var a types.StateAccount
	if err := rlp.DecodeBytes(value, &a); err != nil || len(a.CodeHash) != common.HashLength {
		return fmt.Errorf("the proven account is of no known form (%v): %w", err, registry.ErrInvalid)
	}
	s.StorageRoot, s.CodeHash, s.Nonce = a.Root, common.BytesToHash(a.CodeHash), a.Nonce
	s.Balance = a.Balance.ToBig()
	if s.CodeHash == types.EmptyCodeHash {
		return fmt.Errorf("the account has no code at block %d: it is no contract, or not yet, or it destroyed itself: %w", s.Number, registry.ErrNotFound)
	}
	if p.Root != s.StorageRoot || p.CodeHash != s.CodeHash {
		return fmt.Errorf("the node says that the account has storage %s and code %s, and proves %s and %s; ask another node: %w",
			p.Root, p.CodeHash, s.StorageRoot, s.CodeHash, registry.ErrConflict)
	}
	return nil
}

// firstProof asks for the account by the block's hash, so that no other block
// can be meant, and by its number when the node does not take hashes. In that
// case only Still shows a change of the chain.
func (s *Snapshot) firstProof(ctx context.Context) (*proof, error) {
	s.at = map[string]any{"blockHash": s.Hash, "requireCanonical": true}
	p, byHash := s.prove(ctx, nil)
	if byHash == nil || !errors.Is(byHash, registry.ErrRefused) && !errors.Is(byHash, registry.ErrStale) {
		return p, byHash
	}
	s.at = hexutil.EncodeUint64(s.Number)
	p, err := s.prove(ctx, nil)
	if err != nil {
		return nil, err
	}
	s.node.log.DebugContext(ctx, "the node takes blocks by number only", "err", byHash)
	return p, nil
}

// prove asks for a proof of slots.
func (s *Snapshot) prove(ctx context.Context, slots []common.Hash) (*proof, error) {
	if slots == nil {
		slots = []common.Hash{} // null is refused
	}
	var p *proof
	if err := s.node.call(ctx, &p, "eth_getProof", s.Address, slots, s.at); err != nil {
		return nil, err
	}
	if p == nil || len(p.Storage) != len(slots) {
		return nil, fmt.Errorf("asked for proofs of %d slots, the node answered with others: %w", len(slots), registry.ErrConflict)
	}
	return p, nil
}
