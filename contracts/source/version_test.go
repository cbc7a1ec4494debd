package source_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/novation-dev/novation/contracts/source"
	"github.com/novation-dev/novation/registry"
)

// TestNewest chooses among compilers, as they call themselves.
func TestNewest(t *testing.T) {
	here := []string{"0.8.2+commit.661d1103.Emscripten.clang", "0.8.20+commit.a1b79de6.Emscripten.clang", "0.8.35-nightly.2026.2.1+commit.aaaaaaaa.Emscripten.clang", "0.8.9+commit.e5eed63a.Emscripten.clang", "0.7.6+commit.7338295f.Emscripten.clang"}
	for pragmas, want := range map[string]string{
		"":                              "0.8.20",
		"^0.8.0":                        "0.8.20",
		"0.8.9":                         "0.8.9",
		"=0.8.9":                        "0.8.9",
		">=0.8.2 <0.8.20":               "0.8.9",
		">= 0.8.2 < 0.8.9":              "0.8.2",
		"0.8.*":                         "0.8.20",
		"0.8":                           "0.8.20",
		"~0.8.2":                        "0.8.20",
		"0.7.0 - 0.7.9":                 "0.7.6",
		"^0.7.0 || 0.8.2":               "0.8.2",
		">=0.8.35":                      "",
		"^0.8.0; <0.8.9":                "0.8.2",
		"^0.8.0; ^0.7.0":                "",
		">=0.4.22 <0.9.0; 0.8.9||0.9.0": "0.8.9",
	} {
		archive := ""
		for i, p := range strings.Split(pragmas, "; ") {
			if p != "" {
				p = "pragma solidity " + p + ";\n"
			}
			archive += "-- " + string(rune('A'+i)) + ".sol --\n" + p
		}
		p, err := source.Open(folder(t, archive), source.Options{})
		if err != nil {
			t.Errorf("%s: %v", pragmas, err)
			continue
		}
		got, err := p.Requires.Newest(here)
		if short, _, _ := strings.Cut(got, "+"); short != want || (want == "") != errors.Is(err, registry.ErrNotFound) {
			t.Errorf("%q: %s (%v), want %s", pragmas, got, err, want)
		}
		if want == "" && !strings.Contains(err.Error(), "A.sol:1") {
			t.Errorf("%q: %v does not say who asks", pragmas, err)
		}
	}
}

func TestAccept(t *testing.T) {
	p, err := source.Open(folder(t, "-- foundry.toml --\n[profile.default]\nsolc = \"0.8.20\"\n-- src/A.sol --\n\npragma solidity ^0.8.9;\n"), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for version, want := range map[string]string{
		"0.8.20+commit.a1b79de6": "", "0.8.20-nightly.2023.1.1": "",
		"0.8.8": "foundry.toml asks for a compiler 0.8.20", "0.9.0": "foundry.toml", "x": "is no version",
	} {
		err := p.Requires.Accept(version)
		if want == "" && err != nil || want != "" && (!errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", version, err, want)
		}
	}
	made := source.Requirements{{Text: "^0.8.0", Where: "me"}, {Text: "^", Where: "you"}}
	if err := made[:1].Accept("0.8.1"); err != nil {
		t.Error(err)
	}
	if err := made.Accept("0.8.1"); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a range that is none: %v", err)
	}
}
