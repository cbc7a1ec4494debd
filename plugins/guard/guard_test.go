package guard_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/plugins/guard"
	"github.com/novation-dev/novation/registry"
)

// open returns a guard, and checks at the end that nothing of it is left.
func open(t *testing.T, c guard.Config) *guard.Guard {
	t.Helper()
	if c.CacheDir == "" {
		c.CacheDir = t.TempDir()
	}
	g, err := guard.New(c)
	if err != nil {
		t.Fatal(err)
	}
	files := openFiles(t)
	t.Cleanup(func() {
		if err := g.Close(context.Background()); err != nil {
			t.Error(err)
		}
		if left, _ := filepath.Glob(filepath.Join(c.CacheDir, ".work-*")); len(left) > 0 {
			t.Errorf("left behind: %q", left)
		}
		if c := children(t, os.Getpid()); len(c) > 0 {
			t.Errorf("left running, or as zombies: %v", c)
		}
		if now := openFiles(t); now > files {
			t.Errorf("%d open files, before %d", now, files)
		}
	})
	return g
}

// openFiles counts the open files of this process, on Linux.
func openFiles(t *testing.T) int {
	t.Helper()
	e, err := os.ReadDir("/proc/self/fd")
	if err != nil && runtime.GOOS == "linux" {
		t.Fatal(err)
	}
	return len(e)
}

// children returns the children of a process, on Linux.
func children(t *testing.T, parent int) (pids []int) {
	t.Helper()
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", parent))
	for _, l := range lists {
		b, _ := os.ReadFile(l)
		for f := range strings.FieldsSeq(string(b)) {
			pid, err := strconv.Atoi(f)
			if err != nil {
				t.Fatal(err)
			}
			pids = append(pids, pid)
		}
	}
	return pids
}

// forgetPeak makes this process small, and has the kernel forget what it was: a
// child that does not report its peak is measured together with its parent.
func forgetPeak(t *testing.T) {
	t.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil && runtime.GOOS == "linux" {
		t.Log(err)
	}
}

// child waits for the child of a process that compiles. There may be others for
// a moment: the standard library tries out what the kernel can do.
func child(t *testing.T, parent int) int {
	t.Helper()
	for range 2000 {
		for _, pid := range children(t, parent) {
			if b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)); strings.HasPrefix(string(b), "novation-guard") {
				return pid
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	t.Fatal("no child was started")
	return 0
}

// compiling waits until a child has begun to compile.
func compiling(t *testing.T, dir string) {
	t.Helper()
	for range 2000 {
		if inner, _ := filepath.Glob(filepath.Join(dir, ".work-*", "*")); len(inner) == 1 {
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
	t.Fatal("the child does not compile")
}

// call loads a module and calls its function f.
func call(t *testing.T, g *guard.Guard, m []byte) (uint64, error) {
	t.Helper()
	ctx := t.Context()
	r := wazero.NewRuntimeWithConfig(ctx, g.RuntimeConfig(16))
	defer r.Close(ctx)
	c, err := g.Load(ctx, r, m, 16)
	if err != nil {
		return 0, err
	}
	i, err := r.InstantiateModule(ctx, c, wazero.NewModuleConfig())
	if err != nil {
		return 0, err
	}
	got, err := i.ExportedFunction("f").Call(ctx)
	if err != nil {
		return 0, err
	}
	return got[0], nil
}

func wantCall(t *testing.T, g *guard.Guard, n int) {
	t.Helper()
	if got, err := call(t, g, good(n)); err != nil || got != uint64(n) {
		t.Errorf("f() = %d, %v: want %d", got, err, n)
	}
}

func TestLoad(t *testing.T) {
	for name, c := range map[string]guard.Config{"compiler": {}, "interpreter": {Interpreter: true}, "unguarded": {Unguarded: true}} {
		t.Run(name, func(t *testing.T) {
			g := open(t, c)
			wantCall(t, g, 1)
			wantCall(t, g, 2)
			wantCall(t, g, 1)
		})
	}
}

func TestCacheIsUsed(t *testing.T) {
	dir := t.TempDir()
	for i := range 3 {
		g := open(t, guard.Config{CacheDir: dir}) // as after a restart
		report, err := g.Ensure(t.Context(), good(1), 16)
		if err != nil {
			t.Fatal(err)
		}
		if compiled := report.Elapsed > 0; compiled != (i == 0) {
			t.Errorf("time %d: compiled is %v", i, compiled)
		}
		wantCall(t, g, 1)
	}
}

func TestLimitOfPagesIsPartOfTheRecord(t *testing.T) {
	g := open(t, guard.Config{})
	for _, pages := range []uint32{16, 32} {
		if report, err := g.Ensure(t.Context(), good(1), pages); err != nil || report.Elapsed == 0 {
			t.Errorf("%d pages: %+v, %v: want a compilation", pages, report, err)
		}
	}
}

func TestRefused(t *testing.T) {
	g := open(t, guard.Config{})
	for name, tt := range map[string]struct {
		module []byte
		want   string
	}{
		"no module": {[]byte("hello"), "magic"},
		"empty":     {nil, "magic"},
		"ill-typed": {module(section(1, []byte{1, 0x60, 0, 1, 0x7f}), section(3, []byte{1, 0}), section(10, list(vec([]byte{0, 0x42, 1, 0x0b})))), "cannot use i64"},
		"vectors":   {program(1, noLocals, []byte{0xfd, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x1a}), "simd"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := g.Ensure(t.Context(), tt.module, 16)
			wantError(t, err, guard.Refused, tt.want)
		})
	}
	wantCall(t, g, 1)
}

// wantError checks cause, condition and text of an error.
func wantError(t *testing.T, err error, cause guard.Cause, text string) {
	t.Helper()
	e, ok := errors.AsType[*guard.Error](err)
	if err == nil {
		t.Errorf("no error: want cause %d and %q", cause, text)
		return
	}
	if !ok || e.Cause != cause || !strings.Contains(err.Error(), text) {
		t.Errorf("%v: want cause %d and %q", err, cause, text)
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("%q has more than one line", err)
	}
	want := map[guard.Cause][2]bool{guard.Time: {false, true}, guard.Killed: {false, false}}
	w, ok := want[cause]
	if !ok {
		w = [2]bool{true, false}
	}
	if got := [2]bool{errors.Is(err, registry.ErrInvalid), errors.Is(err, registry.ErrTimeout)}; got != w {
		t.Errorf("%v: matches ErrInvalid and ErrTimeout %v, want %v", err, got, w)
	}
}

func TestDeadline(t *testing.T) {
	g := open(t, guard.Config{Deadline: 200 * time.Millisecond})
	began := time.Now()
	_, err := g.Ensure(t.Context(), slow(2000), 16)
	wantError(t, err, guard.Time, "longer than 200ms")
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestMemory(t *testing.T) {
	g := open(t, guard.Config{MemoryBytes: 64 << 20})
	_, err := g.Ensure(t.Context(), bombs[1].module(), 16)
	wantError(t, err, guard.Memory, "more than 64 MiB")
	if e, ok := errors.AsType[*guard.Error](err); ok && e.Detail != "" {
		t.Errorf("%v: want that the child noticed it, not the kernel", err)
	}
}

// The kernel's limit stops what takes all its memory at once.
func TestMemoryAtOnce(t *testing.T) {
	if runtime.GOOS != "linux" || raced {
		t.Skip("there is no such limit here")
	}
	g := open(t, guard.Config{MemoryBytes: 64 << 20})
	forgetPeak(t)
	_, err := g.Ensure(t.Context(), bombs[0].module(), 16)
	wantError(t, err, guard.Memory, "out of memory")
	if e, ok := errors.AsType[*guard.Error](err); ok && e.Report.Peak > 400<<20 {
		t.Errorf("the peak was %d MiB", e.Report.Peak>>20)
	}
}

func TestCallerStops(t *testing.T) {
	g := open(t, guard.Config{})
	why := errors.New("the pod stops")
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(100*time.Millisecond, func() { cancel(why) })
	if _, err := g.Ensure(ctx, slow(2000), 16); !errors.Is(err, why) || errors.Is(err, registry.ErrInvalid) {
		t.Errorf("%v: want the cause", err)
	}
	late, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	if _, err := g.Ensure(late, slow(2000), 16); !errors.Is(err, registry.ErrTimeout) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v: want ErrTimeout and the deadline", err)
	}
	// One that waits for another's child can stop waiting.
	busy, end := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() { g.Ensure(busy, slow(2000), 16) })
	child(t, os.Getpid())
	if _, err := g.Ensure(ctx, good(1), 16); !errors.Is(err, why) {
		t.Errorf("%v: want the cause", err)
	}
	end()
	wg.Wait()
	wantCall(t, g, 1)
}

func TestManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	// Two guards are like two processes: they share nothing but the folder.
	guards := []*guard.Guard{open(t, guard.Config{CacheDir: dir}), open(t, guard.Config{CacheDir: dir})}
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() { wantCall(t, guards[i%2], i%3) })
	}
	wg.Wait()
}

// wazero hands a module that it takes from its cache to a second caller before it
// is complete; the guard does not let them in at once. Many types make it take a
// while.
func TestLoadedAtOnce(t *testing.T) {
	dir := t.TempDir()
	types := [][]byte{{0x60, 0, 1, 0x7f}}
	for i := range 1000 {
		types = append(types, join([]byte{0x60}, leb(i%50), times(i%50, 0x7f), []byte{0}))
	}
	m := module(section(1, list(types...)), section(3, []byte{1, 0}), section(7, []byte{1, 1, 'f', 0, 0}), section(10, list(vec([]byte{0, 0x41, 5, 0x0b}))))
	for range 5 {
		g := open(t, guard.Config{CacheDir: dir})
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if got, err := call(t, g, m); err != nil || got != 5 {
					t.Errorf("f() = %d, %v: want 5", got, err)
				}
			})
		}
		wg.Wait()
	}
}

func TestNoCacheFolder(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	g, err := guard.New(guard.Config{})
	if err != nil {
		t.Fatal(err)
	}
	wantCall(t, g, 1)
	if e, _ := os.ReadDir(tmp); len(e) != 1 {
		t.Errorf("%d folders, want the temporary one", len(e))
	}
	if err := g.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if e, _ := os.ReadDir(tmp); len(e) != 0 {
		t.Errorf("left behind: %v", e)
	}
}

func TestConfig(t *testing.T) {
	for name, c := range map[string]guard.Config{
		"deadline below zero": {Deadline: -1}, "deadline too long": {Deadline: guard.MaxDeadline + 1}, "memory": {MemoryBytes: 1 << 60},
	} {
		if _, err := guard.New(c); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v: want ErrInvalid", name, err)
		}
	}
}
