package assemblyscript_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/plugins/meter"
	"github.com/novation-dev/novation/plugins/wasi"
)

// A recapCase is one call of testdata/recap.
type recapCase struct{ Name, Op, Request, Reply string }

func recapCases(t testing.TB) []recapCase {
	t.Helper()
	b, err := os.ReadFile(testdata + "/recap/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Cases []recapCase }
	if err := json.Unmarshal(b, &file); err != nil || len(file.Cases) < 100 {
		t.Fatalf("%d cases, %v", len(file.Cases), err)
	}
	return file.Cases
}

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestRecap holds the module to the replies of the reference, plain and
// instrumented, compiled and interpreted.
func TestRecap(t *testing.T) {
	module := read(t, recapModule)
	metered, err := meter.Instrument(module)
	if err != nil {
		t.Fatal(err)
	}
	for name, g := range map[string]*subject{
		"compiled":     compileGuest(t, module, wazero.NewRuntimeConfigCompiler()),
		"interpreted":  compileGuest(t, module, wazero.NewRuntimeConfigInterpreter()),
		"instrumented": compileGuest(t, metered.Module, wazero.NewRuntimeConfigCompiler()),
	} {
		t.Run(name, func(t *testing.T) {
			for _, c := range recapCases(t) {
				got, err := g.call(t, c.Op, unhex(t, c.Request))
				if err != nil || !bytes.Equal(got, unhex(t, c.Reply)) {
					t.Fatalf("%s: %x, %v; want %s", c.Name, got, err, c.Reply)
				}
			}
		})
	}
}

// A pooled instance is set back after each call, without any protection.
type pooled struct {
	module  api.Module
	op      api.Function
	buffer  uint32
	globals []api.MutableGlobal
	values  []uint64
	image   []byte
	stack   []uint64
	ctx     context.Context
}

func newPooled(t testing.TB, module []byte, op string) *pooled {
	t.Helper()
	module, names := exportGlobals(t, module)
	g := compileGuest(t, module, wazero.NewRuntimeConfigCompiler())
	p := &pooled{stack: make([]uint64, 1), ctx: wasi.NewState(nil).Context(context.Background())}
	p.module, p.buffer = g.instance(t)
	p.op = p.module.ExportedFunction(op)
	for _, name := range names {
		global, ok := p.module.ExportedGlobal(name).(api.MutableGlobal)
		if !ok {
			t.Fatalf("%s cannot be set", name)
		}
		p.globals, p.values = append(p.globals, global), append(p.values, global.Get())
	}
	all, _ := p.module.Memory().Read(0, p.module.Memory().Size())
	p.image = bytes.Clone(all)
	return p
}

// call asks the operation; the answer is valid until reset.
func (p *pooled) call(t testing.TB, request []byte) []byte {
	p.module.Memory().Write(p.buffer, request)
	p.stack[0] = uint64(len(request))
	if err := p.op.CallWithStack(p.ctx, p.stack); err != nil {
		t.Fatal(err)
	}
	b, _ := p.module.Memory().Read(uint32(p.stack[0]>>32), uint32(p.stack[0]))
	return b
}

// reset sets the globals back: what a call wrote to memory lies beyond what the
// next one may see, since memory is only ever taken.
func (p *pooled) reset() {
	for i, g := range p.globals {
		g.Set(p.values[i])
	}
}

// dirty returns how many pages of 4 KiB differ from the image.
func (p *pooled) dirty() (pages []int) {
	all, _ := p.module.Memory().Read(0, p.module.Memory().Size())
	for i := 0; i < len(all); i += 4096 {
		if i >= len(p.image) || !bytes.Equal(all[i:i+4096], p.image[i:i+4096]) {
			pages = append(pages, i/4096)
		}
	}
	return pages
}

func benchmarkCase(t testing.TB) recapCase {
	for _, c := range recapCases(t) {
		if c.Name == "benchmark" {
			return c
		}
	}
	t.Fatal("there is no case to measure")
	return recapCase{}
}

// TestFewPages checks that a call of one kilobyte touches few pages, because
// each has to be set back, and does not grow memory.
func TestFewPages(t *testing.T) {
	p := newPooled(t, read(t, recapModule), "nv_apply")
	c := benchmarkCase(t)
	size := p.module.Memory().Size()
	if got := p.call(t, unhex(t, c.Request)); !bytes.Equal(got, unhex(t, c.Reply)) {
		t.Fatalf("%x", got)
	}
	pages := p.dirty()
	t.Logf("pages %v of %d, %d globals", pages, size/4096, len(p.globals))
	if len(pages) > 4 {
		t.Errorf("a call writes to the pages %v", pages)
	}
	if p.module.Memory().Size() != size {
		t.Error("a call grows memory")
	}
}

// BenchmarkRecap is the call of one kilobyte in a pooled instance that nothing
// protects. Natively in Go it is BenchmarkRecap of plugins/sdk/examples/recap.
func BenchmarkRecap(b *testing.B) {
	p := newPooled(b, read(b, recapModule), "nv_apply")
	request := unhex(b, benchmarkCase(b).Request)
	b.SetBytes(int64(len(request)))
	for b.Loop() {
		p.call(b, request)
		p.reset()
	}
}

// TestGas bounds what the measured call costs, which is the same everywhere.
func TestGas(t *testing.T) {
	metered, err := meter.Instrument(read(t, recapModule))
	if err != nil {
		t.Fatal(err)
	}
	m, buffer := compileGuest(t, metered.Module, wazero.NewRuntimeConfigCompiler()).instance(t)
	gas := m.ExportedGlobal(meter.Gas).(api.MutableGlobal)
	const given = int64(meter.Slice)
	gas.Set(uint64(given))
	request := unhex(t, benchmarkCase(t).Request)
	if _, err := ask(t, m, buffer, "nv_apply", request, uint64(len(request))); err != nil {
		t.Fatal(err)
	}
	used := given - int64(gas.Get())
	t.Logf("%d gas for a request of %d bytes", used, len(request))
	if used > 25_000 {
		t.Errorf("the call costs %d gas", used)
	}
}
