package guard_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/plugins/guard"
)

// BenchmarkGoModule compiles a Go module of 2.5 MB in a child, and takes it from
// the cache as after a restart.
func BenchmarkGoModule(b *testing.B) {
	m, err := os.ReadFile(filepath.Join("..", "..", "testnet", "crudetrade", "2.0.0", "rules.wasm"))
	if err != nil {
		b.Fatal(err)
	}
	load := func(b *testing.B, dir string) {
		ctx := context.Background()
		g, err := guard.New(guard.Config{CacheDir: dir})
		if err != nil {
			b.Fatal(err)
		}
		defer g.Close(ctx)
		r := wazero.NewRuntimeWithConfig(ctx, g.RuntimeConfig(1024))
		defer r.Close(ctx)
		if _, err := g.Load(ctx, r, m, 1024); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("child", func(b *testing.B) {
		for b.Loop() {
			g, err := guard.New(guard.Config{CacheDir: b.TempDir()})
			if err != nil {
				b.Fatal(err)
			}
			report, err := g.Ensure(context.Background(), m, 1024)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(report.Peak>>20), "MiB-peak")
			b.ReportMetric(float64(report.Code>>20), "MiB-code")
			b.ReportMetric(float64(report.Elapsed/time.Millisecond), "ms-child")
			g.Close(context.Background())
		}
	})
	dir := b.TempDir()
	load(b, dir)
	b.Run("cache", func(b *testing.B) {
		for b.Loop() {
			load(b, dir)
		}
	})
	b.Run("interpreter", func(b *testing.B) {
		g, err := guard.New(guard.Config{Interpreter: true})
		if err != nil {
			b.Fatal(err)
		}
		defer g.Close(context.Background())
		for b.Loop() {
			report, err := g.Ensure(context.Background(), append(m, 0, 1, byte(0)), 1024)
			if err != nil {
				b.Fatal(err)
			}
			if report.Peak > 0 {
				b.ReportMetric(float64(report.Peak>>20), "MiB-peak")
			}
		}
	})
}
