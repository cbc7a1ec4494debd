package leaves_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/migrate/leaves"
	"github.com/novation-dev/novation/registry"
)

// entry makes the i-th of entries whose heads ascend, with stores and logs that
// follow from i.
func entry(i int) leaves.Entry {
	rng := rand.New(rand.NewPCG(1, uint64(i)))
	word := func() (w common.Hash) {
		for j := 0; j < 32; j += 8 {
			binary.BigEndian.PutUint64(w[j:], rng.Uint64())
		}
		return w
	}
	e := leaves.Entry{Head: word()}
	binary.BigEndian.PutUint64(e.Head[:], uint64(i+1)*1000)
	for range rng.IntN(4) {
		e.Stores = append(e.Stores, leaves.Store{Slot: word(), Before: word(), After: word()})
	}
	if rng.IntN(3) == 0 {
		for range 1 + rng.IntN(2) {
			l := leaves.Log{Topics: []common.Hash{}, Data: make([]byte, rng.IntN(70))}
			for range rng.IntN(5) {
				l.Topics = append(l.Topics, word())
			}
			for j := range l.Data {
				l.Data[j] = byte(rng.Uint32())
			}
			e.Logs = append(e.Logs, l)
		}
	}
	return e
}

func entries(n int) (out []leaves.Entry) {
	for i := range n {
		out = append(out, entry(i))
	}
	return out
}

func seq(all []leaves.Entry) iter.Seq2[leaves.Entry, error] {
	return func(yield func(leaves.Entry, error) bool) {
		for _, e := range all {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func build(t testing.TB, all []leaves.Entry) *leaves.Tree {
	t.Helper()
	tree, err := leaves.Build(t.Context(), t.TempDir(), seq(all))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	return tree
}

// reference is the definition of the tree in Leaves.sol, written down as it is.
func reference(all []leaves.Entry) common.Hash {
	var level []common.Hash
	for _, e := range all {
		var stores, logs []byte
		for _, s := range e.Stores {
			stores = append(stores, slices.Concat(s.Slot[:], s.Before[:], s.After[:])...)
		}
		for _, l := range e.Logs {
			var topics []byte
			for _, topic := range l.Topics {
				topics = append(topics, topic[:]...)
			}
			logs = append(logs, crypto.Keccak256(topics, crypto.Keccak256(l.Data))...)
		}
		level = append(level, crypto.Keccak256Hash([]byte{0}, e.Head[:], crypto.Keccak256(stores), crypto.Keccak256(logs)))
	}
	var top common.Hash
	for len(level) > 1 {
		var above []common.Hash
		for i := 0; i < len(level); i += 2 {
			if i+1 == len(level) {
				above = append(above, level[i])
			} else {
				above = append(above, crypto.Keccak256Hash([]byte{1}, level[i][:], level[i+1][:]))
			}
		}
		level = above
	}
	if len(level) == 1 {
		top = level[0]
	}
	count := common.BigToHash(common.Big0)
	binary.BigEndian.PutUint64(count[24:], uint64(len(all)))
	return crypto.Keccak256Hash([]byte{2}, count[:], top[:])
}

// TestRanges proves every range of small trees, and finds every head and every
// gap between heads.
func TestRanges(t *testing.T) {
	for n := range 13 {
		all := entries(n)
		tree := build(t, all)
		if tree.Len() != uint64(n) || tree.Root() != reference(all) {
			t.Fatalf("%d entries: Len %d, root %s, want %s", n, tree.Len(), tree.Root(), reference(all))
		}
		for first := range n {
			for m := 1; first+m <= n; m++ {
				got, siblings, err := tree.Range(uint64(first), uint64(m))
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(all[first:first+m], got); diff != "" {
					t.Fatal(diff)
				}
				if err := leaves.VerifyRange(tree.Root(), uint64(n), uint64(first), got, siblings); err != nil {
					t.Fatal(err)
				}
			}
			place, found, err := tree.Find(all[first].Head)
			if place != uint64(first) || !found || err != nil {
				t.Errorf("Find(%d) = %d, %v, %v", first, place, found, err)
			}
			if _, _, _, err := tree.Absence(all[first].Head); !errors.Is(err, registry.ErrConflict) {
				t.Errorf("Absence(%d) = %v", first, err)
			}
		}
		for place := range n + 1 {
			var head common.Hash
			binary.BigEndian.PutUint64(head[:], uint64(place)*1000+999)
			at, found, err := tree.Find(head)
			if at != uint64(place) || found || err != nil {
				t.Errorf("Find before %d = %d, %v, %v", place, at, found, err)
			}
			at, neighbours, siblings, err := tree.Absence(head)
			if err != nil {
				t.Fatal(err)
			}
			if err := leaves.VerifyAbsent(tree.Root(), uint64(n), head, at, neighbours, siblings); err != nil {
				t.Errorf("before %d of %d: %v", place, n, err)
			}
		}
		if _, _, err := tree.Range(uint64(n), 1); !errors.Is(err, registry.ErrNotFound) {
			t.Errorf("a range behind the end: %v", err)
		}
	}
}

// TestWrongRanges changes one thing of a proof that holds.
func TestWrongRanges(t *testing.T) {
	trees := map[int]*leaves.Tree{}
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(rt, "n")
		all := entries(n)
		first := rapid.IntRange(0, n-1).Draw(rt, "first")
		m := rapid.IntRange(1, n-first).Draw(rt, "m")
		if trees[n] == nil {
			trees[n] = build(t, all)
		}
		tree := trees[n]
		got, siblings, err := tree.Range(uint64(first), uint64(m))
		if err != nil {
			rt.Fatal(err)
		}
		root, count, start := tree.Root(), uint64(n), uint64(first)
		i := rapid.IntRange(0, m-1).Draw(rt, "i")
		bit := byte(1) << rapid.IntRange(0, 7).Draw(rt, "bit")
		at := rapid.IntRange(0, 31).Draw(rt, "byte")
		what := rapid.SampledFrom([]string{
			"root", "count", "first", "head", "slot", "before", "after", "store", "log", "topic", "data",
			"sibling", "more siblings", "fewer siblings", "order", "twice", "fewer", "more", "none",
		}).Draw(rt, "what")
		e := &got[i]
		switch what {
		case "root":
			root[at] ^= bit
		case "count":
			count ^= uint64(bit)
		case "first":
			start ^= uint64(bit)
		case "head":
			e.Head[at] ^= bit
		case "slot", "before", "after":
			if len(e.Stores) == 0 {
				return
			}
			s := &e.Stores[0]
			map[string]*common.Hash{"slot": &s.Slot, "before": &s.Before, "after": &s.After}[what][at] ^= bit
		case "store":
			e.Stores = append(e.Stores, leaves.Store{})
		case "log":
			e.Logs = append(e.Logs, leaves.Log{})
		case "topic", "data":
			if len(e.Logs) == 0 {
				return
			}
			l := &e.Logs[0]
			if what == "topic" {
				l.Topics = append(l.Topics, common.Hash{})
			} else {
				l.Data = append(l.Data, 0)
			}
		case "sibling":
			if len(siblings) == 0 {
				return
			}
			siblings[rapid.IntRange(0, len(siblings)-1).Draw(rt, "sibling")][at] ^= bit
		case "more siblings":
			siblings = append(siblings, common.Hash{})
		case "fewer siblings":
			if len(siblings) == 0 {
				return
			}
			siblings = siblings[:len(siblings)-1]
		case "order":
			if m < 2 {
				return
			}
			got[0], got[m-1] = got[m-1], got[0]
		case "twice":
			got = append(got, got[m-1])
		case "fewer":
			got = got[:m-1]
		case "more":
			got = append(got, entry(first+m))
			if first+m < n && len(siblings) == 0 {
				return
			}
		case "none":
			got = nil
		}
		if err := leaves.VerifyRange(root, count, start, got, siblings); !errors.Is(err, registry.ErrRefused) {
			rt.Fatalf("%s was changed: %v", what, err)
		}
	})
}

func TestWrongAbsence(t *testing.T) {
	all := entries(9)
	tree := build(t, all)
	head := all[4].Head
	head[31] ^= 1
	head[8] = 0xff // behind entry 4
	place, neighbours, siblings, err := tree.Absence(head)
	if err != nil || place != 5 {
		t.Fatal(place, err)
	}
	one, oneSiblings, err := tree.Range(5, 1)
	if err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{
		"a head that is there":   leaves.VerifyAbsent(tree.Root(), 9, all[4].Head, place, neighbours, siblings),
		"the other that is":      leaves.VerifyAbsent(tree.Root(), 9, all[5].Head, place, neighbours, siblings),
		"a head further on":      leaves.VerifyAbsent(tree.Root(), 9, all[7].Head, place, neighbours, siblings),
		"one neighbour":          leaves.VerifyAbsent(tree.Root(), 9, head, place, one, oneSiblings),
		"as if it were first":    leaves.VerifyAbsent(tree.Root(), 9, head, 0, one, oneSiblings),
		"as if it were last":     leaves.VerifyAbsent(tree.Root(), 9, head, 9, one, oneSiblings),
		"a place too far":        leaves.VerifyAbsent(tree.Root(), 9, head, 10, one, oneSiblings),
		"a tree without entries": leaves.VerifyAbsent(tree.Root(), 0, head, 0, nil, nil),
		"another root":           leaves.VerifyAbsent(leaves.Empty, 9, head, place, neighbours, siblings),
	} {
		if !errors.Is(err, registry.ErrRefused) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := leaves.VerifyAbsent(leaves.Empty, 0, head, 0, nil, nil); err != nil {
		t.Error(err)
	}
}

func TestBuildRefuses(t *testing.T) {
	two := entries(2)
	gone := errors.New("gone")
	many := make([]leaves.Store, 20_000)
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		what string
		ctx  context.Context
		in   iter.Seq2[leaves.Entry, error]
		want error
	}{
		{"heads that descend", t.Context(), seq([]leaves.Entry{two[1], two[0]}), registry.ErrInvalid},
		{"a head twice", t.Context(), seq([]leaves.Entry{two[0], two[0]}), registry.ErrInvalid},
		{"five topics", t.Context(), seq([]leaves.Entry{{Logs: []leaves.Log{{Topics: make([]common.Hash, 5)}}}}), registry.ErrInvalid},
		{"too large an entry", t.Context(), seq([]leaves.Entry{{Stores: many}}), registry.ErrInvalid},
		{"an end by the context", canceled, seq(two), context.Canceled},
		{"an error of the source", t.Context(), func(yield func(leaves.Entry, error) bool) {
			_ = yield(two[0], nil) && yield(leaves.Entry{}, gone)
		}, gone},
	} {
		dir := t.TempDir()
		if _, err := leaves.Build(c.ctx, dir, c.in); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.what, err)
		}
		if _, err := leaves.Open(dir); !errors.Is(err, registry.ErrNotFound) {
			t.Errorf("%s: opening what was not finished: %v", c.what, err)
		}
		left, _ := os.ReadDir(dir)
		if len(left) > 0 {
			t.Errorf("%s: left %v", c.what, left)
		}
		// The same folder can be used again.
		if tree, err := leaves.Build(t.Context(), dir, seq(two)); err != nil {
			t.Error(err)
		} else {
			tree.Close()
		}
		if _, err := leaves.Build(t.Context(), dir, seq(two)); !errors.Is(err, registry.ErrConflict) {
			t.Errorf("building twice: %v", err)
		}
	}
}

// TestDamage leaves out each file, or the end of it, as a crash of the machine
// may: no tree is opened, or it is whole.
func TestDamage(t *testing.T) {
	all := entries(30)
	fresh := t.TempDir()
	tree, err := leaves.Build(t.Context(), fresh, seq(all))
	if err != nil {
		t.Fatal(err)
	}
	root := tree.Root()
	tree.Close()
	files, err := os.ReadDir(fresh)
	if err != nil || len(files) != 4 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		whole, err := os.ReadFile(filepath.Join(fresh, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		rng := rand.New(rand.NewPCG(2, uint64(len(whole))))
		damages := map[string][]byte{
			"empty": {}, "cut off": whole[:len(whole)-1], "longer": append(slices.Clone(whole), 0), "missing": nil,
		}
		for i := range 60 {
			b := slices.Clone(whole)
			b[rng.IntN(len(b))] ^= byte(1 + rng.IntN(255))
			damages["changed "+string(rune('a'+i%26))+string(rune('a'+i/26))] = b
		}
		for what, b := range damages {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(fresh)); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(dir, file.Name())
			if b == nil {
				err = os.Remove(name)
			} else {
				err = os.WriteFile(name, b, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			look(t, file.Name()+" "+what, dir, root, all)
		}
	}
}

// look opens a damaged tree and asks for everything. What it gets is right, or
// an error that says that the tree is damaged.
func look(t *testing.T, what, dir string, root common.Hash, all []leaves.Entry) {
	t.Helper()
	tree, err := leaves.Open(dir)
	if err != nil {
		if !errors.Is(err, registry.ErrInvalid) && !errors.Is(err, registry.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
		return
	}
	defer tree.Close()
	good := tree.Root() == root
	seen := false
	for i := range all {
		got, siblings, err := tree.Range(uint64(i), 1)
		if err == nil && (!good || !cmp.Equal(got[0], all[i])) {
			t.Errorf("%s: entry %d is wrong", what, i)
		}
		if err == nil {
			err = leaves.VerifyRange(root, uint64(len(all)), uint64(i), got, siblings)
		}
		place, found, findErr := tree.Find(all[i].Head)
		if findErr == nil && (place != uint64(i) || !found) {
			t.Errorf("%s: Find(%d) = %d, %v", what, i, place, found)
		}
		for _, err := range []error{err, findErr} {
			if err != nil && !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("%s: %v", what, err)
			}
			seen = seen || err != nil
		}
	}
	// A head in the index may change and still lead to where it should, and
	// nobody asks for the top node.
	if !seen && !strings.HasPrefix(what, "index changed") && !strings.HasPrefix(what, "nodes changed") {
		t.Errorf("%s: nothing was noticed", what)
	}
}

// TestRangeIsBounded asks for more than fits into memory at once.
func TestRangeIsBounded(t *testing.T) {
	var all []leaves.Entry
	for i := range 40 {
		e := leaves.Entry{Logs: []leaves.Log{{Topics: []common.Hash{}, Data: bytes.Repeat([]byte{1}, 1<<20-100)}}}
		e.Head[31] = byte(i)
		all = append(all, e)
	}
	tree := build(t, all)
	seen := uint64(0)
	for seen < tree.Len() {
		got, _, err := tree.Range(seen, 1000)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) > 16 {
			t.Fatalf("%d MiB at once", len(got))
		}
		seen += uint64(len(got))
	}
}

func TestErrorsSayWhere(t *testing.T) {
	two := entries(2)
	_, err := leaves.Build(t.Context(), t.TempDir(), seq([]leaves.Entry{two[1], two[0]}))
	if err == nil || !strings.Contains(err.Error(), "entry 1, head "+two[0].Head.Hex()) {
		t.Error(err)
	}
}

// TestTogether reads one tree from several goroutines.
func TestTogether(t *testing.T) {
	all := entries(50)
	tree := build(t, all)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i := range all {
				got, _, err := tree.Range(uint64(i), 1)
				place, found, findErr := tree.Find(all[i].Head)
				if err != nil || findErr != nil || !found || place != uint64(i) || !cmp.Equal(got[0], all[i]) {
					t.Errorf("entry %d: %v, %v, %v, %d", i, err, findErr, found, place)
				}
			}
		})
	}
	group.Wait()
}
