package watch_test

import (
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/cmd/novation/internal/watch"
	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// noon is when the tests look.
var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

var words = registry.DigestOf([]byte("demurrage is wrong"))

// proposed is a change that alpha has approved and gamma rejects, whose pod of
// beta stops.
func proposed() *watch.Snapshot {
	at := func(d time.Duration) uint64 { return uint64(noon.Add(d).Unix()) }
	return &watch.Snapshot{
		Members: []watch.Member{{"alpha", common.Address{1}}, {"beta", common.Address{2}}, {"gamma", common.Address{3}}},
		Change: api.Change{
			Hash: "0x3f2a1b0c00000000000000000000000000000000000000000000000000000000", Status: change.Proposed,
			Document: &change.Document{Plan: migrate.Plan{
				Line: "crude-trade", From: &migrate.Endpoint{Version: "1.1.0"}, To: migrate.Endpoint{Version: "2.0.0"},
			}},
			Approved: []string{"alpha"}, Rejected: []string{"gamma"}, Needed: 2, Required: []string{"beta"},
			Votes: []change.Vote{
				{Approver: common.Address{1}, Number: 1, Stance: change.Approving},
				{Approver: common.Address{3}, Number: 1, Stance: change.Rejecting, Reason: common.Hash(words)},
			},
			Vetted: []string{"alpha"}, Readiness: 3, Waits: []string{"1 of 2 approvals", "1 of 3 pods have vetted"},
			Deadlines: []change.Deadline{
				{At: at(-time.Minute), What: "what is over"},
				{At: at(90 * time.Second), What: "the activation window opens"},
				{At: at(26 * time.Hour), What: "the last activation window closes"},
			},
		},
		Pods: map[string]upgrade.Progress{
			"alpha": {Stage: upgrade.Vetted},
			"beta":  {Stage: upgrade.Fetched, Error: "verifying: the code hash of the Book in the manifest (0xaa) and the artefact (0xbb) differ"},
		},
	}
}

func TestTree(t *testing.T) {
	for name, c := range map[string]struct {
		edit  func(*watch.Snapshot)
		width int
		want  string
	}{
		"proposed": {func(*watch.Snapshot) {}, 100, `
0x3f2a1b0c  crude-trade 1.1.0 → 2.0.0  proposed
├── approved by 1 of 2
│   ├── ✓ alpha approved
│   ├── · beta has not voted, and must
│   └── ✗ gamma rejects it: reason withheld: digest WORDS
├── pods ready 1 of 3
│   ├── ✓ alpha vetted
│   ├── ✗ beta fetched, and stops: verifying: the code hash of the Book in the manifest (0xaa) and
│   │     the artefact (0xbb) differ
│   └── · gamma has not vetted
├── waits for
│   ├── · 1 of 2 approvals
│   └── · 1 of 3 pods have vetted
└── due
    ├── · the activation window opens in 1m 30s, at 2026-03-01 12:01:30 UTC
    └── · the last activation window closes in 1d 02h, at 2026-03-02 14:00:00 UTC`},
		"narrow, with words": {func(s *watch.Snapshot) {
			s.Change.Reasons = map[registry.Digest]string{words: "demurrage\nis wrong"}
			s.Change.Pause = &api.Pause{Until: 1, By: "gamma", Reason: words}
			s.Change.Deadlines, s.Silent = nil, "connection refused"
		}, 40, `
0x3f2a1b0c  crude-trade 1.1.0 → 2.0.0
proposed
├── approved by 1 of 2
│   ├── ✓ alpha approved
│   ├── · beta has not voted, and must
│   └── ✗ gamma rejects it: demurrage is
│         wrong
├── pods ready 1 of 3
│   ├── ✓ alpha vetted
│   ├── ✗ beta fetched, and stops:
│   │     verifying: the code hash of
│   │     the Book in the manifest
│   │     (0xaa) and the artefact (0xbb)
│   │     differ
│   ├── · gamma has not vetted
│   └── ✗ the pod that is asked does not
│         answer: connection refused
└── waits for
    ├── · 1 of 2 approvals
    ├── · 1 of 3 pods have vetted
    └── ✗ gamma has paused activations:
          demurrage is wrong`},
		"switched": {func(s *watch.Snapshot) {
			*s = *switched()
		}, 80, `
0x3f2a1b0c  crude-trade 1.1.0 → 2.0.0  activated, epoch 3
├── approved by 2 of 2
│   ├── ✓ alpha approved
│   ├── ✓ beta approved
│   └── · gamma has not voted
└── pods ready 3 of 3
    ├── ✓ alpha switched
    ├── ✓ beta switched
    └── ✓ gamma switched`},
	} {
		s := proposed()
		c.edit(s)
		got := s.Tree(noon, watch.Style{Width: c.width})
		var lines []string
		for line := range strings.Lines(got) {
			lines = append(lines, strings.TrimRight(line, " \n"))
		}
		want := strings.TrimPrefix(c.want, "\n")
		got = strings.ReplaceAll(unwrapped(lines), common.Hash(words).Hex(), "WORDS")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		for _, line := range lines {
			if n := len([]rune(line)); n > c.width {
				t.Errorf("%s: %d cells of %d: %q", name, n, c.width, line)
			}
		}
	}
}

// unwrapped joins a digest that was moved to a line of its own to what is before.
func unwrapped(lines []string) string {
	return strings.ReplaceAll(strings.Join(lines, "\n"), "\n│         0x", " 0x")
}

// switched is the change that all pods have switched to.
func switched() *watch.Snapshot {
	s := proposed()
	c := &s.Change
	c.Status, c.Epoch, c.Approved, c.Rejected, c.Waits, c.Deadlines = change.Activated, 3, []string{"alpha", "beta"}, nil, nil, nil
	c.Votes, c.Vetted = nil, []string{"alpha", "gamma", "beta"}
	for _, m := range s.Members {
		s.Pods[m.ID] = upgrade.Progress{Stage: upgrade.Switched}
	}
	return s
}

func TestEvents(t *testing.T) {
	first, last := proposed(), switched()
	told := proposed()
	told.Change.Reasons = map[registry.Digest]string{words: "demurrage is wrong"}
	told.Change.Pause = &api.Pause{Until: 1, By: "gamma", Reason: words}
	told.Silent = "connection refused"
	for name, c := range map[string]struct {
		before, after *watch.Snapshot
		want          []string
	}{
		"from nothing": {nil, first, []string{
			"proposed: crude-trade 1.1.0 → 2.0.0",
			"alpha  approved",
			"gamma  rejected: reason withheld: digest " + common.Hash(words).Hex(),
			"alpha  vetted: 1 of 3 pods are ready",
			"beta  stage: fetched",
			"beta  stops: verifying: the code hash of the Book in the manifest (0xaa) and the artefact (0xbb) differ",
			"waits: 1 of 2 approvals; 1 of 3 pods have vetted",
		}},
		"nothing new": {first, proposed(), nil},
		"words, a pause and silence": {first, told, []string{
			"gamma  reason: demurrage is wrong", "gamma  paused: demurrage is wrong", "silent: connection refused",
		}},
		"to the end": {told, last, []string{
			"beta  approved", "gamma  undecided", "gamma  vetted: 3 of 3 pods are ready", "beta  vetted: 3 of 3 pods are ready",
			"alpha  stage: switched", "beta  stage: switched", "gamma  stage: switched", "resumed", "answers", "status: activated, epoch 3",
		}},
	} {
		var got []string
		for _, e := range watch.Events(c.before, c.after, noon) {
			line, ok := strings.CutPrefix(e.String(), "2026-03-01 12:00:00 UTC  ")
			if !ok || e.Status != c.after.Change.Status || e.Change != c.after.Change.Hash {
				t.Errorf("%s: event %+v", name, e)
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestOver(t *testing.T) {
	behind := switched()
	behind.Pods["gamma"] = upgrade.Progress{Stage: upgrade.Vetted}
	nobody := switched()
	nobody.Pods = nil
	rejected := proposed()
	rejected.Change.Status = change.Rejected
	for name, c := range map[string]struct {
		s    *watch.Snapshot
		want bool
	}{
		"proposed": {proposed(), false}, "switched": {switched(), true}, "a pod behind": {behind, false},
		"no pod asked": {nobody, false}, "rejected": {rejected, true},
	} {
		if got := c.s.Over(); got != c.want {
			t.Errorf("%s: Over is %v", name, got)
		}
	}
}

// A drawing takes the place of the one before, whatever their heights.
func TestLive(t *testing.T) {
	for name, c := range map[string]struct {
		height int
		draw   []string
		want   []string
	}{
		"shorter":  {0, []string{"a\nbb\nccc", "x\n"}, []string{"x"}},
		"longer":   {0, []string{"a", "x\nyy\nz"}, []string{"x", "yy", "z"}},
		"the same": {0, []string{"aaaa", "bb"}, []string{"bb"}},
		"too high": {4, []string{"1\n2\n3\n4\n5", "1\n2\n3\n4\n6"}, []string{"1", "2", "… 3 more lines"}},
	} {
		var screen terminal
		l := &watch.Live{W: &screen, Height: c.height}
		for _, text := range c.draw {
			if err := l.Draw(text); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(c.want, screen.shown()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A terminal does what a real one does with the few sequences that are used.
type terminal struct {
	lines []string
	at    int
}

func (s *terminal) Write(b []byte) (int, error) {
	n := len(b)
	for text := string(b); text != ""; {
		switch {
		case strings.HasPrefix(text, "\x1b["):
			i := strings.IndexAny(text, "AKJ")
			switch text[i] {
			case 'A':
				for _, digit := range text[2:i] {
					s.at -= int(digit - '0')
				}
			case 'K':
			case 'J':
				s.lines = s.lines[:s.at]
			}
			text = text[i+1:]
		case text[0] == '\r':
			for len(s.lines) <= s.at {
				s.lines = append(s.lines, "")
			}
			s.lines[s.at], text = "", text[1:] // every line that is written is erased behind
		case text[0] == '\n':
			s.at, text = s.at+1, text[1:]
		default:
			i := strings.IndexAny(text, "\x1b\r\n")
			s.lines[s.at] += text[:i]
			text = text[i:]
		}
	}
	return n, nil
}

func (s *terminal) shown() []string { return s.lines[:s.at] }
