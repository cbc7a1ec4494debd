package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestCommitted(t *testing.T) {
	if err := run("..", true); err != nil {
		t.Error(err)
	}
}

// TestDifferenceIsSeen is the broken variant: one price is another.
func TestDifferenceIsSeen(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "2.0.0"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := run(dir, false); err != nil {
		t.Fatal(err)
	}
	if err := run(dir, true); err != nil {
		t.Errorf("just written: %v", err)
	}
	path := filepath.Join(dir, "2.0.0", "quotes.csv")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)-2] ^= 1
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(dir, true); err == nil {
		t.Error("a changed quote is not seen")
	}
}
