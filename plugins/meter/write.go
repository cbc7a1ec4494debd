package meter

import (
	"encoding/binary"
	"fmt"

	"github.com/novation-dev/novation/plugins/wasm"
)

// The sections that are changed, in their order.
var changed = []byte{
	wasm.TypeSection, wasm.FunctionSection, wasm.MemorySection, wasm.GlobalSection, wasm.ExportSection, wasm.CodeSection,
}

// kept are the custom sections that stay. Others say things of the code that
// are no longer true, or nothing that is needed to run it.
var kept = map[string]bool{"novation.abi": true, "name": true}

// A writer puts the instrumented module together.
type writer struct {
	m      *wasm.Module
	module []byte
	out    []byte
	emit   emitter
	scan   scanner

	globals  []Global
	results  [][]byte          // of the types that are appended, after the first
	wrappers map[string]uint32 // index of such a type, by its results
}

func newWriter(m *wasm.Module, module []byte, without part) *writer {
	globals := uint32(len(m.Globals))
	w := &writer{
		m: m, module: module, out: make([]byte, 0, len(module)*2), wrappers: map[string]uint32{},
		emit: emitter{module: module, gas: globals, reserve: globals + 1, depth: globals + 2, yield: uint32(m.NumFunctions()), without: without},
		scan: scanner{imports: uint32(m.NumFunctions() - len(m.Functions))},
	}
	for i, g := range m.Globals {
		if g.Mutable {
			w.globals = append(w.globals, Global{Name: fmt.Sprintf("%sg%d", Prefix, i), Type: g.Type})
		}
	}
	return w
}

// write writes the module. The code comes first, into a buffer of its own,
// because it decides about types, which stand before it.
func (w *writer) write() (Metered, error) {
	code := w.code()
	w.out = append(w.out, wasm.Header()...)
	todo := changed
	err := wasm.Sections(w.module, func(s wasm.Section) error {
		if name, _, ok := s.Custom(); ok {
			if kept[name] {
				w.out = append(w.out, s.Raw...)
			}
			return nil
		}
		for len(todo) > 0 && wasm.Before(todo[0], s.ID) {
			w.section(todo[0], nil, code)
			todo = todo[1:]
		}
		if len(todo) > 0 && todo[0] == s.ID {
			w.section(todo[0], s.Content, code)
			todo = todo[1:]
			return nil
		}
		w.out = append(w.out, s.Raw...)
		return nil
	})
	for _, id := range todo {
		w.section(id, nil, code)
	}
	return Metered{Module: w.out, Globals: w.globals}, err
}

// section writes one section with what is appended to it. content is nil if
// the module does not have it.
func (w *writer) section(id byte, content, code []byte) {
	var add []byte
	n := 1
	switch id {
	case wasm.TypeSection:
		add, n = w.types()
	case wasm.FunctionSection:
		add = binary.AppendUvarint(nil, uint64(w.m.Types()))
	case wasm.MemorySection:
		if len(w.m.Memories) > 0 {
			n = 0
			break
		}
		add = []byte{1, 0, 0} // of no pages, for ever; only to leave the module
	case wasm.GlobalSection:
		add, n = w.newGlobals(), 3
	case wasm.ExportSection:
		add, n = w.exports()
	case wasm.CodeSection:
		w.out = append(binary.AppendUvarint(append(w.out, id), uint64(len(code))), code...)
		return
	}
	count, rest := uint64(0), content
	if len(content) > 0 {
		var size int
		count, size = binary.Uvarint(content)
		rest = content[size:]
	}
	head := binary.AppendUvarint(nil, count+uint64(n))
	w.out = binary.AppendUvarint(append(w.out, id), uint64(len(head)+len(rest)+len(add)))
	w.out = append(append(append(w.out, head...), rest...), add...)
}

// code writes the content of the code section.
func (w *writer) code() []byte {
	out := make([]byte, 0, len(w.module)*2)
	out = binary.AppendUvarint(out, uint64(len(w.m.Functions)+1))
	bodies := w.bodies()
	for i := range w.m.Functions {
		f := &w.m.Functions[i]
		w.scan.scan(f, w.m.Instructions(f))
		w.scan.temps.depth = bodies[i].state == large
		w.emit.function(f, &w.scan, w.wrapper(f), func(callee uint32) bool {
			if !bodies[i].wary() || callee < w.scan.imports {
				return false
			}
			return callee == byTable || bodies[callee-w.scan.imports].state == small
		})
		out = append(binary.AppendUvarint(out, uint64(len(w.emit.b))), w.emit.b...)
	}
	w.emit.refill()
	return append(binary.AppendUvarint(out, uint64(len(w.emit.b))), w.emit.b...)
}

// wrapper returns the type of the block around the body of a function: without
// parameters, with the results of the function.
func (w *writer) wrapper(f *wasm.Function) []byte {
	results := w.m.Type(f.Type).Results
	switch {
	case !w.scan.temps.i64 && !w.scan.temps.depth || len(results) == 0:
		return []byte{empty}
	case len(results) == 1:
		return results
	}
	index, ok := w.wrappers[string(results)]
	if !ok {
		w.results = append(w.results, results)
		index = uint32(w.m.Types() + len(w.results))
		w.wrappers[string(results)] = index
	}
	return wasm.AppendSigned(nil, int64(index))
}

// types writes the types that are appended: that of yield, and those of
// wrappers.
func (w *writer) types() (add []byte, n int) {
	add = []byte{0x60, 0, 0}
	for _, r := range w.results {
		add = binary.AppendUvarint(append(add, 0x60, 0), uint64(len(r)))
		add = append(add, r...)
	}
	return add, 1 + len(w.results)
}

func (w *writer) newGlobals() (add []byte) {
	for _, start := range []int64{int64(Slice), int64(StartGas - Slice)} {
		add = append(wasm.AppendSigned(append(add, wasm.I64, 1, opI64Const), start), opEnd)
	}
	return append(wasm.AppendSigned(append(add, wasm.I32, 1, opI32Const), int64(StartDepth)), opEnd)
}

func (w *writer) exports() (add []byte, n int) {
	one := func(name string, index uint32) {
		add = append(binary.AppendUvarint(add, uint64(len(name))), name...)
		add = binary.AppendUvarint(append(add, byte(wasm.Global)), uint64(index))
		n++
	}
	one(Gas, w.emit.gas)
	one(Reserve, w.emit.reserve)
	one(Depth, w.emit.depth)
	next := 0
	for i, g := range w.m.Globals {
		if g.Mutable {
			one(w.globals[next].Name, uint32(i))
			next++
		}
	}
	return add, n
}
