package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/novation-dev/novation/contracts/solc"
)

const soljson = "../../../contracts/node_modules/solc/soljson.js"

// need skips a test without something that npm ci fetches, or fails it where all
// of that is required.
func need(t *testing.T, file, hint string) {
	t.Helper()
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatalf("NOVATION_TOOLCHAINS=required, but %s is missing: %s", file, hint)
		}
		t.Skipf("%s is missing: %s", file, hint)
	}
}

// compiler returns the compiler of npm's solc.
func compiler(t *testing.T) *solc.Compiler {
	t.Helper()
	need(t, soljson, "run npm ci in contracts")
	c, err := load(t.Context(), soljson)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.WithoutCancel(t.Context())) })
	return c
}

// TestCommitted compares the artefacts with their sources: those that import
// nothing always, and with SLOW all.
func TestCommitted(t *testing.T) {
	c := compiler(t)
	some := projects[2:]
	if os.Getenv("SLOW") != "" {
		need(t, "../src/v4/node_modules", "run npm ci in src/v4 and src/v5")
		need(t, "../src/v5/node_modules", "run npm ci in src/v4 and src/v5")
		some = projects
	}
	var said bytes.Buffer
	if err := build(t.Context(), c, "..", some, true, &said); err != nil {
		t.Errorf("%v\n%s", err, &said)
	}
}

// TestCheck: a changed source, a damaged artefact and a missing one are seen.
func TestCheck(t *testing.T) {
	c := compiler(t)
	dir := t.TempDir()
	for _, d := range []string{"src/tiny", "artifacts"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	source := filepath.Join(dir, "src", "tiny", "Tiny.sol")
	write := func(file, text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const tiny = "// SPDX-License-Identifier: Apache-2.0\npragma solidity ^0.8.20;\n\ncontract Tiny {\n    uint64 public last;\n}\n"
	write(source, tiny)
	only := []project{{"tiny", []string{"Tiny"}}}
	var said bytes.Buffer
	check := func(ok bool) {
		t.Helper()
		said.Reset()
		if err := build(t.Context(), c, dir, only, true, &said); (err == nil) != ok {
			t.Errorf("got %v\n%s", err, &said)
		}
	}
	check(false) // it is not there yet
	if err := build(t.Context(), c, dir, only, false, &said); err != nil {
		t.Fatal(err)
	}
	check(true)
	write(source, strings.Replace(tiny, "uint64", "uint32", 1))
	check(false)
	write(source, tiny)
	write(filepath.Join(dir, "artifacts", "tiny-Tiny.json.gz"), "damaged")
	check(false)
	write(source, strings.Replace(tiny, "uint64", "uint63", 1))
	if err := build(t.Context(), c, dir, only, false, &said); err == nil || !strings.Contains(err.Error(), "uint63") {
		t.Errorf("a source with a mistake: %v", err)
	}
}
