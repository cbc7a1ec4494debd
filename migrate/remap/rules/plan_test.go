package rules_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
	"github.com/novation-dev/novation/registry"
)

// mark is the struct of the contract.
type mark struct {
	Score int64
	Code  [4]byte
	Side  uint8
	Firm  bool
	Fee   *big.Int
	By    common.Address
	Note  []byte
}

// TestPlan plans the migration of a contract on a chain, asks the new contract
// for what the old one held, and comes back.
func TestPlan(t *testing.T) {
	c := startChain(t, nil)
	v1, v2 := artefact(t, "Deals"), artefact(t, "DealsV2")
	in := contract.Input{From: v1, To: v2, Chain: c, Map: contract.MapFile{Map: mapOf(t)}, Dir: t.TempDir()}
	in.Address, in.Keys = deployDeals(t, c, v1)
	in.Computer = load(t, v1.Layout, v2.Layout)

	without := in
	without.Computer = nil
	if _, err := contract.New(t.Context(), without); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "there are no rules") {
		t.Errorf("a plan without rules: %v", err)
	}
	p, err := contract.New(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	computed := 0
	for _, r := range p.Variables {
		if r.How == remap.Computed && r.Source != nil {
			computed++
		}
	}
	if !p.Snapshot.Completeness.Complete || computed != 12 {
		t.Errorf("%d variables are computed, complete: %t", computed, p.Snapshot.Completeness.Complete)
	}
	if p.Rules != in.Computer.Digest() {
		t.Errorf("the plan says rules %q", p.Rules)
	}
	other := *p // other rules would give other values under the same approval
	other.Rules[0] ^= 1
	if _, err := other.Read(t.Context(), in, t.TempDir()); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "rules") {
		t.Errorf("with other rules than the plan's: %v", err)
	}
	there := readPlan(t, p, in)
	old := words(t, there.Source.BySlot(t.Context()))
	moved := words(t, there.Eager.BySlot(t.Context()))
	maps.Copy(moved, words(t, there.Deferred.BySlot(t.Context())))

	// The new contract, with what the plan says it shall hold.
	next := common.Address{0x42}
	in.Chain = startChain(t, types.GenesisAlloc{
		in.Address: {Nonce: 1, Balance: new(big.Int), Code: v1.Runtime.Object, Storage: old},
		next:       {Nonce: 1, Balance: new(big.Int), Code: v2.Runtime.Object, Storage: moved},
	})
	askNew(t, in.Chain, next, v2)

	back, err := p.Back()
	if err != nil {
		t.Fatal(err)
	}
	back.Address = next
	in.From, in.To = v2, v1
	again := readPlan(t, back, in)
	if diff := cmp.Diff(old, words(t, again.Eager.BySlot(t.Context()))); diff != "" {
		t.Errorf("the way back leads elsewhere: %s", diff)
	}

	// What six decimals cannot say does not come back.
	migratetest.Call(t, in.Chain, migratetest.Key(0), next, v2, "pay", migratetest.Address(2), big.NewInt(1))
	if _, err := back.Read(t.Context(), in, t.TempDir()); !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), "less than a millionth would be lost") {
		t.Errorf("the way back with a remainder: %v", err)
	}
	var lost []string
	if _, err := back.Preview(t.Context(), in, func(r *remap.Refusal) bool {
		lost = append(lost, r.Path)
		return true
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(lost)
	if diff := cmp.Diff([]string{fmt.Sprintf("balanceOf[%s]", migratetest.Address(2)), "total"}, lost); diff != "" {
		t.Errorf("the loss list: %s", diff)
	}
}

// deployDeals makes a contract with some state, and lists its keys.
func deployDeals(t *testing.T, c *chain.Client, a *artifact.Artifact) (common.Address, []byte) {
	t.Helper()
	key := migratetest.Key(0)
	at := migratetest.Create(t, c, key, a)
	call := func(method string, args ...any) { migratetest.Call(t, c, key, at, a, method, args...) }
	var accounts []string
	for i := range 5 {
		call("pay", migratetest.Address(i), big.NewInt(int64(i)*1_000_001))
		accounts = append(accounts, migratetest.Address(i).Hex())
	}
	call("open", big.NewInt(7), "Rotterdam", "NL", big.NewInt(81_250_000))
	call("open", big.NewInt(8), strings.Repeat("Llanfairpwllgwyngyll ", 5), "GB", big.NewInt(1))
	call("open", big.NewInt(9), "", "", big.NewInt(0))
	for i := range 3 {
		call("mark", "grade", mark{int64(-i), [4]byte{1}, uint8(i), i == 1, big.NewInt(int64(i)), migratetest.Address(i), []byte{byte(i)}})
	}
	call("mark", "grade", mark{Fee: new(big.Int)}) // nothing but zeros: not asked for
	keys, err := json.Marshal(map[string][]string{"balanceOf": accounts, "deals": {"7", "8", "9"}, "marks": {"grade"}})
	if err != nil {
		t.Fatal(err)
	}
	return at, keys
}

// askNew asks the new contract's getters.
func askNew(t *testing.T, c *chain.Client, at common.Address, a *artifact.Artifact) {
	t.Helper()
	parsed, err := abi.JSON(strings.NewReader(string(a.ABI)))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		method string
		args   []any
		want   string
	}{
		{"total", nil, "[10000010000000000000]"},
		{"owner", nil, fmt.Sprint([]any{migratetest.Address(0)})},
		{"balanceOf", []any{migratetest.Address(4)}, "[4000004000000000000]"},
		{"balanceOf", []any{migratetest.Address(9)}, "[0]"},
		{"deals", []any{big.NewInt(7)}, fmt.Sprint([]any{migratetest.Address(0), "81250000000000000000", "Rotterdam, NL"})},
		{"deals", []any{big.NewInt(8)}, fmt.Sprint([]any{migratetest.Address(0), "1000000000000", strings.Repeat("Llanfairpwllgwyngyll ", 5) + ", GB"})},
		{"deals", []any{big.NewInt(9)}, fmt.Sprint([]any{migratetest.Address(0), "0", ""})},
		{"marks", []any{"grade", big.NewInt(2)}, fmt.Sprint([]any{"grade#2", []byte{2}, migratetest.Address(2), "2", false, 2, [4]byte{1}, -2})},
		{"marks", []any{"grade", big.NewInt(3)}, fmt.Sprint([]any{"", []byte{}, common.Address{}, "0", false, 0, [4]byte{}, 0})},
	} {
		data, err := parsed.Pack(tt.method, tt.args...)
		if err != nil {
			t.Fatal(err)
		}
		out, err := c.CallContract(t.Context(), ethereum.CallMsg{To: &at, Data: data}, nil)
		if err != nil {
			t.Fatal(err)
		}
		values, err := parsed.Unpack(tt.method, out)
		if got := fmt.Sprint(values); err != nil || got != tt.want {
			t.Errorf("%s(%v) = %s, %v, want %s", tt.method, tt.args, got, err, tt.want)
		}
	}
}

func startChain(t *testing.T, alloc types.GenesisAlloc) *chain.Client {
	t.Helper()
	all := migratetest.Alloc()
	maps.Copy(all, alloc)
	c, err := chain.Dial(t.Context(), chain.Config{URL: nodetest.Start(t, node.Config{Alloc: all}).HTTPURL()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func readPlan(t *testing.T, p *contract.Plan, in contract.Input) *contract.State {
	t.Helper()
	s, err := p.Read(t.Context(), in, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// words are those of a set that are not zero, by slot.
func words(t *testing.T, all iter.Seq2[slotset.Word, error]) map[common.Hash]common.Hash {
	t.Helper()
	out := map[common.Hash]common.Hash{}
	for w, err := range all {
		if err != nil {
			t.Fatal(err)
		}
		if w.Value != (common.Hash{}) {
			out[w.Slot] = w.Value
		}
	}
	return out
}
