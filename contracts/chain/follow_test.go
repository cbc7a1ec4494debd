package chain_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

var errEnough = errors.New("seen enough")

// until returns a handler that ends at a block, and what it saw.
func until(last uint64) (handle func(context.Context, chain.Block, []types.Log) error, seen *[]uint64) {
	seen = new([]uint64)
	return func(_ context.Context, b chain.Block, _ []types.Log) error {
		if *seen = append(*seen, b.Number); b.Number == last {
			return errEnough
		}
		return nil
	}, seen
}

func nobody() []common.Address { return nil }

func numbers(from, to uint64) (all []uint64) {
	for n := from; n <= to; n++ {
		all = append(all, n)
	}
	return all
}

// What was handled is replaced on the node, below, at and above the cursor.
func TestFinalisedChainChanges(t *testing.T) {
	for _, tt := range []struct {
		name       string
		keep, grow int    // of the fork, when block 5 is handled
		number     uint64 // at which it must be noticed
	}{
		{"longer", 3, 6, 5},
		{"same length", 3, 2, 5},
		{"only the last block", 4, 1, 5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.grow("a", 5)
			var got []uint64
			err := f.dial(t, chain.Config{}).Follow(t.Context(), chain.Cursor{}, nobody, func(_ context.Context, b chain.Block, _ []types.Log) error {
				if got = append(got, b.Number); b.Number == 5 {
					f.fork("b", tt.keep, tt.grow)
				}
				return nil
			})
			var reorg *chain.ReorgError
			if !errors.As(err, &reorg) || !errors.Is(err, registry.ErrConflict) || reorg.Number != tt.number || reorg.Want != name("a5") || reorg.Got != name("b5") {
				t.Errorf("got %v; want a ReorgError at block %d", err, tt.number)
			}
			if diff := cmp.Diff(numbers(1, 5), got); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

// A node that fell behind, as after a restore, is waited for.
func TestNodeBehind(t *testing.T) {
	f := newFake(t)
	f.grow("a", 3)
	handle, seen := until(8)
	go func() {
		for f.finalAsked() < 3 {
			time.Sleep(time.Millisecond)
		}
		f.grow("a", 5)
	}()
	err := f.dial(t, chain.Config{}).Follow(t.Context(), chain.Cursor{Number: 6, Hash: name("a6")}, nobody, handle)
	if !errors.Is(err, errEnough) {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]uint64{7, 8}, *seen); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func TestAnswerTooLarge(t *testing.T) {
	f := newFake(t)
	f.grow("a", 40)
	f.batch = 9
	handle, seen := until(40)
	if err := f.dial(t, chain.Config{}).Follow(t.Context(), chain.Cursor{}, nobody, handle); !errors.Is(err, errEnough) {
		t.Fatal(err)
	}
	if diff := cmp.Diff(numbers(1, 40), *seen); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func TestDepth(t *testing.T) {
	f := newFake(t)
	c := f.dial(t, chain.Config{Finality: "3"})
	for _, tt := range []struct {
		grow int
		want uint64
	}{{2, 0}, {1, 0}, {2, 2}, {8, 10}} {
		f.grow("a", tt.grow)
		if b, err := c.Finalized(t.Context()); err != nil || b.Number != tt.want {
			t.Errorf("%d blocks more: final %+v, %v; want %d", tt.grow, b, err, tt.want)
		}
	}
	handle, seen := until(10)
	if err := c.Follow(t.Context(), chain.Cursor{}, nobody, handle); !errors.Is(err, errEnough) {
		t.Fatal(err)
	}
	if diff := cmp.Diff(numbers(1, 10), *seen); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

// Logs are asked for where there can be some, and only there.
func TestWhichBlocksAreAskedForLogs(t *testing.T) {
	ours, other := common.Address{1}, common.Address{2}
	f := newFake(t)
	f.grow("a", 5)
	f.blocks[2].txs = 1 // and a bloom that is empty, as of nodes that do not fill it
	f.blocks[3].txs = 1
	f.blocks[3].bloom.Add(other[:])
	f.blocks[4].txs = 1
	f.blocks[4].bloom.Add(other[:])
	f.blocks[4].bloom.Add(ours[:])
	f.blocks[4].logs = []types.Log{{Address: ours, BlockHash: name("a4"), Topics: []common.Hash{{3}}}}
	logs := 0
	err := f.dial(t, chain.Config{}).Follow(t.Context(), chain.Cursor{}, func() []common.Address { return []common.Address{ours} },
		func(_ context.Context, b chain.Block, l []types.Log) error {
			if logs += len(l); b.Number == 5 {
				return errEnough
			}
			return nil
		})
	if !errors.Is(err, errEnough) || logs != 1 {
		t.Fatalf("%d logs, %v", logs, err)
	}
	if diff := cmp.Diff([]uint64{2, 4}, f.logCalls); diff != "" {
		t.Errorf("blocks asked for logs (-want +got):\n%s", diff)
	}
}

func TestLogsThatWereNotAskedFor(t *testing.T) {
	ours := common.Address{1}
	for what, l := range map[string]types.Log{
		"another block":    {Address: ours, BlockHash: name("else"), Topics: []common.Hash{}},
		"another contract": {Address: common.Address{2}, BlockHash: name("a1"), Topics: []common.Hash{}},
		"taken back":       {Address: ours, BlockHash: name("a1"), Removed: true, Topics: []common.Hash{}},
	} {
		f := newFake(t)
		f.grow("a", 1)
		f.blocks[1].logs = []types.Log{l}
		if logs, err := f.dial(t, chain.Config{}).Logs(t.Context(), name("a1"), []common.Address{ours}); !errors.Is(err, registry.ErrUnreachable) {
			t.Errorf("%s: %v, %v; want that the node is not trusted", what, logs, err)
		}
	}
}
