package wasm

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// The opcodes of a constant offset.
const (
	opI32Const = 0x41
	opEnd      = 0x0b
)

// maxGap is how many zero bytes merging puts between two segments rather than
// keep them apart.
const maxGap = 64

// MergeData returns a module that does the same with fewer data segments.
//
// A linker may write thousands of small ones (Go's does), and an engine
// evaluates the offset of each whenever it makes an instance, which costs more
// than the copying. Segments that lie close together are joined, with zeros
// between them: memory is zero there when an instance begins.
// A module whose data is not of that simple kind is returned as it is, and so
// is one that cannot be read: the checks that refuse it come elsewhere.
func MergeData(module []byte) []byte {
	var out []byte
	merged := false
	err := Sections(module, func(s Section) error {
		if s.ID == DataCountSection {
			return errComplex // segments are counted, so instructions may name them
		}
		if s.ID != DataSection {
			out = append(out, s.Raw...)
			return nil
		}
		segments, err := segments(s)
		if err != nil {
			return err
		}
		content := encode(join(segments))
		out = binary.AppendUvarint(append(out, DataSection), uint64(len(content)))
		out, merged = append(out, content...), true
		return nil
	})
	if err != nil || !merged {
		return module
	}
	return append(Header(), out...)
}

// errComplex ends the reading of a module whose data is not simple.
var errComplex = invalid("its data segments are not of the simple kind")

// A segment is active data at a constant offset.
type segment struct {
	offset uint32
	data   []byte
}

// segments reads a data section of active segments with constant offsets that
// do not overlap, and sorts them by offset.
func segments(s Section) ([]segment, error) {
	var all []segment
	r := newReader(s)
	r.each(func() {
		active, constant := r.u32() == 0, r.byte() == opI32Const
		offset := r.i32()
		closed := r.byte() == opEnd
		data := r.bytes(r.u32())
		if !active || !constant || !closed {
			r.fail("segment %d is not of the simple kind", len(all))
		}
		all = append(all, segment{offset, data})
	})
	if r.end() != nil {
		return nil, errComplex
	}
	slices.SortStableFunc(all, func(a, b segment) int { return cmp.Compare(a.offset, b.offset) })
	for i := 1; i < len(all); i++ {
		if uint64(all[i-1].offset)+uint64(len(all[i-1].data)) > uint64(all[i].offset) {
			return nil, errComplex // the order in which they are written matters
		}
	}
	return all, nil
}

// i32 reads a signed LEB128 of 32 bits, as the unsigned number that an address
// is.
func (r *reader) i32() uint32 {
	v := uint32(0)
	for shift := 0; shift < 35; shift += 7 {
		b := r.byte()
		v |= uint32(b&0x7f) << shift
		if b < 0x80 {
			if b&0x40 != 0 && shift < 25 {
				v |= ^uint32(0) << (shift + 7)
			}
			return v
		}
	}
	r.fail("a number is too long")
	return 0
}

// join joins neighbours.
func join(all []segment) []segment {
	var out []segment
	for _, s := range all {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if gap := s.offset - last.offset - uint32(len(last.data)); gap <= maxGap {
				last.data = append(append(last.data, make([]byte, gap)...), s.data...)
				continue
			}
		}
		out = append(out, segment{s.offset, bytes.Clone(s.data)})
	}
	return out
}

// encode writes the content of a data section.
func encode(all []segment) []byte {
	b := binary.AppendUvarint(nil, uint64(len(all)))
	for _, s := range all {
		b = AppendSigned(append(b, 0, opI32Const), int64(int32(s.offset)))
		b = binary.AppendUvarint(append(b, opEnd), uint64(len(s.data)))
		b = append(b, s.data...)
	}
	return b
}

// AppendSigned appends n in signed LEB128.
func AppendSigned(b []byte, n int64) []byte {
	for {
		low := byte(n & 0x7f)
		n >>= 7
		if n == 0 && low&0x40 == 0 || n == -1 && low&0x40 != 0 {
			return append(b, low)
		}
		b = append(b, low|0x80)
	}
}
