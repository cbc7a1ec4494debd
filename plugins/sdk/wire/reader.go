package wire

import (
	"strconv"
	"unicode/utf8"

	"github.com/novation-dev/novation/plugins/sdk/decimal"
)

// A Decoder is a message that can read itself from a [Reader]. Generated types
// are.
type Decoder interface {
	// UnmarshalWire sets the fields that r holds. Faults are kept in r.
	UnmarshalWire(r *Reader)
}

// Decode reads the canonical encoding of m, which should be a zero value. It
// fails with an [*Error], and m is then not to be used. It copies b once: the
// texts of m are parts of that copy.
func Decode(b []byte, m Decoder) error {
	r := Reader{rest: string(b), depth: 1}
	m.UnmarshalWire(&r)
	return r.err
}

// A Reader reads the fields of one message in their order. The loop is
//
//	for r.Next() {
//		switch r.Field() {
//		case 1:
//			m.Name = r.String()
//		default:
//			r.Unknown()
//		}
//	}
//
// Each field must be read by exactly one method. The first fault stops the
// loop; from then on every method returns zero values.
type Reader struct {
	rest  string // what follows the tag last read
	depth int    // 1 for the outermost message
	field int    // number last read; 0 before the first
	bytes bool   // wire type last read
	list  bool   // the field last read was a list of strings, bytes or messages
	err   error
}

// Next moves to the next field. It returns false at the end and on a fault.
func (r *Reader) Next() bool {
	if r.err != nil || len(r.rest) == 0 {
		return false
	}
	tag := r.varint()
	num, typ := tag>>3, tag&7
	switch {
	case r.err != nil:
	case num == 0 || num >= 1<<29:
		r.fail("a field number is out of range")
	case typ != varintType && typ != bytesType:
		r.failAt(int(num), "wire type "+strconv.Itoa(int(typ))+" is not part of the profile")
	case int(num) < r.field:
		r.failAt(int(num), "the field stands after a higher number")
	case int(num) == r.field && !r.list:
		r.failAt(int(num), "the field stands twice")
	default:
		r.list = r.list && int(num) == r.field
		r.field, r.bytes = int(num), typ == bytesType
		return true
	}
	return false
}

// Field returns the number of the field that [Reader.Next] moved to.
func (r *Reader) Field() int { return r.field }

// Unknown refuses the field: the message does not have it.
func (r *Reader) Unknown() { r.failAt(r.field, "unknown field") }

// AtMostOne refuses a message with several members of a oneof.
func (r *Reader) AtMostOne(set ...bool) {
	if several(set) {
		r.fail("several members of a oneof are set")
	}
}

func several(set []bool) bool {
	n := 0
	for _, s := range set {
		if s {
			n++
		}
	}
	return n > 1
}

// Int32 reads an int32.
func (r *Reader) Int32() int32 { return r.int32(r.scalar()) }

// Int64 reads an int64.
func (r *Reader) Int64() int64 { return int64(r.scalar()) }

// Uint32 reads a uint32.
func (r *Reader) Uint32() uint32 { return r.uint32(r.scalar()) }

// Uint64 reads a uint64.
func (r *Reader) Uint64() uint64 { return r.scalar() }

// Bool reads a bool.
func (r *Reader) Bool() bool { return r.bool(r.scalar()) }

// String reads a string.
func (r *Reader) String() string { return r.text(r.content(false)) }

// StringElement reads an element of a list, which may be empty.
func (r *Reader) StringElement() string { return r.text(r.element()) }

// Bytes reads bytes. They are copied.
func (r *Reader) Bytes() []byte { return []byte(r.content(false)) }

// BytesElement reads an element of a list, which may be empty.
func (r *Reader) BytesElement() []byte { return []byte(r.element()) }

// Decimal reads a decimal with the given number of digits after the point.
func (r *Reader) Decimal(scale int) decimal.Decimal { return r.decimal(r.content(false), scale) }

// DecimalElement reads an element of a list, which must be a number.
func (r *Reader) DecimalElement(scale int) decimal.Decimal { return r.decimal(r.element(), scale) }

// Message reads a message, which may be empty.
func (r *Reader) Message(m Decoder) { r.message(r.content(true), m) }

// MessageElement reads an element of a list.
func (r *Reader) MessageElement(m Decoder) { r.message(r.element(), m) }

func (r *Reader) text(s string) string {
	if !utf8.ValidString(s) {
		r.failAt(r.field, "the text is not valid UTF-8")
		return ""
	}
	return s
}

func (r *Reader) decimal(s string, scale int) decimal.Decimal {
	if r.err != nil {
		return decimal.Decimal{}
	}
	d, err := decimal.Parse(s, scale)
	if err != nil {
		r.failAt(r.field, strconv.Quote(s)+" is not a canonical decimal with "+strconv.Itoa(scale)+" digits after the point")
	}
	return d
}

func (r *Reader) message(s string, m Decoder) {
	if r.err == nil && r.depth == MaxDepth {
		r.failAt(r.field, "messages nest more than "+strconv.Itoa(MaxDepth)+" deep")
	}
	if r.err != nil {
		return
	}
	sub := Reader{rest: s, depth: r.depth + 1}
	m.UnmarshalWire(&sub)
	if sub.err != nil {
		r.err = within(r.field, sub.err)
	}
}

// scalar reads a varint that is not zero.
func (r *Reader) scalar() uint64 {
	if r.err == nil && r.bytes {
		r.failAt(r.field, "the wire type does not fit the field")
	}
	v := r.varint()
	if r.err == nil && v == 0 {
		r.failAt(r.field, "a default value is written")
	}
	return v
}

// element reads the content of an element of a list: the field may stand again.
func (r *Reader) element() string {
	r.list = true
	return r.content(true)
}

// content reads a length and so many bytes.
func (r *Reader) content(empty bool) string {
	if r.err == nil && !r.bytes {
		r.failAt(r.field, "the wire type does not fit the field")
	}
	n := r.varint()
	switch {
	case r.err != nil:
		return ""
	case n > uint64(len(r.rest)):
		r.failAt(r.field, "the length is beyond the end")
		return ""
	case n == 0 && !empty:
		r.failAt(r.field, "a default value is written")
		return ""
	}
	content := r.rest[:n]
	r.rest = r.rest[n:]
	return content
}

// varint reads a minimal varint of at most 64 bits.
func (r *Reader) varint() uint64 {
	if r.err != nil {
		return 0
	}
	var v uint64
	for i := range len(r.rest) {
		c := r.rest[i]
		if i == 9 && c > 1 {
			break
		}
		v |= uint64(c&0x7f) << (7 * i)
		if c >= 0x80 {
			continue
		}
		if c == 0 && i > 0 {
			break
		}
		r.rest = r.rest[i+1:]
		return v
	}
	r.failAt(r.field, "a varint is cut short, not minimal or too large")
	return 0
}

func (r *Reader) fail(reason string) {
	if r.err == nil {
		r.err = &Error{Reason: reason}
	}
}

func (r *Reader) failAt(field int, reason string) {
	if r.err == nil {
		e := &Error{Reason: reason}
		if field > 0 {
			e.Fields = []int{field}
		}
		r.err = e
	}
}
