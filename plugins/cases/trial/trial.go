// Package trial runs rules the way a pod and its auditor do: every call twice,
// compiled and interpreted, and both must give the same bytes for the same gas.
//
// It plays cases (package cases) and golden vectors.
//
// # Dependencies
//
// It imports registry, plugins and plugins/abi, plugins/cases and plugins/wire.
package trial

import (
	"context"
	"errors"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
)

// A Trial is a module, loaded twice.
type Trial struct {
	// Reader is that of the cases.
	Reader cases.Reader

	engines     []*plugins.Engine
	compiled    plugins.Rules
	interpreted plugins.Rules
}

// Open loads a module in two engines, which it makes. cacheDir keeps compiled
// modules; empty means that they are kept in memory. The caller closes the trial.
func Open(ctx context.Context, module []byte, spec plugins.Spec, r cases.Reader, cacheDir string) (*Trial, error) {
	t := &Trial{Reader: r}
	for _, into := range []struct {
		config plugins.Config
		rules  *plugins.Rules
	}{{plugins.Config{CacheDir: cacheDir}, &t.compiled}, {plugins.Config{Interpreter: true}, &t.interpreted}} {
		e, err := plugins.NewEngine(ctx, into.config)
		if err != nil {
			return nil, errors.Join(err, t.Close())
		}
		t.engines = append(t.engines, e)
		rules, err := e.Load(ctx, module, spec)
		if err != nil {
			return nil, errors.Join(err, t.Close())
		}
		*into.rules = rules
	}
	return t, nil
}

// Close releases the module and the engines.
func (t *Trial) Close() (err error) {
	for _, r := range []plugins.Rules{t.compiled, t.interpreted} {
		if r != nil {
			err = errors.Join(err, r.Close())
		}
	}
	for _, e := range t.engines {
		err = errors.Join(err, e.Close(context.Background()))
	}
	return err
}

// Has reports whether the module offers an operation.
func (t *Trial) Has(op abi.Op) bool { return t.compiled.Has(op) }

// Ask calls the module in both ways, which must agree: see [plugins.Agree].
func (t *Trial) Ask(ctx context.Context, c cases.Call) (plugins.Result, error) {
	return plugins.Agree(ctx, t.compiled, t.interpreted, c.Op, c.Request)
}

// Once calls the compiled module only.
func (t *Trial) Once(ctx context.Context, c cases.Call) (plugins.Result, error) {
	return plugins.Call(ctx, t.compiled, c.Op, c.Request)
}
