package slotset_test

import (
	"context"
	"encoding/binary"
	"errors"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

func num(n uint64) (h common.Hash) {
	binary.BigEndian.PutUint64(h[24:], n)
	return h
}

// random makes n words with different slots. Several have one head, and values
// are of all lengths.
func random(r *rand.Rand, n int) (words []slotset.Word) {
	for i := range n {
		var w slotset.Word
		binary.BigEndian.PutUint64(w.Slot[:], r.Uint64())
		binary.BigEndian.PutUint64(w.Slot[24:], uint64(i))
		binary.BigEndian.PutUint64(w.Head[:], uint64(r.IntN(n/3+1)))
		for k := range 1 + r.IntN(32) {
			w.Value[31-k] = byte(1 + r.IntN(255))
		}
		words = append(words, w)
	}
	return words
}

func build(tb testing.TB, dir string, words []slotset.Word) *slotset.Set {
	tb.Helper()
	b, err := slotset.New(dir)
	if err != nil {
		tb.Fatal(err)
	}
	for _, w := range words {
		if err := b.Word(w); err != nil {
			tb.Fatal(err)
		}
	}
	s, err := b.Set(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { s.Close() })
	return s
}

func collect[T any](tb testing.TB, seq iter.Seq2[T, error]) []T {
	tb.Helper()
	var out []T
	for v, err := range seq {
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func bySlot(a, b slotset.Word) int { return a.Slot.Cmp(b.Slot) }

// TestOrders compares the three orders with words that are sorted in memory.
func TestOrders(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 2, 3, 100, 1500} {
		words := random(r, n)
		dir := t.TempDir()
		s := build(t, dir, words)
		if s.Len() != uint64(n) {
			t.Errorf("%d words, want %d", s.Len(), n)
		}
		slices.SortFunc(words, bySlot)
		if diff := cmp.Diff(words, collect(t, s.BySlot(t.Context()))); diff != "" {
			t.Errorf("by slot: %s", diff)
		}
		var hashed []slotset.Hashed
		for i, w := range words {
			hashed = append(hashed, slotset.Hashed{Hashed: crypto.Keccak256Hash(w.Slot[:]), Slot: w.Slot, Value: w.Value})
			if i > 100 {
				continue
			}
			if got, err := s.Value(w.Slot); err != nil || got != w.Value {
				t.Fatalf("slot %s holds %s, want %s: %v", w.Slot, got, w.Value, err)
			}
		}
		if got, err := s.Value(common.Hash{7}); err != nil || got != (common.Hash{}) {
			t.Errorf("a slot that is not there holds %s: %v", got, err)
		}
		slices.SortFunc(hashed, func(a, b slotset.Hashed) int { return a.Hashed.Cmp(b.Hashed) })
		for _, from := range []common.Hash{{}, {0x80}, {0xff, 0xff, 0xff, 0xff}} {
			first, _ := slices.BinarySearchFunc(hashed, from, func(h slotset.Hashed, from common.Hash) int { return h.Hashed.Cmp(from) })
			if diff := cmp.Diff(append([]slotset.Hashed(nil), hashed[first:]...), collect(t, s.ByHashed(t.Context(), from))); diff != "" {
				t.Errorf("by hash from %s: %s", from, diff)
			}
		}
		slices.SortStableFunc(words, func(a, b slotset.Word) int { return a.Head.Cmp(b.Head) })
		if diff := cmp.Diff(words, collect(t, s.ByHead(t.Context()))); diff != "" {
			t.Errorf("by head: %s", diff)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		left, err := os.ReadDir(dir)
		if err != nil || len(left) != 1 {
			t.Errorf("files that are left: %v, %v", left, err)
		}
	}
}

// TestParts merges parts, and refuses those that do not go together.
func TestParts(t *testing.T) {
	part := func(head, slot uint64, offset, size int, word uint64) statetree.Part {
		return statetree.Part{Head: num(head), Slot: num(slot), Offset: offset, Size: size, Word: num(word)}
	}
	word := func(head, slot, value uint64) slotset.Word {
		return slotset.Word{Head: num(head), Slot: num(slot), Value: num(value)}
	}
	for name, tt := range map[string]struct {
		parts []statetree.Part
		words []slotset.Word
		want  []slotset.Word
		err   error
	}{
		"nothing":          {},
		"two in one":       {parts: []statetree.Part{part(9, 1, 2, 1, 0xcc), part(9, 1, 0, 2, 0xaabb)}, want: []slotset.Word{word(9, 1, 0xccaabb)}},
		"zero":             {parts: []statetree.Part{part(9, 1, 0, 32, 0), part(9, 2, 3, 1, 0)}},
		"zero beside":      {parts: []statetree.Part{part(9, 1, 0, 1, 0), part(9, 1, 1, 1, 1)}, want: []slotset.Word{word(9, 1, 0x100)}},
		"apart":            {parts: []statetree.Part{part(9, 2, 0, 32, 5), part(8, 1, 0, 32, 4)}, want: []slotset.Word{word(8, 1, 4), word(9, 2, 5)}},
		"overlap":          {parts: []statetree.Part{part(9, 1, 0, 2, 1), part(9, 1, 1, 1, 1)}, err: registry.ErrConflict},
		"the same":         {parts: []statetree.Part{part(9, 1, 0, 2, 1), part(9, 1, 0, 2, 1)}, err: registry.ErrConflict},
		"the same of zero": {parts: []statetree.Part{part(9, 1, 0, 2, 0), part(9, 1, 0, 2, 0)}, err: registry.ErrConflict},
		"within":           {parts: []statetree.Part{part(9, 1, 0, 32, 1), part(9, 1, 1, 1, 0)}, err: registry.ErrConflict},
		"two heads":        {parts: []statetree.Part{part(9, 1, 0, 2, 1), part(8, 1, 2, 1, 1)}, err: registry.ErrConflict},
		"word twice":       {words: []slotset.Word{word(9, 1, 5), word(9, 1, 5)}, want: []slotset.Word{word(9, 1, 5)}},
		"two values":       {words: []slotset.Word{word(9, 1, 5), word(9, 1, 6)}, err: registry.ErrConflict},
		"word, two heads":  {words: []slotset.Word{word(9, 1, 5), word(8, 1, 5)}, err: registry.ErrConflict},
		"part of a word":   {parts: []statetree.Part{part(9, 1, 0, 32, 5)}, words: []slotset.Word{word(9, 1, 5)}, err: registry.ErrConflict},
		"no size":          {parts: []statetree.Part{part(9, 1, 0, 0, 0)}, err: registry.ErrInvalid},
		"past the slot":    {parts: []statetree.Part{part(9, 1, 31, 2, 0)}, err: registry.ErrInvalid},
		"before the slot":  {parts: []statetree.Part{part(9, 1, -1, 2, 0)}, err: registry.ErrInvalid},
		"too long":         {parts: []statetree.Part{part(9, 1, 0, 1, 0x100)}, err: registry.ErrInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := merge(t, tt.parts, tt.words)
			if !errors.Is(err, tt.err) {
				t.Fatalf("got error %v, want %v", err, tt.err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func merge(t *testing.T, parts []statetree.Part, words []slotset.Word) ([]slotset.Word, error) {
	dir := t.TempDir()
	b, err := slotset.New(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for _, p := range parts {
		if err := b.Part(p); err != nil {
			return nil, err
		}
	}
	for _, w := range words {
		if err := b.Word(w); err != nil {
			return nil, err
		}
	}
	s, err := b.Set(t.Context())
	if err != nil {
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("files that are left: %v", left)
		}
		return nil, err
	}
	defer s.Close()
	if err := b.Word(slotset.Word{}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("adding to what is finished: %v", err)
	}
	return collect(t, s.BySlot(t.Context())), nil
}

// TestDiff compares sets with those of which some words were changed.
func TestDiff(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	a := random(r, 500)
	b, want := []slotset.Word{}, []slotset.Difference{}
	for i, w := range a {
		switch i % 10 {
		case 0:
			want = append(want, slotset.Difference{Head: w.Head, Slot: w.Slot, A: w.Value})
			continue
		case 1:
			d := slotset.Difference{Head: common.Hash{1}, Slot: w.Slot, A: w.Value}
			w.Head, w.Value[0] = common.Hash{1}, w.Value[0]+1
			d.B = w.Value
			want = append(want, d)
		case 2: // another head is no difference
			w.Head = common.Hash{2}
		}
		b = append(b, w)
	}
	for _, w := range random(r, 50) {
		b = append(b, w)
		want = append(want, slotset.Difference{Head: w.Head, Slot: w.Slot, B: w.Value})
	}
	slices.SortFunc(want, func(a, b slotset.Difference) int { return a.Slot.Cmp(b.Slot) })
	setA, setB := build(t, t.TempDir(), a), build(t, t.TempDir(), b)
	if diff := cmp.Diff(want, collect(t, slotset.Diff(t.Context(), setA, setB))); diff != "" {
		t.Error(diff)
	}
	for i, d := range want {
		want[i].A, want[i].B = d.B, d.A
		if d.A != (common.Hash{}) {
			for _, w := range a {
				if w.Slot == d.Slot {
					want[i].Head = w.Head
				}
			}
		}
	}
	if diff := cmp.Diff(want, collect(t, slotset.Diff(t.Context(), setB, setA))); diff != "" {
		t.Errorf("the other way: %s", diff)
	}
	if got := collect(t, slotset.Diff(t.Context(), setA, setA)); len(got) > 0 {
		t.Errorf("a set differs from itself in %v", got)
	}
}

// TestKept opens what was kept, in a folder that has another set at first.
func TestKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	if _, err := slotset.Open(dir); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("a folder that is not there: %v", err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	old, words := random(r, 20), random(r, 30)
	build(t, dir, old)
	b, err := slotset.New(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range words {
		if err := b.Word(w); err != nil {
			t.Fatal(err)
		}
	}
	same := func(want []slotset.Word) {
		t.Helper()
		s, err := slotset.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		slices.SortFunc(want, bySlot)
		if diff := cmp.Diff(want, collect(t, s.BySlot(t.Context()))); diff != "" {
			t.Error(diff)
		}
	}
	same(old)
	s, err := b.Set(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	same(words)
}

// TestKilled kills a process that builds one set after the other. What is there
// then is whole.
func TestKilled(t *testing.T) {
	const variable = "NOVATION_SLOTSET_BUILD"
	if dir := os.Getenv(variable); dir != "" {
		for n := uint64(1); ; n++ {
			build(t, dir, random(rand.New(rand.NewPCG(n, n)), int(n%50)*20)).Close()
		}
	}
	dir := t.TempDir()
	opened := 0
	for i := range 6 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), variable+"="+dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(60+90*i) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
		s, err := slotset.Open(dir)
		if errors.Is(err, registry.ErrNotFound) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		opened++
		if s.Len()%20 != 0 {
			t.Errorf("%d words, which no set has", s.Len())
		}
		s.Close()
	}
	if opened == 0 {
		t.Error("no set was ever there")
	}
	b, err := slotset.New(dir)
	if err != nil {
		t.Fatal(err)
	}
	b.Close()
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("files that are left: %v, %v", left, err)
	}
}

// TestDamaged changes and cuts a file in every place that matters.
func TestDamaged(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, random(rand.New(rand.NewPCG(7, 8)), 5))
	path := filepath.Join(dir, "slots")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	refused := func(what string, b []byte) {
		t.Helper()
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := slotset.Open(dir)
		if !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: got error %v", what, err)
		}
		if err == nil {
			s.Close()
		}
	}
	for i := range whole {
		if i%8 == 0 {
			refused("a cut file", whole[:i])
		}
		b := slices.Clone(whole)
		b[i] ^= 1
		refused("a changed file", b)
	}
	refused("a longer file", append(slices.Clone(whole), 0))
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := slotset.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

// TestCancelled stops building and reading.
func TestCancelled(t *testing.T) {
	dir := t.TempDir()
	words := random(rand.New(rand.NewPCG(9, 9)), 5000)
	s := build(t, dir, words)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range s.ByHead(ctx) {
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("reading: %v", err)
		}
	}
	if _, err := s.Root(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("root: %v", err)
	}
	for _, err := range slotset.Diff(ctx, s, s) {
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("comparing: %v", err)
		}
	}
	if root, err := s.Root(t.Context()); err != nil || root == types.EmptyRootHash {
		t.Errorf("root afterwards: %s, %v", root, err)
	}
}

// FuzzOpen opens files that may be anything.
func FuzzOpen(f *testing.F) {
	dir := f.TempDir()
	for _, n := range []int{0, 1, 4} {
		build(f, dir, random(rand.New(rand.NewPCG(1, uint64(n))), n))
		b, err := os.ReadFile(filepath.Join(dir, "slots"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		f.Add(b[:len(b)/2])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "slots"), b, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := slotset.Open(dir)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Fatalf("got error %v", err)
			}
			return
		}
		defer s.Close()
		words := collect(t, s.BySlot(t.Context()))
		if uint64(len(words)) != s.Len() || !slices.IsSortedFunc(words, bySlot) {
			t.Errorf("%d words of %d, or out of order", len(words), s.Len())
		}
		if _, err := s.Root(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

// TestTogether reads one set in all orders at once.
func TestTogether(t *testing.T) {
	words := random(rand.New(rand.NewPCG(13, 14)), 300)
	s := build(t, t.TempDir(), words)
	want, err := build(t, t.TempDir(), words).Root(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if got, err := s.Root(t.Context()); err != nil || got != want {
				t.Errorf("root %s, want %s: %v", got, want, err)
			}
		})
		group.Go(func() {
			n := 0
			for _, err := range s.ByHead(t.Context()) {
				if err != nil {
					t.Error(err)
				}
				n++
			}
			if n != len(words) {
				t.Errorf("%d words by head", n)
			}
		})
	}
	group.Wait()
}
