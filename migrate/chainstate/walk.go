package chainstate

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/registry"
)

const (
	// wave is for how many slots one request wants proofs.
	wave = 32
	// maxLate is how many deep places are searched for at once.
	maxLate = 1024
)

// A walk compares the node's trie with that of what was read, from the root
// down, and enters only what differs. It holds at most 16 places per level and
// place of a wave, the nodes of one wave and of the places above it, and maxLate
// deep places.
type walk struct {
	s      *Snapshot
	own    own
	hints  []*own
	limit  int
	out    *Completeness
	stack  []place
	known  nodes
	search search
	// late are deep places that only hashing numbers leads to. They wait, so that
	// the same numbers serve all of them. located has what was found so, by path.
	late    []place
	located map[string]common.Hash
	// skip leaves places out that no slot is found below, and notes it in unsure.
	skip, unsure bool
}

// A place is a subtree that differs, or may.
type place struct {
	path []byte
	ref  ref
	blob []byte // the node, once it was fetched: others may be fetched before its turn
}

// run fills out with what differs.
func (w *walk) run(ctx context.Context) error {
	if !emptyRoot(w.s.StorageRoot) {
		w.stack = []place{{ref: w.s.StorageRoot[:]}}
	} else if err := w.wrong(ctx, nil, func(common.Hash) bool { return false }); err != nil {
		return err
	}
	var wanted []place
	for len(w.stack)+len(wanted)+len(w.late) > 0 && !w.full() {
		if len(w.late) >= maxLate || len(w.stack)+len(wanted) == 0 {
			if err := w.searchLate(ctx); err != nil {
				return err
			}
			continue
		}
		if len(wanted) == wave || len(w.stack) == 0 {
			reached, err := w.fetch(ctx, wanted)
			if err != nil {
				return err
			}
			slices.Reverse(reached)
			w.stack, wanted = append(w.stack, reached...), nil
			continue
		}
		p := w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		blob := []byte(p.ref)
		if hash, ok := p.ref.hash(); ok {
			if blob = p.blob; blob == nil {
				blob = w.known[hash]
			}
			if blob == nil {
				wanted = append(wanted, p)
				continue
			}
		}
		if err := w.enter(ctx, p.path, blob); err != nil {
			return err
		}
	}
	return nil
}

// full reports whether as many places were found as were asked for.
func (w *walk) full() bool {
	w.out.More = len(w.out.Unexplained)+len(w.out.Wrong) >= w.limit
	return w.out.More
}

// fetch asks for the nodes of places, by proofs of slots below them, and returns
// the places to go on with.
func (w *walk) fetch(ctx context.Context, places []place) ([]place, error) {
	all, found, err := w.below(ctx, places)
	if err != nil {
		return nil, err
	}
	var slots []common.Hash
	var reached []place
	for i, p := range places {
		if !found[i] && len(p.path) > wide {
			w.late = append(w.late, p)
			continue
		}
		if !found[i] {
			w.unfound(p)
			continue
		}
		slots, reached = append(slots, all[i]), append(reached, p)
	}
	if len(slots) == 0 {
		return nil, nil
	}
	proof, err := w.s.prove(ctx, slots)
	if err != nil {
		return nil, err
	}
	w.known = nodes{}
	for _, one := range proof.Storage {
		if len(one.Proof) > depth+1 {
			return nil, fmt.Errorf("the node's proof has %d nodes, more than a trie is deep: %w", len(one.Proof), registry.ErrConflict)
		}
		w.known.add(one.Proof)
	}
	for i, p := range reached {
		hash, _ := p.ref.hash()
		if reached[i].blob = w.known[hash]; reached[i].blob == nil {
			return nil, fmt.Errorf("the node's proof of slot %s does not lead to the storage root %s: node %s at path %q is missing; ask another node: %w",
				slots[i], w.s.StorageRoot, hash, digits(p.path), registry.ErrConflict)
		}
		delete(w.located, string(p.path)) // its node is at hand now
	}
	return reached, nil
}

// unfound notes a place below which no slot is known.
func (w *walk) unfound(p place) {
	if w.skip {
		w.unsure = true
		return
	}
	w.out.Unexplained = append(w.out.Unexplained, Unexplained{Hashed: lowest(p.path), Prefix: digits(p.path)})
}

// enter compares one node with what was read.
func (w *walk) enter(ctx context.Context, path, blob []byte) error {
	n, err := decodeNode(blob, len(path))
	if err != nil {
		return fmt.Errorf("reading the node at path %q of the storage trie: %w: %w", digits(path), err, registry.ErrInvalid)
	}
	switch {
	case n.children != nil:
		return w.branch(ctx, path, n.children)
	case n.leaf:
		return w.leaf(ctx, path, lowest(append(bytes.Clone(path), n.path...)), n.value)
	}
	next := append(bytes.Clone(path), n.path...)
	if err := w.wrong(ctx, path, func(h common.Hash) bool { return under(h, next) }); err != nil {
		return err
	}
	w.stack = append(w.stack, place{path: next, ref: n.next})
	return nil
}

func (w *walk) branch(ctx context.Context, path []byte, children []ref) error {
	for i, ref := range slices.Backward(children) {
		child := append(bytes.Clone(path), byte(i))
		if len(ref) == 0 {
			if err := w.wrong(ctx, child, func(common.Hash) bool { return false }); err != nil {
				return err
			}
			continue
		}
		if hash, ok := ref.hash(); ok {
			same, err := w.own.has(ctx, child, hash)
			if err != nil {
				return err
			}
			if same {
				continue
			}
		}
		w.stack = append(w.stack, place{path: child, ref: ref})
	}
	return nil
}

// leaf compares one slot of the node's trie with what was read.
func (w *walk) leaf(ctx context.Context, path []byte, hashed, value common.Hash) error {
	found := false
	for e, err := range w.own.below(ctx, lowestPath(hashed)) {
		if err != nil {
			return err
		}
		found = true
		if e.Value != value {
			w.out.Wrong = append(w.out.Wrong, e.Slot)
		}
	}
	switch {
	case found:
	case value == (common.Hash{}):
		w.out.Zeros++
	default:
		w.out.Unexplained = append(w.out.Unexplained, Unexplained{Hashed: hashed, Value: value})
	}
	return w.wrong(ctx, path, func(h common.Hash) bool { return h == hashed })
}

func lowestPath(h common.Hash) []byte { return nibbles(h[:]) }

// wrong reports what was read below a path where the node's trie has nothing,
// except for what is somewhere else in the walk.
func (w *walk) wrong(ctx context.Context, path []byte, except func(common.Hash) bool) error {
	for e, err := range w.own.below(ctx, path) {
		if err != nil {
			return err
		}
		if except(e.Hashed) {
			continue
		}
		if w.full() {
			return nil
		}
		w.out.Wrong = append(w.out.Wrong, e.Slot)
	}
	return nil
}

func emptyRoot(h common.Hash) bool {
	return h == (common.Hash{}) || h == crypto.Keccak256Hash([]byte{0x80})
}
