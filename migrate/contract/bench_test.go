package contract_test

import (
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/migratetest"
)

// BenchmarkPlan plans contracts of some size: everything is read, converted and
// compared with the storage root. A million takes SLOW.
func BenchmarkPlan(b *testing.B) {
	sizes := []int{1_000, 10_000, 100_000}
	if os.Getenv("SLOW") != "" {
		sizes = append(sizes, 1_000_000)
	}
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			alloc, s := migratetest.LedgerAlloc(n, 0)
			in := input(b, start(b, alloc), s)
			clear(alloc)
			for b.Loop() {
				plan(b, in, n)
			}
		})
	}
}

// TestSize is the short variant: ten times the entries take about ten times as
// long, and a bounded heap.
func TestSize(t *testing.T) {
	alloc, s := migratetest.LedgerAlloc(5_000, 500)
	in := input(t, start(t, alloc), s)
	plan(t, in, 5_000)
}

func plan(tb testing.TB, in contract.Input, n int) {
	tb.Helper()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	peak := uint64(0)
	in.Progress = func(string, uint64, uint64) {
		runtime.ReadMemStats(&after)
		peak = max(peak, after.HeapAlloc)
	}
	start := time.Now()
	p, err := contract.New(tb.Context(), in)
	if err != nil {
		tb.Fatal(err)
	}
	for _, r := range p.Variables {
		if r.Source != nil && r.Source.Pattern == "balanceOf[]" && r.Entries != uint64(n) {
			tb.Errorf("%d entries, want %d", r.Entries, n)
		}
	}
	seconds := time.Since(start).Seconds()
	if b, ok := tb.(*testing.B); ok {
		b.ReportMetric(float64(n)/seconds, "entries/s")
		b.ReportMetric(float64(peak-min(peak, before.HeapAlloc))/(1<<20), "MB-above-start")
	}
	tb.Logf("%d entries: %s, %.1f s, way %s, gas %d, refused %.0f s", n, p.Why, seconds, p.Way, p.Cost.Gas, p.Cost.RefusedSeconds)
}
