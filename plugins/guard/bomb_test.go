package guard_test

import (
	"errors"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/novation-dev/novation/plugins/guard"
	"github.com/novation-dev/novation/plugins/meter"
	"github.com/novation-dev/novation/plugins/wasm/wasmtest"
)

// TestBombs: each is compiled within the limits or stopped at them, and this
// process does not notice. NOVATION_BOMBS=full uses the default limits.
func TestBombs(t *testing.T) {
	c := guard.Config{MemoryBytes: 192 << 20, Deadline: time.Second}
	switch {
	case os.Getenv("NOVATION_BOMBS") == "full":
		c = guard.Config{MemoryBytes: guard.DefaultMemoryBytes, Deadline: guard.DefaultDeadline}
	case testing.Short():
		c = guard.Config{MemoryBytes: 96 << 20, Deadline: 150 * time.Millisecond}
	}
	if raced {
		c.MemoryBytes *= 4
	}
	g := open(t, c)
	stopped := 0
	for _, b := range bombs {
		t.Run(b.name, func(t *testing.T) {
			if b.large && raced && testing.Short() {
				t.Skip("takes too long to make under the race detector")
			}
			m := b.module()
			forgetPeak(t)
			began := time.Now()
			report, err := g.Ensure(t.Context(), m, 1024)
			took := time.Since(began)
			var e *guard.Error
			switch {
			case err == nil:
				t.Logf("%.1f MB: compiled in %s with %d MiB, to %d bytes", float64(len(m))/1e6, took.Round(time.Millisecond), report.Peak>>20, report.Code)
			case !errors.As(err, &e):
				t.Errorf("%v: want a guard.Error", err)
			case e.Cause == guard.Refused || e.Cause == guard.Killed:
				t.Errorf("%v: this is no bomb", err)
			default:
				stopped++
				report = e.Report
				t.Logf("%.1f MB: after %s and %d MiB: %v", float64(len(m))/1e6, took.Round(time.Millisecond), report.Peak>>20, err)
			}
			// A second for a busy machine; what the program needs to start, the
			// module, and what a child can take between two looks at its memory.
			if most := c.Deadline + 2*time.Second; took > most {
				t.Errorf("it took %s, the deadline is %s", took, c.Deadline)
			}
			if most := c.MemoryBytes + uint64(len(m)) + 256<<20; report.Peak > most && runtime.GOOS == "linux" && !raced {
				t.Errorf("its peak was %d MiB, the limit is %d MiB", report.Peak>>20, c.MemoryBytes>>20)
			}
		})
	}
	t.Logf("%d of %d stopped, the others compiled within the limits", stopped, len(bombs))
	if stopped < 9 {
		t.Errorf("only %d bombs were stopped: want at least 9, or this shows nothing", stopped)
	}
	wantCall(t, open(t, guard.Config{}), 1) // this process is as it was
}

// TestAdmittedBombs compiles the worst modules that plugins/wasm admits, as they
// are and with the meter in them, or stops at the limits. NOVATION_BOMBS=full
// gives them the default ones, to see what they need.
func TestAdmittedBombs(t *testing.T) {
	c := guard.Config{Deadline: 300 * time.Millisecond}
	if os.Getenv("NOVATION_BOMBS") == "full" {
		c = guard.Config{}
	}
	g := open(t, c)
	for _, b := range wasmtest.Bombs() {
		if !b.Admitted || testing.Short() && len(b.Module) > 1<<20 {
			continue
		}
		t.Run(b.Name, func(t *testing.T) {
			metered, err := meter.Instrument(b.Module)
			if err != nil {
				t.Fatal(err)
			}
			for name, m := range map[string][]byte{"plain": b.Module, "metered": metered.Module} {
				forgetPeak(t)
				report, err := g.Ensure(t.Context(), m, 1024)
				e, ok := errors.AsType[*guard.Error](err)
				if ok {
					report = e.Report
				}
				t.Logf("%s, %.1f MB: %s, %d MiB, %.1f MB of code, %v", name, float64(len(m))/1e6, report.Elapsed.Round(time.Millisecond), report.Peak>>20, float64(report.Code)/1e6, err)
				if err != nil && (!ok || e.Cause == guard.Refused || e.Cause == guard.Killed) {
					t.Error(err)
				}
			}
		})
	}
}
