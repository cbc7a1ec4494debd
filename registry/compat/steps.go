package compat

import (
	"fmt"
	"slices"

	"github.com/novation-dev/novation/registry/bundle"
)

// A Step is the way from one release to a later one.
type Step struct {
	// From and To are "name@version".
	From string `json:"from"`
	To   string `json:"to"`
	// Needs is the smallest bump that may carry the findings.
	Needs Level `json:"needs"`
	// OK means that the version rises far enough.
	OK bool `json:"ok"`
	// Findings are those of [Compare]. Never nil.
	Findings []Finding `json:"findings"`
	// Err is the [*BumpError] when the step is not OK.
	Err error `json:"-"`
}

// Steps compares a release with each of those before it that are still in use,
// which is more than the last one: a record that is pinned to an old release
// moves from there. The steps are in ascending order of the versions they begin
// at.
func Steps(to *bundle.Bundle, from ...*bundle.Bundle) ([]Step, error) {
	from = slices.Clone(from)
	slices.SortFunc(from, func(a, b *bundle.Bundle) int { return a.Manifest.Semver().Compare(b.Manifest.Semver()) })
	steps := make([]Step, 0, len(from))
	next, err := readSide(to)
	if err != nil {
		return nil, err
	}
	for _, f := range from {
		findings, err := compareWith(f, next)
		if err != nil {
			return nil, err
		}
		s := Step{From: f.Manifest.Ref(), To: to.Manifest.Ref(), Needs: Need(findings), Findings: findings}
		if s.Findings == nil {
			s.Findings = []Finding{}
		}
		s.Err = Check(f.Manifest.Semver(), to.Manifest.Semver(), findings)
		s.OK = s.Err == nil
		steps = append(steps, s)
	}
	return steps, nil
}

// Worst returns why the first of the steps that needs most is not possible; nil
// when all are.
func Worst(steps []Step) error {
	var worst *Step
	for i := range steps {
		if s := &steps[i]; !s.OK && (worst == nil || s.Needs > worst.Needs) {
			worst = s
		}
	}
	if worst == nil {
		return nil
	}
	return fmt.Errorf("%s for those who are at %s: %w", worst.To, worst.From, worst.Err)
}
