package chainstate

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/registry"
)

// hints asks debug_storageRangeAt for the names of at most n slots, in the order
// of their hashes and from one on, by their hashes, with nil for those it does not know the names of. Only
// names are checked, by their hashes: the node may leave out slots. What geth shows at a block is the state before its
// first transaction; so the block after is asked for, where there is one.
// next is nil at the end.
func (s *Snapshot) hints(ctx context.Context, from common.Hash, n int) (found map[common.Hash]*common.Hash, next *common.Hash, err error) {
	var answer *struct {
		Storage map[common.Hash]struct {
			Key *common.Hash `json:"key"`
		} `json:"storage"`
		Next *common.Hash `json:"nextKey"`
	}
	if s.noRanges.Load() {
		return nil, nil, errNoMethod
	}
	if err := s.node.call(ctx, &answer, "debug_storageRangeAt", s.after(ctx), 0, s.Address, from, n); err != nil {
		s.noRanges.Store(errors.Is(err, errNoMethod))
		return nil, nil, err
	}
	if answer == nil || len(answer.Storage) > n {
		return nil, nil, fmt.Errorf("asked for the names of %d slots, the node answered with others: %w", n, registry.ErrConflict)
	}
	found = make(map[common.Hash]*common.Hash, len(answer.Storage))
	for hashed, e := range answer.Storage {
		if e.Key != nil && crypto.Keccak256Hash(e.Key[:]) != hashed {
			e.Key = nil // a lie, or of a node that means something else
		}
		found[hashed] = e.Key
	}
	if answer.Next != nil && answer.Next.Cmp(from) <= 0 {
		return nil, nil, fmt.Errorf("the node goes back from slot %s to %s: %w", from, answer.Next, registry.ErrConflict)
	}
	return found, answer.Next, nil
}

// after is the hash of the block after the snapshot's, and the snapshot's own
// while there is none.
func (s *Snapshot) after(ctx context.Context) common.Hash {
	if known := s.next.Load(); known != nil {
		return *known
	}
	var b *struct {
		Hash   common.Hash `json:"hash"`
		Parent common.Hash `json:"parentHash"`
	}
	if err := s.node.call(ctx, &b, "eth_getBlockByNumber", hexutil.EncodeUint64(s.Number+1), false); err != nil || b == nil || b.Parent != s.Hash {
		return s.Hash
	}
	s.next.Store(&b.Hash)
	return b.Hash
}

// named is a slot below path that the node names. It reports false when there is
// none, or when the node does not say.
func (s *Snapshot) named(ctx context.Context, path []byte) (common.Hash, bool) {
	found, _, err := s.hints(ctx, lowest(path), 1)
	if err != nil {
		return common.Hash{}, false // it is a hint only
	}
	for hashed, slot := range found {
		if under(hashed, path) && slot != nil {
			return *slot, true
		}
	}
	return common.Hash{}, false
}

// preimages are what hashes are of, as debug_preimage tells it; nil where the
// node does not know or does not tell.
func (s *Snapshot) preimages(ctx context.Context, hashes []common.Hash) [][]byte {
	out := make([][]byte, 0, len(hashes))
	for part := range slices.Chunk(hashes, manyHints) {
		out = append(out, s.preimagesOf(ctx, part)...)
	}
	return out
}

// preimagesOf asks one request.
func (s *Snapshot) preimagesOf(ctx context.Context, hashes []common.Hash) [][]byte {
	out := make([][]byte, len(hashes))
	if s.noPreimages.Load() {
		return out
	}
	texts, elems := make([]hexutil.Bytes, len(hashes)), make([]rpc.BatchElem, len(hashes))
	for i, h := range hashes {
		elems[i] = rpc.BatchElem{Method: "debug_preimage", Args: []any{h}, Result: &texts[i]}
	}
	err := s.node.patiently(ctx, "debug_preimage", func(ctx context.Context) error { return s.node.RPC().BatchCallContext(ctx, elems) })
	if err != nil {
		return out // they are hints only
	}
	for i, text := range texts {
		if err := elems[i].Error; err != nil {
			s.noPreimages.CompareAndSwap(false, errors.Is(sorted(err), errNoMethod))
		} else if crypto.Keccak256Hash(text) == hashes[i] {
			out[i] = text
		}
	}
	return out
}

// A near preimage is that of a hash, or of one that is off below it.
type near struct {
	text []byte // nil when there is none
	off  int
}

// near asks for the preimages of hashes, and where there is none of those up to
// n-1 below: the next ones first, because most elements are short.
func (s *Snapshot) near(ctx context.Context, hashes []common.Hash, n int) []near {
	out := make([]near, len(hashes))
	for from, to := 0, min(1, n); from < to; from, to = to, min(8*to, n) {
		var missing []int
		var asked []common.Hash
		for i, hash := range hashes {
			if out[i].text != nil {
				continue
			}
			missing = append(missing, i)
			at := new(uint256.Int).SetBytes32(hash[:])
			at.SubUint64(at, uint64(from))
			for range to - from {
				asked = append(asked, at.Bytes32())
				at.SubUint64(at, 1)
			}
		}
		texts := s.preimages(ctx, asked)
		for j, i := range missing {
			for off, text := range texts[j*(to-from) : (j+1)*(to-from)] {
				if text != nil {
					out[i] = near{text, from + off}
					break
				}
			}
		}
	}
	return out
}

// preimage is that of a hash, or of one less than n below it.
func (s *Snapshot) preimage(ctx context.Context, hash common.Hash, n int) (text []byte, off int) {
	found := s.near(ctx, []common.Hash{hash}, n)[0]
	return found.text, found.off
}
