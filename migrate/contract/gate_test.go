package contract_test

import (
	"context"
	"errors"
	"iter"
	"math/big"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// nothing is an overlay that forgets what is pending.
type nothing struct{}

func (nothing) Over(s statetree.Slots) statetree.Slots { return s }

func (nothing) Pending(context.Context) iter.Seq2[slotset.Word, error] {
	return func(func(slotset.Word, error) bool) {}
}

// TestDraining plans the next upgrade of an account that an earlier migration has
// left draining.
func TestDraining(t *testing.T) {
	alloc, s := migratetest.LedgerAlloc(30, 10)
	funded := alloc[s.Address]
	funded.Balance = big.NewInt(77)
	alloc[s.Address] = funded
	c := start(t, alloc)
	first := input(t, c, s)
	first.Map.Way, first.Map.Touch = contract.Deferred, nil
	p, err := contract.New(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"ETHER (77 wei", "EVERY call"} {
		if !noted(p, want) {
			t.Errorf("no note tells of %q: %q", want, p.Notes)
		}
	}
	m, v := drains(t, first, p, s)

	f, err := c.Finalized(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := m.Logical(t.Context(), f.Number, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer overlay.Close()
	in := contract.Input{From: s.To, To: s.From, Address: v.Target, Chain: c, Keys: s.Keys, Dir: t.TempDir()}
	in.Read.Block = &f.Number
	again := in
	again.From, again.To = s.From, s.To
	for name, bad := range map[string]struct {
		in   contract.Input
		want error
		text string
	}{
		"without what is pending": {in, registry.ErrRefused, "Overlay"},
		"with nothing pending":    {with(in, nothing{}), registry.ErrConflict, "40 deferred entries"},
		"the same upgrade again":  {with(again, overlay), registry.ErrRefused, "already"},
	} {
		if _, err := contract.New(t.Context(), bad.in); !errors.Is(err, bad.want) || !strings.Contains(err.Error(), bad.text) {
			t.Errorf("%s: %v", name, err)
		}
	}
	next, err := contract.New(t.Context(), with(in, overlay))
	if err != nil {
		t.Fatal(err)
	}
	if next.From.Implementation != v.Implementation || next.Owner != p.Owner || !noted(next, "draining") || noted(next, "ETHER") {
		t.Errorf("%+v", next)
	}
	const balances = "erc7201:novation.example.Ledger.balanceOf[]"
	entries := map[string]uint64{}
	for _, r := range next.Variables {
		if r.Source != nil {
			entries[r.Source.Pattern] = r.Entries
		}
	}
	if entries[balances] != 30 {
		t.Errorf("entries %v, want 30 of %s", entries, balances)
	}
	forged(t, c.Code, in, v)
}

// forged puts the code of a gate where it was not deployed.
func forged(t *testing.T, code func(context.Context, common.Address) ([]byte, error), in contract.Input, v *execute.View) {
	t.Helper()
	gate, err := code(t.Context(), v.Gate)
	if err != nil {
		t.Fatal(err)
	}
	proxy, err := code(t.Context(), v.Target)
	if err != nil {
		t.Fatal(err)
	}
	other := common.Address{0xf0}
	in.Chain = start(t, types.GenesisAlloc{
		other: {Code: gate, Balance: new(big.Int)},
		v.Target: {Code: proxy, Balance: new(big.Int), Storage: map[common.Hash]common.Hash{
			common.HexToHash("0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc"): common.BytesToHash(other[:]),
		}},
	})
	in.Read.Block = nil
	if _, err := contract.New(t.Context(), in); !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), "forgery") {
		t.Errorf("a forged gate: %v", err)
	}
}

func with(in contract.Input, o contract.Overlay) contract.Input {
	in.Overlay = o
	return in
}

func noted(p *contract.Plan, text string) bool {
	return strings.Contains(strings.Join(p.Notes, "\n"), text)
}

// drains carries a plan out until it drains.
func drains(t *testing.T, in contract.Input, p *contract.Plan, s *migratetest.Subject) (*execute.Migration, *execute.View) {
	t.Helper()
	m, err := execute.Start(t.Context(), execute.Config{
		Input: in, Dir: filepath.Join(t.TempDir(), "m"), Authority: execute.Key{PrivateKey: s.Owner},
		Attester: migratetest.Key(40), Carrier: migratetest.Key(41), Activate: true,
	}, p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() })
	w, err := m.Run(t.Context())
	if err != nil || w == nil || w.For != execute.ForDrain {
		t.Fatalf("it waits for %+v: %v", w, err)
	}
	v, err := m.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return m, v
}
