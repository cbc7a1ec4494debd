// Package leaves makes the Merkle tree of what a migration writes, and proofs
// that contracts/src/move/Leaves.sol checks.
//
// What is hashed is written in Leaves.sol, with the same words; both are tested
// against the same file, contracts/test/move/golden.json.
//
// # Promises
//
// A [Tree] is on disk, and memory does not grow with the number of its entries.
// What it returns it has checked against its root first, so a damaged file gives
// an error, never a wrong proof.
//
// # Dependencies
//
// Of ours it imports registry. Of go-ethereum it uses common and crypto.
package leaves

import (
	"encoding/binary"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// The first byte of what is hashed keeps leaves, nodes and roots apart.
const (
	leafTag byte = iota
	nodeTag
	rootTag
)

// A Store is one slot with what it holds before and after.
type Store struct{ Slot, Before, After common.Hash }

// A Log is an event that is emitted when an entry is written, so that indexers
// hear of state that no transaction of a user made.
type Log struct {
	// Topics are at most four.
	Topics []common.Hash
	Data   []byte
}

// An Entry is what is written at once.
type Entry struct {
	// Head orders entries: each is larger than the one before.
	Head   common.Hash
	Stores []Store
	Logs   []Log
}

// Hash returns the leaf of the tree: see Leaves.sol.
func (e *Entry) Hash() common.Hash { return newHasher().entry(e) }

// Size is the number of bytes that the entry takes in the calldata of load,
// drain and unload.
func (e *Entry) Size() int {
	size := 32 * (6 + 3*len(e.Stores)) // place, head, two offsets, two numbers
	for _, l := range e.Logs {
		size += 32 * (5 + len(l.Topics) + (len(l.Data)+31)/32)
	}
	return size
}

// Empty is the root of a tree without leaves.
var Empty = newHasher().root(0, common.Hash{})

// A hasher is used by one goroutine. It spares allocations.
type hasher struct {
	state crypto.KeccakState
	buf   []byte
}

func newHasher() *hasher { return &hasher{state: crypto.NewKeccakState()} }

// sum hashes what is in buf.
func (h *hasher) sum() (out common.Hash) {
	h.state.Reset()
	_, _ = h.state.Write(h.buf) // cannot fail
	_, _ = h.state.Read(out[:]) // cannot fail
	return out
}

func (h *hasher) entry(e *Entry) common.Hash {
	h.buf = h.buf[:0]
	for i := range e.Stores {
		s := &e.Stores[i]
		h.buf = append(append(append(h.buf, s.Slot[:]...), s.Before[:]...), s.After[:]...)
	}
	stores := h.sum()
	logs := h.logs(e.Logs)
	h.buf = append(h.buf[:0], leafTag)
	h.buf = append(append(append(h.buf, e.Head[:]...), stores[:]...), logs[:]...)
	return h.sum()
}

func (h *hasher) logs(logs []Log) common.Hash {
	all := make([]byte, 0, 32*len(logs))
	for _, l := range logs {
		data := crypto.Keccak256(l.Data)
		h.buf = h.buf[:0]
		for _, topic := range l.Topics {
			h.buf = append(h.buf, topic[:]...)
		}
		h.buf = append(h.buf, data...)
		sum := h.sum()
		all = append(all, sum[:]...)
	}
	h.buf = append(h.buf[:0], all...)
	return h.sum()
}

func (h *hasher) node(left, right common.Hash) common.Hash {
	h.buf = append(append(append(h.buf[:0], nodeTag), left[:]...), right[:]...)
	return h.sum()
}

func (h *hasher) root(count uint64, top common.Hash) common.Hash {
	var number common.Hash
	binary.BigEndian.PutUint64(number[24:], count)
	h.buf = append(append(append(h.buf[:0], rootTag), number[:]...), top[:]...)
	return h.sum()
}
