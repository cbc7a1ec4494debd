package wasmtest_test

import (
	"context"
	"errors"
	"testing"

	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/plugins/wasm/wasmtest"
	"github.com/novation-dev/novation/registry"
)

// TestBombs checks which side of the limits each is on.
func TestBombs(t *testing.T) {
	for _, b := range wasmtest.Bombs() {
		t.Run(b.Name, func(t *testing.T) {
			_, err := wasm.Parse(b.Module)
			switch {
			case b.Admitted && err != nil:
				t.Errorf("refused: %v", err)
			case !b.Admitted && !errors.Is(err, registry.ErrInvalid):
				t.Errorf("%v: want it refused", err)
			}
		})
	}
}

// TestValid checks that an engine would compile them: what is refused must be
// refused for its size. The interpreter's checks are those of the compiler.
func TestValid(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	ctx := context.Background()
	for _, b := range wasmtest.Bombs() {
		t.Run(b.Name, func(t *testing.T) {
			r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
			defer r.Close(ctx)
			if _, err := r.CompileModule(ctx, b.Module); err != nil {
				t.Error(err)
			}
		})
	}
}
