package execute

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/migrate/execute/outbox"
	"github.com/novation-dev/novation/registry"
)

// A step is something that is done once. Whether it is, the chain says, and the
// journal where the chain cannot know.
type step struct {
	name string
	done func(ctx context.Context) (bool, error)
	do   func(ctx context.Context) error
}

// attempts bounds how often a step is taken that has no effect.
const attempts = 5

// errAgain means that a step had no effect, through no fault of its own.
var errAgain = errors.New("another transaction of the account came in between")

// Run goes on as far as possible. It returns nil when everything is done, and
// otherwise what is waited for. An error leaves everything as it is: when its
// reason is gone, Run goes on where it stopped.
func (m *Migration) Run(ctx context.Context) (*Waiting, error) {
	return m.run(ctx, goal{activate: m.cfg.Activate})
}

// A goal says what a run may do beside what is always right to do.
type goal struct{ activate, drain, abort bool }

func (m *Migration) run(ctx context.Context, g goal) (*Waiting, error) {
	w, err := m.through(ctx, g)
	m.mu.Lock()
	m.waiting = w
	m.mu.Unlock()
	return w, err
}

func (m *Migration) through(ctx context.Context, g goal) (*Waiting, error) {
	if err := m.settle(ctx); err != nil {
		return nil, err
	}
	tries := map[string]int{}
	for {
		steps, err := m.steps(ctx, g)
		if err != nil {
			return nil, err
		}
		s, err := undone(ctx, steps)
		if err != nil || s == nil {
			return nil, err
		}
		if m.j.rec.Paused {
			return &Waiting{For: ForResume, Text: "the migration is paused before: " + s.name}, nil
		}
		if tries[s.name]++; tries[s.name] > attempts {
			return nil, fmt.Errorf("%s has no effect, although it was tried %d times; does something else send from the same account? %w",
				s.name, attempts, registry.ErrConflict)
		}
		err = m.take(ctx, s)
		if w, waiting := errors.AsType[*waits](err); waiting {
			return &w.Waiting, nil
		}
		if err != nil && !errors.Is(err, errAgain) {
			return nil, fmt.Errorf("%s: %w", s.name, err)
		}
	}
}

// undone returns the first step that is not done, nil when all are.
func undone(ctx context.Context, steps []step) (*step, error) {
	for i := range steps {
		ok, err := steps[i].done(ctx)
		if err != nil {
			return nil, fmt.Errorf("looking whether %q is done: %w", steps[i].name, err)
		}
		if !ok {
			return &steps[i], nil
		}
	}
	return nil, nil
}

// take takes one step.
func (m *Migration) take(ctx context.Context, s *step) error {
	if m.j.rec.Step != s.name {
		if err := m.j.save(func(r *record) { r.Step = s.name }); err != nil {
			return err
		}
		m.cfg.Log.InfoContext(ctx, "migration step", "step", s.name)
	}
	if err := m.point("before " + s.name); err != nil {
		return err
	}
	if err := s.do(ctx); err != nil {
		return err
	}
	return m.point("after " + s.name)
}

func (m *Migration) point(name string) error {
	if m.cfg.Point == nil {
		return nil
	}
	return m.cfg.Point(name)
}

// settle gets what an earlier process sent to its end. Whether it was right is
// seen from its effect.
func (m *Migration) settle(ctx context.Context) error {
	for _, key := range m.keys() {
		all, err := m.box.Settle(ctx, key)
		if err != nil {
			return err
		}
		for _, o := range all {
			if o.Err != nil {
				m.cfg.Log.WarnContext(ctx, "a transaction of an earlier run failed", "what", o.Ref, "error", o.Err)
			}
		}
	}
	return nil
}

// Send implements [Sender] for authorities.
func (m *Migration) Send(ctx context.Context, key *ecdsa.PrivateKey, to common.Address, data []byte) error {
	return m.send(ctx, key, outbox.Call{Ref: m.j.rec.Step, To: &to, Data: data})
}

// send sends a transaction and waits until it is final.
func (m *Migration) send(ctx context.Context, key *ecdsa.PrivateKey, c outbox.Call) error {
	o, err := m.box.Send(ctx, key, c)
	switch {
	case err != nil:
		return err
	case o.Displaced:
		return errAgain
	case o.Err != nil:
		return fmt.Errorf("transaction %s: %w", o.Hash, o.Err)
	}
	return nil
}

// owner has the owner make a call, or waits for it.
func (m *Migration) owner(ctx context.Context, c ownerCall, done func(context.Context) (bool, error)) error {
	w := &waits{Waiting{
		For: ForAuthority, Who: []common.Address{m.plan.Owner}, To: &c.to, Data: c.data,
		Text: fmt.Sprintf("%s must call %s (%s)", m.plan.Owner, c.to, m.j.rec.Step),
	}}
	if m.cfg.Authority == nil || m.cfg.Authority.Address() != m.plan.Owner {
		return w
	}
	if err := m.cfg.Authority.Call(ctx, m, c.to, c.data); err != nil {
		return err
	}
	if ok, err := done(ctx); err != nil || !ok {
		return firstError(err, w)
	}
	return nil
}

// carrier returns the key that carries, or waits for somebody who has one.
func (m *Migration) carrier() (*ecdsa.PrivateKey, error) {
	if m.cfg.Carrier == nil {
		return nil, &waits{Waiting{For: ForCarrier, Text: "a member with a carrier's key must go on: " + m.j.rec.Step}}
	}
	return m.cfg.Carrier, nil
}

// me is this member's attesting account; zero when it attests nothing.
func (m *Migration) me() common.Address { return m.cfg.me() }

func (c *Config) me() common.Address {
	switch {
	case c.AttestBy != nil:
		return c.AttestBy.Address()
	case c.Attester != nil:
		return crypto.PubkeyToAddress(c.Attester.PublicKey)
	}
	return common.Address{}
}

// Pause makes Run stop before its next step, also in later processes, until
// Resume.
func (m *Migration) Pause() error { return m.j.save(func(r *record) { r.Paused = true }) }

// Resume ends a pause.
func (m *Migration) Resume() error { return m.j.save(func(r *record) { r.Paused = false }) }
