package execute_test

import (
	"errors"
	"os"
	"testing"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
)

var errCrash = errors.New("crash")

// A walk crashes at every point that it has not crashed at before.
type walk struct {
	during string
	seen   map[string]bool
	list   []string
}

func (w *walk) point(name string) error {
	name = w.during + ": " + name
	if w.seen[name] {
		return nil
	}
	w.seen[name] = true
	w.list = append(w.list, name)
	return errCrash
}

// journeys are the ways, with what is done in them. Every one ends with all
// slots as they were, or as the plan says.
var journeys = []struct {
	name string
	way  contract.Way
	// goes is what is done, in order; each is taken again after a crash.
	goes []string
	end  string // phase
	// short journeys are crashed in every run of the tests, others when SLOW=1.
	short bool
}{
	{"in place", contract.InPlace, []string{"run"}, "done", false},
	{"in place and back", contract.InPlace, []string{"run", "revert"}, "done", false},
	{"in place, aborted", contract.InPlace, []string{"load", "abort"}, "aborted", true},
	{"stepped copy and back", contract.SteppedWay, []string{"run", "revert"}, "done", true},
	{"stepped copy, aborted", contract.SteppedWay, []string{"load", "abort"}, "aborted", false},
	{"deferred and back", contract.Deferred, []string{"run", "revert"}, "draining", false},
	{"deferred and drained", contract.Deferred, []string{"run", "drain"}, "done", true},
	{"deferred, aborted", contract.Deferred, []string{"load", "abort"}, "aborted", false},
}

// slow reports whether tests may take minutes.
func slow() bool { return os.Getenv("SLOW") != "" }

// do does one thing until it is done, or fails.
func do(t testing.TB, m *execute.Migration, what string) error {
	t.Helper()
	var w *execute.Waiting
	var err error
	want := execute.Wait("")
	switch what {
	case "load":
		w, err = m.Run(t.Context())
		want = execute.ForActivation
	case "run":
		if w, err = m.Activate(t.Context()); err == nil && w != nil && w.For == execute.ForDrain {
			w = nil
		}
	case "drain":
		w, err = m.Drain(t.Context())
	case "abort":
		w, err = m.Abort(t.Context())
	case "revert":
		w, err = m.Revert(t.Context(), false)
	}
	if err != nil {
		return err
	}
	if got := w; got != nil && got.For != want || got == nil && want != "" {
		t.Fatalf("%s: it waits for %+v, not %q", what, got, want)
	}
	return nil
}

// TestCrashAtEveryPoint ends the process, as far as the migration can tell, at
// every point of every journey, and opens the folder again.
func TestCrashAtEveryPoint(t *testing.T) {
	for _, j := range journeys {
		t.Run(j.name, func(t *testing.T) {
			if !slow() && !j.short {
				t.Skip("set SLOW=1 for this one")
			}
			r := ledgerRig(t, 30, 10)
			before := r.root(r.s.Address)
			p, in := r.plan(j.way, tells)
			m := r.crashing(p, in, j.goes)
			defer m.Close()
			r.ended(m, j.end, j.goes[len(j.goes)-1], before)
		})
	}
}

// tells has the ledger's new contract emit its balances.
func tells(m *contract.MapFile) { m.Events = filled }

// crashing carries a plan out, with a crash at every point.
func (r *rig) crashing(p *contract.Plan, in contract.Input, goes []string) *execute.Migration {
	t := r.t
	t.Helper()
	cfg := r.config(in)
	cfg.Activate = false
	w := &walk{seen: map[string]bool{}}
	cfg.Point = w.point
	m, err := execute.Start(t.Context(), cfg, p)
	if err != nil {
		t.Fatal(err)
	}
	for _, what := range goes {
		w.during = what
		for {
			err := do(t, m, what)
			if err == nil {
				break
			}
			if !errors.Is(err, errCrash) {
				t.Fatalf("after a crash at %q: %v", w.list[len(w.list)-1], err)
			}
			if err := m.Close(); err != nil {
				t.Fatal(err)
			}
			if m, err = execute.Open(t.Context(), cfg); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("crashed at %d points", len(w.list))
	if len(w.list) < 30 {
		t.Errorf("too few: %q", w.list)
	}
	return m
}

// ended checks the end of a journey.
func (r *rig) ended(m *execute.Migration, phase, last string, before [32]byte) {
	r.t.Helper()
	v := r.view(m)
	if v.Phase != phase {
		r.t.Errorf("it ended %s, not %s", v.Phase, phase)
	}
	if root := r.root(r.s.Address); last == "revert" || last == "abort" {
		if root != before {
			r.t.Errorf("the storage root is %x and was %x", root, before)
		}
	} else if rep, err := m.Verify(r.t.Context()); err != nil {
		r.t.Error(rep, err)
	}
	// The owner and the attester did everything once.
	n, err := r.c.NonceAt(r.t.Context(), address(r.s.Owner))
	if err != nil {
		r.t.Fatal(err)
	}
	want := map[string]uint64{"run": 2, "drain": 2, "abort": 2, "revert": 3}[last]
	if last == "revert" && v.Way != contract.InPlace {
		want++ // the old proxy is frozen anew
	}
	if n != want {
		r.t.Errorf("the owner sent %d transactions, not %d", n, want)
	}
}
