package statetree

import (
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts/layout"
)

// A Step leads from a value to one inside it. Exactly one of the three is in
// use: Member, Key, or Index.
type Step struct {
	// Member is the qualified name of a state variable in the first step, and
	// the name of a member of a struct in others.
	Member string
	// Key is that of a mapping; KeyType is its type, in Layout.Types.
	Key     *Value
	KeyType string
	// Index is the position in an array when Member is "" and Key is nil.
	Index uint64
}

// A Path leads to one field.
type Path []Step

// Pattern is the path without keys and indices: "_roles[].members[]",
// "erc7201:openzeppelin.storage.ERC20._balances[]". Two fields of one pattern
// have one type.
func (p Path) Pattern() string {
	var s strings.Builder
	for i, step := range p {
		switch {
		case step.Member == "":
			s.WriteString("[]")
		case i > 0:
			s.WriteByte('.')
			fallthrough
		default:
			s.WriteString(step.Member)
		}
	}
	return s.String()
}

// Keys returns the keys of the mappings on the way, outermost first.
func (p Path) Keys() []Value {
	var keys []Value
	for _, step := range p {
		if step.Key != nil {
			keys = append(keys, *step.Key)
		}
	}
	return keys
}

// String is the path for people: "_roles[0x00…].members[0xAb…]", "list[3].label",
// but with whole values. Texts are quoted as in Go. Keys of enums and of
// user-defined value types are written as numbers and as whole words, because a
// path does not know their declarations.
func (p Path) String() string {
	var s strings.Builder
	for i, step := range p {
		switch {
		case step.Key != nil:
			s.WriteString("[" + formatKey(step.KeyType, *step.Key) + "]")
		case step.Member == "":
			s.WriteString("[" + strconv.FormatUint(step.Index, 10) + "]")
		case i > 0:
			s.WriteByte('.')
			fallthrough
		default:
			s.WriteString(step.Member)
		}
	}
	return s.String()
}

// formatKey writes a key whose type is known by name only.
func formatKey(typ string, v Value) string {
	switch {
	case typ == "string":
		return strconv.Quote(string(v.Bytes))
	case strings.HasPrefix(typ, "contract "):
		return formatWord(elementary{kind: layout.Address, size: 20}, v.Word)
	case strings.HasPrefix(typ, "enum "):
		return formatWord(elementary{kind: layout.Unsigned, size: 32}, v.Word)
	}
	if e, ok := basic(typ); ok {
		return formatValue(e, v)
	}
	return hexutil.Encode(v.Word[:])
}
