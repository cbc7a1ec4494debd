// Package bench measures what moving the state of a contract costs, from a
// thousand entries to a million.
//
// Each case has a node in a process of its own, with its chain on disk, so that
// what is measured here is the migration. The results are kept beside the code,
// with the pictures that are drawn from them; see README.md.
package bench

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/novation-dev/novation/migrate/contract"
)

var (
	sizes = flag.String("sizes", "1000,10000", "how many entries each case of the benchmark has")
	ways  = flag.String("ways", "in-place,stepped-copy,deferred-materialisation", "the ways that the benchmark takes")
	drain = flag.Int("drain", 100_000, "of deferred entries, how many at most are drained")
	keep  = flag.Bool("keep", false, "keep the results in results.json, and draw them")
)

// TestMain is a node when a test started it as one.
func TestMain(m *testing.M) {
	if order := os.Getenv(nodeOrder); order != "" {
		if err := serve(order); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// BenchmarkMove moves ledgers of several sizes in every way.
func BenchmarkMove(b *testing.B) {
	for way := range strings.SplitSeq(*ways, ",") {
		for size := range strings.SplitSeq(*sizes, ",") {
			n, err := strconv.Atoi(size)
			if err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("%s/%d", way, n), func(b *testing.B) {
				for b.Loop() {
					m := move(b, contract.Way(way), n, *drain)
					report(b, m)
					if *keep {
						keepResult(b, m)
					}
				}
			})
		}
	}
}

func report(b *testing.B, m *measure) {
	b.Helper()
	b.ReportMetric(m.GasPerEntry, "gas/entry")
	b.ReportMetric(float64(m.Switch), "gas/switch")
	b.ReportMetric(m.Read, "read/s")
	b.ReportMetric(m.Convert, "convert/s")
	b.ReportMetric(m.Refused, "s-refused")
	b.ReportMetric(m.Wall, "s-wall")
	b.ReportMetric(m.Heap, "MiB-heap")
}

// TestSwitchCostsTheSame holds deferred materialisation to its promise: what is
// moved later does not make the switch dearer. The other ways are the broken
// variant: with them, what is paid until the switch grows.
func TestSwitchCostsTheSame(t *testing.T) {
	few, many := move(t, contract.Deferred, 50, 50), move(t, contract.Deferred, 1_500, 1_500)
	if err := sameSwitch(few, many); err != nil {
		t.Error(err)
	}
	if many.Moved < 1_500 || many.GasPerEntry < 22_100 {
		t.Errorf("too cheap to be true: %+v", many)
	}
	if many.GasPerEntry > 27_000 {
		t.Errorf("an entry costs %.0f gas", many.GasPerEntry)
	}
	dearer := *many
	dearer.Switch += dearer.Switch / 50
	if sameSwitch(few, &dearer) == nil {
		t.Error("two percent more pass for the same")
	}
}

// sameSwitch reports a switch whose gas depends on the number of entries, by
// more than one percent.
func sameSwitch(a, b *measure) error {
	if a.Switch == 0 || b.Switch == 0 {
		return errors.New("a switch used no gas")
	}
	if diff := float64(b.Switch)/float64(a.Switch) - 1; diff > 0.01 || diff < -0.01 {
		return fmt.Errorf("the switch costs %d gas with %d entries and %d with %d", a.Switch, a.Entries, b.Switch, b.Entries)
	}
	return nil
}
