package statetree

import (
	"encoding/hex"
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
)

// Format writes a value for people and programs, by its type: decimal, true,
// 0x…, the name of an enum's value, text. A text that begins with a quotation
// mark, is no UTF-8 or has characters that cannot be seen is quoted as in Go, so
// that [ParseValue] always reads the same value. A dynamic array has its length.
func Format(l *layout.Layout, typ string, v Value) string {
	e, ok := elementaryOf(l, typ)
	if !ok {
		e = elementary{kind: layout.Unsigned, size: 32}
	}
	return formatValue(e, v)
}

func formatValue(e elementary, v Value) string {
	switch e.kind {
	case layout.Bytes:
		return "0x" + hex.EncodeToString(v.Bytes)
	case layout.String:
		s := string(v.Bytes)
		unseen := func(c rune) bool { return !unicode.IsPrint(c) }
		if strings.HasPrefix(s, `"`) || !utf8.ValidString(s) || strings.ContainsFunc(s, unseen) {
			return strconv.Quote(s)
		}
		return s
	default:
		return formatWord(e, v.Word)
	}
}

func formatWord(e elementary, w common.Hash) string {
	switch e.kind {
	case layout.Bool:
		return strconv.FormatBool(w != common.Hash{})
	case layout.Address, layout.Contract:
		return common.BytesToAddress(w[:]).Hex()
	case layout.FixedBytes, layout.Function:
		return "0x" + hex.EncodeToString(w[:e.size])
	case layout.Enum:
		if e.named(w) {
			return e.values[new(uint256.Int).SetBytes32(w[:]).Uint64()]
		}
	case layout.Signed:
		if w[0]&0x80 != 0 {
			n := new(uint256.Int).SetBytes32(w[:])
			return "-" + n.Neg(n).Dec()
		}
	default:
	}
	return new(uint256.Int).SetBytes32(w[:]).Dec()
}

// ParseValue reads what [Format] writes, and what people write: numbers in
// decimal or hex, addresses in any case, enums by name or number.
func ParseValue(l *layout.Layout, typ, s string) (Value, error) {
	e, ok := elementaryOf(l, typ)
	if !ok {
		t, known := l.Types[typ]
		if !known || t.Kind != layout.Dynamic {
			return Value{}, bad("a value of type %q cannot be written as text: it has none of its own", typ)
		}
		e = elementary{kind: layout.Unsigned, size: 32}
	}
	v, why := parseValue(e, s)
	if why == "" {
		why = e.check(v)
	}
	if why != "" {
		return Value{}, bad("%s is no value of type %s: %s", shorten(s), typ, why)
	}
	return v, nil
}

func parseValue(e elementary, s string) (v Value, why string) {
	switch e.kind {
	case layout.String:
		if strings.HasPrefix(s, `"`) {
			text, err := strconv.Unquote(s)
			if err != nil {
				return v, "it begins with a quotation mark and is not quoted as in Go"
			}
			s = text
		}
		return Value{Bytes: []byte(s)}, ""
	case layout.Bytes:
		v.Bytes, why = unhex(s, -1)
	case layout.Bool:
		switch s {
		case "true", "1":
			v.Word[31] = 1
		case "false", "0":
		default:
			why = "want true or false"
		}
	case layout.Address, layout.Contract:
		var b []byte
		b, why = unhex(s, 20)
		copy(v.Word[12:], b)
	case layout.FixedBytes, layout.Function:
		var b []byte
		b, why = unhex(s, e.size)
		copy(v.Word[:], b)
	default:
		for i, name := range e.values {
			if s == name {
				v.Word[30], v.Word[31] = byte(i>>8), byte(i)
				return v, ""
			}
		}
		v.Word, why = parseNumber(s, e)
	}
	return v, why
}

// unhex reads n bytes, or any number when n is negative.
func unhex(s string, n int) ([]byte, string) {
	digits, ok := strings.CutPrefix(s, "0x")
	if !ok {
		return nil, "want 0x and hex digits"
	}
	if n >= 0 && len(digits) != 2*n {
		return nil, "want 0x and " + strconv.Itoa(2*n) + " hex digits, and there are " + strconv.Itoa(len(digits))
	}
	b, err := hex.DecodeString(digits)
	if err != nil {
		return nil, "want 0x and hex digits, two for each byte"
	}
	if b == nil {
		b = []byte{}
	}
	return b, ""
}

// maxDigits is more than any number of 32 bytes has.
const maxDigits = 80

func parseNumber(s string, e elementary) (w common.Hash, why string) {
	digits, negative := strings.CutPrefix(s, "-")
	base := 10
	if rest, ok := strings.CutPrefix(digits, "0x"); ok {
		digits, base = rest, 16
	}
	n, ok := new(big.Int), false
	if len(digits) <= maxDigits && strings.Trim(digits, "0123456789abcdefABCDEF") == "" {
		n, ok = n.SetString(digits, base)
	}
	if !ok {
		if e.kind == layout.Enum {
			return w, "want a number or one of its names"
		}
		return w, "want a number, in decimal or with 0x in hex"
	}
	if negative {
		n.Neg(n)
	}
	bits := 8 * e.size
	low, high := new(big.Int), new(big.Int).Lsh(big.NewInt(1), uint(bits))
	if e.kind == layout.Signed {
		high.Rsh(high, 1)
		low.Neg(high)
	}
	if n.Cmp(low) < 0 || n.Cmp(high) >= 0 {
		return w, "it does not fit into " + strconv.Itoa(bits) + " bits"
	}
	word, _ := uint256.FromBig(n)
	return word.Bytes32(), ""
}

// shorten quotes a text for an error.
func shorten(s string) string {
	if len(s) > 100 {
		s = s[:100] + "…"
	}
	return strconv.Quote(s)
}
