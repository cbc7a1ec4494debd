package plugins

import (
	"context"
	"fmt"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/meter"
	"github.com/novation-dev/novation/plugins/schema"
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
	// Samples are calls that the module answers once, before its snapshot is
	// taken, so that what is slow only the first time is over by then. They are
	// part of the release: what they leave in memory is seen by all calls. At
	// most [abi.MaxSamples]; none is fine.
	Samples []Sample
	// Limits bound a call. Zeros mean [abi.DefaultMemoryPages],
	// [abi.DefaultReplyBytes], [registry.DefaultGas] and
	// [registry.DefaultDepth].
	Limits registry.Limits
}

// A Sample is a call that warms the rules up. Its name is for people.
type Sample = abi.Sample

// Load checks a module against the spec of its release, compiles it, initialises
// it, and has it answer the samples. A module that is not accepted gives a
// [*LoadError].
//
// ctx ends the compilation. What the module runs is bounded by gas.
func (e *Engine) Load(ctx context.Context, module []byte, s Spec) (Rules, error) {
	r, err := e.load(ctx, module, s, nil)
	if err != nil {
		if interrupted(err) {
			return nil, err
		}
		return nil, &LoadError{Digest: registry.DigestOf(module), Err: err}
	}
	return r, nil
}

// load loads a module and tells in, which may be nil, what it sees on the way.
func (e *Engine) load(ctx context.Context, module []byte, s Spec, in *Inspection) (*rules, error) {
	if err := e.open(); err != nil {
		return nil, err
	}
	if got := registry.DigestOf(module); got != s.Digest {
		return nil, fmt.Errorf("the release names %q, the bytes are %q", s.Digest, got)
	}
	if s.Schema == nil && (in == nil || len(s.Samples) > 0) {
		return nil, fmt.Errorf("the spec has no schema")
	}
	if len(s.Samples) > abi.MaxSamples {
		return nil, fmt.Errorf("%d samples are more than the %d that are allowed", len(s.Samples), abi.MaxSamples)
	}
	var err error
	if s.Limits, err = limitsOf(s.Limits); err != nil {
		return nil, err
	}
	section, ops, err := check(module, s.Schema, s.Limits)
	if err != nil {
		return nil, err
	}
	metered, err := meter.Instrument(wasm.MergeData(module))
	if err != nil {
		return nil, err
	}
	binary, start, err := exportStart(metered.Module)
	if err != nil {
		return nil, err
	}
	in.instrumented(binary)
	compiled, err := e.compile(ctx, binary, in)
	if err != nil {
		return nil, err
	}
	r := &rules{
		engine: e, spec: s, ops: ops, checkers: checkersOf(s), code: code{
			runtime: e.runtime, compiled: compiled, space: e.space, start: start,
			memory: uint64(section.MemoryPages) * abi.PageSize, buffer: section.Buffer, depth: s.Limits.Depth,
		},
	}
	for _, g := range metered.Globals {
		r.code.names = append(r.code.names, g.Name)
	}
	if err := r.warm(in); err != nil {
		_ = compiled.Close(context.WithoutCancel(ctx)) // err says more
		return nil, err
	}
	r.pool = newPool(e.config.CallTimeout, e.config.IdleAfter, r.newInstance)
	e.add(r)
	return r, nil
}

// warm makes the snapshot.
func (r *rules) warm(in *Inspection) (err error) {
	i, err := r.code.newInstance()
	if err != nil {
		return fmt.Errorf("making an instance: %w", err)
	}
	defer i.close() // nothing is lost with it
	if err := i.initialise(); err != nil {
		return err
	}
	in.initialised(i)
	for n, s := range r.spec.Samples {
		result, err := r.sample(i, s)
		if err != nil {
			return fmt.Errorf("sample %d %q: %w", n+1, s.Name, err)
		}
		in.sampled(s, result.Gas)
	}
	r.snapshot, err = capture(r.code.space, i)
	return err
}

func (r *rules) sample(i *instance, s Sample) (Result, error) {
	if !r.ops[s.Op] {
		return Result{}, notOffered(s.Op)
	}
	if err := r.sound(s.Op, s.Request); err != nil {
		return Result{}, &RequestError{Op: s.Op, Err: err}
	}
	i.state.Warm(s.Request.Time, s.Request.Seed)
	return r.ask(i, s.Op, s.Request)
}
