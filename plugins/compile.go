package plugins

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/registry"
)

// compile compiles an instrumented module in the guard's child, or finds it
// compiled, and loads it.
func (e *Engine) compile(ctx context.Context, module []byte, in *Inspection) (wazero.CompiledModule, error) {
	report, err := e.guard.Ensure(ctx, module, pages)
	if err != nil {
		return nil, blame(err)
	}
	began := time.Now()
	c, err := e.guard.Load(ctx, e.runtime, module, pages)
	if err != nil {
		return nil, blame(fmt.Errorf("loading the compiled module: %w", err))
	}
	in.compiled(report, time.Since(began))
	return c, nil
}

// blame makes errors of the guard that are not the module's fault known as such.
func blame(err error) error {
	if errors.Is(err, registry.ErrInvalid) {
		return err
	}
	return &hostError{err}
}
