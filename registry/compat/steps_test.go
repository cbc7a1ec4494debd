package compat_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/compat"
)

// A release may suit the one before it and not those that are older.
func TestSteps(t *testing.T) {
	first, second, next := newDraft(), newDraft(), newDraft()
	second.manifest.Version, next.manifest.Version = "1.1.0", "1.2.0"
	second.add("Trade", newField("vessel", 5, typeString, ""))
	second.manifest.StateSchema, next.manifest.StateSchema = 1, 1
	next.rules = "others"

	steps, err := compat.Steps(next.build(t), second.build(t), first.build(t))
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		From, To string
		Needs    compat.Level
		OK       bool
	}
	var got []row
	for _, s := range steps {
		got = append(got, row{s.From, s.To, s.Needs, s.OK})
	}
	want := []row{
		{"crude-trade@1.0.0", "crude-trade@1.2.0", compat.Patch, true},
		{"crude-trade@1.1.0", "crude-trade@1.2.0", compat.Major, false},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
	err = compat.Worst(steps)
	if !errors.Is(err, registry.ErrRefused) || !strings.HasPrefix(err.Error(), "crude-trade@1.2.0 for those who are at crude-trade@1.1.0: ") {
		t.Errorf("Worst = %v", err)
	}
	if err := compat.Worst(steps[:1]); err != nil {
		t.Errorf("Worst of what is fine = %v", err)
	}
	same, err := compat.Steps(first.build(t), first.build(t))
	if err != nil || same[0].OK || same[0].Findings == nil {
		t.Errorf("a release and itself: %+v, %v; want a step that does not rise, without findings", same, err)
	}
}
