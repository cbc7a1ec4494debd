package main

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/wasm"
)

// The kernel functions that a plugin of Extism uses, in the order of their
// indexes here, with their types.
var kernel = []struct {
	name            string
	params, results string
}{
	{"input_length", "", "I"},
	{"input_load_u64", "I", "I"},
	{"input_load_u8", "I", "i"},
	{"alloc", "I", "I"},
	{"store_u64", "II", ""},
	{"store_u8", "Ii", ""},
	{"output_set", "II", ""},
}

const (
	inputLength = iota
	inputLoad8
	inputLoad1
	alloc
	store8
	store1
	outputSet
	nKernel
)

// asPlugin turns rules of ABI version 1 into a plugin of Extism: it adds the
// imports of the kernel, a function "call" that carries the input into the
// buffer, calls nv_apply and carries the reply out as Extism's own development
// kits do, eight bytes at a time; and "_initialize", which asks for the buffer.
// What the rules themselves do is unchanged.
func asPlugin(module []byte, op abi.Op, buffer uint32) ([]byte, error) {
	m, err := wasm.Parse(module)
	if err != nil {
		return nil, err
	}
	p := &plugin{m: m, module: module, op: op, buffer: buffer}
	for _, i := range m.Imports {
		if i.Kind != wasm.Func {
			return nil, errors.New("it imports something that is no function")
		}
		p.imports++
	}
	return p.write()
}

type plugin struct {
	m       *wasm.Module
	module  []byte
	op      abi.Op
	buffer  uint32
	imports uint32 // of the rules
}

// index is what the index of a function becomes.
func (p *plugin) index(i uint32) uint32 {
	if i < p.imports {
		return i
	}
	return i + nKernel
}

// host is the index of a function of the kernel.
func (p *plugin) host(i uint32) uint32 { return p.imports + i }

// own is the index of one of the two functions that are added.
func (p *plugin) own(i uint32) uint32 { return uint32(p.m.NumFunctions()) + nKernel + i }

// export is the new index of an exported function, and whether there is one.
func (p *plugin) export(name string) (uint32, bool) {
	e, ok := p.m.Export(name)
	return p.index(e.Index), ok
}

func (p *plugin) write() ([]byte, error) {
	types := uint32(p.m.Types())
	var signatures, imports []byte
	for i, k := range kernel {
		signatures = append(signatures, signature(k.params, k.results)...)
		imports = append(imports, name("extism:host/env")...)
		imports = append(append(append(imports, name(k.name)...), 0), uleb(types+uint32(i))...)
	}
	signatures = append(append(signatures, signature("", "i")...), signature("", "")...)
	call, initialize, err := p.functions()
	if err != nil {
		return nil, err
	}
	content := map[byte]func(wasm.Section) ([]byte, error){
		wasm.TypeSection:     grow(nKernel+2, signatures),
		wasm.ImportSection:   grow(nKernel, imports),
		wasm.FunctionSection: grow(2, append(uleb(types+nKernel), uleb(types+nKernel+1)...)),
		wasm.GlobalSection:   grow(1, []byte{0x7f, 1, 0x41, 0, 0x0b}),
		wasm.ExportSection:   func(wasm.Section) ([]byte, error) { return p.exports(), nil },
		wasm.StartSection:    p.start,
		wasm.ElementSection:  p.elements,
		wasm.CodeSection:     func(wasm.Section) ([]byte, error) { return p.code(call, initialize) },
	}
	out := wasm.Header()
	add := func(s wasm.Section) error {
		f, ok := content[s.ID]
		if !ok {
			out = append(out, s.Raw...)
			return nil
		}
		delete(content, s.ID)
		b, err := f(s)
		out = append(append(append(out, s.ID), uleb(uint32(len(b)))...), b...)
		return err
	}
	err = wasm.Sections(p.module, func(s wasm.Section) error {
		if s.ID == wasm.CustomSection {
			return nil
		}
		for _, id := range []byte{wasm.ImportSection, wasm.GlobalSection} { // they may be missing
			if _, ok := content[id]; ok && s.ID != id && !wasm.Before(s.ID, id) {
				if err := add(wasm.Section{ID: id, Content: []byte{0}}); err != nil {
					return err
				}
			}
		}
		return add(s)
	})
	return out, err
}

// grow adds items to a section that begins with their number.
func grow(n uint32, items []byte) func(wasm.Section) ([]byte, error) {
	return func(s wasm.Section) ([]byte, error) {
		count, rest, err := number(s.Content)
		return append(append(uleb(count+n), rest...), items...), err
	}
}

func (p *plugin) exports() []byte {
	n, out := uint32(2), []byte(nil)
	for _, e := range p.m.Exports {
		if e.Name == abi.Initialize {
			continue
		}
		i := e.Index
		if e.Kind == wasm.Func {
			i = p.index(i)
		}
		out = append(append(append(out, name(e.Name)...), byte(e.Kind)), uleb(i)...)
		n++
	}
	out = append(append(append(out, name("call")...), 0), uleb(p.own(0))...)
	out = append(append(append(out, name(abi.Initialize)...), 0), uleb(p.own(1))...)
	return append(uleb(n), out...)
}

func (p *plugin) start(s wasm.Section) ([]byte, error) {
	i, _, err := number(s.Content)
	return uleb(p.index(i)), err
}

// elements renumbers active segments of functions at constant offsets, which are
// what linkers write.
func (p *plugin) elements(s wasm.Section) ([]byte, error) {
	count, b, err := number(s.Content)
	out := uleb(count)
	for range count {
		if err != nil || len(b) < 2 || b[0] != 0 || b[1] != 0x41 {
			return nil, errors.Join(err, errors.New("an element segment is not of the simple kind"))
		}
		n := 2
		for b[n]&0x80 != 0 {
			n++
		}
		n += 2 // the last byte of the offset, and end
		out, b = append(out, b[:n]...), b[n:]
		var items, f uint32
		items, b, err = number(b)
		out = append(out, uleb(items)...)
		for range items {
			f, b, err = number(b)
			out = append(out, uleb(p.index(f))...)
		}
	}
	return out, err
}

// code renumbers what functions call, and adds two.
func (p *plugin) code(call, initialize []byte) ([]byte, error) {
	out := uleb(uint32(len(p.m.Functions)) + 2)
	for _, f := range p.m.Functions {
		body := append([]byte(nil), p.module[f.Start:f.Code]...)
		var i wasm.Instruction
		for c := p.m.Instructions(&f); c.Next(&i); {
			if i.Op == wasm.OpCall {
				body = append(append(body, byte(wasm.OpCall)), uleb(p.index(i.A))...)
			} else {
				body = append(body, p.module[i.Start:i.End]...)
			}
		}
		out = append(append(out, uleb(uint32(len(body)))...), body...)
	}
	for _, body := range [][]byte{call, initialize} {
		out = append(append(out, uleb(uint32(len(body)))...), body...)
	}
	return out, nil
}

func number(b []byte) (uint32, []byte, error) {
	v, n := binary.Uvarint(b)
	if n <= 0 {
		return 0, nil, fmt.Errorf("a number is cut short")
	}
	return uint32(v), b[n:], nil
}

func uleb(v uint32) []byte { return binary.AppendUvarint(nil, uint64(v)) }

func name(s string) []byte { return append(uleb(uint32(len(s))), s...) }

// signature encodes a function type: i is an i32, I an i64.
func signature(params, results string) []byte {
	b := []byte{0x60}
	for _, list := range []string{params, results} {
		b = append(b, byte(len(list)))
		for _, c := range list {
			b = append(b, map[rune]byte{'i': 0x7f, 'I': 0x7e}[c])
		}
	}
	return b
}
