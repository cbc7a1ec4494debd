package plugins

import (
	"context"
	"fmt"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wasi"
	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry"
)

// A Spec says what a release expects of its rules.
type Spec struct {
	// Digest is that of the module, from the release's manifest.
	Digest registry.Digest
	// Schema is the schema of the release's state and commands.
	Schema *schema.Schema
	// Previous is the schema that nv_up reads and nv_down writes. Nil means
	// that the release has no conversion; then Up and Down fail.
	Previous *schema.Schema
	// Samples are calls that every instance of the module has answered before
	// its first request, so that what is slow only once is over by then. They
	// are part of the release: what they leave in memory is seen by all calls.
	Samples []Sample
	// Limits bound a call. Zeros mean [abi.DefaultMemoryPages] and
	// [abi.DefaultReplyBytes].
	Limits registry.Limits
}

// A Sample is a call that warms the rules up.
type Sample struct {
	Op      abi.Op
	Request abi.Request
}

// Load checks a module against the spec of its release, compiles it, and
// initialises it once to see that it can be. A module that is not accepted gives
// a [*LoadError].
func (e *Engine) Load(ctx context.Context, module []byte, s Spec) (Rules, error) {
	r, err := e.load(ctx, module, s)
	if err != nil {
		if interrupted(err) {
			return nil, err
		}
		return nil, &LoadError{Digest: registry.DigestOf(module), Err: err}
	}
	return r, nil
}

func (e *Engine) load(ctx context.Context, module []byte, s Spec) (*rules, error) {
	if got := registry.DigestOf(module); got != s.Digest {
		return nil, fmt.Errorf("the release names %q, the bytes are %q", s.Digest, got)
	}
	if s.Schema == nil {
		return nil, fmt.Errorf("the spec has no schema")
	}
	limits, err := limitsOf(s.Limits)
	if err != nil {
		return nil, err
	}
	section, ops, err := check(module, s.Schema, limits)
	if err != nil {
		return nil, err
	}
	runtime, compiled, err := e.compile(ctx, wasm.MergeData(module), section.MemoryPages)
	if err != nil {
		return nil, err
	}
	r := &rules{
		config: e.config, runtime: runtime, compiled: compiled, spec: s,
		buffer: section.Buffer, reply: limits.ReplyBytes, ops: ops,
		memories: memories{max: uint64(section.MemoryPages) * abi.PageSize},
	}
	if err := r.try(ctx); err != nil {
		_ = r.Close() // err says more
		return nil, err
	}
	return r, nil
}

// limitsOf fills in the defaults.
func limitsOf(l registry.Limits) (registry.Limits, error) {
	if l.MemoryPages == 0 {
		l.MemoryPages = abi.DefaultMemoryPages
	}
	if l.ReplyBytes == 0 {
		l.ReplyBytes = abi.DefaultReplyBytes
	}
	if l.MemoryPages > abi.MaxMemoryPages || l.ReplyBytes > abi.MaxReplyBytes {
		return l, fmt.Errorf("limits of %d pages and %d bytes are over what the ABI allows (%d and %d)",
			l.MemoryPages, l.ReplyBytes, abi.MaxMemoryPages, abi.MaxReplyBytes)
	}
	return l, nil
}

// check judges everything about a module that can be seen without running it.
// It returns its section and the operations it offers.
func check(module []byte, s *schema.Schema, limits registry.Limits) (abi.Section, map[abi.Op]bool, error) {
	none := abi.Section{}
	m, err := wasm.Parse(module)
	if err != nil {
		return none, nil, err
	}
	section, err := abi.ReadSection(module)
	if err != nil {
		return none, nil, err
	}
	switch {
	case section.Descriptor != s.Digest():
		return none, nil, fmt.Errorf("the rules are built for schema %q, the release has %q: generate the codec and build again",
			section.Descriptor, s.Digest())
	case section.MemoryPages > limits.MemoryPages:
		return none, nil, fmt.Errorf("the rules ask for %d pages of memory, the release allows %d", section.MemoryPages, limits.MemoryPages)
	}
	if err := checkImports(m); err != nil {
		return none, nil, err
	}
	if err := checkMemory(m, section.MemoryPages); err != nil {
		return none, nil, err
	}
	ops, err := checkExports(m)
	return section, ops, err
}

func checkImports(m *wasm.Module) error {
	known := wasi.Functions()
	for _, i := range m.Imports {
		want, ok := known[i.Name]
		if i.Module != abi.WASI || i.Kind != wasm.Func || !ok {
			return fmt.Errorf("import %s.%s is not allowed: rules may import functions of %s only", i.Module, i.Name, abi.WASI)
		}
		if t := (wasm.FuncType{Params: want.Params, Results: want.Results}); !t.Equal(i.Type) {
			return fmt.Errorf("import %s.%s has type %v, the host offers %v", i.Module, i.Name, i.Type, t)
		}
	}
	return nil
}

func checkMemory(m *wasm.Module, pages uint32) error {
	e, ok := m.Export(abi.Memory)
	if !ok || e.Kind != wasm.Memory || len(m.Memories) != 1 {
		return fmt.Errorf("the module must have one memory and export it as %q", abi.Memory)
	}
	l := m.Memories[0]
	if l.Min > pages || l.HasMax && l.Max > pages {
		return fmt.Errorf("the memory declares %d pages (most %d), its section %s allows %d", l.Min, max(l.Min, l.Max), abi.SectionName, pages)
	}
	return nil
}

// checkExports checks the types of the functions the ABI knows. Others are
// never called, except that "_start" would make the module a program.
func checkExports(m *wasm.Module) (map[abi.Op]bool, error) {
	op := wasm.FuncType{Params: []byte{wasm.I32}, Results: []byte{wasm.I64}}
	want := map[string]wasm.FuncType{
		abi.Buffer:     {Params: []byte{wasm.I32}, Results: []byte{wasm.I32}},
		abi.Initialize: {},
	}
	for _, o := range abi.Ops() {
		want[string(o)] = op
	}
	for name, t := range want {
		if _, ok := m.Export(name); !ok {
			continue
		}
		if got, ok := m.Func(name); !ok || !got.Equal(t) {
			return nil, fmt.Errorf("export %q has type %v: want a function of type %v", name, got, t)
		}
	}
	for _, name := range []string{abi.Buffer, string(abi.Apply)} {
		if _, ok := m.Export(name); !ok {
			return nil, fmt.Errorf("export %q is missing", name)
		}
	}
	if _, ok := m.Export("_start"); ok {
		return nil, fmt.Errorf(`export "_start" makes it a program: build it as a library (in Go with -buildmode=c-shared)`)
	}
	ops := map[abi.Op]bool{}
	for _, o := range abi.Ops() {
		_, ops[o] = m.Export(string(o))
	}
	return ops, nil
}
