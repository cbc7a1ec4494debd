package execute_test

import (
	"errors"
	"maps"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/registry"
)

// TestThawedSource has an owner who thaws the source of a copy after it was read.
func TestThawedSource(t *testing.T) {
	total := map[common.Hash]common.Hash{{31: 1}: common.BigToHash(big.NewInt(1_000))}
	hidden := map[common.Hash]common.Hash{{31: 99}: {31: 1}}
	for name, c := range map[string]struct {
		at   string
		do   func(r *rig)
		says string // empty when it goes on
	}{
		"a variable before the confirmation": {"before confirm", func(r *rig) { r.meddle(r.s.Address, total) }, "slot 0x" + strings.Repeat("0", 63) + "1;"},
		"a new slot before the confirmation": {"before confirm", func(r *rig) { r.meddle(r.s.Address, hidden) }, "changed after it was read"},
		"left open before the confirmation":  {"before confirm", func(r *rig) { r.become(r.s.Address, r.s.Implementation) }, "was thawed"},
		"a variable before the activation":   {"before activate", func(r *rig) { r.meddle(r.s.Address, total) }, "changed after it was read"},
		"nothing":                            {"before confirm", func(r *rig) { r.meddle(r.s.Address, nil) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := ledgerRig(t, 10, 5)
			p, in := r.plan(contract.SteppedWay)
			cfg := r.config(in)
			once := false
			cfg.Point = func(name string) error {
				if name == c.at && !once {
					once = true
					c.do(r)
				}
				return nil
			}
			m := r.start(cfg, p)
			if c.says == "" {
				r.run(m)
				return
			}
			_, err := m.Run(t.Context())
			if !errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("it says: %v", err)
			}
			if v := r.view(m); v.Phase != map[string]string{"before confirm": "loaded", "before activate": "confirmed"}[c.at] {
				t.Errorf("phase %s", v.Phase)
			}
			if w, err := m.Abort(t.Context()); w != nil || err != nil {
				t.Error("it cannot be aborted", w, err)
			}
		})
	}
}

// prefilled deploys the code of a contract with its first slots and more, by
// creation code of its own.
func (r *rig) prefilled(of common.Address, more map[common.Hash]common.Hash) common.Address {
	r.t.Helper()
	ctx := r.t.Context()
	words := map[common.Hash]common.Hash{}
	list := common.HexToHash("0x02")
	slots := []common.Hash{crypto.Keccak256Hash(list[:])} // the first attester
	for i := range int64(32) {
		slots = append(slots, common.BigToHash(big.NewInt(i)))
	}
	for _, slot := range slots {
		var w common.Hash
		if err := r.c.RPC().CallContext(ctx, &w, "eth_getStorageAt", of, slot, "latest"); err != nil {
			r.t.Fatal(err)
		}
		words[slot] = w
	}
	maps.Copy(words, more)
	code, err := r.c.Code(ctx, of)
	if err != nil {
		r.t.Fatal(err)
	}
	var init []byte
	for slot, w := range words {
		if w != (common.Hash{}) {
			init = append(append(append(append(append(init, 0x7f), w[:]...), 0x7f), slot[:]...), 0x55) // PUSH32 PUSH32 SSTORE
		}
	}
	size, at := len(code), len(init)+15
	init = append(init, 0x61, byte(size>>8), byte(size), 0x61, byte(at>>8), byte(at), 0x5f, 0x39) // CODECOPY it
	init = append(init, 0x61, byte(size>>8), byte(size), 0x5f, 0xf3, 0, 0)                        // RETURN it
	receipt := r.send(key(r.t), nil, append(init, code...))
	if receipt.Status != 1 {
		r.t.Fatal("the deployment failed")
	}
	return receipt.ContractAddress
}

// TestJoinPrefilled joins a ledger with the right code and the right answers,
// that was made with confirmations that nobody ever sent.
func TestJoinPrefilled(t *testing.T) {
	r := ledgerRig(t, 10, 5)
	p, in := r.plan(contract.InPlace)
	cfg := r.config(in)
	cfg.Authority = nil
	first := r.start(cfg, p)
	waitsFor(t, first, execute.ForAuthority)
	good := r.view(first).Ledger
	attester := address(r.attester)
	more := map[common.Hash]common.Hash{}
	for i := range 32 { // one of them is that of confirmations
		n := common.Hash{31: byte(i)}
		more[crypto.Keccak256Hash(common.LeftPadBytes(attester[:], 32), n[:])] = common.Hash{31: 1}
	}
	evil := r.prefilled(good, more)
	abi := binding.NewMigration()
	out, err := r.ask(evil, abi.PackConfirmed(attester))
	if err != nil || out.Sign() == 0 {
		t.Fatalf("it should say that somebody confirmed: %v %v", out, err)
	}
	m, err := execute.Join(t.Context(), r.member(in, key(t)), p, evil)
	if err == nil {
		_ = m.Close()
		t.Fatal("it joined")
	}
	if !errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), "was created by transaction") {
		t.Errorf("it says: %v", err)
	}
	late := *p
	f, err := r.c.Finalized(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	late.Snapshot.Block = f.Number // the search begins after the creation
	cfg = r.config(in)
	cfg.Authority = nil
	second := r.start(cfg, &late)
	r.deployCode(writer) // a block
	if w, err := second.Run(t.Context()); err != nil || w == nil {
		t.Fatal(w, err)
	}
	m, err = execute.Join(t.Context(), r.member(in, key(t)), &late, r.view(second).Ledger)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestTwoRevert has two members who revert together, and agree on losses.
func TestTwoRevert(t *testing.T) {
	r := ledgerRig(t, 10, 5)
	before := r.root(r.s.Address)
	p, in := r.plan(contract.SteppedWay)
	b := key(t)
	cfg := r.config(in)
	cfg.Attesters = []common.Address{address(b), address(r.attester)}
	first := r.start(cfg, p)
	waitsFor(t, first, execute.ForAttesters)
	second, err := execute.Join(t.Context(), r.member(in, b), p, r.view(first).Ledger)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	waitsFor(t, second, execute.ForCarrier)
	waitsFor(t, first, execute.ForConfirmations)
	waitsFor(t, second, execute.ForActivation)
	r.run(first)
	r.run(second)
	revert := func(m *execute.Migration, want execute.Wait) {
		t.Helper()
		w, err := m.Revert(t.Context(), true)
		if err != nil || (w == nil) != (want == "") || w != nil && w.For != want {
			t.Fatalf("it waits for %+v, not for %q: %v", w, want, err)
		}
	}
	revert(first, execute.ForAttesters)
	ledger := r.view(first).Revert.Ledger
	if err := second.JoinRevert(t.Context(), ledger, false); !errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), "plan differs") {
		t.Errorf("a member who accepts no losses joins: %v", err)
	}
	if err := second.JoinRevert(t.Context(), ledger, true); err != nil {
		t.Fatal(err)
	}
	if err := second.JoinRevert(t.Context(), ledger, true); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("it joins twice: %v", err)
	}
	revert(second, execute.ForConfirmations)
	revert(first, "")
	revert(second, "")
	if after := r.root(r.s.Address); after != before {
		t.Errorf("the storage root is %s after the revert, and was %s", after, before)
	}
}
