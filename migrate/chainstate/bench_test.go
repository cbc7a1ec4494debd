package chainstate_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// large starts a chain with a contract of n slots.
func large(b testing.TB, n int) (*user, common.Address, []slotset.Word) {
	b.Helper()
	account, storage := common.HexToAddress("0xbe9c"), map[common.Hash]common.Hash{}
	words := make([]slotset.Word, n)
	for i := range words {
		slot := crypto.Keccak256Hash(common.BigToHash(new(big.Int).SetUint64(uint64(i))).Bytes(), []byte("large"))
		words[i] = slotset.Word{Head: slot, Slot: slot, Value: crypto.Keccak256Hash(slot[:])}
		storage[slot] = words[i].Value
	}
	c := dial(b, chain.Config{URL: nodetest.Start(b, node.Config{Alloc: types.GenesisAlloc{
		account: {Code: store, Balance: new(big.Int), Storage: storage},
	}}).HTTPURL()})
	c.deploy(store)
	return c, account, words
}

func BenchmarkWords(b *testing.B) {
	c, account, words := large(b, 20_000)
	slots := slotsOf(words)
	for _, single := range []bool{false, true} {
		for _, batch := range []int{10, 100, 500, 1000} {
			b.Run(fmt.Sprintf("at=%t/batch=%d", single, batch), func(b *testing.B) {
				s := at(b, c.Client, account, chainstate.Config{Batch: batch})
				s.SetSingle(single)
				for b.Loop() {
					read(b, s, slots[:4000])
				}
				b.ReportMetric(4000*float64(b.N)/b.Elapsed().Seconds(), "slots/s")
			})
		}
	}
}

func BenchmarkComplete(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		c, account, words := large(b, n)
		s := at(b, c.Client, account, chainstate.Config{})
		for _, missing := range []int{0, 1, 100} {
			whole := set(b, words[missing:])
			b.Run(fmt.Sprintf("slots=%d/missing=%d", n, missing), func(b *testing.B) {
				for b.Loop() {
					got, err := s.Complete(b.Context(), whole, 1000)
					if err != nil || len(got.Unexplained) != missing {
						b.Fatalf("%+v, %v", got, err)
					}
				}
			})
		}
	}
}

// What the callers and the calls cost on top of the events.
func BenchmarkGuess(b *testing.B) {
	c := dial(b, chain.Config{URL: nodetest.Start(b, node.Config{Alloc: migratetest.Alloc()}).HTTPURL()})
	w, err := migratetest.New(b.Context(), c.Client)
	if err != nil {
		b.Fatal(err)
	}
	s := at(b, c.Client, w.Token.Address, chainstate.Config{})
	for b.Loop() {
		if err := s.Guess(b.Context(), w.Token.From, w.Token.From.Layout, w.Token.Since, keySet(b, w.Token.From.Layout)); err != nil {
			b.Fatal(err)
		}
	}
}

// A node that names slots and keeps no preimages of what contracts hash is not
// asked much.
func BenchmarkPreimages(b *testing.B) {
	for _, n := range []int{500, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c, account, _ := large(b, n)
			keys := contractOf(b, "Keys")
			for b.Loop() {
				s := at(b, c.Client, account, chainstate.Config{})
				if any, err := s.FromPreimages(b.Context(), keys.Layout, keySet(b, keys.Layout)); any || err != nil {
					b.Fatal(any, err)
				}
			}
		})
	}
}
