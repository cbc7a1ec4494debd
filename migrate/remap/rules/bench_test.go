package rules_test

import (
	"encoding/binary"
	"fmt"
	"iter"
	"os"
	"runtime"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
)

// balances are n of them, amounts of 6 decimals.
func balances(l *layout.Layout, n int) iter.Seq2[statetree.Field, error] {
	return func(yield func(statetree.Field, error) bool) {
		tree, err := statetree.New(l)
		if err != nil {
			yield(statetree.Field{}, err)
			return
		}
		p, err := tree.Parse("balanceOf[" + alice + "]")
		for i := range n {
			if err != nil {
				yield(statetree.Field{}, err)
				return
			}
			var key, amount common.Hash
			binary.BigEndian.PutUint64(key[20:], uint64(i)+1)
			binary.BigEndian.PutUint64(amount[24:], uint64(i)*1_000_003+1)
			f := statetree.Field{Path: statetree.Path{p[0], {Key: &statetree.Value{Word: key}, KeyType: p[1].KeyType}}}
			if f, err = tree.Locate(f.Path); err == nil {
				f.Value.Word = amount
			}
			if !yield(f, err) {
				return
			}
		}
	}
}

// TestMany carries many elements, one call each; a million of them with SLOW.
func TestMany(t *testing.T) {
	n := 5000
	if os.Getenv("SLOW") != "" {
		n = 1_000_000
	}
	e := newExample(t)
	c := load(t, e.from, e.to)
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before, most, got := heap(), uint64(0), 0
	for f, err := range e.there.Fields(t.Context(), c, balances(e.from, n)) {
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("%d000000000000", got*1_000_003+1); statetree.Format(e.to, f.Type, f.Value) != want {
			t.Fatalf("%s is %s, want %s", f.Path, f.Value.Word.Big(), want)
		}
		if got++; got%(n/5) == 0 {
			most = max(most, heap())
		}
	}
	if got != n {
		t.Errorf("%d of %d elements arrived", got, n)
	}
	if grown := int64(most) - int64(before); grown > 32<<20 {
		t.Errorf("the heap has grown by %d bytes over %d elements", grown, n)
	}
}

// BenchmarkComputer measures calls: there and back, a number and two texts.
func BenchmarkComputer(b *testing.B) {
	e := newExample(b)
	c := load(b, e.from, e.to)
	m := mapOf(b)
	text := func(s string) statetree.Value { return statetree.Value{Bytes: []byte(s)} }
	number := func(s string) statetree.Value {
		v, err := statetree.ParseValue(e.to, "uint256", s)
		if err != nil {
			b.Fatal(err)
		}
		return v
	}
	key := statetree.Value{Word: common.HexToHash(alice)}
	for _, bb := range []struct {
		name string
		call func() ([]statetree.Value, error)
	}{
		{"up/amount", func() ([]statetree.Value, error) {
			return c.Up(b.Context(), m.Compute[1], []statetree.Value{key}, []statetree.Value{number("81250000")})
		}},
		{"down/amount", func() ([]statetree.Value, error) {
			return c.Down(b.Context(), m.Compute[1], []statetree.Value{key}, []statetree.Value{number("81250000000000000000")})
		}},
		{"up/join", func() ([]statetree.Value, error) {
			return c.Up(b.Context(), m.Compute[3], []statetree.Value{key}, []statetree.Value{text("Rotterdam"), text("NL")})
		}},
	} {
		b.Run(bb.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := bb.call(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
		})
	}
}
