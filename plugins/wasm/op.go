package wasm

import "fmt"

// An Op is an instruction: its first byte, or 0xfc00 and the number that
// follows the prefix 0xfc.
type Op uint16

// The instructions that something here or in the meter looks at.
const (
	OpUnreachable  Op = 0x00
	OpBlock        Op = 0x02
	OpLoop         Op = 0x03
	OpIf           Op = 0x04
	OpElse         Op = 0x05
	OpEnd          Op = 0x0b
	OpBr           Op = 0x0c
	OpBrIf         Op = 0x0d
	OpBrTable      Op = 0x0e
	OpReturn       Op = 0x0f
	OpCall         Op = 0x10
	OpCallIndirect Op = 0x11
	OpLocalGet     Op = 0x20
	OpLocalSet     Op = 0x21
	OpMemorySize   Op = 0x3f
	OpMemoryGrow   Op = 0x40
	OpI32Const     Op = 0x41
	OpMemoryInit   Op = 0xfc08
	OpMemoryCopy   Op = 0xfc0a
	OpMemoryFill   Op = 0xfc0b
)

// prefix begins an instruction of two bytes or more.
const prefix = 0xfc

// An operand is what follows an opcode.
type operand byte

const (
	refused   operand = iota // the instruction is not known, or not allowed
	none                     // nothing
	blockType                // empty, a value type, or the index of a type
	label                    // how many blocks to leave
	labels                   // a table of labels
	function                 // index of a function
	indirect                 // index of a type, index of a table
	local                    // index of a local
	global                   // index of a global
	table                    // index of a table
	reference                // kind of a reference
	types                    // the type that select gives
	access1                  // alignment and offset of an access of 1 byte
	access2                  // of 2 bytes
	access4                  // of 4
	access8                  // of 8
	page                     // the one memory
	pageTwice                // the one memory, twice
	segment0                 // index of a data segment, the one memory
	i32                      // a constant
	i64
	f32
	f64
)

// operands says for each opcode what follows it; operands0xfc for those behind
// the prefix 0xfc.
var operands, operands0xfc = func() (t, p [256]operand) {
	set := func(o operand, ops ...byte) {
		for _, op := range ops {
			t[op] = o
		}
	}
	span := func(o operand, from, to byte) {
		for op := int(from); op <= int(to); op++ {
			t[op] = o
		}
	}
	set(none, 0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b, 0xd1)
	set(blockType, 0x02, 0x03, 0x04)
	set(label, 0x0c, 0x0d)
	set(labels, 0x0e)
	set(function, 0x10, 0xd2)
	set(indirect, 0x11)
	set(types, 0x1c)
	span(local, 0x20, 0x22)
	set(global, 0x23, 0x24)
	set(table, 0x25)
	set(access4, 0x28, 0x2a, 0x34, 0x35, 0x36, 0x38, 0x3e)
	set(access8, 0x29, 0x2b, 0x37, 0x39)
	set(access1, 0x2c, 0x2d, 0x30, 0x31, 0x3a, 0x3c)
	set(access2, 0x2e, 0x2f, 0x32, 0x33, 0x3b, 0x3d)
	set(page, 0x3f, 0x40)
	set(i32, 0x41)
	set(i64, 0x42)
	set(f32, 0x43)
	set(f64, 0x44)
	span(none, 0x45, 0xc4) // comparisons, arithmetic, conversions, sign extension
	set(reference, 0xd0)
	for op := range 8 {
		p[op] = none // saturating conversions
	}
	p[8], p[10], p[11], p[16] = segment0, pageTwice, page, table
	return t, p
}()

// why says why an instruction is refused.
func (op Op) why() string {
	switch op {
	case 0x06, 0x07, 0x08, 0x09, 0x0a, 0x18, 0x19, 0x1f:
		return "exception handling is not allowed"
	case 0x12, 0x13, 0x15:
		return "tail calls are not allowed"
	case 0x26, 0xfc0c, 0xfc0e, 0xfc0f, 0xfc11:
		return "it changes a table, which a reset between calls cannot undo"
	case 0xfc09, 0xfc0d:
		return "it drops a segment, which a reset between calls cannot undo"
	case 0xfd:
		return "SIMD is not allowed"
	case 0xfe:
		return "atomic instructions are not allowed"
	default:
		return "it is not known"
	}
}

// grows returns by how much an instruction makes the stack higher; for calls,
// blocks and branches without what their types add.
func (op Op) grows() int {
	switch {
	case op == 0x20 || op == 0x23 || op == 0x3f || op >= 0x41 && op <= 0x44 || op == 0xd0 || op == 0xd2 || op == 0xfc10:
		return 1
	case op == 0x36 || op >= 0x37 && op <= 0x3e || op == 0x1b || op == 0x1c:
		return -2
	case op == OpMemoryInit || op == OpMemoryCopy || op == OpMemoryFill:
		return -3
	case op == 0x1a || op == 0x21 || op == 0x24 || op == OpIf || op == OpBrIf || op == OpBrTable || op == OpCallIndirect:
		return -1
	case op == 0x45 || op == 0x50: // eqz
		return 0
	case op >= 0x46 && op <= 0x66 || op >= 0x6a && op <= 0x78 || op >= 0x7c && op <= 0x8a || op >= 0x92 && op <= 0x98 || op >= 0xa0 && op <= 0xa6:
		return -1
	default:
		return 0
	}
}

// String returns "0x41", or "0xfc 0x08".
func (op Op) String() string {
	if op > 0xff {
		return fmt.Sprintf("%#02x %#02x", byte(op>>8), byte(op))
	}
	return fmt.Sprintf("%#02x", byte(op))
}
