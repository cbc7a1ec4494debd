package plugins_test

import (
	"encoding/binary"

	"github.com/novation-dev/novation/plugins/abi"
)

// An asm is a module written by hand. Its zero value is the smallest valid
// module; see goodAsm for one that is a rule.
type asm struct {
	imports []asmImport
	funcs   []asmFunc // indexes follow those of imports
	noMem   bool
	mem     []byte       // limits; nil means one page and no maximum
	memName string       // "" means abi.Memory
	data    []byte       // at dataAt
	start   int          // index of the start function; 0 means none
	locals  map[int]byte // how many of type i64 a function has
	globals int          // mutable ones of type i64, the first is 7, the next 8, ...
	section *abi.Section
	extra   []byte // raw sections at the end
}

type asmImport struct {
	module, name string
	kind         byte
	typ          byte
}

type asmFunc struct {
	export string // "" means none
	typ    byte
	code   []byte
}

const (
	dataAt   = 64
	bufferAt = 4096
)

// The types every module has.
const (
	typeI32I32  = iota // (i32) -> (i32)
	typeI32I64         // (i32) -> (i64)
	typeNone           // () -> ()
	typeI32x2          // (i32, i32) -> (i32)
	typeI32Void        // (i32) -> ()
)

func (a asm) bytes() []byte {
	out := []byte("\x00asm\x01\x00\x00\x00")
	add := func(id byte, content []byte) { out = append(append(out, id), vec(content)...) }
	add(1, []byte{5, 0x60, 1, 0x7f, 1, 0x7f, 0x60, 1, 0x7f, 1, 0x7e, 0x60, 0, 0, 0x60, 2, 0x7f, 0x7f, 1, 0x7f, 0x60, 1, 0x7f, 0})
	var imports, types, exports, code []byte
	n := 0
	for _, i := range a.imports {
		imports = append(imports, vec([]byte(i.module))...)
		imports = append(imports, vec([]byte(i.name))...)
		switch imports = append(imports, i.kind); i.kind {
		case 0:
			imports = append(imports, i.typ)
			n++
		case 2:
			imports = append(imports, 0, 1)
		case 3:
			imports = append(imports, 0x7f, 0)
		}
	}
	count := 0
	for i, f := range a.funcs {
		types = append(types, f.typ)
		locals := []byte{0}
		if k := a.locals[i]; k > 0 {
			locals = []byte{1, k, 0x7e}
		}
		code = append(code, vec(join(locals, f.code, []byte{0x0b}))...)
		if f.export != "" {
			exports = append(append(exports, vec([]byte(f.export))...), 0, byte(n+i))
			count++
		}
	}
	if !a.noMem {
		name := a.memName
		if name == "" {
			name = abi.Memory
		}
		exports = append(append(exports, vec([]byte(name))...), 2, 0)
		count++
	}
	if len(a.imports) > 0 {
		add(2, append([]byte{byte(len(a.imports))}, imports...))
	}
	add(3, append([]byte{byte(len(a.funcs))}, types...))
	if !a.noMem {
		mem := a.mem
		if mem == nil {
			mem = []byte{0, 1}
		}
		add(5, append([]byte{1}, mem...))
	}
	if a.globals > 0 {
		content := []byte{byte(a.globals)}
		for i := range a.globals {
			content = join(content, []byte{0x7e, 1}, i64c(int64(i)+7), []byte{0x0b})
		}
		add(6, content)
	}
	add(7, append([]byte{byte(count)}, exports...))
	if a.start > 0 {
		add(8, []byte{byte(a.start)})
	}
	add(10, append([]byte{byte(len(a.funcs))}, code...))
	if len(a.data) > 0 {
		add(11, append(append([]byte{1, 0}, append(i32c(dataAt), 0x0b)...), vec(a.data)...))
	}
	out = append(out, a.extra...)
	if a.section != nil {
		add(0, append(vec([]byte(abi.SectionName)), a.section.Encode()...))
	}
	return out
}

func vec(b []byte) []byte { return append(binary.AppendUvarint(nil, uint64(len(b))), b...) }

// Instructions.
func i32c(v int32) []byte { return append([]byte{0x41}, sleb(int64(v))...) }
func i64c(v int64) []byte { return append([]byte{0x42}, sleb(v)...) }

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

func join(parts ...[]byte) (out []byte) {
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

var (
	unreachable = []byte{0x00}
	drop        = []byte{0x1a}
	forever     = []byte{0x03, 0x40, 0x0c, 0, 0x0b} // loop br 0 end
)

func load8(at int32) []byte   { return join(i32c(at), []byte{0x2d, 0, 0}) }
func grow(pages int32) []byte { return join(i32c(pages), []byte{0x40, 0}) }

// at returns the reply of n bytes at ptr.
func at(ptr, n uint32) []byte { return i64c(int64(uint64(ptr)<<32 | uint64(n))) }
