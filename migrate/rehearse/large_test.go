package rehearse_test

import (
	"os"
	"runtime"
	"strconv"
	"testing"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// BenchmarkRehearsal rehearses ledgers, whole or briefly, in place and deferred.
// SLOW makes them large.
func BenchmarkRehearsal(b *testing.B) {
	sizes := []int{1_000}
	if os.Getenv("SLOW") != "" {
		sizes = []int{1_000, 10_000, 100_000}
	}
	for _, n := range sizes {
		alloc, s := migratetest.LedgerAlloc(n, n/10)
		c, err := chain.Dial(b.Context(), chain.Config{URL: nodetest.Start(b, node.Config{Alloc: alloc}).HTTPURL()})
		if err != nil {
			b.Fatal(err)
		}
		migratetest.Call(b, c, migratetest.Key(0), migratetest.Address(0), nil, "") // a first block
		for _, way := range []contract.Way{contract.InPlace, contract.Deferred} {
			b.Run(string(way)+"/"+strconv.Itoa(n), func(b *testing.B) {
				in := inputOf(b, c, s, s.Map)
				in.Map.Way = way
				for b.Loop() {
					r := rehearsed(b, in, true)
					if !r.Probes.OK() {
						b.Error(r.Findings)
					}
					b.ReportMetric(float64(r.Outcome.Gas)/float64(n+n/10*3), "gas/slot")
				}
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(m.Sys)/(1<<20), "MiB-sys")
			})
		}
		c.Close()
	}
}
