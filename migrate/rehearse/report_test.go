package rehearse_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/probe"
	"github.com/novation-dev/novation/migrate/rehearse"
)

// TestReady: one bad finding, or something left out, is enough.
func TestReady(t *testing.T) {
	for name, test := range map[string]struct {
		report rehearse.Report
		want   bool
	}{
		"nothing found":  {rehearse.Report{Complete: true}, true},
		"left something": {rehearse.Report{}, false},
		"a warning":      {rehearse.Report{Complete: true, Findings: []rehearse.Finding{{Level: rehearse.Warning}}}, true},
		"something bad": {rehearse.Report{Complete: true, Findings: []rehearse.Finding{
			{Level: rehearse.Note}, {Level: rehearse.Bad}, {Level: rehearse.Warning},
		}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := test.report.Ready(); got != test.want {
				t.Errorf("ready is %v", got)
			}
			var text, page bytes.Buffer
			if err := test.report.Text(&text); err != nil {
				t.Fatal(err)
			}
			if err := test.report.HTML(&page, ""); err != nil {
				t.Fatal(err)
			}
			for _, out := range []string{text.String(), page.String()} {
				if strings.Contains(out, "NOT READY") == test.want {
					t.Errorf("the verdict is wrong in %s", out)
				}
			}
		})
	}
}

// TestPage: what contracts answer is data on the page, whatever it looks like.
func TestPage(t *testing.T) {
	const script = "<script>alert(1)</script>"
	r := rehearse.Report{
		Name: script, Outcome: &rehearse.Outcome{Steps: []rehearse.Step{{Name: script}}},
		Reverted: &rehearse.Reverted{Losses: []execute.Loss{{Path: script}}},
		Probes: &probe.Comparison{
			Differences: []probe.Difference{{Function: script, Args: []string{script}, Before: script, After: script}},
			Gone:        []string{script}, Skipped: []probe.Skip{{Function: script, Why: script}},
		},
		Findings: []rehearse.Finding{{Level: rehearse.Bad, Code: script, Text: script}},
		Crashes:  []rehearse.Crash{{During: script, Point: script}}, Aborts: []rehearse.Aborted{{Point: script}},
	}
	var page bytes.Buffer
	if err := r.HTML(&page, "<svg>picture</svg>"); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page.String(), "<script") || !strings.Contains(page.String(), "<svg>picture</svg>") {
		t.Errorf("the page is %s", &page)
	}
	var back rehearse.Report
	if err := json.Unmarshal(r.Encode(), &back); err != nil || back.Digest() != r.Digest() {
		t.Errorf("the report is not read back as it was: %v", err)
	}
	if bytes.Count(r.Encode(), []byte("\n")) != 1 {
		t.Error("a report is one line")
	}
}
