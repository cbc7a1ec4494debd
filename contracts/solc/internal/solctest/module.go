package solctest

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// An Import is a function of the host, by its C name.
type Import struct {
	Name string
	// Type has a letter for the result, v for none, and one for each parameter:
	// i, j, f, d for i32, i64, f32, f64.
	Type string
}

// Imports reads imports from texts with a name and a type, such as "exit vi".
func Imports(texts ...string) []Import {
	var all []Import
	for _, t := range texts {
		name, typ, _ := strings.Cut(t, " ")
		all = append(all, Import{Name: name, Type: typ})
	}
	return all
}

// A Func is a function with code.
type Func struct {
	// Export is its C name; empty means that it is not exported.
	Export string
	Type   string
	// Locals is how many it has of type i32.
	Locals int
	// Code is its instructions, without the end.
	Code []byte
}

// A Module is a module. Functions count imports first.
type Module struct {
	Imports []Import
	Funcs   []Func
	// Slots are the functions in the table, from slot 1.
	Slots []int
	// Data stands at DataAt.
	Data string
	// Globals are more mutable globals of type i32, from 1, with what they begin
	// with.
	Globals []int32
	// Start is the start function; 0 means none.
	Start int
}

// Where things are in memory: Emscripten's order is variables, stack, heap.
const (
	DataAt   = 1024
	StackEnd = 1 << 16            // the stack does not go below
	StackAt  = StackEnd + 1<<20   // where it begins
	HeapAt   = StackAt            // where the heap begins
	Pages    = 32                 // of memory, at the beginning
	MaxPages = 1 << 15            // at most
	Heap     = Pages<<16 - HeapAt // bytes of heap at the beginning
)

var valueTypes = map[byte]byte{'i': 0x7f, 'j': 0x7e, 'f': 0x7d, 'd': 0x7c}

func functionType(s string) []byte {
	b := binary.AppendUvarint([]byte{0x60}, uint64(len(s)-1))
	for _, c := range []byte(s[1:]) {
		b = append(b, valueTypes[c])
	}
	if s[0] == 'v' {
		return append(b, 0)
	}
	return append(b, 1, valueTypes[s[0]])
}

// types returns the types of all functions.
func (m Module) types() []string {
	var all []string
	add := func(s string) {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	for _, i := range m.Imports {
		add(i.Type)
	}
	for _, f := range m.Funcs {
		add(f.Type)
	}
	return all
}

// CallIndirect calls the function in the slot on the stack, which has the type of
// some function of the module. Functions that are added later do not change it.
func (m Module) CallIndirect(typ string) []byte {
	return Op(0x11, uint64(slices.Index(m.types(), typ)), 0)
}

// Short is the name that an import or export has in the module.
func Short(n int) string { return fmt.Sprintf("s%d", n) }

// Bytes returns the module.
func (m Module) Bytes() []byte {
	out := []byte("\x00asm\x01\x00\x00\x00")
	add := func(id byte, n int, content []byte) {
		content = append(binary.AppendUvarint(nil, uint64(n)), content...)
		out = append(append(out, id), sized(content)...)
	}
	all := m.types()
	var types, imports, functions, globals, exports, elements, code []byte
	typ := func(s string) uint64 { return uint64(slices.Index(all, s)) }
	for _, t := range all {
		types = append(types, functionType(t)...)
	}
	for n, i := range m.Imports {
		imports = append(append(imports, sized([]byte("a"))...), sized([]byte(Short(n)))...)
		imports = binary.AppendUvarint(append(imports, 0), typ(i.Type))
	}
	exported := 1
	exports = append(sized([]byte("memory")), 2, 0)
	for n, f := range m.Funcs {
		functions = binary.AppendUvarint(functions, typ(f.Type))
		body := append(binary.AppendUvarint([]byte{1}, uint64(f.Locals)), 0x7f)
		code = append(code, sized(append(append(body, f.Code...), 0x0b))...)
		if f.Export != "" {
			exports = append(exports, sized([]byte(Short(n)))...)
			exports = binary.AppendUvarint(append(exports, 0), uint64(len(m.Imports)+n))
			exported++
		}
	}
	globals = append(append(globals, 0x7f, 1), append(Const(StackAt), 0x0b)...)
	for _, g := range m.Globals {
		globals = append(append(globals, 0x7f, 1), append(Const(g), 0x0b)...)
	}
	elements = append(append([]byte{0}, Const(1)...), 0x0b)
	elements = binary.AppendUvarint(elements, uint64(len(m.Slots)))
	for _, f := range m.Slots {
		elements = binary.AppendUvarint(elements, uint64(f))
	}
	add(1, len(all), types)
	add(2, len(m.Imports), imports)
	add(3, len(m.Funcs), functions)
	add(4, 1, binary.AppendUvarint([]byte{0x70, 0}, uint64(len(m.Slots)+1)))
	add(5, 1, binary.AppendUvarint(binary.AppendUvarint([]byte{1}, Pages), MaxPages))
	add(6, 1+len(m.Globals), globals)
	add(7, exported, exports)
	if m.Start > 0 {
		start := binary.AppendUvarint(nil, uint64(m.Start))
		out = append(append(out, 8), sized(start)...)
	}
	add(9, 1, elements)
	add(10, len(m.Funcs), code)
	data := append(append([]byte{0}, Const(DataAt)...), 0x0b)
	add(11, 1, append(data, sized([]byte(m.Data))...))
	return out
}

func sized(b []byte) []byte { return append(binary.AppendUvarint(nil, uint64(len(b))), b...) }
