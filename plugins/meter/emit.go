package meter

import (
	"encoding/binary"

	"github.com/novation-dev/novation/plugins/wasm"
)

// An emitter writes instrumented functions. Its indexes are those of what is
// appended to the module.
type emitter struct {
	module              []byte
	gas, reserve, depth uint32 // globals
	yield               uint32 // function
	without             part
	b                   []byte // the body being written
	t                   place  // of its function
	local               bool   // it keeps its gas in t.i64
}

// A part is something that instrumentation puts in. Only benchmarks leave one
// out, to see what it costs.
type part byte

const (
	gasPart part = 1 << iota
	depthPart
	nanPart
)

// Opcodes that instrumentation writes.
const (
	opBlock       = 0x02
	opIf          = 0x04
	opElse        = 0x05
	opEnd         = 0x0b
	opBr          = 0x0c
	opCall        = 0x10
	opUnreachable = 0x00
	opDrop        = 0x1a
	opSelect      = 0x1b
	opLocalGet    = 0x20
	opLocalSet    = 0x21
	opLocalTee    = 0x22
	opGlobalGet   = 0x23
	opGlobalSet   = 0x24
	opMemoryGrow  = 0x40
	opI32Const    = 0x41
	opI64Const    = 0x42
	opF32Const    = 0x43
	opF64Const    = 0x44
	opI32Ne       = 0x47
	opI32LtS      = 0x48
	opI64LtS      = 0x53
	opI64LtU      = 0x54
	opI64GeS      = 0x59
	opF32Ne       = 0x5c
	opF64Ne       = 0x62
	opI32Sub      = 0x6b
	opI64Add      = 0x7c
	opI64Sub      = 0x7d
	opI64Mul      = 0x7e
	opI64Or       = 0x84
	opI64ShrU     = 0x88
	opI64ExtendS  = 0xac
	opI64ExtendU  = 0xad
	empty         = 0x40
)

// function writes one function into e.b. wrapper is the block type of its
// results; wary says behind calls of which functions it checks.
func (e *emitter) function(f *wasm.Function, s *scanner, wrapper []byte, wary func(callee uint32) bool) {
	e.b = e.b[:0]
	if e.without&depthPart != 0 {
		s.temps.depth = false
	}
	if e.without&gasPart != 0 {
		s.temps.i64 = false
	}
	e.local = s.temps.i64
	wrap := e.local || s.temps.depth
	e.locals(f, s.temps)
	at := f.Code
	for i, edit := range s.edits {
		e.b = append(e.b, e.module[at:edit.at]...)
		at = edit.at
		if i == 0 {
			e.enter(s, edit.n, weight(&f.Size))
			if wrap {
				e.b = append(append(e.b, opBlock), wrapper...)
			}
			continue
		}
		if edit.what <= grow && e.without&gasPart != 0 || edit.what >= nan32 && e.without&nanPart != 0 {
			continue
		}
		switch edit.what {
		case charge:
			e.charge(edit.n)
		case check:
			e.charge(edit.n)
			e.check()
		case back:
			if s.edits[edit.n].what != check {
				e.check()
			}
		case bulk:
			e.bulk()
		case grow:
			e.grow()
			at += 2
		case leave:
			if wrap {
				e.op(opBr, edit.n)
				at++
			}
		case before, stop:
			e.store()
		case after:
			e.load()
			if wary(edit.n) && e.without&gasPart == 0 {
				e.check()
			}
		case nan32:
			e.nan32()
		case nan64:
			e.nan64()
		}
	}
	e.b = append(e.b, e.module[at:f.End]...)
	if wrap { // the end is that of the wrapper
		e.store()
		if s.temps.depth {
			e.op(opLocalGet, e.t.depth)
			e.op(opGlobalSet, e.depth)
		}
		e.b = append(e.b, opEnd)
	}
}

// enter writes what stands at the beginning of a function: the charge of the
// first stretch, the weight, and the check of both.
func (e *emitter) enter(s *scanner, n, weight uint32) {
	metered := e.without&gasPart == 0
	if metered {
		e.load()
		e.charge(n)
	}
	if !s.temps.depth {
		return
	}
	e.op(opGlobalGet, e.depth)
	e.op(opLocalTee, e.t.depth)
	e.i32(weight)
	e.b = append(e.b, opI32Sub)
	e.op(opGlobalSet, e.depth)
	// Neither may be below zero: the sign of both together.
	e.op(opGlobalGet, e.depth)
	e.b = append(e.b, opI64ExtendS)
	if metered {
		e.get()
		e.b = append(e.b, opI64Or)
	}
	e.negative()
}

// A place is where the locals of a function lie that instrumentation adds.
type place struct{ i32, i64, depth, f32, f64 uint32 }

// locals writes the locals of a function, and those it needs more of.
func (e *emitter) locals(f *wasm.Function, t temps) {
	p := &e.t
	*p = place{}
	head := e.module[f.Start:f.Code]
	groups, n := binary.Uvarint(head)
	next := uint32(f.Size.Locals)
	var more []byte
	add := func(index *uint32, count byte, typ byte) {
		*index, next = next, next+uint32(count)
		more = append(more, count, typ)
		groups++
	}
	if t.i32 {
		add(&p.i32, 2, wasm.I32)
	}
	if t.i64 {
		add(&p.i64, 1, wasm.I64)
	}
	if t.depth {
		add(&p.depth, 1, wasm.I32)
	}
	if t.f32 {
		add(&p.f32, 1, wasm.F32)
	}
	if t.f64 {
		add(&p.f64, 1, wasm.F64)
	}
	e.b = binary.AppendUvarint(e.b, groups)
	e.b = append(append(e.b, head[n:]...), more...)
}

// op writes an instruction with an index.
func (e *emitter) op(op byte, index uint32) {
	e.b = binary.AppendUvarint(append(e.b, op), uint64(index))
}

func (e *emitter) i32(n uint32) { e.b = wasm.AppendSigned(append(e.b, opI32Const), int64(n)) }
func (e *emitter) i64(n int64)  { e.b = wasm.AppendSigned(append(e.b, opI64Const), n) }

// get puts the gas on the stack.
func (e *emitter) get() {
	if e.local {
		e.op(opLocalGet, e.t.i64)
	} else {
		e.op(opGlobalGet, e.gas)
	}
}

// set takes it from there.
func (e *emitter) set() {
	if e.local {
		e.op(opLocalSet, e.t.i64)
	} else {
		e.op(opGlobalSet, e.gas)
	}
}

// load fetches the gas when the function keeps it in a local.
func (e *emitter) load() {
	if e.local {
		e.op(opGlobalGet, e.gas)
		e.op(opLocalSet, e.t.i64)
	}
}

// store hands it on.
func (e *emitter) store() {
	if e.local {
		e.op(opLocalGet, e.t.i64)
		e.op(opGlobalSet, e.gas)
	}
}

// charge takes n gas.
func (e *emitter) charge(n uint32) {
	if n == 0 {
		return
	}
	e.get()
	e.i64(int64(n))
	e.b = append(e.b, opI64Sub)
	e.set()
}

// check calls yield if the slice is used up.
func (e *emitter) check() {
	e.get()
	e.negative()
}

// negative calls yield if the number on the stack is below zero. The call stands
// in the second arm because wazero's compiler gives registers as the first arm
// leaves them, and so keeps values in registers where there is no call.
func (e *emitter) negative() {
	e.b = append(e.b, opI64Const, 0, opI64GeS, opIf, empty, opElse)
	e.store()
	e.op(opCall, e.yield)
	e.load()
	e.b = append(e.b, opEnd)
}

// bulk charges for the length on top of the stack, and leaves it there.
func (e *emitter) bulk() {
	e.op(opLocalTee, e.t.i32)
	e.get()
	e.op(opLocalGet, e.t.i32)
	e.b = append(e.b, opI64ExtendU)
	e.i64(bulkShift)
	e.b = append(e.b, opI64ShrU, opI64Sub)
	e.set()
	e.check()
}

// grow grows the memory, and charges for the pages if it did.
func (e *emitter) grow() {
	e.op(opLocalTee, e.t.i32)
	e.b = append(e.b, opMemoryGrow, 0)
	e.op(opLocalTee, e.t.i32+1)
	e.get()
	e.op(opLocalGet, e.t.i32)
	e.b = append(e.b, opI64ExtendU)
	e.op(opLocalGet, e.t.i32+1)
	e.b = append(e.b, opI32Const, 0x7f, opI32Ne, opI64ExtendU, opI64Mul) // 0 if the result is -1
	e.i64(costPage)
	e.b = append(e.b, opI64Mul, opI64Sub)
	e.set()
	e.check()
}

// nan32 replaces a NaN on top of the stack by the one of METER.md. A branch is
// faster than a choice: it is never taken.
func (e *emitter) nan32() {
	e.nan(e.t.f32, opF32Ne, opF32Const, 0, 0, 0xc0, 0x7f)
}

func (e *emitter) nan64() {
	e.nan(e.t.f64, opF64Ne, opF64Const, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f)
}

func (e *emitter) nan(temp uint32, differs byte, constant ...byte) {
	e.op(opLocalTee, temp)
	e.op(opLocalGet, temp)
	e.b = append(append(e.b, differs, opIf, empty), constant...)
	e.op(opLocalSet, temp)
	e.b = append(e.b, opEnd)
	e.op(opLocalGet, temp)
}

// refill writes the function that is appended: it ends the call when it went too
// deep or the gas is used up, and begins another slice otherwise. Growing memory by nothing leaves the module for an instant.
func (e *emitter) refill() {
	e.b = append(e.b[:0], 1, 1, wasm.I64)
	e.op(opGlobalGet, e.depth)
	e.b = append(e.b, opI32Const, 0, opI32LtS, opIf, empty, opUnreachable, opEnd)
	e.op(opGlobalGet, e.gas)
	e.op(opGlobalGet, e.reserve)
	e.b = append(e.b, opI64Add, opLocalTee, 0, opI64Const, 0, opI64LtS, opIf, empty, opUnreachable, opEnd)
	e.b = append(e.b, opLocalGet, 0)
	e.i64(int64(Slice))
	e.b = append(e.b, opLocalGet, 0)
	e.i64(int64(Slice))
	e.b = append(e.b, opI64LtU, opSelect)
	e.op(opGlobalSet, e.gas)
	e.b = append(e.b, opLocalGet, 0)
	e.op(opGlobalGet, e.gas)
	e.b = append(e.b, opI64Sub)
	e.op(opGlobalSet, e.reserve)
	e.b = append(e.b, opI32Const, 0, opMemoryGrow, 0, opDrop, opEnd)
}
