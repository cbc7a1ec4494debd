package c_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/novation-dev/novation/plugins/guests/c"
	"github.com/novation-dev/novation/registry"
)

// TestBuildRefuses breaks the note in ways that a compiler must notice.
func TestBuildRefuses(t *testing.T) {
	needs(t, "clang", "wasm-ld")
	dir := noteProject(t)
	for _, tc := range []struct{ name, source, says string }{
		{"no C", "int x", "rules.c:1:"},
		{"a C library", "#include <stdio.h>", "There is no C library"},
		{"a function of one", "int puts(const char *s);\n__attribute__((export_name(\"nv_up\"))) int up(void) { return puts(\"\"); }", "undefined symbol: puts"},
		{"not declared", "__attribute__((export_name(\"nv_up\"))) int up(void) { return foo(); }", "foo"},
		{"the day", "__attribute__((export_name(\"nv_up\"))) const char *up(void) { return __DATE__; }", "date"},
	} {
		if err := os.WriteFile(filepath.Join(dir, "rules.c"), []byte(tc.source), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := c.Language{}.Build(t.Context(), dir)
		if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v, want ErrInvalid with %q", tc.name, err, tc.says)
		}
	}
	if err := os.RemoveAll(filepath.Join(dir, "novation")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "rules.c"), []byte("int x;"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "gen")); err != nil {
		t.Fatal(err)
	}
	if _, err := (c.Language{}).Build(t.Context(), dir); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "no folder novation") {
		t.Errorf("without the SDK: %v", err)
	}
	if _, err := (c.Language{}).Build(t.Context(), t.TempDir()); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "no .c file") {
		t.Errorf("an empty folder: %v", err)
	}
}

func TestMissingTools(t *testing.T) {
	l := c.Language{Clang: filepath.Join(t.TempDir(), "clang")}
	if _, err := l.Build(t.Context(), t.TempDir()); !errors.Is(err, registry.ErrNotFound) || !strings.Contains(err.Error(), "packages clang and lld") {
		t.Errorf("%v: want ErrNotFound that says what to install", err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := (c.Language{}).Build(t.Context(), t.TempDir()); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("an empty search path: %v, want ErrNotFound", err)
	}
	odd := filepath.Join(t.TempDir(), "odd")
	if err := os.WriteFile(odd, []byte("#!/bin/sh\necho hello\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", "/bin:/usr/bin")
	if _, err := (c.Language{Clang: odd}).Build(t.Context(), t.TempDir()); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "hello") {
		t.Errorf("a program that is no clang: %v", err)
	}
}
