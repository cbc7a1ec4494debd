package fleet_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/novation-dev/novation/pod/fleet"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
)

func withdraw(version string) func(store.Tx) error {
	return func(tx store.Tx) error {
		return releases.PutKnown(tx, releases.Known{Name: line, Version: version, Digest: digest(version), Withdrawn: "pays twice"})
	}
}

func other(version string) func(store.Tx) error {
	return func(tx store.Tx) error {
		if err := forget(version)(tx); err != nil {
			return err
		}
		return releases.PutKnown(tx, releases.Known{Name: line, Version: version, Digest: digest("forged")})
	}
}

// What a pod is told about the others says nothing of their records, and says of
// its own how many are where.
func TestReport(t *testing.T) {
	w := ready(t)
	alpha, beta := w.pods["alpha"], w.pods["beta"]
	w.all(func(p *pod) { p.activate("1.1.0") })
	for i, status := range []record.Status{record.Open, record.Open, record.Closed, record.Proposed} {
		alpha.hold(byte(i+1), "1.0.0", status, i == 0)
		beta.hold(byte(i+10), "1.1.0", status, false)
	}
	beta.reach("1.1.0", upgrade.Verified, "rehearsing: 2 of 3 records move, 0x99 would lose its price\nask the desk")
	beta.view.MemberEpoch = 2
	w.down("gamma")
	r, err := alpha.Report(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []fleet.Held{
		{Line: line, Version: "1.0.0", Digest: digest("1.0.0"), Life: fleet.Draining, Counts: fleet.Counts{Open: 2, Closed: 1, Pinned: 1, Proposed: 1}},
		{Line: line, Version: "1.1.0", Digest: digest("1.1.0"), Life: fleet.Active},
	}
	if d := cmp.Diff(want, r.Held); d != "" {
		t.Errorf("held (-want +got):\n%s", d)
	}
	b, err := json.Marshal(r.Pods[1:])
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"0x99", "of 3 records", `"open"`, "pinned", "closed"} {
		if bytes.Contains(b, []byte(secret)) {
			t.Errorf("%q shows in what is said of pods: %s", secret, b)
		}
	}
	differs := []fleet.Difference{
		{Field: "member set", There: "2", Here: "1"},
		{Line: line, Version: "1.1.0", Field: "stage", There: "verified", Here: "runs"},
	}
	if d := cmp.Diff(differs, r.Pods[1].Differs); d != "" {
		t.Errorf("beta differs (-want +got):\n%s", d)
	}
	if why := r.Pods[1].Statement.Line(line).Release("1.1.0").Why; why != "rehearsing failed" {
		t.Errorf("why of beta is %q", why)
	}
	if g := r.Pods[2]; g.Reached || g.Seen != 0 || g.Statement != nil || g.Error == "" {
		t.Errorf("gamma, which is down: %+v", g)
	}
	own, err := beta.Statement(t.Context(), true)
	if err != nil || !strings.Contains(own.Line(line).Release("1.1.0").Why, "0x99 would lose its price") {
		t.Errorf("the operator of beta is told %+v, %v", own, err)
	}
}

// Whether records are open is told when the operator allows it, and only that.
func TestTells(t *testing.T) {
	w := ready(t)
	w.all(func(p *pod) { p.activate("1.1.0") })
	beta := w.pods["beta"]
	beta.hold(1, "1.0.0", record.Open, true)
	told := func() (open []*bool) {
		t.Helper()
		r, err := w.pods["alpha"].Report(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, rel := range r.Pods[1].Statement.Lines[0].Releases {
			open = append(open, rel.Open)
		}
		return open
	}
	yes, no := true, false
	for _, step := range []struct {
		do   func() error
		want []*bool
	}{
		{func() error { return nil }, []*bool{nil, nil}},
		{func() error { return beta.SetTells(t.Context(), true) }, []*bool{&yes, &no}},
		{func() error { return beta.SetTells(t.Context(), false) }, []*bool{nil, nil}},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(step.want, told()); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	}
}

// What a pod said last is known after a restart, with the time.
func TestLastSeen(t *testing.T) {
	w := ready(t)
	alpha := w.pods["alpha"]
	first, err := alpha.Report(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w.down("beta")
	again, err := alpha.fleet().Report(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b := again.Pods[1]
	if b.Reached || b.Seen != first.Pods[1].Seen || b.Seen < time.Now().Add(-time.Hour).Unix() {
		t.Errorf("beta: %+v; want it last seen at %d", b, first.Pods[1].Seen)
	}
	if d := cmp.Diff(first.Pods[1].Statement, b.Statement); d != "" {
		t.Errorf("what it said last (-want +got):\n%s", d)
	}
	err = alpha.fleet().Admit(t.Context(), line, []string{"alpha", "beta"})
	if err != nil {
		t.Errorf("what beta said a moment ago, before the restart, is good enough: %v", err)
	}
	alpha.update(func(tx store.Tx) error {
		return tx.Put("fleet", []byte("member/beta"), []byte(`{"statement":{"format":9}}`))
	})
	damaged, err := alpha.fleet().Report(t.Context())
	if err != nil || damaged.Pods[1].Statement != nil {
		t.Errorf("a kept answer that makes no sense: %+v, %v", damaged, err)
	}
}

func TestParseStatement(t *testing.T) {
	good := fleet.Statement{Format: 1, Member: "beta", Build: "v1", Lines: []fleet.Line{{
		Name: line, Active: "1.0.0", Releases: []fleet.Release{{Version: "1.0.0", Digest: digest("1.0.0"), Stage: fleet.Runs, Serves: true}},
	}}}
	got, err := fleet.ParseStatement(good.Encode(), "beta")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(&good, got, cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
	later := bytes.Replace(good.Encode(), []byte(`{"format"`), []byte(`{"gift":1,"format"`), 1)
	if _, err := fleet.ParseStatement(later, "beta"); err != nil {
		t.Errorf("a later version says more: %v", err)
	}
	for name, edit := range map[string]func(*fleet.Statement){
		"another format":    func(s *fleet.Statement) { s.Format = 2 },
		"another member":    func(s *fleet.Statement) { s.Member = "gamma" },
		"a terminal":        func(s *fleet.Statement) { s.Build = "\x1b[2J" },
		"a long reason":     func(s *fleet.Statement) { s.Lines[0].Releases[0].Why = strings.Repeat("x", 1001) },
		"a stage in lines":  func(s *fleet.Statement) { s.Lines[0].Releases[0].Stage = "a\nb" },
		"no version":        func(s *fleet.Statement) { s.Lines[0].Releases[0].Version = "" },
		"no digest":         func(s *fleet.Statement) { s.Lines[0].Releases[0].Digest = registry.Digest{} },
		"no such active":    func(s *fleet.Statement) { s.Lines[0].Active = "2.0.0" },
		"a version twice":   func(s *fleet.Statement) { s.Lines[0].Releases = append(s.Lines[0].Releases, s.Lines[0].Releases[0]) },
		"a line twice":      func(s *fleet.Statement) { s.Lines = append(s.Lines, s.Lines[0]) },
		"a name that is no": func(s *fleet.Statement) { s.Lines[0].Name = "../x" },
	} {
		bad, err := fleet.ParseStatement(good.Encode(), "beta")
		if err != nil {
			t.Fatal(err)
		}
		edit(bad)
		if _, err := fleet.ParseStatement(bad.Encode(), "beta"); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
	if _, err := fleet.ParseStatement(make([]byte, fleet.MaxStatement+1), "beta"); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("too long: %v", err)
	}
}

// FuzzStatement reads anything as what a pod says.
func FuzzStatement(f *testing.F) {
	good := fleet.Statement{Format: 1, Member: "beta", Lines: []fleet.Line{{
		Name: line, Active: "1.0.0", Releases: []fleet.Release{{Version: "1.0.0", Digest: digest("1.0.0"), Stage: fleet.Runs}},
	}}}
	f.Add(good.Encode())
	f.Add(good.Encode()[:40])
	f.Add([]byte(`{"format":1,"member":"beta","lines":[{"name":"x","releases":[{}]}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := fleet.ParseStatement(b, "beta")
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("%v is not ErrInvalid", err)
			}
			return
		}
		again, err := fleet.ParseStatement(s.Encode(), "beta")
		if err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
		}
		if d := cmp.Diff(s, again, cmpopts.EquateEmpty()); d != "" {
			t.Error(d)
		}
	})
}
