package lifecycle_test

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// What a thousand interleavings have to show: each kind of step both allowed and
// refused, and each of the things that some allowed steps do often enough that
// none of it takes luck. Rarer ones are counted.
var (
	kinds = []string{
		"abort", "activate", "agree", "anchor", "approve", "attest", "lift", "pause", "postpone", "prepare", "propose", "retire", "revert",
		"set members", "vote", "withdraw",
	}
	things = []string{
		"a change took the place of a prepared one", "a change was voted down", "a mind was changed",
		"activated after a delay", "activated in a later window", "activated with calls",
		"activated with more approvals than usual", "activated with who is required", "another member aborted",
		"members changed while a change was prepared",
	}
)

// fresh is after how many interleavings another chain begins. A chain in memory
// looks through all that it holds with every block, so a long one takes its time.
const fresh = 20

// Whatever members and pods do in whatever order, the contract does what the
// model says, and a pod that follows the events knows it: 1,000 interleavings
// with SLOW=1, each time others unless -rapid.seed is given, and fewer otherwise,
// always the same.
func TestInterleavings(t *testing.T) {
	n, seen := newNet(t), newTally()
	runs, seed := 30, "1"
	switch {
	case os.Getenv("SLOW") != "":
		runs, seed = 1000, "0"
	case testing.Short():
		runs = 6
	}
	interleave(t, runs, seed, func(rt *rapid.T) {
		if seen.runs%fresh == fresh-1 {
			n.close()
			n = newNet(t)
		}
		play(newWorld(rt, n, seen), func(what string) uint64 { return rapid.Uint64().Draw(rt, what) })
		seen.runs++
	})
	seen.log(t)
	// rapid ends early, and content, when the time for the test does.
	if seen.runs < runs {
		t.Errorf("%d of %d interleavings were played: give the test more time", seen.runs, runs)
	}
	if runs < 1000 {
		return
	}
	for _, what := range kinds {
		if n := seen.steps[what]; n[1] == 0 || n[0] == n[1] {
			t.Errorf("%s: %d of %d were allowed: the interleavings say too little about it", what, n[1], n[0])
		}
	}
	for _, what := range things {
		if seen.saw[what] == 0 {
			t.Errorf("it never came to this: %s", what)
		}
	}
}

// log tells what was counted.
func (c *tally) log(t *testing.T) {
	all := [2]int{}
	for _, what := range slices.Sorted(maps.Keys(c.steps)) {
		n := c.steps[what]
		t.Logf("%-45s %6d tried %6d allowed", what, n[0], n[1])
		all[0], all[1] = all[0]+n[0], all[1]+n[1]
	}
	for _, what := range slices.Sorted(maps.Keys(c.saw)) {
		t.Logf("%-45s %6d times", what, c.saw[what])
	}
	t.Logf("%d interleavings, %d steps, %d of them allowed", c.runs, all[0], all[1])
}

// A model or a View that is wrong in one thing is found out. Every fault is
// looked for from the same start, so that it is found in the same interleaving
// each time, well before the most that are played.
func TestPlantedDivergences(t *testing.T) {
	faults, most := []string{"pauses do not hold", "rejections end nothing", "View: Prepared"}, 60
	if os.Getenv("SLOW") != "" {
		most = 200 // some are rarer
		faults = append(faults, "a revert keeps the epoch", "View: Withdrawn", "votes have no numbers", "windows open once", "members who left count",
			"View: Voted", "View: Paused", "View: Resolved", "View: Replaced", "View: Refused", "View: Postponed", "View: MembersChanged")
	}
	for _, fault := range faults {
		t.Run(fault, func(t *testing.T) {
			n, random := newNet(t), rand.New(rand.NewPCG(1, 2))
			for i := range most {
				if i%fresh == fresh-1 {
					n.close()
					n = newNet(t)
				}
				if why := diverges(n, fault, random); why != "" {
					t.Logf("found in interleaving %d: %.200s", i+1, why)
					return
				}
			}
			t.Errorf("%d interleavings do not find it", most)
		})
	}
}

// A divergence is what ends an interleaving outside of rapid.
type divergence string

type catcher struct{}

func (catcher) Helper()                      {}
func (catcher) Errorf(f string, args ...any) { panic(divergence(fmt.Sprintf(f, args...))) }
func (catcher) Fatalf(f string, args ...any) { panic(divergence(fmt.Sprintf(f, args...))) }

// diverges plays one interleaving with a fault, and says what came of it.
func diverges(n *net, fault string, random *rand.Rand) (why string) {
	defer func() {
		if r := recover(); r != nil {
			d, ok := r.(divergence)
			if !ok {
				panic(r)
			}
			why = string(d)
		}
	}()
	w := newWorld(catcher{}, n, newTally())
	w.fault, w.model.fault = fault, fault
	play(w, func(string) uint64 { return random.Uint64() })
	return ""
}

// interleave checks a property so many times, from a seed unless one is given on
// the command line; 0 is another one each time.
func interleave(t *testing.T, runs int, seed string, property func(*rapid.T)) {
	t.Helper()
	if testing.Short() {
		runs *= 5 // rapid makes a fifth of it
	}
	set(t, "rapid.checks", strconv.Itoa(runs))
	if flag.Lookup("rapid.seed").Value.String() == "0" {
		set(t, "rapid.seed", seed)
	}
	rapid.Check(t, property)
}

// set gives a flag another value for the length of a test.
func set(t *testing.T, name, value string) {
	t.Helper()
	v := flag.Lookup(name).Value
	before := v.String()
	t.Cleanup(func() { _ = v.Set(before) })
	if err := v.Set(value); err != nil {
		t.Fatal(err)
	}
}
