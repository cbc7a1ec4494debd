package slotset

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/trie"
)

// Root is the storage root of an account with exactly these slots, as a proof
// of the account shows it (Ethereum's Merkle Patricia trie over hashed slots).
func (s *Set) Root(ctx context.Context) (common.Hash, error) {
	t := trie.NewStackTrie(nil)
	for word, err := range s.ByHashed(ctx, common.Hash{}) {
		if err != nil {
			return common.Hash{}, err
		}
		value, err := rlp.EncodeToBytes(common.TrimLeftZeroes(word.Value[:]))
		if err == nil {
			err = t.Update(word.Hashed[:], value)
		}
		if err != nil {
			return common.Hash{}, fmt.Errorf("computing a storage root: %w", err)
		}
	}
	return t.Hash(), nil
}
