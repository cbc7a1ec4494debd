package meter_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/novation-dev/novation/plugins/meter"
)

// TestDepth lets functions call themselves for ever: small ones, ones with the
// largest frames, by table, in turns. Neither engine's own stack may end first.
func TestDepth(t *testing.T) {
	// Many values that are alive over the call are what makes a frame large.
	wide := func(n int) []byte {
		var code []byte
		for i := range n {
			code = append(code, join(get(0), i64c(i), 0x7c)...)
		}
		code = join(code, 0x10, 0)
		for range n - 1 {
			code = append(code, 0x7c)
		}
		return append(code, 0x1a)
	}
	joined := func(locals, blocks int) []byte { // every local differs after every block
		var code []byte
		for b := range blocks {
			code = join(code, get(b%locals), 0x50, 0x04, 0x40)
			for l := range locals {
				code = join(code, get(l), i64c(1), 0x7c, set(l))
			}
			code = join(code, 0x0b)
		}
		code = join(code, 0x10, 0)
		for l := range locals {
			code = join(code, get(l), op(0x23, 0), 0x7c, op(0x24, 0))
		}
		return code
	}
	many := strings.Repeat("I", 1000)
	// Small functions, which nobody counts, above all that are.
	small := []fun{{code: join(0x10, 1, 0x10, 0)}}
	for i := range 32 {
		small = append(small, fun{code: join(0x10, i+2)})
	}
	small[32].code = nil
	tests := []struct {
		name string
		asm  asm
	}{
		{"smallest", asm{types: [][2]string{{"", ""}}, pages: -1, funcs: []fun{{code: join(0x10, 0)}}}},
		{"by table", asm{types: [][2]string{{"", ""}}, pages: -1, funcs: []fun{{code: join(i32c(0), 0x11, 0, 0)}}, table: []int{0}}},
		{"in turns", asm{types: [][2]string{{"", ""}}, pages: -1, funcs: []fun{{code: join(0x10, 1)}, {code: join(0x10, 0)}}}},
		{"small ones", asm{types: [][2]string{{"", ""}}, pages: -1, funcs: small}},
		{"many values", asm{types: [][2]string{{"", ""}}, pages: -1, funcs: []fun{{locals: "I", code: wide(10_000)}}}},
		{"some values", asm{types: [][2]string{{"", ""}}, pages: -1, funcs: []fun{{locals: "I", code: wide(500)}}}},
		{"many locals", asm{types: [][2]string{{"", ""}}, pages: -1, globals: values("I"), funcs: []fun{{locals: strings.Repeat("I", 200), code: joined(200, 50)}}}},
		{"many parameters", asm{types: [][2]string{{many, many}, {"", ""}}, pages: -1, funcs: []fun{
			{code: join(passed(1000), 0x10, 0)},
			{typ: 1, code: join(join(i64c(1), 0x1a), zeros(1000), 0x10, 0, drops(1000))},
		}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			module := instrument(t, tt.asm.bytes())
			last := "f0"
			if tt.name == "many parameters" {
				last = "f1"
			}
			var first outcome
			for i, e := range []engine{compiler, interpreter} {
				o := e.instance(t, module).call(last, 1<<40, meter.MaxDepth)
				if o.Trap != "wasm error: unreachable" || o.Depth >= 0 {
					t.Errorf("%s: %q, depth %d: want it stopped by the meter", e, o.Trap, o.Depth)
				}
				if i == 0 {
					first = o
				} else if o.Gas != first.Gas || o.Depth != first.Depth {
					t.Errorf("%+v and %+v", first, o)
				}
			}
		})
	}
}

func passed(n int) (out []byte) {
	for i := range n {
		out = append(out, get(i)...)
	}
	return out
}

func zeros(n int) (out []byte) {
	for range n {
		out = append(out, 0x42, 0)
	}
	return out
}

func drops(n int) (out []byte) {
	for range n {
		out = append(out, 0x1a)
	}
	return out
}

// TestCollector starts a loop that does not end for a while. The garbage
// collector, which has to stop every goroutine for a moment, must not wait for
// it. With all gas in one slice it does, which shows that this test sees it.
func TestCollector(t *testing.T) {
	if runtime.GOMAXPROCS(0) < 2 {
		t.Skip("needs two processors")
	}
	a := asm{types: [][2]string{{"", ""}}, pages: -1, funcs: []fun{{code: join(0x03, 0x40, 0x0c, 0, 0x0b)}}}
	module := instrument(t, a.bytes())
	finished := func(slices bool) bool {
		m := compiler.instance(t, module)
		const total = 1_500_000_000 // about a second
		m.gas.Set(meter.Slice)
		m.reserve.Set(total - meter.Slice)
		if !slices {
			m.gas.Set(total)
			m.reserve.Set(0)
		}
		done := make(chan struct{})
		began := make(chan struct{})
		go func() {
			defer close(done)
			close(began)
			_, _ = m.module.ExportedFunction("f0").Call(t.Context()) // it runs out of gas
		}()
		<-began
		time.Sleep(20 * time.Millisecond)
		runtime.GC()
		select {
		case <-done:
			return true
		default:
			<-done
			return false
		}
	}
	if finished(true) {
		t.Error("the collector waited for the call to end")
	}
	if !finished(false) {
		t.Error("the collector did not wait for a call without slices: the test sees nothing")
	}
}

// TestNaN computes NaNs in ways that keep the bits of one that comes in, and
// looks at what comes out. A plain module shows them.
func TestNaN(t *testing.T) {
	const odd32, odd64 = 0x7fc12345, 0x7ff8123456789abc
	f32 := func(code ...any) fun { return fun{typ: 0, code: join(get(0), join(code...), 0xbc)} }
	f64 := func(code ...any) fun { return fun{typ: 1, code: join(get(0), join(code...), 0xbd)} }
	one32, one64 := []byte{0x43, 0, 0, 0x80, 0x3f}, []byte{0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f}
	tests := []struct {
		name string
		f    fun
		want uint64
	}{
		{"add", f32(one32, 0x92), 0x7fc00000},
		{"sub", f64(one64, 0xa1), 0x7ff8000000000000},
		{"mul", f32(one32, 0x94), 0x7fc00000},
		{"div", f64(one64, 0xa3), 0x7ff8000000000000},
		{"min", f64(one64, 0xa4), 0x7ff8000000000000},
		{"max", f32(one32, 0x97), 0x7fc00000},
		{"sqrt", f64(0x9f), 0x7ff8000000000000},
		{"ceil", f32(0x8d), 0x7fc00000},
		{"nearest", f64(0x9e), 0x7ff8000000000000},
		{"demote", fun{typ: 2, code: join(get(0), 0xb6, 0xbc)}, 0x7fc00000},
		{"promote", fun{typ: 3, code: join(get(0), 0xbb, 0xbd)}, 0x7ff8000000000000},
		{"two in a row", f64(one64, 0xa0, 0x9f), 0x7ff8000000000000},
		{"through a comparison", fun{typ: 0, code: join(get(0), get(0), one32, 0x92, 0x5b)}, 0},
		{"negated after", f64(one64, 0xa0, 0x9a), 0xfff8000000000000},
		{"through a local", f64(one64, 0xa0, set(0), get(0)), 0x7ff8000000000000},
		{"as the result of a block", f64(0x1a, 0x02, 0x7c, get(0), one64, 0xa0, 0x0b), 0x7ff8000000000000},
		{"taken along by a branch", f64(0x1a, 0x02, 0x7c, get(0), one64, 0xa0, 0x0c, 0, 0x0b), 0x7ff8000000000000},
		{"untouched", f64(), odd64},
		{"absolute", f64(0x99), odd64},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := asm{types: [][2]string{{"f", "i"}, {"F", "I"}, {"F", "i"}, {"f", "I"}}, pages: -1, funcs: []fun{tt.f}}
			arg := uint64(odd64)
			if a.types[tt.f.typ][0] == "f" {
				arg = odd32
			}
			for _, e := range []engine{compiler, interpreter} {
				o := e.instance(t, instrument(t, a.bytes())).call("f0", 1000, 10, arg)
				if len(o.Results) != 1 || o.Results[0] != tt.want {
					t.Errorf("%s: %#x, want %#x", e, o.Results, tt.want)
				}
			}
		})
	}
	a := asm{types: [][2]string{{"F", "I"}}, pages: -1, funcs: []fun{{code: join(get(0), one64, 0xa0, 0xbd)}}}
	if o := compiler.instance(t, a.bytes()).call("f0", 0, 0, odd64); o.Results[0] != odd64 {
		t.Errorf("without a meter the sum is %#x: this test sees nothing", o.Results)
	}
}
