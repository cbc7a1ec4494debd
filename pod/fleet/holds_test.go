package fleet_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/pod/fleet"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
)

// A member holds a release while a record of its own is open, pinned or under way
// there, and while an auditor's retention is in force; not longer, and not for
// what lies elsewhere.
func TestHolds(t *testing.T) {
	w := ready(t)
	w.all(func(p *pod) { p.activate("1.1.0") })
	alpha := w.pods["alpha"]
	retain := func(version string, until time.Duration) {
		t.Helper()
		r := fleet.Retention{Line: line, Version: version, Until: time.Now().Add(until).Unix(), Reason: "tax office"}
		if err := alpha.Retain(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	forgetRecord := func() {
		alpha.update(func(tx store.Tx) error { return record.Remove(tx, evidence.Hash{1}) })
	}
	for _, step := range []struct {
		name string
		do   func()
		want string
	}{
		{"nothing", func() {}, ""},
		{"open elsewhere", func() { alpha.hold(2, "1.1.0", record.Open, true) }, ""},
		{"closed", func() { alpha.hold(1, "1.0.0", record.Closed, true) }, ""},
		{"open", func() { alpha.hold(1, "1.0.0", record.Open, false) }, "1 of its records are open under it"},
		{"pinned", func() { alpha.hold(1, "1.0.0", record.Open, true) }, "1 of them pinned"},
		{"under way", func() { alpha.hold(1, "1.0.0", record.Proposed, false) }, "1 records are under way"},
		{"gone", forgetRecord, ""},
		{"another release is kept", func() { retain("1.1.0", time.Hour) }, ""},
		{"kept", func() { retain("1.0.0", time.Hour) }, "an auditor's retention keeps crude-trade@1.0.0 until"},
		{"kept no more", func() { retain("1.0.0", -time.Hour) }, ""},
		{"the line is kept", func() { retain("", time.Hour) }, "retention keeps crude-trade@1.0.0"},
		{"a past one of the release does not end that of the line", func() { retain("1.0.0", -time.Hour) }, "retention keeps"},
		{"the line is kept no more", func() { retain("", -time.Hour) }, ""},
	} {
		step.do()
		why, err := alpha.Holds(t.Context(), bookOf("1.0.0"))
		if err != nil || (step.want == "") != (len(why) == 0) || !strings.Contains(strings.Join(why, "; "), step.want) {
			t.Errorf("%s: %q, %v; want %q", step.name, why, err, step.want)
		}
		if why, err := w.pods["beta"].Holds(t.Context(), bookOf("1.0.0")); err != nil || len(why) != 0 {
			t.Errorf("%s: beta holds %q, %v", step.name, why, err)
		}
	}
	all, err := alpha.Retentions(t.Context())
	if err != nil || len(all) != 6 || all[1].Of() != "crude-trade@1.0.0" || all[3].Of() != line || all[0].Block != 7 || all[0].Set == 0 {
		t.Errorf("retentions %+v, %v; want all six", all, err)
	}
}

func TestRetainRefuses(t *testing.T) {
	alpha := ready(t).pods["alpha"]
	for name, c := range map[string]struct {
		r    fleet.Retention
		want error
	}{
		"no reason":       {fleet.Retention{Line: line, Until: 9}, registry.ErrInvalid},
		"a long story":    {fleet.Retention{Line: line, Until: 9, Reason: "a\nb"}, registry.ErrInvalid},
		"no date":         {fleet.Retention{Line: line, Reason: "x"}, registry.ErrInvalid},
		"no such line":    {fleet.Retention{Line: "tea", Until: 9, Reason: "x"}, registry.ErrNotFound},
		"no such release": {fleet.Retention{Line: line, Version: "9.0.0", Until: 9, Reason: "x"}, registry.ErrNotFound},
	} {
		if err := alpha.Retain(t.Context(), c.r); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if all, err := alpha.Retentions(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("set nevertheless: %+v, %v", all, err)
	}
}

// Every place in the life of a release has its word.
func TestLife(t *testing.T) {
	w := newWorld(t)
	alpha := w.pods["alpha"]
	alpha.publish("1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0", "1.5.0", "1.6.0")
	for _, v := range []string{"1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0"} {
		alpha.activate(v)
	}
	alpha.view.Books[bookOf("1.0.0")].State = change.Retired
	alpha.view.Books[bookOf("1.2.0")].State = change.Suspended
	delete(alpha.view.Books, bookOf("1.3.0")) // its Book goes on with 1.4.0
	alpha.hold(1, "1.1.0", record.Open, false)
	alpha.update(withdraw("1.6.0"))
	lives := func() (all []fleet.Life) {
		r, err := alpha.Report(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range r.Held {
			all = append(all, h.Life)
		}
		return all
	}
	want := []fleet.Life{fleet.Retired, fleet.Draining, fleet.Suspended, fleet.Replaced, fleet.Active, fleet.Published, fleet.Withdrawn}
	got := lives()
	slices.Sort(got)
	slices.Sort(want)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	alpha.update(func(tx store.Tx) error { return record.Remove(tx, evidence.Hash{1}) })
	if got := lives(); !slices.Contains(got, fleet.Drained) || slices.Contains(got, fleet.Draining) {
		t.Errorf("after the last record: %v; want it drained", got)
	}
}
