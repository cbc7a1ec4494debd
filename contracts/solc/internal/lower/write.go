package lower

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/novation-dev/novation/registry"
)

// write writes the new module.
func (w *writer) write() (*Result, error) {
	code, err := w.code()
	if err != nil {
		return nil, err
	}
	res := &Result{Imports: w.kept, ReadSlot: uint32(len(w.slots)), Pages: w.pages}
	for _, g := range w.mutable {
		res.Globals = append(res.Globals, globalName(g))
	}
	for _, f := range w.slots {
		res.returns = append(res.returns, f >= 0 && w.typeOf(uint32(f)).results != "")
	}
	tick := w.typeIndex(funcType{})
	read := w.typeIndex(funcType{params: "\x7f\x7f\x7f\x7f\x7f"})
	out := make([]byte, 0, len(code)+len(w.data)+1<<20)
	out = append(out, "\x00asm\x01\x00\x00\x00"...)
	out = section(out, secType, len(w.types), func(b []byte) []byte {
		for _, t := range w.types {
			b = t.encode(b)
		}
		return b
	})
	out = section(out, secImport, len(w.kept)+3, func(b []byte) []byte {
		for i, k := range w.kept {
			b = importFunction(b, Env, k.Name, w.keptTyp[i])
		}
		b = importFunction(b, Own, Tick, tick)
		b = importFunction(b, Own, Overflow, tick)
		return importFunction(b, Own, Read, read)
	})
	out = section(out, secFunction, len(w.bodies)+len(w.extra), func(b []byte) []byte {
		for _, t := range slices.Concat(w.functions[len(w.imports):], w.extraT) {
			b = appendU32(b, t)
		}
		return b
	})
	out = section(out, secTable, 1, func(b []byte) []byte {
		return appendU32(append(b, 0x70, 0), res.ReadSlot+1)
	})
	out = section(out, secMemory, 1, func(b []byte) []byte {
		return appendU32(appendU32(append(b, 1), w.pages[0]), w.pages[1])
	})
	out = section(out, secGlobal, w.nGlobals+3, w.newGlobals)
	out = w.exportSection(out)
	if w.start >= 0 {
		out = append(out, secStart)
		out = appendSized(out, appendU32(nil, w.index[w.start]))
	}
	out = w.elements(out)
	out = append(out, secCode)
	out = appendSized(out, code)
	out = append(out, secData)
	res.Module = appendSized(out, w.dataSection())
	return res, nil
}

func (w *writer) dataSection() []byte {
	if w.data == nil {
		return []byte{0}
	}
	return w.data
}

// section appends a section with a vector of n elements.
func section(out []byte, id byte, n int, content func([]byte) []byte) []byte {
	return appendSized(append(out, id), content(appendU32(nil, uint32(n))))
}

func importFunction(b []byte, module, name string, typ uint32) []byte {
	b = appendSized(b, []byte(module))
	b = appendSized(b, []byte(name))
	return appendU32(append(b, 0), typ)
}

// newGlobals appends the globals of the module, and ours.
func (w *writer) newGlobals(b []byte) []byte {
	b = append(b, w.globals...)
	for _, value := range []int64{0, 0, fuelCalls} { // thrown, high, fuel
		b = appendS64(append(b, i32, 1, opI32Const), value)
		b = append(b, opEnd)
	}
	return b
}

// globalName is the export of a global that can change. No C function has such a
// name.
func globalName(g uint32) string { return "global " + strconv.Itoa(int(g)) }

func (w *writer) exportSection(out []byte) []byte {
	type export struct {
		name  string
		kind  byte
		index uint32
	}
	all := []export{
		{Memory, 2, 0},
		{Stack, 3, 0},
		{Thrown, 3, w.global.thrown},
		{High, 3, w.global.high},
		{CallVI, 0, w.helper.callVI},
		{CallII, 0, w.helper.callII},
	}
	for _, g := range w.mutable {
		all = append(all, export{globalName(g), 3, g})
	}
	own := len(all)
	for name, f := range w.names {
		if !slices.ContainsFunc(all[:own], func(e export) bool { return e.name == name }) {
			all = append(all, export{name, 0, w.index[f]})
		}
	}
	slices.SortFunc(all[own:], func(a, b export) int {
		if a.name < b.name {
			return -1
		}
		return 1
	})
	return section(out, secExport, len(all), func(b []byte) []byte {
		for _, e := range all {
			b = appendU32(append(appendSized(b, []byte(e.name)), e.kind), e.index)
		}
		return b
	})
}

// elements appends the section that fills the table: a segment for each run of
// slots, and one for our slot.
func (w *writer) elements(out []byte) []byte {
	slots := append(slices.Clone(w.slots), int32(w.helper.read))
	index := func(slot int) uint32 {
		if slot == len(w.slots) {
			return w.helper.read
		}
		return w.index[slots[slot]]
	}
	n := 0
	var content []byte
	for i := 0; i < len(slots); {
		if slots[i] < 0 {
			i++
			continue
		}
		end := i
		for end < len(slots) && slots[end] >= 0 {
			end++
		}
		n++
		content = appendS64(append(content, 0, opI32Const), int64(i))
		content = appendU32(append(content, opEnd), uint32(end-i))
		for ; i < end; i++ {
			content = appendU32(content, index(i))
		}
	}
	return section(out, secElement, n, func(b []byte) []byte { return append(b, content...) })
}

// code returns the content of the code section.
func (w *writer) code() ([]byte, error) {
	out := make([]byte, 0, len(w.b)+len(w.b)/2)
	out = appendU32(out, uint32(len(w.bodies)+len(w.extra)))
	rw := &rewriter{writer: w}
	var b []byte
	for i := range w.bodies {
		var err error
		if b, err = rw.rewrite(i, b[:0]); err != nil {
			return nil, err
		}
		out = appendSized(out, b)
		if len(out) > maxGrowth*len(w.b)+1<<16 {
			return nil, fmt.Errorf("function %d: rewritten, the module is more than %d times as large: %w", len(w.imports)+i, maxGrowth, registry.ErrInvalid)
		}
	}
	for _, c := range w.extra {
		out = appendSized(out, c)
	}
	return out, nil
}
