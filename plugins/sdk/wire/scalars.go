package wire

import "strconv"

func (r *Reader) int32(v uint64) int32 {
	if int64(v) != int64(int32(v)) {
		r.failAt(r.field, strconv.FormatInt(int64(v), 10)+" does not fit 32 bits")
		return 0
	}
	return int32(v)
}

func (r *Reader) uint32(v uint64) uint32 {
	if v > 1<<32-1 {
		r.failAt(r.field, strconv.FormatUint(v, 10)+" does not fit 32 bits")
		return 0
	}
	return uint32(v)
}

func (r *Reader) bool(v uint64) bool {
	if v > 1 {
		r.failAt(r.field, strconv.FormatUint(v, 10)+" is not a bool")
	}
	return v == 1
}

// An Enum is a generated enum type.
type Enum interface {
	~int32
	// Known reports whether the schema declares the value.
	Known() bool
}

// ReadEnum reads a declared value of an enum.
func ReadEnum[E Enum](r *Reader) E { return enum[E](r, r.scalar()) }

// ReadEnums reads a packed list of declared values of an enum.
func ReadEnums[E Enum](r *Reader) (s []E) {
	r.packed(func(v uint64) { s = append(s, enum[E](r, v)) })
	return s
}

func enum[E Enum](r *Reader, v uint64) E {
	e := E(r.int32(v))
	if r.err == nil && !e.Known() {
		r.failAt(r.field, strconv.Itoa(int(e))+" is no value of the enum")
	}
	return e
}

// packed reads a packed list, calling add for each varint.
func (r *Reader) packed(add func(uint64)) {
	n := len(r.content(false))
	if r.err != nil {
		return
	}
	end := r.end
	r.at, r.end = r.at-n, r.at
	for r.at < r.end {
		if v := r.varint(); r.err == nil {
			add(v)
		}
	}
	if r.err == nil {
		r.end = end
	}
}

// Int32s reads a packed list.
func (r *Reader) Int32s() (s []int32) {
	r.packed(func(v uint64) { s = append(s, r.int32(v)) })
	return s
}

// Int64s reads a packed list.
func (r *Reader) Int64s() (s []int64) {
	r.packed(func(v uint64) { s = append(s, int64(v)) })
	return s
}

// Uint32s reads a packed list.
func (r *Reader) Uint32s() (s []uint32) {
	r.packed(func(v uint64) { s = append(s, r.uint32(v)) })
	return s
}

// Uint64s reads a packed list.
func (r *Reader) Uint64s() (s []uint64) {
	r.packed(func(v uint64) { s = append(s, v) })
	return s
}

// Bools reads a packed list.
func (r *Reader) Bools() (s []bool) {
	r.packed(func(v uint64) { s = append(s, r.bool(v)) })
	return s
}
