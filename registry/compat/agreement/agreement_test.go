package agreement_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/contracts/safety"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/compat"
)

// beyond are the codes of what only this project finds. A difference in the
// harmless direction is explained when nothing else decided.
var beyond = []string{"NOV-0512", "NOV-0513", "NOV-0613", "NOV-0614", "NOV-0615"}

// errorsExplained are the errors of the other tool on which this one has a
// verdict: what each begins with, or contains.
var errorsExplained = []string{
	"is not currently supported", // "layout at" an expression
}

// explained are written pairs in which there is a difference for a reason of
// their own.
var explained = map[string]string{
	"safety/delegatecall by recursion in a library": "the other tool keeps what it found in a function before it has looked at all of it, and finds nothing behind a call in a circle",
}

// A tally counts pairs by the two verdicts.
type tally struct {
	name       string
	count      map[[2]string]int
	byCode     map[string]int
	dangerous  []string
	unclear    []string
	kinds      []string // pairs of which both say no, for other kinds
	total      int
	onlyErrors int
}

func newTally(name string) *tally {
	return &tally{name: name, count: map[[2]string]int{}, byCode: map[string]int{}}
}

// ours is what this project says.
type ours struct {
	verdict  string
	findings []compat.Finding
	err      error
}

func (o ours) codes() []string {
	found := map[string]bool{}
	for _, f := range o.findings {
		if f.Level == compat.Unsafe {
			found[f.Code] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func (t *tally) add(pair string, o ours, their answer) {
	t.total++
	t.count[[2]string{o.verdict, their.Verdict}]++
	line := func() string {
		said := fmt.Sprintf("%s: %s here, %s there %v %s", pair, o.verdict, their.Verdict, their.Kinds, their.Message)
		if o.err != nil {
			return said + ": " + o.err.Error()
		}
		for _, f := range o.findings {
			said += fmt.Sprintf("\n      %s %s at %s (%s): %s", f.Code, f.Level, f.Place, f.Where, f.What)
		}
		return said
	}
	switch {
	case explained[pair] != "":
	case o.verdict == their.Verdict:
		if d := kindsDiffer(o, their); o.verdict == compat.Incompatible && d != "" {
			t.kinds = append(t.kinds, d+"\n    "+line())
		}
	case o.verdict == compat.Compatible && their.Verdict == compat.Incompatible:
		t.dangerous = append(t.dangerous, line())
	case o.verdict == compat.Compatible:
		if !slices.ContainsFunc(errorsExplained, func(s string) bool { return strings.Contains(their.Message, s) }) {
			t.unclear = append(t.unclear, line())
		}
		t.onlyErrors++
	case o.verdict == compat.Incompatible && their.Verdict == compat.Compatible:
		codes := o.codes()
		t.byCode[strings.Join(codes, " ")]++
		if slices.ContainsFunc(codes, func(c string) bool { return !slices.Contains(beyond, c) }) || len(codes) == 0 {
			t.unclear = append(t.unclear, line())
		}
	case their.Verdict == compat.Compatible:
		t.unclear = append(t.unclear, line())
	}
}

// kindsDiffer tells what one of two refusals finds and the other does not. What
// only this project finds is left out.
func kindsDiffer(o ours, their answer) string {
	here, there := map[string]bool{}, map[string]bool{}
	for _, f := range o.findings {
		if f.Level == compat.Unsafe && !slices.Contains(beyond, f.Code) {
			here[f.Kind] = true
		}
	}
	for _, k := range their.Kinds {
		there[k] = true
	}
	if len(here) > 0 && len(there) > 1 && !here["layoutchange"] {
		delete(there, "layoutchange") // told with what caused it
	}
	if maps.Equal(here, there) {
		return ""
	}
	return fmt.Sprintf("here %v, there %v", slices.Sorted(maps.Keys(here)), slices.Sorted(maps.Keys(there)))
}

func (t *tally) report(tb testing.TB) {
	tb.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d pairs\n  %-14s %12s %12s %12s\n", t.name, t.total, "here \\ there", "compatible", "incompatible", "error")
	for _, o := range []string{"compatible", "incompatible", "error"} {
		fmt.Fprintf(&b, "  %-14s %12d %12d %12d\n", o, t.count[[2]string{o, "compatible"}], t.count[[2]string{o, "incompatible"}], t.count[[2]string{o, "error"}])
	}
	for _, c := range slices.Sorted(maps.Keys(t.byCode)) {
		fmt.Fprintf(&b, "  %d are incompatible here only: %s\n", t.byCode[c], c)
	}
	tb.Log(b.String())
	if len(t.kinds) > 0 {
		tb.Logf("%s: %d pairs are incompatible for other kinds", t.name, len(t.kinds))
	}
	for i, s := range t.kinds {
		if i < *showKinds {
			tb.Logf("other kinds: %s", s)
		}
	}
	for _, s := range t.dangerous {
		tb.Errorf("DANGEROUS %s", s)
	}
	for _, s := range t.unclear {
		tb.Errorf("not explained: %s", s)
	}
}

// A program is one run, read by us.
type program struct {
	build     *artifact.Build
	artifacts map[string]*artifact.Artifact
	errs      map[string]error
}

func read(t testing.TB, r *judgedRun) *program {
	t.Helper()
	b, err := artifact.ReadStandard(r.Output, r.Input)
	if err != nil {
		t.Fatal(err)
	}
	return &program{build: b, artifacts: map[string]*artifact.Artifact{}, errs: map[string]error{}}
}

// artifact makes what the comparison needs of one contract.
func (p *program) artifact(ref string) (*artifact.Artifact, error) {
	if a, ok := p.artifacts[ref]; ok {
		return a, p.errs[ref]
	}
	a, err := p.make(ref)
	p.artifacts[ref], p.errs[ref] = a, err
	return a, err
}

func (p *program) make(ref string) (*artifact.Artifact, error) {
	source, name, err := p.build.Find(ref)
	if err != nil {
		return nil, err
	}
	trees, err := p.build.Program()
	if err != nil {
		return nil, err
	}
	out := p.build.Contracts[source][name]
	a := &artifact.Artifact{Name: name, Source: source, ABI: []byte(out.ABI)}
	a.Creation.Object, a.Creation.Links = out.Creation.Object, out.Creation.Links
	if a.Layout, err = layout.Of(trees, source, name, layout.Reported{Storage: out.StorageLayout, Transient: out.TransientLayout}); err != nil {
		return nil, err
	}
	a.Safety, err = safety.Of(trees, source, name)
	return a, err
}

func compareArea(before, after *program, p *testPair, area compat.Area) ours {
	old, err := before.artifact(p.Old)
	if err != nil {
		return ours{verdict: "error", err: err}
	}
	next, err := after.artifact(p.New)
	if err != nil {
		return ours{verdict: "error", err: err}
	}
	opt := compat.Options{Only: []compat.Area{area}, Allow: p.Allow, Proxy: registry.Proxy(p.Kind)}
	found, err := compat.CompareContracts(old, next, opt)
	if err != nil {
		return ours{verdict: "error", err: err}
	}
	return ours{verdict: compat.Verdict(found, opt), findings: found}
}

// A table holds the three tallies.
type table struct{ cli, plugin, safety *tally }

func newTable(name string) *table {
	return &table{newTally(name + ", storage, command line"), newTally(name + ", storage, plugin"), newTally(name + ", safety")}
}

func (tb *table) report(t testing.TB) {
	tb.cli.report(t)
	tb.plugin.report(t)
	tb.safety.report(t)
}

// fill compares all pairs of a judged suite.
func (tb *table) fill(t testing.TB, j *judged) {
	t.Helper()
	programs := make([]*program, len(j.Runs))
	for i, r := range j.Runs {
		programs[i] = read(t, r)
	}
	for i, r := range j.Runs {
		for _, p := range r.Pairs {
			before := programs[i]
			if p.OldRun != nil {
				before = programs[*p.OldRun]
			}
			o := compareArea(before, programs[i], p, compat.AreaStorage)
			if o.verdict == compat.Compatible && len(p.Allow) == 0 {
				old, next := before.artifacts[p.Old], programs[i].artifacts[p.New]
				if why := unsound(old.Layout, next.Layout); why != "" {
					t.Errorf("%s is compatible here, and is not: %s", p.Name, why)
				}
			}
			tb.cli.add(p.Name, o, p.Theirs.CLI)
			if o.verdict != compat.Incompatible || p.Theirs.CLI.Verdict != compat.Incompatible {
				tb.plugin.add(p.Name, o, p.Theirs.Plugin)
			} else {
				tb.plugin.total++
				tb.plugin.count[[2]string{o.verdict, p.Theirs.Plugin.Verdict}]++
			}
			if p.Theirs.Safety.Verdict != "abstract" {
				tb.safety.add(p.Name, compareArea(before, programs[i], p, compat.AreaSafety), p.Theirs.Safety)
			}
		}
	}
}

// TestPairs asks the other tool about the written pairs: about a third of them,
// unless all is to be done, because TestRecorded has all of them.
func TestPairs(t *testing.T) {
	table := newTable("written pairs")
	table.fill(t, ask(t, newSuite(livePairs(t), group)))
	table.report(t)
}

func livePairs(t testing.TB) []*testPair {
	t.Helper()
	all := readPairs(t)
	if full() {
		return all
	}
	var out []*testPair
	for i, p := range all {
		if i%3 == 0 {
			out = append(out, p)
		}
	}
	return out
}

// TestArtifacts compares as the program does, through the artefacts that it
// makes of a build, and must come to what was compared above.
func TestArtifacts(t *testing.T) {
	for _, r := range ask(t, newSuite(livePairs(t), group)).Runs {
		p := read(t, r)
		for _, pair := range r.Pairs {
			for _, ref := range []string{pair.Old, pair.New} {
				want, wantErr := p.artifact(ref)
				got, err := p.build.Artifact(ref)
				if err != nil {
					if wantErr == nil {
						t.Errorf("%s: %s: %v", pair.Name, ref, err)
					}
					continue
				}
				if wantErr != nil {
					if got.Layout != nil && got.Safety != nil {
						t.Errorf("%s: %s is complete and should fail: %v", pair.Name, ref, wantErr)
					}
					continue
				}
				if diff := cmp.Diff(want.Layout, got.Layout); diff != "" {
					t.Errorf("%s: layout of %s (-want +got):\n%s", pair.Name, ref, diff)
				}
				if diff := cmp.Diff(want.Safety, got.Safety); diff != "" {
					t.Errorf("%s: facts of %s (-want +got):\n%s", pair.Name, ref, diff)
				}
			}
		}
	}
}
