package rehearse

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/registry"
)

// errCrash is the crash of a rehearsal.
var errCrash = errors.New("rehearsed crash")

// maxTurns bounds how often an operation is taken up again.
const maxTurns = 10_000

// A driver carries the plan out on one fork, and crashes it.
type driver struct {
	r *rehearsal
	f *fork
	m *execute.Migration

	// crash decides whether to crash at a point; nil means never.
	crash func(point string) bool
	// during is what is being done; points are those it came by, in order, and
	// crashes those at which it crashed.
	during  string
	points  []string
	crashes []Crash
	// draining is called once the contract serves while entries are left; nil
	// means never.
	draining func(ctx context.Context, d *driver) error
}

// drive makes a migration on a fork.
func (r *rehearsal) drive(ctx context.Context, f *fork, crash func(string) bool) (*driver, error) {
	d := &driver{r: r, f: f, crash: crash, during: "start"}
	return d, d.open(ctx)
}

func (d *driver) config() execute.Config {
	in := d.r.cfg.Input
	in.Chain, in.Keys, in.Dir, in.LogsFrom = d.f.Client, d.r.live.keys, d.f.dir, 0
	in.Read.Block, in.Read.Witnesses, in.Read.MaxAge = nil, nil, 0
	in.Overlay, in.Formerly = nil, nil // a fork has drained
	in.Map.Keys = nil                  // a fork has no logs
	return execute.Config{
		Input: in, Dir: filepath.Join(d.f.dir, "migration"),
		Authority: execute.Relay{Contract: d.r.plan.Owner, Key: d.r.key}, Attester: d.r.key, Carrier: d.r.key,
		Point: d.point, Log: d.r.cfg.Log,
	}
}

// point is called where a crash is survived.
func (d *driver) point(name string) error {
	d.points = append(d.points, name)
	if d.crash != nil && d.crash(d.during+" "+name) {
		d.crashes = append(d.crashes, Crash{During: d.during, Point: name})
		return fmt.Errorf("at %s: %w", name, errCrash)
	}
	return nil
}

// open opens the migration's folder, or makes it.
func (d *driver) open(ctx context.Context) error {
	for range maxTurns {
		m, err := execute.Open(ctx, d.config())
		if errors.Is(err, registry.ErrNotFound) {
			m, err = execute.Start(ctx, d.config(), d.r.plan)
		}
		if errors.Is(err, errCrash) {
			continue
		}
		d.m = m
		return err
	}
	return fmt.Errorf("the migration crashed %d times while it was opened: %w", maxTurns, registry.ErrTimeout)
}

// close ends the migration's process, as it were.
func (d *driver) close() error {
	if d.m == nil {
		return nil
	}
	m := d.m
	d.m = nil
	return m.Close()
}

// do repeats an operation until it does not crash any more. It returns what is
// waited for then.
func (d *driver) do(ctx context.Context, during string, f func(*execute.Migration) (*execute.Waiting, error)) (*execute.Waiting, error) {
	d.during = during
	for range maxTurns {
		w, err := f(d.m)
		if !errors.Is(err, errCrash) {
			return w, err
		}
		if err := d.close(); err != nil {
			return nil, err
		}
		if err := d.open(ctx); err != nil {
			return nil, fmt.Errorf("opening it after a crash: %w", err)
		}
	}
	return nil, fmt.Errorf("the migration crashed %d times: %w", maxTurns, registry.ErrTimeout)
}

// until runs until an activation is waited for.
func (d *driver) until(ctx context.Context) error {
	w, err := d.do(ctx, "run", func(m *execute.Migration) (*execute.Waiting, error) { return m.Run(ctx) })
	if err != nil {
		return err
	}
	if w == nil || w.For != execute.ForActivation {
		return fmt.Errorf("the migration should wait for its activation; it waits for %s: %w", said(w), registry.ErrConflict)
	}
	return nil
}

// whole carries the plan out to its end.
func (d *driver) whole(ctx context.Context) error {
	if err := d.until(ctx); err != nil {
		return err
	}
	w, err := d.do(ctx, "activate", func(m *execute.Migration) (*execute.Waiting, error) { return m.Activate(ctx) })
	if err != nil {
		return err
	}
	if w != nil && w.For == execute.ForDrain {
		if d.draining != nil {
			if err := d.draining(ctx, d); err != nil {
				return err
			}
		}
		w, err = d.do(ctx, "drain", func(m *execute.Migration) (*execute.Waiting, error) { return m.Drain(ctx) })
		if err != nil {
			return err
		}
	}
	if w != nil {
		return fmt.Errorf("the migration should be done; it waits for %s: %w", said(w), registry.ErrConflict)
	}
	return nil
}

// back reverts.
func (d *driver) back(ctx context.Context, acceptLosses bool) error {
	w, err := d.do(ctx, "revert", func(m *execute.Migration) (*execute.Waiting, error) { return m.Revert(ctx, acceptLosses) })
	if err == nil && w != nil {
		err = fmt.Errorf("the revert should be done; it waits for %s: %w", said(w), registry.ErrConflict)
	}
	return err
}

// abort aborts.
func (d *driver) abort(ctx context.Context) error {
	w, err := d.do(ctx, "abort", func(m *execute.Migration) (*execute.Waiting, error) { return m.Abort(ctx) })
	if err == nil && w != nil {
		err = fmt.Errorf("the abort should be done; it waits for %s: %w", said(w), registry.ErrConflict)
	}
	return err
}

// said is what is waited for.
func said(w *execute.Waiting) string {
	if w == nil {
		return "nothing"
	}
	return string(w.For) + " (" + w.Text + ")"
}

// root is an account's storage root at the fork's last block.
func (d *driver) root(ctx context.Context, account common.Address) (common.Hash, uint64, error) {
	at, err := d.f.Finalized(ctx)
	if err != nil {
		return common.Hash{}, 0, err
	}
	root, err := rootAt(ctx, d.f.Client, account, at.Number)
	return root, at.Number, err
}
