package plugins_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// twice calls function 1 twice with its parameter less one, unless that is 0.
var twice = join([]byte{0x20, 0, 0x04, 0x40}, // local.get 0, if
	[]byte{0x20, 0}, i32c(1), []byte{0x6b, 0x10, 1}, drop,
	[]byte{0x20, 0}, i32c(1), []byte{0x6b, 0x10, 1}, drop, []byte{0x0b}, at(dataAt, 6))

// What does not end by itself is ended at the same gas by both engines, says
// what to do, and leaves nothing behind.
func TestLimits(t *testing.T) {
	s := load(t, schemaSource)
	good := goodAsm(s).funcs[1].code
	// With a command the rule does the bad thing, without one it answers.
	unless := func(bad []byte) []byte {
		return join([]byte{0x20, 0}, i32c(4), []byte{0x4a, 0x04, 0x40}, bad, []byte{0x0b}, good) // len > 4
	}
	fill := join(i32c(0), i32c(1), i32c(65536), []byte{0xfc, 11, 0})
	tests := []struct {
		name, advice string
		what         plugins.Limit
		limit        uint64
		bad          []byte
	}{
		{"endless loop", "limits.gas", plugins.LimitGas, 1_000_000, forever},
		{"tree of calls", "limits.gas", plugins.LimitGas, 1_000_000, join(i32c(60), []byte{0x10, 2}, drop)},
		{"filling memory", "limits.gas", plugins.LimitGas, 1_000_000, join([]byte{0x03, 0x40}, fill, []byte{0x0c, 0, 0x0b})},
		{"endless recursion", "limits.depth", plugins.LimitDepth, 100, join([]byte{0x20, 0, 0x10, 1}, drop)},
		{"memory", "limits.memoryPages", plugins.LimitMemory, 4, join(grow(3), drop, grow(1), drop, unreachable)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := goodAsm(s)
			a.funcs[1].code = unless(tt.bad)
			a.funcs = append(a.funcs, asmFunc{"", typeI32I64, []byte(strings.ReplaceAll(string(twice), "\x10\x01", "\x10\x02"))})
			spec := plugins.Spec{Schema: s, Limits: registry.Limits{Gas: 1_000_000, Depth: 100}}
			var results []plugins.Result
			engines(t, func(t *testing.T, e *plugins.Engine) {
				r := open(t, e, a.bytes(), spec)
				for range 2 {
					got, err := r.Apply(t.Context(), abi.Request{Command: command("longer")})
					wantInvalid(t, err)
					limit, ok := errors.AsType[*plugins.LimitError](err)
					if !ok || limit.What != tt.what || limit.Limit != tt.limit || limit.Op != abi.Apply || !strings.Contains(err.Error(), tt.advice) {
						t.Errorf("%v: want a LimitError of %s, %d, with %q", err, tt.what, tt.limit, tt.advice)
					}
					results = append(results, got)
					good, err := r.Apply(t.Context(), abi.Request{})
					if err != nil || len(good.State) != 4 {
						t.Errorf("the call after it: %+v, %v", good, err)
					}
				}
			})
			for _, got := range results {
				if d := cmp.Diff(results[0], got); d != "" || got.Gas == 0 || got.Gas > 1_000_000 {
					t.Errorf("gas is not the same:\n%s", d)
				}
			}
			if tt.what == plugins.LimitGas && results[0].Gas != 1_000_000 {
				t.Errorf("%d units were used of a million that ran out", results[0].Gas)
			}
		})
	}
}

// A call that may use what it needs succeeds, and with one unit less it does not.
func TestGasIsExact(t *testing.T) {
	g := guest(t)
	q := abi.Request{Command: command("work"), Time: 1767225600}
	want, err := g.compiled.Apply(t.Context(), q)
	if err != nil || want.Gas < 10_000 {
		t.Fatalf("%+v, %v", want, err)
	}
	s := load(t, schemaSource)
	a := goodAsm(s)
	a.funcs[1].code = join([]byte{0x20, 0, 0x04, 0x40}, load8(5), drop, []byte{0x0b}, at(dataAt, 6))
	e := engine(t, plugins.Config{})
	one, err := open(t, e, a.bytes(), plugins.Spec{Schema: s}).Apply(t.Context(), abi.Request{})
	if err != nil || one.Gas == 0 {
		t.Fatalf("%+v, %v", one, err)
	}
	two, err := open(t, e, a.bytes(), plugins.Spec{Schema: s, Limits: registry.Limits{Gas: one.Gas}}).Apply(t.Context(), abi.Request{})
	if d := cmp.Diff(one, two); err != nil || d != "" {
		t.Errorf("with as much gas as it needs: %v\n%s", err, d)
	}
	_, err = open(t, e, a.bytes(), plugins.Spec{Schema: s, Limits: registry.Limits{Gas: one.Gas - 1}}).Apply(t.Context(), abi.Request{})
	if limit, ok := errors.AsType[*plugins.LimitError](err); !ok || limit.Limit != one.Gas-1 {
		t.Errorf("with one unit less: %v", err)
	}
}

// What the shim does is paid for.
func TestHostCallsCostGas(t *testing.T) {
	s := load(t, schemaSource)
	a := goodAsm(s)
	a.imports = []asmImport{{abi.WASI, "random_get", 0, typeI32x2}}
	ask := func(n int32) plugins.Result {
		a.funcs[1].code = join(i32c(8192), i32c(n), []byte{0x10, 0}, drop, at(dataAt, 6))
		got, err := open(t, engine(t, plugins.Config{}), a.bytes(), plugins.Spec{Schema: s, Limits: registry.Limits{Gas: 100_000}}).
			Apply(t.Context(), abi.Request{})
		if n <= 1000 && err != nil {
			t.Fatal(err)
		}
		if limit, ok := errors.AsType[*plugins.LimitError](err); n > 1000 && (!ok || limit.What != plugins.LimitGas) {
			t.Errorf("%d random bytes for 100000 units: %v", n, err)
		}
		return got
	}
	few, many := ask(32), ask(1000)
	if many.Gas-few.Gas != 31_000 {
		t.Errorf("32 random bytes cost %d, a thousand %d", few.Gas, many.Gas)
	}
	ask(50_000)
}

// Before the first request there is a limit too, also in a start function, which
// runs once.
func TestInitialisationIsBounded(t *testing.T) {
	s := load(t, schemaSource)
	e := engine(t, plugins.Config{})
	for name, change := range map[string]func(*asm){
		"start":       func(a *asm) { a.funcs, a.start = append(a.funcs, asmFunc{"", typeNone, forever}), 2 },
		"_initialize": func(a *asm) { a.funcs = append(a.funcs, asmFunc{abi.Initialize, typeNone, forever}) },
		"nv_buffer":   func(a *asm) { a.funcs[0].code = join(forever, i32c(0)) },
	} {
		t.Run(name, func(t *testing.T) {
			a := goodAsm(s)
			change(&a)
			module := a.bytes()
			began := time.Now()
			_, err := e.Load(t.Context(), module, plugins.Spec{Digest: registry.DigestOf(module), Schema: s})
			wantInvalid(t, err)
			limit, ok := errors.AsType[*plugins.LimitError](err)
			if !ok || limit.What != plugins.LimitGas || limit.Limit != plugins.InitGas || limit.Op != "" {
				t.Errorf("%v: want a LimitError of initialisation", err)
			}
			if took := time.Since(began); took > 30*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
	a := goodAsm(s)
	last := int32(dataAt + len(noted) - 1)
	a.funcs, a.start = append(a.funcs, asmFunc{"", typeNone, join(i32c(last), load8(last), i32c(1), []byte{0x6a, 0x3a, 0, 0})}), 2
	r := open(t, e, a.bytes(), plugins.Spec{Schema: s})
	for range 3 {
		if got, err := r.Apply(t.Context(), abi.Request{}); err != nil || string(got.State[2:]) != "ol" {
			t.Errorf("after a start function that adds one to %q: %q, %v", "ok", got.State, err)
		}
	}
}

// A rule that runs for long does not keep Go's collector from its work.
func TestCollectorProceeds(t *testing.T) {
	if runtime.GOMAXPROCS(0) < 2 {
		t.Skip("needs two processors")
	}
	s := load(t, schemaSource)
	a := goodAsm(s)
	a.funcs[1].code = join(forever, at(0, 0))
	r := open(t, engine(t, plugins.Config{}), a.bytes(), plugins.Spec{Schema: s, Limits: registry.Limits{Gas: 2_000_000_000}})
	var done atomic.Bool
	ended := make(chan error)
	go func() {
		_, err := r.Apply(context.Background(), abi.Request{})
		done.Store(true)
		ended <- err
	}()
	collected := 0
	for range 20 {
		runtime.GC()
		if !done.Load() {
			collected++
		}
	}
	if err := <-ended; !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("the long call: %v", err)
	}
	if collected < 3 {
		t.Errorf("%d collections ended while the rule ran", collected)
	}
}
