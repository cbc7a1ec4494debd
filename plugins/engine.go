package plugins

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/guard"
	"github.com/novation-dev/novation/plugins/linear"
	"github.com/novation-dev/novation/plugins/wasi"
)

// Defaults of a [Config].
const (
	DefaultCallTimeout = 30 * time.Second
	DefaultIdleAfter   = time.Minute
)

// A Config says how an engine works. The zero value is usable.
type Config struct {
	// CacheDir keeps compiled modules across restarts. The folder is made if
	// it does not exist and must not be writable for others: what stands in it
	// is run. Empty means a temporary folder that Close removes.
	CacheDir string
	// Interpreter runs modules without compiling them: many times slower, and
	// the second opinion of an auditor.
	Interpreter bool
	// CallTimeout ends the wait of a call for an instance, when all processors
	// are busy with the same rules. Zero means [DefaultCallTimeout]. A call that
	// runs is bounded by its gas and not by time: that is the same on all
	// machines.
	CallTimeout time.Duration
	// IdleAfter is how long an instance is kept that nobody calls; it may be
	// kept twice as long. Zero means [DefaultIdleAfter].
	IdleAfter time.Duration
	// Reset is how memory is made as it was before a call. The zero value is the
	// fastest way that works on this machine. The others are for tests.
	Reset linear.Method
	// Guard bounds compilation. Its CacheDir and Interpreter are those above.
	Guard guard.Config
	// Log is told at debug level what modules write. Nil means that it is
	// dropped.
	Log *slog.Logger
}

// An Engine loads rules. Several pods in one process should share one. It may be
// used by several goroutines.
type Engine struct {
	config  Config
	guard   *guard.Guard
	space   *linear.Space
	runtime wazero.Runtime

	mu     sync.Mutex // protects what follows
	closed bool
	loaded map[*rules]bool // that are not closed
}

// Stats count what an engine holds.
type Stats struct {
	// Rules are loaded and not closed.
	Rules int
	// Busy instances run a call, Idle ones wait for one.
	Busy, Idle int
}

// pages is the limit of memory for which all modules are compiled: the largest.
// The limit of each is held by its memory, so that one runtime serves all.
const pages = abi.MaxMemoryPages

// NewEngine returns an engine. The caller closes it.
func NewEngine(ctx context.Context, c Config) (_ *Engine, err error) {
	if c.CallTimeout == 0 {
		c.CallTimeout = DefaultCallTimeout
	}
	if c.IdleAfter == 0 {
		c.IdleAfter = DefaultIdleAfter
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	c.Guard.CacheDir, c.Guard.Interpreter = c.CacheDir, c.Interpreter
	e := &Engine{config: c, loaded: map[*rules]bool{}}
	if e.space, err = linear.Open(c.Reset); err != nil {
		return nil, fmt.Errorf("preparing memories: %w", err)
	}
	if e.guard, err = guard.New(c.Guard); err != nil {
		return nil, errors.Join(err, e.space.Close())
	}
	e.runtime = wazero.NewRuntimeWithConfig(ctx, e.guard.RuntimeConfig(pages))
	if err := wasi.Instantiate(ctx, e.runtime); err != nil {
		return nil, errors.Join(err, e.Close(ctx))
	}
	return e, nil
}

// ResetMethod returns how memory is made as it was before a call.
func (e *Engine) ResetMethod() linear.Method { return e.space.Method() }

// Close releases everything the engine holds. The rules it has loaded must have
// been closed before.
func (e *Engine) Close(ctx context.Context) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil
	}
	e.closed = true
	return errors.Join(e.runtime.Close(ctx), e.guard.Close(ctx), e.space.Close())
}

// Stats counts what the engine holds at this moment.
func (e *Engine) Stats() Stats {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := Stats{Rules: len(e.loaded)}
	for r := range e.loaded {
		busy, idle := r.pool.count()
		s.Busy, s.Idle = s.Busy+busy, s.Idle+idle
	}
	return s
}

// open reports ErrClosed after Close.
func (e *Engine) open() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return ErrClosed
	}
	return nil
}

// add and remove keep account of rules.
func (e *Engine) add(r *rules) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.loaded[r] = true
}

func (e *Engine) remove(r *rules) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.loaded, r)
}
