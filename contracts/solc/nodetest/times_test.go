package nodetest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// What is promised: at the median over the inputs, at most so much of Node's time,
// and in all of its memory.
const (
	mostTime   = 1.3
	mostMemory = 2.0
)

// A timing is how long an input took, again and again.
type timing struct {
	name         string
	ours, theirs []time.Duration
}

// median sorts what it is given.
func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// report prints a table in Markdown, and fails if a promise is not kept.
func report(t *testing.T, version string, table []timing, ours, theirs uint64) {
	var b strings.Builder
	var ratios []float64
	fmt.Fprintf(&b, "\n| %s | ours | Node | ratio | fastest of each |\n|---|---:|---:|---:|---:|\n", version)
	for _, row := range table {
		o, n := median(row.ours), median(row.theirs)
		ratio := float64(o) / float64(n)
		ratios = append(ratios, ratio)
		fastest := float64(slices.Min(row.ours)) / float64(slices.Min(row.theirs))
		fmt.Fprintf(&b, "| %s | %.2f ms | %.2f ms | %.2f | %.2f |\n", row.name, 1e3*o.Seconds(), 1e3*n.Seconds(), ratio, fastest)
	}
	slices.Sort(ratios)
	time, memory := ratios[len(ratios)/2], float64(ours)/float64(theirs)
	fmt.Fprintf(&b, "| median | | | %.2f | |\n| peak memory | %d MiB | %d MiB | %.2f | |\n", time, ours>>20, theirs>>20, memory)
	fmt.Println(b.String())
	if time > mostTime {
		t.Errorf("%.2f of Node's time at the median, want at most %.2f", time, mostTime)
	}
	if memory > mostMemory {
		t.Errorf("%.2f of Node's memory, want at most %.2f", memory, mostMemory)
	}
}
