package agreement_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A suite is what judge.mjs reads and writes.
type suite struct {
	Runs []*run `json:"runs"`
}

// A run is one compilation.
type run struct {
	Solc    string         `json:"solc"`
	Version string         `json:"version,omitempty"`
	Input   map[string]any `json:"input"`
	Output  any            `json:"output,omitempty"`
	Pairs   []*testPair    `json:"pairs"`
	// SkipBad drops the pairs that do not compile.
	SkipBad bool `json:"skipBad,omitempty"`
}

// A testPair is two contracts, as "source:Name".
type testPair struct {
	Name   string   `json:"name"`
	Old    string   `json:"old"`
	New    string   `json:"new"`
	OldRun *int     `json:"oldRun,omitempty"`
	Allow  []string `json:"allow,omitempty"`
	Kind   string   `json:"kind,omitempty"`
	Theirs *theirs  `json:"theirs,omitempty"`

	alone    bool
	old, new string // sources
}

type theirs struct {
	CLI          answer `json:"cli"`
	Plugin       answer `json:"plugin"`
	Safety       answer `json:"safety"`
	PluginFailed string `json:"pluginFailed,omitempty"`
}

type answer struct {
	Verdict string   `json:"verdict"`
	Kinds   []string `json:"kinds,omitempty"`
	Message string   `json:"message,omitempty"`
}

// group is how many pairs are compiled together.
const group = 60

// readPairs reads all files of pairs.
func readPairs(t testing.TB) []*testPair {
	t.Helper()
	files, err := filepath.Glob("pairs/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pairs: %v", err)
	}
	var out []*testPair
	seen := map[string]bool{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range parsePairs(t, string(b)) {
			p.Name = strings.TrimSuffix(filepath.Base(f), ".txt") + "/" + p.Name
			if seen[p.Name] {
				t.Fatalf("there are two pairs %q", p.Name)
			}
			seen[p.Name] = true
			out = append(out, p)
		}
	}
	return out
}

// parsePairs reads pairs of both forms: "name | old | new | options" with bodies
// of contracts, which may go on over lines that begin with a blank, and whole
// sources after "=== name", with "---" before the new one.
func parsePairs(t testing.TB, text string) []*testPair {
	t.Helper()
	var out []*testPair
	prelude := ""
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, ">"):
			prelude += line[1:] + "\n"
		case strings.HasPrefix(line, "=== "):
			var body []string
			for i+1 < len(lines) && !strings.HasPrefix(lines[i+1], "=== ") {
				i++
				if !strings.HasPrefix(lines[i], "#") {
					body = append(body, lines[i])
				}
			}
			p := &testPair{}
			p.Name = options(p, strings.TrimPrefix(line, "=== "))
			old, next, both := strings.Cut(strings.Join(body, "\n"), "\n---\n")
			if !both {
				old, next = "contract C { }", old
			}
			p.old, p.new = source(prelude+old), source(prelude+next)
			out = append(out, p)
		default:
			for i+1 < len(lines) && strings.HasPrefix(lines[i+1], " ") {
				i++
				line += "\n" + lines[i]
			}
			parts := strings.Split(line, " |")
			if len(parts) != 4 {
				t.Fatalf("pair %q has %d parts", line, len(parts))
			}
			p := &testPair{Name: strings.TrimSpace(parts[0])}
			options(p, parts[3])
			contract := func(body string) string { return source(prelude + "contract C {" + body + "}") }
			p.old, p.new = contract(parts[1]), contract(parts[2])
			out = append(out, p)
		}
	}
	return out
}

func source(s string) string {
	return "// SPDX-License-Identifier: Apache-2.0\npragma solidity >=0.8.0;\n" + s + "\n"
}

// options takes options off the end of a name.
func options(p *testPair, s string) (name string) {
	var words []string
	for w := range strings.FieldsSeq(s) {
		switch key, value, _ := strings.Cut(w, "="); {
		case w == "alone":
			p.alone = true
		case key == "allow" && value != "":
			p.Allow = strings.Split(value, ",")
		case key == "kind" && value != "":
			p.Kind = value
		default:
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}

// group puts pairs into runs.
func newSuite(pairs []*testPair, size int) *suite {
	s := &suite{}
	var open *run
	for i, p := range pairs {
		r := open
		if r == nil || p.alone || len(r.Pairs) >= size {
			r = &run{Solc: "solc", Input: map[string]any{"sources": map[string]any{}}}
			s.Runs = append(s.Runs, r)
			if !p.alone {
				open = r
			}
		}
		old, next := fmt.Sprintf("p%d/old.sol", i), fmt.Sprintf("p%d/new.sol", i)
		sources := r.Input["sources"].(map[string]any)
		sources[old], sources[next] = map[string]any{"content": p.old}, map[string]any{"content": p.new}
		p.Old, p.New = old+":C", next+":C"
		r.Pairs = append(r.Pairs, p)
	}
	return s
}
