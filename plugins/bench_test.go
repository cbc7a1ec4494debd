package plugins_test

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/linear"
	"github.com/novation-dev/novation/plugins/meter"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wasi"
	"github.com/novation-dev/novation/registry"
)

const recap = "testdata/recap/"

// A recapRule is the recap in one language, with the call that is measured: a
// request of one kilobyte.
type recapRule struct {
	module  []byte
	spec    plugins.Spec
	request abi.Request
	bytes   []byte // of request
	reply   []byte
}

// recapOf returns the recap in a language. It skips when its module is not there.
func recapOf(t testing.TB, language string) recapRule {
	t.Helper()
	var r recapRule
	var err error
	if r.module, err = os.ReadFile(recap + language + ".wasm"); errors.Is(err, fs.ErrNotExist) {
		t.Skip(err)
	} else if err != nil {
		t.Fatal(err)
	}
	proto, err := os.ReadFile(recap + "recap/v1/recap.proto")
	if err != nil {
		t.Fatal(err)
	}
	set, err := schema.Compile(t.Context(), map[string][]byte{"recap/v1/recap.proto": proto})
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Load(set, schema.Names{State: "recap.v1.Recap", Command: "recap.v1.Command"})
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(recap + "cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var f struct {
		Cases []struct{ Name, Request, Reply string }
	}
	if err := json.Unmarshal(b, &f); err != nil {
		t.Fatal(err)
	}
	for _, c := range f.Cases {
		if c.Name != "benchmark" {
			continue
		}
		if r.bytes, err = hex.DecodeString(c.Request); err != nil {
			t.Fatal(err)
		}
		if r.reply, err = hex.DecodeString(c.Reply); err != nil {
			t.Fatal(err)
		}
	}
	if r.request, err = abi.DecodeRequest(r.bytes); err != nil || len(r.bytes) == 0 {
		t.Fatalf("the case benchmark: %v", err)
	}
	r.spec = plugins.Spec{
		Digest: registry.DigestOf(r.module), Schema: s, Samples: []plugins.Sample{{Name: "benchmark", Op: abi.Apply, Request: r.request}},
	}
	return r
}

func (r recapRule) load(t testing.TB, e *plugins.Engine) plugins.Rules {
	t.Helper()
	rules, err := e.Load(t.Context(), r.module, r.spec)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := rules.Close(); err != nil {
			t.Error(err)
		}
	})
	return rules
}

// A plain is a module in an instance without any of this package: what a program
// does that trusts its plugins.
type plain struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	module   api.Module
	apply    api.Function
	buffer   uint32
	ctx      context.Context
}

// openPlain compiles a module. slots gives gas and depth beyond counting.
func openPlain(t testing.TB, module []byte, closes bool) *plain {
	t.Helper()
	ctx := t.Context()
	cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(cacheDir, "plain"))
	if err != nil {
		t.Fatal(err)
	}
	config := wazero.NewRuntimeConfig().WithCompilationCache(cache).WithCloseOnContextDone(closes).WithMemoryLimitPages(1024)
	p := &plain{runtime: wazero.NewRuntimeWithConfig(ctx, config)}
	t.Cleanup(func() { _ = errors.Join(p.runtime.Close(context.Background()), cache.Close(context.Background())) })
	if err := wasi.Instantiate(ctx, p.runtime); err != nil {
		t.Fatal(err)
	}
	if p.compiled, err = p.runtime.CompileModule(ctx, module); err != nil {
		t.Fatal(err)
	}
	if err := p.instantiate(ctx); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *plain) instantiate(ctx context.Context) (err error) {
	p.ctx = wasi.NewState(nil).Context(ctx)
	p.module, err = p.runtime.InstantiateModule(p.ctx, p.compiled, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		return err
	}
	if f := p.module.ExportedFunction(abi.Initialize); f != nil {
		if err := f.CallWithStack(p.ctx, nil); err != nil {
			return err
		}
	}
	stack := []uint64{abi.DefaultBuffer / 4}
	if err := p.module.ExportedFunction(abi.Buffer).CallWithStack(p.ctx, stack); err != nil {
		return err
	}
	p.buffer = uint32(stack[0])
	p.apply = p.module.ExportedFunction(string(abi.Apply))
	return nil
}

func (p *plain) call(request []byte) ([]byte, error) {
	if !p.module.Memory().Write(p.buffer, request) {
		return nil, errors.New("the buffer does not lie in memory")
	}
	stack := [1]uint64{uint64(len(request))}
	if err := p.apply.CallWithStack(p.ctx, stack[:]); err != nil {
		return nil, err
	}
	b, _ := p.module.Memory().Read(uint32(stack[0]>>32), uint32(stack[0]))
	return append([]byte(nil), b...), nil
}

// fill gives a metered module all gas there is.
func (p *plain) fill() {
	p.module.ExportedGlobal(meter.Gas).(api.MutableGlobal).Set(meter.Slice)
	p.module.ExportedGlobal(meter.Reserve).(api.MutableGlobal).Set(1 << 60)
	p.module.ExportedGlobal(meter.Depth).(api.MutableGlobal).Set(1500)
}

// All languages give the golden reply, protected and not.
func TestRecapIsMeasuredRight(t *testing.T) {
	for _, language := range []string{"c", "rust", "assemblyscript"} {
		t.Run(language, func(t *testing.T) {
			r := recapOf(t, language)
			rules := r.load(t, engine(t, plugins.Config{CacheDir: cacheDir}))
			for range 3 {
				got, err := rules.Apply(t.Context(), r.request)
				if err != nil {
					t.Fatal(err)
				}
				b, err := abi.EncodeReply(abi.Apply, got.Reply)
				if err != nil || string(b) != string(r.reply) {
					t.Errorf("reply %x, %v, want %x", b, err, r.reply)
				}
			}
		})
	}
}

// BenchmarkCall measures the call of the recap: protected by this package; the
// same with the ways to reset that are not the best; the module alone in one
// instance; metered in one instance; and in a fresh instance for each call.
func BenchmarkCall(b *testing.B) {
	for _, language := range []string{"c", "assemblyscript", "rust", "go"} {
		protected := func(method linear.Method) func(b *testing.B) {
			return func(b *testing.B) {
				r := recapOf(b, language)
				rules := r.load(b, engine(b, plugins.Config{CacheDir: cacheDir, Reset: method}))
				b.ReportAllocs()
				var gas uint64
				for b.Loop() {
					got, err := rules.Apply(b.Context(), r.request)
					if err != nil {
						b.Fatal(err)
					}
					gas = got.Gas
				}
				b.ReportMetric(float64(gas), "gas")
			}
		}
		unprotected := func(metered bool) func(b *testing.B) {
			return func(b *testing.B) {
				r := recapOf(b, language)
				module := r.module
				if metered {
					m, err := meter.Instrument(module)
					if err != nil {
						b.Fatal(err)
					}
					module = m.Module
				}
				p := openPlain(b, module, false)
				b.ReportAllocs()
				for b.Loop() {
					if metered {
						p.fill()
					}
					got, err := p.call(r.bytes)
					if err != nil {
						b.Skip("it cannot be called again and again: what it allocates is only given back by a reset")
					}
					if len(got) != len(r.reply) {
						b.Fatalf("a reply of %d bytes", len(got))
					}
				}
			}
		}
		b.Run(language+"/protected", protected(linear.Best))
		b.Run(language+"/protected by pagemap", protected(linear.Pagemap))
		b.Run(language+"/protected by copy", protected(linear.Copy))
		b.Run(language+"/unprotected", unprotected(false))
		b.Run(language+"/metered", unprotected(true))
		b.Run(language+"/fresh", func(b *testing.B) {
			r := recapOf(b, language)
			p := openPlain(b, r.module, true)
			for b.Loop() {
				if err := p.instantiate(b.Context()); err != nil {
					b.Fatal(err)
				}
				if _, err := p.call(r.bytes); err != nil {
					b.Fatal(err)
				}
				_ = p.module.Close(b.Context())
			}
		})
	}
}

// BenchmarkTwo compares one goroutine with two.
func BenchmarkTwo(b *testing.B) {
	for _, language := range []string{"c", "go"} {
		for n, name := range map[int]string{1: "one", 2: "two"} {
			b.Run(language+"/"+name, func(b *testing.B) {
				r := recapOf(b, language)
				rules := r.load(b, engine(b, plugins.Config{CacheDir: cacheDir}))
				each := b.N/n + 1
				b.ResetTimer()
				var wg sync.WaitGroup
				for range n {
					wg.Go(func() {
						for range each {
							if _, err := rules.Apply(context.Background(), r.request); err != nil {
								b.Error(err)
								return
							}
						}
					})
				}
				wg.Wait()
			})
		}
	}
}

// BenchmarkFirstCall measures the way from bytes to the first answer, and the
// memory of an instance.
func BenchmarkFirstCall(b *testing.B) {
	for _, language := range []string{"c", "go"} {
		for _, cached := range []bool{false, true} {
			name := language + "/cold"
			if cached {
				name = language + "/cached"
			}
			b.Run(name, func(b *testing.B) {
				r := recapOf(b, language)
				dir := b.TempDir()
				var in plugins.Inspection
				first := func() time.Duration {
					e, err := plugins.NewEngine(b.Context(), plugins.Config{CacheDir: dir})
					if err != nil {
						b.Fatal(err)
					}
					began := time.Now()
					rules, err := e.Load(b.Context(), r.module, r.spec)
					if err != nil {
						b.Fatal(err)
					}
					if _, err := rules.Apply(b.Context(), r.request); err != nil {
						b.Fatal(err)
					}
					took := time.Since(began)
					if in, err = e.Inspect(b.Context(), r.module, r.spec); err != nil {
						b.Fatal(err)
					}
					if err := errors.Join(rules.Close(), e.Close(b.Context())); err != nil {
						b.Fatal(err)
					}
					return took
				}
				if cached {
					first()
				}
				var took time.Duration
				for b.Loop() {
					if !cached {
						dir = filepath.Join(b.TempDir(), "cache")
					}
					took = first()
				}
				b.ReportMetric(took.Seconds()*1000, "ms/first-call")
				b.ReportMetric(float64(in.InstanceBytes)/1024, "KiB/instance")
				b.ReportMetric(float64(in.MemoryPages)*64, "KiB/image")
			})
		}
	}
}
