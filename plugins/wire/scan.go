package wire

import (
	"math/bits"

	"google.golang.org/protobuf/encoding/protowire"
)

// A Field is one field as it stands in encoded bytes.
type Field struct {
	// Number is the field's number.
	Number protowire.Number
	// IsBytes tells the wire type: length-delimited (Bytes holds the content)
	// or varint (Varint holds the value).
	IsBytes bool
	Bytes   []byte
	Varint  uint64
}

// Scan calls yield for each field of an encoded message, in order. It refuses
// what no canonical message contains: other wire types, numbers that descend,
// varints that are not minimal, lengths beyond the end. What a number means,
// and whether it may repeat, is for yield to judge. Bytes alias b.
func Scan(b []byte, yield func(Field) error) error {
	var last protowire.Number
	for len(b) > 0 {
		tag, rest, ok := Varint(b)
		if !ok {
			return faulty("", "a field's tag is cut short or not minimal")
		}
		num := protowire.Number(tag >> 3)
		if tag>>3 > uint64(protowire.MaxValidNumber) || num < protowire.MinValidNumber {
			return faulty("", "field number %d is out of range", tag>>3)
		}
		if num < last {
			return faulty("", "field %d stands after field %d", num, last)
		}
		last, b = num, rest
		f := Field{Number: num}
		switch protowire.Type(tag & 7) {
		case protowire.VarintType:
			if f.Varint, b, ok = Varint(b); !ok {
				return faulty("", "field %d: a varint is cut short or not minimal", num)
			}
		case protowire.BytesType:
			var n uint64
			if n, b, ok = Varint(b); !ok || n > uint64(len(b)) {
				return faulty("", "field %d: a length is not minimal or beyond the end", num)
			}
			f.IsBytes, f.Bytes, b = true, b[:n:n], b[n:]
		default:
			return faulty("", "field %d has wire type %d: only varints and length-delimited fields are used", num, tag&7)
		}
		if err := yield(f); err != nil {
			return err
		}
	}
	return nil
}

// Varint reads a minimal varint of at most 64 bits.
func Varint(b []byte) (v uint64, rest []byte, ok bool) {
	v, n := protowire.ConsumeVarint(b)
	if n < 0 || n != varintLen(v) {
		return 0, b, false
	}
	return v, b[n:], true
}

func varintLen(v uint64) int { return (bits.Len64(v|1) + 6) / 7 }
