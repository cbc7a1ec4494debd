package guard

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/novation-dev/novation/registry"
)

// Exit statuses of a child. What it found out about the module it reports, and
// ends with status 0.
const (
	exitJob    = 70 // there was no job, or not ours
	exitOrphan = 71 // the parent is gone
)

// workers is how many functions are compiled at once.
const workers = 2

// watchEvery is how often a child looks at its memory.
const watchEvery = 5 * time.Millisecond

// init turns this process into a child if that is what it was started for; see
// the documentation of the package.
func init() {
	value, ok := os.LookupEnv(variable)
	if !ok {
		return
	}
	t, ok := parseToken(value)
	if !ok {
		return
	}
	os.Clearenv()
	child(t)
	os.Exit(exitJob) // not reached
}

// A reporter writes the one outcome of a child and ends it.
type reporter struct {
	token token
	once  sync.Once
}

func (r *reporter) end(o outcome) {
	r.once.Do(func() {
		o.Peak = peak()
		os.Stdout.Write(o.encode(r.token))
		os.Exit(0)
	})
	select {} // somebody else is ending this process
}

func child(t token) {
	runtime.GOMAXPROCS(workers)
	dir, err := os.Getwd()
	if err == nil {
		err = authenticate(os.Stdin, t)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "guard: this process was told to compile a module, but not by its parent:", err)
		os.Exit(exitJob)
	}
	gone, spent := make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(gone, orphaned)
	signal.Notify(spent, exhausted)
	go leash(gone, dir)
	j, module, err := receive(os.Stdin)
	if err != nil {
		gone <- orphaned
		select {}
	}
	j.Dir = dir
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // nobody sends more; it ends
		gone <- orphaned
	}()
	r := &reporter{token: t}
	debug.SetMemoryLimit(int64(j.Memory - j.Memory/8))
	debug.SetMaxStack(256 << 20)
	if err := confine(j); err != nil {
		r.end(outcome{Cause: Killed, Detail: err.Error()})
	}
	go watch(r, j.Memory)
	go alarm(r, spent)
	r.end(perform(j, module))
}

// leash ends the process when its parent is gone: then standard input ends, or
// the kernel says so. It takes the work folder with it, which nobody else would.
func leash(gone <-chan os.Signal, dir string) {
	<-gone
	if strings.HasPrefix(filepath.Base(dir), workPrefix) {
		os.RemoveAll(dir)
	}
	os.Exit(exitOrphan)
}

// watch ends the process when it uses more memory than allowed. The kernel's
// limit stands behind it, for what grows faster than this looks.
func watch(r *reporter, limit uint64) {
	limit += resident()
	for {
		if resident() > limit {
			r.end(outcome{Cause: Memory})
		}
		time.Sleep(watchEvery)
	}
}

// alarm ends the process when the kernel says that its processor time is used up.
// A little later the kernel does it.
func alarm(r *reporter, spent <-chan os.Signal) {
	<-spent
	r.end(outcome{Cause: Time})
}

// perform compiles.
func perform(j job, module []byte) outcome {
	ctx := experimental.WithCompilationWorkers(context.Background(), workers)
	config := RuntimeConfig(j.Pages, j.Interpreter)
	if !j.Interpreter {
		cache, err := wazero.NewCompilationCacheWithDir(j.Dir)
		if err != nil {
			return outcome{Cause: Killed, Detail: err.Error()}
		}
		config = config.WithCompilationCache(cache)
	}
	rt := wazero.NewRuntimeWithConfig(ctx, config)
	if _, err := compile(ctx, rt, module); err != nil {
		if _, ok := errors.AsType[*os.PathError](err); ok { // the disk, not the module
			return outcome{Cause: Killed, Detail: err.Error()}
		}
		return outcome{Cause: Refused, Detail: err.Error()}
	}
	if j.Interpreter {
		return outcome{}
	}
	return found(j.Dir)
}

// found describes the one file that the compiler wrote.
func found(dir string) outcome {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil || len(files) != 1 {
		return outcome{Cause: Killed, Detail: fmt.Sprintf("%d files of machine code instead of one", len(files))}
	}
	b, err := os.ReadFile(files[0])
	if err != nil {
		return outcome{Cause: Killed, Detail: err.Error()}
	}
	return outcome{File: filepath.Base(files[0]), Size: int64(len(b)), Digest: registry.DigestOf(b)}
}
