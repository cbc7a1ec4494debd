package statetree

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/layout"
)

// An elementary is a type of values that are kept whole: one that shares slots,
// string, or bytes. User-defined value types are what is under them.
type elementary struct {
	kind layout.Kind
	// size is in bytes; zero for string and bytes.
	size int
	// values are the names of an enum's, in order.
	values []string
}

func (e elementary) text() bool { return e.kind == layout.String || e.kind == layout.Bytes }

// left reports whether a value is at the high-order end of its word.
func (e elementary) left() bool { return e.kind == layout.FixedBytes || e.kind == layout.Function }

// elementaryOf returns false for types that are made of others.
func elementaryOf(l *layout.Layout, typ string) (elementary, bool) {
	for range 3 {
		t, ok := l.Types[typ]
		if !ok {
			return elementary{}, false
		}
		switch t.Kind {
		case layout.UserDefined:
			typ = t.Value
			continue
		case layout.String, layout.Bytes:
			return elementary{kind: t.Kind}, true
		case layout.Unsigned, layout.Signed, layout.Bool, layout.Address, layout.Contract, layout.FixedBytes, layout.Enum, layout.Function:
			return elementary{kind: t.Kind, size: t.Size, values: t.Values}, t.Size > 0 && t.Size <= 32
		default:
			return elementary{}, false
		}
	}
	return elementary{}, false
}

// basic returns the type that a name stands for in the language.
func basic(name string) (elementary, bool) {
	switch name {
	case "bool":
		return elementary{kind: layout.Bool, size: 1}, true
	case "address", "address payable":
		return elementary{kind: layout.Address, size: 20}, true
	case "bytes":
		return elementary{kind: layout.Bytes}, true
	case "string":
		return elementary{kind: layout.String}, true
	}
	for _, f := range []struct {
		prefix string
		kind   layout.Kind
		unit   int
	}{{"uint", layout.Unsigned, 8}, {"int", layout.Signed, 8}, {"bytes", layout.FixedBytes, 1}} {
		digits, ok := strings.CutPrefix(name, f.prefix)
		if n, err := strconv.Atoi(digits); ok && err == nil && n > 0 && n <= 32*f.unit && n%f.unit == 0 {
			return elementary{kind: f.kind, size: n / f.unit}, true
		}
	}
	return elementary{}, false
}

// store returns a value as it is in storage, at the low-order end.
func (e elementary) store(word common.Hash) (out common.Hash) {
	if e.left() {
		copy(out[32-e.size:], word[:e.size])
		return out
	}
	copy(out[32-e.size:], word[32-e.size:])
	return out
}

// load is the reverse of store. The rest of the word must be zero.
func (e elementary) load(stored common.Hash) (out common.Hash) {
	switch {
	case e.left():
		copy(out[:], stored[32-e.size:])
		return out
	case e.kind == layout.Signed && stored[32-e.size]&0x80 != 0:
		for i := range 32 - e.size {
			out[i] = 0xff
		}
	}
	copy(out[32-e.size:], stored[32-e.size:])
	return out
}

// check says what is wrong with a value, "" when nothing is.
func (e elementary) check(v Value) string {
	if e.text() {
		switch {
		case v.Bytes == nil || v.Word != (common.Hash{}):
			return "a " + string(e.kind) + " is in Bytes, and in nothing else"
		case len(v.Bytes) > MaxText:
			return "it is longer than " + strconv.Itoa(MaxText) + " bytes"
		}
		return ""
	}
	switch {
	case v.Bytes != nil:
		return "only string and bytes have Bytes"
	case e.load(e.store(v.Word)) != v.Word:
		return "the word " + v.Word.Hex() + " is not the encoding of a value of " + strconv.Itoa(e.size) + " bytes"
	case e.kind == layout.Bool && v.Word[31] > 1:
		return "a bool is 0 or 1"
	case e.kind == layout.Enum && !e.named(v.Word):
		return "the enum has " + strconv.Itoa(len(e.values)) + " values"
	}
	return ""
}

func (e elementary) named(word common.Hash) bool {
	return !bytes.ContainsFunc(word[:24], func(c rune) bool { return c != 0 }) &&
		binary.BigEndian.Uint64(word[24:]) < uint64(len(e.values))
}

// cut returns size bytes of a word that begin at an offset from the low-order
// end, and put is the reverse.
func cut(word common.Hash, offset, size int) (out common.Hash) {
	copy(out[32-size:], word[32-offset-size:32-offset])
	return out
}

func put(word *common.Hash, offset, size int, part common.Hash) {
	copy(word[32-offset-size:32-offset], part[32-size:])
}
