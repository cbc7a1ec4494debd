package statetree_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
)

// made is a state that needs no memory: every word is 1 or 2.
type made struct{}

func (made) Words(_ context.Context, slots []common.Hash) ([]common.Hash, error) {
	out := make([]common.Hash, len(slots))
	for i, s := range slots {
		out[i][31] = 1 + s[30]&1
	}
	return out, nil
}

// counted are n keys that need no memory.
type counted uint64

func (n counted) Tuples(_ context.Context, pattern string) iter.Seq2[[]statetree.Value, error] {
	depth := 1
	if pattern == "allowed[][]" {
		depth = 2
	}
	return func(yield func([]statetree.Value, error) bool) {
		for i := range uint64(n) {
			keys := make([]statetree.Value, depth)
			for k := range keys {
				binary.BigEndian.PutUint64(keys[k].Word[24:], i/uint64(1+k))
			}
			if !yield(keys, nil) {
				return
			}
		}
	}
}

// usual is a layout as tokens have it: balances, allowances, and structs.
func usual() *layout.Layout {
	l := &layout.Layout{Types: basics()}
	l.Types["balances"] = layout.Type{Kind: layout.Mapping, Key: "address", Value: "uint256", Slots: one()}
	l.Types["allowed"] = layout.Type{Kind: layout.Mapping, Key: "address", Value: "balances", Slots: one()}
	l.Types["struct I"] = layout.Type{Kind: layout.Struct, Slots: *uint256.NewInt(2), Members: []layout.Variable{
		variable("kind", "", "uint8", 0, 0), variable("owner", "", "address", 0, 1), variable("amount", "", "uint256", 1, 0),
	}}
	l.Types["items"] = layout.Type{Kind: layout.Mapping, Key: "uint256", Value: "struct I", Slots: one()}
	l.Storage = []layout.Variable{
		variable("balances", "a.sol:A", "balances", 0, 0), variable("allowed", "a.sol:A", "allowed", 1, 0), variable("items", "a.sol:A", "items", 2, 0),
	}
	return l
}

// BenchmarkRead reads mappings with as many entries as its name says, of which a
// third are structs.
func BenchmarkRead(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			tree, err := statetree.New(usual())
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			fields := 0
			for b.Loop() {
				for _, err := range tree.Read(b.Context(), made{}, counted(n/3)) {
					if err != nil {
						b.Fatal(err)
					}
					fields++
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
			b.ReportMetric(float64(fields)/b.Elapsed().Seconds(), "fields/s")
		})
	}
}

// BenchmarkParts finds the places of fields anew, as who writes another layout
// must; Put has them already.
func BenchmarkParts(b *testing.B) {
	tree, err := statetree.New(usual())
	if err != nil {
		b.Fatal(err)
	}
	fields := collect(b, tree.Read(b.Context(), made{}, counted(300)))
	b.Run("parts", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			f := fields[i%len(fields)]
			if _, err := tree.Parts(f.Path, f.Value); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "fields/s")
	})
	b.Run("put", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := tree.Put(fields[i%len(fields)]); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "fields/s")
	})
}
