// Package sarif writes findings in the Static Analysis Results Interchange
// Format (OASIS SARIF 2.1.0), which code hosts and editors show beside the lines
// that they are about.
//
// # Dependencies
//
// Of ours it imports registry/compat. The format is go-sarif's.
package sarif

import (
	"encoding/json"
	"fmt"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/novation-dev/novation/registry/compat"
)

// Encode returns a log with one run of one tool: all rules that have findings,
// and a result for each finding. Version is that of this program. A finding
// that stands in no source has a logical location only.
func Encode(version string, findings []compat.Finding) ([]byte, error) {
	run := sarif.NewRunWithInformationURI("novation", "https://github.com/novation-dev/novation")
	run.Tool.Driver.WithVersion(version)
	titles := map[string]compat.Rule{}
	for _, r := range compat.Rules() {
		titles[r.Code] = r
	}
	for _, f := range findings {
		r := titles[f.Code]
		run.AddRule(f.Code).WithName(f.Kind).WithShortDescription(text(r.Title)).
			WithFullDescription(text(r.Why)).WithHelp(text(r.Do))
		run.CreateResultForRule(f.Code).WithLevel(level(f.Level)).
			WithMessage(sarif.NewTextMessage(fmt.Sprintf("%s: %s", f.Where, f.What))).
			AddLocation(location(f))
	}
	log := sarif.NewReport()
	log.AddRun(run)
	b, err := json.MarshalIndent(log, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encoding findings as SARIF: %w", err)
	}
	return append(b, '\n'), nil
}

func text(s string) *sarif.MultiformatMessageString {
	return sarif.NewMultiformatMessageString().WithText(s)
}

// level is what the format calls a level: what breaks is an error.
func level(l compat.Level) string {
	switch {
	case l >= compat.Major:
		return "error"
	case l == compat.Minor:
		return "warning"
	}
	return "note"
}

func location(f compat.Finding) *sarif.Location {
	where := f.Where
	if f.Label != "" {
		where = f.Label
	}
	l := sarif.NewLocation().AddLogicalLocation(sarif.NewLogicalLocation().WithFullyQualifiedName(where))
	if f.Place.Source == "" {
		return l
	}
	at := sarif.NewPhysicalLocation().WithArtifactLocation(sarif.NewSimpleArtifactLocation(f.Place.Source))
	if f.Place.Line > 0 {
		at.WithRegion(sarif.NewRegion().WithStartLine(f.Place.Line).WithStartColumn(f.Place.Column))
	}
	return l.WithPhysicalLocation(at)
}
