//go:build linux

package guard_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/novation-dev/novation/plugins/guard"
)

// TestChildIsEnded ends the child from outside, midway.
func TestChildIsEnded(t *testing.T) {
	for _, tt := range []struct {
		sig   syscall.Signal
		cause guard.Cause
		want  string
	}{
		{syscall.SIGKILL, guard.Killed, "signal: killed"},
		{syscall.SIGABRT, guard.Crash, "SIGABRT"},
		{syscall.SIGXCPU, guard.Time, "longer than"},
	} {
		t.Run(tt.sig.String(), func(t *testing.T) {
			dir := t.TempDir()
			g := open(t, guard.Config{CacheDir: dir, Deadline: 20 * time.Second})
			var wg sync.WaitGroup
			wg.Go(func() {
				_, err := g.Ensure(t.Context(), slow(2000), 16)
				wantError(t, err, tt.cause, tt.want)
			})
			pid := child(t, os.Getpid())
			compiling(t, dir)
			began := time.Now()
			syscall.Kill(pid, tt.sig)
			wg.Wait()
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("it ended %s after the signal", took)
			}
			wantCall(t, g, 1)
		})
	}
}

// TestKernelLimits reads the limits of a child while it compiles.
func TestKernelLimits(t *testing.T) {
	dir := t.TempDir()
	g := open(t, guard.Config{CacheDir: dir, MemoryBytes: 1 << 30, Deadline: 20 * time.Second})
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() { g.Ensure(ctx, slow(2000), 16) })
	defer wg.Wait()
	defer cancel()
	pid := child(t, os.Getpid())
	compiling(t, dir)
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/limits", pid))
	if err != nil {
		t.Fatal(err)
	}
	for name, most := range map[string]uint64{
		"Max core file size": 0, "Max cpu time": 60, "Max file size": 1 << 30, "Max open files": 64, "Max data size": 2 << 30,
	} {
		if raced && name == "Max data size" {
			continue
		}
		_, rest, _ := strings.Cut(string(b), name)
		for _, f := range strings.Fields(rest)[:2] { // soft and hard
			if n, err := strconv.ParseUint(f, 10, 64); err != nil || n > most {
				t.Errorf("%s is %s, want at most %d", name, f, most)
			}
		}
	}
	if group, err := syscall.Getpgid(pid); err != nil || group != pid {
		t.Errorf("process group %d, %v: want one of its own", group, err)
	}
}
