package chainstate

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rlp"
)

// depth is how long a path through the trie of a storage is, in half-bytes.
const depth = 2 * common.HashLength

var errNode = errors.New("not a node of a storage trie")

// A ref is what a node of a trie has of its child: its hash, or the child
// itself when that is shorter than a hash, or nothing.
type ref []byte

func (r ref) hash() (common.Hash, bool) { return common.BytesToHash(r), len(r) == common.HashLength }

// A trienode is a node of a storage trie. It is a branch when children is not
// nil; a leaf when leaf is true; else an extension, whose child is children[0]
// in next.
type trienode struct {
	children []ref  // 16 of a branch
	path     []byte // half-bytes of a leaf or an extension
	leaf     bool
	value    common.Hash // of a leaf
	next     ref         // of an extension
}

// decodeNode reads a node at a depth. It never fails on nodes of a real trie.
func decodeNode(blob []byte, at int) (*trienode, error) {
	list, rest, err := rlp.SplitList(blob)
	if err != nil || len(rest) > 0 {
		return nil, errNode
	}
	n, err := rlp.CountValues(list)
	if err != nil {
		return nil, errNode
	}
	switch n {
	case 17:
		return decodeBranch(list, at)
	case 2:
		return decodeShort(list, at)
	}
	return nil, fmt.Errorf("it has %d parts: %w", n, errNode)
}

func decodeBranch(list []byte, at int) (*trienode, error) {
	b := &trienode{children: make([]ref, 16)}
	for i := range b.children {
		var err error
		if b.children[i], list, err = splitRef(list); err != nil {
			return nil, err
		}
	}
	if value, _, err := rlp.SplitString(list); err != nil || len(value) > 0 || at >= depth {
		return nil, fmt.Errorf("a branch at depth %d has a value: %w", at, errNode)
	}
	return b, nil
}

func splitRef(list []byte) (r ref, rest []byte, err error) {
	kind, content, rest, err := rlp.Split(list)
	switch {
	case err != nil:
		return nil, nil, errNode
	case kind == rlp.List && len(list)-len(rest) < common.HashLength:
		return list[:len(list)-len(rest)], rest, nil
	case kind == rlp.String && (len(content) == 0 || len(content) == common.HashLength):
		return content, rest, nil
	}
	return nil, nil, fmt.Errorf("it refers to a child in no known way: %w", errNode)
}

func decodeShort(list []byte, at int) (*trienode, error) {
	compact, rest, err := rlp.SplitString(list)
	if err != nil || len(compact) == 0 || compact[0] > 0x3f {
		return nil, errNode
	}
	n := &trienode{leaf: compact[0]&0x20 != 0}
	if compact[0]&0x10 != 0 {
		n.path = append(n.path, compact[0]&0x0f)
	}
	n.path = append(n.path, nibbles(compact[1:])...)
	if !n.leaf {
		if n.next, _, err = splitRef(rest); err != nil || len(n.path) == 0 || len(n.next) == 0 || at+len(n.path) >= depth {
			return nil, errNode
		}
		return n, nil
	}
	coded, _, err := rlp.SplitString(rest)
	if err != nil || at+len(n.path) != depth {
		return nil, errNode
	}
	value, more, err := rlp.SplitString(coded)
	if err != nil || len(more) > 0 || len(value) > common.HashLength {
		return nil, errNode
	}
	n.value = common.BytesToHash(value)
	return n, nil
}

// nibbles are the half-bytes of b.
func nibbles(b []byte) []byte {
	out := make([]byte, 0, 2*len(b))
	for _, x := range b {
		out = append(out, x>>4, x&0x0f)
	}
	return out
}

// lowest is the lowest hash whose half-bytes begin with path.
func lowest(path []byte) (h common.Hash) {
	for i, x := range path {
		h[i/2] |= x << (4 * (1 - i%2))
	}
	return h
}

// under reports whether the half-bytes of a hash begin with path.
func under(h common.Hash, path []byte) bool {
	for i, x := range path {
		if h[i/2]>>(4*(1-i%2))&0x0f != x {
			return false
		}
	}
	return true
}

// digits are half-bytes for people.
func digits(path []byte) string {
	out := make([]byte, len(path))
	for i, x := range path {
		out[i] = "0123456789abcdef"[x&0x0f]
	}
	return string(out)
}
