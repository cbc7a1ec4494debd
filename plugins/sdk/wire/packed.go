package wire

// packed writes a packed list, unless it is empty.
func packed[T any](w *Writer, field int, s []T, bits func(T) uint64) {
	if len(s) == 0 {
		return
	}
	w.tag(field, bytesType)
	from := len(w.b)
	for _, v := range s {
		w.b = appendVarint(w.b, bits(v))
	}
	w.b = prefixLength(w.b, from)
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

// WriteEnums writes a packed list of values that known accepts.
func WriteEnums[E ~int32](w *Writer, field int, s []E, known func(int32) bool) {
	for _, v := range s {
		w.checkEnum(field, int32(v), known)
	}
	packed(w, field, s, func(v E) uint64 { return uint64(int64(v)) })
}
