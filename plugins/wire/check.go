package wire

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/schema"
)

// A Checker tells canonical encodings of one message from all other bytes, as
// [Decode] does, without building the message: about twenty times faster. It may
// be used by several goroutines.
type Checker struct {
	md    protoreflect.MessageDescriptor
	table *table
}

// NewChecker returns the checker of a message.
func NewChecker(md protoreflect.MessageDescriptor) *Checker {
	return &Checker{md: md, table: compile(md, map[protoreflect.FullName]*table{})}
}

// Check reports why b is not the canonical encoding of the message, with the
// error of [Decode].
func (c *Checker) Check(b []byte) error {
	if c.table.valid(b, 1) {
		return nil
	}
	_, err := Decode(c.md, b)
	return err
}

// A table is what must be known of a message to check its bytes.
type table struct{ fields []tableField } // ascending

type tableField struct {
	number  protowire.Number
	kind    protoreflect.Kind
	list    bool
	packed  bool    // its values are varints
	oneof   int     // index of the oneof; -1: none
	scale   int     // of a decimal; -1: none
	values  []int32 // of an enum, ascending
	message *table  // of a message
}

func compile(md protoreflect.MessageDescriptor, seen map[protoreflect.FullName]*table) *table {
	if t, ok := seen[md.FullName()]; ok {
		return t
	}
	t := &table{}
	seen[md.FullName()] = t
	for _, fd := range ascending(md) {
		f := tableField{number: fd.Number(), kind: fd.Kind(), list: fd.IsList(), packed: packed(fd.Kind()), oneof: -1, scale: -1}
		if o := fd.ContainingOneof(); o != nil {
			f.oneof = o.Index()
		}
		if d, ok := schema.DecimalOf(fd); ok {
			f.scale = int(d.Scale)
		}
		if e := fd.Enum(); e != nil {
			for i := range e.Values().Len() {
				f.values = append(f.values, int32(e.Values().Get(i).Number()))
			}
			slices.Sort(f.values)
		}
		if m := fd.Message(); m != nil {
			f.message = compile(m, seen)
		}
		t.fields = append(t.fields, f)
	}
	return t
}

// valid reports whether b is canonical. It must accept exactly what Decode
// accepts.
func (t *table) valid(b []byte, depth int) bool {
	if depth > MaxDepth {
		return false
	}
	var last protowire.Number // seen before
	var oneofs []int          // of which a member was seen
	i := 0
	for len(b) > 0 {
		tag, rest, ok := varint(b)
		if !ok || tag>>3 > uint64(protowire.MaxValidNumber) {
			return false
		}
		number := protowire.Number(tag >> 3)
		for i < len(t.fields) && t.fields[i].number < number {
			i++
		}
		if number < last || i == len(t.fields) || t.fields[i].number != number {
			return false
		}
		f := &t.fields[i]
		if number == last && (!f.list || f.packed) {
			return false
		}
		if f.oneof >= 0 {
			if slices.Contains(oneofs, f.oneof) {
				return false
			}
			oneofs = append(oneofs, f.oneof)
		}
		last = number
		n, rest, ok := varint(rest)
		if !ok {
			return false
		}
		switch protowire.Type(tag & 7) {
		case protowire.VarintType:
			if f.list || !f.packed || n == 0 || !f.number64(n) {
				return false
			}
			b = rest
		case protowire.BytesType:
			if f.packed && !f.list || n > uint64(len(rest)) || !f.bytes(rest[:n], depth) {
				return false
			}
			b = rest[n:]
		default:
			return false
		}
	}
	return true
}

// bytes checks the content of a length-delimited field.
func (f *tableField) bytes(b []byte, depth int) bool {
	switch {
	case f.packed:
		for rest := b; len(rest) > 0; {
			n, after, ok := varint(rest)
			if !ok || !f.number64(n) {
				return false
			}
			rest = after
		}
		return len(b) > 0
	case f.message != nil:
		return f.message.valid(b, depth+1)
	case len(b) == 0:
		return f.list && f.scale < 0
	case f.scale >= 0:
		return decimal(b, f.scale)
	case f.kind == protoreflect.StringKind:
		return utf8.Valid(b)
	default:
		return true
	}
}

// number64 checks one value.
func (f *tableField) number64(n uint64) bool {
	switch f.kind {
	case protoreflect.BoolKind:
		return n <= 1
	case protoreflect.Int32Kind:
		return int64(n) == int64(int32(n))
	case protoreflect.Uint32Kind:
		return n <= math.MaxUint32
	case protoreflect.EnumKind:
		_, declared := slices.BinarySearchFunc(f.values, int64(n), func(v int32, n int64) int { return cmp.Compare(int64(v), n) })
		return declared
	default:
		return true
	}
}

// decimal reports whether b is a canonical decimal: see schema.Decimal.Check.
func decimal(b []byte, scale int) bool {
	negative := b[0] == '-'
	if negative {
		b = b[1:]
	}
	whole := len(b)
	if scale > 0 {
		whole -= scale + 1
	}
	if whole < 1 || whole+scale > schema.MaxDigits || whole > 1 && b[0] == '0' {
		return false
	}
	some := false // a digit other than zero
	for i, c := range b {
		if i == whole {
			if c != '.' {
				return false
			}
			continue
		}
		if c < '0' || c > '9' {
			return false
		}
		some = some || c != '0'
	}
	return some || !negative
}

// varint is Varint, faster for numbers below 128.
func varint(b []byte) (uint64, []byte, bool) {
	if len(b) > 0 && b[0] < 0x80 {
		return uint64(b[0]), b[1:], true
	}
	return Varint(b)
}
