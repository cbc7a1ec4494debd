package meter_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/meter"
)

// A writer of programs that the evaluator can run: i32 only, functions that
// call later ones, loops that count.
type planner struct {
	*generator
	index, count int
}

func (p *planner) expression(depth int) []byte {
	switch p.pick(4 + min(depth, 1)*4) {
	case 0, 1:
		return i32c(p.pick(256) - 100)
	case 2, 3:
		return get(p.pick(3))
	case 4:
		return join(p.expression(depth-1), 0x45)
	case 5:
		return join(p.expression(depth-1), i32c(1+p.pick(9)), 0x6e)
	case 6:
		return join(p.expression(depth-1), 0x22, p.pick(3))
	default:
		return join(p.expression(depth-1), p.expression(depth-1), int([]byte{0x46, 0x49, 0x6a, 0x6b, 0x6c, 0x73}[p.pick(6)]))
	}
}

func (p *planner) steps(depth int) (out []byte) {
	for range 1 + p.pick(4) {
		out = append(out, p.step(depth)...)
	}
	return out
}

// step leaves local 3 to loops: each counts in a local of its own.
func (p *planner) step(depth int) []byte {
	kinds := 15
	if depth <= 0 {
		kinds = 5
	}
	switch p.pick(kinds) {
	case 0, 1:
		return join(p.expression(2), set(p.pick(3)))
	case 2:
		return join(i32c(0), i32c(0), i32c(p.pick(3000)), 0xfc, 11, 0)
	case 3:
		return join(i32c([]int{0, 1, 3, 9, -1}[p.pick(5)]), 0x40, 0, 0x1a)
	case 4:
		if p.index+1 >= p.count {
			return []byte{0x01}
		}
		return join(p.expression(1), 0x10, p.index+1+p.pick(p.count-p.index-1), set(p.pick(3)))
	case 5:
		return join(p.expression(1), 0x04, 0x40, p.steps(depth-1), 0x0b)
	case 6:
		return join(p.expression(1), 0x04, 0x40, p.steps(depth-1), 0x05, p.steps(depth-1), 0x0b)
	case 7:
		return join(0x02, 0x40, p.steps(depth-1), p.expression(1), 0x0d, 0, p.steps(depth-1), 0x0b)
	case 8:
		return join(0x02, 0x40, p.steps(depth-1), 0x0c, 0, p.steps(depth-1), 0x0b)
	case 9, 10: // while the count is not 0
		l := 3 + depth
		return join(i32c(p.pick(9)), set(l), 0x02, 0x40, 0x03, 0x40, get(l), 0x45, 0x0d, 1, get(l), i32c(1), 0x6b, set(l), p.steps(depth-1), 0x0c, 0, 0x0b, 0x0b)
	case 11: // until it is
		l := 3 + depth
		return join(i32c(1+p.pick(9)), set(l), 0x03, 0x40, p.steps(depth-1), get(l), i32c(1), 0x6b, 0x22, l, 0x0d, 0, 0x0b)
	case 12:
		return join(0x02, 0x40, 0x02, 0x40, 0x02, 0x40, p.expression(1), 0x0e, 2, 0, 1, 2, 0x0b, p.steps(depth-1), 0x0b, p.steps(depth-1), 0x0b)
	case 13:
		return p.dispatch(depth)
	default:
		return join(p.expression(1), 0x04, 0x40, p.expression(1), 0x0f, 0x0b)
	}
}

// dispatch writes a loop that dispatches, to three places: they jump forward
// freely, and backward as often as a local counts.
func (p *planner) dispatch(depth int) []byte {
	count, x := 3+depth, 7+depth
	jump := func(to, label int) []byte { return join(i32c(to), set(x), 0x0c, label) }
	place := func(label int) []byte { // label is that of the loop
		return join(p.steps(depth-1), get(count), 0x04, 0x40, get(count), i32c(1), 0x6b, set(count), jump(p.pick(4), label+1), 0x0b)
	}
	return join(i32c(1+p.pick(4)), set(count), i32c(0), set(x),
		0x03, 0x40, 0x02, 0x40, 0x02, 0x40, 0x02, 0x40, get(x), 0x0e, 2, 0, 1, 2, 0x0b,
		place(2), jump(1+p.pick(2), 2), 0x0b, place(1), jump(2, 1), 0x0b, place(0), 0x0b)
}

func plan(in []byte) asm {
	p := &planner{generator: &generator{in: in}}
	p.count = 1 + p.pick(4)
	a := asm{types: [][2]string{{"i", "i"}}, pages: 1}
	for p.index = range p.count {
		code := join(p.steps(3), get(p.pick(3)))
		if p.index == 2 {
			code = join(0x03, 0x7f, code, 0x0b) // a loop at the beginning that is no loop
		}
		a.funcs = append(a.funcs, fun{locals: "iiiiiiiiii", code: code})
	}
	return a
}

// TestGas compares the gas of programs with what the evaluator adds up.
func TestGas(t *testing.T) {
	n := 400
	if testing.Short() {
		n = 100
	}
	in := interpreter.lab(t)
	for i := range n {
		a := plan(noise(uint64(i), 60+i))
		module := instrument(t, a.bytes())
		for arg := range 3 {
			e := &evaluator{asm: a, pages: 1, stack: []uint32{uint32(arg)}}
			e.call(0)
			want := outcome{Results: []uint64{uint64(e.pop())}, Gas: e.gas, Depth: 1000}
			m, err := in.try(module)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, m.call("f0", 1<<40, 1000, uint64(arg))); d != "" {
				t.Fatalf("program %d, argument %d (-evaluator +meter):\n%s", i, arg, d)
			}
		}
	}
}

// These are the same calls with enough gas and with too little.
func TestOutOfGas(t *testing.T) {
	loop := join(0x03, 0x40, get(0), i32c(1), 0x6b, 0x22, 0, 0x0d, 0, 0x0b)
	a := asm{types: [][2]string{{"i", ""}, {"", ""}}, pages: 1, funcs: []fun{
		{typ: 0, code: loop},
		{typ: 1, code: join(0x03, 0x40, 0x0c, 0, 0x0b)},
		{typ: 1, code: join(0x10, 2, 0x10, 2)},                      // calls itself twice
		{typ: 0, code: join(i32c(0), i32c(7), get(0), 0xfc, 11, 0)}, // fill
	}}
	module := instrument(t, a.bytes())
	const each = 2 + 1 + 1 + 1 + 1 + 1 // of the loop: loop, get, const, sub, tee, br_if
	tests := []struct {
		name, call string
		arg        []uint64
		gas        uint64
		depth      uint32
		trap       bool
		used       int64
		left       int32
	}{
		{name: "enough", call: "f0", arg: []uint64{1000}, gas: 1000 * each, depth: 10, used: 1000 * each, left: 10},
		{name: "one too few", call: "f0", arg: []uint64{1000}, gas: 1000*each - 1, depth: 10, trap: true, used: 1000 * each, left: 10},
		{name: "for ever", call: "f1", gas: 2_000_000, depth: 10, trap: true, used: 2_000_001, left: 10},
		{name: "many slices", call: "f0", arg: []uint64{1_000_000}, gas: 1_000_000 * each, depth: 10, used: 1_000_000 * each, left: 10},
		{name: "tree of calls", call: "f2", gas: 50_000, depth: 1900, trap: true, used: 12 * 1901, left: -1},
		{name: "tree of calls, little gas", call: "f2", gas: 5_000, depth: 1900, trap: true, used: 5004, left: 1900 - 417},
		{name: "bulk", call: "f3", arg: []uint64{65536}, gas: 100_000, depth: 1, used: 1 + 1 + 1 + 20 + 8192, left: 1},
		{name: "bulk, little gas", call: "f3", arg: []uint64{65536}, gas: 8_000, depth: 1, trap: true, used: 23 + 8192, left: 1},
	}
	for _, tt := range tests {
		for _, e := range []engine{compiler, interpreter} {
			t.Run(tt.name+"/"+string(e), func(t *testing.T) {
				got := e.instance(t, module).call(tt.call, tt.gas, tt.depth, tt.arg...)
				if (got.Trap != "") != tt.trap || got.Gas != tt.used || got.Depth != tt.left {
					t.Errorf("trap %q, used %d, depth %d: want trap %t, %d, %d", got.Trap, got.Gas, got.Depth, tt.trap, tt.used, tt.left)
				}
			})
		}
	}
	if meter.MaxDepth != 1900 {
		t.Error("the table above is for another MaxDepth")
	}
}
