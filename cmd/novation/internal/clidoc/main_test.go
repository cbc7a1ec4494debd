package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/novation-dev/novation/cmd/novation/command"
)

// TestReference holds the committed reference against the help texts.
func TestReference(t *testing.T) {
	t.Setenv("NOVATION_DIR", "")
	if err := compare(filepath.Join("..", "..", "..", "..", "docs", "cli"), command.Root()); err != nil {
		t.Error(err)
	}
}

// TestCompare shows that a page that differs, is missing or too many is found.
func TestCompare(t *testing.T) {
	t.Setenv("NOVATION_DIR", "")
	for name, spoil := range map[string]func(dir string) error{
		"changed": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "novation_check.md"), []byte("# check\n"), 0o600)
		},
		"missing": func(dir string) error { return os.Remove(filepath.Join(dir, "novation_check.md")) },
		"extra": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "novation_gone.md"), []byte("# gone\n"), 0o600)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "cli")
			if err := write(dir, command.Root()); err != nil {
				t.Fatal(err)
			}
			if err := compare(dir, command.Root()); err != nil {
				t.Fatalf("what was written just now: %v", err)
			}
			if err := spoil(dir); err != nil {
				t.Fatal(err)
			}
			if compare(dir, command.Root()) == nil {
				t.Error("the difference was not found")
			}
		})
	}
}
