package rehearse

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
)

// crashes carries the plan out on a fork of its own, crashing once at every point
// that it comes by, then reverts it in the same way. It must end as the
// undisturbed one did.
func (r *rehearsal) crashes(ctx context.Context) (err error) {
	f, err := r.start(ctx, common.Address{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.close()) }()
	d, err := r.drive(ctx, f, once())
	if err == nil {
		defer func() { err = errors.Join(err, d.close()) }()
		err = d.whole(ctx)
	}
	if err != nil {
		return r.failed(ctx, "crash", "the plan does not survive a crash at "+last(d), err)
	}
	v, err := d.m.View(ctx)
	if err != nil {
		return err
	}
	target := v.Target
	if target == (common.Address{}) {
		target = r.plan.Address
	}
	root, _, err := d.root(ctx, target)
	if err != nil {
		return err
	}
	if root != r.report.Outcome.After && r.inPlace() {
		r.find(Bad, "crash", "after crashes the storage root is %s; without them it is %s", root, r.report.Outcome.After)
	}
	if _, err := d.m.Verify(ctx); err != nil {
		r.find(Bad, "crash", "after crashes the new state is not what the plan says: %v", err)
	}
	if err := d.back(ctx, r.report.Reverted.Lost > 0); err != nil {
		return r.failed(ctx, "crash", "the revert does not survive a crash at "+last(d), err)
	}
	if _, _, err := r.restored(ctx, d, "revert"); err != nil {
		return err
	}
	r.report.Crashes = append(r.report.Crashes, d.crashes...)
	return nil
}

// once crashes at every point the first time.
func once() func(string) bool {
	seen := map[string]bool{}
	return func(point string) bool {
		first := !seen[point]
		seen[point] = true
		return first
	}
}

func last(d *driver) string {
	if d == nil || len(d.crashes) == 0 {
		return "its begin"
	}
	return d.crashes[len(d.crashes)-1].Point
}

// aborts aborts where the activation is waited for, with crashes on the way, and
// where about half of the plan's work is done.
func (r *rehearsal) aborts(ctx context.Context) error {
	points, err := r.abort(ctx, "the activation", nil)
	if err != nil || len(points) == 0 {
		return err
	}
	middle := points[len(points)/2]
	n := 0
	for _, p := range points[:len(points)/2] {
		if p == middle {
			n++
		}
	}
	_, err = r.abort(ctx, middle, func(point string) bool {
		if point != "run "+middle {
			return false
		}
		n--
		return n == -1
	})
	return err
}

// abort runs until it crashes, or else until the activation is waited for, and
// aborts then. It returns the points that it came by.
func (r *rehearsal) abort(ctx context.Context, name string, crash func(string) bool) (points []string, err error) {
	f, err := r.start(ctx, common.Address{})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.close()) }()
	d, err := r.drive(ctx, f, nil)
	if err != nil {
		return nil, r.failed(ctx, "abort", "the plan cannot be begun", err)
	}
	defer func() { err = errors.Join(err, d.close()) }()
	d.crash, d.during, d.points = crash, "run", nil
	if _, err := d.m.Run(ctx); err != nil && !errors.Is(err, errCrash) {
		return nil, r.failed(ctx, "abort", "the plan fails before it is aborted", err)
	}
	points = d.points
	if err := d.close(); err != nil {
		return nil, err
	}
	d.crash = once()
	if err := d.open(ctx); err != nil {
		return nil, err
	}
	if err := d.abort(ctx); err != nil {
		return nil, r.failed(ctx, "abort", "it cannot be aborted at "+name, err)
	}
	a := Aborted{Point: name}
	if a.Root, a.Exact, err = r.restored(ctx, d, "abort"); err != nil {
		return nil, err
	}
	r.report.Aborts = append(r.report.Aborts, a)
	r.report.Crashes = append(r.report.Crashes, d.crashes...)
	return points, nil
}
