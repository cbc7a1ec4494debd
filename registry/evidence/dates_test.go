package evidence_test

import (
	"testing"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// The dates of a release are judged by the logical time of the decision, before
// the rules are asked.
func TestDates(t *testing.T) {
	for name, tt := range map[string]struct {
		dates *registry.Dates
		kind  evidence.Kind
		time  int64
		want  string
	}{
		"a record at the cutoff":      {&registry.Dates{Cutoff: 100}, evidence.Create, 100, "release-cutoff"},
		"a record after the sunset":   {&registry.Dates{Sunset: 100}, evidence.Create, 200, "release-cutoff"},
		"a decision at the sunset":    {&registry.Dates{Cutoff: 50, Sunset: 100}, evidence.Transition, 100, "release-sunset"},
		"a decision after the cutoff": {&registry.Dates{Cutoff: 50, Sunset: 100}, evidence.Transition, 99, ""},
		"a record before the cutoff":  {&registry.Dates{Cutoff: 50, Sunset: 100}, evidence.Create, 49, ""},
		"no dates":                    {nil, evidence.Create, 1 << 40, ""},
		"leaving after the sunset":    {&registry.Dates{Cutoff: 50, Sunset: 100}, evidence.Down, 200, ""},
	} {
		all, err := releases()
		if err != nil {
			t.Fatal(err)
		}
		rel := *all["1.0.0"]
		m := *rel.Manifest
		m.Dates, rel.Manifest = tt.dates, &m
		// The command is empty: rules that are asked refuse it, or fail, with words of their own.
		a, err := evidence.Evaluate(t.Context(), &rel, evidence.Question{Kind: tt.kind, Time: tt.time, Actor: "alpha", Parties: []string{"alpha", "beta"}})
		got := ""
		if err == nil && len(a.Reasons) > 0 {
			got = a.Reasons[0].Code
		}
		if (tt.want != "" || got == "release-cutoff" || got == "release-sunset") && got != tt.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, tt.want)
		}
	}
}
