package execute_test

import (
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/registry"
)

// meddle writes slots of a transparent proxy of the owner, which runs the same
// code before and after.
func (r *rig) meddle(proxy common.Address, words map[common.Hash]common.Hash) {
	r.t.Helper()
	is := r.implementation(proxy)
	r.thaw(proxy, words)
	r.become(proxy, is)
}

// thaw writes slots of a proxy, and leaves it with other code.
func (r *rig) thaw(proxy common.Address, words map[common.Hash]common.Hash) {
	r.t.Helper()
	r.become(proxy, r.deployCode(writer))
	for slot, value := range words {
		if got := r.send(key(r.t), &proxy, append(slot[:], value[:]...)); got.Status != 1 {
			r.t.Fatal("meddling failed")
		}
	}
}

// become upgrades a proxy, through a ProxyAdmin of either version.
func (r *rig) become(proxy, to common.Address) {
	r.t.Helper()
	if proxy == r.s.Address {
		r.upgrade(r.s.Admin, proxy, to)
		return
	}
	slot := common.HexToHash("0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103")
	var w common.Hash
	if err := r.c.RPC().CallContext(r.t.Context(), &w, "eth_getStorageAt", proxy, slot, "latest"); err != nil {
		r.t.Fatal(err)
	}
	admin := common.BytesToAddress(w[:])
	data := append(common.FromHex("9623609d"), common.LeftPadBytes(proxy[:], 32)...) // upgradeAndCall(address,address,bytes)
	data = append(data, common.LeftPadBytes(to[:], 32)...)
	data = append(append(data, common.LeftPadBytes([]byte{96}, 32)...), make([]byte, 32)...)
	if got := r.send(r.s.Owner, &admin, data); got.Status != 1 {
		r.t.Fatal("the upgrade failed")
	}
}

// spot is a slot of the new ledger: number n of its namespace.
func spot(n int64) common.Hash {
	base := common.HexToHash("0xe025e52a5d34dc183bc3f01ba3bcb175b818567bcc77ad04e2546f1aa2bbad00").Big()
	return common.BigToHash(base.Add(base, big.NewInt(n)))
}

// balance is the slot of a balance of the new ledger.
func balance(i int) common.Hash {
	a, base := migratetest.LedgerAccount(i), spot(2)
	return keccak(common.LeftPadBytes(a[:], 32), base[:])
}

// TestTaint lists what changed under the new contract, and nothing else.
func TestTaint(t *testing.T) {
	const own = "erc7201:novation.example.Ledger."
	word := func(n int64) common.Hash { return common.BigToHash(big.NewInt(n)) }
	rich := execute.Taint{Path: own + "balanceOf[" + migratetest.LedgerAccount(3).Hex() + "]", Before: "10", After: "666"}
	gone := execute.Taint{Path: own + "balanceOf[" + migratetest.LedgerAccount(4).Hex() + "]", Before: "13", After: "0"}
	total := execute.Taint{Path: own + "total", Before: "145", After: "7"}
	for name, c := range map[string]struct {
		way   contract.Way
		words map[common.Hash]common.Hash
		want  []execute.Taint
		lost  bool // the member's data
	}{
		"in place":  {contract.InPlace, map[common.Hash]common.Hash{balance(3): word(666), balance(4): {}}, []execute.Taint{rich, gone}, false},
		"copy":      {contract.SteppedWay, map[common.Hash]common.Hash{balance(3): word(666), spot(0): word(7)}, []execute.Taint{rich, total}, false},
		"deferred":  {contract.Deferred, map[common.Hash]common.Hash{spot(0): word(7)}, []execute.Taint{total}, false},
		"untouched": {contract.InPlace, nil, nil, false},
		"lost data": {contract.InPlace, map[common.Hash]common.Hash{spot(0): word(7)}, []execute.Taint{total}, true},
	} {
		t.Run(name, func(t *testing.T) {
			r := ledgerRig(t, 10, 5)
			p, in := r.plan(c.way)
			cfg := r.config(in)
			m := r.start(cfg, p)
			if w, err := m.Run(t.Context()); err != nil || w != nil && w.For != execute.ForDrain {
				t.Fatal(w, err)
			}
			r.meddle(r.view(m).Target, c.words)
			if c.lost {
				if err := m.Close(); err != nil {
					t.Fatal(err)
				}
				if err := os.RemoveAll(filepath.Join(cfg.Dir, "state", "eager")); err != nil {
					t.Fatal(err)
				}
				var err error
				if m, err = execute.Open(t.Context(), cfg); err != nil {
					t.Fatal(err)
				}
				defer m.Close()
			}
			got, err := m.PreviewRevert(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			byPath := cmpopts.SortSlices(func(a, b execute.Taint) bool { return a.Path < b.Path })
			if diff := cmp.Diff(c.want, got.Taint, byPath, cmpopts.EquateEmpty()); diff != "" || got.Tainted != uint64(len(c.want)) || got.Lost != 0 {
				t.Errorf("%d tainted, %d lost: %s", got.Tainted, got.Lost, diff)
			}
		})
	}
}

// TestLossesOfAPlainUpgrade goes back over a value that the old contract has no
// place for, where the way here wrote nothing.
func TestLossesOfAPlainUpgrade(t *testing.T) {
	r := ledgerRig(t, 10, 5)
	before := r.root(r.s.Address)
	to := *r.s.From
	l := *to.Layout
	extra := l.Storage[1] // total
	extra.Label, extra.Slot = "extra", *uint256.NewInt(9)
	l.Storage = append(append([]layout.Variable{}, l.Storage...), extra)
	to.Layout, r.s.To = &l, &to
	p, in := r.plan(contract.InPlace)
	if p.Rewrite {
		t.Fatal("it is no plain upgrade")
	}
	m := r.start(r.config(in), p)
	r.run(m)
	r.meddle(r.s.Address, map[common.Hash]common.Hash{common.BigToHash(big.NewInt(9)): {31: 5}})
	goBack(t, r, m, before, "extra", execute.Taint{Path: "extra", Before: "0", After: "5"})
}

// goBack reverts a migration that loses one value.
func goBack(t *testing.T, r *rig, m *execute.Migration, before common.Hash, lost string, taint execute.Taint) {
	t.Helper()
	now, is := r.root(r.view(m).Target), r.implementation(r.view(m).Target)
	p, err := m.PreviewRevert(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if p.Lost != 1 || len(p.Losses) != 1 || p.Losses[0].Path != lost {
		t.Errorf("losses: %+v", p.Losses)
	}
	if diff := cmp.Diff([]execute.Taint{taint}, p.Taint); diff != "" || p.Tainted != 1 {
		t.Errorf("%d tainted: %s", p.Tainted, diff)
	}
	if _, err := m.Revert(t.Context(), false); !errors.Is(err, registry.ErrRefused) {
		t.Fatalf("a revert that loses something: %v", err)
	}
	if r.root(r.view(m).Target) != now || r.implementation(r.view(m).Target) != is || r.view(m).Revert != nil {
		t.Fatal("a revert that was refused changed something")
	}
	if w, err := m.Revert(t.Context(), true); w != nil || err != nil {
		t.Fatal(w, err)
	}
	if after := r.root(r.s.Address); after != before {
		t.Errorf("the storage root is %s after the revert, and was %s", after, before)
	}
	if b := r.view(m).Revert; b == nil || b.Phase != "done" || b.Eager == 0 && p.Entries != 0 {
		t.Errorf("the revert: %+v", b)
	} else if b.Eager != p.Entries {
		t.Errorf("the preview says %d entries, and %d were written", p.Entries, b.Eager)
	}
}
