package match

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// decode returns a word as a value of an elementary type, for people. It
// reports false when the type has no such value. A type that is not known has
// every value, and no form for people.
func decode(encoding string, word []byte) (string, bool) {
	n := new(big.Int).SetBytes(word)
	switch {
	case encoding == "address":
		return common.BigToAddress(n).Hex(), n.BitLen() <= 160
	case encoding == "bool":
		return strconv.FormatBool(n.Sign() > 0), n.BitLen() <= 1
	case strings.HasPrefix(encoding, "uint"):
		bits, ok := width(encoding, "uint", 256)
		return n.String(), ok && n.BitLen() <= bits
	case strings.HasPrefix(encoding, "int"):
		bits, ok := width(encoding, "int", 256)
		if n.Bit(255) == 1 {
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), 256))
		}
		return n.String(), ok && fits(n, bits)
	case strings.HasPrefix(encoding, "bytes"):
		length, ok := width(encoding, "bytes", 32)
		if !ok || length > len(word) {
			return "", false
		}
		rest := new(big.Int).SetBytes(word[length:])
		return hexutil.Encode(word[:length]), rest.Sign() == 0
	}
	return "", true
}

// width reads the number at the end of a type's name.
func width(encoding, prefix string, most int) (int, bool) {
	n, err := strconv.Atoi(strings.TrimPrefix(encoding, prefix))
	return n, err == nil && n > 0 && n <= most
}

// fits reports whether a number is one of so many bits, with a sign.
func fits(n *big.Int, bits int) bool {
	if n.Sign() < 0 {
		n = new(big.Int).Not(n)
	}
	return n.BitLen() < bits
}
