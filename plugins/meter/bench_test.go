package meter_test

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/plugins/meter"
	"github.com/novation-dev/novation/plugins/wasi"
)

func BenchmarkInstrument(b *testing.B) {
	module, err := os.ReadFile("../../testnet/crudetrade/2.0.0/rules.wasm")
	if err != nil {
		b.Fatal(err)
	}
	var m meter.Metered
	b.SetBytes(int64(len(module)))
	b.ReportAllocs()
	for b.Loop() {
		if m, err = meter.Instrument(module); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(m.Module))/float64(len(module)), "size-ratio")
}

// A program is something to run: once prepared, run does it once.
type program struct {
	name    string
	module  []byte
	prepare func(ctx context.Context, b *testing.B, m api.Module) (run func(ctx context.Context) error)
}

func kernel(name string, arg uint64, a asm) program {
	return program{name, a.bytes(), func(_ context.Context, _ *testing.B, m api.Module) func(context.Context) error {
		f, stack := m.ExportedFunction("f0"), make([]uint64, 1)
		return func(ctx context.Context) error {
			stack[0] = arg
			return f.CallWithStack(ctx, stack)
		}
	}}
}

func programs(b *testing.B) []program {
	i32 := [][2]string{{"i", "i"}}
	load := join(get(1), i32c(0xffff), 0x71, 0x2d, 0, 0)
	count := join(get(1), i32c(1), 0x6a, 0x22, 1, get(0), 0x49, 0x0d, 0, 0x0b)
	half := []byte{0x44, 0, 0, 0, 0, 0, 0, 0xe0, 0x3f}
	fib := join(get(0), i32c(2), 0x49, 0x04, 0x7f, get(0), 0x05, get(0), i32c(1), 0x6b, 0x10, 0, get(0), i32c(2), 0x6b, 0x10, 0, 0x6a, 0x0b)
	all := []program{
		kernel("loop over bytes", 100_000, asm{types: i32, pages: 1, funcs: []fun{{locals: "ii", code: join(0x03, 0x40, get(2), i32c(1), 0x77, load, 0x73, set(2), count, get(2))}}}),
		kernel("calls", 20, asm{types: i32, pages: 1, funcs: []fun{{code: fib}}}),
		kernel("floats", 100_000, asm{types: i32, pages: 1, funcs: []fun{{locals: "iF", code: join(0x03, 0x40, get(2), half, 0xa2, load, 0xb7, 0xa0, set(2), count, get(2), 0xab)}}}),
	}
	files, _ := filepath.Glob("../testdata/recap/*.wasm")
	for _, f := range files {
		module, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, program{"recap in " + filepath.Base(f), module, recap})
	}
	return all
}

// recap prepares the call that is measured everywhere.
func recap(ctx context.Context, b *testing.B, m api.Module) func(context.Context) error {
	var file struct {
		Cases []struct{ Name, Request string }
	}
	text, err := os.ReadFile("../testdata/recap/cases.json")
	if err == nil {
		err = json.Unmarshal(text, &file)
	}
	if err != nil {
		b.Fatal(err)
	}
	var request []byte
	for _, c := range file.Cases {
		if c.Name == "benchmark" {
			request, _ = hex.DecodeString(c.Request)
		}
	}
	if f := m.ExportedFunction("_initialize"); f != nil {
		if _, err := f.Call(ctx); err != nil {
			b.Fatal(err)
		}
	}
	at, err := m.ExportedFunction("nv_buffer").Call(ctx, 65536)
	if err != nil {
		b.Fatal(err)
	}
	f, stack := m.ExportedFunction("nv_apply"), make([]uint64, 1)
	return func(ctx context.Context) error {
		m.Memory().Write(uint32(at[0]), request)
		stack[0] = uint64(len(request))
		return f.CallWithStack(ctx, stack)
	}
}

// BenchmarkCost runs programs as they are and with parts of the meter, in turns
// in the same process, and reports the best time of each against the plain one.
func BenchmarkCost(b *testing.B) {
	for _, p := range programs(b) {
		b.Run(p.name, func(b *testing.B) {
			names := []string{"plain", "gas/plain", "gas+depth/plain", "all/plain"}
			runs := make([]func() error, len(names))
			for i := range names {
				module := p.module
				if i > 0 {
					m, err := meter.InstrumentWithout(module, false, i < 2, i < 3)
					if err != nil {
						b.Fatal(err)
					}
					module = m.Module
				}
				runs[i] = ready(b, p, module)
			}
			best := make([]float64, len(names))
			for b.Loop() {
				for i, run := range runs {
					began := time.Now()
					if err := run(); err != nil {
						b.Fatal(err)
					}
					if took := float64(time.Since(began)); best[i] == 0 || took < best[i] {
						best[i] = took
					}
				}
			}
			b.ReportMetric(best[0], "best-plain-ns")
			for i, name := range names[1:] {
				b.ReportMetric(math.Round(100*best[i+1]/best[0])/100, name)
			}
		})
	}
}

// ready returns a function that runs a program once with a lot of gas.
func ready(b *testing.B, p program, module []byte) func() error {
	state := wasi.NewState(func(uint64) {})
	ctx := state.Context(context.Background())
	r := compiler.runtime(b)
	if err := wasi.Instantiate(ctx, r); err != nil {
		b.Fatal(err)
	}
	m, err := r.InstantiateWithConfig(ctx, module, wazero.NewModuleConfig().WithStartFunctions())
	if err != nil {
		b.Fatal(err)
	}
	set := func(name string, v uint64) {
		if g, ok := m.ExportedGlobal(name).(api.MutableGlobal); ok {
			g.Set(v)
		}
	}
	fill := func() {
		set(meter.Gas, meter.Slice)
		set(meter.Reserve, 1<<40)
		set(meter.Depth, uint64(meter.MaxDepth))
	}
	fill()
	run := p.prepare(ctx, b, m)
	return func() error {
		fill()
		return run(ctx)
	}
}
