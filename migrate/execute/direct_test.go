package execute_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
)

// TestInitCall has an init call that writes slots which no plan knows of.
func TestInitCall(t *testing.T) {
	for _, way := range []contract.Way{contract.InPlace, contract.SteppedWay} {
		t.Run(string(way), func(t *testing.T) {
			r := ledgerRig(t, 10, 5)
			before := r.root(r.s.Address)
			r.s.To = r.s.From // compatible, of course
			p, in := r.plan(way, func(m *contract.MapFile) {
				m.InitCall = &contract.Call{Function: "fill", Args: []string{"1000", "1"}}
			})
			if p.Rewrite != (way != contract.InPlace) {
				t.Fatalf("rewrite is %v", p.Rewrite)
			}
			cfg := r.config(in)
			m := r.start(cfg, p)
			r.run(m)
			if _, err := os.Stat(filepath.Join(cfg.Dir, "state", "switched")); err != nil {
				t.Errorf("what was there at the switch is not kept: %v", err)
			}
			rep, err := m.Verify(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(rep.Initialised) != 2 || len(rep.Differences) != 0 { // the balance and the total
				t.Errorf("report: %+v", rep)
			}
			if p, err := m.PreviewRevert(t.Context()); err != nil || p.Tainted != 0 {
				t.Errorf("what the init call wrote is no taint: %+v, %v", p, err)
			}
			if v := r.view(m); v.Phase != "done" || v.Gas == 0 {
				t.Errorf("view: %+v", v)
			}
			if way == contract.InPlace && r.view(m).Ledger != (execute.View{}).Ledger {
				t.Error("a plain upgrade has a ledger")
			}
			if w, err := m.Revert(t.Context(), false); w != nil || err != nil {
				t.Fatal(w, err)
			}
			if is := r.implementation(r.s.Address); is != r.s.Implementation {
				t.Errorf("it runs %s after the revert", is)
			}
			if after := r.root(r.s.Address); after == before {
				t.Error("what the init call wrote is gone, although nobody said so")
			}
		})
	}
}

// TestPlainUpgradeIsDroppedOrTooLate aborts a plain upgrade before and after.
func TestPlainUpgradeIsDroppedOrTooLate(t *testing.T) {
	r := ledgerRig(t, 10, 5)
	r.s.To = r.s.From
	p, in := r.plan(contract.InPlace)
	cfg := r.config(in)
	cfg.Activate = false
	m := r.start(cfg, p)
	waitsFor(t, m, execute.ForActivation)
	if w, err := m.Abort(t.Context()); w != nil || err != nil {
		t.Fatal(w, err)
	}
	if w, err := m.Run(t.Context()); w != nil || err != nil || r.view(m).Phase != "aborted" {
		t.Error("it goes on", w, err)
	}
	m = r.start(r.config(in), p)
	r.run(m)
	if _, err := m.Abort(t.Context()); err == nil {
		t.Error("an upgrade that is done was aborted")
	}
}
