package typed

import (
	"crypto/ecdsa"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/registry"
)

// Sign returns the signature over a digest as the contracts take it: r, s and
// v, 65 bytes, with v 27 or 28 and s in the lower half.
func Sign(key *ecdsa.PrivateKey, digest [32]byte) ([]byte, error) {
	if key == nil {
		return nil, fmt.Errorf("signing: no key: %w", registry.ErrInvalid)
	}
	signature, err := crypto.Sign(digest[:], key)
	if err != nil {
		return nil, fmt.Errorf("signing: %w", err)
	}
	signature[64] += 27
	return signature, nil
}

// Recover returns the account that signed the digest. Like the contracts it
// refuses any other length than 65 bytes, any other v than 27 and 28 and an s
// in the upper half, with registry.ErrInvalid. Any other signature recovers to
// some account: compare it with the one expected.
func Recover(digest [32]byte, signature []byte) (common.Address, error) {
	if len(signature) != crypto.SignatureLength {
		return common.Address{}, fmt.Errorf("recovering signer: %d bytes, want %d: %w",
			len(signature), crypto.SignatureLength, registry.ErrInvalid)
	}
	r, s, v := new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:64]), signature[64]
	if v != 27 && v != 28 || !crypto.ValidateSignatureValues(v-27, r, s, true) {
		return common.Address{}, fmt.Errorf("recovering signer: r, s or v is out of range: %w", registry.ErrInvalid)
	}
	plain := append([]byte(nil), signature...)
	plain[64] -= 27
	key, err := crypto.SigToPub(digest[:], plain)
	if err != nil {
		return common.Address{}, fmt.Errorf("recovering signer: %v: %w", err, registry.ErrInvalid)
	}
	return crypto.PubkeyToAddress(*key), nil
}
