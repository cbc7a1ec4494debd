package chainstate

import (
	"context"
	"encoding/binary"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"golang.org/x/sync/errgroup"
)

const (
	// tries bounds the numbers that one walk hashes in search of slots: some 20
	// seconds on two cores. A hundred slots of a million need about that. One slot
	// in fifty whose place is six half-bytes deep is not found so, and most of
	// those that are deeper.
	tries = 1 << 26
	// wide is how many half-bytes of a hash the numbers are remembered by.
	wide = 5
)

// A search finds slots whose hashes begin with given half-bytes, by hashing the
// numbers from zero on. It remembers one number for each beginning, in 4 MiB.
type search struct {
	next, most uint64
	found      []uint32 // a number plus one, by the first half-bytes
}

// below finds a slot below each place: one that was read, a hint, one that the
// node names, or a number whose hash happens to lie there. Where there is none, found
// is false. It hashes no numbers for places too deep to remember numbers for: see
// searchLate.
func (w *walk) below(ctx context.Context, places []place) (slots []common.Hash, found []bool, err error) {
	slots, found = make([]common.Hash, len(places)), make([]bool, len(places))
	var open []int
	for i, p := range places {
		if slots[i], found[i], err = w.familiar(ctx, p.path); err != nil {
			return nil, nil, err
		}
		if !found[i] && len(p.path) <= wide {
			open = append(open, i)
		}
	}
	return slots, found, w.hashing(ctx, places, open, slots, found)
}

// familiar finds a slot below a path without hashing numbers.
func (w *walk) familiar(ctx context.Context, path []byte) (slot common.Hash, found bool, err error) {
	for _, set := range append([]*own{&w.own}, w.hints...) {
		for e, err := range set.below(ctx, path) {
			return e.Slot, err == nil, err
		}
	}
	if slot, found = w.located[string(path)]; found {
		return slot, true, nil
	}
	if len(path) > step {
		slot, found = w.s.named(ctx, path)
	}
	return slot, found, nil
}

// hashing hashes numbers until there is one below each open place, or too many
// were hashed.
func (w *walk) hashing(ctx context.Context, places []place, open []int, slots []common.Hash, found []bool) error {
	for more := true; ; more = w.search.on(ctx, places, open, slots, found) {
		open = slices.DeleteFunc(open, func(i int) bool {
			if !found[i] {
				slots[i], found[i] = w.search.known(places[i].path)
			}
			return found[i]
		})
		if len(open) == 0 || !more {
			return ctx.Err()
		}
	}
}

// searchLate hashes numbers for all deep places at once, and puts those that
// were found back on the stack. One after the other they would need new numbers each.
func (w *walk) searchLate(ctx context.Context) error {
	places := w.late
	w.late = nil
	slots, found := make([]common.Hash, len(places)), make([]bool, len(places))
	open := make([]int, len(places))
	for i := range open {
		open[i] = i
	}
	if err := w.hashing(ctx, places, open, slots, found); err != nil {
		return err
	}
	if w.located == nil {
		w.located = map[string]common.Hash{}
	}
	for i, p := range places {
		if !found[i] {
			w.unfound(p)
			continue
		}
		w.located[string(p.path)] = slots[i]
		w.stack = append(w.stack, p)
	}
	return nil
}

// known is a remembered number below a path.
func (s *search) known(path []byte) (common.Hash, bool) {
	if len(path) > wide || s.found == nil {
		return common.Hash{}, false
	}
	first := uint32(0)
	for _, x := range path {
		first = first<<4 | uint32(x)
	}
	span := 1 << (4 * (wide - len(path)))
	for _, n := range s.found[int(first)*span:][:span] {
		if n > 0 {
			return wordOf(uint64(n) - 1).Word, true
		}
	}
	return common.Hash{}, false
}

// on hashes some more numbers. It reports false when there were enough.
func (s *search) on(ctx context.Context, places []place, open []int, slots []common.Hash, found []bool) bool {
	const some = 1 << 15
	if s.found == nil {
		s.found = make([]uint32, 1<<(4*wide))
	}
	deep := map[uint32][]int{}
	for _, i := range open {
		if path := places[i].path; len(path) > wide {
			at := beginning(lowest(path[:wide]))
			deep[at] = append(deep[at], i)
		}
	}
	var mu sync.Mutex
	var g errgroup.Group
	for range runtime.GOMAXPROCS(0) {
		first := s.next
		s.next += some
		g.Go(func() error {
			s.hash(first, some, func(at uint32, slot, hashed common.Hash) {
				for _, i := range deep[at] {
					if under(hashed, places[i].path) {
						mu.Lock()
						slots[i], found[i] = slot, true
						mu.Unlock()
					}
				}
			})
			return ctx.Err()
		})
	}
	return g.Wait() == nil && s.next < s.most
}

// hash hashes n numbers and remembers them. Several may run at a time.
func (s *search) hash(first, n uint64, see func(at uint32, slot, hashed common.Hash)) {
	state := crypto.NewKeccakState()
	var slot common.Hash
	for i := first; i < first+n; i++ {
		binary.BigEndian.PutUint64(slot[24:], i)
		hashed := crypto.HashData(state, slot[:])
		at := beginning(hashed)
		atomic.CompareAndSwapUint32(&s.found[at], 0, uint32(i)+1)
		see(at, slot, hashed)
	}
}

func beginning(h common.Hash) uint32 { return binary.BigEndian.Uint32(h[:]) >> (32 - 4*wide) }
