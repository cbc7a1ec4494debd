package plugins

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/guard"
	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry"
)

// The profiles of modules, by what they import.
const (
	// ProfilePure is that of modules that import nothing.
	ProfilePure = "pure"
	// ProfileGo is that of modules that import functions of abi.WASI.
	ProfileGo = "go"
)

// An Inspection is what can be found out about a module. What could not be found
// out, because the module is refused before, is zero.
type Inspection struct {
	Digest registry.Digest `json:"digest"`
	// Refused says why a pod would not load the module. Empty means that it
	// would.
	Refused string `json:"refused,omitempty"`
	// Profile is ProfilePure or ProfileGo.
	Profile string        `json:"profile"`
	Imports []wasm.Import `json:"imports"`
	Exports []wasm.Export `json:"exports"`
	// Section is the section novation.abi.
	Section    *InspectedSection `json:"section,omitempty"`
	Operations []abi.Op          `json:"operations"`
	// Bytes is the size of the module, Instrumented that of the one that runs,
	// Code that of the machine code; 0 when nothing is compiled.
	Bytes        int   `json:"bytes"`
	Instrumented int   `json:"instrumented"`
	Code         int64 `json:"code"`
	// Measures say how much of the limits of modules this one uses.
	Measures []Measure `json:"measures"`

	// Compile is the time that compiling took in the guard's child, zero when the
	// machine code was cached; CompilePeak the memory it needed, in bytes; Load
	// the time to take the machine code from the cache.
	Compile     time.Duration `json:"compile"`
	CompilePeak uint64        `json:"compilePeak"`
	Load        time.Duration `json:"load"`
	// InitGas is what initialisation used; at most [InitGas].
	InitGas uint64       `json:"initGas"`
	Samples []SampleCost `json:"samples"`
	// Snapshot is the digest of what every call starts from.
	Snapshot registry.Digest `json:"snapshot"`
	// MemoryPages is the memory of the snapshot, in pages of 64 KiB. All
	// instances share it.
	MemoryPages uint32 `json:"memoryPages"`
	// InstanceBytes is how much of its memory an instance has for itself after it
	// has answered every sample, in bytes. The engine has some more for it.
	InstanceBytes int `json:"instanceBytes"`
}

// An InspectedSection is an abi.Section with names for people.
type InspectedSection struct {
	Version     uint32          `json:"version"`
	Descriptor  registry.Digest `json:"descriptor"`
	Buffer      uint32          `json:"buffer"`
	MemoryPages uint32          `json:"memoryPages"`
}

// A Measure says how much of a limit a module uses.
type Measure struct {
	Name  string `json:"name"`
	Used  uint64 `json:"used"`
	Limit uint64 `json:"limit"`
}

// A SampleCost says what a sample came to, called as any later request is.
type SampleCost struct {
	Name string `json:"name"`
	Op   abi.Op `json:"op"`
	// Gas is that of the call, WarmGas that of the same call while the module was
	// being warmed up.
	Gas     uint64 `json:"gas"`
	WarmGas uint64 `json:"warmGas"`
	// Elapsed is the time of the call, checks and reset included.
	Elapsed time.Duration `json:"elapsed"`
	// State is the length of the state in the reply, in bytes.
	State    int  `json:"state"`
	Rejected bool `json:"rejected"`
}

// Inspect loads a module like [Engine.Load] and says what it has seen. A module
// that is refused is no error. A spec without a digest is for the module as it
// is, one without a schema for whatever schema the module is written for; then
// there can be no samples.
func (e *Engine) Inspect(ctx context.Context, module []byte, s Spec) (Inspection, error) {
	in := Inspection{
		Digest: registry.DigestOf(module), Bytes: len(module), Profile: ProfilePure,
		Imports: []wasm.Import{}, Exports: []wasm.Export{}, Operations: []abi.Op{}, Measures: []Measure{}, Samples: []SampleCost{},
	}
	in.look(module)
	if s.Digest.IsZero() {
		s.Digest = in.Digest
	}
	r, refusal := e.load(ctx, module, s, &in)
	switch {
	case refusal == nil:
		in.Snapshot = r.Snapshot()
		in.MemoryPages = uint32(len(r.snapshot.image.Bytes()) / abi.PageSize)
		return in, errors.Join(in.call(ctx, r), r.Close())
	case !interrupted(refusal):
		in.Refused, refusal = refusal.Error(), nil
	}
	return in, refusal
}

// look notes what can be seen without running anything.
func (in *Inspection) look(module []byte) {
	if s, err := abi.ReadSection(module); err == nil {
		in.Section = &InspectedSection{Version: s.Version, Descriptor: s.Descriptor, Buffer: s.Buffer, MemoryPages: s.MemoryPages}
	}
	m, err := wasm.Parse(module)
	if err != nil {
		return // Load will say why
	}
	in.Imports, in.Exports = append(in.Imports, m.Imports...), append(in.Exports, m.Exports...)
	if len(m.Imports) > 0 {
		in.Profile = ProfileGo
	}
	for _, op := range abi.Ops() {
		if _, ok := m.Export(string(op)); ok {
			in.Operations = append(in.Operations, op)
		}
	}
	in.Measures = measures(m, len(module))
}

// measures lists the limits of modules, and of functions, in a fixed order.
func measures(m *wasm.Module, size int) []Measure {
	var f wasm.Size // the most of each, in any function
	for _, x := range m.Functions {
		f.Bytes, f.Locals, f.Blocks = max(f.Bytes, x.Size.Bytes), max(f.Locals, x.Size.Locals), max(f.Blocks, x.Size.Blocks)
		f.Nesting, f.Targets, f.Values = max(f.Nesting, x.Size.Nesting), max(f.Targets, x.Size.Targets), max(f.Values, x.Size.Values)
		f.Live, f.Reloads, f.Known = max(f.Live, x.Size.Live), max(f.Reloads, x.Size.Reloads), max(f.Known, x.Size.Known)
	}
	n := func(v int) uint64 { return uint64(max(0, v)) }
	return []Measure{
		{"bytes", n(size), wasm.MaxModule},
		{"functions", n(m.NumFunctions()), wasm.MaxFunctions},
		{"types", n(m.Types()), wasm.MaxTypes},
		{"globals", n(len(m.Globals)), wasm.MaxGlobals},
		{"exports", n(len(m.Exports)), wasm.MaxExports},
		{"imports", n(len(m.Imports)), wasm.MaxExports},
		{"locals of all functions", n(m.Size.Locals), wasm.MaxSumLocals},
		{"blocks of all functions", n(m.Size.Blocks), wasm.MaxSumBlocks},
		{"branch targets of all functions", n(m.Size.Targets), wasm.MaxSumTargets},
		{"values passed by all functions", n(m.Size.Values), wasm.MaxSumValues},
		{"live values of all functions", n(m.Size.Live), wasm.MaxSumLive},
		{"reloads of all functions", n(m.Size.Reloads), wasm.MaxSumReloads},
		{"known addresses of all functions", n(m.Size.Known), wasm.MaxSumKnown},
		{"bytes of a function", n(f.Bytes), wasm.MaxBody},
		{"locals of a function", n(f.Locals), wasm.MaxParams + wasm.MaxLocals},
		{"blocks of a function", n(f.Blocks), wasm.MaxBlocks},
		{"nesting of a function", n(f.Nesting), wasm.MaxNesting},
		{"branch targets of a function", n(f.Targets), wasm.MaxTargets},
		{"values passed by a function", n(f.Values), wasm.MaxValues},
		{"live values of a function", n(f.Live), wasm.MaxLive},
		{"reloads of a function", n(f.Reloads), wasm.MaxReloads},
		{"known addresses of a function", n(f.Known), wasm.MaxKnown},
	}
}

// The methods below note what load sees. They do nothing on nil.

func (in *Inspection) instrumented(module []byte) {
	if in != nil {
		in.Instrumented = len(module)
	}
}

func (in *Inspection) compiled(r guard.Report, load time.Duration) {
	if in != nil {
		in.Compile, in.CompilePeak, in.Code, in.Load = r.Elapsed, r.Peak, r.Code, load
	}
}

func (in *Inspection) initialised(i *instance) {
	if in != nil {
		in.InitGas = i.gauge.used()
	}
}

func (in *Inspection) sampled(s Sample, gas uint64) {
	if in != nil {
		in.Samples = append(in.Samples, SampleCost{Name: s.Name, Op: s.Op, WarmGas: gas})
	}
}

// call calls every sample as a request is called, and measures what an instance
// has for itself then.
func (in *Inspection) call(ctx context.Context, r *rules) error {
	for n, s := range r.spec.Samples {
		began := time.Now()
		result, err := r.call(ctx, s.Op, s.Request)
		if err != nil {
			return fmt.Errorf("sample %d %q, called again: %w", n+1, s.Name, err)
		}
		c := &in.Samples[n]
		c.Elapsed, c.Gas, c.State, c.Rejected = time.Since(began), result.Gas, len(result.State), result.Rejected()
	}
	i, err := r.pool.get(ctx)
	if err != nil {
		return err
	}
	in.InstanceBytes = i.memory.Private()
	r.pool.put(i)
	return nil
}
