package execute_test

import (
	"bytes"
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/registry"
)

var touchLedger = map[string][]string{
	"transfer(address,uint256)": {"balanceOf[caller]", "balanceOf[0]"},
	"balanceOf(address)":        {"balanceOf[0]"},
	"entries(uint256)":          {"entries[0]"},
	"total()":                   {},
}

func pack(t testing.TB, a *artifact.Artifact, method string, args ...any) []byte {
	t.Helper()
	parsed, err := abi.JSON(bytes.NewReader(a.ABI))
	if err != nil {
		t.Fatal(err)
	}
	data, err := parsed.Pack(method, args...)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// ask calls a getter that answers with a number.
func (r *rig) ask(at common.Address, data []byte) (*big.Int, error) {
	out, err := r.c.CallContract(r.t.Context(), ethereum.CallMsg{To: &at, Data: data}, nil)
	return new(big.Int).SetBytes(out[:min(32, len(out))]), err
}

// sameBalances asks a contract for all balances of the ledger.
func (r *rig) sameBalances(at common.Address, a *artifact.Artifact, n int) {
	r.t.Helper()
	for i := range n {
		got, err := r.ask(at, pack(r.t, a, "balanceOf", migratetest.LedgerAccount(i)))
		if err != nil || got.Int64() != int64(i)*3+1 {
			r.t.Fatalf("balance %d is %v: %v", i, got, err)
		}
	}
}

// startDraining moves a ledger and leaves it draining.
func startDraining(t *testing.T, r *rig) (*execute.Migration, *execute.View) {
	t.Helper()
	p, in := r.plan(contract.Deferred, func(m *contract.MapFile) { m.Touch = touchLedger })
	m := r.start(r.config(in), p)
	if _, err := m.Settle(t.Context(), common.Address{1}, nil); !errors.Is(err, registry.ErrStale) {
		t.Errorf("settling before anything is deployed: %v, want ErrStale", err)
	}
	waitsFor(t, m, execute.ForDrain)
	return m, r.view(m)
}

// TestTouches has a user who meets the gate, and a finisher after that.
func TestTouches(t *testing.T) {
	r := ledgerRig(t, 30, 10)
	m, v := startDraining(t, r)
	user, to := key(t), migratetest.LedgerAccount(7)
	data := pack(t, r.s.To, "transfer", to, new(big.Int))
	if got := r.send(user, &v.Target, data); got.Status != 0 {
		t.Fatal("a call touched what is not settled")
	}
	if _, err := r.ask(v.Target, pack(t, r.s.To, "owner")); err == nil {
		t.Error("a function that is not declared is let through")
	}
	if n, err := m.Settle(t.Context(), address(user), data); n != 2 || err != nil {
		t.Fatal(n, err)
	}
	if n, err := m.Settle(t.Context(), address(user), data); n != 0 || err != nil {
		t.Fatal("settled twice", n, err)
	}
	if got := r.send(user, &v.Target, data); got.Status != 1 {
		t.Fatal("a call that touches settled entries fails")
	}
	if w, err := m.Drain(t.Context()); w != nil || err != nil {
		t.Fatal(w, err)
	}
	r.sameBalances(v.Target, r.s.To, 30)
	if v := r.view(m); v.Phase != "done" {
		t.Errorf("view: %+v", v)
	}
}

// TestRevertWhileDraining reverts when some entries were touched and one was
// changed.
func TestRevertWhileDraining(t *testing.T) {
	r := ledgerRig(t, 30, 10)
	before := r.root(r.s.Address)
	m, v := startDraining(t, r)
	user := key(t)
	data := pack(t, r.s.To, "transfer", migratetest.LedgerAccount(7), new(big.Int))
	if n, err := m.Settle(t.Context(), address(user), data); n != 2 || err != nil {
		t.Fatal(n, err)
	}
	if got := r.send(user, &v.Target, data); got.Status != 1 {
		t.Fatal("the call fails")
	}
	if w, err := m.Revert(t.Context(), false); w != nil || err != nil {
		t.Fatal(w, err)
	}
	if after := r.root(r.s.Address); after != before {
		t.Errorf("the storage root is %s after the revert, and was %s", after, before)
	}
}

// TestNextUpgradeBeforeDrained upgrades again while entries of the first upgrade
// are not written.
func TestNextUpgradeBeforeDrained(t *testing.T) {
	for _, way := range []contract.Way{contract.InPlace, contract.SteppedWay, contract.Deferred} {
		t.Run(string(way), func(t *testing.T) {
			if !slow() && way != contract.InPlace {
				t.Skip("set SLOW=1 for this one")
			}
			r := ledgerRig(t, 30, 10)
			m, v := startDraining(t, r)
			user := key(t)
			data := pack(t, r.s.To, "transfer", migratetest.LedgerAccount(7), new(big.Int))
			if n, err := m.Settle(t.Context(), address(user), data); n != 2 || err != nil {
				t.Fatal(n, err)
			}
			at, err := r.c.Finalized(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			o, err := m.Logical(t.Context(), at.Number, t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			defer o.Close()
			if o.Len() != 29+3*10 {
				t.Errorf("%d slots are pending", o.Len())
			}
			p, in := r.next(way, v)
			cfg := r.config(in)
			cfg.Draining = m
			next := r.start(cfg, p)
			if w, err := next.Run(t.Context()); err != nil || w != nil && w.For != execute.ForDrain {
				t.Fatal(w, err)
			}
			if w, err := next.Drain(t.Context()); err != nil || w != nil {
				t.Fatal(w, err)
			}
			r.sameBalances(r.view(next).Target, r.s.From, 30)
			if w, err := m.Drain(t.Context()); err == nil {
				t.Error("the first migration goes on after it was taken over", w)
			}
		})
	}
}

// next is the plan that leads from the new ledger to the old one, as an upgrade
// of its own. It is made on a chain on which nothing drains any more, because a
// plan is not made for an account that runs a gate.
func (r *rig) next(way contract.Way, v *execute.View) (*contract.Plan, contract.Input) {
	r.t.Helper()
	other := ledgerRig(r.t, 30, 10)
	p, in := other.plan(contract.SteppedWay)
	m := other.start(other.config(in), p)
	other.run(m)
	drained := other.view(m)
	in.From, in.To, in.Address, in.Keys = r.s.To, r.s.From, drained.Target, r.s.Keys
	in.Map, in.Formerly = contract.MapFile{Way: way}, []common.Address{drained.Source}
	back, err := contract.New(r.t.Context(), in)
	if err != nil {
		r.t.Fatal(err)
	}
	back.Address, back.From.Implementation = v.Target, v.Implementation
	in.Chain, in.Address, in.Formerly = r.c, v.Target, nil
	return back, in
}
