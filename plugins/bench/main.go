package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/novation-dev/novation/plugins"
)

func main() {
	dir := flag.String("recap", filepath.Join("..", "testdata", "recap"), "folder with the modules and their cases")
	rounds := flag.Int("rounds", 15, "rounds in which all take turns")
	turn := flag.Duration("turn", 30*time.Millisecond, "time of a turn")
	only := flag.String("lang", "", "languages to measure, with commas; all when empty")
	check := flag.Bool("check", false, "end with status 1 when a threshold is missed")
	flag.Parse()
	missed, err := run(*dir, *only, *rounds, *turn)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
	if missed > 0 {
		fmt.Fprintf(os.Stderr, "\nbench: %d thresholds are missed\n", missed)
		if *check {
			os.Exit(1)
		}
	}
}

func run(dir, only string, rounds int, turn time.Duration) (missed int, err error) {
	all, err := subjects(dir)
	if err != nil {
		return 0, err
	}
	wanted := languages
	if only != "" {
		wanted = strings.Split(only, ",")
	}
	all = slices.DeleteFunc(all, func(s subject) bool { return !slices.Contains(wanted, s.lang) })
	if len(all) == 0 {
		return 0, fmt.Errorf("there is no module of %q in %s", wanted, dir)
	}
	r := &results{scaling: map[string]scale{}, cores: runtime.NumCPU(), platform: runtime.GOOS + "/" + runtime.GOARCH}
	for _, l := range wanted {
		if !slices.ContainsFunc(all, func(s subject) bool { return s.lang == l }) {
			r.missing = append(r.missing, l)
		}
	}
	for _, s := range all { // first, while this process is small
		fmt.Fprintln(os.Stderr, "beginning:", s.lang)
		b, err := begin(s, 5)
		if err != nil {
			return 0, fmt.Errorf("beginning, %s: %w", s.lang, err)
		}
		r.begin = append(r.begin, b)
	}
	// The collector runs when a heap has doubled: without this it would all the
	// time, and take one of the two cores.
	heap := make([]byte, podHeap)
	defer runtime.KeepAlive(heap)
	// One language after the other, each with a turn of native Go in each round.
	for _, s := range all {
		fmt.Fprintln(os.Stderr, "calling:", s.lang)
		if err := r.call(s, rounds, turn); err != nil {
			return 0, err
		}
	}
	return r.print(os.Stdout), nil
}

// podHeap is memory that this process holds while it calls, in bytes: less than
// a pod does, which runs a node of a chain.
const podHeap = 64 << 20

// call measures one language.
func (r *results) call(s subject, rounds int, turn time.Duration) error {
	defer debug.FreeOSMemory()
	all, err := contenders(s)
	defer func() {
		for _, c := range all {
			c.close()
		}
	}()
	if err != nil {
		return err
	}
	reference := native(s)
	if err := reference.verify(s); err != nil {
		return err
	}
	timings, err := measure(append(all, reference), rounds, turn)
	if err != nil {
		return err
	}
	last := len(timings) - 1
	timings[last].lang = s.lang
	r.timings = append(r.timings, timings...)
	e, rules, q, err := loaded(s, plugins.Config{})
	if err != nil {
		return err
	}
	defer e.Close(background)
	defer rules.Close()
	r.scaling[s.lang], err = scaling(func() error { _, err := rules.Apply(background, q); return err }, 3*rounds, 2*turn)
	return err
}
