package wire

import (
	"slices"
	"strconv"

	"github.com/novation-dev/novation/plugins/sdk/decimal"
)

// An Encoder is a message that can write itself to a [Writer]. Generated types
// are.
type Encoder interface {
	// MarshalWire writes the fields of the message. Faults are kept in w.
	MarshalWire(w *Writer)
}

// firstBytes is room for most messages, so that writing one does not move it
// again and again.
const firstBytes = 1024

// Append appends the canonical encoding of m to b. It fails with an [*Error]
// when m has none, and returns b as it was.
func Append(b []byte, m Encoder) ([]byte, error) {
	var w Writer
	return w.Append(b, m)
}

// A Writer writes the fields of one message. They must be written in ascending
// order of their numbers; every method leaves out what is a default.
type Writer struct {
	b     []byte
	depth int // 1 for the outermost message
	err   error
}

// Append is the function [Append]. It may be called again and again, but not by
// MarshalWire.
func (w *Writer) Append(b []byte, m Encoder) ([]byte, error) {
	if b == nil {
		b = make([]byte, 0, firstBytes)
	}
	*w = Writer{b: b, depth: 1}
	m.MarshalWire(w)
	if w.err != nil {
		return b, w.err
	}
	return w.b, nil
}

// Int32 writes an int32.
func (w *Writer) Int32(field int, v int32) { w.scalar(field, uint64(int64(v))) }

// Int64 writes an int64.
func (w *Writer) Int64(field int, v int64) { w.scalar(field, uint64(v)) }

// Uint32 writes a uint32.
func (w *Writer) Uint32(field int, v uint32) { w.scalar(field, uint64(v)) }

// Uint64 writes a uint64.
func (w *Writer) Uint64(field int, v uint64) { w.scalar(field, v) }

// Bool writes a bool.
func (w *Writer) Bool(field int, v bool) { w.scalar(field, bit(v)) }

// String writes a string.
func (w *Writer) String(field int, v string) {
	if v != "" {
		w.StringElement(field, v)
	}
}

// StringElement writes an element of a list, even when it is empty.
func (w *Writer) StringElement(field int, v string) {
	if !valid(v) {
		w.fail(field, "the text is not valid UTF-8")
	}
	w.length(field, len(v))
	w.b = append(w.b, v...)
}

// Bytes writes bytes.
func (w *Writer) Bytes(field int, v []byte) {
	if len(v) > 0 {
		w.BytesElement(field, v)
	}
}

// BytesElement writes an element of a list, even when it is empty.
func (w *Writer) BytesElement(field int, v []byte) {
	w.length(field, len(v))
	w.b = append(w.b, v...)
}

// Decimal writes a decimal at the given scale. A number of a smaller scale gets
// zeros; one that would have to be rounded is a fault, because rounding is the
// business of the rules.
func (w *Writer) Decimal(field int, v decimal.Decimal, scale int) {
	if v.IsSet() {
		w.DecimalElement(field, v, scale)
	}
}

// DecimalElement writes an element of a list, which must be set.
func (w *Writer) DecimalElement(field int, v decimal.Decimal, scale int) {
	d, err := v.Round(scale, decimal.Exact)
	if err != nil || !v.IsSet() {
		w.fail(field, strconv.Quote(v.String())+" is not a decimal with "+strconv.Itoa(scale)+" digits after the point: round it first")
	}
	var text [decimal.MaxDigits + 2]byte // with sign and point
	w.BytesElement(field, d.Append(text[:0]))
}

// Message writes a message, even when it is empty.
func (w *Writer) Message(field int, m Encoder) {
	if w.depth == MaxDepth {
		w.fail(field, "messages nest more than "+strconv.Itoa(MaxDepth)+" deep")
	}
	if w.err != nil {
		return
	}
	from := w.begin(field)
	w.depth++
	m.MarshalWire(w)
	w.depth--
	if w.err != nil {
		w.err = within(field, w.err)
		return
	}
	w.close(from)
}

// begin begins a field whose length is not known yet, with room for a short one.
// It returns where the content begins.
func (w *Writer) begin(field int) (from int) {
	w.length(field, 0)
	return len(w.b)
}

// close writes the length of the content that begins at from.
func (w *Writer) close(from int) {
	n := len(w.b) - from
	if n < 0x80 {
		w.b[from-1] = byte(n)
		return
	}
	var room [10]byte
	length := appendVarint(room[:0], uint64(n))
	w.b = slices.Replace(w.b, from-1, from, length...)
}

// AtMostOne refuses a message with several members of a oneof.
func (w *Writer) AtMostOne(set ...bool) {
	if several(set) && w.err == nil {
		w.err = &Error{Reason: "several members of a oneof are set"}
	}
}

// scalar writes a varint unless it is zero.
func (w *Writer) scalar(field int, v uint64) {
	if v != 0 {
		w.tag(field, varintType)
		w.b = appendVarint(w.b, v)
	}
}

func (w *Writer) tag(field, wireType int) {
	w.b = appendVarint(w.b, uint64(field)<<3|uint64(wireType))
}

// length writes the tag of a field and the length of its content.
func (w *Writer) length(field, n int) {
	if field < 16 && n < 0x80 {
		w.b = append(w.b, byte(field<<3|bytesType), byte(n))
		return
	}
	w.tag(field, bytesType)
	w.b = appendVarint(w.b, uint64(n))
}

func (w *Writer) fail(field int, reason string) {
	if w.err == nil {
		w.err = &Error{Fields: []int{field}, Reason: reason}
	}
}

func appendVarint(b []byte, v uint64) []byte {
	for v >= 0x80 {
		b = append(b, byte(v)|0x80)
		v >>= 7
	}
	return append(b, byte(v))
}

func bit(v bool) uint64 {
	if v {
		return 1
	}
	return 0
}
