package meter_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/plugins/meter"
)

// An engine is one of wazero's two.
type engine string

const (
	compiler    engine = "compiler"
	interpreter engine = "interpreter"
)

func (e engine) runtime(t testing.TB) wazero.Runtime {
	t.Helper()
	config := wazero.NewRuntimeConfigCompiler()
	if e == interpreter {
		config = wazero.NewRuntimeConfigInterpreter()
	}
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, config.WithDebugInfoEnabled(false))
	t.Cleanup(func() { r.Close(ctx) })
	return r
}

// A machine is an instance with its gauges, if it is instrumented.
type machine struct {
	module              api.Module
	gas, reserve, depth api.MutableGlobal
}

// A lab is a runtime with the functions that test modules import: h.f0 to
// h.f9, which take and give nothing.
type lab struct{ wazero.Runtime }

func (e engine) lab(t testing.TB) lab {
	t.Helper()
	r := e.runtime(t)
	host := r.NewHostModuleBuilder("h")
	for i := range 10 {
		host.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(func(context.Context, api.Module, []uint64) {}), nil, nil).
			Export(string([]byte{'f', '0' + byte(i)}))
	}
	if _, err := host.Instantiate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return lab{r}
}

// instance makes an instance in a lab of its own.
func (e engine) instance(t testing.TB, module []byte) *machine {
	t.Helper()
	m, err := e.lab(t).try(module)
	if err != nil {
		t.Fatalf("%s: %v", e, err)
	}
	return m
}

func (l lab) try(module []byte) (*machine, error) {
	mod, err := l.InstantiateWithConfig(context.Background(), module, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		return nil, err
	}
	m := &machine{module: mod}
	if g := mod.ExportedGlobal(meter.Gas); g != nil {
		m.gas = g.(api.MutableGlobal)
		m.reserve = mod.ExportedGlobal(meter.Reserve).(api.MutableGlobal)
		m.depth = mod.ExportedGlobal(meter.Depth).(api.MutableGlobal)
	}
	return m, nil
}

// An outcome is what a call came to.
type outcome struct {
	Results []uint64
	Trap    string // its first line; empty if there was none
	Gas     int64  // used
	Depth   int32  // left
}

// call calls a function with gas and depth.
func (m *machine) call(name string, gas uint64, depth uint32, args ...uint64) (o outcome) {
	if m.gas != nil {
		m.gas.Set(min(gas, meter.Slice))
		m.reserve.Set(gas - min(gas, meter.Slice))
		m.depth.Set(uint64(depth))
	}
	f := m.module.ExportedFunction(name)
	results, err := f.Call(context.Background(), args...)
	for i, t := range f.Definition().ResultTypes() {
		if err == nil && (t == api.ValueTypeI32 || t == api.ValueTypeF32) {
			results[i] &= 1<<32 - 1 // the upper half may hold rubbish
		}
	}
	o.Results = results
	if err != nil {
		o.Trap, _, _ = strings.Cut(err.Error(), "\n")
	}
	if m.gas != nil {
		o.Gas = int64(gas) - int64(m.gas.Get()) - int64(m.reserve.Get())
		o.Depth = api.DecodeI32(m.depth.Get())
	}
	return o
}

// state returns memory and the exported globals of the original module.
func (m *machine) state(globals int) (out []byte) {
	if mem := m.module.Memory(); mem != nil {
		b, _ := mem.Read(0, mem.Size())
		out = bytes.Clone(b)
	}
	for i := range globals {
		v := m.module.ExportedGlobal(string([]byte{'g', '0' + byte(i)})).Get()
		for range 8 {
			out, v = append(out, byte(v)), v>>8
		}
	}
	return out
}

// instrument must not fail.
func instrument(t testing.TB, module []byte) []byte {
	t.Helper()
	m, err := meter.Instrument(module)
	if err != nil {
		t.Fatal(err)
	}
	return m.Module
}
