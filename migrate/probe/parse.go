package probe

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/registry"
)

// parseAll reads arguments as people write them.
func parseAll(inputs abi.Arguments, texts []string) ([]value, error) {
	if len(texts) != len(inputs) {
		return nil, fmt.Errorf("%d of them, where the function takes %d: %w", len(texts), len(inputs), registry.ErrInvalid)
	}
	out := make([]value, len(texts))
	for i, s := range texts {
		v, err := parse(&inputs[i].Type, s)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

// parse reads a value of an elementary type.
func parse(t *abi.Type, s string) (value, error) {
	wrong := func(want string) (value, error) {
		return value{}, fmt.Errorf("%q is not %s: %w", s, want, registry.ErrInvalid)
	}
	switch t.T {
	case abi.StringTy:
		return value{bytes: []byte(s)}, nil
	case abi.BytesTy, abi.FixedBytesTy:
		b, err := hexutil.Decode(s)
		if err != nil || (t.T == abi.FixedBytesTy && len(b) != t.Size) {
			return wrong("the hex of " + t.String())
		}
		if t.T == abi.BytesTy {
			return value{bytes: b}, nil
		}
		return value{word: common.Hash(common.RightPadBytes(b, 32))}, nil
	case abi.BoolTy:
		switch s {
		case "true":
			return value{word: common.Hash{31: 1}}, nil
		case "false":
			return value{}, nil
		}
		return wrong("true or false")
	case abi.AddressTy:
		if !common.IsHexAddress(s) {
			return wrong("an address")
		}
		a := common.HexToAddress(s)
		return value{word: common.BytesToHash(a[:])}, nil
	case abi.UintTy, abi.IntTy:
		n, ok := new(big.Int).SetString(s, 0)
		if !ok || !fits(t, n) {
			return wrong(t.String())
		}
		return value{word: wordOf(n)}, nil
	}
	return value{}, fmt.Errorf("arguments of type %s cannot be written in a probe: %w", t.String(), registry.ErrInvalid)
}

// wordOf is the two's complement of a number.
func wordOf(n *big.Int) common.Hash {
	if n.Sign() < 0 {
		n = new(big.Int).Add(n, new(big.Int).Lsh(big.NewInt(1), 256))
	}
	return common.BigToHash(n)
}

func fits(t *abi.Type, n *big.Int) bool {
	if t.T == abi.UintTy {
		return n.Sign() >= 0 && n.BitLen() <= t.Size
	}
	limit := new(big.Int).Lsh(big.NewInt(1), uint(t.Size-1))
	return n.Cmp(limit) < 0 && n.Cmp(new(big.Int).Neg(limit)) >= 0
}

// holds reports whether a word is a value of an elementary type, so that the
// contract does not refuse it before it looks.
func holds(t *abi.Type, w common.Hash) bool {
	n := w.Big()
	switch t.T {
	case abi.UintTy:
		return fits(t, n)
	case abi.IntTy:
		if n.Bit(255) == 1 {
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), 256))
		}
		return fits(t, n)
	case abi.BoolTy:
		return n.BitLen() <= 1
	case abi.AddressTy:
		return n.BitLen() <= 160
	case abi.FixedBytesTy:
		return common.BytesToHash(w[t.Size:]) == common.Hash{}
	}
	return true
}
