package execute_test

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/registry"
)

// boxRig is a chain with a contract that stands alone and freezes itself.
func boxRig(t *testing.T, to string, n int) *rig {
	r := emptyRig(t)
	r.s = migratetest.DeployBox(t, r.c, to, n)
	return r
}

// sameBox asks a box for everything.
func (r *rig) sameBox(at common.Address, n int) {
	r.t.Helper()
	for i, h := range r.s.Holders {
		want := int64(i)
		if i == 0 {
			want = 77
		}
		if got, err := r.ask(at, pack(r.t, r.s.To, "balanceOf", h)); err != nil || got.Int64() != want {
			r.t.Fatalf("balance %d is %v: %v", i, got, err)
		}
	}
	if got, err := r.ask(at, pack(r.t, r.s.To, "total")); err != nil || got.Int64() != int64(n*(n+1)/2+77) {
		r.t.Errorf("the total is %v: %v", got, err)
	}
	if got := r.balance(at); got.Cmp(big.NewInt(3e18)) != 0 {
		r.t.Errorf("it holds %s wei", got)
	}
}

func TestMovableSteppedAndBack(t *testing.T) {
	for _, to := range []string{"BoxEager", "BoxV2"} {
		t.Run(to, func(t *testing.T) {
			r := boxRig(t, to, 40)
			before := r.root(r.s.Address)
			p, in := r.plan("", func(m *contract.MapFile) {
				if to == "BoxV2" {
					m.InitCall = &contract.Call{Function: "initialize", Args: []string{"2"}}
					m.Events = []contract.Event{{Event: "Put", For: "_balanceOf[]", Args: []string{"key 0", "value"}}}
				}
			})
			if p.Way != contract.SteppedWay || !p.Movable || p.Owner != address(r.s.Owner) {
				t.Fatalf("way %s, movable %v, owner %s", p.Way, p.Movable, p.Owner)
			}
			m := r.start(r.config(in), p)
			r.run(m)
			v := r.view(m)
			r.sameBox(v.Target, 40)
			rep, err := m.Verify(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if to == "BoxV2" {
				if rep.Events != 41 {
					t.Errorf("%d events", rep.Events)
				}
				if got, err := r.ask(v.Target, pack(t, r.s.To, "version")); err != nil || got.Int64() != 2 {
					t.Errorf("version %v: %v", got, err)
				}
				// It serves, and the old one does not.
				user := key(t)
				if got := r.send(user, &v.Target, pack(t, r.s.To, "put", big.NewInt(5))); got.Status != 1 {
					t.Error("the new contract refuses writers")
				}
				if got := r.send(user, &r.s.Address, pack(t, r.s.From, "put", big.NewInt(5))); got.Status != 0 {
					t.Error("the old contract takes writers")
				}
				if got := r.send(user, &v.Target, pack(t, r.s.To, "put", new(big.Int))); got.Status != 1 {
					t.Error("the new contract refuses writers")
				}
				if w, err := m.Revert(t.Context(), true); w != nil || err != nil {
					t.Fatal(w, err)
				}
				if got, err := r.ask(r.s.Address, pack(t, r.s.From, "balanceOf", address(user))); err != nil || got.Int64() != 5 {
					t.Errorf("what was put into the new contract is %v: %v", got, err)
				}
				return
			}
			if w, err := m.Revert(t.Context(), false); w != nil || err != nil {
				t.Fatal(w, err)
			}
			if after := r.root(r.s.Address); after != before {
				t.Errorf("the storage root is %s after the revert, and was %s", after, before)
			}
			r.sameBox(r.s.Address, 40)
		})
	}
}

// TestMovableDeferred uses a box while balances are on their way, then drains it.
func TestMovableDeferred(t *testing.T) {
	r := boxRig(t, "BoxV2", 40)
	before := r.root(r.s.Address)
	p, in := r.plan(contract.Deferred)
	m := r.start(r.config(in), p)
	waitsFor(t, m, execute.ForDrain)
	v := r.view(m)
	user := migratetest.Key(4) // who has 77
	put := pack(t, r.s.To, "put", new(big.Int))
	if got := r.send(user, &v.Target, put); got.Status != 0 {
		t.Fatal("a call touched what is not settled")
	}
	if n, err := m.Settle(t.Context(), address(user), put); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if got := r.send(user, &v.Target, put); got.Status != 1 {
		t.Fatal("a call that touches settled entries fails")
	}
	nobody := pack(t, r.s.To, "balanceOf", common.Address{1})
	if n, err := m.Settle(t.Context(), common.Address{}, nobody); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if rep, err := m.Verify(t.Context()); err != nil {
		t.Fatal(rep, err)
	}
	if w, err := m.Drain(t.Context()); w != nil || err != nil {
		t.Fatal(w, err)
	}
	r.sameBox(v.Target, 40)
	if rep, err := m.Verify(t.Context()); err != nil {
		t.Fatal(rep, err)
	}
	if w, err := m.Revert(t.Context(), false); w != nil || err != nil {
		t.Fatal(w, err)
	}
	if after := r.root(r.s.Address); after != before {
		t.Errorf("the storage root is %s after the revert, and was %s", after, before)
	}
}

// TestMovableAborted lets the source open again, and be moved another time.
func TestMovableAborted(t *testing.T) {
	r := boxRig(t, "BoxEager", 10)
	before := r.root(r.s.Address)
	p, in := r.plan(contract.SteppedWay)
	cfg := r.config(in)
	cfg.Activate = false
	m := r.start(cfg, p)
	waitsFor(t, m, execute.ForActivation)
	if _, err := contract.New(t.Context(), in); !errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), "obeys") {
		t.Errorf("a plan for a frozen box: %v", err)
	}
	if w, err := m.Abort(t.Context()); w != nil || err != nil {
		t.Fatal(w, err)
	}
	if after := r.root(r.s.Address); after != before {
		t.Errorf("the storage root is %s after the abort, and was %s", after, before)
	}
	p, in = r.plan(contract.SteppedWay)
	again := r.start(r.config(in), p)
	r.run(again)
	r.sameBox(r.view(again).Target, 10)
}

// TestMovableCrashes crashes at every point of every way of a box.
func TestMovableCrashes(t *testing.T) {
	for _, j := range []struct {
		way   contract.Way
		goes  []string
		short bool
	}{
		{contract.SteppedWay, []string{"run", "revert"}, false},
		{contract.SteppedWay, []string{"load", "abort"}, false},
		{contract.Deferred, []string{"run", "drain", "revert"}, true},
	} {
		if !slow() && !j.short {
			continue
		}
		t.Run(fmt.Sprint(j.way, j.goes), func(t *testing.T) {
			r := boxRig(t, "BoxV2", 10)
			before := r.root(r.s.Address)
			p, in := r.plan(j.way)
			m := r.crashing(p, in, j.goes)
			defer m.Close()
			if after := r.root(r.s.Address); after != before {
				t.Errorf("the storage root is %s, and was %s", after, before)
			}
			if got := r.balance(r.s.Address); got.Cmp(big.NewInt(3e18)) != 0 {
				t.Errorf("it holds %s wei", got)
			}
		})
	}
}

// TestMovableThawed: an owner opens the frozen source, lets it change, and
// freezes it again.
func TestMovableThawed(t *testing.T) {
	r := boxRig(t, "BoxEager", 10)
	p, in := r.plan(contract.SteppedWay)
	cfg := r.config(in)
	cfg.Activate = false
	m := r.start(cfg, p)
	waitsFor(t, m, execute.ForActivation)
	freeze := func(by common.Address) {
		if got := r.send(r.s.Owner, &r.s.Address, pack(t, r.s.From, "novationFreeze", by)); got.Status != 1 {
			t.Fatal("freezing fails")
		}
	}
	freeze(common.Address{})
	if _, err := m.Activate(t.Context()); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("a thawed source: %v", err)
	}
	if got := r.send(key(t), &r.s.Address, pack(t, r.s.From, "put", big.NewInt(5))); got.Status != 1 {
		t.Fatal("putting fails")
	}
	freeze(r.view(m).Ledger)
	if _, err := m.Activate(t.Context()); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("a source that changed: %v", err)
	}
}

// TestMovablePlans are refused, with the reason.
func TestMovablePlans(t *testing.T) {
	r := boxRig(t, "BoxEager", 3)
	for name, test := range map[string]struct {
		change func(*contract.Input)
		want   error
		text   string
	}{
		"in place": {func(in *contract.Input) { in.Map.Way = contract.InPlace }, registry.ErrInvalid, "runs its own code"},
		"deferred, and does not look": {
			func(in *contract.Input) { in.Map.Way = contract.Deferred }, registry.ErrInvalid, "does not look before it touches",
		},
		"touch": {
			func(in *contract.Input) { in.Map.Touch = map[string][]string{"total()": {}} }, registry.ErrInvalid, "leave it out",
		},
		"no arguments": {func(in *contract.Input) { in.Map.Constructor = nil }, registry.ErrInvalid, "address migration"},
		"wrong argument": {
			func(in *contract.Input) { in.Map.Constructor = []string{"somebody"} }, registry.ErrInvalid, "is no address",
		},
		"a target that cannot be frozen": {
			func(in *contract.Input) { in.To = migratetest.Artifact("plain", "Ledger") }, registry.ErrRefused, "derive it from Movable",
		},
	} {
		t.Run(name, func(t *testing.T) {
			in := r.input(r.s)
			test.change(&in)
			if _, err := contract.New(t.Context(), in); !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.text) {
				t.Errorf("%v", err)
			}
		})
	}
}
