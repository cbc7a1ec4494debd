package watch

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// An Event is one thing that happened to a change, or about it.
type Event struct {
	// Time is when it was noticed.
	Time time.Time `json:"time"`
	// Change is the hash of the change, Status its status after the event.
	Change string        `json:"change"`
	Status change.Status `json:"status"`
	// Event is proposed, status, approved, rejected, undecided, reason, vetted,
	// stage, stops, moves, paused, resumed, waits, silent or answers.
	Event string `json:"event"`
	// Member is who did it, or whose pod; "" for an event of the whole.
	Member string `json:"member,omitempty"`
	// Text says more, for people.
	Text string `json:"text,omitempty"`
}

// String renders an event as a line.
func (e Event) String() string {
	words := []string{e.Time.UTC().Format("2006-01-02 15:04:05 UTC")}
	for _, w := range []string{e.Member, e.Event} {
		if w != "" {
			words = append(words, w)
		}
	}
	line := strings.Join(words, "  ")
	if e.Text != "" {
		line += ": " + e.Text
	}
	return line
}

// Events returns what happened between two snapshots, in a stable order. Before
// the first, nil, nothing had.
func Events(before, after *Snapshot, now time.Time) (all []Event) {
	first := before == nil
	if first {
		before = &Snapshot{}
	}
	c := &after.Change
	add := func(event, member, format string, a ...any) {
		all = append(all, Event{now, c.Hash, c.Status, event, member, fmt.Sprintf(format, a...)})
	}
	if first {
		add("proposed", "", "%s", Move(c))
	}
	voted(before, after, add)
	for _, m := range fresh(before.Change.Vetted, c.Vetted) {
		add("vetted", m, "%d of %d pods are ready", len(c.Vetted), c.Readiness)
	}
	progressed(before, after, add)
	held(before, after, add)
	if c.Status != before.Change.Status && (!first || c.Status != change.Proposed) {
		add("status", "", "%s", after.stands())
	}
	if !slices.Equal(before.Change.Waits, c.Waits) && len(c.Waits) > 0 {
		add("waits", "", "%s", strings.Join(c.Waits, "; "))
	}
	return all
}

// An adder adds an event.
type adder func(event, member, format string, a ...any)

// voted adds what members think now and did not before.
func voted(before, after *Snapshot, add adder) {
	for _, v := range []struct {
		event       string
		before, now []string
	}{
		{"approved", before.Change.Approved, after.Change.Approved},
		{"rejected", before.Change.Rejected, after.Change.Rejected},
	} {
		for _, m := range fresh(v.before, v.now) {
			add(v.event, m, "%s", after.words(m))
		}
		for _, m := range fresh(v.now, v.before) {
			if !slices.Contains(after.Change.Approved, m) && !slices.Contains(after.Change.Rejected, m) {
				add("undecided", m, "%s", after.words(m))
			}
		}
	}
	for _, v := range before.Change.Votes {
		d := registry.Digest(v.Reason)
		if _, known := before.Change.Reasons[d]; known {
			continue
		}
		if _, known := after.Change.Reasons[d]; known {
			add("reason", after.name(v.Approver), "%s", after.Change.Words(d))
		}
	}
}

// progressed adds how far pods have come, and what stops them.
func progressed(before, after *Snapshot, add adder) {
	for _, m := range after.Members {
		was, is := before.Pods[m.ID], after.Pods[m.ID]
		if is.Stage != was.Stage && is.Stage != "" && is.Stage != upgrade.Vetted {
			add("stage", m.ID, "%s", is.Stage)
		}
		if is.Error != was.Error && is.Error != "" {
			add("stops", m.ID, "%s", is.Error)
		}
	}
	for i, m := range after.Change.Moves {
		phase := ""
		if i < len(before.Change.Moves) {
			phase = before.Change.Moves[i].Phase
		}
		if m.Phase != phase {
			add("moves", "", "%s: %s", m.Contract, m.Phase)
		}
	}
}

// held adds pauses, and a pod that does not answer.
func held(before, after *Snapshot, add adder) {
	switch was, is := before.Change.Pause, after.Change.Pause; {
	case is != nil && (was == nil || *was != *is):
		add("paused", is.By, "%s", after.Change.Words(is.Reason))
	case is == nil && was != nil:
		add("resumed", "", "")
	}
	switch {
	case before.Silent == "" && after.Silent != "":
		add("silent", "", "%s", after.Silent)
	case before.Silent != "" && after.Silent == "":
		add("answers", "", "")
	}
}

// fresh returns what is in now and was not before.
func fresh(before, now []string) []string {
	return slices.DeleteFunc(slices.Clone(now), func(s string) bool { return slices.Contains(before, s) })
}
