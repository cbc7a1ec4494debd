package rehearse

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/probe"
)

// side is the contract on a fork, at the time of the live block.
func (r *rehearsal) side(f *fork, address common.Address, block uint64, after bool) probe.Side {
	return probe.Side{Chain: f.Client, Address: address, Block: block, After: after, Time: r.live.snap.Time, Number: r.live.snap.Number}
}

// faithful compares some answers of the fork with those of the live chain.
func (r *rehearsal) faithful(ctx context.Context, f *fork) error {
	live := probe.Side{Chain: r.cfg.Input.Chain, Address: r.plan.Address, Block: r.live.snap.Number, Time: r.live.snap.Time, Number: r.live.snap.Number}
	fixes, err := live.Fixes(ctx)
	if err != nil {
		return err
	}
	if !fixes {
		live.Time, live.Number = 0, 0 // they are those of the block anyway
	}
	same, err := probe.New(r.cfg.Input.From, r.cfg.Input.From, nil)
	if err != nil {
		return err
	}
	source := r.live.source
	source.Limit = 20
	c, err := same.Compare(ctx, source, live, r.side(f, r.plan.Address, 0, true), nil)
	if err != nil {
		return fmt.Errorf("comparing the fork with the live chain: %w", err)
	}
	if c.Different > 0 {
		d := c.Differences[0]
		r.find(Warning, "fork", "%d of %d answers of the fork are not those of the live chain, such as %s of (%s): %s instead of %s; "+
			"what it asks of other contracts is not on the fork", c.Different, c.Asked, d.Function, strings.Join(d.Args, ", "), d.After, d.Before)
	}
	return nil
}

// ether makes sure that an account of a fork has the ether that the contract has.
func (r *rehearsal) ether(ctx context.Context, f *fork, at common.Address, block uint64) error {
	all, err := accounts(ctx, f.Client, block, touched{at: nil})
	if err != nil {
		return err
	}
	if has, want := all[at].Balance, r.live.self.Balance; has.Cmp(want) < 0 {
		r.find(Bad, "balance", "the contract holds %s wei, and %s has only %s of them in the end", want, at, has)
	}
	return nil
}

// compare asks every getter before and after.
func (r *rehearsal) compare(ctx context.Context, f *fork, target common.Address, block uint64) (err error) {
	if target != r.plan.Address {
		if err := r.ether(ctx, f, target, block); err != nil {
			return err
		}
		r.find(Note, "address", "the contract moves from %s to %s; whoever knows the old address finds it frozen there", r.plan.Address, target)
	}
	c, err := r.ask(ctx, f, r.side(f, target, block, true))
	if err != nil {
		return err
	}
	r.report.Probes = c
	r.differences(c, "difference")
	for _, g := range c.Gone {
		r.find(Warning, "gone", "nothing answers %s any more; name its successor in the map's probes, or the reason", g)
	}
	return nil
}

// ask compares the contract as the fork began with what it is now.
func (r *rehearsal) ask(ctx context.Context, f *fork, after probe.Side) (_ *probe.Comparison, err error) {
	var moved *probe.Side
	if after.Address != r.plan.Address {
		there, err := r.start(ctx, after.Address)
		if err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, there.close()) }()
		side := r.side(there, after.Address, 0, false)
		moved = &side
	}
	c, err := r.list.Compare(ctx, r.live.source, r.side(f, r.plan.Address, 0, false), after, moved)
	if err != nil {
		return nil, fmt.Errorf("comparing probes: %w", err)
	}
	return c, nil
}

// draining asks every getter while entries are left. It may refuse, for an entry
// that is not written; what it answers must be right.
func (r *rehearsal) draining(ctx context.Context, d *driver) error {
	v, err := d.m.View(ctx)
	if err != nil {
		return err
	}
	_, block, err := d.root(ctx, v.Target)
	if err != nil {
		return err
	}
	after := r.side(d.f, v.Target, block, true)
	after.Partial = true
	r.report.Draining, err = r.ask(ctx, d.f, after)
	if err != nil {
		return err
	}
	r.differences(r.report.Draining, "draining")
	if c := r.report.Draining; c.Unserved == c.Asked {
		r.find(Warning, "draining", "every question is refused until all entries are written; say in the map what functions touch")
	}
	return nil
}

// differences makes findings of different answers, one for each question that is
// asked by several callers.
func (r *rehearsal) differences(c *probe.Comparison, code string) {
	told := map[string]bool{}
	for _, d := range c.Differences {
		what := fmt.Sprintf("%s of (%s)", d.Function, strings.Join(d.Args, ", "))
		if told[what] {
			continue
		}
		if told[what] = true; len(told) > maxFindings {
			r.find(Bad, code, "%d answers differ in all", c.Different)
			return
		}
		r.find(Bad, code, "%s was %s and is %s", what, d.Before, d.After)
	}
}

// maxFindings bounds how many findings of one kind are listed.
const maxFindings = 10

// invariants checks those of the caller.
func (r *rehearsal) invariants(ctx context.Context, when string, side probe.Side) error {
	for _, i := range r.cfg.Invariants {
		if err := i.Check(ctx, side); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			r.find(Bad, "invariant", "%s does not hold %s: %v", i.Name, when, err)
		}
	}
	return nil
}
