package chainstate_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/slotset"
)

func TestComplete(t *testing.T) {
	each(t, func(t *testing.T, n network, c *user) {
		account := c.deploy(store)
		all := hashes(400)
		all = append(all, slotset.Word{Slot: common.BigToHash(common.Big2), Value: common.BigToHash(common.Big3)})
		c.write(account, all)
		s := at(t, c.Client, account, chainstate.Config{})
		if s.HashTold {
			t.Error("the header of a plain chain was not understood")
		}
		got := read(t, s, append(slotsOf(all), common.HexToHash("0xdead")))
		for i, w := range all {
			if got[i] != w.Value {
				t.Fatalf("slot %s is %s, want %s", w.Slot, got[i], w.Value)
			}
		}
		if got[len(all)] != (common.Hash{}) {
			t.Errorf("a slot that was never written is %s", got[len(all)])
		}
		random := rand.New(rand.NewPCG(1, 2))
		for _, missing := range []int{0, 1, 2, 17, 60, 401} {
			t.Run(fmt.Sprint(missing), func(t *testing.T) {
				words := slices.Clone(all)
				random.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
				check(t, s, words[missing:], words[:missing], nil)
			})
		}
		t.Run("nothing read", func(t *testing.T) { check(t, s, nil, all, nil) })
		t.Run("wrong values", func(t *testing.T) {
			words := slices.Clone(all)
			words[5].Value[3] ^= 1
			words[6].Slot[3] ^= 1 // is not there at all
			check(t, s, words, all[6:7], []common.Hash{words[5].Slot, words[6].Slot})
		})
		t.Run("too many", func(t *testing.T) {
			words := append(slices.Clone(all), hashes(600)[500:]...)
			var wrong []common.Hash
			for _, w := range words[len(all):] {
				wrong = append(wrong, w.Slot)
			}
			check(t, s, words, nil, wrong)
		})
	})
}

// check runs Complete over a set and compares what it found.
func check(t *testing.T, s *chainstate.Snapshot, words, missing []slotset.Word, wrong []common.Hash) {
	t.Helper()
	limit := len(missing) + len(wrong) + 1
	got, err := s.Complete(t.Context(), set(t, words), limit)
	if err != nil {
		t.Fatal(err)
	}
	want := &chainstate.Completeness{Complete: len(missing)+len(wrong) == 0, Read: uint64(len(words)), Wrong: wrong}
	for _, w := range missing {
		want.Unexplained = append(want.Unexplained, chainstate.Unexplained{Hashed: crypto.Keccak256Hash(w.Slot[:]), Value: w.Value})
	}
	slices.SortFunc(want.Unexplained, func(a, b chainstate.Unexplained) int { return a.Hashed.Cmp(b.Hashed) })
	for i := range got.Unexplained {
		if slot := got.Unexplained[i].Slot; slot != nil && crypto.Keccak256Hash(slot[:]) != got.Unexplained[i].Hashed {
			t.Errorf("%s is not the slot of %s", slot, got.Unexplained[i].Hashed)
		}
		got.Unexplained[i].Slot, got.Unexplained[i].Guess = nil, ""
	}
	byBytes := func(a, b common.Hash) int { return bytes.Compare(a[:], b[:]) }
	slices.SortFunc(want.Wrong, byBytes)
	slices.SortFunc(got.Wrong, byBytes)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Complete (-want +got):\n%s", d)
	}
}

// twins are two slots that are close together in the trie.
func twins(half int) (out []slotset.Word) {
	seen := map[string]slotset.Word{}
	for i := uint64(1); ; i++ {
		w := slotset.Word{Slot: crypto.Keccak256Hash(binary.BigEndian.AppendUint64(nil, i)), Value: common.BigToHash(common.Big2)}
		w.Head = w.Slot
		begin := crypto.Keccak256Hash(w.Slot[:]).Hex()[:2+half]
		if other, ok := seen[begin]; ok {
			return []slotset.Word{other, w}
		}
		seen[begin] = w
	}
}

// Slots that are too deep in the trie are reported by what is known of them, in
// time. Where the node names slots they are found.
func TestCompleteDeep(t *testing.T) {
	each(t, func(t *testing.T, n network, c *user) {
		account, pair := c.deploy(store), twins(8)
		c.write(account, append(hashes(20), pair...))
		c.deploy(store) // names are those of the block before
		final, err := c.Finalized(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		before := final.Number - 1
		s := at(t, c.Client, account, chainstate.Config{Block: &before})
		s.SetTries(1)
		t.Run("one", func(t *testing.T) { check(t, s, append(hashes(20), pair[0]), pair[1:], nil) })
		if n.debug {
			t.Run("both", func(t *testing.T) { check(t, s, hashes(20), pair, nil) })
			return
		}
		got, err := s.Complete(t.Context(), set(t, hashes(20)), 0)
		if err != nil {
			t.Fatal(err)
		}
		hashed := crypto.Keccak256Hash(pair[0].Slot[:]).Hex()[2:]
		if len(got.Unexplained) != 1 || got.Complete {
			t.Fatalf("Complete: %+v, want the place of both", got)
		}
		hinted, err := s.Complete(t.Context(), set(t, hashes(20)), 0, set(t, pair))
		if err != nil || len(hinted.Unexplained) != 2 || hinted.Unexplained[0].Prefix != "" {
			t.Errorf("Complete with a hint: %+v, %v; want both slots", hinted, err)
		}
		for _, u := range got.Unexplained {
			if len(u.Prefix) < 8 || !strings.HasPrefix(u.Hashed.Hex()[2:], u.Prefix) || u.Prefix[:8] != hashed[:8] || u.Slot != nil {
				t.Errorf("%+v, want a place below %s", u, hashed[:8])
			}
		}
	})
}

// neighbours are n pairs of slots whose hashes share five half-bytes, so that
// the place of either is six deep. Below the places of the first ones are hashes
// of numbers that a search begins with.
func neighbours(n int) (first, second []slotset.Word) {
	const numbers, candidates = 1 << 15, 1 << 19
	begins := func(slot common.Hash, half int) string { return crypto.Keccak256Hash(slot[:]).Hex()[:2+half] }
	slot := func(i int) slotset.Word {
		s := crypto.Keccak256Hash(binary.BigEndian.AppendUint64([]byte("neighbour"), uint64(i)))
		return slotset.Word{Head: s, Slot: s, Value: common.BigToHash(common.Big2)}
	}
	near := map[string]bool{}
	for i := range uint64(numbers) {
		near[begins(common.BigToHash(new(big.Int).SetUint64(i)), 6)] = true
	}
	open := map[string]slotset.Word{}
	for i := 0; len(first) < n; i++ {
		w := slot(i)
		if i < candidates {
			if near[begins(w.Slot, 6)] {
				open[begins(w.Slot, 5)] = w
			}
			continue
		}
		at := begins(w.Slot, 5)
		if other, ok := open[at]; ok && begins(w.Slot, 6) != begins(other.Slot, 6) {
			first, second = append(first, other), append(second, w)
			delete(open, at)
		}
	}
	return first, second
}

// The same numbers lead to all deep places, also to more than one request is for.
func TestCompleteManyDeep(t *testing.T) {
	each(t, func(t *testing.T, _ network, c *user) {
		account := c.deploy(store)
		missing, known := neighbours(40)
		c.write(account, append(slices.Clone(missing), known...))
		s := at(t, c.Client, account, chainstate.Config{})
		s.SetTries(1)
		check(t, s, known, missing, nil)
	})
}

func TestUnexplainedString(t *testing.T) {
	slot := common.BigToHash(common.Big2)
	for want, u := range map[string]chainstate.Unexplained{
		"slot " + slot.Hex() + ", which holds ":                                    {Slot: &slot, Value: slot},
		"the slot with the hash " + slot.Hex() + ", which holds ":                  {Hashed: slot, Value: slot},
		"some slot whose hash begins with 4b3352 and which could not be found out": {Hashed: slot, Prefix: "4b3352"},
	} {
		if got := u.String(); !strings.HasPrefix(got, want) || strings.Contains(got, "which holds") == (u.Prefix != "") {
			t.Errorf("%+v: got %q, want %q", u.Hashed, got, want)
		}
	}
}
