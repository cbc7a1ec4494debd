package source_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/novation-dev/novation/contracts/source"
	"github.com/novation-dev/novation/registry"
)

const standard = `{"language":"Solidity","sources":{"A.sol":{"content":"pragma solidity ^0.8.20;"},"B.sol":{"urls":["x"]}},"settings":{"viaIR":true}}`

func TestReadInput(t *testing.T) {
	for what, c := range map[string]struct{ text, requires string }{
		"standard JSON": {standard, "^0.8.20 (A.sol:1)"},
		"a build-info":  {`{"id":"x","solcVersion":"0.8.24","solcLongVersion":"0.8.24+commit.e11b9ed9","input":` + standard + `,"output":{}}`, "0.8.24 (solcVersion), ^0.8.20 (A.sol:1)"},
	} {
		g, err := source.ReadInput([]byte(c.text))
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if string(g.Input) != standard || g.Requires.String() != c.requires {
			t.Errorf("%s: requires %s, want %s; input %s", what, g.Requires, c.requires, g.Input)
		}
		if err := g.Patch([]byte(`{"viaIR":false,"optimizer":{"runs":1}}`)); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if want := `"settings":{"optimizer":{"runs":1},"viaIR":false}`; !strings.Contains(string(g.Input), want) {
			t.Errorf("%s: with other settings %s, want %s", what, g.Input, want)
		}
	}
	// What the compiler would complain about is left to it.
	if _, err := source.ReadInput([]byte(`{"language":"Solidity","sources":{"A.sol":{"content":"import"}}}`)); err != nil {
		t.Error(err)
	}
}

func TestReadInputFaults(t *testing.T) {
	for text, want := range map[string]string{
		``:                        "unexpected EOF",
		`{"language":"Solidity"`:  "unexpected EOF",
		`[]`:                      "array",
		`{}`:                      "no standard JSON",
		`{"input":{}}`:            "no standard JSON",
		`{"language":"Solidity"}`: "no standard JSON",
		`{"language":"Solidity","sources":{"A":{"content":"a","content":"b"}}}`: "duplicate",
		`{"language":"Solidity","sources":{},"language":"Yul"}`:                 "duplicate",
		`{"language":"Solidity","sources":{"A":7}}`:                             "sources/A",
		`{"solcVersion":"new","input":` + standard + `}`:                        "no range of versions",
		`{"x":` + strings.Repeat("[", 20000):                                    "depth",
	} {
		_, err := source.ReadInput([]byte(text))
		if err == nil || !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: got %v, want %s", text, err, want)
		}
	}
}

func FuzzReadInput(f *testing.F) {
	for _, s := range []string{standard, `{"input":` + standard + `}`, `{`, `{"language":"Yul","sources":{}}`} {
		f.Add(s, `{"optimizer":{"runs":1}}`)
	}
	f.Fuzz(func(t *testing.T, text, settings string) {
		g, err := source.ReadInput([]byte(text))
		if err != nil {
			return
		}
		if err := g.Patch([]byte(settings)); err == nil {
			if _, err := source.ReadInput(g.Input); err != nil {
				t.Errorf("with other settings it is none any more: %v", err)
			}
		}
	})
}

func parse(t testing.TB, b []byte) (in input) {
	t.Helper()
	if err := json.Unmarshal(b, &in); err != nil {
		t.Fatal(err)
	}
	return in
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}
