// Package wasm reads WebAssembly modules as far as a pod must judge them
// before any engine sees them: what they import and export, how large their
// parts are.
//
// An engine trusts the counts and sizes that stand in a module and reserves
// memory for them, so that fifty bytes can ask for a hundred gigabytes; and an
// optimising compiler may need gigabytes for code that is small, but unusual.
// [Parse] checks every count against the bytes that are there, and the limits
// below, first. It reads every instruction: it refuses those that rules may not
// use, and every index that leads nowhere. Types of values on the stack it does
// not check; that is left to the engine's validation.
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
	// MaxTypes bounds the function types, and MaxTypeValues their parameters
	// and results together.
	MaxTypes      = 10_000
	MaxTypeValues = 100_000
	// MaxFunctions bounds the functions of a module, imports included.
	MaxFunctions = 50_000
	// MaxGlobals bounds the globals, imports included, MaxMutable those that
	// can change.
	MaxGlobals = 10_000
	MaxMutable = 1_000
	// MaxExports bounds imports, and exports.
	MaxExports = 10_000
	// MaxSegments bounds data segments, and element segments.
	MaxSegments = 100_000
	// MaxNames bounds the names of a section "name".
	MaxNames = 500_000
	// MaxParams bounds parameters, and results, of one function type.
	MaxParams = 1000
	// MaxTable bounds the initial size of all tables together, in elements.
	MaxTable = 1 << 20
)

// Limits of one function; see [Size] for what is counted.
const (
	MaxBody    = 128 << 10
	MaxLocals  = 1024 // parameters not included
	MaxBlocks  = 4_000
	MaxNesting = 1_000
	MaxTargets = 10_000
	MaxValues  = 100_000
	MaxLive    = 200_000
	MaxReloads = 200_000
	MaxKnown   = 4_000_000
)

// Limits of all functions of a module together.
const (
	MaxSumLocals  = 500_000
	MaxSumBlocks  = 500_000
	MaxSumTargets = 500_000
	MaxSumValues  = 2_000_000
	MaxSumLive    = 2_500_000
	MaxSumReloads = 5_000_000
	MaxSumKnown   = 60_000_000
	MaxSumSquare  = 160_000_000
)

// The value types of a signature. Others are not allowed.
const (
	I32     = 0x7f
	I64     = 0x7e
	F32     = 0x7d
	F64     = 0x7c
	FuncRef = 0x70
)

// known reports whether t is a value type that is allowed.
func known(t byte) bool { return t >= F64 && t <= I32 || t == FuncRef }

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
	names := map[byte]string{I32: "i32", I64: "i64", F32: "f32", F64: "f64", FuncRef: "funcref"}
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

// A GlobalType is the type of a global.
type GlobalType struct {
	Type    byte
	Mutable bool
}

// A Module is what [Parse] has read. Its slices may alias the module.
type Module struct {
	Imports []Import
	Exports []Export
	// Memories are all memories, imports first.
	Memories []Limit
	// Globals are all globals, imports first.
	Globals []GlobalType
	// Functions are those with code, in order.
	Functions []Function
	// Size sums up the functions.
	Size Size

	bytes     []byte
	types     []FuncType
	values    int      // of all types
	functions []uint32 // index into types, imports first
	tables    int
	elements  uint64 // of all tables at the start
	mutable   int    // globals
	bodies    int
	declared  int
	dataCount uint32
	walker    walker
}

// NumFunctions returns how many functions there are, imports included.
func (m *Module) NumFunctions() int { return len(m.functions) }

// Types returns how many function types there are, and Type the one of an
// index below that.
func (m *Module) Types() int { return len(m.types) }

// Type returns a function type.
func (m *Module) Type(index uint32) FuncType { return m.types[index] }

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
