package guard

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/novation-dev/novation/registry"
)

// Defaults of a [Config]. A Go module of 2.5 MB needs 65 MiB and 1.6 s of one
// core; the defaults leave room for the largest module that plugins/wasm admits.
// The race detector makes programs larger and slower, so they are eight times as
// much under it.
const (
	DefaultMemoryBytes = raceFactor << 30 // 1 GiB
	DefaultDeadline    = raceFactor * time.Minute
)

// MaxDeadline is the longest deadline of a [Config].
const MaxDeadline = 30 * time.Minute

// A Config says how modules are compiled. The zero value is usable.
type Config struct {
	// CacheDir keeps machine code across restarts. The folder is made if it
	// does not exist, and must be writable by this user only: what stands in it
	// is run. Empty means a temporary folder that Close removes.
	CacheDir string
	// MemoryBytes bounds the memory of one compilation, in bytes, beside what
	// the program needs to start. Zero means [DefaultMemoryBytes].
	MemoryBytes uint64
	// Deadline bounds one compilation. Zero means [DefaultDeadline]; more than
	// [MaxDeadline] is an error.
	Deadline time.Duration
	// Interpreter is for engines that interpret: the child translates the module
	// once within the limits, and Load does it again in this process. So does it
	// on processors for which wazero has no compiler.
	Interpreter bool
	// Unguarded compiles in this process, without limits. It is for modules of
	// one's own, and for emulators that cannot start a program again.
	Unguarded bool
}

// A Guard compiles modules into one cache folder, one at a time. It may be used
// by several goroutines.
type Guard struct {
	config Config
	cache  wazero.CompilationCache
	store  store
	// busy holds one value while somebody compiles or loads: so the limits of
	// memory do not add up, and callers that want the same module share its
	// child. Nor may they load at once: wazero v1.12 hands a module that it takes
	// from its cache to a second caller before it is complete.
	busy chan struct{}
}

// New returns a guard. The caller closes it.
func New(c Config) (*Guard, error) {
	if c.MemoryBytes == 0 {
		c.MemoryBytes = DefaultMemoryBytes
	}
	if c.Deadline == 0 {
		c.Deadline = DefaultDeadline
	}
	if c.Deadline < 0 || c.Deadline > MaxDeadline {
		return nil, fmt.Errorf("deadline %s for compiling: want more than 0 and at most %s: %w", c.Deadline, MaxDeadline, registry.ErrInvalid)
	}
	if c.MemoryBytes > 1<<50 {
		return nil, fmt.Errorf("%d bytes of memory for compiling: want at most 2^50: %w", c.MemoryBytes, registry.ErrInvalid)
	}
	s, err := openStore(c.CacheDir)
	if err != nil {
		return nil, err
	}
	if !s.compiles {
		c.Interpreter = true
	}
	cache, err := wazero.NewCompilationCacheWithDir(s.dir)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening compilation cache %s: %w", s.dir, err), s.close())
	}
	return &Guard{config: c, cache: cache, store: s, busy: make(chan struct{}, 1)}, nil
}

// Close releases the cache. Runtimes that use it must have been closed before.
func (g *Guard) Close(ctx context.Context) error {
	return errors.Join(g.cache.Close(ctx), g.store.close())
}

// RuntimeConfig returns the configuration of the runtimes that run what this
// guard compiled for the same pages.
func (g *Guard) RuntimeConfig(pages uint32) wazero.RuntimeConfig {
	return RuntimeConfig(pages, g.config.Interpreter).WithCompilationCache(g.cache)
}

// Load returns the compiled module for a runtime made with [Guard.RuntimeConfig]
// for the same pages, after [Guard.Ensure]. The machine code comes from the
// cache: this process does not compile.
func (g *Guard) Load(ctx context.Context, r wazero.Runtime, module []byte, pages uint32) (wazero.CompiledModule, error) {
	from := fromCache()
	if g.config.Unguarded || g.config.Interpreter {
		from = experimental.WithCompilationWorkers(ctx, 2)
	}
	if err := g.enter(ctx, registry.DigestOf(module)); err != nil {
		return nil, err
	}
	defer g.leave()
	// What was there a moment ago may be gone when another process found it
	// damaged. More than a few times in a row is something else.
	for attempt := 0; ; attempt++ {
		if _, err := g.ensure(ctx, module, pages); err != nil {
			return nil, err
		}
		c, err := compile(from, r, module)
		if err == nil {
			return c, nil
		}
		if ctx.Err() != nil {
			return nil, stopped(ctx, registry.DigestOf(module))
		}
		if g.config.Unguarded || g.config.Interpreter || attempt == 3 {
			return nil, fmt.Errorf("taking the machine code of module %s from %s: %w", registry.DigestOf(module).Short(), g.store.dir, err)
		}
		g.store.forget(registry.DigestOf(module), pages)
	}
}

// Ensure makes sure that the cache holds the machine code of a module, compiling
// it if need be. It returns what that took: the zero Report when the cache held
// it before.
func (g *Guard) Ensure(ctx context.Context, module []byte, pages uint32) (Report, error) {
	if err := g.enter(ctx, registry.DigestOf(module)); err != nil {
		return Report{}, err
	}
	defer g.leave()
	return g.ensure(ctx, module, pages)
}

func (g *Guard) ensure(ctx context.Context, module []byte, pages uint32) (Report, error) {
	if g.config.Unguarded {
		return Report{}, nil
	}
	key := registry.DigestOf(module)
	if g.store.has(key, pages, g.config.Interpreter) {
		return Report{}, nil
	}
	work, err := g.store.work()
	if err != nil {
		return Report{}, err
	}
	defer os.RemoveAll(work)
	done, report, err := run(ctx, key, module, job{
		Dir: work, Memory: g.config.MemoryBytes, Deadline: g.config.Deadline, Pages: pages, Interpreter: g.config.Interpreter,
	})
	if err != nil {
		return report, err
	}
	return report, g.store.adopt(work, done, key, pages, g.config.Interpreter)
}

// enter waits until nobody else is busy; then the caller is, until leave.
func (g *Guard) enter(ctx context.Context, key registry.Digest) error {
	select {
	case g.busy <- struct{}{}:
		return nil
	case <-ctx.Done():
		return stopped(ctx, key)
	}
}

func (g *Guard) leave() { <-g.busy }

// errNotCached ends an attempt to compile in this process.
var errNotCached = errors.New("it is not there")

// fromCache returns a context under which wazero finds compiled modules but
// compiles none: with two workers it looks at the context before each function.
func fromCache() context.Context {
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errNotCached)
	return experimental.WithCompilationWorkers(ctx, 2)
}

// compile calls the compiler, which is not ours, on a module that may come from
// anyone.
func compile(ctx context.Context, r wazero.Runtime, module []byte) (c wazero.CompiledModule, err error) {
	defer func() {
		if p := recover(); p != nil {
			c, err = nil, fmt.Errorf("the compiler broke off: %v", p)
		}
	}()
	return r.CompileModule(ctx, module)
}
