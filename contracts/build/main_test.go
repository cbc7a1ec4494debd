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

const soljson = "../node_modules/solc/soljson.js"

// TestCommittedArtifactsAreCurrent compiles the contracts, and what is left of
// them when something is wrong.
func TestCommittedArtifactsAreCurrent(t *testing.T) {
	c := load(t)
	var said bytes.Buffer
	if err := build(t.Context(), c, "..", contracts, true, &said); err != nil {
		t.Errorf("%v\n%s", err, &said)
	}
}

// tiny is a project with one contract, which compiles at once.
func tiny(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "src"), 0o700); err != nil {
		t.Fatal(err)
	}
	const source = "// SPDX-License-Identifier: Apache-2.0\npragma solidity ^0.8.34;\n\ncontract Tiny {\n    uint64 public last;\n\n" +
		"    function set(uint64 next) external {\n        require(next > last);\n        last = next;\n    }\n}\n"
	if err := os.WriteFile(filepath.Join(dir, "src", "Tiny.sol"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestCheck shows that every kind of difference is seen.
func TestCheck(t *testing.T) {
	c := load(t)
	only := []contract{{name: "Tiny", file: "src/Tiny.sol"}}
	var said bytes.Buffer
	copied := func(t *testing.T) string {
		t.Helper()
		dir := tiny(t)
		if err := build(t.Context(), c, dir, only, false, &said); err != nil {
			t.Fatal(err)
		}
		if err := build(t.Context(), c, dir, only, true, &said); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	t.Run("a changed source", func(t *testing.T) {
		dir := copied(t)
		change(t, filepath.Join(dir, "src", "Tiny.sol"), "next > last", "next >= last")
		err := build(t.Context(), c, dir, only, true, &said)
		if err == nil || err.Error() != "1 of 1 artefacts differ" {
			t.Errorf("got %v", err)
		}
		before, _ := os.ReadFile(filepath.Join(dir, "artifacts", "Tiny.json"))
		if err := build(t.Context(), c, dir, only, false, &said); err != nil {
			t.Error(err)
		}
		after, _ := os.ReadFile(filepath.Join(dir, "artifacts", "Tiny.json"))
		if bytes.Equal(before, after) {
			t.Error("the artefact was not written")
		}
		if err := build(t.Context(), c, dir, only, true, &said); err != nil {
			t.Errorf("what was written is not what is compared with: %v", err)
		}
	})
	t.Run("a changed comment", func(t *testing.T) { // is part of the metadata, and of the code
		dir := copied(t)
		change(t, filepath.Join(dir, "src", "Tiny.sol"), "\ncontract Tiny", "\n// One more word.\ncontract Tiny")
		if err := build(t.Context(), c, dir, only, true, &said); err == nil {
			t.Error("it was not seen")
		}
	})
	for what, wrong := range map[string]struct{ text, want string }{
		"a warning":      {"\ncontract Unused { function f() external pure { uint256 x; } }\n", "Unused local variable"},
		"an error":       {"\ncontract Wrong { undeclared x; }\n", "Identifier not found"},
		"another import": {"\nimport \"./Gone.sol\";\n", "there is no source src/Gone.sol"},
	} {
		t.Run(what, func(t *testing.T) {
			dir := copied(t)
			change(t, filepath.Join(dir, "src", "Tiny.sol"), "\ncontract Tiny", wrong.text+"\ncontract Tiny")
			if err := build(t.Context(), c, dir, only, false, &said); err == nil || !strings.Contains(err.Error(), wrong.want) {
				t.Errorf("got %v, want %s", err, wrong.want)
			}
		})
	}
}

// load returns the compiler of npm's solc, kept from one run to the next.
func load(t *testing.T) *solc.Compiler {
	t.Helper()
	if _, err := os.Stat(soljson); errors.Is(err, fs.ErrNotExist) {
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatal("NOVATION_TOOLCHAINS=required, but the compiler is missing: run npm ci in contracts")
		}
		t.Skip("the compiler is missing: run npm ci in contracts")
	}
	c, err := solc.Load(t.Context(), solc.Config{Path: soljson, CacheDir: cache()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.WithoutCancel(t.Context())) })
	return c
}

// change replaces a text that is once in a file.
func change(t *testing.T, file, old, text string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(string(b), old) != 1 {
		t.Fatalf("%s does not have %q once", file, old)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(b), old, text, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}
