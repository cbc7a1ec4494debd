package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/novation-dev/novation/registry/compat"
)

// TestReference holds the committed reference against what it is written from.
func TestReference(t *testing.T) {
	t.Setenv("NOVATION_DIR", "")
	if err := run(filepath.Join("..", "..", "..", "..", "docs"), true); err != nil {
		t.Error(err)
	}
}

// TestCompare shows that a page that differs, is missing or too many is found.
func TestCompare(t *testing.T) {
	t.Setenv("NOVATION_DIR", "")
	for name, spoil := range map[string]func(dir string) error{
		"changed": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "cli", "novation_check.md"), []byte("# check\n"), 0o600)
		},
		"missing": func(dir string) error { return os.Remove(filepath.Join(dir, "findings", "NOV-0101.md")) },
		"extra": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "findings", "NOV-9999.md"), []byte("# gone\n"), 0o600)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := run(dir, false); err != nil {
				t.Fatal(err)
			}
			if err := run(dir, true); err != nil {
				t.Fatalf("what was written just now: %v", err)
			}
			if err := spoil(dir); err != nil {
				t.Fatal(err)
			}
			if run(dir, true) == nil {
				t.Error("the difference was not found")
			}
		})
	}
}

// TestFindings looks for every rule in the index, and for something to read on
// every page.
func TestFindings(t *testing.T) {
	pages := findings(compat.Rules())
	for _, r := range compat.Rules() {
		if !strings.Contains(string(pages["README.md"]), "["+r.Code+"]("+r.Code+".md)") {
			t.Errorf("%s is not in the index: is its area %q in the list?", r.Code, r.Area)
		}
		for what, s := range map[string]string{"title": r.Title, "why": r.Why, "do": r.Do, "kind": r.Kind, "example": r.Example.Fires, "counterexample": r.Example.Quiet} {
			if strings.TrimSpace(s) == "" {
				t.Errorf("%s has no %s", r.Code, what)
			}
		}
	}
}
