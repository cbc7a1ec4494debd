package probe

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
)

// interfaces are what supportsInterface is asked for: ERC-165, the tokens with
// their extensions and receivers, the two kinds of access control, ERC-2981,
// ERC-4906 and ERC-6372, and what must be false.
var interfaces = func() (out []string) {
	for _, id := range []string{
		"01ffc9a7", "36372b07", "80ac58cd", "5b5e139f", "780e9d63", "150b7a02", "d9b67a26", "4e2312e0",
		"7965db0b", "5a05180f", "2a55205a", "49064906", "da287a1d", "ffffffff",
	} {
		out = append(out, "0x"+id+strings.Repeat("0", 56))
	}
	return out
}()

// random is the generator for a getter; each has its own, so that a new getter
// does not change the questions of the others.
func (f *filler) random(g *Getter) *rand.Rand {
	var name uint64
	for _, b := range []byte(g.Before.Sig) {
		name = name*1099511628211 + uint64(b)
	}
	return rand.New(rand.NewPCG(f.Seed, name)) //nolint:gosec // chooses questions, no secrets
}

// make makes arguments up.
func (f *filler) make(r *rand.Rand, in []*abi.Type) []value {
	out := make([]value, len(in))
	for i, t := range in {
		out[i] = f.one(r, t, 0)
	}
	return out
}

// one makes a value up: mostly one of the pool, sometimes one that is unknown.
func (f *filler) one(r *rand.Rand, t *abi.Type, depth int) value {
	switch t.T {
	case abi.SliceTy, abi.ArrayTy, abi.TupleTy:
		var out value
		for _, e := range members(t, r.IntN(3)) {
			out.list = append(out.list, f.one(r, e, depth+1))
		}
		return out
	}
	if pool := f.pools[class(t)]; len(pool) > 0 && r.IntN(4) > 0 {
		if v := pool[r.IntN(len(pool))]; t.T == abi.StringTy || t.T == abi.BytesTy || holds(t, v.word) {
			return v
		}
	}
	return unknown(r, t)
}

// unknown is a value that nobody has used.
func unknown(r *rand.Rand, t *abi.Type) value {
	var w common.Hash
	for i := range w {
		w[i] = byte(r.Uint32())
	}
	switch t.T {
	case abi.StringTy, abi.BytesTy:
		return value{bytes: fmt.Appendf(nil, "%x", w[:r.IntN(33)])}
	case abi.BoolTy:
		return value{word: common.Hash{31: w[0] & 1}}
	case abi.AddressTy:
		return value{word: common.BytesToHash(w[12:])}
	case abi.FixedBytesTy:
		clear(w[t.Size:])
		return value{word: w}
	case abi.UintTy, abi.IntTy: // small ones more often: they are indices and times
		n := new(big.Int).SetBytes(w[:1+r.IntN(max(t.Size/8-1, 1))])
		return value{word: common.BigToHash(n)}
	}
	return value{word: w}
}
