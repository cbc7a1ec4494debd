package chainstate

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/registry"
)

// DefaultLimit is how many places [Snapshot.Complete] lists when it is not told.
const DefaultLimit = 100

// An Unexplained slot is one that holds something and that nobody asked for.
type Unexplained struct {
	// Hashed is the Keccak-256 of the slot, which the trie is sorted by.
	Hashed common.Hash `json:"hashed"`
	// Slot is nil when the node does not know which slot it is.
	Slot *common.Hash `json:"slot,omitempty"`
	// Value is proven.
	Value common.Hash `json:"value"`
	// Prefix is empty, except for slots of which no more could be found out than
	// that there are some: then their hashes begin with these hexadecimal
	// digits, Hashed is the first such hash, and Value is zero. That needs a
	// deep trie and a node that does not name slots.
	Prefix string `json:"prefix,omitempty"`
	// Guess says for people what it may be: "element of the mapping at slot 3,
	// key 0x…", "slot 7", "ERC-1967 beacon". Empty when nothing fits.
	Guess string `json:"guess,omitempty"`
}

// String says for people which slot it is, and what it holds.
func (u Unexplained) String() string {
	switch {
	case u.Slot != nil:
		return fmt.Sprintf("slot %s, which holds %s", u.Slot, u.Value)
	case u.Prefix != "":
		return fmt.Sprintf("some slot whose hash begins with %s and which could not be found out; a node with debug_storageRangeAt names it, "+
			"and one for development may keep the place of a slot that was deleted", u.Prefix)
	}
	return fmt.Sprintf("the slot with the hash %s, which holds %s", u.Hashed, u.Value)
}

// A Completeness is the outcome of comparing what was read with everything
// there is.
type Completeness struct {
	// Complete is true when StorageRoot is the root of exactly the words read,
	// or differs only by Zeros.
	Complete bool `json:"complete"`
	// Read is the number of non-zero slots that were read.
	Read uint64 `json:"read"`
	// Unexplained are the others, in the order of their hashes. Together with
	// Wrong they are at most about the limit asked for; More is true when the
	// search ended for that reason, so that there may be more.
	Unexplained []Unexplained `json:"unexplained,omitempty"`
	More        bool          `json:"more,omitempty"`
	// Zeros are slots that the node's trie has with a value of zero, which
	// Ethereum's has not: anvil keeps what contracts delete.
	Zeros uint64 `json:"zeros,omitempty"`
	// Wrong are slots that were read with a value which the proof contradicts:
	// the node lies, or the set is not of this block.
	Wrong []common.Hash `json:"wrong,omitempty"`
}

// Complete compares a set with all of the account's storage, by its root, and
// searches for what is missing when they differ: by comparing the nodes of the
// node's trie, from eth_getProof, with those of the set's. A limit of zero means
// [DefaultLimit].
//
// That costs about one request per eight missing slots. Where the node does not
// offer debug_storageRangeAt, slots to ask for are found by hashing numbers: in
// no time below a hundred thousand slots, and for 20 seconds at most, after which
// some slots are reported by the beginnings of their hashes (see
// [Unexplained.Prefix]).
//
// On anvil, every slot that was ever deleted is such a place, too. Hints are sets
// of slots that may be among them, such as what the account held before; their
// values do not matter.
//
// At the end the block must still be part of the chain: see [Snapshot.Still].
func (s *Snapshot) Complete(ctx context.Context, read *slotset.Set, limit int, hints ...*slotset.Set) (*Completeness, error) {
	out, _, err := s.complete(ctx, read, limit, s.tries, false, hints)
	return out, err
}

// fewTries is how many numbers are hashed at first to find out whether anything
// is missing: less than a second.
const fewTries = 1 << 20

// Glance is Complete for who looks for more keys as long as something is missing:
// it ends at the first slot that nobody asked for, and takes its time only when
// there is none that is found at once.
func (s *Snapshot) Glance(ctx context.Context, read *slotset.Set, hints ...*slotset.Set) (*Completeness, error) {
	out, unsure, err := s.complete(ctx, read, 1, min(s.tries, fewTries), true, hints)
	if err == nil && unsure && !out.Complete && len(out.Unexplained)+len(out.Wrong) == 0 {
		out, _, err = s.complete(ctx, read, 1, s.tries, false, hints)
	}
	return out, err
}

// complete is Complete with a number of tries. With skip, places below which no
// slot was found are left out, and unsure reports that there were some.
func (s *Snapshot) complete(ctx context.Context, read *slotset.Set, limit int, tries uint64, skip bool, hints []*slotset.Set,
) (out *Completeness, unsure bool, err error) {
	root, err := read.Root(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("hashing what was read: %w", err)
	}
	out = &Completeness{Complete: root == s.StorageRoot || emptyRoot(root) && emptyRoot(s.StorageRoot), Read: read.Len()}
	if !out.Complete {
		if limit <= 0 {
			limit = DefaultLimit
		}
		w := &walk{s: s, own: own{set: read}, limit: limit, out: out, search: search{most: tries}, skip: skip}
		for _, h := range hints {
			w.hints = append(w.hints, &own{set: h})
		}
		if err := w.run(ctx); err != nil {
			return nil, false, fmt.Errorf("searching for what was not read of %s: %w", s.Address, err)
		}
		out.Complete = len(out.Unexplained)+len(out.Wrong) == 0 && out.Zeros > 0 && !w.unsure
		unsure = w.unsure
		if !out.Complete && !unsure && len(out.Unexplained)+len(out.Wrong) == 0 {
			return nil, false, fmt.Errorf("what was read hashes to %s, the storage of %s to %s, and yet no slot differs; the set changed meanwhile: %w",
				root, s.Address, s.StorageRoot, registry.ErrConflict)
		}
		s.name(ctx, out.Unexplained)
	}
	return out, unsure, s.Still(ctx)
}
