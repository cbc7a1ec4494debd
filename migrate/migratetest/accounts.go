package migratetest

import (
	"crypto/ecdsa"
	"encoding/binary"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// Key returns the key of a numbered account. Number 0 is the owner of
// everything that is deployed.
func Key(number int) *ecdsa.PrivateKey {
	seed := binary.BigEndian.AppendUint64([]byte("novation.migratetest.account"), uint64(number))
	for {
		seed = crypto.Keccak256(seed)
		if k, err := crypto.ToECDSA(seed); err == nil {
			return k
		}
	}
}

// Address returns the address of a numbered account.
func Address(number int) common.Address { return addressOf(Key(number)) }

// Alloc gives the owner ether, for node.Config: the vesting wallet holds some.
func Alloc() types.GenesisAlloc {
	return types.GenesisAlloc{Address(0): {Balance: ether(1_000_000)}}
}

func addressOf(k *ecdsa.PrivateKey) common.Address { return crypto.PubkeyToAddress(k.PublicKey) }

func ether(n int64) *big.Int {
	return new(big.Int).Mul(big.NewInt(n), big.NewInt(1_000_000_000_000_000_000))
}
