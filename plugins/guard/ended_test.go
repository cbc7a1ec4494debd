//go:build linux

package guard_test

import (
	"os"
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
			syscall.Kill(pid, tt.sig)
			wg.Wait()
			wantCall(t, g, 1)
		})
	}
}
