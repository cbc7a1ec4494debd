package solc

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/novation-dev/novation/plugins/linear"
	"github.com/novation-dev/novation/registry"
)

// maxSaid bounds what is kept of what a compiler prints, in bytes.
const maxSaid = 4 << 10

// An instance is a compiler that runs once. It belongs to one goroutine.
type instance struct {
	compiler *Compiler
	ctx      context.Context
	module   api.Module
	memory   *linear.Memory
	// globals are those of host.globals.
	globals      []api.MutableGlobal
	high, thrown api.MutableGlobal
	// exports are the functions that host functions call.
	exports map[string]api.Function
	exceptions
	// refused says that it was not given memory that it asked for.
	refused bool
	// said is what it printed.
	said []byte
}

// key is where a context has its instance.
type key struct{}

// of returns the instance that called a host function.
func of(ctx context.Context) *instance { return ctx.Value(key{}).(*instance) }

// begin begins a run.
func (i *instance) begin(ctx context.Context) {
	i.ctx = context.WithValue(ctx, key{}, i)
	i.exceptions = exceptions{layout: i.compiler.host.layout}
	i.refused, i.said = false, nil
}

// newInstance returns an instance in which nothing has run.
func (c *Compiler) newInstance(ctx context.Context) (_ *instance, err error) {
	i := &instance{compiler: c, exports: map[string]api.Function{}}
	i.begin(ctx)
	if i.memory, err = c.space.NewMemory(c.config.MemoryLimit); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			i.close(ctx)
		}
	}()
	allocator := experimental.MemoryAllocatorFunc(func(uint64, uint64) experimental.LinearMemory { return i.memory })
	config := wazero.NewModuleConfig().WithName("").WithStartFunctions()
	i.module, err = c.runtime.InstantiateModule(experimental.WithMemoryAllocator(i.ctx, allocator), c.module, config)
	if err != nil {
		return nil, i.failed("starting", err)
	}
	for _, name := range c.host.globals {
		i.globals = append(i.globals, i.module.ExportedGlobal(name).(api.MutableGlobal))
	}
	i.high, i.thrown = i.globals[globalHigh], i.globals[globalThrown]
	return i, nil
}

// restore makes a new instance begin with the snapshot.
func (i *instance) restore() error {
	size := len(i.compiler.snapshot.Bytes())
	if more := size - len(i.memory.Bytes()); more > 0 {
		if _, ok := i.module.Memory().Grow(uint32(more / linear.PageSize)); !ok {
			return i.full()
		}
	}
	i.setGlobals()
	return i.memory.Attach(i.compiler.snapshot)
}

// reset makes an instance that has run begin with the snapshot. It returns false
// when it cannot: a memory does not shrink.
func (i *instance) reset() bool {
	i.setGlobals()
	i.ctx = nil
	return i.memory.Reset()
}

func (i *instance) setGlobals() {
	for n, v := range i.compiler.globals {
		i.globals[n].Set(v)
	}
}

func (i *instance) close(ctx context.Context) {
	if i.module != nil {
		_ = i.module.Close(context.WithoutCancel(ctx)) // it has no files
	}
	_ = i.memory.Close() // only addresses are lost
}

// function returns an export, which there must be.
func (i *instance) function(name string) api.Function {
	f, ok := i.exports[name]
	if !ok {
		f = i.module.ExportedFunction(name)
		i.exports[name] = f
	}
	return f
}

// call calls an export from outside, and returns its result, if it has one.
func (i *instance) call(name string, args ...uint64) (uint64, error) {
	f := i.module.ExportedFunction(name)
	if f == nil {
		return 0, fmt.Errorf("it has no function %s: %w", name, registry.ErrInvalid)
	}
	if n := len(f.Definition().ParamTypes()); n != len(args) {
		return 0, fmt.Errorf("its function %s takes %d values and not %d: %w", name, n, len(args), registry.ErrInvalid)
	}
	results, err := f.Call(i.ctx, args...)
	if err != nil {
		return 0, i.failed("running "+name, err)
	}
	if i.thrown.Get() != 0 {
		return 0, fmt.Errorf("running %s: it threw an exception that nobody caught%s: %w", name, i.words(), registry.ErrInvalid)
	}
	if len(results) == 0 {
		return 0, nil
	}
	return results[0], nil
}

// A stopped is what a host function panics with to end a run.
type stopped struct{ err error }

func (s *stopped) Error() string { return s.err.Error() }

// failed says why a run ended.
func (i *instance) failed(doing string, err error) error {
	if s, ok := errors.AsType[*stopped](err); ok {
		return fmt.Errorf("%s: %w", doing, s.err)
	}
	if i.denied() {
		return i.full()
	}
	// wazero's error has a line for every frame.
	reason, _, _ := strings.Cut(err.Error(), "\nwasm stack trace:")
	condition := registry.ErrInvalid
	if strings.Contains(reason, "stack overflow") {
		condition = registry.ErrRefused
	}
	return fmt.Errorf("%s: it broke off (%s)%s: %w", doing, reason, i.words(), condition)
}

// denied reports whether the instance asked for more memory than it may have.
func (i *instance) denied() bool { return i.refused || i.memory.Denied() }

// full is the error for too much memory.
func (i *instance) full() error {
	return fmt.Errorf("it needs more than the %d MiB of memory that it is allowed; allow more, or compile less at once: %w",
		i.compiler.config.MemoryLimit>>20, registry.ErrRefused)
}

// words is what the instance printed, for an error.
func (i *instance) words() string {
	if len(i.said) == 0 {
		return ""
	}
	return fmt.Sprintf(", saying %q", strings.TrimSpace(string(i.said)))
}
