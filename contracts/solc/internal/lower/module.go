package lower

import (
	"fmt"

	"github.com/novation-dev/novation/registry"
)

// Bounds of what is read. A compiler of 22 MB has 51,281 functions, 46,004 slots,
// 139 imports and less than a million calls; rewritten it is a fifth larger.
const (
	maxTypes     = 10_000
	maxParams    = 1_000
	maxImports   = 10_000
	maxFunctions = 1_000_000
	maxSlots     = 1_000_000
	maxGlobals   = 10_000
	maxLocals    = 50_000
	maxCalls     = 8_000_000
	maxGrowth    = 4 // times
)

// The sections of a module, in order.
const (
	secCustom = iota
	secType
	secImport
	secFunction
	secTable
	secMemory
	secGlobal
	secExport
	secStart
	secElement
	secCode
	secData
)

// A funcType is the type of a function, one byte for each value.
type funcType struct{ params, results string }

func (t funcType) encode(b []byte) []byte {
	b = appendSized(append(b, 0x60), []byte(t.params))
	return appendSized(b, []byte(t.results))
}

// An imported is a function that a module imports.
type imported struct {
	module, name string
	typ          uint32
}

// A body is the code of a function: where its locals begin, where its
// instructions do, and where it ends.
type body struct {
	start, code, end int
	locals           int // declared ones
}

// An exported is something that a module exports.
type exported struct {
	kind  byte
	index uint32
}

// A module is what parse has read.
type module struct {
	b         []byte
	types     []funcType
	imports   []imported
	functions []uint32 // types of all functions, imports first
	bodies    []body
	exports   map[string]exported
	slots     []int32 // the function in each slot of the table, or -1
	pages     [2]uint32
	globals   []byte // the section's content after the count
	nGlobals  int
	mutable   []uint32 // the globals that can change, but the stack pointer
	stack     uint32   // what global 0 begins with: the stack pointer
	start     int64    // -1 if there is none
	dataEnd   uint32
	data      []byte // the section's content
}

func (m *module) typeOf(f uint32) funcType { return m.types[m.functions[f]] }

// parse reads a module.
func parse(b []byte) (*module, error) {
	m := &module{b: b, exports: map[string]exported{}, start: -1}
	r := newReader(b)
	if string(r.bytes(8)) != "\x00asm\x01\x00\x00\x00" {
		return nil, fmt.Errorf("it is not a WebAssembly module of version 1: %w", registry.ErrInvalid)
	}
	for last := 0; r.more(); {
		id, size := int(r.byte()), r.u32()
		start := r.pos
		r.skip(int(size))
		if r.err != nil {
			break
		}
		if id == secCustom {
			continue
		}
		if id <= last {
			r.fail("section %d stands after section %d", id, last)
			break
		}
		last = id
		s := r.part(start, r.pos)
		m.section(id, s)
		if s.err == nil && s.pos != s.end {
			s.fail("section %d is longer than its content", id)
		}
		if s.err != nil {
			return nil, s.err
		}
	}
	if r.err != nil {
		return nil, r.err
	}
	if len(m.bodies) != len(m.functions)-len(m.imports) {
		return nil, fmt.Errorf("the module declares %d functions and has code for %d: %w", len(m.functions)-len(m.imports), len(m.bodies), registry.ErrInvalid)
	}
	return m, nil
}

func (m *module) section(id int, r *reader) {
	switch id {
	case secType:
		m.readTypes(r)
	case secImport:
		m.readImports(r)
	case secFunction:
		for n := r.count(maxFunctions, "functions"); n > 0 && r.err == nil; n-- {
			m.addFunction(r, r.u32())
		}
	case secTable:
		m.readTable(r)
	case secMemory:
		m.readMemory(r)
	case secGlobal:
		m.readGlobals(r)
	case secExport:
		for n := r.count(maxImports, "exports"); n > 0 && r.err == nil; n-- {
			name, kind := r.name(), r.byte()
			m.exports[name] = exported{kind, r.u32()}
		}
	case secStart:
		m.start = int64(r.u32())
		m.known(r, uint32(m.start))
	case secElement:
		m.readElements(r)
	case secCode:
		m.readCode(r)
	case secData:
		m.readData(r)
	default:
		r.fail("section %d is not supported", id)
	}
}
