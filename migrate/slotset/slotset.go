// Package slotset holds what the storage of an account is, or is to be, on disk
// and sorted, however large it is.
//
// A [Builder] takes words and parts of words in any order and makes a [Set] of
// them. A Set gives its words in three orders, and the root that Ethereum's trie
// of an account with exactly these words has.
//
// # Promises
//
// Memory does not grow with the number of slots; disk takes about 100 bytes for
// each, and as much again for each of the orders by head and by hash once it was
// asked for. A Set that [Open] opens is whole: it was written to its end, and
// nothing of it changed.
//
// A folder is used by one Builder or Set at a time.
//
// # Dependencies
//
// Of ours it imports registry, migrate/statetree and migrate/internal/extsort. Of
// go-ethereum it uses common, crypto, rlp and trie.
package slotset

import (
	"bytes"

	"github.com/ethereum/go-ethereum/common"
)

// A Word is one non-zero storage slot.
type Word struct {
	// Head is the first slot of the element that the slot belongs to: see
	// statetree.Field.
	Head  common.Hash
	Slot  common.Hash
	Value common.Hash
}

// A Hashed is a word with the Keccak-256 of its slot, by which Ethereum's trie
// is sorted.
type Hashed struct {
	Hashed common.Hash
	Slot   common.Hash
	Value  common.Hash
}

// recordSize is that of three words, which all files consist of.
const recordSize = 3 * common.HashLength

// A record is three words in the order in which they are sorted.
type record [recordSize]byte

func pack(a, b, c common.Hash) (r record) {
	copy(r[:32], a[:])
	copy(r[32:64], b[:])
	copy(r[64:], c[:])
	return r
}

func (r *record) unpack() (a, b, c common.Hash) {
	return common.Hash(r[:32]), common.Hash(r[32:64]), common.Hash(r[64:])
}

func (r *record) first() []byte { return r[:32] }

func compare(a, b common.Hash) int { return bytes.Compare(a[:], b[:]) }
