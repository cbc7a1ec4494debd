package migrate_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

var errBroken = errors.New("the store is broken")

// A way is a mover that does to a state what the first byte of the state says.
type way struct{}

func (way) Forward(_ context.Context, s migrate.State) (migrate.Outcome, error) {
	switch s.Bytes[0] {
	case 'r':
		return refuse("forward", "terms.price")
	case 'e':
		return migrate.Outcome{}, errBroken
	}
	return migrate.Outcome{Bytes: append([]byte("moved "), s.Bytes...)}, nil
}

func (way) Back(_ context.Context, s migrate.State) (migrate.Outcome, error) {
	old := bytes.TrimPrefix(s.Bytes, []byte("moved "))
	switch old[0] {
	case 'n':
		return refuse("back", "")
	case 'c':
		return migrate.Outcome{Bytes: append(old, '!')}, nil
	case 'E':
		return migrate.Outcome{}, errBroken
	case 's':
		if s.Sequence != 8 {
			return refuse("wrong sequence", "")
		}
	}
	return migrate.Outcome{Bytes: old}, nil
}

func refuse(why, field string) (migrate.Outcome, error) {
	return migrate.Outcome{Reasons: []abi.Reason{{Code: "no", Message: why, Field: field}, {Code: "second"}}}, nil
}

// states yields a state for each of the given contents.
func states(contents ...string) func(func(migrate.State) error) error {
	return func(yield func(migrate.State) error) error {
		for i, c := range contents {
			if err := yield(migrate.State{Record: evidence.Hash{byte(i + 1)}, Sequence: 7, Bytes: []byte(c)}); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestRehearse(t *testing.T) {
	_, all := plans(t)
	for _, c := range []struct {
		name   string
		plan   string
		states []string
		want   [3]int // records, moved, returned
		ready  bool
		says   []string
	}{
		{"no records", "convert", nil, [3]int{}, true, nil},
		{"all move and return", "convert", []string{"a", "b"}, [3]int{2, 2, 2}, true, nil},
		{
			"one refuses forward", "convert",
			[]string{"a", "r"},
			[3]int{2, 1, 1},
			false,
			[]string{"record 02000000 forward: terms.price: forward (no)"},
		},
		{"one refuses back", "convert", []string{"n", "a"}, [3]int{2, 2, 1}, false, []string{"record 01000000 back: back (no)"}},
		{"one comes back changed", "convert", []string{"a", "c"}, [3]int{2, 2, 1}, false, []string{"record 02000000 comes back changed"}},
		{"all of it", "convert", []string{"r", "n", "c", "a"}, [3]int{4, 3, 1}, false, []string{
			"record 01000000 forward: terms.price: forward (no)", "record 02000000 back: back (no)", "record 03000000 comes back changed",
		}},
		{"back at the next sequence", "convert", []string{"s"}, [3]int{1, 1, 1}, true, nil},
		{"no way back promised", "one-way", []string{"n", "c", "E"}, [3]int{3, 3, 3}, true, nil},
		{"the first release", "first", []string{"n"}, [3]int{1, 1, 1}, true, nil},
		{"rules only, refused back", "rules-only", []string{"n"}, [3]int{1, 1, 0}, false, []string{"record 01000000 back: back (no)"}},
	} {
		p := all[c.plan]
		r, err := migrate.Rehearse(t.Context(), p, way{}, states(c.states...))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		want := &migrate.Report{
			Format: migrate.PlanFormat, Line: p.Line, Release: p.To.Release, Way: p.Way,
			Records: c.want[0], Moved: c.want[1], Returned: c.want[2], Refused: c.says,
		}
		if diff := cmp.Diff(want, r); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if r.Ready() != c.ready {
			t.Errorf("%s: Ready = %v", c.name, r.Ready())
		}
	}
}

// A failure is not a refusal: it ends the rehearsal.
func TestRehearseFails(t *testing.T) {
	_, all := plans(t)
	for _, s := range []string{"e", "E"} {
		if _, err := migrate.Rehearse(t.Context(), all["convert"], way{}, states("a", s)); !errors.Is(err, errBroken) {
			t.Errorf("state %q: Rehearse = %v", s, err)
		}
	}
	_, err := migrate.Rehearse(t.Context(), all["convert"], way{}, func(func(migrate.State) error) error { return errBroken })
	if !errors.Is(err, errBroken) {
		t.Errorf("records that cannot be read: Rehearse = %v", err)
	}
}

// Counts are published, what was refused is not.
func TestReportDigest(t *testing.T) {
	r := migrate.Report{Format: 1, Line: "crude-trade", Way: migrate.OnTouch, Records: 3, Moved: 2, Returned: 1}
	good := r.Digest()
	r.Refused = []string{"record 01 forward: secret"}
	if r.Digest() != good {
		t.Error("what was refused shows in the digest")
	}
	for name, change := range map[string]func(*migrate.Report){
		"records":  func(r *migrate.Report) { r.Records++ },
		"moved":    func(r *migrate.Report) { r.Moved++ },
		"returned": func(r *migrate.Report) { r.Returned++ },
		"way":      func(r *migrate.Report) { r.Way = migrate.None },
		"release":  func(r *migrate.Report) { r.Release[0] ^= 1 },
		"line":     func(r *migrate.Report) { r.Line = "cotton" },
	} {
		other := r
		change(&other)
		if other.Digest() == good {
			t.Errorf("other %s have the same digest", name)
		}
	}
}

func TestPreviewRevert(t *testing.T) {
	got, err := migrate.PreviewRevert(t.Context(), way{}, states("moved a", "moved n", "moved c", "moved n"))
	if err != nil {
		t.Fatal(err)
	}
	reasons := []abi.Reason{{Code: "no", Message: "back"}, {Code: "second"}}
	want := &migrate.Preview{
		Return: 2, Taint: []migrate.Taint{},
		Losses: []migrate.Loss{{Record: evidence.Hash{2}, Reasons: reasons}, {Record: evidence.Hash{4}, Reasons: reasons}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := migrate.PreviewRevert(t.Context(), way{}, states("a", "E")); !errors.Is(err, errBroken) {
		t.Errorf("a failure: PreviewRevert = %v", err)
	}
}

// rules are those of a release that checks and converts by appending.
type rules struct {
	ops   []abi.Op
	seen  []abi.Request
	reply abi.Reply
	err   error
}

func (r *rules) call(q abi.Request) (plugins.Result, error) {
	r.seen = append(r.seen, q)
	return plugins.Result{Reply: r.reply}, r.err
}

func (r *rules) Apply(_ context.Context, q abi.Request) (plugins.Result, error) { return r.call(q) }
func (r *rules) Up(_ context.Context, q abi.Request) (plugins.Result, error)    { return r.call(q) }
func (r *rules) Down(_ context.Context, q abi.Request) (plugins.Result, error)  { return r.call(q) }
func (r *rules) Check(_ context.Context, q abi.Request) (plugins.Result, error) { return r.call(q) }
func (r *rules) Snapshot() registry.Digest                                      { return registry.Digest{} }
func (r *rules) Close() error                                                   { return nil }
func (r *rules) Has(op abi.Op) bool                                             { return slices.Contains(r.ops, op) }

// Where nothing moves, the release that takes over is asked whether it can live
// with the states: the newer one forward, the older one back.
func TestMoverOfRulesOnly(t *testing.T) {
	_, all := plans(t)
	p := all["rules-only"]
	older, newer := &rules{ops: []abi.Op{abi.Check}}, &rules{ops: []abi.Op{abi.Check}}
	v1, v2 := release("1.0.0", older), release("1.1.0", newer)
	m, err := migrate.NewMover(p, v1, v2)
	if err != nil {
		t.Fatal(err)
	}
	s := migrate.State{Sequence: 3, Time: 9, Parties: []string{"alpha", "beta"}, Bytes: []byte("state")}
	for name, c := range map[string]struct {
		move func(context.Context, migrate.State) (migrate.Outcome, error)
		asks *rules
	}{"forward": {m.Forward, newer}, "back": {m.Back, older}} {
		o, err := c.move(t.Context(), s)
		if err != nil || string(o.Bytes) != "state" || o.Reasons != nil {
			t.Errorf("%s: %+v, %v", name, o, err)
		}
		want := []abi.Request{{State: s.Bytes, Time: 9, Parties: s.Parties, Sequence: 3}}
		if diff := cmp.Diff(want, c.asks.seen); diff != "" {
			t.Errorf("%s: asked (-want +got):\n%s", name, diff)
		}
		c.asks.reply = abi.Reply{Reasons: []abi.Reason{{Code: "broken"}}}
		if o, err := c.move(t.Context(), s); err != nil || len(o.Reasons) != 1 {
			t.Errorf("%s, refused: %+v, %v", name, o, err)
		}
		c.asks.err = errBroken
		if _, err := c.move(t.Context(), s); !errors.Is(err, errBroken) || !strings.Contains(err.Error(), "to check a state") {
			t.Errorf("%s, broken: %v", name, err)
		}
		c.asks.ops = nil
		if o, err := c.move(t.Context(), s); err != nil || string(o.Bytes) != "state" {
			t.Errorf("%s, rules without a check: %+v, %v", name, o, err)
		}
	}
}

func release(version string, r *rules) *evidence.Release {
	e := ends(version, 1, nil)
	return &evidence.Release{Digest: e.Digest, Manifest: e.Manifest, Rules: r}
}

func TestNewMoverRefuses(t *testing.T) {
	_, all := plans(t)
	v1, v2 := release("1.0.0", &rules{}), release("1.1.0", &rules{})
	unknown := *all["rules-only"]
	unknown.Way = "stepped-copy"
	for _, c := range []struct {
		name     string
		plan     *migrate.Plan
		from, to *evidence.Release
	}{
		{"other releases", all["rules-only"], v2, v1},
		{"no release before", all["rules-only"], nil, v2},
		{"another release after", all["first"], nil, v2},
		{"unknown way", &unknown, v1, v2},
	} {
		if _, err := migrate.NewMover(c.plan, c.from, c.to); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: NewMover = %v, want ErrInvalid", c.name, err)
		}
	}
	m, err := migrate.NewMover(all["first"], nil, v1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Back(t.Context(), migrate.State{}); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("back before the first release: %v, want ErrNotFound", err)
	}
}
