package change_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

func again(period uint64) *change.Change {
	return &change.Change{Status: change.Proposed, Struct: typed.Change{
		NotBefore: 100, NotAfter: 110, Expiry: 235, MemberEpoch: 1, Policy: typed.Policy{Period: period}.Word(),
	}}
}

func TestWindow(t *testing.T) {
	type window struct {
		From, Until uint64
		OK          bool
	}
	for name, c := range map[string]struct {
		period, postponed, now uint64
		want                   window
	}{
		"before":                       {0, 0, 5, window{100, 110, true}},
		"in":                           {0, 0, 110, window{100, 110, true}},
		"after":                        {0, 0, 111, window{}},
		"postponed":                    {0, 105, 101, window{105, 110, true}},
		"first of many":                {60, 0, 5, window{100, 110, true}},
		"between":                      {60, 0, 111, window{160, 170, true}},
		"second":                       {60, 0, 165, window{160, 170, true}},
		"last, cut off by the expiry":  {65, 0, 231, window{230, 235, true}},
		"after the last":               {60, 0, 231, window{}},
		"postponed into the second":    {60, 161, 5, window{161, 170, true}},
		"postponed to between":         {60, 120, 5, window{160, 170, true}},
		"postponed after the last one": {60, 232, 5, window{}},
	} {
		ch := again(c.period)
		ch.PostponedUntil = c.postponed
		var got window
		got.From, got.Until, got.OK = ch.Window(c.now)
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestDeadline(t *testing.T) {
	v := &change.View{MemberEpoch: 1, Time: 50}
	c := again(60)
	for _, want := range []struct {
		time, at uint64
		what     string
	}{
		{50, 100, "the activation window opens"},
		{105, 110, "the activation window closes, and opens again later"},
		{120, 160, "the activation window opens"},
		{236, 0, ""},
	} {
		v.Time = want.time
		if at, what := v.Deadline(c); at != want.at || what != want.what {
			t.Errorf("at %d: %d, %q; want %d, %q", want.time, at, what, want.at, want.what)
		}
	}
	c.Status, c.ActivatedAt, c.Struct.RevertWindow, c.Struct.Parent = change.Activated, 230, 10, [32]byte{1}
	if at, what := v.Deadline(c); at != 240 || what != "the revert window closes" {
		t.Errorf("an active change: %d, %q", at, what)
	}
}

// All that is due is told, the next first, and what is over is not.
func TestDeadlines(t *testing.T) {
	v := &change.View{MemberEpoch: 1, Time: 50, Pauses: map[registry.Digest]change.Pause{{}: {Until: 130, Reason: common.Hash{7}}}}
	c := again(60)
	what := func() (all []string) {
		for _, d := range v.Deadlines(c) {
			all = append(all, fmt.Sprint(d.At, " ", d.What))
		}
		return all
	}
	for at, want := range map[uint64][]string{
		50: {
			"100 the activation window opens", "110 the activation window closes, and opens again later",
			"130 the pause of activations ends", fmt.Sprint(c.Last(), " the last activation window closes"),
		},
		131: {"160 the activation window opens", "170 the activation window closes, and opens again later", fmt.Sprint(c.Last(), " the last activation window closes")},
		999: nil,
	} {
		v.Time = at
		if d := cmp.Diff(want, what()); d != "" {
			t.Errorf("at %d (-want +got):\n%s", at, d)
		}
	}
	v.Time, c.Status, c.ActivatedAt, c.Struct.RevertWindow, c.Struct.Parent = 235, change.Activated, 230, 10, [32]byte{1}
	if d := cmp.Diff([]string{"240 the revert window closes"}, what()); d != "" {
		t.Errorf("activated (-want +got):\n%s", d)
	}
}

// The reasons of a change are those of its votes, of its revert, and of the pause
// that holds it up now, each once.
func TestReasonsOf(t *testing.T) {
	line := [32]byte{3}
	v := &change.View{MemberEpoch: 1, Time: 50, Pauses: map[registry.Digest]change.Pause{line: {Until: 60, Reason: common.Hash{3}}}}
	c := again(60)
	c.Struct.Line = line
	c.Votes = []change.Vote{{Reason: common.Hash{1}}, {}, {Reason: common.Hash{2}}, {Reason: common.Hash{1}}}
	v.Changes = map[common.Hash]*change.Change{{9}: c}
	if d := cmp.Diff([]registry.Digest{{1}, {2}, {3}}, v.ReasonsOf(c)); d != "" {
		t.Errorf("while paused (-want +got):\n%s", d)
	}
	v.Time = 61
	if d := cmp.Diff([]registry.Digest{{1}, {2}}, v.ReasonsOf(c)); d != "" {
		t.Errorf("afterwards (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]registry.Digest{{1}, {2}, {3}}, v.Reasons()); d != "" {
		t.Errorf("of all (-want +got):\n%s", d)
	}
}

func TestIsReason(t *testing.T) {
	for words, want := range map[string]bool{
		"prices differ\n\tby 2 %": true, "Maß": true, "": false, "\x1b[2J": false, "\xff": false, "\u202eback": false,
		strings.Repeat("a", change.MaxReason): true, strings.Repeat("a", change.MaxReason+1): false,
	} {
		if got := change.IsReason([]byte(words)); got != want {
			t.Errorf("%.20q: %v", words, got)
		}
	}
}

// What approvals fell away for, and what a policy asks for, is said.
func TestWhatIsMissing(t *testing.T) {
	a, b := common.Address{1}, common.Address{2}
	v := &change.View{MemberEpoch: 1, Threshold: 2, Approvers: []common.Address{a, b}, Time: 50, Agreements: map[uint32]change.Agreement{1: {Quorum: 1, Until: 60}}}
	c := again(0)
	c.Struct.Policy = typed.Policy{Class: 1, Required: 2}.Word()
	c.Approved = []common.Address{a}
	if got := v.Needed(c); got != 1 {
		t.Errorf("by agreement it needs %d, want 1", got)
	}
	if d := cmp.Diff([]int{1}, v.Missing(c)); d != "" {
		t.Errorf("missing (-want +got):\n%s", d)
	}
	c.Rejected = []common.Address{b}
	if got := v.Needed(c); got != 2 {
		t.Errorf("with a rejection it needs %d, want 2", got)
	}
	c.Rejected, v.Time = nil, 61
	if got := v.Needed(c); got != 2 {
		t.Errorf("after the agreement it needs %d, want 2", got)
	}
	if why := v.FellAway(c); why != "" {
		t.Errorf("nothing fell away: %q", why)
	}
	v.MemberEpoch = 2
	if why := v.FellAway(c); why != "1 approvals and 0 attestations fell away: they were given as member set 1, and 2 is in force" {
		t.Errorf("what fell away: %q", why)
	}
	v.Pauses = map[registry.Digest]change.Pause{{}: {Until: 61}, {9}: {Until: 70}}
	for line, want := range map[registry.Digest]uint64{{1}: 61, {9}: 70} {
		if got := v.PausedUntil(line); got != want {
			t.Errorf("line %s is paused until %d, want %d", line, got, want)
		}
	}
}
