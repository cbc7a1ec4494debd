package solc

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/Masterminds/semver/v3"
	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/contracts/solc/internal/lower"
	"github.com/novation-dev/novation/contracts/solc/internal/soljson"
	"github.com/novation-dev/novation/plugins/guard"
	"github.com/novation-dev/novation/plugins/linear"
	"github.com/novation-dev/novation/registry"
)

// The child that makes machine code needs 20 s of a processor and 0.8 GB for the
// largest compiler. compileMemory is in bytes.
const (
	compileMemory   = 2 << 30
	compileDeadline = 15 * time.Minute
)

// oldest is the first version that is supported.
var oldest = semver.MustParse("0.8.2-0")

// A Compiler is a loaded Solidity compiler. It may be used by several goroutines.
type Compiler struct {
	config  Config
	digest  registry.Digest
	version string

	host     *host
	code     *guard.Guard
	runtime  wazero.Runtime
	module   wazero.CompiledModule
	space    *linear.Space
	snapshot *linear.Image
	globals  []uint64 // at the snapshot

	// mu protects what follows. It is held for a moment only. coming says that an
	// instance is being made, and making waits for it.
	mu     sync.Mutex
	idle   []*instance
	coming bool
	closed bool
	making sync.WaitGroup
}

// Load loads a compiler and asks it for its version. The first time it takes
// half a minute, with a folder for machine code afterwards a second. The caller
// closes the compiler.
//
// It fails with [registry.ErrInvalid] when the file is not a compiler that can be
// run, [registry.ErrRefused] when it needs more memory than allowed, and
// [registry.ErrTimeout] when it needs more time.
func Load(ctx context.Context, config Config) (_ *Compiler, err error) {
	if err := config.complete(); err != nil {
		return nil, err
	}
	c := &Compiler{config: config, digest: registry.DigestOf(config.Soljson)}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("loading compiler %s: %w", c.name(), err), c.Close(context.WithoutCancel(ctx)))
		}
	}()
	file, err := soljson.Read(config.Soljson)
	if err != nil {
		return nil, err
	}
	lowered, err := lower.Module(file.Module, lower.Options{Imports: file.Imports, Exports: file.Exports})
	if err != nil {
		return nil, err
	}
	layout := file.Exceptions
	// What is read is ten times what is kept: it goes back to the system before
	// the machine code comes, and what that was checked with before it is used.
	c.config.Soljson, config.Soljson, file = nil, nil, nil
	debug.FreeOSMemory()
	if err := c.build(ctx, lowered, layout); err != nil {
		return nil, err
	}
	debug.FreeOSMemory()
	if err := c.begin(ctx); err != nil {
		return nil, err
	}
	return c, nil
}

// name is the version, or as long as it is not known the digest.
func (c *Compiler) name() string {
	if c.version != "" {
		return c.version
	}
	return c.digest.Short()
}

// build makes machine code, or takes it from the folder.
func (c *Compiler) build(ctx context.Context, l *lower.Result, layout soljson.Layout) (err error) {
	pages := uint32(c.config.MemoryLimit / linear.PageSize)
	if l.Pages[0] > pages {
		return fmt.Errorf("it begins with %d MiB of memory, and %d are allowed: %w", l.Pages[0]>>4, pages>>4, registry.ErrRefused)
	}
	if c.host, err = newHost(l, layout); err != nil {
		return err
	}
	if c.code, err = guard.New(guard.Config{CacheDir: c.config.CacheDir, MemoryBytes: compileMemory, Deadline: compileDeadline}); err != nil {
		return err
	}
	if c.space, err = linear.Open(linear.Best); err != nil {
		return fmt.Errorf("opening the memories of compilations: %w", err)
	}
	// Machine code does not depend on the limit of memory: the memories have it.
	const most = 1 << 16
	c.runtime = wazero.NewRuntimeWithConfig(ctx, c.code.RuntimeConfig(most))
	if err := c.host.instantiate(ctx, c.runtime); err != nil {
		return err
	}
	c.module, err = c.code.Load(ctx, c.runtime, l.Module, most)
	return err
}

// begin runs the compiler up to where compilations begin, and keeps what is in
// its memory then.
func (c *Compiler) begin(ctx context.Context) (err error) {
	ctx, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	i, err := c.newInstance(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			i.close(ctx)
		}
	}()
	if _, err := i.call(constructors); err != nil {
		return fmt.Errorf("starting it: %w", err)
	}
	if len(i.caught) > 0 {
		return fmt.Errorf("it begins in the middle of a catch: %w", registry.ErrInvalid)
	}
	if i.denied() {
		return fmt.Errorf("starting it: %w", i.full())
	}
	if c.snapshot, err = c.space.NewImage(i.memory.Bytes()); err != nil {
		return fmt.Errorf("keeping its memory: %w", err)
	}
	for _, g := range i.globals {
		c.globals = append(c.globals, g.Get())
	}
	p, err := i.call(versionExport)
	if err != nil {
		return fmt.Errorf("asking it for its version: %w", err)
	}
	text, ok := i.text(p, 256)
	if !ok {
		return fmt.Errorf("its version is no text: %w", registry.ErrInvalid)
	}
	v, err := semver.StrictNewVersion(string(text))
	if err != nil {
		return fmt.Errorf("its version is %q: %v: %w", text, err, registry.ErrInvalid)
	}
	if v.LessThan(oldest) {
		return fmt.Errorf("it is version %s; 0.8.2 is the first that is supported: %w", v, registry.ErrInvalid)
	}
	c.version = string(text)
	if err := i.restore(); err != nil {
		return err
	}
	c.idle = append(c.idle, i)
	return nil
}

// Version is what the compiler itself reports, such as
// "0.8.26+commit.8a97fa7a.Emscripten.clang". What a file or a package is called
// may be wrong.
func (c *Compiler) Version() string { return c.version }

// Digest is that of the soljson.js.
func (c *Compiler) Digest() registry.Digest { return c.digest }

// Close releases the compiler. No compilation may run.
func (c *Compiler) Close(ctx context.Context) error {
	var errs []error
	c.drain(ctx)
	if c.runtime != nil {
		errs = append(errs, c.runtime.Close(ctx))
	}
	if c.snapshot != nil {
		errs = append(errs, c.snapshot.Close())
	}
	if c.space != nil {
		errs = append(errs, c.space.Close())
	}
	if c.code != nil {
		errs = append(errs, c.code.Close(ctx))
	}
	return errors.Join(errs...)
}
