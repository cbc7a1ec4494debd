package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// A threshold is what the rules runtime must show: a ratio or a size that is at
// most, or at least, the limit. A limit of 0 means that there is none.
type threshold struct {
	what  string
	got   float64
	limit float64
	most  bool // the limit is the most that is allowed
	busy  bool // the machine was too busy to tell
}

// missed reports whether a threshold is missed.
func (t threshold) missed() bool {
	switch {
	case t.limit == 0, t.busy:
		return false
	case t.got <= 0: // it was not measured
		return true
	case t.most:
		return t.got > t.limit
	default:
		return t.got < t.limit
	}
}

func (t threshold) verdict() string {
	switch {
	case t.limit == 0:
		return ""
	case t.busy:
		return "NOT KNOWN: the machine is busy"
	case t.missed():
		return "MISSED"
	default:
		return "ok"
	}
}

func (t threshold) bound() string {
	switch {
	case t.limit == 0:
		return "–"
	case t.most:
		return fmt.Sprintf("≤ %.4g", t.limit)
	default:
		return fmt.Sprintf("≥ %.4g", t.limit)
	}
}

// What is required of each language. Faster than Extism means more than once as
// fast.
var (
	overNative = map[string]float64{"c": 4.5, "assemblyscript": 7, "rust": 7.5, "go": 20}
	underPool  = map[string]float64{"c": 5, "assemblyscript": 1, "rust": 1, "go": 1}
	underFresh = map[string]float64{"c": 10, "go": 80}
)

const (
	mostMetering  = 1.25
	leastScaling  = 1.7
	mostInstance  = 300 << 10 // bytes of a pooled instance of the Go module
	instancesLang = "go"
)

// results are all that was measured.
type results struct {
	timings  []*timing
	scaling  map[string]scale
	begin    []beginning
	missing  []string // languages without a module
	cores    int
	platform string
}

func (r *results) of(kind, lang string) *timing {
	i := slices.IndexFunc(r.timings, func(t *timing) bool { return t.kind == kind && t.lang == lang })
	if i < 0 {
		return nil
	}
	return r.timings[i]
}

// langs returns the languages that were measured.
func (r *results) langs() (all []string) {
	for _, l := range languages {
		if r.of(kindNovation, l) != nil {
			all = append(all, l)
		}
	}
	return all
}

// thresholds compares what was measured with what must be shown.
func (r *results) thresholds() (all []threshold) {
	add := func(got, limit float64, most bool, format string, a ...any) {
		all = append(all, threshold{what: fmt.Sprintf(format, a...), got: got, limit: limit, most: most})
	}
	for _, l := range r.langs() {
		ours := r.of(kindNovation, l)
		add(ratio(ours, r.of(kindNative, l)), overNative[l], true, "%s: novation over native Go", l)
		add(ratio(r.of(kindMetered, l), r.of(kindPlain, l)), mostMetering, true, "%s: metered over unprotected, both wazero and pooled", l)
		for _, other := range []struct {
			kind  string
			limit float64
		}{
			{kindExtism, underPool[l]},
			{kindFresh, underFresh[l]},
			{kindFreshFuel, 0},
			{kindFreshEp, 0},
			{kindFuel, 0},
			{kindEpoch, 0},
			{kindPlain, 0},
		} {
			add(ratio(r.of(other.kind, l), ours), other.limit, false, "%s: %s, over novation", l, other.kind)
		}
		add(r.scaling[l].calls, leastScaling, false, "%s: calls of two goroutines over those of one (a busy loop: %.2f)", l, r.scaling[l].machine)
		all[len(all)-1].busy = !r.scaling[l].free()
	}
	for _, b := range r.begin {
		if b.lang == instancesLang {
			add(float64(b.own)/1024, mostInstance/1024, true, "%s: KiB of a pooled instance, as the runtime counts", b.lang)
			if b.resident > 0 {
				add(float64(b.resident)/1024, mostInstance/1024, true, "%s: KiB of a pooled instance, as the process grows", b.lang)
			}
		}
	}
	return all
}

// print writes tables for people. It returns how many thresholds are missed.
func (r *results) print(w io.Writer) int {
	langs := r.langs()
	fmt.Fprintf(w, "%s, %d cores\n\np50 of one call of a 1 KB request, in µs\n\n", r.platform, r.cores)
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	fmt.Fprintf(t, "\t%s\n", strings.Join(langs, "\t"))
	for _, kind := range []string{kindNative, kindNovation, kindPlain, kindMetered, kindFresh, kindExtism, kindFuel, kindEpoch, kindFreshFuel, kindFreshEp} {
		fmt.Fprint(t, kind)
		for _, l := range langs {
			fmt.Fprintf(t, "\t%s", micros(r.of(kind, l)))
		}
		fmt.Fprintln(t)
	}
	t.Flush()
	fmt.Fprintf(w, "\nFrom the bytes to the first reply\n\n")
	t = tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	fmt.Fprintf(t, "\tmodule\tcold\tcached\tper instance\tresident per instance\n")
	for _, b := range r.begin {
		fmt.Fprintf(t, "%s\t%.2f MB\t%d ms\t%d ms\t%d KiB\t%d KiB\n", b.lang, float64(b.bytes)/1e6,
			b.cold.Milliseconds(), b.cached.Milliseconds(), b.own>>10, b.resident>>10)
	}
	t.Flush()
	fmt.Fprintf(w, "\nRatios\n\n")
	t = tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	missed := 0
	for _, s := range r.thresholds() {
		fmt.Fprintf(t, "%s\t%.2f\t%s\t%s\n", s.what, s.got, s.bound(), s.verdict())
		if s.missed() {
			missed++
		}
	}
	t.Flush()
	for _, l := range r.missing {
		fmt.Fprintf(w, "%s: there is no module\n", l)
		missed++
	}
	if r.cores < 2 {
		fmt.Fprintln(w, "two goroutines need two cores")
	}
	return missed
}

func micros(t *timing) string {
	if t == nil {
		return "–"
	}
	return fmt.Sprintf("%.2f", float64(t.p50())/float64(time.Microsecond))
}
