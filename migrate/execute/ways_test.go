package execute_test

import (
	"testing"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
)

func TestInPlaceAndBack(t *testing.T) {
	r := ledgerRig(t, 60, 20)
	before := r.root(r.s.Address)
	p, in := r.plan(contract.InPlace)
	if !p.Rewrite {
		t.Fatal("the plan rewrites nothing")
	}
	m := r.start(r.config(in), p)
	r.run(m)
	v := r.view(m)
	if v.Phase != "done" || v.Loaded != v.Eager || v.Eager == 0 {
		t.Errorf("view: %+v", v)
	}
	if rep, err := m.Verify(t.Context()); err != nil || len(rep.Differences) > 0 {
		t.Error(rep, err)
	}
	if after := r.root(r.s.Address); after == before {
		t.Error("nothing was changed")
	}
	if w, err := m.Revert(t.Context(), false); w != nil || err != nil {
		t.Fatal(w, err)
	}
	if after := r.root(r.s.Address); after != before {
		t.Errorf("the storage root is %s after the revert, and was %s", after, before)
	}
}

func TestSteppedCopyAndBack(t *testing.T) {
	r := ledgerRig(t, 60, 20)
	before := r.root(r.s.Address)
	p, in := r.plan(contract.SteppedWay)
	m := r.start(r.config(in), p)
	r.run(m)
	v := r.view(m)
	if v.Phase != "done" || v.Target == v.Source {
		t.Errorf("view: %+v", v)
	}
	if w, err := m.Revert(t.Context(), false); w != nil || err != nil {
		t.Fatal(w, err)
	}
	if after := r.root(r.s.Address); after != before {
		t.Errorf("the storage root is %s after the revert, and was %s", after, before)
	}
	if b := r.view(m).Revert; b == nil || b.Eager != 0 {
		t.Errorf("untouched entries were written again: %+v", b)
	}
}

func TestDeferredAndBack(t *testing.T) {
	r := ledgerRig(t, 60, 20)
	before := r.root(r.s.Address)
	p, in := r.plan(contract.Deferred, func(m *contract.MapFile) {
		m.Touch = map[string][]string{
			"transfer(address,uint256)": {"balanceOf[caller]", "balanceOf[0]"},
			"balanceOf(address)":        {"balanceOf[0]"},
			"total()":                   {},
		}
	})
	m := r.start(r.config(in), p)
	w, err := m.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if w == nil || w.For != execute.ForDrain {
		t.Fatalf("it waits for %+v", w)
	}
	preview, err := m.PreviewRevert(t.Context())
	if err != nil || preview.Entries != 0 || preview.Lost != 0 {
		t.Errorf("preview %+v: %v", preview, err)
	}
	if w, err := m.Revert(t.Context(), false); w != nil || err != nil {
		t.Fatal(w, err)
	}
	if after := r.root(r.s.Address); after != before {
		t.Errorf("the storage root is %s after the revert, and was %s", after, before)
	}
}

func TestDeferredDrains(t *testing.T) {
	r := ledgerRig(t, 60, 20)
	p, in := r.plan(contract.Deferred)
	m := r.start(r.config(in), p)
	if w, err := m.Run(t.Context()); err != nil || w == nil || w.For != execute.ForDrain {
		t.Fatal(w, err)
	}
	if w, err := m.Drain(t.Context()); w != nil || err != nil {
		t.Fatal(w, err)
	}
	if v := r.view(m); v.Phase != "done" || v.Drained != v.Deferred || v.Deferred != 80 {
		t.Errorf("view: %+v", v)
	}
}

func TestAbortRestores(t *testing.T) {
	for _, way := range []contract.Way{contract.InPlace, contract.SteppedWay, contract.Deferred} {
		t.Run(string(way), func(t *testing.T) {
			r := ledgerRig(t, 60, 20)
			before := r.root(r.s.Address)
			p, in := r.plan(way)
			cfg := r.config(in)
			cfg.Activate = false
			m := r.start(cfg, p)
			if w, err := m.Run(t.Context()); err != nil || w == nil || w.For != execute.ForActivation {
				t.Fatal(w, err)
			}
			if w, err := m.Abort(t.Context()); w != nil || err != nil {
				t.Fatal(w, err)
			}
			if after := r.root(r.s.Address); after != before {
				t.Errorf("the storage root is %s after the abort, and was %s", after, before)
			}
			if w, err := m.Run(t.Context()); w != nil || err != nil {
				t.Error("an aborted migration goes on", w, err)
			}
			if v := r.view(m); v.Phase != "aborted" {
				t.Errorf("view: %+v", v)
			}
		})
	}
}
