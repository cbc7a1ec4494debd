// Package bench measures what moving the state of a contract costs.
package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// A measure is what one migration cost.
type measure struct {
	entries uint64
	// gas is that of all transactions, load that of the batches, activate that
	// of the switch.
	gas, load, activate uint64
	// wall is the time of everything, refused that from the freeze to the
	// switch, drain that of the finisher.
	wall, refused, drain time.Duration
	// heap is the most that was in use at a point, in bytes.
	heap uint64
}

// move moves a ledger with n balances in one way.
func move(tb testing.TB, way contract.Way, n int) measure {
	tb.Helper()
	alloc, s := migratetest.LedgerAlloc(n, 1) // all mappings have keys, so that none are searched for
	c, err := chain.Dial(tb.Context(), chain.Config{
		URL: nodetest.Start(tb, node.Config{Alloc: alloc}).HTTPURL(), MaxPoll: 5 * time.Millisecond, Timeout: time.Minute,
	})
	if err != nil {
		tb.Fatal(err)
	}
	defer c.Close()
	k, err := crypto.GenerateKey()
	if err != nil {
		tb.Fatal(err)
	}
	in := contract.Input{From: s.From, To: s.To, Address: s.Address, Chain: c, Keys: s.Keys, Map: contract.MapFile{Way: way}, Dir: tb.TempDir()}
	p, err := contract.New(tb.Context(), in)
	if err != nil {
		tb.Fatal(err)
	}
	var out measure
	var frozen time.Time
	cfg := execute.Config{
		Input: in, Dir: filepath.Join(tb.TempDir(), "m"), Authority: execute.Key{PrivateKey: s.Owner}, Attester: k, Carrier: k, Activate: true,
		Point: func(name string) error {
			switch name {
			case "after freeze the source":
				frozen = time.Now()
			case "after activate":
				out.refused = time.Since(frozen)
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			out.heap = max(out.heap, m.HeapInuse)
			return nil
		},
	}
	m, err := execute.Start(tb.Context(), cfg, p)
	if err != nil {
		tb.Fatal(err)
	}
	defer m.Close()
	begin := time.Now()
	if w, err := m.Run(tb.Context()); err != nil || w != nil && w.For != execute.ForDrain {
		tb.Fatal(w, err)
	}
	out.wall = time.Since(begin)
	if way == contract.Deferred {
		begin = time.Now()
		if w, err := m.Drain(tb.Context()); err != nil || w != nil {
			tb.Fatal(w, err)
		}
		out.drain = time.Since(begin)
	}
	v, err := m.View(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	out.entries, out.gas = v.Eager+v.Deferred, v.Gas
	for _, t := range v.Transactions {
		switch t.Ref {
		case "load", "drain":
			out.load += t.Gas
		case "activate":
			out.activate = t.Gas
		}
	}
	return out
}

var ways = []contract.Way{contract.InPlace, contract.SteppedWay, contract.Deferred}

func sizes() []int {
	if os.Getenv("SLOW") != "" {
		return []int{1_000, 10_000, 100_000, 1_000_000}
	}
	return []int{1_000, 10_000, 100_000}
}

// BenchmarkMove moves ledgers of several sizes in every way.
func BenchmarkMove(b *testing.B) {
	for _, way := range ways {
		for _, n := range sizes() {
			b.Run(fmt.Sprintf("%s/%d", way, n), func(b *testing.B) {
				for b.Loop() {
					m := move(b, way, n)
					b.ReportMetric(float64(m.load)/float64(n), "gas/entry")
					b.ReportMetric(float64(m.activate), "gas/switch")
					b.ReportMetric(m.refused.Seconds(), "s-refused")
					b.ReportMetric(m.wall.Seconds(), "s-wall")
					b.ReportMetric(m.drain.Seconds(), "s-drain")
					b.ReportMetric(float64(m.heap)/(1<<20), "MB-heap")
				}
			})
		}
	}
}

// TestSwitchCostsTheSame holds deferred materialisation to its promise: what is
// moved later does not make the switch dearer.
func TestSwitchCostsTheSame(t *testing.T) {
	few, many := move(t, contract.Deferred, 50), move(t, contract.Deferred, 1_500)
	if diff := float64(many.activate)/float64(few.activate) - 1; diff > 0.01 || diff < -0.01 {
		t.Errorf("the switch costs %d gas with 50 entries and %d with 1500", few.activate, many.activate)
	}
	if many.entries < 1_500 || many.load < 22_100*1_500 {
		t.Errorf("too cheap to be true: %+v", many)
	}
	if perEntry := float64(many.load) / 1_500; perEntry > 27_000 {
		t.Errorf("an entry costs %.0f gas", perEntry)
	}
}
