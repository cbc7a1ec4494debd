package meter_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/plugins/meter"
	"github.com/novation-dev/novation/registry"
)

// FuzzInstrument takes any module: what the meter admits compiles instrumented
// if and only if it compiles as it is.
func FuzzInstrument(f *testing.F) {
	for i := range 8 {
		f.Add(generate(noise(uint64(i), 400), false).bytes())
	}
	f.Fuzz(func(t *testing.T, module []byte) {
		if len(module) > 1<<16 {
			t.Skip("large ones are slow to compile, and no different")
		}
		sameVerdict(t, module)
	})
}

// sameVerdict compares what wazero says of a module with what it says of the
// instrumented one.
func sameVerdict(t testing.TB, module []byte) {
	t.Helper()
	m, err := meter.Instrument(module)
	if err != nil {
		if !errors.Is(err, registry.ErrInvalid) {
			t.Fatalf("%v is not ErrInvalid", err)
		}
		return
	}
	again, err := meter.Instrument(module)
	if err != nil || !bytes.Equal(m.Module, again.Module) {
		t.Fatalf("another module the second time: %v", err)
	}
	plain, instrumented := compile(t, module), compile(t, m.Module)
	if (plain == nil) != (instrumented == nil) {
		t.Errorf("plain: %v, instrumented: %v", plain, instrumented)
	}
}

// compile reports whether wazero compiles a module. Its validation is the same
// for both engines, and the interpreter is fast.
func compile(t testing.TB, module []byte) error {
	t.Helper()
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer r.Close(ctx)
	_, err := r.CompileModule(ctx, module)
	return err
}

func noise(seed uint64, n int) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// FuzzMeter makes a program: instrumented it does the same, and compiler and
// interpreter agree on results, memory, globals, gas and traps.
func FuzzMeter(f *testing.F) {
	for i := range 20 {
		f.Add(noise(uint64(i), 300))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		if len(in) > 2000 {
			t.Skip("long enough")
		}
		differ(t, in)
	})
}

func differ(t testing.TB, in []byte) {
	t.Helper()
	exact := len(in) > 0 && in[0]&1 == 0
	a := generate(in, exact)
	plain := a.bytes()
	metered := instrument(t, plain)
	machines := []*machine{interpreter.instance(t, metered), compiler.instance(t, metered)}
	if exact {
		machines = append(machines, interpreter.instance(t, plain))
	}
	for i, f := range a.funcs {
		args := make([]uint64, len(a.types[f.typ][0]))
		for j := range args {
			args[j] = uint64(i * j * 1000)
		}
		name := string([]byte{'f', '0' + byte(i)})
		var first outcome
		var state []byte
		for j, m := range machines {
			m.module.ExportedGlobal("g0").(interface{ Set(uint64) }).Set(fuel)
			o := m.call(name, 1<<40, meter.MaxDepth, args...)
			s := m.state(len(a.globals))
			if j == 0 {
				first, state = o, s
				continue
			}
			options := cmp.Options{cmpopts.EquateEmpty()}
			if m.gas == nil {
				options = append(options, cmpopts.IgnoreFields(outcome{}, "Gas", "Depth"))
			}
			if d := cmp.Diff(first, o, options); d != "" {
				t.Fatalf("%s, machine %d of interpreter, compiler, plain:\n%s", name, j, d)
			}
			if !bytes.Equal(state, s) {
				t.Fatalf("%s, machine %d: memory or globals differ", name, j)
			}
		}
		if first.Trap == "" && first.Depth != int32(meter.MaxDepth) {
			t.Fatalf("%s: the depth is %d after the call", name, first.Depth)
		}
	}
}

// TestMeterAgrees is FuzzMeter over noise.
func TestMeterAgrees(t *testing.T) {
	n := 300
	if testing.Short() {
		n = 50
	}
	for i := range n {
		differ(t, noise(uint64(1000+i), 100+i*4))
	}
}
