package execute

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
)

// checkDeployed compares everything that is on chain for this migration with the
// artefacts of this program and with the plan. It takes nobody's word.
func (m *Migration) checkDeployed(ctx context.Context, r *record) error {
	if err := m.matches(ctx, r.Implementation, m.cfg.Input.To); err != nil {
		return err
	}
	if !ledgered(m.plan) {
		return nil
	}
	if err := m.matches(ctx, r.Ledger, contracts.Migration()); err != nil {
		return err
	}
	l, err := newLedger(m.look, r.Ledger)
	if err != nil {
		return err
	}
	got, err := l.config(ctx)
	if err != nil {
		return err
	}
	want, err := m.chainConfig(r)
	if err != nil {
		return err
	}
	if what := want.differs(got); what != "" {
		return fmt.Errorf("migration %s is not what the plan says: its %s differs; do not take part in it: %w", r.Ledger, what, registry.ErrConflict)
	}
	if m.plan.Movable {
		return nil
	}
	for _, e := range []struct{ standIn, reader common.Address }{
		{r.SourceStandIn, m.plan.From.Implementation}, {r.TargetStandIn, m.targetReader(r)},
	} {
		if e.standIn == (common.Address{}) {
			continue // not known to who joins before the freeze; looked at then
		}
		if err := m.checkStandIn(ctx, r, e.standIn, e.reader); err != nil {
			return err
		}
	}
	return m.checkGate(ctx, r)
}

// targetReader is what serves reads of the target while it is frozen.
func (m *Migration) targetReader(r *record) common.Address {
	switch {
	case r.Target == r.Source && !r.OwnTarget:
		return m.plan.From.Implementation
	case r.OwnTarget:
		return common.Address{}
	}
	return m.plan.To.Implementation
}

// differs names the first field in which two configurations differ.
func (c chainConfig) differs(o chainConfig) string {
	switch {
	case c.Plan != o.Plan:
		return "plan"
	case c.Authority != o.Authority:
		return "authority"
	case !slices.Equal(c.Attesters, o.Attesters):
		return "list of attesters"
	case c.Source != o.Source:
		return "source"
	case c.SourceImplementation != o.SourceImplementation:
		return "source's implementation"
	case c.Target != o.Target:
		return "target"
	case c.TargetImplementation != o.TargetImplementation:
		return "target's implementation"
	case !bytes.Equal(c.InitCall, o.InitCall):
		return "init call"
	case c.Gate != o.Gate:
		return "gate"
	case c.Unattended != o.Unattended:
		return "way to activate"
	}
	return ""
}

// checkStandIn makes sure that an account is a stand-in of this migration. With
// its code known, its own answers can be believed.
func (m *Migration) checkStandIn(ctx context.Context, r *record, at, reader common.Address) error {
	if err := m.matches(ctx, at, contracts.StandIn()); err != nil {
		return err
	}
	return m.answers(ctx, contracts.StandIn(), at, map[string]common.Address{"novationMigration": r.Ledger, "novationReader": reader})
}

// checkGate makes sure that the gate lets through what the plan says.
func (m *Migration) checkGate(ctx context.Context, r *record) error {
	if r.Gate == (common.Address{}) {
		return nil
	}
	a := contracts.Gate()
	if err := m.matches(ctx, r.Gate, a); err != nil {
		return err
	}
	want := map[string]common.Address{"novationMigration": r.Ledger, "novationImplementation": r.Implementation}
	if err := m.answers(ctx, a, r.Gate, want); err != nil {
		return err
	}
	rules, err := m.rules()
	if err != nil {
		return err
	}
	got, err := m.getter(ctx, a, r.Gate, "novationRules")
	if err != nil {
		return err
	}
	if b, ok := got.([]byte); !ok || !bytes.Equal(b, rules) {
		return fmt.Errorf("the gate %s has other rules than the plan: %w", r.Gate, registry.ErrConflict)
	}
	return nil
}

// answers compares what getters of a contract answer.
func (m *Migration) answers(ctx context.Context, a *artifact.Artifact, at common.Address, want map[string]common.Address) error {
	for method, w := range want {
		got, err := m.getter(ctx, a, at, method)
		if err != nil {
			return err
		}
		if got != w {
			return fmt.Errorf("%s of %s %s is %s, not %s: %w", method, a.Name, at, got, w, registry.ErrConflict)
		}
	}
	return nil
}

// getter calls a function without arguments at the last final block.
func (m *Migration) getter(ctx context.Context, a *artifact.Artifact, at common.Address, method string) (any, error) {
	parsed, err := abiOf(a)
	if err != nil {
		return nil, err
	}
	data, err := parsed.Pack(method)
	if err != nil {
		return nil, err
	}
	out, err := m.look.call(ctx, at, data, nil)
	if err != nil {
		return nil, err
	}
	v, err := parsed.Unpack(method, out)
	if err != nil {
		return nil, fmt.Errorf("%s of %s %s: %v: %w", method, a.Name, at, err, registry.ErrInvalid)
	}
	return v[0], nil
}

// proxyCode deploys the target, a proxy of the same kind as the source, frozen
// from its first block on. Its first call is a question that the stand-in
// answers: proxies refuse to be made without a call.
func (m *Migration) proxyCode(standIn common.Address) ([]byte, error) {
	ask, err := abiOf(contracts.StandIn())
	if err != nil {
		return nil, err
	}
	data, err := ask.Pack("novationMigration")
	if err != nil {
		return nil, err
	}
	if m.plan.Proxy == registry.UUPS {
		return creation(contracts.ERC1967Proxy(), standIn, data)
	}
	return creation(contracts.TransparentProxy(), standIn, m.plan.Owner, data)
}
