// Package plugins runs the rules of releases: WebAssembly modules that decide,
// from a state and a command, what the state becomes, the same on every pod.
//
// An [Engine] loads modules; a loaded module is [Rules], whose methods are the
// operations of ABI version 1 (package abi). The engine promises:
//
//   - what runs is what was approved: the digest of the module is checked, and
//     that it was written for the schema of its release;
//   - the answer depends on the request only: a module may import nothing but
//     the deterministic shim of package wasi, its floats have one NaN, and every
//     call begins with the same memory and globals, whatever the call before did;
//   - a call ends: it is bounded by gas, by depth and by memory, counted in the
//     module's own instructions, so that all machines end it at the same one;
//   - what comes back is sound: the reply lies in memory, is not too long, is
//     canonical, and its state is canonical by the schema;
//   - a module that is hard to compile harms nobody: it is compiled in a child.
//
// A rejection by the rules is an answer, not an error. An error means that no
// answer was had, and no pod may act on it.
//
// # How a module becomes rules
//
// Its digest and everything that can be seen without running it are checked
// (plugins/wasm, and the ABI here); its data segments are joined; it is
// instrumented (plugins/meter), compiled in a child into the cache
// (plugins/guard), loaded from there, initialised, and warmed up with the samples
// of its release. Its memory and its globals are then the snapshot that every
// instance begins with. Instances are kept in a pool, at most one for each
// processor; each sees the snapshot copy-on-write (plugins/linear) and is made
// equal to it again after each call.
//
// # Dependencies
//
// It imports registry and the packages below plugins, not the SDK. wazero is
// imported here, in plugins/guard and in plugins/wasi, and nowhere else below
// plugins.
package plugins

import (
	"context"
	"fmt"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// A Result is what a call came to.
type Result struct {
	// Reply is the answer of the rules. It is empty when the call failed.
	abi.Reply
	// Gas is what the call used, in units of the meter. It is the same on all
	// machines, also when the rules broke off.
	Gas uint64
}

// Rules are the rules of one release, ready to be called. All methods may be
// called by several goroutines at once; no call sees anything of another.
//
// A context is honoured until a call begins to run. From then on gas bounds it.
type Rules interface {
	// Apply answers a command on a state. The state is empty for a new record.
	Apply(ctx context.Context, r abi.Request) (Result, error)
	// Up carries a state of the schema before into this one.
	Up(ctx context.Context, r abi.Request) (Result, error)
	// Down carries a state back to the schema before, or replies with reasons
	// that name what would be lost.
	Down(ctx context.Context, r abi.Request) (Result, error)
	// Check replies with a reason for each invariant the state breaks.
	Check(ctx context.Context, r abi.Request) (Result, error)
	// Has reports whether the module offers an operation. Calling one that it
	// does not offer fails with registry.ErrNotFound.
	Has(op abi.Op) bool
	// Snapshot returns the digest of what every call starts from: the memory
	// and the globals of the module after its initialisation and the samples of
	// its release. It is the same on all machines.
	Snapshot() registry.Digest
	// Close waits for running calls and releases the module. Later calls fail.
	// Closing twice is harmless.
	Close() error
}

// Call calls an operation by its name. One that the ABI does not have fails with
// [registry.ErrInvalid].
func Call(ctx context.Context, r Rules, op abi.Op, q abi.Request) (Result, error) {
	switch op {
	case abi.Apply:
		return r.Apply(ctx, q)
	case abi.Up:
		return r.Up(ctx, q)
	case abi.Down:
		return r.Down(ctx, q)
	case abi.Check:
		return r.Check(ctx, q)
	default:
		return Result{}, fmt.Errorf("there is no operation %q: %w", op, registry.ErrInvalid)
	}
}
