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

// stop fails with an error that says where.
func (r *reader) stop(err error) {
	if r.err == nil {
		r.err, r.b = err, nil
	}
}

// at is where in the module the reader stands; left is how many bytes of the
// section are left.
func (r *reader) at() int   { return r.start + len(r.all) - len(r.b) }
func (r *reader) left() int { return len(r.b) }

func (r *reader) name() string { return string(r.text()) }

func (r *reader) text() []byte {
	b := r.bytes(r.u32())
	if !utf8.Valid(b) {
		r.fail("a name is not valid UTF-8")
	}
	return b
}

// list is each for a vector of at most limit elements.
func (r *reader) list(limit int, what string, read func()) {
	b := r.b
	if n := r.count(); n > limit {
		r.fail("%d %s: at most %d are allowed", n, what, limit)
		return
	}
	if r.err == nil {
		r.b = b
		r.each(read)
	}
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
	if !known(t) {
		r.fail("value type %#x is not known, or not allowed", t)
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

// end reports the first fault, or bytes that are left over.
func (r *reader) end() error {
	if r.err == nil && len(r.b) > 0 {
		r.fail("%d bytes are left over", len(r.b))
	}
	return r.err
}
