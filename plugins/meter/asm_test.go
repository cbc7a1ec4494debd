package meter_test

import (
	"encoding/binary"

	"github.com/novation-dev/novation/plugins/wasm"
)

// An asm is a module written by hand.
type asm struct {
	types    [][2]string // parameters and results, one letter each: i, I, f, F
	imports  []int       // functions h.f0, h.f1, ... by their type
	funcs    []fun
	table    []int  // functions in table 0
	pages    int    // of memory; -1 means that there is none
	globals  []byte // mutable, exported as g0, g1, ...; value types
	constant bool   // and one more that is not
	passive  []byte // a data segment
	start    int    // index of the start function plus one
	custom   []byte // raw sections at the end
}

// A fun is a function, exported as f0, f1, ... in order, imports not counted.
type fun struct {
	typ    int
	locals string
	code   []byte
}

var letters = map[rune]byte{'i': wasm.I32, 'I': wasm.I64, 'f': wasm.F32, 'F': wasm.F64}

func values(s string) (out []byte) {
	for _, r := range s {
		out = append(out, letters[r])
	}
	return out
}

func uleb(n int) []byte { return binary.AppendUvarint(nil, uint64(n)) }

func vec(b []byte) []byte { return append(uleb(len(b)), b...) }

func sleb(v int64) (out []byte) {
	for {
		b := byte(v & 0x7f)
		v >>= 7
		if v == 0 && b&0x40 == 0 || v == -1 && b&0x40 != 0 {
			return append(out, b)
		}
		out = append(out, b|0x80)
	}
}

// join puts instructions one after another: opcodes as int, the rest as it is.
func join(parts ...any) (out []byte) {
	for _, p := range parts {
		switch p := p.(type) {
		case int:
			out = append(out, byte(p))
		case []byte:
			out = append(out, p...)
		case [][]byte:
			for _, b := range p {
				out = append(out, b...)
			}
		}
	}
	return out
}

func i32c(n int) []byte { return append([]byte{0x41}, sleb(int64(n))...) }
func i64c(n int) []byte { return append([]byte{0x42}, sleb(int64(n))...) }

func op(code byte, index int) []byte { return append([]byte{code}, uleb(index)...) }

func get(local int) []byte { return op(0x20, local) }
func set(local int) []byte { return op(0x21, local) }

func (a asm) bytes() []byte {
	out := wasm.Header()
	add := func(id byte, n int, content []byte) {
		if n > 0 {
			out = append(append(out, id), vec(append(uleb(n), content...))...)
		}
	}
	var types, imports, funcs, exports, code, globals []byte
	for _, t := range a.types {
		types = join(types, 0x60, vec(values(t[0])), vec(values(t[1])))
	}
	for i, t := range a.imports {
		imports = join(imports, vec([]byte("h")), vec([]byte{'f', '0' + byte(i)}), 0, uleb(t))
	}
	export := 0
	for i, f := range a.funcs {
		funcs = append(funcs, uleb(f.typ)...)
		body := uleb(len(f.locals))
		for _, l := range values(f.locals) {
			body = append(body, 1, l)
		}
		code = append(code, vec(join(body, f.code, 0x0b))...)
		exports = join(exports, vec([]byte{'f', '0' + byte(i)}), 0, uleb(len(a.imports)+i))
		export++
	}
	for i, g := range a.globals {
		zero := map[byte][]byte{wasm.I32: {0x41, 0}, wasm.I64: {0x42, 0}, wasm.F32: {0x43, 0, 0, 0, 0}, wasm.F64: {0x44, 0, 0, 0, 0, 0, 0, 0, 0}}
		globals = join(globals, int(g), 1, zero[g], 0x0b)
		exports = join(exports, vec([]byte{'g', '0' + byte(i)}), 3, uleb(i))
		export++
	}
	n := len(a.globals)
	if a.constant {
		globals = join(globals, wasm.I32, 0, i32c(77), 0x0b)
		n++
	}
	add(1, len(a.types), types)
	add(2, len(a.imports), imports)
	add(3, len(a.funcs), funcs)
	if len(a.table) > 0 {
		add(4, 1, join(0x70, 0, uleb(len(a.table))))
	}
	if a.pages >= 0 {
		add(5, 1, join(1, uleb(a.pages), uleb(a.pages+3)))
		exports = join(exports, vec([]byte("memory")), 2, 0)
		export++
	}
	add(6, n, globals)
	add(7, export, exports)
	if a.start > 0 {
		out = append(append(out, 8), vec(uleb(a.start-1))...)
	}
	if len(a.table) > 0 {
		elements := join(0, i32c(0), 0x0b, uleb(len(a.table)))
		for _, f := range a.table {
			elements = append(elements, uleb(f)...)
		}
		add(9, 1, elements)
	}
	if a.passive != nil {
		out = append(out, 12, 1, 1)
	}
	add(10, len(a.funcs), code)
	if a.passive != nil {
		add(11, 1, join(1, vec(a.passive)))
	}
	return append(out, a.custom...)
}
