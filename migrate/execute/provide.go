package execute

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/registry"
)

// A Call is one that the owner of the contract makes.
type Call struct {
	To   common.Address `json:"to"`
	Data hexutil.Bytes  `json:"data"`
}

// The OwnerCalls of a migration are all that its owner ever does, known before
// anything happens, so that an owner who is a contract can be given them for
// approval.
type OwnerCalls struct {
	// Freeze makes source and target obey the ledger. A plan that changes no slot
	// freezes nothing.
	Freeze []Call
	// Activate switches.
	Activate []Call
	// Abort ends it before that; what was written is then taken back by anyone.
	Abort []Call
	// Revert begins the way back: it freezes for the reverse migration, which
	// anyone activates once every attester has read back.
	Revert []Call
}

// Provide deploys everything that the migration and its revert need, and
// nothing else: afterwards [Migration.OwnerCalls] says what the owner does. It
// may be interrupted and taken again.
func (m *Migration) Provide(ctx context.Context) error {
	if err := m.settle(ctx); err != nil {
		return err
	}
	if !m.j.rec.Planned {
		if err := m.preflight(ctx); err != nil {
			return err
		}
	}
	if err := m.deployed(ctx); err != nil {
		return err
	}
	if !ledgered(m.plan) {
		return nil
	}
	if m.back == nil {
		plan, cfg, ends, err := m.reversed()
		if err != nil {
			return err
		}
		back, err := begin(ctx, cfg, plan, ends)
		if err != nil {
			return err
		}
		back.parent, m.back = m, back
	}
	if err := m.back.settle(ctx); err != nil {
		return err
	}
	return m.back.deployed(ctx)
}

// deployed deploys what is missing.
func (m *Migration) deployed(ctx context.Context) error {
	for range attempts {
		if ok, err := m.isDeployed(ctx); err != nil || ok {
			return err
		}
		if err := m.take(ctx, &step{name: "deploy contracts", do: m.deploy}); err != nil {
			return err
		}
	}
	return fmt.Errorf("deploying contracts has no effect: %w", registry.ErrConflict)
}

// JoinProvided takes part in the revert that was provided for at an address,
// long before there is one, after the same checks as [Join].
func (m *Migration) JoinProvided(ctx context.Context, at common.Address) error {
	if m.back != nil {
		if got := m.back.j.rec.Ledger; got != at {
			return fmt.Errorf("the revert was provided for at %s, not at %s: %w", got, at, registry.ErrConflict)
		}
		return nil
	}
	plan, cfg, ends, err := m.reversed()
	if err != nil {
		return err
	}
	back, err := joinAt(ctx, cfg, plan, at, ends, m)
	if err == nil {
		m.back = back
	}
	return err
}

// Is makes sure that the migration is the one of a plan. A folder may have been
// made for another.
func (m *Migration) Is(plan *contract.Plan) error {
	if got, want := m.plan.Digest(), plan.Digest(); got != want {
		return fmt.Errorf("%s has the migration of plan %s, not that of %s: %w", m.cfg.Dir, got, want, registry.ErrConflict)
	}
	return nil
}

// Ledgers are the addresses of the contracts Migration, there and back; zero
// when there are none.
func (m *Migration) Ledgers() (there, back common.Address) {
	if m.back != nil {
		back = m.back.j.rec.Ledger
	}
	return m.j.rec.Ledger, back
}

// OwnerCalls works out from what is deployed what the owner does. Every member
// comes to the same. standIns are those of source and target, there and back: a
// member who joined does not know them otherwise, and they are checked.
func (m *Migration) OwnerCalls(ctx context.Context, standIns StandIns) (*OwnerCalls, error) {
	if !ledgered(m.plan) {
		return m.plainCalls(ctx)
	}
	switch {
	case m.back == nil:
		return nil, fmt.Errorf("no revert was provided for: %w", registry.ErrNotFound)
	case m.j.rec.Unattended:
		return nil, fmt.Errorf("migration %s can be activated by anyone, not only by its owner: %w", m.j.rec.Ledger, registry.ErrRefused)
	case !m.back.j.rec.Unattended:
		return nil, fmt.Errorf("the way back %s could not be ended by those who carry it: %w", m.back.j.rec.Ledger, registry.ErrRefused)
	}
	l, err := m.ledger()
	if err != nil {
		return nil, err
	}
	if err := m.adopt(ctx, standIns.Source, standIns.Target); err != nil {
		return nil, err
	}
	if err := m.back.adopt(ctx, standIns.BackSource, standIns.BackTarget); err != nil {
		return nil, err
	}
	activate, err := l.abi.Pack("activate")
	if err != nil {
		return nil, err
	}
	abort, err := l.abi.Pack("abort")
	if err != nil {
		return nil, err
	}
	out := &OwnerCalls{Activate: []Call{{l.at, activate}}, Abort: []Call{{l.at, abort}}}
	r, b := &m.j.rec, &m.back.j.rec
	if out.Freeze, err = m.freezes(ctx, r, m.cfg.Input.From, false); err != nil {
		return nil, err
	}
	out.Revert, err = m.freezes(ctx, b, m.cfg.Input.To, true)
	return out, err
}

// plainCalls are those of a plan that changes no slot: one upgrade each way.
func (m *Migration) plainCalls(ctx context.Context) (*OwnerCalls, error) {
	c, err := m.upgradeCall(ctx)
	if err != nil {
		return nil, err
	}
	r := &m.j.rec
	back, err := m.upgradeOf(ctx, r.Source, r.SourceAdmin, m.plan.From.Implementation, m.cfg.Input.To)
	return &OwnerCalls{Activate: []Call{{c.to, c.data}}, Revert: []Call{back}}, err
}

// StandIns are the contracts that accounts run while they are frozen.
type StandIns struct {
	Source     common.Address `json:"source"`
	Target     common.Address `json:"target"`
	BackSource common.Address `json:"backSource"`
	BackTarget common.Address `json:"backTarget"`
}

// StandIns are those that this member deployed or knows.
func (m *Migration) StandIns() StandIns {
	s := StandIns{Source: m.j.rec.SourceStandIn, Target: m.j.rec.TargetStandIn}
	if m.back != nil {
		s.BackSource, s.BackTarget = m.back.j.rec.SourceStandIn, m.back.j.rec.TargetStandIn
	}
	return s
}

// adopt checks stand-ins and notes them.
func (m *Migration) adopt(ctx context.Context, source, target common.Address) error {
	r := m.j.rec
	if r.SourceStandIn == source && r.TargetStandIn == target {
		return nil
	}
	if r.SourceStandIn != (common.Address{}) {
		return fmt.Errorf("the stand-ins of migration %s are %s and %s, not %s and %s: %w",
			r.Ledger, r.SourceStandIn, r.TargetStandIn, source, target, registry.ErrConflict)
	}
	if r.Source == r.Target && source != target {
		return fmt.Errorf("in place there is one stand-in, not %s and %s: %w", source, target, registry.ErrConflict)
	}
	if err := m.checkStandIn(ctx, &r, source, m.plan.From.Implementation); err != nil {
		return err
	}
	if err := m.checkStandIn(ctx, &r, target, m.targetReader(&r)); err != nil {
		return err
	}
	return m.j.save(func(r *record) { r.SourceStandIn, r.TargetStandIn = source, target })
}

// freezes are the calls that make accounts obey a ledger. Back means that the
// source runs the new implementation by then, and the target, when it is another
// account, the stand-in of the way there.
func (m *Migration) freezes(ctx context.Context, r *record, runs *artifact.Artifact, back bool) ([]Call, error) {
	c, err := m.upgradeOf(ctx, r.Source, r.SourceAdmin, r.SourceStandIn, runs)
	if err != nil {
		return nil, err
	}
	out := []Call{c}
	if r.Target == r.Source || r.OwnTarget {
		return out, nil // a new target obeys from its first block on
	}
	if back {
		runs = nil
	}
	c, err = m.upgradeOf(ctx, r.Target, r.TargetAdmin, r.TargetStandIn, runs)
	return append(out, c), err
}

// upgradeOf is the call that upgrades a proxy without another call. Which one an
// administrator has is tried; without one it depends on what the proxy will run,
// which has upgradeToAndCall, or upgradeTo in older code, whose upgradeToAndCall
// calls even without data. Nil runs is a stand-in.
func (m *Migration) upgradeOf(ctx context.Context, proxy, admin, to common.Address, runs *artifact.Artifact) (Call, error) {
	if admin != (common.Address{}) && admin != m.plan.Owner {
		c, err := upgradeCall(ctx, m.look.Client, m.plan.Owner, proxy, admin, to, nil)
		return Call{c.to, c.data}, err
	}
	all := upgradeCalls(proxy, admin, m.plan.Owner, to, nil)
	c := all[1]
	if runs != nil {
		parsed, err := abiOf(runs)
		if err != nil {
			return Call{}, err
		}
		if _, has := parsed.Methods["upgradeTo"]; has {
			c = all[0]
		}
	}
	return Call{c.to, c.data}, nil
}
