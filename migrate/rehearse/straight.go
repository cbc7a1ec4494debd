package rehearse

import (
	"context"
	"errors"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
)

// straight carries the plan out undisturbed, looks at everything, and reverts.
func (r *rehearsal) straight(ctx context.Context) (err error) {
	f, err := r.start(ctx, common.Address{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.close()) }()
	if r.cfg.Input.Overlay == nil {
		if err := r.faithful(ctx, f); err != nil {
			return err
		}
	}
	if err := r.invariants(ctx, "before", r.side(f, r.plan.Address, 0, false)); err != nil {
		return err
	}
	d, err := r.drive(ctx, f, nil)
	if err == nil {
		defer func() { err = errors.Join(err, d.close()) }()
		d.draining = r.draining
		err = d.whole(ctx)
	}
	if err != nil {
		return r.failed(ctx, "plan", "the plan fails", err)
	}
	r.report.Outcome = &Outcome{Before: r.live.root}
	if err := r.outcome(ctx, d); err != nil {
		return err
	}
	if err := r.repeat(ctx, d); err != nil || r.cfg.Brief {
		return err
	}
	return r.revert(ctx, d)
}

// failed notes that something of the plan failed, and ends the rehearsal, unless
// it was ended from outside.
func (r *rehearsal) failed(ctx context.Context, code, text string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	r.find(Bad, code, "%s: %v", text, err)
	return errFound
}

// outcome looks at what the plan did.
func (r *rehearsal) outcome(ctx context.Context, d *driver) error {
	v, err := d.m.View(ctx)
	if err != nil {
		return err
	}
	o := r.report.Outcome
	o.Target = v.Target
	if o.Target == (common.Address{}) {
		o.Target = r.plan.Address
	}
	o.Gas, o.RefusedSeconds, o.Eager, o.Deferred, o.Steps = v.Gas, v.Refused, v.Eager, v.Deferred, steps(v.Transactions)
	var block uint64
	if o.After, block, err = d.root(ctx, o.Target); err != nil {
		return err
	}
	if o.Verified, err = d.m.Verify(ctx); err != nil {
		r.find(Bad, "verify", "the new state is not what the plan says: %v", err)
	}
	if err := r.compare(ctx, d.f, o.Target, block); err != nil {
		return err
	}
	return r.invariants(ctx, "after", r.side(d.f, o.Target, block, true))
}

// steps sums transactions up by kind: the reference without its number.
func steps(all []execute.Sent) []Step {
	out, at := []Step{}, map[string]int{}
	for _, t := range all {
		name := strings.TrimRight(t.Ref, "0123456789-/.: ")
		if name == "" {
			name = t.Ref
		}
		i, known := at[name]
		if !known {
			i = len(out)
			at[name] = i
			out = append(out, Step{Name: name})
		}
		out[i].Transactions++
		out[i].Gas += t.Gas
		out[i].MostGas = max(out[i].MostGas, t.Gas)
	}
	return out
}

// inPlace reports whether the contract keeps its address.
func (r *rehearsal) inPlace() bool { return r.plan.Way == contract.InPlace }
