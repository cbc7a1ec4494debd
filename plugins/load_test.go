package plugins_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// Each case is the good rule with one change. Those with a want are refused
// with it; those without stand beside them and are accepted.
func TestLoad(t *testing.T) {
	s, other := load(t, schemaSource), load(t, previousSource)
	wasi := func(name string, typ byte) []asmImport { return []asmImport{{abi.WASI, name, 0, typ}} }
	tests := []struct {
		name, want string
		change     func(*asm)
	}{
		{"good", "", func(*asm) {}},
		{"allowed import", "", func(a *asm) { a.imports = wasi("args_get", typeI32x2) }},
		{"allowed import with another type", "has type (i32) -> (i32)", func(a *asm) { a.imports = wasi("args_get", typeI32I32) }},
		{"import the shim does not have", "not allowed", func(a *asm) { a.imports = wasi("args_put", typeI32x2) }},
		{"import of another module", "env.args_get is not allowed", func(a *asm) { a.imports = []asmImport{{"env", "args_get", 0, typeI32x2}} }},
		{"imported global", "not allowed", func(a *asm) { a.imports = []asmImport{{abi.WASI, "args_get", 3, 0}} }},
		{"imported memory", "not allowed", func(a *asm) { a.imports, a.noMem = []asmImport{{abi.WASI, "memory", 2, 0}}, true }},
		{"no section", "no section", func(a *asm) { a.section = nil }},
		{"section of another schema", "built for schema", func(a *asm) { a.section = sectionOf(other) }},
		{"section of another version", "ABI version 2", func(a *asm) { a.section.Version = 2 }},
		{"section twice", "2 sections", func(a *asm) {
			a.extra = append([]byte{0}, vec(append(vec([]byte(abi.SectionName)), a.section.Encode()...))...)
		}},
		{"other custom section", "", func(a *asm) { a.extra = append([]byte{0}, vec(vec([]byte("producers")))...) }},
		{"no nv_apply", `"nv_apply" is missing`, func(a *asm) { a.funcs[1].export = "" }},
		{"no nv_buffer", `"nv_buffer" is missing`, func(a *asm) { a.funcs[0].export = "" }},
		{"no memory", "must have one memory", func(a *asm) { a.noMem, a.data = true, nil }},
		{"memory by another name", "must have one memory", func(a *asm) { a.memName = "mem" }},
		{"nv_apply of another type", "want a function of type (i32) -> (i64)", func(a *asm) { a.funcs[1] = asmFunc{string(abi.Apply), typeI32I32, i32c(0)} }},
		{"nv_buffer of another type", "want a function of type (i32) -> (i32)", func(a *asm) { a.funcs[0] = asmFunc{abi.Buffer, typeI32I64, i64c(0)} }},
		{"nv_check of another type", `"nv_check"`, func(a *asm) { a.funcs = append(a.funcs, asmFunc{string(abi.Check), typeNone, nil}) }},
		{"nv_check", "", func(a *asm) { a.funcs = append(a.funcs, asmFunc{string(abi.Check), typeI32I64, i64c(0)}) }},
		{"_initialize", "", func(a *asm) { a.funcs = append(a.funcs, asmFunc{abi.Initialize, typeNone, nil}) }},
		{"_initialize of another type", `"_initialize"`, func(a *asm) { a.funcs = append(a.funcs, asmFunc{abi.Initialize, typeI32Void, nil}) }},
		{"_initialize traps", "initialising the rules", func(a *asm) { a.funcs = append(a.funcs, asmFunc{abi.Initialize, typeNone, unreachable}) }},
		{"_start", "makes it a program", func(a *asm) { a.funcs = append(a.funcs, asmFunc{"_start", typeNone, nil}) }},
		{"other export", "", func(a *asm) { a.funcs = append(a.funcs, asmFunc{"start", typeNone, nil}) }},
		{"start function", "", func(a *asm) { a.funcs, a.start = append(a.funcs, asmFunc{"", typeNone, nil}), 2 }},
		{"start function traps", "unreachable", func(a *asm) { a.funcs, a.start = append(a.funcs, asmFunc{"", typeNone, unreachable}), 2 }},
		{"nv_buffer traps", "initialising the rules", func(a *asm) { a.funcs[0].code = unreachable }},
		{"buffer ends with memory", "", func(a *asm) { a.funcs[0].code = i32c(65536 - 1024) }},
		{"buffer one byte beyond memory", "do not lie in memory", func(a *asm) { a.funcs[0].code = i32c(65536 - 1023) }},
		{"buffer at the end of 4 GiB", "do not lie in memory", func(a *asm) { a.funcs[0].code = i32c(-1) }},
		{"section asks for what the release allows", "", func(a *asm) { a.section.MemoryPages = abi.DefaultMemoryPages }},
		{"section asks for more", "the release allows 1024", func(a *asm) { a.section.MemoryPages++; a.section.MemoryPages += abi.DefaultMemoryPages }},
		{"memory begins at its limit", "", func(a *asm) { a.mem = []byte{0, 4} }},
		{"memory begins over its limit", "declares 5 pages", func(a *asm) { a.mem = []byte{0, 5} }},
		{"memory ends at its limit", "", func(a *asm) { a.mem = []byte{1, 1, 4} }},
		{"memory may pass its limit", "declares 1 pages (most 5)", func(a *asm) { a.mem = []byte{1, 1, 5} }},
		{"shared memory", "shared", func(a *asm) { a.mem = []byte{3, 1, 4} }},
		{"stack mismatch", "compiling", func(a *asm) { a.funcs[1].code = i32c(0) }},
		{"atomic instruction", "atomic instructions are not allowed", func(a *asm) { a.funcs[1].code = join([]byte{0xfe, 0x03, 0x00}, i64c(0)) }},
	}
	engines(t, func(t *testing.T, e *plugins.Engine) {
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				a := goodAsm(s)
				tt.change(&a)
				module := a.bytes()
				r, err := e.Load(t.Context(), module, plugins.Spec{Digest: registry.DigestOf(module), Schema: s})
				if tt.want == "" {
					if err != nil {
						t.Fatal(err)
					}
					if err := r.Close(); err != nil {
						t.Error(err)
					}
					return
				}
				wantInvalid(t, err)
				if _, ok := errors.AsType[*plugins.LoadError](err); !ok || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("%v: want a LoadError with %q", err, tt.want)
				}
			})
		}
	})
}

func TestLoadSpec(t *testing.T) {
	s := load(t, schemaSource)
	module := goodAsm(s).bytes()
	good := plugins.Spec{Digest: registry.DigestOf(module), Schema: s}
	e := engine(t, plugins.Config{})
	for name, change := range map[string]func(*plugins.Spec){
		"other digest":      func(s *plugins.Spec) { s.Digest[0] ^= 1 },
		"no digest":         func(s *plugins.Spec) { s.Digest = registry.Digest{} },
		"no schema":         func(s *plugins.Spec) { s.Schema = nil },
		"too few pages":     func(s *plugins.Spec) { s.Limits.MemoryPages = 3 },
		"too many pages":    func(s *plugins.Spec) { s.Limits.MemoryPages = abi.MaxMemoryPages + 1 },
		"too long a reply":  func(s *plugins.Spec) { s.Limits.ReplyBytes = abi.MaxReplyBytes + 1 },
		"the other message": func(sp *plugins.Spec) { sp.Schema = load(t, previousSource) },
	} {
		t.Run(name, func(t *testing.T) {
			bad := good
			change(&bad)
			_, err := e.Load(t.Context(), module, bad)
			wantInvalid(t, err)
		})
	}
	good.Limits = registry.Limits{MemoryPages: 4, ReplyBytes: 6}
	r, err := e.Load(t.Context(), module, good)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(r.Close(), r.Close()); err != nil {
		t.Error(err)
	}
	if _, err := r.Apply(t.Context(), abi.Request{}); !errors.Is(err, plugins.ErrClosed) {
		t.Errorf("%v, want ErrClosed", err)
	}
}

func TestLoadStops(t *testing.T) {
	s := load(t, schemaSource)
	a := goodAsm(s)
	a.funcs = append(a.funcs, asmFunc{abi.Initialize, typeNone, forever})
	module := a.bytes()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := engine(t, plugins.Config{}).Load(ctx, module, plugins.Spec{Digest: registry.DigestOf(module), Schema: s})
	if !errors.Is(err, context.Canceled) || errors.Is(err, registry.ErrInvalid) {
		t.Errorf("%v: want Canceled, and nothing about the module", err)
	}
}

// No truncation of a good module, and no single changed byte, may do worse
// than give an error.
func TestDamagedModules(t *testing.T) {
	s := load(t, schemaSource)
	a := goodAsm(s)
	a.imports = []asmImport{{abi.WASI, "args_get", 0, typeI32x2}}
	a.extra = append([]byte{0}, vec(join(vec([]byte("name")), []byte{1, 6, 1, 0, 3, 'f', 'o', 'o'}))...)
	module := a.bytes()
	e := engine(t, plugins.Config{Interpreter: true, CallTimeout: 1e9})
	try := func(module []byte) error {
		r, err := e.Load(t.Context(), module, plugins.Spec{Digest: registry.DigestOf(module), Schema: s})
		if err != nil {
			return err
		}
		_, _ = r.Apply(t.Context(), abi.Request{Command: []byte{}})
		return r.Close()
	}
	if err := try(module); err != nil {
		t.Fatal(err)
	}
	for n := range module {
		if err := try(module[:n]); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("the first %d bytes: %v, want ErrInvalid", n, err)
		}
		for _, flip := range []byte{0x01, 0x80, 0xff} {
			damaged := bytes.Clone(module)
			damaged[n] ^= flip
			if err := try(damaged); err != nil && !errors.Is(err, registry.ErrInvalid) && !errors.Is(err, registry.ErrTimeout) {
				t.Errorf("byte %d changed: %v", n, err)
			}
		}
	}
}

func FuzzLoad(f *testing.F) {
	s := load(f, schemaSource)
	f.Add(goodAsm(s).bytes())
	e, err := plugins.NewEngine(context.Background(), plugins.Config{Interpreter: true, CallTimeout: 1e8})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, module []byte) {
		spec := plugins.Spec{Digest: registry.DigestOf(module), Schema: s, Limits: registry.Limits{MemoryPages: 16}}
		r, err := e.Load(t.Context(), module, spec)
		if err != nil {
			return
		}
		_, _ = r.Apply(t.Context(), abi.Request{})
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

// Two releases with different memory limits, and two pods with the same one,
// share an engine.
func TestSharedEngine(t *testing.T) {
	s := load(t, schemaSource)
	one, two := goodAsm(s), goodAsm(s)
	two.section.MemoryPages = 2
	e := engine(t, plugins.Config{CacheDir: t.TempDir()})
	var all []plugins.Rules
	for _, module := range [][]byte{one.bytes(), two.bytes(), one.bytes()} {
		all = append(all, open(t, e, module, plugins.Spec{Schema: s}))
	}
	if err := all[0].Close(); err != nil {
		t.Fatal(err)
	}
	for _, r := range all[1:] {
		if _, err := r.Apply(t.Context(), abi.Request{}); err != nil {
			t.Error(err)
		}
	}
}

// Many may load at once, the same and others.
func TestLoadAtOnce(t *testing.T) {
	s := load(t, schemaSource)
	e := engine(t, plugins.Config{})
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			a := goodAsm(s)
			a.section.MemoryPages = uint32(1 + n%2)
			module := a.bytes()
			r, err := e.Load(context.Background(), module, plugins.Spec{Digest: registry.DigestOf(module), Schema: s})
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := r.Apply(context.Background(), abi.Request{}); err != nil {
				t.Error(err)
			}
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := e.Stats(); got != (plugins.Stats{}) {
		t.Errorf("the engine still holds %+v", got)
	}
}

// A second engine finds compiled code on disk, and survives what it finds.
func TestCacheDir(t *testing.T) {
	s := load(t, schemaSource)
	dir := t.TempDir()
	for range 2 {
		r := open(t, engine(t, plugins.Config{CacheDir: dir}), goodAsm(s).bytes(), plugins.Spec{Schema: s})
		if _, err := r.Apply(t.Context(), abi.Request{}); err != nil {
			t.Error(err)
		}
	}
}
