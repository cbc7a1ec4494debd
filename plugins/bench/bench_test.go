package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/novation-dev/novation/plugins/abi"
)

func all(t *testing.T) []subject {
	t.Helper()
	s, err := subjects(filepath.Join("..", "testdata", "recap"))
	if err != nil {
		t.Fatal(err)
	}
	if testing.Short() {
		s = s[:1] // C is the first, and small
	}
	return s
}

// TestContenders: all give the right reply, over and over.
func TestContenders(t *testing.T) {
	for _, s := range all(t) {
		t.Run(s.lang, func(t *testing.T) {
			if err := native(s).verify(s); err != nil {
				t.Error(err)
			}
			c, err := contenders(s)
			if err != nil {
				t.Error(err)
			}
			if _, err := measure(c, 1, time.Millisecond); err != nil {
				t.Error(err)
			}
			for _, c := range c {
				if err := c.verify(s); err != nil {
					t.Error(err)
				}
				c.close()
			}
		})
	}
}

// TestVerify: a contender that answers something else is found out.
func TestVerify(t *testing.T) {
	s := all(t)[0]
	s.reply = append(bytes.Clone(s.reply), 0)
	if err := native(s).verify(s); err == nil {
		t.Error("a wrong reply was not seen")
	}
}

// TestAsPlugin: a module that cannot be made a plugin says so.
func TestAsPlugin(t *testing.T) {
	s := all(t)[0]
	if _, err := asPlugin(s.module, "nv_other", s.section.Buffer); err == nil || !strings.Contains(err.Error(), "nv_other") {
		t.Errorf("%v: want that nv_other is missing", err)
	}
	if _, err := asPlugin(s.module[:len(s.module)/2], abi.Apply, s.section.Buffer); err == nil {
		t.Error("half a module was accepted")
	}
}

func TestRatio(t *testing.T) {
	a := &timing{rounds: []time.Duration{10, 40, 30}}
	b := &timing{rounds: []time.Duration{5, 10, 10}}
	if got := ratio(a, b); got != 3 {
		t.Errorf("ratio %v, want 3: the median of 2, 4 and 3", got)
	}
	if got := a.p50(); got != 30 {
		t.Errorf("p50 %v, want 30", got)
	}
	if ratio(nil, b) != 0 || median([]int(nil)) != 0 {
		t.Error("what was not measured is not 0")
	}
}

func TestThresholds(t *testing.T) {
	for _, tt := range []struct {
		t    threshold
		want string
	}{
		{threshold{got: 4.5, limit: 4.5, most: true}, "ok"},
		{threshold{got: 4.6, limit: 4.5, most: true}, "MISSED"},
		{threshold{got: 5, limit: 5}, "ok"},
		{threshold{got: 4.9, limit: 5}, "MISSED"},
		{threshold{got: 0, limit: 5, most: true}, "MISSED"}, // it was not measured
		{threshold{got: 4.9, limit: 5, busy: true}, "NOT KNOWN: the machine is busy"},
		{threshold{got: 4.9}, ""},
	} {
		if got := tt.t.verdict(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.t, got, tt.want)
		}
	}
	// A report counts what is missed, and languages that are.
	slow := func(kind string, d time.Duration) *timing {
		return &timing{kind: kind, lang: "c", rounds: []time.Duration{d}}
	}
	r := &results{
		timings: []*timing{
			slow(kindNative, 10), slow(kindNovation, 46), slow(kindPlain, 10), slow(kindMetered, 13), slow(kindFresh, 460), slow(kindExtism, 230),
		},
		scaling: map[string]scale{"c": {1.8, 2}}, cores: 2, missing: []string{"rust"},
		begin: []beginning{{lang: "go", own: 299 << 10, resident: 301 << 10}},
	}
	var b bytes.Buffer
	// Native, metering, resident memory, and Rust.
	if got := r.print(&b); got != 4 || strings.Count(b.String(), "MISSED") != 3 {
		t.Errorf("%d missed, want 4\n%s", got, &b)
	}
}
