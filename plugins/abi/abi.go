// Package abi is version 1 of the contract between a pod and its rules: the
// custom section, the operations, the envelopes that cross between host and
// module, and the limits. ABI.md beside this file specifies it for those who
// write rules in another language, or a second host.
//
// # Dependencies
//
// It imports registry, plugins/wasm and plugins/wire; it runs nothing and knows no wazero.
package abi

import (
	"fmt"

	"github.com/novation-dev/novation/registry"
)

// Version is the version of the contract.
const Version = registry.HostABI

// The exports of a module.
const (
	// Memory is the one linear memory.
	Memory = "memory"
	// Buffer is `(cap i32) -> ptr i32`, called once per instance.
	Buffer = "nv_buffer"
	// Initialize is `() -> ()`, called before Buffer if it is exported.
	Initialize = "_initialize"
)

// WASI is the only module that imports may come from.
const WASI = "wasi_snapshot_preview1"

// An Op is an operation of the rules. Its export takes the length of the
// request and returns ptr<<32|len of the reply: `(len i32) -> i64`.
type Op string

// The operations. Only [Apply] is required of a module.
const (
	// Apply answers a command on a state with the state after it.
	Apply Op = "nv_apply"
	// Up carries a state of the schema before into this one.
	Up Op = "nv_up"
	// Down carries a state back to the schema before, or names what it would
	// lose.
	Down Op = "nv_down"
	// Check tells which invariants a state breaks.
	Check Op = "nv_check"
)

// Ops lists the operations in a fixed order.
func Ops() []Op { return []Op{Apply, Up, Down, Check} }

// Limits. A release may ask for less, and with its members' consent for more.
const (
	// PageSize is the size of a page of linear memory, in bytes.
	PageSize = 64 << 10
	// DefaultMemoryPages is 64 MiB of linear memory.
	DefaultMemoryPages = 1024
	// MaxMemoryPages is the most a release may ask for: 4 GiB.
	MaxMemoryPages = 65536
	// DefaultReplyBytes bounds one reply.
	DefaultReplyBytes = 1 << 20
	// MaxReplyBytes is the most a release may ask for.
	MaxReplyBytes = 16 << 20
	// DefaultBuffer is the size of the buffer for requests, in bytes.
	DefaultBuffer = 1 << 20
	// MaxBuffer is the largest buffer a module may ask for, in bytes.
	MaxBuffer = 16 << 20
	// SeedBytes is the length of a request's seed.
	SeedBytes = 32
	// MaxTime is the largest time of a request, in unix seconds: what 63 bits
	// of nanoseconds hold (April 2262).
	MaxTime = 9_223_372_035
)

func invalid(format string, a ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, a...), registry.ErrInvalid)
}
