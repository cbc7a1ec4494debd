package wire

import (
	"slices"
	"strconv"
	"unsafe"

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
	var r Reader
	return r.Decode(slices.Clone(b), m)
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
	b       string // of the outermost message
	at, end int    // what is not read yet of the running message
	depth   int    // 1 for the outermost message
	field   int    // number last read; 0 before the first
	bytes   bool   // wire type last read
	list    bool   // the field last read was a list of strings, bytes or messages
	err     error  // at and end are 0 then
}

// Decode is the function [Decode] without its copy: the texts of m are parts of b,
// which must not change any more. It may be called again and again, but not by
// UnmarshalWire.
func (r *Reader) Decode(b []byte, m Decoder) error {
	*r = Reader{b: unsafe.String(unsafe.SliceData(b), len(b)), end: len(b), depth: 1}
	m.UnmarshalWire(r)
	return r.err
}

// Next moves to the next field. It returns false at the end and on a fault.
func (r *Reader) Next() bool {
	if r.at >= r.end {
		return false
	}
	tag := uint64(r.b[r.at])
	if tag < 0x80 {
		r.at++
	} else {
		tag = r.longVarint()
	}
	num, typ := int(tag>>3), tag&7
	switch {
	case num > r.field && num < 1<<29 && (typ == varintType || typ == bytesType):
		r.list = false
	case num == r.field && r.list && typ == bytesType:
	default:
		r.misplaced(tag)
		return false
	}
	r.field, r.bytes = num, typ == bytesType
	return true
}

// misplaced says why a field cannot stand where it does.
func (r *Reader) misplaced(tag uint64) {
	num, typ := tag>>3, tag&7
	switch {
	case r.err != nil:
	case num == 0 || num >= 1<<29:
		r.fail("a field number is out of range")
	case typ != varintType && typ != bytesType:
		r.failAt(int(num), "wire type "+strconv.Itoa(int(typ))+" is not part of the profile")
	case int(num) < r.field:
		r.failAt(int(num), "the field stands after a higher number")
	case r.list:
		r.failAt(int(num), "the wire type does not fit the field")
	default:
		r.failAt(int(num), "the field stands twice")
	}
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
func (r *Reader) String() string { return r.text(false) }

// StringElement reads an element of a list, which may be empty.
func (r *Reader) StringElement() string {
	r.list = true
	return r.text(true)
}

// Bytes reads bytes. They are copied.
func (r *Reader) Bytes() []byte { return []byte(r.content(false)) }

// BytesElement reads an element of a list, which may be empty.
func (r *Reader) BytesElement() []byte { return []byte(r.element()) }

// View reads bytes. They are part of what is read, and must not be changed.
func (r *Reader) View() []byte {
	s := r.content(false)
	return unsafe.Slice(unsafe.StringData(s), len(s))
}

// Decimal reads a decimal with the given number of digits after the point.
func (r *Reader) Decimal(scale int) decimal.Decimal { return r.decimal(r.content(false), scale) }

// DecimalElement reads an element of a list, which must be a number.
func (r *Reader) DecimalElement(scale int) decimal.Decimal { return r.decimal(r.element(), scale) }

// Message reads a message, which may be empty.
func (r *Reader) Message(m Decoder) { r.message(r.content(true), m) }

// MessageElement reads an element of a list.
func (r *Reader) MessageElement(m Decoder) { r.message(r.element(), m) }

// Room returns s with room for all elements of the list that r stands at, so that
// it does not move with each of them.
func Room[T any](r *Reader, s []T) []T {
	if len(s) < cap(s) {
		return s
	}
	return slices.Grow(s, r.count())
}

// count returns how often the field stands from here on.
func (r *Reader) count() int {
	ahead, n := *r, 0
	tag := uint64(r.field)<<3 | bytesType
	for ahead.err == nil {
		n++
		ahead.bytes = true
		ahead.content(true)
		if ahead.at >= ahead.end || ahead.varint() != tag {
			break
		}
	}
	return n
}

func (r *Reader) text(empty bool) string {
	s := r.content(empty)
	if !valid(s) {
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

// message reads a message from s, which was read last.
func (r *Reader) message(s string, m Decoder) {
	if r.err == nil && r.depth == MaxDepth {
		r.failAt(r.field, "messages nest more than "+strconv.Itoa(MaxDepth)+" deep")
	}
	if r.err != nil {
		return
	}
	end, field, list := r.end, r.field, r.list
	r.at, r.end, r.depth, r.field, r.list = r.at-len(s), r.at, r.depth+1, 0, false
	m.UnmarshalWire(r)
	if r.err != nil {
		r.err = within(field, r.err)
		return
	}
	r.at, r.end, r.depth, r.field, r.list = r.end, end, r.depth-1, field, list
}

// scalar reads a varint that is not zero.
func (r *Reader) scalar() uint64 {
	if r.bytes {
		r.failAt(r.field, "the wire type does not fit the field")
	}
	v := r.varint()
	if v == 0 {
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
	if !r.bytes {
		r.failAt(r.field, "the wire type does not fit the field")
	}
	n := uint64(0)
	if r.at < r.end && r.b[r.at] < 0x80 {
		n = uint64(r.b[r.at])
		r.at++
	} else {
		n = r.longVarint()
	}
	switch {
	case n > uint64(r.end-r.at):
		r.failAt(r.field, "the length is beyond the end")
		return ""
	case n == 0 && !empty:
		r.failAt(r.field, "a default value is written")
		return ""
	}
	from := r.at
	r.at += int(n)
	return r.b[from:r.at]
}

// varint reads a minimal varint of at most 64 bits. It returns 0 after a fault.
func (r *Reader) varint() uint64 {
	if r.at < r.end && r.b[r.at] < 0x80 {
		r.at++
		return uint64(r.b[r.at-1])
	}
	return r.longVarint()
}

// longVarint is varint, for one that has several bytes or does not end. Callers
// that matter look for one byte themselves.
func (r *Reader) longVarint() uint64 {
	if r.err != nil {
		return 0
	}
	b := r.b[r.at:r.end]
	if len(b) >= 2 && b[0] >= 0x80 && b[1]-1 < 0x7f { // two bytes, not 0x80 0x00
		r.at += 2
		return uint64(b[0]&0x7f) | uint64(b[1])<<7
	}
	var v uint64
	for i := range min(len(b), 10) {
		c := b[i]
		if i == 9 && c > 1 || c == 0 && i > 0 {
			break
		}
		v |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.at += i + 1
			return v
		}
	}
	r.failAt(r.field, "a varint is cut short, not minimal or too large")
	return 0
}

func (r *Reader) fail(reason string) {
	if r.err == nil {
		r.stop(&Error{Reason: reason})
	}
}

func (r *Reader) failAt(field int, reason string) {
	if r.err == nil {
		e := &Error{Reason: reason}
		if field > 0 {
			e.Fields = []int{field}
		}
		r.stop(e)
	}
}

// stop leaves nothing to read.
func (r *Reader) stop(err error) { r.at, r.end, r.err = 0, 0, err }
