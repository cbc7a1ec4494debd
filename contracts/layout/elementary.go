package layout

import (
	"strconv"
	"strings"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/ast"
)

// elementary returns the full name of a type that is part of the language:
// "uint256" for uint.
func (r *resolver) elementary(t, at *ast.Node) (string, error) {
	name := t.Name()
	switch name {
	case "uint", "int":
		name += "256"
	case "byte":
		name = "bytes1"
	case "address":
		if t.Str("stateMutability") == "payable" {
			name = "address payable"
		}
	}
	if said := t.TypeString(); said != name {
		return "", r.bad(at, "the type of %s is %q in one place of the syntax tree and %q in another", at.Name(), name, said)
	}
	return name, nil
}

// basic is the type with a full name, which is not that of a declaration. It
// reports false when there is none.
func basic(name string) (Type, bool) {
	t := Type{Label: name}
	switch name {
	case "bool":
		t.Kind, t.Size = Bool, 1
		return t, true
	case "address", "address payable":
		t.Kind, t.Size = Address, 20
		return t, true
	case "bytes":
		t.Kind, t.Slots = Bytes, *uint256.NewInt(1)
		return t, true
	case "string":
		t.Kind, t.Slots = String, *uint256.NewInt(1)
		return t, true
	}
	for _, f := range []struct {
		prefix string
		kind   Kind
		unit   int
	}{{"uint", Unsigned, 8}, {"int", Signed, 8}, {"bytes", FixedBytes, 1}} {
		digits, ok := strings.CutPrefix(name, f.prefix)
		n, err := strconv.Atoi(digits)
		if ok && err == nil && strconv.Itoa(n) == digits && n > 0 && n <= slotSize*f.unit && n%f.unit == 0 {
			t.Kind, t.Size = f.kind, n/f.unit
			return t, true
		}
	}
	return t, false
}

// length returns the length of an array as the compiler evaluated it; nil when
// it is not fixed.
func (r *resolver) length(t, at *ast.Node) (*uint256.Int, error) {
	said := t.TypeString()
	open := strings.LastIndexByte(said, '[')
	if open < 0 || !strings.HasSuffix(said, "]") {
		return nil, r.bad(at, "the type of %s is an array, and the syntax tree calls it %q", at.Name(), said)
	}
	digits := said[open+1 : len(said)-1]
	if id := strings.TrimSuffix(strings.TrimSuffix(t.TypeIdentifier(), "_ptr"), "_storage"); !lengthIn(id, digits) {
		return nil, r.bad(at, "the array %s is %q in one place of the syntax tree and %q in another", at.Name(), said, id)
	}
	expression := t.Child("length")
	if digits == "" {
		if expression != nil {
			return nil, r.bad(at, "the array %s has a length that its type %q does not have", at.Name(), said)
		}
		return nil, nil
	}
	n, err := uint256.FromDecimal(digits)
	if err != nil || expression == nil || n.Dec() != digits {
		return nil, r.bad(at, "the array %s has no length that could be read from its type %q", at.Name(), said)
	}
	if v := expression.Str("value"); expression.Type == "Literal" && plain(v) && v != digits {
		return nil, r.bad(at, "the length of the array %s is %s in one place of the syntax tree and %s in another", at.Name(), v, digits)
	}
	return n, nil
}

// lengthIn reports whether a type identifier ends with a length, or with the
// mark of an array without.
func lengthIn(id, digits string) bool {
	if digits == "" {
		digits = "dyn"
	}
	return strings.HasSuffix(id, "_$"+digits) || strings.HasSuffix(id, "$"+digits)
}

// plain reports whether a literal is a decimal number and nothing else.
func plain(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == "" && (s == "0" || s[0] != '0')
}
