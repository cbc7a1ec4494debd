package leaves_test

import (
	"encoding/binary"
	"fmt"
	"iter"
	"os"
	"runtime"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/leaves"
)

// balances yields entries of one slot, as those of a token are.
func balances(n int) iter.Seq2[leaves.Entry, error] {
	return func(yield func(leaves.Entry, error) bool) {
		for i := range n {
			var head common.Hash
			binary.BigEndian.PutUint64(head[:], uint64(i)<<20)
			e := leaves.Entry{Head: head, Stores: []leaves.Store{{Slot: head, After: common.Hash{31: byte(i), 30: 1}}}}
			if !yield(e, nil) {
				return
			}
		}
	}
}

// sizes are those of the benchmarks; the largest needs SLOW=1 in the environment.
func sizes() []int {
	if os.Getenv("SLOW") != "" {
		return []int{1_000, 10_000, 100_000, 1_000_000}
	}
	return []int{1_000, 10_000, 100_000}
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range sizes() {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for range b.N {
				tree, err := leaves.Build(b.Context(), b.TempDir(), balances(n))
				if err != nil {
					b.Fatal(err)
				}
				tree.Close()
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.HeapSys)/(1<<20), "heap-MiB")
		})
	}
}

func BenchmarkRange(b *testing.B) {
	const n = 100_000
	tree, err := leaves.Build(b.Context(), b.TempDir(), balances(n))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { tree.Close() })
	for _, m := range []uint64{1, 400} {
		b.Run(fmt.Sprint(m), func(b *testing.B) {
			for i := range b.N {
				if _, _, err := tree.Range(uint64(i)*7919%(n-m), m); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(m)*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
		})
	}
	b.Run("absence", func(b *testing.B) {
		for i := range b.N {
			var head common.Hash
			binary.BigEndian.PutUint64(head[:], uint64(i)*7919%n<<20+1)
			if _, _, _, err := tree.Absence(head); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestBuildIsBounded builds trees of two sizes: memory does not follow.
func TestBuildIsBounded(t *testing.T) {
	peak := func(n int) (most uint64) {
		runtime.GC()
		var m runtime.MemStats
		i := 0
		tree, err := leaves.Build(t.Context(), t.TempDir(), func(yield func(leaves.Entry, error) bool) {
			for e, err := range balances(n) {
				if i++; i%(n/20) == 0 {
					runtime.GC()
					runtime.ReadMemStats(&m)
					most = max(most, m.HeapAlloc)
				}
				if !yield(e, err) {
					return
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		tree.Close()
		return most
	}
	small, large := peak(5_000), peak(100_000)
	if large > small+4<<20 {
		t.Errorf("5,000 entries took %d bytes, 100,000 took %d", small, large)
	}
}
