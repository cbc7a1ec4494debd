// Package timing measures what a call of rules costs in time, in several ways of
// making it.
//
// The ways take turns, so that a machine that is busy for a while is busy for all
// of them, and each gets the same share of the time.
//
// # Dependencies
//
// None of ours.
package timing

import (
	"context"
	"slices"
	"time"
)

// A Way makes the call once and returns the gas it used.
type Way struct {
	Name string
	Call func(ctx context.Context) (gas uint64, err error)
}

// A Cost is what a way came to.
type Cost struct {
	Way string
	// Calls were made. P50 and P95 are quantiles of their times.
	Calls    int
	P50, P95 time.Duration
	// PerSecond is how many calls one goroutine makes.
	PerSecond float64
	// Gas is that of the last call.
	Gas uint64
}

// least is how often every way is called at least.
const least = 3

// Run lets the ways take turns for as long as budget says. The first call of each
// is not counted.
func Run(ctx context.Context, ways []Way, budget time.Duration) ([]Cost, error) {
	costs := make([]Cost, len(ways))
	times := make([][]time.Duration, len(ways))
	sums := make([]time.Duration, len(ways))
	for i, w := range ways {
		costs[i].Way = w.Name
		if _, err := w.Call(ctx); err != nil {
			return nil, err
		}
	}
	for began := time.Now(); ; {
		i := next(times, sums)
		if len(times[i]) >= least && time.Since(began) >= budget {
			break
		}
		at := time.Now()
		gas, err := ways[i].Call(ctx)
		took := time.Since(at)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		times[i], sums[i], costs[i].Gas = append(times[i], took), sums[i]+took, gas
	}
	for i := range costs {
		slices.Sort(times[i])
		n := len(times[i])
		costs[i].Calls, costs[i].P50, costs[i].P95 = n, times[i][n/2], times[i][n*95/100]
		costs[i].PerSecond = float64(n) / sums[i].Seconds()
	}
	return costs, nil
}

// next returns the way whose turn it is: one that has too few calls, or the one
// that has had the least time.
func next(times [][]time.Duration, sums []time.Duration) (turn int) {
	for i := range times {
		few, fewer := len(times[turn]) < least, len(times[i]) < least
		if fewer && !few || few == fewer && sums[i] < sums[turn] {
			turn = i
		}
	}
	return turn
}
