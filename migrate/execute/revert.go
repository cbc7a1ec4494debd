package execute

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/registry"
)

// maxLosses bounds what a preview lists.
const maxLosses = 1_000

// PreviewRevert says what a revert would carry back, what it would lose, and what
// the new contract changed since the switch. It changes nothing.
func (m *Migration) PreviewRevert(ctx context.Context) (*Preview, error) {
	return m.preview(ctx, true)
}

// preview finds out what would be lost, and when asked what would be written.
func (m *Migration) preview(ctx context.Context, count bool) (*Preview, error) {
	back, err := m.reverse(ctx)
	if err != nil {
		return nil, err
	}
	defer back.forget()
	f, err := m.look.Finalized(ctx)
	if err != nil {
		return nil, err
	}
	in, done, err := back.input(ctx, f.Number)
	if err != nil {
		return nil, err
	}
	defer done()
	p := &Preview{Block: f.Number, Losses: []Loss{}}
	if count && len(m.plan.Map.Events) > 0 && m.plan.Way != contract.InPlace {
		e, err := m.emitted(ctx, f.Number)
		if err != nil {
			return nil, err
		}
		p.Events = e.emitted
	}
	p.Carried, err = back.plan.Preview(ctx, in, func(r *remap.Refusal) bool {
		p.lose(Loss{r.Path, r.Reason})
		return true
	})
	if err == nil {
		err = back.previewSiblings(ctx, p)
	}
	if err != nil || !count {
		return p, err
	}
	lossy(back.plan, p.Lost)
	st, err := back.readAt(ctx, f.Number, back.path(scratchDir, "count"))
	if err != nil {
		return nil, err
	}
	defer closeState(st)
	if ledgered(back.plan) {
		if err := back.count(ctx, st, p); err != nil {
			return nil, err
		}
	}
	p.Tainted, p.Taint, err = back.taint(ctx, st)
	return p, err
}

// lose adds a loss.
func (p *Preview) lose(l Loss) {
	p.Lost++
	if len(p.Losses) < maxLosses {
		p.Losses = append(p.Losses, l)
	}
}

// lossy makes a plan back one that leaves behind what cannot be carried. Where
// the storage stays as it is, what is left behind must be cleared.
func lossy(plan *contract.Plan, lost uint64) {
	plan.Lossy, plan.Rewrite = true, plan.Rewrite || lost > 0
}

// count finds out how many entries a revert would write.
func (m *Migration) count(ctx context.Context, st *contract.State, p *Preview) (err error) {
	want, now := st.Eager, st.Source
	if m.j.rec.Target != m.j.rec.Source {
		if now, err = slotset.Open(m.parent.path(stateDir, sourceSet)); err != nil {
			return err
		}
		defer now.Close()
	}
	was, becomes, err := align(ctx, m.path(scratchDir), now, want)
	if err != nil {
		return err
	}
	defer was.Close()
	defer becomes.Close()
	for _, err := range entriesOf(ctx, was.ByHead(ctx), becomes.ByHead(ctx)) {
		if err != nil {
			return err
		}
		p.Entries++
	}
	p.Untouched = want.Len() - min(want.Len(), becomes.Len())
	return nil
}

// Revert goes back, by the reverse of the plan, as a migration of its own in the
// folder revert. It goes on with one that was begun. It refuses when something
// would be lost, unless acceptLosses; what is lost is then zero in the old
// contract. That losses are accepted is part of the plan back: all members must
// say the same.
func (m *Migration) Revert(ctx context.Context, acceptLosses bool) (*Waiting, error) {
	if err := m.settle(ctx); err != nil {
		return nil, err
	}
	if m.back == nil {
		if err := m.beginRevert(ctx, acceptLosses); err != nil {
			return nil, err
		}
	}
	return m.back.run(ctx, goal{activate: true})
}

func (m *Migration) beginRevert(ctx context.Context, acceptLosses bool) error {
	if err := m.reopenRevert(); !errors.Is(err, registry.ErrNotFound) {
		return err
	}
	plan, cfg, ends, err := m.planBack(ctx, acceptLosses)
	if err != nil {
		return err
	}
	back, err := begin(ctx, cfg, plan, ends)
	if err != nil {
		return err
	}
	back.parent, m.back = m, back
	return nil
}

// planBack is the plan back, when nothing would be lost or that is accepted.
func (m *Migration) planBack(ctx context.Context, acceptLosses bool) (*contract.Plan, Config, func(*record), error) {
	p, err := m.preview(ctx, false)
	if err != nil {
		return nil, Config{}, nil, err
	}
	if p.Lost > 0 && !acceptLosses {
		first := p.Losses[0]
		return nil, Config{}, nil, fmt.Errorf("a revert would lose %d values, the first is %s: %s; "+
			"look at the preview, and accept the losses or roll forward: %w", p.Lost, first.Path, first.Reason, registry.ErrRefused)
	}
	plan, cfg, ends, err := m.reversed()
	if err == nil && acceptLosses {
		lossy(plan, p.Lost)
	}
	return plan, cfg, ends, err
}

// reopenRevert goes on with a revert that was begun.
func (m *Migration) reopenRevert() error {
	if _, err := os.Stat(m.path(revertDir, planFile)); errors.Is(err, fs.ErrNotExist) {
		return registry.ErrNotFound
	}
	_, cfg, _, err := m.reversed()
	if err != nil {
		return err
	}
	back, err := open(cfg)
	if err != nil {
		return err
	}
	back.parent, m.back = m, back
	return nil
}

// reversed is the plan back, with who carries it out.
func (m *Migration) reversed() (*contract.Plan, Config, func(*record), error) {
	r := &m.j.rec
	plan, err := m.plan.Back()
	if err != nil {
		return nil, Config{}, nil, err
	}
	plan.Address, plan.From.Implementation, plan.Admin = r.Target, r.Implementation, r.TargetAdmin
	plan.To.Implementation = m.plan.From.Implementation
	cfg := m.cfg
	cfg.Dir = filepath.Join(m.cfg.Dir, revertDir)
	cfg.Input.From, cfg.Input.To = m.cfg.Input.To, m.cfg.Input.From
	cfg.Input.Overlay, cfg.Input.Dir, cfg.Draining = nil, "", nil
	cfg.Attesters, cfg.Unattended, cfg.Activate = r.Attesters, true, true
	return plan, cfg, func(back *record) {
		back.Source, back.SourceAdmin = r.Target, r.TargetAdmin
		back.Target, back.TargetAdmin = r.Source, r.SourceAdmin
		back.Implementation = m.plan.From.Implementation
	}, nil
}

// activated reports whether the switch is on chain.
func (m *Migration) activated(ctx context.Context) (bool, error) {
	if !ledgered(m.plan) {
		return m.isUpgraded(ctx)
	}
	if !m.j.rec.Deployed {
		return false, nil
	}
	s, err := m.state(ctx)
	return s.phase == draining || s.phase == done, err
}

// reverse returns a migration back that is only looked at.
func (m *Migration) reverse(ctx context.Context) (*Migration, error) {
	if up, err := m.activated(ctx); err != nil || !up {
		return nil, firstError(err, fmt.Errorf("the migration is not activated, so there is nothing to revert; abort it: %w", registry.ErrRefused))
	}
	plan, cfg, ends, err := m.reversed()
	if err != nil {
		return nil, err
	}
	cfg.Dir = m.path("preview")
	if err := os.RemoveAll(cfg.Dir); err != nil {
		return nil, err
	}
	back, err := begin(ctx, cfg, plan, ends)
	if err != nil {
		return nil, err
	}
	back.parent = m
	return back, nil
}

// forget removes a migration that was only looked at.
func (m *Migration) forget() {
	_ = m.Close()
	_ = os.RemoveAll(m.cfg.Dir)
}

// feeding is the migration whose deferred entries are part of the source; nil
// when there is none.
func (m *Migration) feeding() *Migration {
	for _, before := range []*Migration{m.parent, m.cfg.Draining} {
		if before != nil && before.plan.Way == contract.Deferred {
			return before
		}
	}
	return nil
}

// gateBefore is the gate that a source has in front of it while it drains.
func (m *Migration) gateBefore(ctx context.Context) (common.Address, error) {
	before := m.feeding()
	if before == nil {
		return common.Address{}, nil
	}
	s, err := before.state(ctx)
	if err != nil || s.phase != draining {
		return common.Address{}, err
	}
	return before.j.rec.Gate, nil
}
