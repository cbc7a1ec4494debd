package plugins

import (
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// rules are rules whose calls run in instances of a pool.
type rules struct {
	engine   *Engine
	spec     Spec // with its limits filled in
	ops      map[abi.Op]bool
	checkers map[abi.Op]checkers
	code     code
	snapshot *snapshot
	pool     *pool
}

func (r *rules) Apply(ctx context.Context, q abi.Request) (Result, error) {
	return r.call(ctx, abi.Apply, q)
}

func (r *rules) Up(ctx context.Context, q abi.Request) (Result, error) {
	return r.call(ctx, abi.Up, q)
}

func (r *rules) Down(ctx context.Context, q abi.Request) (Result, error) {
	return r.call(ctx, abi.Down, q)
}

func (r *rules) Check(ctx context.Context, q abi.Request) (Result, error) {
	return r.call(ctx, abi.Check, q)
}

func (r *rules) Has(op abi.Op) bool { return r.ops[op] }

func (r *rules) Snapshot() registry.Digest { return r.snapshot.digest }

func (r *rules) Close() error {
	first, err := r.pool.close()
	if !first {
		return nil
	}
	r.engine.remove(r)
	if err := errors.Join(err, r.snapshot.image.Close(), r.code.compiled.Close(context.Background())); err != nil {
		return fmt.Errorf("closing rules: %w", err)
	}
	return nil
}

func notOffered(op abi.Op) error {
	return fmt.Errorf("%s: the rules do not offer it: %w", op, registry.ErrNotFound)
}

// newInstance makes an instance for the pool.
func (r *rules) newInstance() (*instance, error) {
	i, err := r.code.newInstance()
	if err != nil {
		return nil, fmt.Errorf("making an instance: %w", err)
	}
	if err := i.begin(r.snapshot); err != nil {
		return nil, fmt.Errorf("making an instance: %w", errors.Join(err, i.close()))
	}
	return i, nil
}

// call asks one operation in an instance of the pool: the request is checked, the
// module run, the reply checked, the instance reset.
func (r *rules) call(ctx context.Context, op abi.Op, q abi.Request) (Result, error) {
	if !r.ops[op] {
		return Result{}, notOffered(op)
	}
	if err := r.sound(op, q); err != nil {
		return Result{}, &RequestError{Op: op, Err: err}
	}
	i, err := r.pool.get(ctx)
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w", op, err)
	}
	i.memory.Enter()
	i.state.Begin(q.Time, q.Seed)
	result, err := r.ask(i, op, q)
	if log := i.state.Log(); len(log) > 0 {
		r.engine.config.Log.DebugContext(ctx, "rules wrote", "release", r.spec.Digest.Short(), "operation", string(op), "text", string(log))
	}
	if i.reset(r.snapshot) {
		r.pool.put(i)
	} else if gone := r.pool.drop(i); gone != nil {
		return result, errors.Join(err, fmt.Errorf("%s: releasing an instance: %w", op, gone))
	}
	return result, err
}

// ask runs an operation in an instance that has been given a clock and a seed.
func (r *rules) ask(i *instance, op abi.Op, q abi.Request) (Result, error) {
	i.gauge.fill(r.spec.Limits.Gas, r.spec.Limits.Depth)
	b, err := i.run(op, q, r.spec.Limits.ReplyBytes)
	result := Result{Gas: i.gauge.used()}
	if err != nil {
		return result, err
	}
	reply, err := r.decode(op, b)
	if err != nil {
		return result, &ReplyError{Op: op, Err: err}
	}
	result.Reply = reply
	return result, nil
}
