package contracts

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/trie"
)

// FreshBookRoot returns the storage root of a Book that was deployed for the
// given Consortium and has recorded nothing: slot 0 holds the Consortium's
// address, and every other slot is zero.
//
// A code hash does not cover what a constructor wrote. A Book with the right
// code and another root was deployed by other means, and may hold records that
// no party endorsed.
func FreshBookRoot(consortium common.Address) (common.Hash, error) {
	value, err := rlp.EncodeToBytes(common.TrimLeftZeroes(consortium[:]))
	if err != nil {
		return common.Hash{}, fmt.Errorf("encoding the address of the Consortium: %w", err)
	}
	t := trie.NewStackTrie(nil)
	if err := t.Update(crypto.Keccak256(make([]byte, 32)), value); err != nil {
		return common.Hash{}, fmt.Errorf("computing a storage root: %w", err)
	}
	return t.Hash(), nil
}
