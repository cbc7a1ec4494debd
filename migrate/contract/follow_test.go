package contract_test

import (
	"context"
	"errors"
	"iter"
	"maps"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// held is storage in memory.
type held map[common.Hash]common.Hash

func (h held) Words(_ context.Context, slots []common.Hash) ([]common.Hash, error) {
	out := make([]common.Hash, len(slots))
	for i, s := range slots {
		out[i] = h[s]
	}
	return out, nil
}

// late is an overlay: entries that are not in storage yet.
type late struct {
	held
	under statetree.Slots
}

func (l late) Over(s statetree.Slots) statetree.Slots { return late{l.held, s} }

func (l late) Words(ctx context.Context, slots []common.Hash) ([]common.Hash, error) {
	out, err := l.under.Words(ctx, slots)
	for i, s := range slots {
		if v, ok := l.held[s]; ok && err == nil {
			out[i] = v
		}
	}
	return out, err
}

func (l late) Pending(context.Context) iter.Seq2[slotset.Word, error] {
	return func(yield func(slotset.Word, error) bool) {
		for _, s := range slices.SortedFunc(maps.Keys(l.held), common.Hash.Cmp) {
			if !yield(slotset.Word{Head: s, Slot: s, Value: l.held[s]}, nil) {
				return
			}
		}
	}
}

// moved puts the converted state of the token onto a chain of its own.
type moved struct {
	s    *migratetest.Subject
	p    *contract.Plan
	st   *contract.State
	next common.Address
	code []byte
	in   contract.Input
}

func move(t *testing.T, w *migratetest.World, change func(*contract.Input)) *moved {
	t.Helper()
	m := &moved{s: w.Token, next: common.Address{0x42}, in: input(t, w.Client, w.Token)}
	change(&m.in)
	var err error
	if m.p, err = contract.New(t.Context(), m.in); err != nil {
		t.Fatal(err)
	}
	m.st = read(t.Context(), t, m.p, m.in)
	if m.code, err = w.Client.Code(t.Context(), m.s.Address); err != nil {
		t.Fatal(err)
	}
	return m
}

// after runs a chain on which the token has some storage and the new code, and
// returns the input for a plan from there.
func (m *moved) after(t *testing.T, storage held) contract.Input {
	t.Helper()
	all := maps.Clone(storage)
	for _, w := range m.st.Proxy {
		all[w.Slot] = w.Value
		if w.Value == common.BytesToHash(m.s.Implementation[:]) {
			all[w.Slot] = common.BytesToHash(m.next[:])
		}
	}
	in := m.in
	in.Chain = start(t, types.GenesisAlloc{
		m.s.Address: {Nonce: 1, Balance: new(big.Int), Code: m.code, Storage: all},
		m.next:      {Nonce: 1, Balance: new(big.Int), Code: m.s.To.Runtime.Object},
	})
	in.From, in.To, in.Dir = m.s.To, m.s.From, t.TempDir()
	return in
}

// source is what the old contract held, without the proxy's slots.
func (m *moved) source(t *testing.T) held {
	out := words(t, m.st.Source.BySlot(t.Context()))
	for _, w := range m.st.Proxy {
		delete(out, w.Slot)
	}
	return out
}

// What was dropped comes back as it was, if somebody has kept it.
func dropped(t *testing.T, w *migratetest.World) {
	m := move(t, w, func(in *contract.Input) {
		in.Map.Drop = map[string]string{"_aliases": "names are kept elsewhere", "_notes": "old", "feeBps": "shares a slot"}
	})
	storage := words(t, m.st.Eager.BySlot(t.Context()))
	in := m.after(t, storage)
	back, err := m.p.Back()
	if err != nil {
		t.Fatal(err)
	}
	want := m.source(t)
	without := read(t.Context(), t, back, in)
	if cmp.Equal(want, held(words(t, without.Eager.BySlot(t.Context())))) {
		t.Error("what was dropped comes back from nothing")
	}
	in.Before = &contract.Before{Slots: want, Account: m.s.Address}
	in.Dir = t.TempDir()
	if diff := cmp.Diff(want, held(words(t, read(t.Context(), t, back, in).Eager.BySlot(t.Context())))); diff != "" {
		t.Errorf("the way back: %s", diff)
	}
}

// A revert says what it would lose, and refuses; what is accepted is left behind.
func losses(t *testing.T, w *migratetest.World) {
	m := move(t, w, func(*contract.Input) {})
	storage := held(words(t, m.st.Eager.BySlot(t.Context())))
	at := func(pattern string) common.Hash {
		for _, r := range m.p.Variables {
			if r.Target != nil && r.Target.Pattern == pattern {
				return r.Target.Slot
			}
		}
		t.Fatalf("no %s", pattern)
		return common.Hash{}
	}
	storage[at("notice")] = common.HexToHash("0x6e657773" + "00000000000000000000000000000000000000000000000000000008")
	big1 := storage[at("supplyCap")]
	big1[31-10] = 1 // of the second half of a uint128
	storage[at("supplyCap")] = big1
	in := m.after(t, storage)
	back, err := m.p.Back()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := back.Read(t.Context(), in, t.TempDir()); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("Read = %v, want ErrRefused", err)
	}
	var lost []string
	carried, err := back.Preview(t.Context(), in, func(r *remap.Refusal) bool {
		lost = append(lost, r.Path)
		return true
	})
	slices.Sort(lost)
	if diff := cmp.Diff([]string{"notice", "supplyCap"}, lost); err != nil || diff != "" || carried < 300 {
		t.Errorf("Preview = %d, %v: %s", carried, err, diff)
	}
	back.Lossy = true
	want := m.source(t)
	got := held(words(t, read(t.Context(), t, back, in).Eager.BySlot(t.Context())))
	differ := 0
	for s, v := range want {
		if got[s] != v {
			differ++
		}
	}
	if differ != 1 || len(got) != len(want) {
		t.Errorf("%d slots differ, want the one with supplyCap", differ)
	}
}

// Entries that are not written yet count as state, and not as storage.
func overlay(t *testing.T, w *migratetest.World) {
	m := move(t, w, func(in *contract.Input) { in.Map.Way = contract.Deferred })
	eager, pending := held(words(t, m.st.Eager.BySlot(t.Context()))), held(words(t, m.st.Deferred.BySlot(t.Context())))
	if len(pending) == 0 {
		t.Fatal("nothing is deferred")
	}
	// Some were touched since.
	n := 0
	for s, v := range pending {
		if n++; n%3 == 0 {
			eager[s] = v
			delete(pending, s)
		}
	}
	in := m.after(t, eager)
	back, err := m.p.Back()
	if err != nil {
		t.Fatal(err)
	}
	back.Address, back.Into = m.s.Address, common.Address{}
	if _, err := back.Read(t.Context(), in, t.TempDir()); err == nil {
		t.Error("a part of the state was taken for all of it")
	}
	in.Overlay = late{held: pending}
	if diff := cmp.Diff(m.source(t), held(words(t, read(t.Context(), t, back, in).Eager.BySlot(t.Context())))); diff != "" {
		t.Errorf("the way back: %s", diff)
	}
	in.Overlay = late{held: held{{1}: {2}}}
	if _, err := back.Read(t.Context(), in, t.TempDir()); err == nil {
		t.Error("an overlay of something else was taken")
	}
}
