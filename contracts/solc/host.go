package solc

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/contracts/solc/internal/lower"
	"github.com/novation-dev/novation/contracts/solc/internal/soljson"
	"github.com/novation-dev/novation/registry"
)

// A hostFunc is a function that a compiler imports: its arguments stand on the
// stack, at the beginning of which it leaves its result.
type hostFunc func(i *instance, stack []uint64)

// An offer is a host function and the type it must be imported with, as letters:
// i for i32, d for f64, v for nothing; the result first.
type offer struct {
	signature string
	call      hostFunc
}

// A host is what one compiler imports.
type host struct {
	layout   soljson.Layout
	imports  []lower.Import
	calls    []hostFunc
	readSlot uint32
	returns  func(slot uint32) bool
	// globals are the exports of all globals that can change.
	globals []string
}

// Places in host.globals.
const (
	globalHigh   = 1
	globalThrown = 2
)

// newHost finds a function for every import.
func newHost(l *lower.Result, layout soljson.Layout) (*host, error) {
	h := &host{layout: layout, readSlot: l.ReadSlot, returns: l.Returns}
	h.globals = append([]string{lower.Stack, lower.High, lower.Thrown}, l.Globals...)
	var unknown []string
	for _, i := range l.Imports {
		o, ok := offers[i.Name]
		if strings.HasPrefix(i.Name, findCatch) {
			o, ok = offer{"i" + strings.Repeat("i", len(i.Params)), matching(len(i.Params))}, true
		}
		got := signature(i)
		switch {
		case !ok:
			unknown = append(unknown, i.Name)
		case !slices.Contains(strings.Split(o.signature, " "), got):
			return nil, fmt.Errorf("it imports %s with the type %s, and not %s: %w", i.Name, got, o.signature, registry.ErrInvalid)
		}
		h.imports = append(h.imports, i)
		h.calls = append(h.calls, o.call)
	}
	if len(unknown) > 0 {
		return nil, fmt.Errorf("it imports functions that are not known: %s: %w", strings.Join(unknown, ", "), registry.ErrInvalid)
	}
	return h, nil
}

// matching returns a function that looks for a catch among n types.
func matching(n int) hostFunc {
	return func(i *instance, stack []uint64) { findMatchingCatch(i, stack, slices.Clone(stack[:n])) }
}

func signature(i lower.Import) string {
	letters := map[byte]string{0x7f: "i", 0x7e: "j", 0x7d: "f", 0x7c: "d"}
	s := ""
	if i.Results == "" {
		s = "v"
	}
	for _, t := range []byte(i.Results + i.Params) {
		s += letters[t]
	}
	return s
}

// instantiate gives a runtime the functions.
func (h *host) instantiate(ctx context.Context, r wazero.Runtime) error {
	env := r.NewHostModuleBuilder(lower.Env)
	for n, i := range h.imports {
		call := h.calls[n]
		env.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(func(ctx context.Context, _ api.Module, stack []uint64) {
			call(of(ctx), stack)
		}), []api.ValueType(i.Params), []api.ValueType(i.Results)).Export(i.Name)
	}
	if _, err := env.Instantiate(ctx); err != nil {
		return fmt.Errorf("offering the host's functions: %w", err)
	}
	own := r.NewHostModuleBuilder(lower.Own)
	for name, f := range map[string]struct {
		call   hostFunc
		params int
	}{lower.Tick: {tick, 0}, lower.Overflow: {overflow, 0}, lower.Read: {read, 5}} {
		own.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(func(ctx context.Context, _ api.Module, stack []uint64) {
			f.call(of(ctx), stack)
		}), slices.Repeat([]api.ValueType{api.ValueTypeI32}, f.params), nil).Export(name)
	}
	if _, err := own.Instantiate(ctx); err != nil {
		return fmt.Errorf("offering the host's functions: %w", err)
	}
	return nil
}

// stop ends a run with an error.
func stop(format string, args ...any) { panic(&stopped{fmt.Errorf(format, args...)}) }

// tick is called now and then.
func tick(i *instance, _ []uint64) {
	if err := i.ctx.Err(); err != nil {
		stop("it did not end in time; allow more of it, or compile less at once: %w: %w", registry.ErrTimeout, context.Cause(i.ctx))
	}
}

// overflow is called when the stack in memory is full.
func overflow(*instance, []uint64) {
	stop("what it compiles is nested so deep that its stack is full; make it simpler: %w", registry.ErrRefused)
}

// What is answered when a compiler asks for something that is not in its input.
// The words are part of the output, and those of the package solc for Node.
const (
	noImport = "File import callback not supported"
	noSolver = "SMT solver callback not supported"
)

// read is the callback of a compilation: (context, kind, data, contents, error).
func read(i *instance, stack []uint64) {
	kind, ok := i.text(stack[1], 64)
	answer := ""
	switch string(kind) {
	case "source":
		answer = noImport
	case "smt-query":
		answer = noSolver
	default:
		ok = false
	}
	if !ok {
		stop("it asked for something of the kind %q, which is not known: %w", kind, registry.ErrInvalid)
	}
	p := i.invoke(allocExport, uint64(len(answer)+1))
	if !i.write(uint32(p), []byte(answer)) {
		stop("it gave no room for an answer: %w", i.full())
	}
	i.store(uint32(stack[4]), uint32(p))
}

// invoke calls an export from a host function.
func (i *instance) invoke(name string, args ...uint64) uint64 {
	f := i.function(name)
	if f == nil || len(f.Definition().ParamTypes()) != len(args) {
		stop("it has no function %s with %d parameters: %w", name, len(args), registry.ErrInvalid)
	}
	results, err := f.Call(i.ctx, args...)
	if err != nil {
		panic(&stopped{i.failed("running "+name, err)})
	}
	if len(results) == 0 {
		return 0
	}
	return results[0]
}
