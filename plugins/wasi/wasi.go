// Package wasi is the deterministic wasi_snapshot_preview1 that rules compiled
// by ordinary toolchains (Go among them) are given. It offers a program all it
// needs to start, and nothing that two pods could see differently: no files, no
// arguments, no environment, no network, no host clock, no entropy.
//
// What a module sees is specified here to the bit, because an auditor must be
// able to compute it again in ten years. It depends on what the module itself
// does and on two numbers of the request, its time and its seed.
//
// # Phases
//
// An instance lives through two phases: initialisation (its start function,
// `_initialize`, `nv_buffer`, then the samples of its release, each of which
// begins with [State.Warm]) and the call of one operation, which begins with
// [State.Begin]. Nothing of the request is visible during initialisation, so
// that an initialised instance may be kept and copied for later calls.
//
// # Clocks
//
// The realtime clock stands at 0 during initialisation, at a sample's time
// during the sample, and at the request's time during the call. The monotonic
// clock starts at 1 s during initialisation, where it never passes 1 h, samples
// included, and is set to 1 h when the call begins. Reading the monotonic clock first advances it by 1 µs. Sleeping
// (poll_oneoff with clocks alone) advances both clocks by the shortest wait
// asked for, and takes no time. Clocks stop at 2^63-1 ns. The resolution is
// 1 µs. The two CPU-time clocks do not exist (EINVAL).
//
// # Random numbers
//
// random_get hands out the stream block(0), block(1), ... without gaps, where
//
//	block(i) = SHA-256("novation/wasi/random/v1" || 0x00 || seed || i)
//
// with i as eight bytes, big-endian. The seed is empty during initialisation,
// a sample's seed during the sample, and the request's seed during the call; with
// each of them the stream starts again at block(0). After [MaxRandom] bytes in one phase the call ends with an error.
//
// # Files
//
// Descriptors 0, 1 and 2 are character devices: 0 is at its end, writes to 1
// and 2 go to a log of at most [MaxLog] bytes, whose rest is dropped without
// telling the module. Every other descriptor is EBADF, there are no preopened
// folders, and so every path is EBADF too. proc_exit ends the call with an
// [*ExitError], whatever its code. Pointers outside of memory give EFAULT.
//
// # Gas
//
// What a module makes the host do it pays for: see [PriceCall] and the other
// prices. They are part of this specification.
//
// # Dependencies
//
// It imports registry and wazero.
package wasi

import (
	"context"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/registry"
)

// ModuleName is the module that guests import from.
const ModuleName = "wasi_snapshot_preview1"

// An ExitError means that the module called proc_exit, as programs do when
// they panic.
type ExitError struct {
	// Code is the exit code. Zero is no success: a reply was due.
	Code uint32
}

// Error implements error.
func (e *ExitError) Error() string {
	return fmt.Sprintf("the rules ended their program with exit code %d", e.Code)
}

// Unwrap returns [registry.ErrInvalid].
func (e *ExitError) Unwrap() error { return registry.ErrInvalid }

// A Signature is the type of a function.
type Signature struct{ Params, Results []api.ValueType }

// Functions returns the names and types of all functions of the module.
func Functions() map[string]Signature {
	out := make(map[string]Signature, len(functions))
	for _, f := range functions {
		out[f.name] = Signature{Params: f.params, Results: f.results}
	}
	return out
}

// Instantiate makes the module known to r. It has no state of its own: every
// call needs a context made by [State.Context].
func Instantiate(ctx context.Context, r wazero.Runtime) error {
	b := r.NewHostModuleBuilder(ModuleName)
	for _, f := range functions {
		b.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(f.run), f.params, f.results).WithName(f.name).Export(f.name)
	}
	if _, err := b.Instantiate(ctx); err != nil {
		return fmt.Errorf("instantiating %s: %w", ModuleName, err)
	}
	return nil
}

// A call is one call of a host function: its parameters and its guest.
type call struct {
	stack []uint64
	mem   memory
	state *State
}

// u32 decodes parameter i. The upper half of a slot may hold rubbish.
func (c call) u32(i int) uint32 { return api.DecodeU32(c.stack[i]) }

// errno is a result of most functions.
type errno uint32

const (
	success errno = 0
	badf    errno = 8
	fault   errno = 21
	inval   errno = 28
	nosys   errno = 52
	notsock errno = 57
	spipe   errno = 70
)

type function struct {
	name            string
	params, results []api.ValueType
	run             func(ctx context.Context, mod api.Module, stack []uint64)
}

// define makes a function that returns an errno. Its types are written as one
// letter each: "i" for i32, "I" for i64.
func define(name, params string, run func(call) errno) function {
	f := function{name: name, results: []api.ValueType{api.ValueTypeI32}}
	for _, p := range params {
		if p == 'I' {
			f.params = append(f.params, api.ValueTypeI64)
		} else {
			f.params = append(f.params, api.ValueTypeI32)
		}
	}
	f.run = func(ctx context.Context, mod api.Module, stack []uint64) {
		s := stateOf(ctx)
		s.pay(PriceCall)
		stack[0] = uint64(run(call{stack: stack, mem: memory{mod.Memory()}, state: s}))
	}
	return f
}

// answers makes a function that always returns e.
func answers(name, params string, e errno) function {
	return define(name, params, func(call) errno { return e })
}
