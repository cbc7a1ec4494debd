package chainstate_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/chainstate"
)

// TestFewPreimages asks a node that names slots, and does not know what they are
// the hashes of. It is not asked for each of them.
func TestFewPreimages(t *testing.T) {
	const most = 500 + 16*64
	for _, n := range []int{40, 3_000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			c, account, _ := large(t, n)
			l := lie(t, c.cfg.URL)
			var preimages, ranges atomic.Int64
			l.tells(func(ask, answer *message) *message {
				switch ask.Method {
				case "debug_preimage":
					preimages.Add(1)
				case "debug_storageRangeAt":
					ranges.Add(1)
				}
				return answer
			}, nil)
			keys := contractOf(t, "Keys")
			s := at(t, dial(t, chain.Config{URL: l.url}).Client, account, chainstate.Config{})
			for range 2 {
				if told, err := s.FromPreimages(t.Context(), keys.Layout, keySet(t, keys.Layout)); told || err != nil {
					t.Fatal(told, err)
				}
			}
			if p, r := preimages.Load(), ranges.Load(); p == 0 || p > most || r != 1 {
				t.Errorf("%d preimages and %d ranges were asked for, want at most %d and 1", p, r, most)
			}
		})
	}
}
