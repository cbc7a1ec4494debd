package execute_test

import (
	"crypto/ecdsa"
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/registry"
)

// member is the configuration of a member who only attests.
func (r *rig) member(in contract.Input, k *ecdsa.PrivateKey) execute.Config {
	cfg := r.config(in)
	cfg.Authority, cfg.Carrier, cfg.Attester, cfg.Activate = nil, nil, k, false
	return cfg
}

// waitsFor runs until it waits for something.
func waitsFor(t *testing.T, m *execute.Migration, want execute.Wait) *execute.Waiting {
	t.Helper()
	w, err := m.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if w == nil || w.For != want {
		t.Fatalf("it waits for %+v, not for %s", w, want)
	}
	return w
}

// TestThreeMembers has an owner who carries, and two others who attest. Nobody
// can go on without the others.
func TestThreeMembers(t *testing.T) {
	r := ledgerRig(t, 30, 10)
	p, in := r.plan(contract.SteppedWay)
	b, c := key(t), key(t)
	cfg := r.config(in)
	cfg.Attesters = []common.Address{address(b), address(c), address(r.attester)}
	cfg.Activate = false
	first := r.start(cfg, p)
	if w := waitsFor(t, first, execute.ForAttesters); len(w.Who) != 2 {
		t.Errorf("it waits for %v", w.Who)
	}
	ledger := r.view(first).Ledger
	var others []*execute.Migration
	for i, k := range []*ecdsa.PrivateKey{b, c} {
		m, err := execute.Join(t.Context(), r.member(in, k), p, ledger)
		if err != nil {
			t.Fatal(err)
		}
		defer m.Close()
		others = append(others, m)
		waitsFor(t, m, []execute.Wait{execute.ForAttesters, execute.ForCarrier}[i])
	}
	waitsFor(t, first, execute.ForConfirmations)
	waitsFor(t, others[0], execute.ForConfirmations)
	waitsFor(t, others[1], execute.ForActivation)
	waitsFor(t, first, execute.ForActivation)
	if w, err := first.Activate(t.Context()); w != nil || err != nil {
		t.Fatal(w, err)
	}
	for _, m := range others {
		r.run(m)
		if rep, err := m.Verify(t.Context()); err != nil {
			t.Error(rep, err)
		}
	}
}

// TestJoinBeforeTheFreeze joins when only the ledger is there.
func TestJoinBeforeTheFreeze(t *testing.T) {
	r := ledgerRig(t, 10, 5)
	p, in := r.plan(contract.InPlace)
	b := key(t)
	cfg := r.config(in)
	cfg.Attesters, cfg.Authority = []common.Address{address(b), address(r.attester)}, nil
	first := r.start(cfg, p)
	w := waitsFor(t, first, execute.ForAuthority)
	m, err := execute.Join(t.Context(), r.member(in, b), p, r.view(first).Ledger)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	waitsFor(t, m, execute.ForAuthority)
	r.send(r.s.Owner, w.To, w.Data) // the owner, by other means
	waitsFor(t, m, execute.ForAttesters)
	waitsFor(t, first, execute.ForConfirmations)
	waitsFor(t, m, execute.ForActivation)
}

// TestAnotherRoot has a member who attests what is not so.
func TestAnotherRoot(t *testing.T) {
	r := ledgerRig(t, 10, 5)
	p, in := r.plan(contract.InPlace)
	b := key(t)
	cfg := r.config(in)
	cfg.Attesters = []common.Address{address(b), address(r.attester)}
	m := r.start(cfg, p)
	waitsFor(t, m, execute.ForAttesters)
	r.attest(b, r.view(m).Ledger)
	_, err := m.Run(t.Context())
	if !errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), address(b).Hex()) {
		t.Errorf("another root gives %v", err)
	}
	if v := r.view(m); v.Phase != "agreeing" || v.Loaded != 0 {
		t.Errorf("something was loaded: %+v", v)
	}
	if w, err := m.Abort(t.Context()); w != nil || err != nil {
		t.Error(w, err)
	}
}

// TestJoinRefuses joins migrations that are not what the plan says.
func TestJoinRefuses(t *testing.T) {
	r := ledgerRig(t, 10, 5)
	p, in := r.plan(contract.SteppedWay)
	cfg := r.config(in)
	cfg.Authority = nil
	first := r.start(cfg, p)
	waitsFor(t, first, execute.ForAuthority)
	ledger := r.view(first).Ledger
	other := *p
	other.Why = "another plan"
	for name, c := range map[string]struct {
		plan *contract.Plan
		at   common.Address
		want string
	}{
		"another plan":    {&other, ledger, "plan differs"},
		"no contract":     {p, common.Address{1}, "no answer"},
		"another address": {p, r.s.Address, ""},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := r.member(in, key(t))
			m, err := execute.Join(t.Context(), cfg, c.plan, c.at)
			if err == nil {
				_ = m.Close()
				t.Fatal("it joined")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}
