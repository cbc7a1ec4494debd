package main

import (
	"runtime"
	"slices"
	"sync"
	"time"
)

// A timing is what a contender needed: one median for each round.
type timing struct {
	kind, lang string
	rounds     []time.Duration
}

// p50 is the median of the medians.
func (t *timing) p50() time.Duration { return median(t.rounds) }

// measure lets all contenders take turns. A turn lasts about as long as is said,
// and has at least 20 calls.
func measure(all []*contender, rounds int, turn time.Duration) ([]*timing, error) {
	out := make([]*timing, len(all))
	for i, c := range all {
		out[i] = &timing{kind: c.kind, lang: c.lang}
	}
	times := make([]time.Duration, 0, 1<<16)
	for round := range rounds + 1 { // the first one warms up
		for i, c := range all {
			times = times[:0]
			runtime.GC() // nobody pays for another's garbage
			for began := time.Now(); len(times) < 20 || time.Since(began) < turn; {
				if c.renew != nil && len(times)%renewEvery == 0 {
					if err := c.renew(); err != nil {
						return nil, err
					}
				}
				start := time.Now()
				if err := c.call(); err != nil {
					return nil, err
				}
				times = append(times, time.Since(start))
			}
			if round > 0 {
				out[i].rounds = append(out[i].rounds, median(times))
			}
		}
	}
	return out, nil
}

func median[T int | float64 | time.Duration](all []T) T {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Clone(all)
	slices.Sort(sorted)
	return sorted[len(sorted)/2]
}

// ratio is the median of a over b in the same round: what slowed the machine in
// a round slowed both.
func ratio(a, b *timing) float64 {
	if a == nil || b == nil {
		return 0
	}
	var all []float64
	for i := range min(len(a.rounds), len(b.rounds)) {
		all = append(all, float64(a.rounds[i])/float64(b.rounds[i]))
	}
	return median(all)
}

// A scale says how many calls two goroutines make for each call of one, and how
// often they go around a loop that touches nothing: that is what the machine has
// to give at the moment.
type scale struct{ calls, machine float64 }

// free reports whether the machine had two cores to give.
func (s scale) free() bool { return s.machine >= leastFree }

// scaling returns the medians of some rounds.
func scaling(call func() error, rounds int, turn time.Duration) (scale, error) {
	var ours, machine []float64
	for range rounds {
		one, err := calls(1, turn, call)
		if err != nil {
			return scale{}, err
		}
		single, _ := calls(1, turn, spin)
		two, err := calls(2, turn, call)
		if err != nil {
			return scale{}, err
		}
		double, _ := calls(2, turn, spin)
		ours, machine = append(ours, two/one), append(machine, double/single)
	}
	return scale{median(ours), median(machine)}, nil
}

// spin works for some microseconds.
func spin() error {
	x := uint64(time.Now().UnixNano())
	for range 5000 {
		x = x*6364136223846793005 + 1442695040888963407
	}
	if x == 0 {
		return errReply // so that the loop is not left out
	}
	return nil
}

// calls counts how many calls n goroutines make in a second.
func calls(n int, turn time.Duration, call func() error) (float64, error) {
	counts, errs := make([]int, n), make([]error, n)
	var wg sync.WaitGroup
	began := time.Now()
	for i := range n {
		wg.Go(func() {
			count := 0
			for time.Since(began) < turn && errs[i] == nil {
				errs[i] = call()
				count++
			}
			counts[i] = count
		})
	}
	wg.Wait()
	total := 0
	for i := range n {
		if errs[i] != nil {
			return 0, errs[i]
		}
		total += counts[i]
	}
	return float64(total) / time.Since(began).Seconds(), nil
}
