package remap

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
)

// A convert turns a value of one elementary type into one of another. The error
// says why this value cannot be.
type convert func(statetree.Value) (statetree.Value, error)

// A conversion is how two elementary types go together.
type conversion struct {
	how  How
	do   convert
	back convert
	// why is empty when the types are the same in all but name.
	why string
}

func asIs(v statetree.Value) (statetree.Value, error) { return v, nil }

var same = conversion{how: Same, do: asIs, back: asIs}

// elementary returns the type under names: that of a user-defined value type,
// and an address for a contract.
func elementary(l *layout.Layout, typ string) layout.Type {
	t := l.Types[typ]
	for i := 0; t.Kind == layout.UserDefined && i < maxDepth; i++ {
		t = l.Types[t.Value]
	}
	if t.Kind == layout.Contract {
		t.Kind = layout.Address
	}
	return t
}

// between says how values of two elementary types go together. Named is true
// when the author wrote that they do: then what may not fit is checked value by
// value, and else it is refused here.
func between(a, b layout.Type, named bool) (conversion, error) {
	if a.Kind == b.Kind {
		return alike(a, b, named)
	}
	text := func(k layout.Kind) bool { return k == layout.String || k == layout.Bytes }
	if text(a.Kind) && text(b.Kind) {
		return conversion{Retyped, asIs, asIs, "the same bytes"}, nil
	}
	wa, wb := width(a), width(b)
	if wa == 0 || wb == 0 {
		return conversion{}, fmt.Errorf("%s cannot become %s: let rules compute it, or drop it", a.Label, b.Label)
	}
	if !named {
		return conversion{}, fmt.Errorf("%s does not become %s unless the map says so", a.Label, b.Label)
	}
	if a.Kind == layout.FixedBytes || b.Kind == layout.FixedBytes {
		if wa != wb || a.Kind == layout.Signed || b.Kind == layout.Signed {
			return conversion{}, fmt.Errorf("%s cannot become %s: only types of one size hold the same bytes", a.Label, b.Label)
		}
	}
	c := conversion{how: Retyped, do: retype(a, b), back: retype(b, a), why: fmt.Sprintf("%s becomes %s", a.Label, b.Label)}
	if narrower(a, b) {
		c.how, c.why = Narrowed, c.why+", each value is checked"
	}
	return c, nil
}

// alike are two types of one kind.
func alike(a, b layout.Type, named bool) (conversion, error) {
	switch a.Kind {
	case layout.Unsigned, layout.Signed, layout.FixedBytes:
		return resized(a, b, named)
	case layout.Enum:
		return enums(a, b, named)
	case layout.Function:
		if a.Internal || b.Internal {
			return conversion{}, fmt.Errorf("an internal function (%s) is a place in the old code, which the new code does not have: drop it, and set it in the init call", a.Label)
		}
		return same, nil
	case layout.Bool, layout.Address, layout.String, layout.Bytes:
		return same, nil
	case layout.Array, layout.Dynamic, layout.Mapping, layout.Struct, layout.UserDefined, layout.Contract:
	}
	return conversion{}, fmt.Errorf("%s is no elementary type", a.Label)
}

func resized(a, b layout.Type, named bool) (conversion, error) {
	c := conversion{do: asIs, back: asIs}
	switch {
	case a.Size == b.Size:
		return same, nil
	case a.Kind == layout.FixedBytes && !named:
		return c, fmt.Errorf("%s does not become %s unless the map says so: bytes are added or cut off at the end", a.Label, b.Label)
	case a.Size < b.Size:
		c.how, c.back, c.why = Widened, fitting(b, a), fmt.Sprintf("%s becomes %s", a.Label, b.Label)
		return c, nil
	case !named:
		return c, fmt.Errorf("%s is larger than %s: name the two in the map, and each value is checked", a.Label, b.Label)
	}
	c.how, c.do, c.why = Narrowed, fitting(a, b), fmt.Sprintf("%s becomes %s, each value is checked", a.Label, b.Label)
	return c, nil
}

// width is the number of bytes of a type that fits a word.
func width(t layout.Type) int {
	switch t.Kind {
	case layout.Unsigned, layout.Signed, layout.Bool, layout.Address, layout.FixedBytes, layout.Enum:
		return t.Size
	default:
		return 0
	}
}

// narrower reports whether some value of a is none of b.
func narrower(a, b layout.Type) bool {
	switch {
	case b.Kind == layout.Bool || b.Kind == layout.Enum || b.Size < a.Size:
		return true
	case a.Kind == layout.Signed:
		return b.Kind != layout.Signed
	case b.Kind == layout.Signed:
		return b.Size <= a.Size
	}
	return false
}

// retype moves the number in a value from one type to another.
func retype(a, b layout.Type) convert {
	fit := fitting(a, b)
	return func(v statetree.Value) (statetree.Value, error) {
		n := new(uint256.Int).SetBytes32(v.Word[:])
		if a.Kind == layout.FixedBytes {
			n.Rsh(n, uint(8*(32-a.Size)))
		}
		if b.Kind == layout.FixedBytes {
			n.Lsh(n, uint(8*(32-b.Size)))
			return statetree.Value{Word: n.Bytes32()}, nil
		}
		return fit(statetree.Value{Word: n.Bytes32()})
	}
}

// fitting checks that a value of a is one of b.
func fitting(a, b layout.Type) convert {
	return func(v statetree.Value) (statetree.Value, error) {
		n := new(uint256.Int).SetBytes32(v.Word[:])
		var ok bool
		switch {
		case a.Kind == layout.FixedBytes && b.Kind == layout.FixedBytes:
			ok = v.Word == left(v.Word, b.Size)
		case b.Kind == layout.Bool:
			ok = n.LtUint64(2)
		case b.Kind == layout.Enum:
			ok = n.LtUint64(uint64(len(b.Values)))
		case b.Kind == layout.Signed && a.Kind == layout.Signed:
			ok = new(uint256.Int).ExtendSign(n, uint256.NewInt(uint64(b.Size-1))).Eq(n)
		case b.Kind == layout.Signed:
			ok = n.BitLen() < 8*b.Size
		default: // a negative number has its highest bit set, and does not fit
			ok = n.BitLen() <= 8*b.Size && (a.Kind != layout.Signed || n.Sign() >= 0)
		}
		if !ok {
			return v, fmt.Errorf("%s of type %s does not fit %s", show(a, v), a.Label, b.Label)
		}
		return v, nil
	}
}

func left(w common.Hash, n int) common.Hash {
	clear(w[n:])
	return w
}

// show writes a value for people.
func show(t layout.Type, v statetree.Value) string {
	n := new(uint256.Int).SetBytes32(v.Word[:])
	switch {
	case t.Kind == layout.Signed && n.Sign() < 0:
		return "-" + new(uint256.Int).Neg(n).Dec()
	case t.Kind == layout.Unsigned || t.Kind == layout.Signed || t.Kind == layout.Enum:
		return n.Dec()
	}
	return v.Word.Hex()
}

// enums go together by the names of their values. When the new one only has
// more at the end, numbers stay what they are.
func enums(a, b layout.Type, named bool) (conversion, error) {
	if len(a.Values) <= len(b.Values) && slices.Equal(a.Values, b.Values[:len(a.Values)]) {
		if len(a.Values) == len(b.Values) {
			return same, nil
		}
		return conversion{Widened, asIs, fitting(b, a), "the enum has more values"}, nil
	}
	if !named {
		return conversion{}, fmt.Errorf("the values of %s are %v and not %v: name the two in the map, and they go together by name", a.Label, b.Values, a.Values)
	}
	return conversion{Retyped, byName(a, b), byName(b, a), "by the names of the enum's values"}, nil
}

func byName(a, b layout.Type) convert {
	return func(v statetree.Value) (statetree.Value, error) {
		n := new(uint256.Int).SetBytes32(v.Word[:])
		if !n.LtUint64(uint64(len(a.Values))) {
			return v, fmt.Errorf("%s is no value of %s", n.Dec(), a.Label)
		}
		name := a.Values[n.Uint64()]
		to := slices.Index(b.Values, name)
		if to < 0 {
			return v, fmt.Errorf("%s has no value %s", b.Label, name)
		}
		return statetree.Value{Word: common.BigToHash(uint256.NewInt(uint64(to)).ToBig())}, nil
	}
}
