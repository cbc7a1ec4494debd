package wasmtest

import "encoding/binary"

// A builder puts a module together. Every function has type 0.
type builder struct {
	types    []byte // content of the type section without the count
	nTypes   int
	sections []section // between type and code
	bodies   [][]byte
	data     []byte // content of the data section
}

type section struct {
	id      byte
	content []byte
}

// signature returns the encoding of a function type of n parameters and m
// results, all i32.
func signature(n, m int) []byte {
	b := append([]byte{0x60}, vector(repeat(n, 0x7f))...)
	return append(b, vector(repeat(m, 0x7f))...)
}

// module encodes b with a memory of one page and a table of one element.
func (b *builder) module() []byte {
	out := []byte("\x00asm\x01\x00\x00\x00")
	add := func(id byte, content []byte) { out = append(append(out, id), vector(content)...) }
	types, n := b.types, b.nTypes
	if n == 0 {
		types, n = signature(0, 0), 1
	}
	add(1, append(uleb(n), types...))
	add(3, append(uleb(len(b.bodies)), make([]byte, len(b.bodies))...))
	add(4, []byte{1, 0x70, 0, 1})
	add(5, []byte{1, 0, 1})
	for _, s := range b.sections {
		add(s.id, s.content)
	}
	code := uleb(len(b.bodies))
	for _, f := range b.bodies {
		code = append(code, vector(f)...)
	}
	add(10, code)
	if b.data != nil {
		add(11, b.data)
	}
	return out
}

// body encodes a function with locals of type i64; the last end is added.
func body(locals int, code ...[]byte) []byte {
	out := []byte{0}
	if locals > 0 {
		out = append(append([]byte{1}, uleb(locals)...), 0x7e)
	}
	for _, c := range code {
		out = append(out, c...)
	}
	return append(out, 0x0b)
}

func uleb(n int) []byte { return binary.AppendUvarint(nil, uint64(n)) }

func vector(b []byte) []byte { return append(uleb(len(b)), b...) }

// sleb encodes a small number that is not negative, signed.
func sleb(n int) (out []byte) {
	for ; n >= 0x40; n >>= 7 {
		out = append(out, byte(n)|0x80)
	}
	return append(out, byte(n))
}

// repeat repeats bytes n times.
func repeat(n int, b ...byte) []byte {
	out := make([]byte, 0, n*len(b))
	for range n {
		out = append(out, b...)
	}
	return out
}
