package chainstate

import (
	"bytes"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/artifact"
)

// SetTries bounds the search for slots to ask for.
func (s *Snapshot) SetTries(n uint64) { s.tries = n }

// A Node is what decodeNode understood, for tests.
type Node struct {
	Path  []byte
	Leaf  bool
	Value common.Hash
	// Children are those of a branch or an extension.
	Children [][]byte
}

// DecodeNode is decodeNode.
func DecodeNode(blob []byte, at int) (*Node, error) {
	n, err := decodeNode(blob, at)
	if err != nil {
		return nil, err
	}
	out := &Node{Path: n.path, Leaf: n.leaf, Value: n.value}
	for _, c := range append(n.children, n.next) {
		if len(c) > 0 {
			out.Children = append(out.Children, bytes.Clone(c))
		}
	}
	return out, nil
}

// Decode reads a log as each event of an artefact, and returns how many ways of
// reading it there are and whether one of them is the ABI's.
func Decode(a *artifact.Artifact, topics []common.Hash, data []byte) (ways int, asSaid bool, err error) {
	known, _, err := events(a)
	if err != nil {
		return 0, false, err
	}
	for _, e := range known[topics[0]] {
		found, said := e.decode(topics[1:], data)
		ways, asSaid = ways+len(found), asSaid || said
	}
	return ways, asSaid, nil
}

// ParseWord reads a storage value as nodes write it.
func ParseWord(s string) (common.Hash, error) {
	var w word
	err := w.UnmarshalText([]byte(s))
	return w.value, err
}

// SetSingle makes reads ask for each slot in a request of its own, in batches.
func (s *Snapshot) SetSingle(yes bool) { s.read.single.Store(yes) }
