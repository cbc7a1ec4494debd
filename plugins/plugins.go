// Package plugins runs the rules of releases: WebAssembly modules that decide,
// from a state and a command, what the state becomes, the same on every pod.
//
// An [Engine] loads modules; a loaded module is [Rules], whose methods are the
// operations of ABI version 1 (package abi). The engine promises:
//
//   - what runs is what was approved: the digest of the module is checked, and
//     that it was written for the schema of its release;
//   - the answer depends on the request only: a module may import nothing but
//     the deterministic shim of package wasi, and every call gets a fresh
//     instance;
//   - what comes back is sound: the reply lies in memory, is not too long, is
//     canonical, and its state is canonical by the schema;
//   - a module can use no more memory than its release says, and a call ends
//     when its context does.
//
// A rejection by the rules is an answer, not an error. An error means that no
// answer was had, and no pod may act on it.
//
// # What is not promised yet
//
// Calls are bounded in time, which is not the same on two machines: a call that
// runs out of time is an error ([registry.ErrTimeout]) and never a decision.
// The depth of calls is bounded by the stack of the engine, the tables of a
// module only in their initial size, and a module that computes with NaNs may
// see their bits differ between processors. Metered execution closes all of
// these, behind the same interface.
//
// # Dependencies
//
// It imports registry and the packages below plugins, not the SDK. wazero is
// imported here and in plugins/wasi, and nowhere else below plugins.
package plugins

import (
	"context"

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
