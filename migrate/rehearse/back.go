package rehearse

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/probe"
)

// repeat runs the plan again, in what might be another process.
func (r *rehearsal) repeat(ctx context.Context, d *driver) error {
	before, err := d.m.View(ctx)
	if err != nil {
		return err
	}
	if err := d.close(); err != nil {
		return err
	}
	if err := d.open(ctx); err != nil {
		return r.failed(ctx, "repeat", "the migration cannot be opened again after its end", err)
	}
	w, err := d.m.Run(ctx)
	if err == nil && w != nil {
		err = errors.New("it waits for " + said(w))
	}
	if err != nil {
		return r.failed(ctx, "repeat", "the migration cannot be run again after its end", err)
	}
	after, err := d.m.View(ctx)
	if err != nil {
		return err
	}
	root, _, err := d.root(ctx, r.report.Outcome.Target)
	if err != nil {
		return err
	}
	r.report.Outcome.Repeated = root == r.report.Outcome.After && len(after.Transactions) == len(before.Transactions)
	if !r.report.Outcome.Repeated {
		r.find(Bad, "repeat", "running the plan again changed something: %d transactions more, storage root %s",
			len(after.Transactions)-len(before.Transactions), root)
	}
	return nil
}

// revert goes back and compares.
func (r *rehearsal) revert(ctx context.Context, d *driver) error {
	r.cfg.Progress("reverting")
	preview, err := d.m.PreviewRevert(ctx)
	if err != nil {
		return r.failed(ctx, "revert", "the revert cannot be previewed", err)
	}
	rev := &Reverted{Losses: append([]execute.Loss{}, preview.Losses...), Lost: preview.Lost, Carried: preview.Carried}
	r.report.Reverted = rev
	for i, l := range rev.Losses {
		if i == maxFindings {
			r.find(Warning, "losses", "and %d more losses", rev.Lost-maxFindings)
			break
		}
		r.find(Warning, "losses", "a revert loses %s: %s", l.Path, l.Reason)
	}
	if err := d.back(ctx, rev.Lost > 0); err != nil {
		return r.failed(ctx, "revert", "the revert fails", err)
	}
	if v, err := d.m.View(ctx); err != nil {
		return err
	} else if v.Revert != nil {
		rev.Gas = v.Revert.Gas
	}
	rev.Root, rev.Exact, err = r.restored(ctx, d, "revert")
	return err
}

// restored reports whether the source is what it was: every slot, and what it
// answers. With losses that the author accepted, it says what differs.
func (r *rehearsal) restored(ctx context.Context, d *driver, code string) (common.Hash, bool, error) {
	root, block, err := d.root(ctx, r.plan.Address)
	if err != nil {
		return root, false, err
	}
	level := Bad
	if code == "revert" && r.report.Reverted.Lost > 0 {
		level = Warning
	}
	if root != r.live.root {
		r.find(level, code, "after the %s the storage root is %s; it was %s", code, root, r.live.root)
		return root, false, nil
	}
	if err := r.ether(ctx, d.f, r.plan.Address, block); err != nil {
		return root, false, err
	}
	same, err := probe.New(r.cfg.Input.From, r.cfg.Input.From, nil)
	if err != nil {
		return root, false, err
	}
	source := r.live.source
	source.Limit = 50
	c, err := same.Compare(ctx, source, r.side(d.f, r.plan.Address, 0, false), r.side(d.f, r.plan.Address, block, true), nil)
	if err != nil {
		return root, false, err
	}
	if c.Different > 0 {
		r.find(level, code, "after the %s %d of %d answers are not those from before, such as %s", code, c.Different, c.Asked, c.Differences[0].Function)
	}
	return root, c.Different == 0, nil
}
