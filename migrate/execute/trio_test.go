package execute_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
)

// TestTrio moves OpenZeppelin's contracts from 4.9 to 5.x in every way, and back
// to exactly the slots they had.
func TestTrio(t *testing.T) {
	r := emptyRig(t)
	w := migratetest.Deploy(t, r.c)
	ways := []contract.Way{contract.InPlace, contract.SteppedWay, contract.Deferred}
	for i, s := range w.Trio() {
		for j, way := range ways {
			if !slow() && (i == len(ways) || len(ways)-1-i != j) {
				continue // one way for each of the three
			}
			t.Run(fmt.Sprintf("%s/%s", s.Name, way), func(t *testing.T) {
				r := &rig{t: t, c: r.c, s: s, attester: r.attester, carrier: r.carrier}
				before, held := r.root(s.Address), r.balance(s.Address)
				p, in := r.plan(way)
				m := r.start(r.config(in), p)
				wait, err := m.Run(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if wait != nil && (wait.For != execute.ForDrain || way != contract.Deferred) {
					t.Fatalf("it waits for %+v", wait)
				}
				rep, err := m.Verify(t.Context())
				if err != nil {
					t.Fatal(rep, err)
				}
				target := r.view(m).Target
				if got := r.balance(target); got.Cmp(held) != 0 || way != contract.InPlace && held.Sign() > 0 && rep.Ether != held.String() {
					t.Errorf("the new contract has %s wei, the old one had %s, and %q were handed over", got, held, rep.Ether)
				}
				if wait, err := m.Revert(t.Context(), false); wait != nil || err != nil {
					t.Fatal(wait, err)
				}
				if after := r.root(s.Address); after != before {
					t.Errorf("the storage root is %s after the revert, and was %s", after, before)
				}
				if got := r.balance(s.Address); got.Cmp(held) != 0 {
					t.Errorf("%s wei are back of %s", got, held)
				}
				v := r.view(m)
				t.Logf("%d eager and %d deferred entries, %d gas; back %d entries, %d gas", v.Eager, v.Deferred, v.Gas, v.Revert.Eager, v.Revert.Gas)
			})
		}
	}
	for _, way := range []contract.Way{contract.InPlace, contract.SteppedWay} {
		if slow() || way == contract.InPlace {
			t.Run("losses/"+string(way), func(t *testing.T) { losses(t, r, w.Trio()[0], way) })
		}
	}
	// The last one leaves a holder of whom events of the old contract do not tell.
	for _, way := range []contract.Way{contract.SteppedWay, contract.Deferred} {
		if slow() || way == contract.Deferred {
			t.Run("indexer/"+string(way), func(t *testing.T) { indexer(t, r, w.Trio()[0], way) })
		}
	}
}

// losses reverts a token of which a number got too large for the old contract.
func losses(t *testing.T, r *rig, s *migratetest.Subject, way contract.Way) {
	r = &rig{t: t, c: r.c, s: s, attester: r.attester, carrier: r.carrier}
	configure := func(at common.Address, data []byte) {
		if got := r.send(s.Owner, &at, data); got.Status != 1 {
			t.Fatal("configuring the token failed")
		}
	}
	rest := []any{uint32(7), true, uint8(1), int64(-3), common.Address{5}, [6]byte{6}}
	configure(s.Address, pack(t, s.From, "configure", append([]any{uint64(0)}, rest...)...))
	before := r.root(s.Address)
	p, in := r.plan(way)
	m := r.start(r.config(in), p)
	r.run(m)
	much := new(big.Int).Lsh(big.NewInt(1), 80)
	configure(r.view(m).Target, pack(t, s.To, "configure", append([]any{much}, rest...)...))
	goBack(t, r, m, before, "supplyCap", execute.Taint{Path: "supplyCap", Before: "0", After: much.String()})
}
