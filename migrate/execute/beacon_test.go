package execute_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/registry"
)

// answers asks a beacon what its proxies run.
func (r *rig) answers(beacon common.Address) common.Address {
	r.t.Helper()
	n, err := r.ask(beacon, keccak([]byte("implementation()")).Bytes()[:4])
	if err != nil {
		r.t.Fatal(err)
	}
	return common.BigToAddress(n)
}

// TestBeacon upgrades three proxies through their beacon, and back.
func TestBeacon(t *testing.T) {
	r := emptyRig(t)
	s, others, beacon := migratetest.DeployBeacon(t, r.c, 3, 20)
	r.s = s
	before := []common.Hash{r.root(s.Address), r.root(others[0]), r.root(others[1])}
	p, in := r.plan("")
	if p.Way != contract.InPlace || p.Rewrite || p.Beacon != beacon || len(p.Siblings) != 2 || p.Siblings[0].Slots != 23 || p.Owner != address(s.Owner) {
		t.Fatalf("way %s, beacon %s, siblings %+v, owner %s", p.Way, p.Beacon, p.Siblings, p.Owner)
	}
	m := r.start(r.config(in), p)
	r.run(m)
	if is := r.answers(beacon); is != r.view(m).Implementation || is == s.Implementation {
		t.Errorf("the beacon answers %s", is)
	}
	if rep, err := m.Verify(t.Context()); err != nil {
		t.Fatal(rep, err)
	}
	r.sameBalances(others[1], s.To, 20)
	if w, err := m.Revert(t.Context(), false); w != nil || err != nil {
		t.Fatal(w, err)
	}
	if is := r.answers(beacon); is != s.Implementation {
		t.Errorf("the beacon answers %s after the revert", is)
	}
	for i, a := range append([]common.Address{s.Address}, others...) {
		if after := r.root(a); after != before[i] {
			t.Errorf("the storage root of proxy %d is %s, and was %s", i, after, before[i])
		}
	}
}

// TestBeaconRefused: what a beacon cannot do is refused, with what to do instead.
func TestBeaconRefused(t *testing.T) {
	r := emptyRig(t)
	s, others, _ := migratetest.DeployBeacon(t, r.c, 2, 5)
	r.s = s
	for name, test := range map[string]struct {
		change func(*contract.Input)
		text   string
	}{
		"another layout": {func(in *contract.Input) { in.To = migratetest.Artifact("plain", "LedgerV2") }, "derived from Movable"},
		"a copy":         {func(in *contract.Input) { in.Map.Way = contract.SteppedWay }, "only the beacon could freeze it"},
		"an init call": {
			func(in *contract.Input) { in.Map.InitCall = &contract.Call{Function: "fill", Args: []string{"1", "1"}} }, "makes no call",
		},
	} {
		in := r.input(s)
		test.change(&in)
		if _, err := contract.New(t.Context(), in); !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), test.text) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A balance of the other proxy that nobody knows the key of.
	p, in := r.plan("")
	if got := r.send(s.Owner, &others[0], pack(t, s.From, "fill", big.NewInt(1000), big.NewInt(1))); got.Status != 1 {
		t.Fatal("filling fails")
	}
	if _, err := contract.New(t.Context(), in); !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), others[0].Hex()) {
		t.Errorf("a sibling with a slot that is not explained: %v", err)
	}
	m := r.start(r.config(in), p)
	if w, err := m.Run(t.Context()); !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), others[0].Hex()) {
		t.Errorf("it was upgraded all the same: %v, %v", w, err)
	}
}
