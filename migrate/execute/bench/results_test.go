package bench

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/migrate/contract"
)

// Where results are kept and shown.
const (
	resultsFile = "results.json"
	plotFile    = "results.svg"
	readme      = "../../README.md"
	tableBegin  = "<!-- measured: written by the benchmark, see below -->\n"
	tableEnd    = "<!-- end of measured -->\n"
)

// results is the file with everything that was kept.
type results struct {
	// Machine says where the newest of them were measured.
	Machine  string    `json:"machine"`
	Measures []measure `json:"measures"`
}

// redraw makes the plot and the table anew.
func (r *results) redraw() error {
	text, err := inReadme(r)
	if err != nil {
		return err
	}
	return errors.Join(os.WriteFile(plotFile, draw(r), 0o644), os.WriteFile(readme, text, 0o644))
}

func readResults() (*results, error) {
	r := &results{}
	b, err := os.ReadFile(resultsFile)
	if err == nil {
		err = json.Unmarshal(b, r)
	}
	if os.IsNotExist(err) {
		return r, nil
	}
	return r, err
}

// keepResult puts a measure in the place of an older one of its case, and draws
// everything again.
func keepResult(tb testing.TB, m *measure) {
	tb.Helper()
	r, err := readResults()
	if err != nil {
		tb.Fatal(err)
	}
	r.Machine = machine()
	r.Measures = slices.DeleteFunc(r.Measures, func(o measure) bool { return o.Way == m.Way && o.Entries == m.Entries })
	r.Measures = append(r.Measures, *m)
	slices.SortFunc(r.Measures, func(a, b measure) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Way), slices.Index(order, b.Way)), cmp.Compare(a.Entries, b.Entries))
	})
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		tb.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(resultsFile, out.Bytes(), 0o644), r.redraw()); err != nil {
		tb.Fatal(err)
	}
}

// order is that of tables and legends.
var order = []contract.Way{contract.InPlace, contract.SteppedWay, contract.Deferred}

func machine() string {
	model := "unknown processor"
	if b, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(b)) {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	return fmt.Sprintf("%d cores of %s, %s/%s, %s", runtime.NumCPU(), model, runtime.GOOS, runtime.GOARCH, runtime.Version())
}

// inReadme is the README with the table of the results.
func inReadme(r *results) ([]byte, error) {
	b, err := os.ReadFile(readme)
	if err != nil {
		return nil, err
	}
	before, rest, begins := strings.Cut(string(b), tableBegin)
	_, after, ends := strings.Cut(rest, tableEnd)
	if !begins || !ends {
		return nil, fmt.Errorf("%s has no place for the table", readme)
	}
	return []byte(before + tableBegin + table(r) + tableEnd + after), nil
}

// table is what people read.
func table(r *results) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s.\n\n", r.Machine)
	out.WriteString("| way | entries | read/s | convert/s | gas per entry | × bare store | gas of the switch | writers refused | until the switch | own CPU | node's CPU | heap | drained |\n" +
		"|---|---|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, m := range r.Measures {
		drained := ""
		if m.Way == contract.Deferred {
			drained = fmt.Sprintf("%s in %s", thousands(m.Moved), seconds(m.Drain))
		}
		fmt.Fprintf(&out, "| %s | %s | %s | %s | %s | %.2f | %s | %s | %s | %s | %s | %.0f MiB | %s |\n", m.Way, thousands(m.Entries),
			thousands(int(m.Read)), thousands(int(m.Convert)), thousands(int(m.GasPerEntry+0.5)), m.GasPerEntry/m.Bare,
			thousands(int(m.Switch)), seconds(m.Refused), seconds(m.Wall), seconds(m.OwnCPU), seconds(m.NodeCPU), m.Heap, drained)
	}
	return out.String()
}

// floor is how many seconds the node needs for nothing but storing all entries,
// from transactions that wait for it.
func (m *measure) floor() float64 { return float64(m.Entries) * m.Bare / 1e6 / m.Speed }

func seconds(s float64) string {
	switch {
	case s < 1:
		return fmt.Sprintf("%.2f s", s)
	case s < 10:
		return fmt.Sprintf("%.1f s", s)
	}
	return fmt.Sprintf("%.0f s", s)
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// TestDrawn: what is shown is what was measured, and keeps the promise.
func TestDrawn(t *testing.T) {
	r, err := readResults()
	if err != nil {
		t.Fatal(err)
	}
	if *keep {
		if err := r.redraw(); err != nil {
			t.Fatal(err)
		}
	}
	want, err := inReadme(r)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{plotFile: draw(r), readme: want} {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s does not show %s: %s", name, resultsFile, diff)
		}
	}
	var deferred []*measure
	for i := range r.Measures {
		if m := &r.Measures[i]; m.Way == contract.Deferred {
			deferred = append(deferred, m)
			if err := sameSwitch(deferred[0], m); err != nil {
				t.Error(err)
			}
		}
	}
	if len(deferred) < 4 || deferred[len(deferred)-1].Entries < 1_000_000 {
		t.Errorf("only %d sizes were kept", len(deferred))
	}
	if t.Failed() {
		return
	}
	other := results{Machine: r.Machine, Measures: slices.Clone(r.Measures)}
	other.Measures[0].GasPerEntry *= 2
	if table(&other) == table(r) || bytes.Equal(draw(&other), draw(r)) {
		t.Error("other results are shown alike")
	}
}
