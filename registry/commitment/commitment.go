// Package commitment commits to the state of a record, so that the chain shows
// 32 bytes that say nothing, and the parties can open one field at a time to
// whom they choose: a bank, an inspector, an auditor.
//
// # Format, version 1
//
// A state is a set of leaves, each a path (a non-empty UTF-8 string, unique in
// the state) and a value (bytes). Leaves are in ascending order of the bytes of
// their paths. K is the record key (32 secret bytes), R the record id (32
// bytes), S the sequence of the state in its record. Numbers are big-endian:
// u32(n) has 4 bytes, u64(n) has 8. || joins bytes. len counts bytes.
//
//	leaf key   L = HKDF-SHA256(secret = K, salt = "novation/leaf-salt/v1", info = R, 32 bytes)
//	leaf salt  salt(path) = HMAC-SHA256(key = L, u64(S) || path)
//	leaf       SHA-256(0x00 || salt(path) || u32(len(path)) || path || value)
//	node       SHA-256(0x01 || left || right)
//
// The tree has the shape of RFC 6962, section 2.1: a tree of one leaf is that
// leaf; a tree of n > 1 leaves is a node, whose left side holds the first k
// leaves, k being the largest power of two smaller than n, and whose right side
// holds the others. A state without leaves has the tree of one leaf, whose path
// and value are empty, so that even this is salted.
//
//	commitment = SHA-256("novation/commitment/v1" || 0x00 || R || u64(S) || u32(n) || tree)
//
// where n is the number of leaves (0 for a state without leaves) and tree is
// the hash of the whole tree.
//
// An [Opening] of a leaf holds its path, value and salt, its index and n, and
// the siblings on the way from the leaf to the root, lowest first.
//
// Every salt depends on the sequence, so a field that does not change looks
// different every time. A salt says nothing about another salt or about the
// key. The number of leaves and the length of the way become known to whom a
// leaf is opened. Who destroys K and the states has shredded the commitments.
//
// # Dependencies
//
// The package imports the standard library only, so that it can be copied into
// a verifier of another party. Its errors are therefore its own: who calls it
// maps [ErrInvalid] and [ErrMismatch] to registry.ErrInvalid and
// registry.ErrRefused.
package commitment

import (
	"bytes"
	"cmp"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"unicode/utf8"
)

var (
	// ErrInvalid means that leaves or an opening are malformed. Trying again
	// unchanged cannot help.
	ErrInvalid = errors.New("invalid")

	// ErrMismatch means that an opening is well-formed and does not open the
	// commitment it is held against: something in it was changed, or it
	// belongs to another record or sequence. Do not believe it.
	ErrMismatch = errors.New("the opening does not open this commitment")
)

// MaxPath bounds the length of a path, in bytes.
const MaxPath = 4096

const (
	saltLabel       = "novation/leaf-salt/v1"
	commitmentLabel = "novation/commitment/v1\x00"
)

// A Leaf is one field of a state.
type Leaf struct {
	// Path names the field, "price.amount". It must not be empty.
	Path string
	// Value is the field's canonical encoding. It may be empty.
	Value []byte
}

// A Tree is a committed state. It is immutable and safe for concurrent use.
type Tree struct {
	record   [32]byte
	sequence uint64
	leafKey  []byte
	leaves   []Leaf // ascending by path
	hashes   [][32]byte
	root     [32]byte
}

// New commits to a state under the record key. leaves may come in any order;
// they must not change while the tree is used. It fails with [ErrInvalid] when
// two leaves have the same path, or a path is empty, too long or not UTF-8.
func New(key, record [32]byte, sequence uint64, leaves []Leaf) (*Tree, error) {
	if key == [32]byte{} {
		return nil, fmt.Errorf("committing to a state: the record key is missing: %w", ErrInvalid)
	}
	if len(leaves) > math.MaxInt32 {
		return nil, fmt.Errorf("committing to a state: %d leaves: %w", len(leaves), ErrInvalid)
	}
	l, err := hkdf.Key(sha256.New, key[:], []byte(saltLabel), string(record[:]), 32)
	if err != nil {
		return nil, fmt.Errorf("deriving the leaf key: %w", err)
	}
	t := &Tree{record: record, sequence: sequence, leafKey: l, leaves: slices.Clone(leaves)}
	slices.SortFunc(t.leaves, func(a, b Leaf) int { return cmp.Compare(a.Path, b.Path) })
	for i, leaf := range t.leaves {
		if err := checkPath(leaf.Path); err != nil {
			return nil, fmt.Errorf("committing to a state: %w", err)
		}
		if i > 0 && t.leaves[i-1].Path == leaf.Path {
			return nil, fmt.Errorf("committing to a state: two leaves at %q: %w", leaf.Path, ErrInvalid)
		}
		t.hashes = append(t.hashes, hashLeaf(t.salt(leaf.Path), leaf.Path, leaf.Value))
	}
	if len(leaves) == 0 {
		t.hashes = append(t.hashes, hashLeaf(t.salt(""), "", nil))
	}
	t.root = finish(record, sequence, len(leaves), subtree(t.hashes))
	return t, nil
}

// Root returns the commitment.
func (t *Tree) Root() [32]byte { return t.root }

// Len returns the number of leaves.
func (t *Tree) Len() int { return len(t.leaves) }

// Prove opens the leaf at path. It fails with [ErrInvalid] when there is none.
func (t *Tree) Prove(path string) (Opening, error) {
	i, ok := slices.BinarySearchFunc(t.leaves, path, func(l Leaf, p string) int { return cmp.Compare(l.Path, p) })
	if !ok {
		return Opening{}, fmt.Errorf("opening %q: the state has no such field: %w", path, ErrInvalid)
	}
	o := Opening{
		Path: path, Value: bytes.Clone(t.leaves[i].Value), Salt: t.salt(path),
		Index: uint32(i), Count: uint32(len(t.leaves)), Siblings: [][32]byte{},
	}
	for hs := t.hashes; len(hs) > 1; {
		k := split(len(hs))
		if i < k {
			o.Siblings = append(o.Siblings, subtree(hs[k:]))
			hs = hs[:k]
		} else {
			o.Siblings = append(o.Siblings, subtree(hs[:k]))
			hs, i = hs[k:], i-k
		}
	}
	slices.Reverse(o.Siblings) // lowest first
	return o, nil
}

func (t *Tree) salt(path string) [32]byte {
	m := hmac.New(sha256.New, t.leafKey)
	m.Write(binary.BigEndian.AppendUint64(nil, t.sequence))
	m.Write([]byte(path))
	return [32]byte(m.Sum(nil))
}

func checkPath(path string) error {
	switch {
	case path == "":
		return fmt.Errorf("a leaf without a path: %w", ErrInvalid)
	case len(path) > MaxPath:
		return fmt.Errorf("a path of %d bytes, %d are allowed: %w", len(path), MaxPath, ErrInvalid)
	case !utf8.ValidString(path):
		return fmt.Errorf("path %q is not valid UTF-8: %w", path, ErrInvalid)
	}
	return nil
}

func hashLeaf(salt [32]byte, path string, value []byte) [32]byte {
	h := sha256.New()
	h.Write([]byte{0})
	h.Write(salt[:])
	h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(path))))
	h.Write([]byte(path))
	h.Write(value)
	return [32]byte(h.Sum(nil))
}

func hashNode(left, right [32]byte) [32]byte {
	b := append([]byte{1}, left[:]...)
	return sha256.Sum256(append(b, right[:]...))
}

// split returns the largest power of two smaller than n, which is at least 2.
func split(n int) int { return 1 << (bits.Len(uint(n-1)) - 1) }

// subtree returns the hash of the tree over one or more leaves.
func subtree(leaves [][32]byte) [32]byte {
	if len(leaves) == 1 {
		return leaves[0]
	}
	k := split(len(leaves))
	return hashNode(subtree(leaves[:k]), subtree(leaves[k:]))
}

func finish(record [32]byte, sequence uint64, count int, tree [32]byte) [32]byte {
	b := append([]byte(commitmentLabel), record[:]...)
	b = binary.BigEndian.AppendUint64(b, sequence)
	b = binary.BigEndian.AppendUint32(b, uint32(count))
	return sha256.Sum256(append(b, tree[:]...))
}
