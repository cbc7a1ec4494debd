package meter_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/plugins/meter"
)

// TestRealModules compiles what real toolchains make.
func TestRealModules(t *testing.T) {
	files, _ := filepath.Glob("../../testnet/crudetrade/*/rules.wasm")
	if len(files) == 0 {
		t.Fatal("there are none")
	}
	ctx := context.Background()
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		m, err := meter.Instrument(b)
		if err != nil {
			t.Fatal(err)
		}
		r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
		defer r.Close(ctx)
		if _, err := r.CompileModule(ctx, m.Module); err != nil {
			t.Errorf("%s: %v", f, err)
		}
		t.Logf("%s: %d bytes, %d instrumented", f, len(b), len(m.Module))
	}
}

func BenchmarkInstrument(b *testing.B) {
	m, _ := os.ReadFile("../../testnet/crudetrade/2.0.0/rules.wasm")
	b.SetBytes(int64(len(m)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := meter.Instrument(m); err != nil {
			b.Fatal(err)
		}
	}
}
