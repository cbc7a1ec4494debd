package main

import (
	"errors"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/novation-dev/novation/plugins"
)

// A beginning is what it takes until the first reply of a module.
type beginning struct {
	lang  string
	bytes int
	// cold is with an empty cache, cached with one that holds the machine code,
	// as after a restart; from the bytes to the first reply.
	cold, cached time.Duration
	// own is what the runtime counts for an instance, beside the shared image;
	// resident is how much this process grew for each. In bytes; resident is 0
	// where the system does not tell.
	own, resident int
}

func begin(s subject, rounds int) (b beginning, err error) {
	b.lang, b.bytes = s.lang, len(s.module)
	dir, err := os.MkdirTemp("", "bench-")
	if err != nil {
		return b, err
	}
	defer os.RemoveAll(dir)
	var cold, cached []time.Duration
	for range rounds {
		cache, err := os.MkdirTemp(dir, "")
		if err != nil {
			return b, err
		}
		for i, into := range []*[]time.Duration{&cold, &cached, &cached} {
			took, err := first(s, cache)
			if err != nil {
				return b, err
			}
			if i != 1 { // the file system has it by then
				*into = append(*into, took)
			}
		}
	}
	b.cold, b.cached = median(cold), median(cached)
	// What a process grows by is never quite the same.
	var own, resident []int
	for range 3 {
		o, r, err := weigh(s, dir)
		if err != nil {
			return b, err
		}
		own, resident = append(own, o), append(resident, r)
	}
	b.own, b.resident = median(own), median(resident)
	return b, nil
}

// first is the time to the first reply.
func first(s subject, cache string) (time.Duration, error) {
	began := time.Now()
	e, r, q, err := loaded(s, plugins.Config{CacheDir: cache})
	if err != nil {
		return 0, err
	}
	_, err = r.Apply(background, q)
	took := time.Since(began)
	return took, errors.Join(err, r.Close(), e.Close(background))
}

// weigh finds out what an instance weighs, in bytes: as the runtime counts, and
// as this process grows, 0 where the system does not tell.
func weigh(s subject, cache string) (own, resident int, err error) {
	// The pool makes an instance when a call finds none, and at most one for each
	// processor: so let there be many, and as many callers.
	const callers = 32
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(callers))
	before, n := 0, 0
	// The first engine is there to have the threads and their caches, which are
	// not what is weighed. The instances of the second are.
	for range 2 {
		e, r, q, err := loaded(s, plugins.Config{CacheDir: cache})
		if err != nil {
			return 0, 0, err
		}
		defer e.Close(background)
		defer r.Close()
		in, err := e.Inspect(background, s.module, s.spec)
		if err != nil {
			return 0, 0, err
		}
		if _, err := r.Apply(background, q); err != nil {
			return 0, 0, err
		}
		own, before, n = in.InstanceBytes, anonymous(), e.Stats().Idle
		if _, err := calls(callers, 2*time.Second, func() error { _, err := r.Apply(background, q); return err }); err != nil {
			return 0, 0, err
		}
		n = e.Stats().Idle - n
	}
	if n > 0 && before > 0 {
		resident = max(0, anonymous()-before) / n
	}
	return own, resident, nil
}

// anonymous is the memory of this process that is no file, in bytes, without
// garbage.
func anonymous() int {
	debug.FreeOSMemory()
	b, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(b), "\nRssAnon:")
	kib, _, _ := strings.Cut(rest, " kB")
	n, _ := strconv.Atoi(strings.TrimSpace(kib))
	return n << 10
}
