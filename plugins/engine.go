package plugins

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	goruntime "runtime"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/novation-dev/novation/plugins/wasi"
)

// DefaultCallTimeout ends a call of a module that does not come back.
const DefaultCallTimeout = 30 * time.Second

// A Config says how an engine works. The zero value is usable.
type Config struct {
	// CacheDir keeps compiled modules across restarts. The folder is made if
	// it does not exist and must not be writable for others: what stands in it
	// is run. Empty means that compiled modules are kept in memory.
	CacheDir string
	// Interpreter runs modules without compiling them: many times slower, and
	// the second opinion of an auditor.
	Interpreter bool
	// CallTimeout ends a call that takes longer. Zero means
	// [DefaultCallTimeout]. It is a guard, not a limit rules may rely on.
	CallTimeout time.Duration
	// Log is told at debug level what modules write. Nil means that it is
	// dropped.
	Log *slog.Logger
}

// An Engine loads rules. Several pods in one process should share one: a module
// that two of them load is compiled once. It may be used by several goroutines.
type Engine struct {
	config Config
	cache  wazero.CompilationCache

	// mu protects runtimes and closed. It is held while a module is compiled,
	// so that the same module is not compiled twice at once.
	mu sync.Mutex
	// runtimes has one entry for each memory limit, in pages: the limit is a
	// property of a runtime.
	runtimes map[uint32]wazero.Runtime
	closed   bool
}

// NewEngine returns an engine. The caller closes it.
func NewEngine(_ context.Context, c Config) (*Engine, error) {
	if c.CallTimeout == 0 {
		c.CallTimeout = DefaultCallTimeout
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	e := &Engine{config: c, cache: wazero.NewCompilationCache(), runtimes: map[uint32]wazero.Runtime{}}
	if c.CacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(c.CacheDir)
		if err != nil {
			return nil, fmt.Errorf("opening compilation cache %s: %w", c.CacheDir, err)
		}
		e.cache = cache
	}
	return e, nil
}

// Close releases everything the engine holds. The rules it has loaded must have
// been closed before.
func (e *Engine) Close(ctx context.Context) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil
	}
	e.closed = true
	var errs []error
	for _, r := range e.runtimes {
		errs = append(errs, r.Close(ctx))
	}
	return errors.Join(append(errs, e.cache.Close(ctx))...)
}

// compile compiles a module that has passed the checks of this package, into
// the runtime for its memory limit.
func (e *Engine) compile(ctx context.Context, module []byte, pages uint32) (r wazero.Runtime, c wazero.CompiledModule, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer func() {
		// The compiler is not ours, and the module may come from anyone.
		if p := recover(); p != nil {
			err = fmt.Errorf("compiling: the module cannot be compiled: %v", p)
		}
	}()
	if r, err = e.runtime(ctx, pages); err != nil {
		return nil, nil, err
	}
	// wazero looks at ctx while it compiles only with two workers or more.
	ctx = experimental.WithCompilationWorkers(ctx, max(2, goruntime.GOMAXPROCS(0)))
	if c, err = r.CompileModule(ctx, module); err != nil {
		return nil, nil, fmt.Errorf("compiling: %w", err)
	}
	return r, c, nil
}

// runtime returns the runtime for a memory limit. The caller holds mu.
func (e *Engine) runtime(ctx context.Context, pages uint32) (wazero.Runtime, error) {
	if e.closed {
		return nil, ErrClosed
	}
	if r, ok := e.runtimes[pages]; ok {
		return r, nil
	}
	config := wazero.NewRuntimeConfig()
	if e.config.Interpreter {
		config = wazero.NewRuntimeConfigInterpreter()
	}
	r := wazero.NewRuntimeWithConfig(ctx, config.
		WithCoreFeatures(api.CoreFeaturesV2).
		WithMemoryLimitPages(pages).
		WithCompilationCache(e.cache).
		WithCloseOnContextDone(true).
		WithDebugInfoEnabled(false))
	if err := wasi.Instantiate(ctx, r); err != nil {
		return nil, errors.Join(err, r.Close(ctx))
	}
	e.runtimes[pages] = r
	return r, nil
}
