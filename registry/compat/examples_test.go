package compat_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/contracts/safety"
	"github.com/novation-dev/novation/registry/compat"
)

var update = flag.Bool("update", false, "compile the examples of the rules anew, with Node and the solc of registry/compat/agreement")

const compiledExamples = "testdata/examples.json.gz"

// solidity reports whether the example of a rule is in Solidity.
func solidity(r compat.Rule) bool { return strings.Contains(r.Example.Fires, "contract C") }

// exampleSources are the sources of all examples in Solidity.
func exampleSources() map[string]string {
	out := map[string]string{}
	for _, r := range compat.Rules() {
		if !solidity(r) {
			continue
		}
		before := r.Example.Before
		if before == "" {
			before = "contract C {\n}"
		}
		for part, text := range map[string]string{"before": before, "fires": r.Example.Fires, "quiet": r.Example.Quiet} {
			out[r.Code+"/"+part+".sol"] = "// SPDX-License-Identifier: Apache-2.0\npragma solidity ^0.8.29;\n" + text + "\n"
		}
	}
	return out
}

// compileExamples writes what the tests read. It needs Node.
func compileExamples(t *testing.T) {
	t.Helper()
	sources := map[string]any{}
	for name, text := range exampleSources() {
		sources[name] = map[string]any{"content": text}
	}
	in, err := json.Marshal(map[string]any{"language": "Solidity", "sources": sources})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", "agreement/compile.mjs")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(out)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(compiledExamples, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A compiled is one run of a compiler.
type compiled struct {
	build *artifact.Build
}

func readCompiled(t testing.TB, file string) (c compiled, sources map[string]string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	var both struct{ Input, Output json.RawMessage }
	if err := json.Unmarshal(b, &both); err != nil {
		t.Fatal(err)
	}
	var in struct {
		Sources map[string]struct{ Content string }
	}
	if err := json.Unmarshal(both.Input, &in); err != nil {
		t.Fatal(err)
	}
	sources = map[string]string{}
	for name, s := range in.Sources {
		sources[name] = s.Content
	}
	if c.build, err = artifact.ReadStandard(both.Output, both.Input); err != nil {
		t.Fatal(err)
	}
	return c, sources
}

// contract returns contract C of a source.
func (c compiled) contract(t testing.TB, source string) *artifact.Artifact {
	t.Helper()
	p, err := c.build.Program()
	if err != nil {
		t.Fatal(err)
	}
	out := c.build.Contracts[source]["C"]
	if out == nil {
		t.Fatalf("there is no contract C in %s", source)
	}
	a := &artifact.Artifact{Name: "C", Source: source, ABI: json.RawMessage(out.ABI), Creation: out.Creation}
	if a.Layout, err = layout.Of(p, source, "C", layout.Reported{Storage: out.StorageLayout, Transient: out.TransientLayout}); err != nil {
		t.Fatal(err)
	}
	if a.Safety, err = safety.Of(p, source, "C"); err != nil {
		t.Fatal(err)
	}
	return a
}

// Every rule about contracts is found in its example, and not in the other one.
func TestExamples(t *testing.T) {
	if *update {
		compileExamples(t)
	}
	c, sources := readCompiled(t, compiledExamples)
	if diff := cmp.Diff(exampleSources(), sources); diff != "" {
		t.Fatalf("the examples have changed; run go test ./registry/compat -run Examples -update (-now +compiled):\n%s", diff)
	}
	for _, r := range compat.Rules() {
		if !solidity(r) {
			if r.Area == compat.AreaSafety || r.Area == compat.AreaStorage && r.Code < "NOV-06" && r.Code > "NOV-05" {
				t.Errorf("%s has no example in Solidity", r.Code)
			}
			continue
		}
		t.Run(r.Code, func(t *testing.T) {
			opt := compat.Options{Only: []compat.Area{r.Area}}
			before := c.contract(t, r.Code+"/before.sol")
			compare := func(part string) []compat.Finding {
				found, err := compat.CompareContracts(before, c.contract(t, r.Code+"/"+part+".sol"), opt)
				if err != nil {
					t.Fatal(err)
				}
				return found
			}
			fired := compare("fires")
			i := slices.IndexFunc(fired, func(f compat.Finding) bool { return f.Code == r.Code && f.Level != compat.None })
			if i < 0 {
				t.Fatalf("it is not found; found %+v", fired)
			}
			f := fired[i]
			if f.Level != r.Level || f.Area != r.Area || f.Kind != r.Kind || f.Where == "" || f.What == "" || f.Why != r.Why || f.Do != r.Do {
				t.Errorf("the finding is incomplete: %+v", f)
			}
			if r.Area != compat.AreaABI && f.Place.Source == "" && r.Code != "NOV-0514" {
				t.Errorf("the finding has no place: %+v", f)
			}
			if got := compat.Verdict(fired, opt); r.Level >= compat.Major && got != compat.Incompatible {
				t.Errorf("Verdict = %s", got)
			}
			for _, f := range compare("quiet") {
				if f.Code == r.Code && f.Level != compat.None {
					t.Errorf("it is found in what is harmless: %+v", f)
				}
				// What contains itself can only become something else.
				if r.Area != compat.AreaABI && f.Level == compat.Unsafe && r.Code != "NOV-0511" {
					t.Errorf("the harmless example is not: %+v", f)
				}
			}
		})
	}
}
