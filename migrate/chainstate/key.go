package chainstate

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// A keyType is the type of a mapping's key; user-defined value types are what
// is under them.
type keyType struct {
	kind layout.Kind
	// size is in bytes; zero for string and bytes.
	size int
	// values is how many an enum has.
	values uint64
	label  string
}

func (b *book) key(typ string) (keyType, error) {
	t, ok := b.l.Types[typ]
	label := t.Label
	for ok && t.Kind == layout.UserDefined && b.l.Types[t.Value].Kind != layout.UserDefined {
		t, ok = b.l.Types[t.Value]
	}
	k := keyType{kind: t.Kind, size: t.Size, values: uint64(len(t.Values)), label: label}
	switch t.Kind {
	case layout.String, layout.Bytes:
		k.size = 0
		return k, nil
	case layout.Unsigned, layout.Signed, layout.Bool, layout.Address, layout.Contract, layout.FixedBytes, layout.Enum:
		if t.Size > 0 && t.Size <= common.HashLength {
			return k, nil
		}
	default:
	}
	return k, fmt.Errorf("its key is of type %q, which cannot be: %w", typ, registry.ErrInvalid)
}

// takes reports whether values of a type of the ABI may be keys.
func (k keyType) takes(t *abi.Type) bool {
	switch k.kind {
	case layout.Unsigned, layout.Enum:
		return t.T == abi.UintTy
	case layout.Signed:
		return t.T == abi.IntTy
	case layout.Bool:
		return t.T == abi.BoolTy
	case layout.Address, layout.Contract:
		return t.T == abi.AddressTy
	case layout.FixedBytes:
		// Sets keep everything as words.
		return t.T == abi.FixedBytesTy || k.size == common.HashLength && (t.T == abi.AddressTy || t.T == abi.UintTy)
	case layout.String:
		return t.T == abi.StringTy
	case layout.Bytes:
		return t.T == abi.BytesTy
	default:
		return false
	}
}

// fits reports whether a value is one of the key's type.
func (k keyType) fits(v statetree.Value) bool {
	if k.size == 0 {
		return v.Bytes != nil
	}
	if v.Bytes != nil {
		return false
	}
	pad, kept := v.Word[:common.HashLength-k.size], v.Word[common.HashLength-k.size:]
	fill := byte(0)
	switch k.kind {
	case layout.FixedBytes:
		pad = v.Word[k.size:]
	case layout.Signed:
		if kept[0]&0x80 != 0 {
			fill = 0xff
		}
	case layout.Bool:
		return number(v.Word) < 2
	case layout.Enum:
		return number(v.Word) < k.values
	default:
	}
	for _, b := range pad {
		if b != fill {
			return false
		}
	}
	return true
}

// number is a word as a number, and the highest one for those that are larger.
func number(w common.Hash) uint64 {
	for _, b := range w[:24] {
		if b != 0 {
			return ^uint64(0)
		}
	}
	return binary.BigEndian.Uint64(w[24:])
}

// wordOf is the reverse of number.
func wordOf(n uint64) (v statetree.Value) {
	binary.BigEndian.PutUint64(v.Word[24:], n)
	return v
}
