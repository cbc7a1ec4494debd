package wasm

import "unicode/utf8"

// A reader reads one section. After a fault every method returns zeros, and
// err says what was wrong first.
type reader struct {
	section byte
	start   int // of the section in the module
	all, b  []byte
	err     error
}

func newReader(s Section) *reader {
	return &reader{section: s.ID, start: s.offset, all: s.Content, b: s.Content}
}

func (r *reader) fail(format string, a ...any) {
	if r.err == nil {
		at := []any{r.section, r.start + len(r.all) - len(r.b)}
		r.err = invalid("section %d, byte %d: "+format, append(at, a...)...)
		r.b = nil
	}
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.fail("it is cut short")
		return 0
	}
	v := r.b[0]
	r.b = r.b[1:]
	return v
}

func (r *reader) bytes(n uint32) []byte {
	if uint64(n) > uint64(len(r.b)) {
		r.fail("%d bytes reach beyond the end", n)
		return nil
	}
	v := r.b[:n]
	r.b = r.b[n:]
	return v
}

func (r *reader) u32() uint32 {
	v, rest, ok := leb(r.b)
	if !ok {
		r.fail("a number is cut short or too large")
		return 0
	}
	r.b = rest
	return v
}

// signed skips a signed LEB128 of at most size bytes.
func (r *reader) signed(size int) {
	for range size {
		if r.byte() < 0x80 {
			return
		}
	}
	r.fail("a number is too long")
}

func (r *reader) name() string {
	b := r.bytes(r.u32())
	if !utf8.Valid(b) {
		r.fail("a name is not valid UTF-8")
		return ""
	}
	return string(b)
}

// count reads the length of a vector, whose elements take at least one byte
// each.
func (r *reader) count() int {
	n := r.u32()
	if uint64(n) > uint64(len(r.b)) {
		r.fail("%d elements are announced, %d bytes are left", n, len(r.b))
		return 0
	}
	return int(n)
}

// each calls read for every element of a vector.
func (r *reader) each(read func()) {
	for range r.count() {
		if r.err != nil {
			return
		}
		read()
	}
}

func (r *reader) valueType() byte {
	t := r.byte()
	switch t {
	case I32, I64, 0x7d, 0x7c, 0x7b, 0x70, 0x6f:
	default:
		r.fail("value type %#x is not known", t)
	}
	return t
}

// limit reads the size of a table or a memory.
func (r *reader) limit() (l Limit) {
	switch flags := r.byte(); flags {
	case 0:
	case 1:
		l.HasMax = true
	default:
		r.fail("limits %#x are not known: neither shared nor 64-bit memory is allowed", flags)
	}
	l.Min = r.u32()
	if l.HasMax {
		l.Max = r.u32()
	}
	return l
}

// expression skips a constant expression.
func (r *reader) expression() {
	for r.err == nil {
		switch op := r.byte(); op {
		case 0x0b:
			return
		case 0x41:
			r.signed(5)
		case 0x42:
			r.signed(10)
		case 0x43:
			r.bytes(4)
		case 0x44:
			r.bytes(8)
		case 0x23, 0xd2:
			r.u32()
		case 0xd0:
			r.byte()
		case 0xfd:
			if r.u32() != 12 {
				r.fail("a vector instruction is not constant")
			}
			r.bytes(16)
		default:
			r.fail("instruction %#x is not constant", op)
		}
	}
}

// end reports the first fault, or bytes that are left over.
func (r *reader) end() error {
	if r.err == nil && len(r.b) > 0 {
		r.fail("%d bytes are left over", len(r.b))
	}
	return r.err
}
