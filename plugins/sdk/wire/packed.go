package wire

import "strconv"

// packed writes a packed list, unless it is empty.
func packed[T any](w *Writer, field int, s []T, bits func(T) uint64) {
	if len(s) == 0 {
		return
	}
	from := w.begin(field)
	for _, v := range s {
		w.b = appendVarint(w.b, bits(v))
	}
	w.close(from)
}

// Int32s writes a packed list.
func (w *Writer) Int32s(field int, s []int32) {
	packed(w, field, s, func(v int32) uint64 { return uint64(int64(v)) })
}

// Int64s writes a packed list.
func (w *Writer) Int64s(field int, s []int64) {
	packed(w, field, s, func(v int64) uint64 { return uint64(v) })
}

// Uint32s writes a packed list.
func (w *Writer) Uint32s(field int, s []uint32) {
	packed(w, field, s, func(v uint32) uint64 { return uint64(v) })
}

// Uint64s writes a packed list.
func (w *Writer) Uint64s(field int, s []uint64) {
	packed(w, field, s, func(v uint64) uint64 { return v })
}

// Bools writes a packed list.
func (w *Writer) Bools(field int, s []bool) { packed(w, field, s, bit) }

// WriteEnum writes a declared value of an enum.
func WriteEnum[E Enum](w *Writer, field int, v E) { w.scalar(field, enumBits(w, field, v)) }

// WriteEnums writes a packed list of declared values of an enum.
func WriteEnums[E Enum](w *Writer, field int, s []E) {
	packed(w, field, s, func(v E) uint64 { return enumBits(w, field, v) })
}

func enumBits[E Enum](w *Writer, field int, v E) uint64 {
	if !v.Known() {
		w.fail(field, strconv.Itoa(int(v))+" is no value of the enum")
	}
	return uint64(int64(v))
}
