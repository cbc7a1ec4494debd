package plugins

import (
	"fmt"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wasi"
	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry"
)

// check judges everything about a module that can be seen without running it.
// It returns its section and the operations it offers. Without a schema the
// module may be written for any.
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
	case s != nil && section.Descriptor != s.Digest():
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
