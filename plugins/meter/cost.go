package meter

import "github.com/novation-dev/novation/plugins/wasm"

// What an instruction costs, in gas. METER.md says the same in prose.
const (
	costSimple   = 1
	costLoop     = 2 // each pass
	costBrTable  = 3
	costDivide   = 8
	costCall     = 6
	costIndirect = 10
	costImport   = 100
	costBulk     = 20  // and a unit for every 1<<bulkShift bytes
	costGrow     = 200 // and costPage for each page that is added
	costPage     = 1000

	bulkShift = 3
	// What a small function may cost, and the weight that it and those it
	// calls may have.
	smallSpan   = 4096
	smallHeight = 32
	// wideReach is what a large function may spend in small ones without
	// checking behind each.
	wideReach = 65536
)

// costs has the cost of every instruction of one byte but call.
var costs = func() (t [256]uint8) {
	for op := range t {
		t[op] = costSimple
	}
	for _, op := range []byte{0x01, 0x02, 0x05, 0x0b} { // nop, block, else, end
		t[op] = 0
	}
	t[wasm.OpLoop] = costLoop
	t[wasm.OpBrTable] = costBrTable
	t[wasm.OpCallIndirect] = costIndirect
	t[wasm.OpMemoryGrow] = costGrow
	for _, op := range []byte{
		0x6d, 0x6e, 0x6f, 0x70, 0x7f, 0x80, 0x81, 0x82, // div and rem of i32 and i64
		0x91, 0x95, 0x9f, 0xa3, // sqrt and div of f32 and f64
	} {
		t[op] = costDivide
	}
	return t
}()

// cost returns the cost of an instruction. imports is how many functions are
// imported.
func cost(i *wasm.Instruction, imports uint32) uint32 {
	switch {
	case i.Op == wasm.OpCall && i.A < imports:
		return costImport
	case i.Op == wasm.OpCall:
		return costCall
	case i.Op < 0x100:
		return uint32(costs[i.Op])
	case i.Op == wasm.OpMemoryCopy || i.Op == wasm.OpMemoryFill || i.Op == wasm.OpMemoryInit:
		return costBulk
	default: // saturating conversions, table.size
		return costSimple
	}
}

// weight is how much of the depth one call of a function takes: more for one
// whose frame may be large.
func weight(s *wasm.Size) uint32 { return uint32(1 + (s.Bytes+s.Live)/4096) }

// A float says whether an instruction gives a float whose bits may differ from
// machine to machine, and of which type.
type float byte

const (
	exact float = iota
	maybeNaN32
	maybeNaN64
)

// nan classifies an instruction.
func nan(op wasm.Op) float {
	switch {
	case op >= 0x8d && op <= 0x97 || op == 0xb6: // ceil ... max; demote
		return maybeNaN32
	case op >= 0x9b && op <= 0xa5 || op == 0xbb: // ceil ... max; promote
		return maybeNaN64
	default:
		return exact
	}
}

// hides reports that an instruction takes the float on top of the stack, and
// that nothing can tell the bits of a NaN from what it gives: either it is
// followed by its own NaN rule, or it gives no float.
func hides(op wasm.Op) bool {
	return nan(op) != exact ||
		op >= 0x5b && op <= 0x66 || // comparisons
		op >= 0xa8 && op <= 0xab || op >= 0xae && op <= 0xb1 || // conversions that trap
		op >= 0xfc00 && op <= 0xfc07 || // and those that saturate
		op == 0x1a // drop
}
