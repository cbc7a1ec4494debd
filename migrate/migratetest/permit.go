package migratetest

import (
	"context"
	"crypto/ecdsa"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

var permitType = crypto.Keccak256Hash([]byte("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"))

// forever is a deadline that does not come.
var forever = new(big.Int).Lsh(big.NewInt(1), 60)

// permit returns the call with which anyone sets an allowance that an account
// has signed (EIP-2612).
func (b *builder) permit(ctx context.Context, t target, by, owner *ecdsa.PrivateKey, spender common.Address, amount *big.Int, nonce int64,
) (asked, error) {
	out, err := b.view(ctx, t, "DOMAIN_SEPARATOR")
	if err != nil {
		return asked{}, err
	}
	separator := out[0].([32]byte)
	word := func(v *big.Int) []byte { return common.BigToHash(v).Bytes() }
	from := addressOf(owner)
	content := crypto.Keccak256(permitType[:], common.LeftPadBytes(from[:], 32), common.LeftPadBytes(spender[:], 32),
		word(amount), word(big.NewInt(nonce)), word(forever))
	digest := crypto.Keccak256([]byte("\x19\x01"), separator[:], content)
	sig, err := crypto.Sign(digest, owner)
	if err != nil {
		return asked{}, err
	}
	return do(by, "permit", from, spender, amount, forever, sig[64]+27, [32]byte(sig[:32]), [32]byte(sig[32:64])), nil
}
