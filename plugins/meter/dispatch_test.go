package meter_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/plugins/meter"
)

// A jumper makes functions that jump about, by loops that dispatch: most never
// end. Every function has locals 0 to 3, which jumps set.
type jumper struct {
	*generator
	loops []int // how many blocks are open around each loop that may be jumped to
	open  int
}

// jump writes a jump to one of the loops around, or something like it.
func (j *jumper) jump() []byte {
	if len(j.loops) == 0 {
		return nil
	}
	label := j.open - 1 - j.loops[j.pick(len(j.loops))]
	x := j.pick(2)
	switch j.pick(8) {
	case 0:
		return join(get(2), i32c(j.pick(3)), 0x46, 0x0d, label)
	case 1: // through a block
		return join(i32c(j.pick(5)), set(x), 0x02, 0x40, 0x0c, label+1, 0x0b)
	case 2: // something between
		return join(i32c(j.pick(5)), set(x), get(3), set(2), 0x0c, label)
	default:
		return join(i32c([]int{0, 1, 2, 3, 100, -1}[j.pick(6)]), set(x), 0x0c, label)
	}
}

func (j *jumper) body(depth int) (out []byte) {
	for range j.pick(3) + 1 {
		switch n := j.pick(6); {
		case n == 0 && depth > 0:
			out = append(out, j.dispatch(depth-1)...)
		case n == 1:
			out = append(out, join(get(2), i32c(1), 0x6a, set(2))...)
		case n == 2: // opens the block of a number that was in use
			j.open++
			out = join(out, 0x02, 0x40, j.body(0), 0x0b)
			j.open--
		case n == 3:
			j.open++
			out = join(out, get(2), i32c(1+j.pick(3)), 0x71, 0x04, 0x40, j.jump(), 0x0b)
			j.open--
		default:
			out = append(out, 0x01)
		}
	}
	return out
}

func (j *jumper) dispatch(depth int) (out []byte) {
	j.loops = append(j.loops, j.open)
	j.open++
	out = join(0x03, 0x40)
	if j.pick(8) == 0 {
		out = append(out, 0x01) // not quite
	}
	n := 1 + j.pick(3)
	for range n {
		out = join(out, 0x02, 0x40)
		j.open++
	}
	out = join(out, get(j.pick(2)), 0x0e, uleb(n-1))
	for range n {
		out = append(out, byte(j.pick(n+j.pick(3))%j.open))
	}
	for range n {
		out = join(out, 0x0b)
		j.open--
		out = join(out, j.body(depth), j.jump())
	}
	out = append(out, 0x0b)
	j.open--
	j.loops = j.loops[:len(j.loops)-1]
	return out
}

// TestJumpsEnd runs functions that jump forward and backward, mostly for ever:
// each ends, by itself or for want of gas, and uses little more than there was.
func TestJumpsEnd(t *testing.T) {
	n := 3000
	if testing.Short() {
		n = 300
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	// An endless loop is ended by the context, and the test fails.
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter().WithCloseOnContextDone(true))
	defer r.Close(context.Background())
	ended, stopped := 0, 0
	for i := range n {
		j := &jumper{generator: &generator{in: noise(uint64(i), 400)}}
		code := j.dispatch(2)
		module := asm{types: [][2]string{{"", ""}}, pages: 1, funcs: []fun{{locals: "iiii", code: code}}}.bytes()
		m, err := lab{r}.try(instrument(t, module))
		if err != nil {
			t.Fatalf("program %d: %v", i, err)
		}
		const gas = 20_000
		limit, stop := context.WithTimeout(ctx, 20*time.Second)
		m.gas.Set(gas)
		m.reserve.Set(0)
		m.depth.Set(10)
		_, err = m.module.ExportedFunction("f0").Call(limit)
		stop()
		used := gas - int64(m.gas.Get())
		switch {
		case err == nil:
			ended++
		case strings.Contains(err.Error(), "unreachable"):
			stopped++
		default:
			t.Fatalf("program %d (%x): %v", i, code, err)
		}
		if most := int64(gas + 4*len(code)); used > most {
			t.Fatalf("program %d used %d, want at most %d", i, used, most)
		}
		if err := m.module.Close(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if ended < n/40 || stopped < n/40 {
		t.Errorf("%d ended and %d were stopped: want some of both", ended, stopped)
	}
}

// TestJumpToClosedBlock jumps for ever, from inside a block that has the number of
// the one that the jump leads to, which is closed.
func TestJumpToClosedBlock(t *testing.T) {
	code := join(i32c(0), set(0), 0x03, 0x40, 0x02, 0x40, get(0), 0x0e, 0, 0, 0x0b,
		0x02, 0x40, i32c(0), set(0), 0x0c, 1, 0x0b, 0x0b)
	module := asm{types: [][2]string{{"", ""}}, pages: 1, funcs: []fun{{locals: "i", code: code}}}.bytes()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter().WithCloseOnContextDone(true))
	defer r.Close(context.Background())
	m, err := lab{r}.try(instrument(t, module))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.module.ExportedFunction("f0").Call(ctx); err == nil || !strings.Contains(err.Error(), "unreachable") {
		t.Errorf("%v: want it stopped for want of gas", err)
	}
}

// TestSmall finds where functions begin to be counted: those that are do not run
// without depth.
func TestSmall(t *testing.T) {
	straight := func(gas int) []byte { return join(i32c(0), bytes.Repeat([]byte{0x45}, gas-2), 0x1a) }
	chain := func(n int) (out []fun) {
		for i := range n {
			out = append(out, fun{code: join(0x10, i+1)})
		}
		out[n-1].code = nil
		return out
	}
	loop := join(i32c(3), set(0), 0x03, 0x40, get(0), i32c(1), 0x6b, 0x22, 0, 0x0d, 0, 0x0b)
	for _, tt := range []struct {
		name  string
		funcs []fun
		small bool
	}{
		{"straight", []fun{{code: straight(4096)}}, true},
		{"straight and long", []fun{{code: straight(4097)}}, false},
		{"calls twice", []fun{{code: join(0x10, 1, 0x10, 1)}, {code: straight(2042)}}, true},
		{"calls twice, too long", []fun{{code: join(0x10, 1, 0x10, 1, 0x02, 0x40, 0x0c, 0, 0x0b)}, {code: straight(2042)}}, false},
		{"high", chain(32), true},
		{"too high", chain(33), false},
		{"a loop", []fun{{locals: "i", code: loop}}, true},
		{"calls one that is not", []fun{{code: join(0x10, 1)}, {code: straight(4097)}}, false},
		{"calls itself", []fun{{code: join(i32c(0), 0x04, 0x40, 0x10, 0, 0x0b)}}, false},
		{"calls by table", []fun{{code: join(i32c(0), 0x04, 0x40, i32c(0), 0x11, 0, 0, 0x0b)}}, false},
		{"calls itself where nobody comes", []fun{{code: join(0x02, 0x40, 0x0c, 0, 0x10, 0, 0x0b)}}, true},
	} {
		a := asm{types: [][2]string{{"", ""}}, pages: -1, funcs: tt.funcs, table: []int{0}}
		o := interpreter.instance(t, instrument(t, a.bytes())).call("f0", 1<<30, 0)
		if (o.Trap == "") != tt.small {
			t.Errorf("%s: %q, want small %t", tt.name, o.Trap, tt.small)
		}
	}
}

// TestWary calls small functions many times in straight code. It must not use much
// more gas than there is, and a function that calls few is not checked for it.
func TestWary(t *testing.T) {
	straight := func(gas int) []byte { return join(i32c(0), bytes.Repeat([]byte{0x45}, gas-2), 0x1a) }
	direct, byTable := join(0x10, 1), join(i32c(0), 0x11, 0, 0)
	for _, tt := range []struct {
		name  string
		call  []byte
		times int
		most  int64 // gas used when there are 20,000
	}{
		{"often", direct, 1000, 20_000 + 4200 + 1000*6},
		{"often by table", byTable, 1000, 20_000 + 4200 + 1000*11},
		{"seldom", direct, 16, 16*4006 + 10},
	} {
		a := asm{types: [][2]string{{"", ""}}, pages: -1, funcs: []fun{{code: bytes.Repeat(tt.call, tt.times)}, {code: straight(4000)}}, table: []int{1}}
		for _, e := range []engine{compiler, interpreter} {
			o := e.instance(t, instrument(t, a.bytes())).call("f0", 20_000, 100)
			stopped := o.Trap != ""
			if o.Gas <= 20_000 || o.Gas > tt.most || stopped != (tt.times > 16) {
				t.Errorf("%s, %s: %d gas used, %q, want at most %d", tt.name, e, o.Gas, o.Trap, tt.most)
			}
		}
	}
}

// TestForwardJumpsAreFree compares the same code with a jump that a compiler
// would write and with one that the meter cannot follow.
func TestForwardJumpsAreFree(t *testing.T) {
	code := func(jump ...any) []byte {
		return join(i32c(0), set(0), 0x03, 0x40, 0x02, 0x40, 0x02, 0x40, get(0), 0x0e, 1, 0, 1, 0x0b, join(jump...), 0x0b, 0x0b)
	}
	size := func(code []byte) int {
		m, err := meter.Instrument(asm{types: [][2]string{{"", ""}}, pages: -1, funcs: []fun{{locals: "ii", code: code}}}.bytes())
		if err != nil {
			t.Fatal(err)
		}
		return len(m.Module)
	}
	forward := size(code(i32c(1), set(0), 0x0c, 1))
	for name, jump := range map[string][]byte{
		"backward":         join(i32c(0), set(0), 0x0c, 1),
		"of another local": join(i32c(1), set(1), 0x0c, 1),
	} {
		if got := size(code(jump)); got <= forward {
			t.Errorf("%s: %d bytes, forward %d: want a check in it", name, got, forward)
		}
	}
}
