package slotset_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
)

// held is a state that needs no memory: every slot that is asked for holds its
// own hash, but for the first 100, which hold the length of an array.
type held struct{ length uint64 }

func (h held) Words(_ context.Context, slots []common.Hash) ([]common.Hash, error) {
	out := make([]common.Hash, len(slots))
	for i, s := range slots {
		if common.Hash(uint256.NewInt(100).Bytes32()).Cmp(s) > 0 {
			out[i] = num(h.length)
			continue
		}
		out[i] = s
		out[i][31] |= 1
	}
	return out, nil
}

// large is a layout with one mapping and one array.
func large() *layout.Layout {
	one := *uint256.NewInt(1)
	return &layout.Layout{
		Storage: []layout.Variable{
			{Label: "balances", Contract: "a.sol:A", Type: "mapping"},
			{Label: "list", Contract: "a.sol:A", Type: "uint256[]", Slot: one},
		},
		Types: map[string]layout.Type{
			"mapping":   {Kind: layout.Mapping, Key: "address", Value: "uint256", Slots: one},
			"address":   {Kind: layout.Address, Size: 20},
			"uint256":   {Kind: layout.Unsigned, Size: 32},
			"uint256[]": {Kind: layout.Dynamic, Value: "uint256", Slots: one},
		},
	}
}

// A peak watches how much memory Go uses for what lives.
type peak struct {
	stop chan struct{}
	done chan uint64
}

func watch() *peak {
	runtime.GC()
	p := &peak{stop: make(chan struct{}), done: make(chan uint64)}
	go func() {
		var most uint64
		var m runtime.MemStats
		for tick := time.NewTicker(20 * time.Millisecond); ; {
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
			select {
			case <-tick.C:
			case <-p.stop:
				p.done <- most
				return
			}
		}
	}()
	return p
}

// mib ends the watch and returns the most that was seen.
func (p *peak) mib() float64 {
	close(p.stop)
	return float64(<-p.done) / (1 << 20)
}

// A took says how long each step of a run took.
type took struct {
	keys, read, build, root time.Duration
	fields                  uint64
	mib                     float64
}

// through carries n entries of a mapping and n elements of an array from keys to
// a root.
func through(tb testing.TB, n uint64) (d took) {
	tb.Helper()
	dir := tb.TempDir()
	l := large()
	p := watch()
	since := time.Now()
	lap := func() time.Duration {
		now := time.Since(since)
		since = time.Now()
		return now
	}
	keys, err := statetree.NewKeySet(l, dir)
	if err != nil {
		tb.Fatal(err)
	}
	defer keys.Close()
	for i := range n {
		var key [8]byte
		binary.BigEndian.PutUint64(key[:], i)
		account := common.BytesToAddress(crypto.Keccak256(key[:]))
		if err := keys.Add("balances[]", []statetree.Value{{Word: common.BytesToHash(account[:])}}); err != nil {
			tb.Fatal(err)
		}
	}
	counts, err := keys.Counts(tb.Context())
	if err != nil || counts["balances[]"] != n {
		tb.Fatalf("%d keys, want %d: %v", counts["balances[]"], n, err)
	}
	d.keys = lap()
	tree, err := statetree.New(l)
	if err != nil {
		tb.Fatal(err)
	}
	for _, err := range tree.Read(tb.Context(), held{n}, keys) {
		if err != nil {
			tb.Fatal(err)
		}
		d.fields++
	}
	d.read = lap()
	b, err := slotset.New(dir)
	if err != nil {
		tb.Fatal(err)
	}
	for f, err := range tree.Read(tb.Context(), held{n}, keys) {
		if err != nil {
			tb.Fatal(err)
		}
		parts, err := tree.Put(f)
		if err != nil {
			tb.Fatal(err)
		}
		for _, p := range parts {
			if err := b.Part(p); err != nil {
				tb.Fatal(err)
			}
		}
	}
	set, err := b.Set(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	defer set.Close()
	d.build = lap()
	if set.Len() != 2*n+1 || d.fields != 2*n+1 {
		tb.Fatalf("%d slots and %d fields, want %d", set.Len(), d.fields, 2*n+1)
	}
	if _, err := set.Root(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	d.root = lap()
	d.mib = p.mib()
	return d
}

// TestScale carries many entries, in as much memory as few need. SLOW=1 carries
// two million.
func TestScale(t *testing.T) {
	n, most := uint64(60_000), 100.0
	if os.Getenv("SLOW") != "" {
		n = 1_000_000
	}
	if d := through(t, n); d.mib > most {
		t.Errorf("%d entries took %.0f MiB, want at most %.0f", 2*n, d.mib, most)
	} else {
		t.Logf("%d entries: %+v", 2*n, d)
	}
}

// BenchmarkThrough reports how fast each step is, in fields or slots a second:
// half of them elements of a mapping, half of an array.
func BenchmarkThrough(b *testing.B) {
	for _, n := range []uint64{500, 5_000, 50_000, 500_000} {
		b.Run(fmt.Sprint(2*n), func(b *testing.B) {
			var all took
			for b.Loop() {
				d := through(b, n)
				all.keys, all.read, all.build, all.root = all.keys+d.keys, all.read+d.read, all.build+d.build, all.root+d.root
				all.mib = max(all.mib, d.mib)
			}
			rate := func(count uint64, d time.Duration) float64 { return float64(count) * float64(b.N) / d.Seconds() }
			b.ReportMetric(rate(n, all.keys), "keys/s")
			b.ReportMetric(rate(2*n, all.read), "read/s")
			b.ReportMetric(rate(2*n, all.build), "read+put+sort/s")
			b.ReportMetric(rate(2*n, all.root), "root/s")
			b.ReportMetric(all.mib, "peak-MiB")
			b.ReportMetric(0, "ns/op")
		})
	}
}
