package lower

// The instructions that are looked at.
const (
	opUnreachable  = 0x00
	opNop          = 0x01
	opBlock        = 0x02
	opLoop         = 0x03
	opIf           = 0x04
	opElse         = 0x05
	opEnd          = 0x0b
	opBr           = 0x0c
	opBrIf         = 0x0d
	opBrTable      = 0x0e
	opReturn       = 0x0f
	opCall         = 0x10
	opCallIndirect = 0x11
	opDrop         = 0x1a
	opSelect       = 0x1b
	opLocalGet     = 0x20
	opLocalSet     = 0x21
	opLocalTee     = 0x22
	opGlobalGet    = 0x23
	opGlobalSet    = 0x24
	opFirstLoad    = 0x28
	opFirstStore   = 0x36
	opMemorySize   = 0x3f
	opMemoryGrow   = 0x40
	opI32Const     = 0x41
	opI64Const     = 0x42
	opF32Const     = 0x43
	opF64Const     = 0x44
	opI32Eqz       = 0x45
	opI32LtS       = 0x48
	opI32LtU       = 0x49
	opI32Add       = 0x6a
	opI32Sub       = 0x6b
	opLastSimple   = 0xc4
	opPrefix       = 0xfc
)

// blockVoid is the type of a block without a result.
const blockVoid = 0x40

// The types of values.
const (
	i32 = 0x7f
	i64 = 0x7e
	f32 = 0x7d
	f64 = 0x7c
)

// An instruction is one instruction as next reads it.
type instruction struct {
	op byte
	// sub is the number after opPrefix.
	sub uint32
	// a is the first number that follows: a label, an index, the type of a
	// block, the value of an i32.const.
	a uint32
	// start and end are its bytes in the module.
	start, end int
}

// next reads an instruction.
func (r *reader) next(in *instruction) {
	in.start, in.a = r.pos, 0
	in.op = r.byte()
	switch op := in.op; {
	case op == opBlock || op == opLoop || op == opIf:
		in.a = uint32(r.byte())
		if in.a != blockVoid && (in.a < f64 || in.a > i32) {
			r.fail("a block has the type %#x", in.a)
		}
	case op == opBr || op == opBrIf || op == opCall || op >= opLocalGet && op <= opGlobalSet:
		in.a = r.u32()
	case op == opBrTable:
		for n := r.count(1<<20, "labels"); n >= 0 && r.err == nil; n-- {
			r.u32()
		}
	case op == opCallIndirect:
		in.a = r.u32()
		if r.byte() != 0 {
			r.fail("a call by a second table")
		}
	case op >= opFirstLoad && op < opMemorySize:
		r.u32()
		r.u32()
	case op == opMemorySize || op == opMemoryGrow:
		r.byte()
	case op == opI32Const:
		in.a = uint32(r.s64())
	case op == opI64Const:
		r.s64()
	case op == opF32Const:
		r.skip(4)
	case op == opF64Const:
		r.skip(8)
	case op == opPrefix:
		r.prefixed(in)
	case op <= opNop, op == opElse, op == opEnd, op == opReturn, op == opDrop, op == opSelect,
		op >= opI32Eqz && op <= opLastSimple:
	default:
		r.pos--
		r.fail("instruction %#x is not supported", op)
	}
	in.end = r.pos
}

func (r *reader) prefixed(in *instruction) {
	switch in.sub = r.u32(); {
	case in.sub <= 7: // conversions that saturate
	case in.sub == 10: // memory.copy
		r.skip(2)
	case in.sub == 11: // memory.fill
		r.skip(1)
	default:
		r.fail("instruction 0xfc %#x is not supported", in.sub)
	}
}

// effect returns how many values a simple instruction takes and leaves.
func (in *instruction) effect() (takes, leaves int) {
	switch op := in.op; {
	case op == opNop:
		return 0, 0
	case op == opDrop || op == opLocalSet || op == opGlobalSet:
		return 1, 0
	case op == opSelect:
		return 3, 1
	case op == opLocalGet || op == opGlobalGet || op == opMemorySize || op >= opI32Const && op <= opF64Const:
		return 0, 1
	case op == opLocalTee || op == opMemoryGrow || op >= opFirstLoad && op < opFirstStore:
		return 1, 1
	case op >= opFirstStore && op < opMemorySize:
		return 2, 0
	case op == opPrefix && in.sub <= 7:
		return 1, 1
	case op == opPrefix:
		return 3, 0
	case binary(op):
		return 2, 1
	}
	return 1, 1
}

// binary reports whether a numeric instruction takes two values.
func binary(op byte) bool {
	switch {
	case op >= 0x46 && op <= 0x4f, op >= 0x51 && op <= 0x66, // comparisons
		op >= 0x6a && op <= 0x78, op >= 0x7c && op <= 0x8a, // integers
		op >= 0x92 && op <= 0x98, op >= 0xa0 && op <= 0xa6: // floats
		return true
	}
	return false
}
