package execute

import (
	"context"
	"fmt"
	"os"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/registry"
)

// Activate switches when every attester has confirmed, and verifies.
func (m *Migration) Activate(ctx context.Context) (*Waiting, error) {
	return m.run(ctx, goal{activate: true})
}

// activate lets the target become its new implementation.
func (m *Migration) activate(g goal) func(context.Context) error {
	return func(ctx context.Context) error {
		l, err := m.ledger()
		if err != nil {
			return err
		}
		data, err := l.abi.Pack("activate")
		if err != nil {
			return err
		}
		if err := m.mayActivate(ctx, g, ownerCall{l.at, data}); err != nil {
			return err
		}
		f, err := m.look.Finalized(ctx)
		if err != nil {
			return err
		}
		if err := m.stillFrozen(ctx, f.Number); err != nil {
			return err
		}
		if m.j.rec.Unattended {
			return m.byCarrier(ctx, "activate")
		}
		return m.owner(ctx, ownerCall{l.at, data}, m.past(confirmed))
	}
}

// mayActivate waits unless the goal is to activate and the time is right.
func (m *Migration) mayActivate(ctx context.Context, g goal, c ownerCall) error {
	if !g.activate {
		return &waits{Waiting{
			For: ForActivation, Who: []common.Address{m.plan.Owner}, To: &c.to, Data: c.data,
			Text: "everything is ready; activate it",
		}}
	}
	return m.window(ctx)
}

// isUpgraded reports whether a plain upgrade is on chain.
func (m *Migration) isUpgraded(ctx context.Context) (bool, error) {
	if m.j.rec.Verified {
		return true, nil
	}
	is, err := m.runs(ctx, m.j.rec.Source, nil)
	return is == m.j.rec.Implementation, err
}

// upgrade is the whole of a migration that changes no slot.
func (m *Migration) upgrade(g goal) func(context.Context) error {
	return func(ctx context.Context) error {
		c, err := m.upgradeCall(ctx)
		if err != nil {
			return err
		}
		if err := m.mayActivate(ctx, g, c); err != nil {
			return err
		}
		return m.owner(ctx, c, m.isUpgraded)
	}
}

func (m *Migration) upgradeCall(ctx context.Context) (ownerCall, error) {
	init, err := initCall(m.plan)
	if err != nil {
		return ownerCall{}, err
	}
	r := &m.j.rec
	return upgradeCall(ctx, m.look.Client, m.plan.Owner, m.upgraded(), r.SourceAdmin, r.Implementation, init)
}

// next is what the target is right after the activation.
func (m *Migration) next() common.Address {
	r := &m.j.rec
	switch {
	case m.plan.Movable:
		return r.Target
	case m.deferring():
		return r.Gate
	}
	return r.Implementation
}

// verifying is the step that looks at the outcome.
func (m *Migration) verifying() step {
	return step{"verify", m.flag(func(r *record) bool { return r.Verified }), func(ctx context.Context) error {
		if err := m.verifySwitch(ctx); err != nil {
			return Differs(err)
		}
		if err := m.j.save(func(r *record) { r.Verified = true }); err != nil {
			return err
		}
		return os.RemoveAll(m.path(scratchDir))
	}}
}

// Abort ends a migration that was not activated: what was written is taken back
// and the source becomes what it was.
func (m *Migration) Abort(ctx context.Context) (*Waiting, error) {
	if err := m.settle(ctx); err != nil {
		return nil, err
	}
	switch {
	case m.j.rec.Dropped:
		return nil, nil
	case !ledgered(m.plan):
		if up, err := m.isUpgraded(ctx); err != nil || up {
			return nil, firstError(err, m.tooLate())
		}
		return nil, m.drop()
	case !m.j.rec.Deployed:
		return nil, m.drop()
	}
	s, err := m.state(ctx)
	if err != nil {
		return nil, err
	}
	if s.phase == draining || s.phase == done {
		return nil, m.tooLate()
	}
	return m.run(ctx, goal{abort: true})
}

func (m *Migration) drop() error {
	return m.j.save(func(r *record) { r.Dropped, r.Step = true, "aborted" })
}

func (m *Migration) tooLate() error {
	return fmt.Errorf("the migration is activated and cannot be aborted; revert it: %w", registry.ErrRefused)
}

// abortSteps lead from any phase before the activation to the state before.
func (m *Migration) abortSteps() []step {
	return []step{
		{"abort", m.past(done), func(ctx context.Context) error {
			l, err := m.ledger()
			if err != nil {
				return err
			}
			data, err := l.abi.Pack("abort")
			if err != nil {
				return err
			}
			return m.owner(ctx, ownerCall{l.at, data}, m.past(done))
		}},
		{"take entries back", m.isUnloaded, m.unload},
		{"restore the source", m.isRestored, func(ctx context.Context) error { return m.byCarrier(ctx, "restore") }},
	}
}

func (m *Migration) isUnloaded(ctx context.Context) (bool, error) {
	s, err := m.state(ctx)
	return s.phase > done && s.cursor == 0, err
}

// unload takes entries back, from the cursor to the first.
func (m *Migration) unload(ctx context.Context) error {
	if ok, err := m.isPrepared(ctx); err != nil || !ok {
		return firstError(err, fmt.Errorf("the data of this migration is lost, so nothing can be taken back from here; "+
			"let another member abort, or join anew and read again: %w", registry.ErrNotFound))
	}
	return m.haul(ctx, haul{
		tree: m.eager, method: "unload", down: true, total: m.eager.Len(),
		cursor: func(s state) uint64 { return s.cursor },
	})
}

// isRestored reports whether the source is what it was.
func (m *Migration) isRestored(ctx context.Context) (bool, error) {
	s, err := m.state(ctx)
	if err != nil || s.phase != aborted {
		return false, err
	}
	is, ours, err := m.obeyed(ctx, nil)
	return is != ours, err
}
