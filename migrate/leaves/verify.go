package leaves

import (
	"bytes"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/registry"
)

// VerifyRange checks, as Leaves.sol does, that entries are at first and on in
// the tree with this root and number of entries. It fails with
// registry.ErrRefused when they are not.
func VerifyRange(root common.Hash, count, first uint64, entries []Entry, siblings []common.Hash) error {
	n := uint64(len(entries))
	if n == 0 || first >= count || n > count-first {
		return fmt.Errorf("%d entries from %d on do not fit into a tree of %d: %w", n, first, count, registry.ErrRefused)
	}
	h := newHasher()
	level := make([]common.Hash, n)
	for i := range entries {
		if i > 0 && bytes.Compare(entries[i].Head[:], entries[i-1].Head[:]) <= 0 {
			return fmt.Errorf("entry %d has head %s, which is not larger than the one before: %w", first+uint64(i), entries[i].Head, registry.ErrRefused)
		}
		level[i] = h.entry(&entries[i])
	}
	got, rest := h.climb(level, first, count, siblings)
	if rest != 0 {
		return fmt.Errorf("there are %d siblings, which is %d more than needed: %w", len(siblings), rest, registry.ErrRefused)
	}
	if got != root {
		return fmt.Errorf("entries %d to %d give the root %s, not %s: %w", first, first+n-1, got, root, registry.ErrRefused)
	}
	return nil
}

// VerifyAbsent checks, as the contract does, that a tree has no entry with this
// head: it lies between neighbours, which are the entries at place-1 (when place
// is not 0) and at place (when place is not count). It fails with
// registry.ErrRefused when they do not show it.
func VerifyAbsent(root common.Hash, count uint64, head common.Hash, place uint64, neighbours []Entry, siblings []common.Hash) error {
	if count == 0 && place == 0 && len(neighbours) == 0 && len(siblings) == 0 && root == Empty {
		return nil
	}
	first, want := place, 1
	if place > 0 && place < count {
		want = 2
	}
	if place > 0 {
		first = place - 1
	}
	if place > count || len(neighbours) != want {
		return fmt.Errorf("%d neighbours of place %d in a tree of %d: %w", len(neighbours), place, count, registry.ErrRefused)
	}
	if err := VerifyRange(root, count, first, neighbours, siblings); err != nil {
		return err
	}
	if place > 0 && bytes.Compare(neighbours[0].Head[:], head[:]) >= 0 {
		return fmt.Errorf("the head at %d is not smaller than %s: %w", first, head, registry.ErrRefused)
	}
	if place < count && bytes.Compare(neighbours[want-1].Head[:], head[:]) <= 0 {
		return fmt.Errorf("the head at %d is not larger than %s: %w", place, head, registry.ErrRefused)
	}
	return nil
}

// climb goes from neighbours in the lowest level to the root, and uses up level.
// rest is how many siblings are too many (then positive) or missing.
func (h *hasher) climb(level []common.Hash, first, count uint64, siblings []common.Hash) (root common.Hash, rest int) {
	missing := 0
	next := func() (s common.Hash) {
		if len(siblings) == 0 {
			missing++
			return s
		}
		s, siblings = siblings[0], siblings[1:]
		return s
	}
	for m := count; m > 1; m = m/2 + m%2 {
		left, right := neighbours(first, uint64(len(level)), m)
		from, to := level, level[:0]
		if left {
			to, from = append(to, h.node(next(), from[0])), from[1:]
		}
		for ; len(from) > 1; from = from[2:] {
			to = append(to, h.node(from[0], from[1]))
		}
		if len(from) == 1 && right {
			to = append(to, h.node(from[0], next()))
		} else {
			to = append(to, from...)
		}
		level, first = to, first/2
	}
	return h.root(count, level[0]), len(siblings) - missing
}

// neighbours says which of the nodes beside n nodes from first on, in a level of
// m, are needed for the level above.
func neighbours(first, n, m uint64) (left, right bool) {
	last := first + n - 1
	return first%2 == 1, last%2 == 0 && last+1 < m
}
