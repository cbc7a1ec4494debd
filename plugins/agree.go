package plugins

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// An Opinion is what one of two engines says of a call.
type Opinion struct {
	Result
	// Err is why there is no reply.
	Err error
	// Snapshot is what the call started from.
	Snapshot registry.Digest
}

// A DisagreeError means that two engines gave different answers to the same
// call, different gas, or began from different memory. At least one of them is
// wrong: the decision must not be acted on, and the module and the request are a
// report of a bug.
type DisagreeError struct {
	Op       abi.Op
	One, Two Opinion
}

// Error implements error.
func (e *DisagreeError) Error() string {
	var what []string
	if e.One.Snapshot != e.Two.Snapshot {
		what = append(what, fmt.Sprintf("the snapshots are %s and %s", e.One.Snapshot.Short(), e.Two.Snapshot.Short()))
	}
	if e.One.Gas != e.Two.Gas {
		what = append(what, fmt.Sprintf("the gas is %d and %d", e.One.Gas, e.Two.Gas))
	}
	if one, two := outcome(e.Op, e.One), outcome(e.Op, e.Two); one != two {
		what = append(what, fmt.Sprintf("one says %q, two says %q", one, two))
	}
	if one, two := written(e.One.Err), written(e.Two.Err); !bytes.Equal(one, two) {
		what = append(what, fmt.Sprintf("one wrote %.100q, two wrote %.100q", one, two))
	}
	return fmt.Sprintf("%s: the engines disagree: %s", e.Op, strings.Join(what, "; "))
}

// outcome describes a reply, or the kind of an error, in a few words. Equal
// outcomes give equal words.
func outcome(op abi.Op, o Opinion) string {
	if o.Err == nil {
		b, err := abi.EncodeReply(op, o.Reply)
		if err != nil {
			return err.Error()
		}
		return "reply " + registry.DigestOf(b).Short()
	}
	if e, ok := errors.AsType[*LimitError](o.Err); ok {
		return "limit of " + string(e.What)
	}
	if _, ok := errors.AsType[*TrapError](o.Err); ok {
		return "trap"
	}
	return o.Err.Error()
}

// Agree calls an operation of two rules, which should be the same module loaded
// by different engines, and returns what both say. What a module wrote must agree
// too when it breaks off. If they do not agree the error is a [*DisagreeError].
func Agree(ctx context.Context, one, two Rules, op abi.Op, q abi.Request) (Result, error) {
	a, b := ask(ctx, one, op, q), ask(ctx, two, op, q)
	for _, o := range []Opinion{a, b} {
		if o.Err != nil && (interrupted(o.Err) || errors.Is(o.Err, registry.ErrNotFound)) {
			return Result{}, o.Err // says nothing about the call
		}
	}
	if a.Snapshot != b.Snapshot || a.Gas != b.Gas || outcome(op, a) != outcome(op, b) || !bytes.Equal(written(a.Err), written(b.Err)) {
		return Result{}, &DisagreeError{Op: op, One: a, Two: b}
	}
	return a.Result, a.Err
}

func ask(ctx context.Context, r Rules, op abi.Op, q abi.Request) Opinion {
	result, err := Call(ctx, r, op, q)
	return Opinion{Result: result, Err: err, Snapshot: r.Snapshot()}
}

// written returns what a module wrote before it broke off.
func written(err error) []byte {
	if e, ok := errors.AsType[*LimitError](err); ok {
		return e.Log
	}
	if e, ok := errors.AsType[*TrapError](err); ok {
		return e.Log
	}
	return nil
}

// Both returns rules whose every call runs in both one and two, which must agree:
// see [Agree]. Closing them closes both.
func Both(one, two Rules) Rules { return &both{one, two} }

type both struct{ one, two Rules }

func (b *both) Apply(ctx context.Context, q abi.Request) (Result, error) {
	return Agree(ctx, b.one, b.two, abi.Apply, q)
}

func (b *both) Up(ctx context.Context, q abi.Request) (Result, error) {
	return Agree(ctx, b.one, b.two, abi.Up, q)
}

func (b *both) Down(ctx context.Context, q abi.Request) (Result, error) {
	return Agree(ctx, b.one, b.two, abi.Down, q)
}

func (b *both) Check(ctx context.Context, q abi.Request) (Result, error) {
	return Agree(ctx, b.one, b.two, abi.Check, q)
}

func (b *both) Has(op abi.Op) bool { return b.one.Has(op) && b.two.Has(op) }

func (b *both) Snapshot() registry.Digest { return b.one.Snapshot() }

func (b *both) Close() error { return errors.Join(b.one.Close(), b.two.Close()) }
