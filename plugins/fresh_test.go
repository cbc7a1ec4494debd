package plugins_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/linear"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// The ways in which the scribbler ends a call.
const (
	endReply = iota
	endUnreachable
	endDivide
	endLoad
	endLoop
	endRecursion
	endGrow
	endGrowTooFar
	endReplyOutside
	endReplyBad
	endExit
	endings
)

// scribbler returns a rule that answers with a sum over all its memory and
// globals as they are when its call begins, and then writes all over them. The
// seed of the request says where, how often, and how the call ends.
func scribbler(s *schema.Schema) asm {
	const size = 2 << 16
	// Locals of nv_apply: 0 length, 1 sum and random state, 2 counter, 3 end.
	get := func(n byte) []byte { return []byte{0x20, n} }
	set := func(n byte) []byte { return []byte{0x21, n} }
	load64 := func(addr []byte, offset byte) []byte { return join(addr, []byte{0x29, 0, offset}) }
	wrap := []byte{0xa7}
	add, mul, sub, and := []byte{0x7c}, []byte{0x7e}, []byte{0x7d}, []byte{0x83}
	global := func(op, n byte) []byte { return []byte{op, n} }
	hash := func(word []byte) []byte { // sum = (sum + word) * odd number
		return join(get(1), word, add, i64c(0x5851f42d4c957f2d), mul, set(1))
	}
	seed := func(at byte) []byte { return load64(join(get(0), i32c(bufferAt-32), []byte{0x6a}), at) }
	ends := [endings][]byte{
		endUnreachable:  unreachable,
		endDivide:       join(i32c(1), i32c(0), []byte{0x6e}, drop),
		endLoad:         join(load64(i32c(-9), 0), drop),
		endLoop:         forever,
		endRecursion:    join(get(0), []byte{0x10, 2}, drop),
		endGrow:         join(grow(1), drop, i32c(size+5), i32c(1), []byte{0x3a, 0, 0}),
		endGrowTooFar:   join(grow(9), drop, unreachable),
		endReplyOutside: join(i64c(-1), []byte{0x0f}),
		endReplyBad:     join(at(bufferAt, 3), []byte{0x0f}),
		endExit:         join(i32c(3), []byte{0x10, 0}),
	}
	code := join(
		seed(0), seed(8), i64c(0xffff), and, seed(16), // stay on the stack until the sum is done
		i64c(0), set(1), i64c(0), set(2),
		[]byte{0x03, 0x40},                                                               // loop over memory
		get(2), wrap, i32c(bufferAt), []byte{0x6b}, i32c(1024), []byte{0x4f, 0x04, 0x40}, // unless in the buffer
		hash(load64(join(get(2), wrap), 0)),
		[]byte{0x0b},
		get(2), i64c(8), add, set(2), get(2), i64c(size), []byte{0x53, 0x0d, 0, 0x0b}, // i64.lt_s br_if
		hash(global(0x23, 0)), hash(global(0x23, 1)),
		// The reply: eight letters of the sum.
		i32c(dataAt+4), get(1), i64c(0x1f1f1f1f1f1f1f1f), and, i64c(0x4040404040404040), []byte{0x84}, []byte{0x37, 0, 0},
		set(3), set(2), set(1),
		[]byte{0x03, 0x40}, get(2), i64c(0), []byte{0x55, 0x04, 0x40}, // loop while counter > 0
		get(1), i64c(0x5851f42d4c957f2d), mul, i64c(0x14057b7ef767814f), add, set(1),
		get(1), i64c(33), []byte{0x88}, i64c(size-8), []byte{0x82}, wrap, get(1), []byte{0x37, 0, 0}, // anywhere
		get(1), global(0x24, 0), get(2), global(0x24, 1),
		get(2), i64c(1), sub, set(2), []byte{0x0c, 1, 0x0b, 0x0b},
	)
	for end, b := range ends {
		if len(b) > 0 {
			code = join(code, get(3), i64c(int64(end)), []byte{0x51, 0x04, 0x40}, b, []byte{0x0b})
		}
	}
	a := goodAsm(s)
	a.imports = []asmImport{{abi.WASI, "proc_exit", 0, typeI32Void}}
	a.mem, a.globals, a.locals = []byte{0, 2}, 2, map[int]byte{1: 3}
	a.data = append([]byte{0x0a, 10, 0x12, 8}, "........"...)
	a.funcs[1].code = join(code, at(dataAt, 12))
	return a
}

// scribble is a request.
func scribble(random uint64, writes int, end int) abi.Request {
	seed := make([]byte, abi.SeedBytes)
	binary.LittleEndian.PutUint64(seed, random)
	binary.LittleEndian.PutUint64(seed[8:], uint64(writes))
	binary.LittleEndian.PutUint64(seed[16:], uint64(end))
	return abi.Request{Seed: seed}
}

// Whatever a call does and however it ends, the next one sees nothing of it: it
// answers what a fresh engine answers, byte for byte and unit for unit.
func TestNothingLeaks(t *testing.T) {
	s := load(t, schemaSource)
	module := scribbler(s).bytes()
	spec := plugins.Spec{Schema: s, Limits: registry.Limits{Gas: 1_000_000, Depth: 50}}
	probe := scribble(1, 0, endReply)
	want, err := open(t, engine(t, plugins.Config{}), module, spec).Apply(t.Context(), probe)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range resets() {
		t.Run(name, func(t *testing.T) {
			r := open(t, engine(t, c), module, spec)
			try := func(t rapid.TB, random uint64, writes, end int) {
				q := scribble(random, writes, end)
				one, err := r.Apply(context.Background(), q)
				two, again := r.Apply(context.Background(), q)
				if d := cmp.Diff(one, two); d != "" || fmt.Sprint(err) != fmt.Sprint(again) {
					t.Fatalf("the same call differs: %v, %v\n%s", err, again, d)
				}
				got, err := r.Apply(context.Background(), probe)
				if d := cmp.Diff(want, got); err != nil || d != "" {
					t.Fatalf("after a call that ended with %v: %v\n%s", again, err, d)
				}
			}
			for end := range endings {
				try(t, 77, 500, end)
			}
			rapid.Check(t, func(t *rapid.T) {
				end := rapid.IntRange(0, endings-1).Draw(t, "end")
				try(t, rapid.Uint64().Draw(t, "random"), rapid.IntRange(0, 3000).Draw(t, "writes"), end)
			})
		})
	}
}

// resets are engines with all ways to reset, and the interpreter.
func resets() map[string]plugins.Config {
	all := map[string]plugins.Config{"interpreter": {Interpreter: true}}
	for _, m := range []linear.Method{linear.Scan, linear.Pagemap, linear.Copy} {
		if s, err := linear.Open(m); err == nil {
			_ = s.Close()
			all[m.String()] = plugins.Config{Reset: m}
		}
	}
	return all
}

// The test above can fail: without a reset the sum is another.
func TestScribblerSeesMemory(t *testing.T) {
	s := load(t, schemaSource)
	e := engine(t, plugins.Config{})
	ask := func(a asm) plugins.Result {
		r, err := open(t, e, a.bytes(), plugins.Spec{Schema: s}).Apply(t.Context(), scribble(1, 0, endReply))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	one := ask(scribbler(s))
	a := scribbler(s)
	a.data = append(a.data, 1)
	b := scribbler(s)
	b.funcs = append(b.funcs, asmFunc{abi.Initialize, typeNone, join(i64c(5), []byte{0x24, 1})})
	if two, three := ask(a), ask(b); string(one.State) == string(two.State) || string(one.State) == string(three.State) {
		t.Errorf("sums of different memories are equal: %s %s %s", one.State, two.State, three.State)
	}
}
