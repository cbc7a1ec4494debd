package lower

import (
	"fmt"

	"github.com/novation-dev/novation/registry"
)

// A reader reads the numbers and strings of a module. After the first error it
// returns zeros.
type reader struct {
	b   []byte
	pos int
	end int
	err error
}

func newReader(b []byte) *reader { return &reader{b: b, end: len(b)} }

// part returns a reader of the bytes [start, end) of the same module.
func (r *reader) part(start, end int) *reader { return &reader{b: r.b, pos: start, end: end} }

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("byte %#x of the module: %s: %w", r.pos, fmt.Sprintf(format, args...), registry.ErrInvalid)
		r.pos = r.end
	}
}

func (r *reader) more() bool { return r.err == nil && r.pos < r.end }

func (r *reader) byte() byte {
	if r.pos >= r.end {
		r.fail("it ends too early")
		return 0
	}
	c := r.b[r.pos]
	r.pos++
	return c
}

// u32 reads an unsigned LEB128 of at most 32 bits.
func (r *reader) u32() uint32 {
	if r.pos < r.end && r.b[r.pos] < 0x80 {
		r.pos++
		return uint32(r.b[r.pos-1])
	}
	var n uint64
	for shift := 0; shift < 35; shift += 7 {
		c := r.byte()
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			if n > 1<<32-1 {
				break
			}
			return uint32(n)
		}
	}
	r.fail("a number does not fit in 32 bits")
	return 0
}

// s64 reads a signed LEB128 of at most 64 bits.
func (r *reader) s64() int64 {
	var n int64
	for shift := 0; shift < 70; shift += 7 {
		c := r.byte()
		n |= int64(c&0x7f) << shift
		if c < 0x80 {
			if shift < 57 && c&0x40 != 0 {
				n |= -1 << (shift + 7)
			}
			return n
		}
	}
	r.fail("a number does not fit in 64 bits")
	return 0
}

// skip passes over n bytes.
func (r *reader) skip(n int) {
	if n < 0 || n > r.end-r.pos {
		r.fail("it ends too early")
		return
	}
	r.pos += n
}

// bytes reads n bytes, which alias the module.
func (r *reader) bytes(n uint32) []byte {
	start := r.pos
	r.skip(int(min(n, 1<<31-1)))
	if r.err != nil {
		return nil
	}
	return r.b[start:r.pos]
}

func (r *reader) name() string { return string(r.bytes(r.u32())) }

// count reads the length of a vector whose elements take at least one byte, and
// of which there may be most.
func (r *reader) count(most int, what string) int {
	n := r.u32()
	if r.err == nil && (int64(n) > int64(most) || int64(n) > int64(r.end-r.pos)) {
		r.fail("%d %s are more than there can be", n, what)
		return 0
	}
	return int(n)
}

func appendU32(b []byte, n uint32) []byte {
	for n >= 0x80 {
		b = append(b, byte(n)|0x80)
		n >>= 7
	}
	return append(b, byte(n))
}

func appendS64(b []byte, n int64) []byte {
	for {
		c := byte(n & 0x7f)
		n >>= 7
		if n == 0 && c&0x40 == 0 || n == -1 && c&0x40 != 0 {
			return append(b, c)
		}
		b = append(b, c|0x80)
	}
}

// appendSized appends the length of content, and content.
func appendSized(b, content []byte) []byte {
	return append(appendU32(b, uint32(len(content))), content...)
}
