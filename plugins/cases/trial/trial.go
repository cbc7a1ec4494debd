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
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
	"github.com/novation-dev/novation/registry"
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
	if c, i := t.compiled.Snapshot(), t.interpreted.Snapshot(); c != i {
		return nil, errors.Join(fmt.Errorf("the module begins with other memory when it is interpreted: snapshot %s, compiled %s: %w",
			i, c, registry.ErrRefused), t.Close())
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

// A Disagreement means that compiler and interpreter gave different answers: a
// pod and its auditor would not agree.
type Disagreement struct {
	Op abi.Op
	// What differs, for people.
	What string
}

// Error implements error.
func (d *Disagreement) Error() string {
	return fmt.Sprintf("%s: compiler and interpreter disagree: %s", d.Op, d.What)
}

// Unwrap returns [registry.ErrRefused].
func (d *Disagreement) Unwrap() error { return registry.ErrRefused }

// Ask calls the module twice. Errors are those of the rules, or a
// [*Disagreement].
func (t *Trial) Ask(ctx context.Context, c cases.Call) (plugins.Result, error) {
	a, errA := t.Once(ctx, c)
	b, errB := call(ctx, t.interpreted, c)
	if err := errors.Join(errA, errB); errors.Is(err, registry.ErrTimeout) || errors.Is(err, context.Canceled) {
		return a, err // it says nothing about the module
	}
	if what := differ(c.Op, a, b, errA, errB); what != "" {
		return a, &Disagreement{c.Op, what}
	}
	return a, errA
}

// Once calls the compiled module only.
func (t *Trial) Once(ctx context.Context, c cases.Call) (plugins.Result, error) {
	return call(ctx, t.compiled, c)
}

func call(ctx context.Context, r plugins.Rules, c cases.Call) (plugins.Result, error) {
	switch c.Op {
	case abi.Apply:
		return r.Apply(ctx, c.Request)
	case abi.Up:
		return r.Up(ctx, c.Request)
	case abi.Down:
		return r.Down(ctx, c.Request)
	case abi.Check:
		return r.Check(ctx, c.Request)
	default:
		return plugins.Result{}, fmt.Errorf("operation %q is not known: %w", c.Op, registry.ErrInvalid)
	}
}

// differ says what differs between two answers to the same call.
func differ(op abi.Op, a, b plugins.Result, errA, errB error) string {
	if (errA == nil) != (errB == nil) {
		return fmt.Sprintf("compiled %s, interpreted %s", outcome(errA), outcome(errB))
	}
	if a.Gas != b.Gas {
		return fmt.Sprintf("gas %d compiled, %d interpreted", a.Gas, b.Gas)
	}
	if errA != nil {
		return ""
	}
	x, errX := abi.EncodeReply(op, a.Reply)
	y, errY := abi.EncodeReply(op, b.Reply)
	if err := errors.Join(errX, errY); err != nil || !bytes.Equal(x, y) {
		return fmt.Sprintf("reply %x compiled, %x interpreted", x, y)
	}
	return ""
}

func outcome(err error) string {
	if err == nil {
		return "it answers"
	}
	return fmt.Sprintf("it fails (%v)", err)
}
