package execute

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute/outbox"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/registry"
)

// steps returns what is to be done, in order, for a goal.
func (m *Migration) steps(ctx context.Context, g goal) ([]step, error) {
	if m.j.rec.Dropped {
		return nil, nil
	}
	check := step{"check the plan", m.flag(func(r *record) bool { return r.Planned }), m.preflight}
	deploy := step{"deploy contracts", m.isDeployed, m.deploy}
	if !ledgered(m.plan) {
		return []step{check, deploy, {"upgrade", m.isUpgraded, m.upgrade(g)}, m.verifying()}, nil
	}
	there, err := m.isDeployed(ctx)
	if err != nil {
		return nil, err
	}
	if there {
		s, err := m.state(ctx)
		if err != nil {
			return nil, err
		}
		if g.abort || s.phase == aborting || s.phase == aborted {
			return m.abortSteps(), nil
		}
	}
	all := []step{
		check, deploy,
		{"freeze the source", m.isFrozen(false), m.freeze(false)},
		{"freeze the target", m.isFrozen(true), m.freeze(true)},
		{"find the frozen block", m.isMarked, m.mark},
		{"read and convert", m.isPrepared, m.prepare},
		{"attest", m.hasAttested, m.attest},
		{"agree", m.past(agreeing), m.agree},
		{"compare with the agreed", m.isAgreed, m.disagree},
		{"load", m.past(loading), m.load},
		{"confirm", m.hasConfirmed, m.confirm},
		{"await confirmations", m.past(loaded), m.awaitConfirmations},
		{"activate", m.past(confirmed), m.activate(g)},
		m.verifying(),
	}
	if m.plan.Way == contract.Deferred {
		all = append(all, step{"drain", m.isDrained, m.drain(g)})
		if len(m.plan.Map.Events) > 0 {
			all = append(all, step{"read events back", m.flag(func(r *record) bool { return r.Told }), m.checkDrained})
		}
		all = append(all, step{"retire", m.past(draining), m.retire})
	}
	return all, nil
}

// flag is a step's outcome that the journal knows.
func (m *Migration) flag(of func(*record) bool) func(context.Context) (bool, error) {
	return func(context.Context) (bool, error) { return of(&m.j.rec), nil }
}

// ledger is the contract of this migration.
func (m *Migration) ledger() (*ledger, error) { return newLedger(m.look, m.j.rec.Ledger) }

// state is what the ledger says now.
func (m *Migration) state(ctx context.Context) (state, error) {
	l, err := m.ledger()
	if err != nil {
		return state{}, err
	}
	return l.state(ctx)
}

// past reports whether the ledger is further than a phase.
func (m *Migration) past(p phase) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		s, err := m.state(ctx)
		return s.phase > p, err
	}
}

// isFrozen reports whether an account obeys the ledger, or did until it was
// activated.
func (m *Migration) isFrozen(target bool) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		account, standIn, _ := m.end(target)
		s, err := m.state(ctx)
		if err != nil || s.phase > agreeing && s.phase <= done {
			return true, err
		}
		if m.plan.Movable {
			by, open, err := m.look.obeys(ctx, account, nil)
			return by == m.j.rec.Ledger && !open, err
		}
		is, err := m.look.implementation(ctx, account, nil)
		if err != nil {
			return false, err
		}
		if standIn == (common.Address{}) { // this member joined
			mine, err := m.isMine(ctx, is)
			if err != nil || !mine {
				return false, err
			}
			return true, m.recognise(ctx, target, is)
		}
		return is == standIn, nil
	}
}

// isMine reports whether an implementation says that it obeys the ledger. That
// it is a stand-in is not known by that.
func (m *Migration) isMine(ctx context.Context, at common.Address) (bool, error) {
	l, err := m.getter(ctx, contracts.StandIn(), at, "novationMigration")
	if _, reverted := errors.AsType[*chain.RevertError](err); reverted || errors.Is(err, registry.ErrInvalid) {
		return false, nil
	}
	return l == m.j.rec.Ledger, err
}

// end is the source or the target, with its stand-in and who upgrades it.
func (m *Migration) end(target bool) (account, standIn, admin common.Address) {
	r := &m.j.rec
	if target {
		return r.Target, r.TargetStandIn, r.TargetAdmin
	}
	return r.Source, r.SourceStandIn, r.SourceAdmin
}

// freeze has the owner put the stand-in in.
func (m *Migration) freeze(target bool) func(context.Context) error {
	return func(ctx context.Context) error {
		account, standIn, admin := m.end(target)
		if m.plan.Movable {
			c, err := m.freezeCall(ctx, account)
			if err != nil {
				return err
			}
			return m.owner(ctx, c, m.isFrozen(target))
		}
		if standIn == (common.Address{}) {
			return &waits{Waiting{
				For: ForAuthority, Who: []common.Address{m.plan.Owner},
				Text: fmt.Sprintf("%s must let %s obey the migration %s; who started it knows the call", m.plan.Owner, account, m.j.rec.Ledger),
			}}
		}
		c, err := upgradeCall(ctx, m.look.Client, m.plan.Owner, account, admin, standIn, nil)
		if err != nil {
			return err
		}
		return m.owner(ctx, c, m.isFrozen(target))
	}
}

// isMarked reports whether the block of the freeze is known, and still part of
// the chain.
func (m *Migration) isMarked(ctx context.Context) (bool, error) {
	f := m.j.rec.Frozen
	if f == nil {
		return false, nil
	}
	b, err := m.look.BlockByNumber(ctx, f.Number)
	if err != nil {
		return false, err
	}
	if b.Hash == f.Hash {
		return true, nil
	}
	s, err := m.state(ctx)
	if err == nil && s.phase > agreeing {
		err = fmt.Errorf("block %d was %s and is %s now, after members agreed on what was in it: %w", f.Number, f.Hash, b.Hash, registry.ErrConflict)
	}
	return false, err
}

// mark finds the block from which on both accounts obey the ledger. All members
// find the same.
func (m *Migration) mark(ctx context.Context) error {
	r := &m.j.rec
	frozen, err := m.frozenIn(ctx, r.Source, r.SourceStandIn)
	if err != nil {
		return err
	}
	if r.Target != r.Source {
		other, err := m.frozenIn(ctx, r.Target, r.TargetStandIn)
		if err != nil {
			return err
		}
		if other.Number > frozen.Number {
			frozen = other
		}
	}
	m.closeTrees()
	return m.j.save(func(r *record) { r.Frozen, r.Content = &frozen, nil })
}

// frozenIn finds the block since which an account obeys the ledger.
func (m *Migration) frozenIn(ctx context.Context, account, standIn common.Address) (mark, error) {
	if m.plan.Movable {
		to := common.BytesToHash(m.j.rec.Ledger[:])
		return m.look.newest(ctx, account, [][]common.Hash{{topicFrozen}, {to}}, 0, "was frozen for "+m.j.rec.Ledger.Hex())
	}
	return m.look.upgradedTo(ctx, account, standIn, 0)
}

// initCall is the call with which the target becomes its new implementation.
func initCall(p *contract.Plan) ([]byte, error) {
	if p.Map.Init == "" {
		return nil, nil
	}
	b, err := hexutil.Decode(p.Map.Init)
	if err != nil {
		return nil, fmt.Errorf("the plan's init call %q is not hex: %v: %w", p.Map.Init, err, registry.ErrInvalid)
	}
	return b, nil
}

// window refuses an activation before its time, and after it.
func (m *Migration) window(ctx context.Context) error {
	if m.cfg.From.IsZero() && m.cfg.Until.IsZero() {
		return nil
	}
	b, err := m.look.Latest(ctx)
	if err != nil {
		return err
	}
	now := time.Unix(int64(b.Time), 0).UTC()
	switch {
	case now.Before(m.cfg.From):
		return &waits{Waiting{For: ForWindow, Text: fmt.Sprintf("the window opens at %s; the chain's clock says %s",
			m.cfg.From.UTC().Format(time.RFC3339), now.Format(time.RFC3339))}}
	case !m.cfg.Until.IsZero() && now.After(m.cfg.Until):
		return fmt.Errorf("the window closed at %s; abort, or agree on another: %w", m.cfg.Until.UTC().Format(time.RFC3339), registry.ErrTimeout)
	}
	return nil
}

// byCarrier sends a call to the ledger that anyone may make.
func (m *Migration) byCarrier(ctx context.Context, method string, args ...any) error {
	key, err := m.carrier()
	if err != nil {
		return err
	}
	l, err := m.ledger()
	if err != nil {
		return err
	}
	data, err := l.abi.Pack(method, args...)
	if err != nil {
		return err
	}
	return m.send(ctx, key, outbox.Call{Ref: m.j.rec.Step, To: &l.at, Data: data})
}

// mapping is what becomes of each variable by the plan.
func (m *Migration) mapping() (*remap.Mapping, error) {
	mapping, err := m.plan.Mapping(m.cfg.Input)
	if err == nil && m.plan.Lossy {
		mapping.Accept = func(*remap.Refusal) bool { return true }
	}
	return mapping, err
}
