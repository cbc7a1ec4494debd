package execute

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/registry"
)

// Join makes the folder for a migration that another member started, after a
// check that everything on chain is what the plan says: the code of all its
// contracts, how they are set up, and what created the ledger, for which the node
// must still have the state of that block. Nothing is sent.
func Join(ctx context.Context, cfg Config, plan *contract.Plan, at common.Address) (*Migration, error) {
	if !ledgered(plan) {
		return nil, fmt.Errorf("the plan changes no slot, so there is nothing to join; the owner upgrades the proxy: %w", registry.ErrInvalid)
	}
	ends, err := endsOf(ctx, cfg, plan)
	if err != nil {
		return nil, err
	}
	return joinAt(ctx, cfg, plan, at, ends, nil)
}

// JoinRevert takes part in a revert that another member started, as [Join] does.
// What is lost must be accepted by all alike, as for [Migration.Revert], which
// goes on with it.
func (m *Migration) JoinRevert(ctx context.Context, at common.Address, acceptLosses bool) error {
	var err error
	if m.back == nil {
		err = m.reopenRevert()
	}
	if !errors.Is(err, registry.ErrNotFound) {
		return firstError(err, fmt.Errorf("a revert was begun already; go on with that: %w", registry.ErrConflict))
	}
	plan, cfg, ends, err := m.planBack(ctx, acceptLosses)
	if err != nil {
		return err
	}
	if !ledgered(plan) {
		return fmt.Errorf("the way back changes no slot, so there is nothing to join; the owner upgrades the proxy: %w", registry.ErrInvalid)
	}
	back, err := joinAt(ctx, cfg, plan, at, ends, m)
	if err == nil {
		m.back = back
	}
	return err
}

func joinAt(ctx context.Context, cfg Config, plan *contract.Plan, at common.Address, ends func(*record), parent *Migration) (*Migration, error) {
	l, err := newLedger(looker{cfg.Input.Chain}, at)
	if err != nil {
		return nil, err
	}
	c, err := l.config(ctx)
	if err != nil {
		return nil, err
	}
	if len(cfg.Attesters) > 0 && !slices.Equal(sorted(cfg.Attesters), c.Attesters) {
		return nil, fmt.Errorf("migration %s is attested by %v, not by %v: %w", at, c.Attesters, sorted(cfg.Attesters), registry.ErrConflict)
	}
	cfg.Attesters, cfg.Unattended = c.Attesters, c.Unattended
	m, err := begin(ctx, cfg, plan, func(r *record) {
		ends(r)
		r.Ledger, r.Gate = at, c.Gate // what the plan does not say is the starter's choice
		if r.OwnTarget {
			r.Target = c.Target
		}
		if r.Implementation == (common.Address{}) {
			r.Implementation = c.TargetImplementation
		}
	})
	if err != nil {
		return nil, err
	}
	m.parent = parent
	if err := m.join(ctx); err != nil {
		m.forget()
		return nil, err
	}
	return m, nil
}

func sorted(all []common.Address) []common.Address {
	all = slices.Clone(all)
	slices.SortFunc(all, common.Address.Cmp)
	return slices.Compact(all)
}

// join checks what is on chain, and notes what it found.
func (m *Migration) join(ctx context.Context) error {
	if err := m.checkArtifacts(ctx); err != nil {
		return err
	}
	r := m.j.rec
	if r.Gate != (common.Address{}) && m.plan.Way != contract.Deferred {
		return fmt.Errorf("migration %s has a gate, and the plan defers nothing: %w", r.Ledger, registry.ErrConflict)
	}
	if err := m.checkDeployed(ctx, &r); err != nil {
		return err
	}
	if err := m.checkCreation(ctx, &r); err != nil {
		return err
	}
	var err error
	if r.OwnTarget {
		if r.TargetAdmin, err = m.look.admin(ctx, r.Target, nil); err != nil {
			return err
		}
		if err := m.checkTarget(ctx, &r); err != nil {
			return err
		}
	}
	r.Deployed = true
	return m.j.save(func(old *record) { *old = r })
}

// checkTarget makes sure that a new target is the proxy that the plan wants, and
// obeys the ledger from its first block on.
func (m *Migration) checkTarget(ctx context.Context, r *record) error {
	if m.plan.Movable {
		return m.matches(ctx, r.Target, m.cfg.Input.To)
	}
	if m.plan.Proxy == registry.UUPS {
		return m.matches(ctx, r.Target, contracts.ERC1967Proxy())
	}
	if err := m.matches(ctx, r.Target, contracts.TransparentProxy()); err != nil {
		return err
	}
	owner, err := m.look.owner(ctx, r.TargetAdmin)
	if err == nil && owner != m.plan.Owner {
		err = fmt.Errorf("the new proxy %s can be upgraded by %s, not by %s: %w", r.Target, owner, m.plan.Owner, registry.ErrConflict)
	}
	return err
}

// recognise takes over the address of a stand-in that a member who joined did
// not know, when what the account runs is one of this migration.
func (m *Migration) recognise(ctx context.Context, target bool, is common.Address) error {
	r := m.j.rec
	reader := m.plan.From.Implementation
	if target {
		reader = m.targetReader(&r)
	}
	if err := m.checkStandIn(ctx, &r, is, reader); err != nil {
		return err
	}
	return m.j.save(func(r *record) {
		if !target || r.Target == r.Source {
			r.SourceStandIn = is
		}
		if target || r.Target == r.Source {
			r.TargetStandIn = is
		}
	})
}
