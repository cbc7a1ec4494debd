// Package meter changes a WebAssembly module so that running it can be
// measured and bounded, and gives the same bytes and the same gas everywhere.
//
// [Instrument] counts gas for each straight stretch of code, ends a call that
// runs out of it, bounds how deep calls nest, makes every NaN the same one, and
// leaves the module now and then so that the host's garbage collector can
// proceed. It also exports the mutable globals, for a snapshot. What a module
// computes is otherwise unchanged: one that an engine accepts is accepted
// instrumented, one that it refuses is refused.
//
// [METER.md] is the specification, precise enough for a second implementation;
// the vectors in testdata hold both to it.
//
// # Dependencies
//
// It imports registry and plugins/wasm.
//
// [METER.md]: https://github.com/novation-dev/novation/blob/main/plugins/meter/METER.md
package meter

import (
	"fmt"

	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry"
)

// Version is the version of METER.md, and part of what a release says.
const Version = 1

// Prefix begins the names of all exports that instrumentation adds. A module
// that exports such a name is refused.
const Prefix = "nv:"

// The globals by which a host gives and reads gas and depth.
const (
	// Gas is a mutable i64: the gas left in the running slice. It may be below
	// zero while Reserve is not.
	Gas = Prefix + "gas"
	// Reserve is a mutable i64: the gas left beyond the slice.
	Reserve = Prefix + "reserve"
	// Depth is a mutable i32: how many calls may still nest. It is below zero
	// after a call that went too deep, and only then.
	Depth = Prefix + "depth"
)

// Slice is the gas after which the code leaves the module for an instant: some
// 15 to 150 µs.
const Slice uint64 = 1 << 18

// What a new instance has, so that its start function can run. A host sets its
// own before each call.
const (
	// StartGas is Gas and Reserve together.
	StartGas uint64 = 20_000_000
	// StartDepth is Depth.
	StartDepth uint32 = 1500
)

// MaxDepth bounds the depth that a host may give, in calls: up to it no
// engine's own stack ends first.
const MaxDepth uint32 = 1900

// A Global is a mutable global of the original module, exported so that a
// snapshot can save and restore it.
type Global struct {
	// Name is that of the export, such as "nv:g7".
	Name string
	// Type is wasm.I32, I64, F32 or F64.
	Type byte
}

// A Metered is an instrumented module.
type Metered struct {
	Module []byte
	// Globals are the mutable globals of the original, by index.
	Globals []Global
}

// Instrument judges a module with package wasm and instruments it. The same
// module gives the same bytes. Its errors match [registry.ErrInvalid].
func Instrument(module []byte) (Metered, error) { return instrument(module, 0) }

func instrument(module []byte, without part) (Metered, error) {
	m, err := wasm.Parse(module)
	if err != nil {
		return Metered{}, err
	}
	if err := admit(m); err != nil {
		return Metered{}, err
	}
	return newWriter(m, module, without).write()
}

// admit refuses what instrumentation, or a reset between calls, cannot deal
// with.
func admit(m *wasm.Module) error {
	for _, i := range m.Imports {
		if i.Kind != wasm.Func {
			return invalid("it imports %s.%s, which is no function: what a host shares with a module cannot be reset", i.Module, i.Name)
		}
	}
	for _, e := range m.Exports {
		if len(e.Name) >= len(Prefix) && e.Name[:len(Prefix)] == Prefix {
			return invalid("export %q begins with %q, which is kept for instrumented modules: give it another name", e.Name, Prefix)
		}
	}
	return nil
}

func invalid(format string, a ...any) error {
	return fmt.Errorf("module: %s: %w", fmt.Sprintf(format, a...), registry.ErrInvalid)
}
