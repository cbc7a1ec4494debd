package guard_test

import (
	"bytes"
	"encoding/binary"
)

// module builds a module of sections, each an id and its content.
func module(sections ...[]byte) []byte {
	return append([]byte("\x00asm\x01\x00\x00\x00"), bytes.Join(sections, nil)...)
}

func section(id byte, parts ...[]byte) []byte {
	return append([]byte{id}, vec(bytes.Join(parts, nil))...)
}

// vec puts the length before bytes; list puts the number before items.
func vec(b []byte) []byte { return append(leb(len(b)), b...) }

func list(items ...[]byte) []byte {
	return append(leb(len(items)), bytes.Join(items, nil)...)
}
func leb(n int) []byte { return binary.AppendUvarint(nil, uint64(n)) }

func times(n int, b ...byte) []byte { return bytes.Repeat(b, n) }
func join(parts ...[]byte) []byte   { return bytes.Join(parts, nil) }

// program is a module of n functions () -> () with the same body: locals (a
// list of runs) and code without its end.
func program(n int, locals, code []byte) []byte {
	body := vec(join(locals, code, []byte{0x0b}))
	return module(section(1, []byte{1, 0x60, 0, 0}), section(3, leb(n), times(n, 0)),
		section(5, []byte{1, 0, 1}), section(10, leb(n), bytes.Repeat(body, n)))
}

// i32s declares n locals of type i32.
func i32s(n int) []byte { return join([]byte{1}, leb(n), []byte{0x7f}) }

var noLocals = []byte{0}

// good returns a small module that is different for each n: an exported function
// that returns n.
func good(n int) []byte {
	return module(section(1, []byte{1, 0x60, 0, 1, 0x7f}), section(3, []byte{1, 0}),
		section(7, []byte{1, 1, 'f', 0, 0}), section(10, list(vec([]byte{0, 0x41, byte(n & 0x3f), 0x0b}))))
}

// slow returns a module that takes long to compile, and not much memory: n
// functions of many blocks with many locals.
func slow(n int) []byte {
	return program(n, i32s(200), bytes.Repeat([]byte{0x20, 0, 0x04, 0x40, 0x41, 1, 0x21, 1, 0x05, 0x41, 2, 0x21, 2, 0x0b}, 400))
}

// A bomb is a valid module that is cheap to send and dear to compile. None of
// these passes plugins/wasm; here the guard stands alone.
type bomb struct {
	name   string
	module func() []byte
	large  bool // tens of megabytes
}

var bombs = []bomb{
	{"a billion locals", func() []byte { return program(1, i32s(1_000_000_000), nil) }, false},
	{"many locals in many functions", func() []byte { return program(10_000, i32s(50_000), nil) }, false},
	{"locals set in blocks", func() []byte {
		var b []byte
		for i := range 5000 {
			b = join(b, []byte{0x20, 0, 0x04, 0x40, 0x41, 1, 0x21}, leb(i), []byte{0x0b})
		}
		return program(4, i32s(5000), b)
	}, false},
	{"nested loops that set locals", func() []byte {
		var in, out []byte
		for i := range 3000 {
			in = join(in, []byte{0x03, 0x40, 0x20}, leb(i), []byte{0x41, 1, 0x6a, 0x21}, leb(i))
			out = join(out, []byte{0x20}, leb(i), []byte{0x0d, 0, 0x0b})
		}
		return program(2, i32s(3000), join(in, out))
	}, false},
	{"a table of a million branches", func() []byte {
		return program(8, noLocals, join([]byte{0x02, 0x40, 0x41, 0, 0x0e}, leb(1_000_000), times(1_000_000, 0), []byte{0, 0x0b}))
	}, false},
	{"tables of branches to many blocks", func() []byte {
		var table []byte
		for i := range 2000 {
			table = append(table, leb(i)...)
		}
		table = join([]byte{0x41, 0, 0x0e}, leb(2000), table, []byte{0})
		var code []byte
		for range 200 {
			code = join(code, []byte{0x02, 0x40}, table, []byte{0x0b})
		}
		return program(20, noLocals, join(bytes.Repeat([]byte{0x02, 0x40}, 2000), code, times(2000, 0x0b)))
	}, true},
	{"a chain of ifs and elses", func() []byte {
		return program(20, i32s(1), bytes.Repeat([]byte{0x20, 0, 0x04, 0x40, 0x41, 1, 0x21, 0, 0x05, 0x41, 2, 0x21, 0, 0x0b}, 100_000))
	}, true},
	{"blocks nested a million deep", func() []byte {
		return program(2, noLocals, join(bytes.Repeat([]byte{0x02, 0x40}, 1_000_000), times(1_000_000, 0x0b)))
	}, false},
	{"ifs nested deep", func() []byte {
		return program(4, noLocals, join(bytes.Repeat([]byte{0x41, 1, 0x04, 0x40}, 200_000), times(200_000, 0x0b)))
	}, false},
	{"a million functions", func() []byte { return program(1_000_000, noLocals, nil) }, false},
	{"a sum of a million terms on the stack", func() []byte {
		return program(4, noLocals, join(bytes.Repeat([]byte{0x41, 1}, 1_000_000), times(999_999, 0x6a), []byte{0x1a}))
	}, false},
	{"one function of eight megabytes", func() []byte {
		return program(1, i32s(2), bytes.Repeat([]byte{0x20, 0, 0x20, 1, 0x6c, 0x21, 0, 0x20, 1, 0x28, 2, 0, 0x21, 1}, 600_000))
	}, false},
	{"calls with a thousand results", func() []byte {
		typ := join([]byte{0x60}, leb(1000), times(1000, 0x7f), leb(1000), times(1000, 0x7f))
		body := vec(join(noLocals, func() (b []byte) {
			for i := range 1000 {
				b = join(b, []byte{0x20}, leb(i))
			}
			return b
		}(), bytes.Repeat([]byte{0x10, 0}, 400), []byte{0x0b}))
		return module(section(1, []byte{1}, typ), section(3, leb(40), times(40, 0)), section(10, leb(40), bytes.Repeat(body, 40)))
	}, false},
	{"a hundred megabytes of data", func() []byte {
		return module(section(5, []byte{1, 0, 1}), section(11, []byte{1, 1}, vec(make([]byte, 100<<20))))
	}, true},
	{"five million pieces of data", func() []byte {
		return module(section(5, []byte{1, 0, 1}), section(11, leb(5_000_000), bytes.Repeat([]byte{0, 0x41, 0, 0x0b, 0}, 5_000_000)))
	}, true},
	{"four million exports", func() []byte {
		names := make([]byte, 0, 40<<20)
		for i := range 4_000_000 {
			names = append(names, 4, byte('a'+i&15), byte('a'+i>>4&15), byte('a'+i>>8&15), byte('a'+i>>12&15))
			names[len(names)-5] = 6
			names = append(names, byte('a'+i>>16&15), byte('a'+i>>20&15), 0, 0)
		}
		return module(section(1, []byte{1, 0x60, 0, 0}), section(3, []byte{1, 0}), section(7, leb(4_000_000), names), section(10, list([]byte{2, 0, 0x0b})))
	}, true},
}
