package execute

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/execute/outbox"
	"github.com/novation-dev/novation/registry"
)

// attests reports whether this member attests in this migration.
func (m *Migration) attests() bool {
	me := m.me()
	return me != (common.Address{}) && slices.Contains(m.j.rec.Attesters, me)
}

// hasAttested reports whether this member has told the ledger what it worked out.
func (m *Migration) hasAttested(ctx context.Context) (bool, error) {
	s, err := m.state(ctx)
	if err != nil || s.phase > agreeing || !m.attests() {
		return true, err
	}
	l, err := m.ledger()
	if err != nil {
		return false, err
	}
	told, err := l.of(ctx, "attested", m.me())
	return told == m.j.rec.Content.digest(), err
}

// attest tells the ledger what this member worked out.
func (m *Migration) attest(ctx context.Context) error {
	return m.byAttester(ctx, "attest", m.j.rec.Content.encoded())
}

func (m *Migration) byAttester(ctx context.Context, method string, arg any) error {
	l, err := m.ledger()
	if err != nil {
		return err
	}
	data, err := l.abi.Pack(method, arg)
	if err != nil {
		return err
	}
	if m.cfg.AttestBy != nil {
		return m.cfg.AttestBy.Call(ctx, m, l.at, data)
	}
	return m.send(ctx, m.cfg.Attester, outbox.Call{Ref: m.j.rec.Step, To: &l.at, Data: data})
}

// agree waits for the other attesters, and fails when one has told something
// else.
func (m *Migration) agree(ctx context.Context) error {
	told, err := m.told(ctx, "attested")
	if err != nil {
		return err
	}
	mine := m.j.rec.Content.digest()
	var missing []common.Address
	var others []string
	for i, a := range m.j.rec.Attesters {
		switch told[i] {
		case mine:
		case common.Hash{}:
			missing = append(missing, a)
		default:
			others = append(others, fmt.Sprintf("%s attests %s", a, told[i]))
		}
	}
	if len(others) > 0 {
		return m.disagreement(strings.Join(others, ", "), mine)
	}
	return &waits{Waiting{For: ForAttesters, Who: missing, Text: fmt.Sprintf("%d of %d members have not attested yet", len(missing), len(told))}}
}

// disagreement is the error that says that members have read differently.
func (m *Migration) disagreement(others string, mine common.Hash) error {
	c := m.j.rec.Content
	return fmt.Errorf("members do not agree on what is moved: %s, this member %s (eager root %s of %d entries, deferred root %s of %d, "+
		"snapshot %s, result %s). Nothing is loaded. Compare the two contents field by field: another snapshot means another freeze block; "+
		"with the same snapshot compare the plans (%s) and the nodes, and the words in %s slot by slot: %w",
		others, mine, c.Eager, c.EagerCount, c.Deferred, c.DeferredCount, c.Snapshot, c.Result, m.plan.Digest(), m.path(stateDir), registry.ErrConflict)
}

// told returns what each attester has told.
func (m *Migration) told(ctx context.Context, method string) ([]common.Hash, error) {
	l, err := m.ledger()
	if err != nil {
		return nil, err
	}
	out := make([]common.Hash, len(m.j.rec.Attesters))
	for i, a := range m.j.rec.Attesters {
		if out[i], err = l.of(ctx, method, a); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// isAgreed reports whether what was agreed on is what this member worked out.
func (m *Migration) isAgreed(ctx context.Context) (bool, error) {
	l, err := m.ledger()
	if err != nil {
		return false, err
	}
	c, err := l.content(ctx)
	return c == *m.j.rec.Content, err
}

// disagree fails: others agreed on what this member did not find.
func (m *Migration) disagree(ctx context.Context) error {
	l, err := m.ledger()
	if err != nil {
		return err
	}
	c, err := l.content(ctx)
	if err != nil {
		return err
	}
	return m.disagreement(fmt.Sprintf("the ledger has %s", c.digest()), m.j.rec.Content.digest())
}

// hasConfirmed reports whether this member has read the target back.
func (m *Migration) hasConfirmed(ctx context.Context) (bool, error) {
	s, err := m.state(ctx)
	if err != nil || s.phase > loaded || !m.attests() {
		return true, err
	}
	l, err := m.ledger()
	if err != nil {
		return false, err
	}
	told, err := l.of(ctx, "confirmed", m.me())
	return told != common.Hash{}, err
}

// confirm reads the target back and tells the ledger that it is right.
func (m *Migration) confirm(ctx context.Context) error {
	report, err := m.verifyLoaded(ctx)
	if err != nil {
		return Differs(err)
	}
	if err := m.point("read back"); err != nil {
		return err
	}
	return m.byAttester(ctx, "confirm", [32]byte(report.Digest()))
}

// awaitConfirmations says whose confirmation is missing.
func (m *Migration) awaitConfirmations(ctx context.Context) error {
	told, err := m.told(ctx, "confirmed")
	if err != nil {
		return err
	}
	var missing []common.Address
	for i, a := range m.j.rec.Attesters {
		if told[i] == (common.Hash{}) {
			missing = append(missing, a)
		}
	}
	return &waits{Waiting{
		For: ForConfirmations, Who: missing,
		Text: fmt.Sprintf("%d of %d members have not read the target back yet", len(missing), len(told)),
	}}
}
