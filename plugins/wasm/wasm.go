// Package wasm reads WebAssembly modules as far as a pod must judge them
// before any engine sees them: what they import and export, how large their
// parts are.
//
// An engine trusts the counts and sizes that stand in a module and reserves
// memory for them, so that fifty bytes can ask for a hundred gigabytes. [Parse]
// checks every count against the bytes that are there, and the limits below,
// first. It judges no instruction; that is left to the engine's validation.
//
// # Dependencies
//
// It imports registry only.
package wasm

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// Limits of a module.
const (
	// MaxModule bounds a module, in bytes.
	MaxModule = 8 << 20
	// MaxFunctions bounds the functions of a module, imports included.
	MaxFunctions = 50_000
	// MaxBody bounds the code of one function, in bytes.
	MaxBody = 128 << 10
	// MaxLocals bounds the locals of one function, parameters not included.
	MaxLocals = 1024
	// MaxParams bounds parameters, and results, of one function type.
	MaxParams = 1000
	// MaxTable bounds the initial size of all tables together, in elements.
	MaxTable = 1 << 20
)

// The value types of a signature.
const (
	I32 = 0x7f
	I64 = 0x7e
)

// A Kind says what is imported or exported.
type Kind byte

// The kinds.
const (
	Func   Kind = 0
	Table  Kind = 1
	Memory Kind = 2
	Global Kind = 3
)

// A FuncType is the type of a function, one byte for each value.
type FuncType struct{ Params, Results []byte }

// Equal reports whether two types are the same.
func (t FuncType) Equal(u FuncType) bool {
	return bytes.Equal(t.Params, u.Params) && bytes.Equal(t.Results, u.Results)
}

// String returns "(i32) -> (i64)".
func (t FuncType) String() string { return list(t.Params) + " -> " + list(t.Results) }

func list(types []byte) string {
	names := map[byte]string{I32: "i32", I64: "i64", 0x7d: "f32", 0x7c: "f64", 0x7b: "v128", 0x70: "funcref", 0x6f: "externref"}
	var s strings.Builder
	s.WriteString("(")
	for i, t := range types {
		if i > 0 {
			s.WriteString(", ")
		}
		s.WriteString(names[t])
	}
	return s.String() + ")"
}

// An Import is something that the module needs.
type Import struct {
	Module, Name string
	Kind         Kind
	// Type is the type of a function; it is empty for other kinds.
	Type FuncType
}

// An Export is something that the module offers.
type Export struct {
	Name string
	Kind Kind
	// Index counts all of its kind, imports first.
	Index uint32
}

// A Limit is the size of a memory, in pages of 64 KiB.
type Limit struct {
	Min uint32
	// Max is meaningful if HasMax is set.
	Max    uint32
	HasMax bool
}

// A Module is what [Parse] has read.
type Module struct {
	Imports []Import
	Exports []Export
	// Memories are all memories, imports first.
	Memories []Limit

	types     []FuncType
	functions []uint32 // index into types, imports first
	bodies    int
	declared  int
}

// Func returns the type of the exported function called name.
func (m *Module) Func(name string) (FuncType, bool) {
	for _, e := range m.Exports {
		if e.Name == name && e.Kind == Func {
			return m.types[m.functions[e.Index]], true
		}
	}
	return FuncType{}, false
}

// Export returns the export called name.
func (m *Module) Export(name string) (Export, bool) {
	for _, e := range m.Exports {
		if e.Name == name {
			return e, true
		}
	}
	return Export{}, false
}

func invalid(format string, a ...any) error {
	return fmt.Errorf("module: %s: %w", fmt.Sprintf(format, a...), registry.ErrInvalid)
}
