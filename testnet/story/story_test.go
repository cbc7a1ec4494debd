package story_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/testnet/story"
)

// stages are the stages of the story with the facts that each must have.
var stages = []struct {
	name  string
	facts []string
}{
	{"network", []string{"chain", "consortium", "pods"}},
	{"publish-1.0.0", []string{"digest", "rulesBytes"}},
	{"activate-1.0.0", []string{"change", "epoch", "way", "release", "book", "approved", "vetted", "gas", "blocks"}},
	{"trades", []string{"records", "decisions", "gas", "blocks"}},
	{"mismatch", []string{"record", "exit"}},
	{"publish-1.1.0", []string{"digest"}},
	{"activate-1.1.0", []string{"change", "epoch", "way", "rehearsed", "gas"}},
	{"amend", []string{"record", "gas"}},
	{"refuse-patch", []string{"exit", "needs", "findings"}},
	{"publish-2.0.0", []string{"digest"}},
	{"tampered", []string{"exit", "offset"}},
	{"activate-2.0.0", []string{"change", "epoch", "way", "rehearsed", "gas"}},
	{"pin", []string{"pinned"}},
	{"touch", []string{"touched", "novated", "invoiced", "gas"}},
	{"formula", []string{"record", "gas"}},
	{"finish", []string{"novated", "left", "gas"}},
	{"pinned", []string{"record", "version", "status", "gas"}},
	{"disagree", []string{"record", "exit"}},
	{"revert-plan", []string{"return", "losses", "taint", "untouched"}},
	{"revert", []string{"epoch", "returned", "stayed", "gas"}},
	{"forward", []string{"change", "epoch", "moved", "left", "gas"}},
	{"audit-verify", []string{"checks", "failed"}},
	{"audit-replay", []string{"decisions", "failed"}},
	{"audit-tampered", []string{"record", "offset", "exit"}},
	{"total", []string{"stages", "gas", "blocks", "records", "decisions", "memoryBytes"}},
}

// some are facts with values that follow from the story.
var some = map[string]map[string]any{
	"activate-1.0.0": {"epoch": uint64(1), "way": "none"},
	"trades":         {"records": 30, "decisions": 60},
	"mismatch":       {"exit": 3},
	"activate-1.1.0": {"epoch": uint64(2), "way": "none"},
	"refuse-patch":   {"exit": 3},
	"tampered":       {"exit": 3},
	"activate-2.0.0": {"epoch": uint64(3), "way": "convert-on-touch"},
	"pin":            {"pinned": 6},
	"pinned":         {"version": "1.1.0", "status": "closed"},
	"disagree":       {"exit": 3},
	"revert":         {"epoch": uint64(4)},
	"forward":        {"epoch": uint64(5)},
	"audit-verify":   {"failed": 0},
	"audit-replay":   {"failed": 0},
	"audit-tampered": {"exit": 3},
}

func TestStory(t *testing.T) {
	tell(t, story.Config{Trades: 30})
}

// The same journey on another kind of node. NOVATION_ANVIL names its program.
func TestStoryOnAnvil(t *testing.T) {
	program := os.Getenv("NOVATION_ANVIL")
	if program == "" {
		t.Skip("NOVATION_ANVIL does not name the anvil program")
	}
	tell(t, story.Config{Trades: 30, Node: anvil(t, program), Finality: "latest"})
}

func tell(t *testing.T, cfg story.Config) {
	t.Helper()
	var told []story.Step
	begun := 0
	cfg.Begin = func(string) { begun++ }
	cfg.Emit = func(s story.Step) { told = append(told, s) }
	if err := story.Tell(t.Context(), cfg); err != nil {
		t.Error(err)
	}
	var want, got []string
	for _, s := range stages {
		want = append(want, s.name)
	}
	for _, s := range told {
		got = append(got, s.Stage)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("stages (-want +got):\n%s", diff)
	}
	if begun != len(told) {
		t.Errorf("%d stages began, %d ended", begun, len(told))
	}
	for i, s := range told {
		if !s.OK || s.Text == "" {
			t.Errorf("stage %s: ok %t, %q", s.Stage, s.OK, s.Text)
		}
		for _, name := range stages[i].facts {
			if s.Facts[name] == nil || s.Facts[name] == "" {
				t.Errorf("stage %s has no fact %s: %v", s.Stage, name, s.Facts)
			}
		}
		for name, value := range some[s.Stage] {
			if text(s.Facts[name]) != text(value) {
				t.Errorf("stage %s: %s is %v, want %v", s.Stage, name, s.Facts[name], value)
			}
		}
		t.Logf("%6d ms  %s", s.MS, s.Stage)
	}
}
