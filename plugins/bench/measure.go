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
// often they go around a loop that keeps a core busy: that is what the machine
// has to give at the moment.
type scale struct{ calls, machine float64 }

// leastFree is how much faster that loop must be on two cores for them to count
// as free.
const leastFree = 1.85

// leastRounds is in how many rounds they must be.
const leastRounds = 5

// free reports whether the machine had two cores to give.
func (s scale) free() bool { return s.machine >= leastFree }

// scaling returns the medians of the rounds in which two cores were free, or of
// all when there were too few. Other machines on the same processor come and go.
func scaling(call func() error, rounds int, turn time.Duration) (scale, error) {
	var all, free []scale
	for range rounds {
		before, err := calls(1, turn, spin)
		if err != nil {
			return scale{}, err
		}
		double, _ := calls(2, turn, spin)
		one, err := calls(1, turn, call)
		if err != nil {
			return scale{}, err
		}
		two, err := calls(2, turn, call)
		if err != nil {
			return scale{}, err
		}
		after, _ := calls(2, turn, spin)
		s := scale{two / one, min(double, after) / before}
		if all = append(all, s); s.free() {
			free = append(free, s)
		}
	}
	if len(free) >= leastRounds {
		all = free
	}
	var ours, machine []float64
	for _, s := range all {
		ours, machine = append(ours, s.calls), append(machine, s.machine)
	}
	return scale{median(ours), median(machine)}, nil
}

// spin works for some microseconds, with all that a core can do at once: a core
// that is shared with another thread shows.
func spin() error {
	var t [64]uint64
	a, b, c, d := uint64(time.Now().UnixNano()), uint64(2), uint64(3), uint64(4)
	for i := range uint64(4000) {
		a += t[i&63] ^ i
		b ^= a>>7 + i
		c += t[(i+17)&63] | i
		d ^= c<<3 + i
		t[(i+5)&63] = a + d
		if b&1 == 0 {
			c++
		}
	}
	if a+b+c+d == 0 {
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
