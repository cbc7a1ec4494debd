package evidence_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/commitment"
	"github.com/novation-dev/novation/registry/evidence"
	"github.com/novation-dev/novation/registry/project"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// engine interprets: these tests call each module a few times.
var engine = sync.OnceValues(func() (*plugins.Engine, error) {
	return plugins.NewEngine(context.Background(), plugins.Config{Interpreter: true})
})

func TestMain(m *testing.M) {
	code := m.Run()
	if e, err := engine(); err == nil {
		_ = e.Close(context.Background())
	}
	os.Exit(code)
}

// releases loads 1.0.0, and 2.0.0 which converts from it.
var releases = sync.OnceValues(func() (map[string]*evidence.Release, error) {
	all := map[string]*evidence.Release{}
	var before *schema.Schema
	for _, version := range []string{"1.0.0", "2.0.0"} {
		r, err := build(version, before)
		if err != nil {
			return nil, err
		}
		all[version], before = r, r.Schema
	}
	return all, nil
})

func build(version string, previous *schema.Schema) (*evidence.Release, error) {
	dir, err := crudetrade.Open(version)
	if err != nil {
		return nil, err
	}
	b, err := project.Build(context.Background(), dir)
	if err != nil {
		return nil, err
	}
	digest, err := b.Digest()
	if err != nil {
		return nil, err
	}
	if b.Manifest.Conversion == nil {
		previous = nil
	}
	e, err := engine()
	if err != nil {
		return nil, err
	}
	return evidence.Load(context.Background(), e, b, digest, previous)
}

func load(t testing.TB, version string) *evidence.Release {
	t.Helper()
	all, err := releases()
	if err != nil {
		t.Fatal(err)
	}
	return all[version]
}

const terms = `"reference":"CT-1","trade_date":"2026-02-16","buyer":"alpha","seller":"beta","grade":"Forties",` +
	`"quantity":"600000.000","currency":"USD","incoterm":"FOB","location":"Hound Point",` +
	`"laycan_from":"2026-03-03","laycan_to":"2026-03-05","payment_days":30`

const (
	recap   = `{"recap":{"terms":{` + terms + `,"price":"81.2500"}}}`
	confirm = `{"confirm":{"terms":{` + terms + `,"price":"81.2500"}}}`
	differs = `{"confirm":{"terms":{` + terms + `,"price":"81.2600"}}}`
)

// question asks for a command of actor on state.
func question(t testing.TB, rel *evidence.Release, sequence uint64, actor, command string, state []byte) evidence.Question {
	t.Helper()
	q := evidence.Question{
		Kind: evidence.Transition, Record: fill(7), Key: fill(8), Sequence: sequence, Time: 1_771_200_000 + int64(sequence),
		Actor: actor, Parties: []string{"alpha", "beta"}, State: state,
	}
	if sequence == 1 {
		q.Kind = evidence.Create
	}
	m, err := wire.FromJSON(rel.Schema.Command(), []byte(command))
	if err != nil {
		t.Fatal(err)
	}
	if q.Command, err = wire.Encode(m); err != nil {
		t.Fatal(err)
	}
	return q
}

func evaluate(t testing.TB, rel *evidence.Release, q evidence.Question) evidence.Answer {
	t.Helper()
	a, err := evidence.Evaluate(t.Context(), rel, q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// confirmed returns the state of a confirmed trade of 1.0.0.
func confirmed(t testing.TB) []byte {
	t.Helper()
	rel := load(t, "1.0.0")
	a := evaluate(t, rel, question(t, rel, 1, "alpha", recap, nil))
	a = evaluate(t, rel, question(t, rel, 2, "beta", confirm, a.State))
	if a.Reasons != nil {
		t.Fatalf("the confirmation is rejected: %v", a.Reasons)
	}
	return a.State
}

func TestEvaluate(t *testing.T) {
	rel := load(t, "1.0.0")
	first := question(t, rel, 1, "alpha", recap, nil)
	a := evaluate(t, rel, first)
	if a.Reasons != nil || len(a.State) == 0 || a.Final || a.Next.IsZero() {
		t.Fatalf("the recap: %+v", a)
	}
	next, err := evidence.Commit(rel.Schema, first.Key, first.Record, first.Sequence, a.State)
	if err != nil || next != a.Next {
		t.Errorf("Commit = %s, %v; the answer says %s", next, err, a.Next)
	}

	second := question(t, rel, 2, "beta", confirm, a.State)
	b := evaluate(t, rel, second)
	if b.Reasons != nil || len(b.Documents) != 1 || b.Documents[0].Kind != "confirmation" {
		t.Fatalf("the confirmation: %+v", b)
	}
	if diff := cmp.Diff(b, evaluate(t, rel, second)); diff != "" {
		t.Errorf("asked again (-first +second):\n%s", diff)
	}
	if b.Next == a.Next {
		t.Error("two states have one commitment")
	}
}

// A rejection is an answer, and nothing of a decision is in it.
func TestEvaluateRejection(t *testing.T) {
	rel := load(t, "1.0.0")
	a := evaluate(t, rel, question(t, rel, 1, "alpha", recap, nil))
	for _, c := range []struct{ name, actor, command, field string }{
		{"other price", "beta", differs, "confirm.terms.price"},
		{"own recap confirmed", "alpha", confirm, "confirm"},
	} {
		got := evaluate(t, rel, question(t, rel, 2, c.actor, c.command, a.State))
		if len(got.Reasons) == 0 || got.Reasons[0].Field != c.field {
			t.Errorf("%s: reasons %+v, want one of field %q", c.name, got.Reasons, c.field)
		}
		got.Reasons = nil
		if diff := cmp.Diff(evidence.Answer{}, got); diff != "" {
			t.Errorf("%s: beside the reasons (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestEvaluateFails(t *testing.T) {
	rel := load(t, "1.0.0")
	good := question(t, rel, 1, "alpha", recap, nil)
	for name, change := range map[string]func(*evidence.Question){
		"damaged command":  func(q *evidence.Question) { q.Command = q.Command[1:] },
		"damaged state":    func(q *evidence.Question) { q.State = []byte{0xff} },
		"no record key":    func(q *evidence.Question) { q.Key = evidence.Hash{} },
		"actor not UTF-8":  func(q *evidence.Question) { q.Actor = "\xff" },
		"command too long": func(q *evidence.Question) { q.Command = make([]byte, 1<<24) },
	} {
		q := good
		change(&q)
		if a, err := evidence.Evaluate(t.Context(), rel, q); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: Evaluate = %+v, %v; want ErrInvalid", name, a, err)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := evidence.Evaluate(ended, rel, good); err == nil {
		t.Error("a call whose context has ended is answered")
	}
}

// The rules see the record and the sequence through the seed only, and the
// commitment hides a state that does not change.
func TestCommitmentsDiffer(t *testing.T) {
	rel, state := load(t, "1.0.0"), confirmed(t)
	seen := map[evidence.Hash]string{}
	for _, c := range []struct {
		name        string
		key, record evidence.Hash
		sequence    uint64
	}{
		{"as it is", fill(8), fill(7), 2},
		{"other key", fill(9), fill(7), 2},
		{"other record", fill(8), fill(6), 2},
		{"other sequence", fill(8), fill(7), 3},
	} {
		h, err := evidence.Commit(rel.Schema, c.key, c.record, c.sequence, state)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := seen[h]; ok {
			t.Errorf("%s: the commitment is that of %s", c.name, other)
		}
		seen[h] = c.name
	}
}

// Package commitment has errors of its own. Who asks this package gets those of
// the registry.
func TestCommitmentErrors(t *testing.T) {
	rel, state := load(t, "1.0.0"), confirmed(t)
	_, err := evidence.Tree(rel.Schema, evidence.Hash{}, fill(7), 2, state)
	if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "record key is missing") {
		t.Errorf("without a key: %v, want ErrInvalid", err)
	}
	if _, err := evidence.Commit(rel.Schema, fill(8), fill(7), 2, []byte{0xff}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a state that cannot be read: %v, want ErrInvalid", err)
	}
	tree, err := evidence.Tree(rel.Schema, fill(8), fill(7), 2, state)
	if err != nil {
		t.Fatal(err)
	}
	d := &evidence.Decision{Record: fill(7), Sequence: 2, Next: tree.Root()}
	o, err := tree.Prove("terms.price")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.CheckOpening(o); err != nil {
		t.Errorf("CheckOpening = %v", err)
	}
	for name, c := range map[string]struct {
		change func(*evidence.Decision, *commitment.Opening)
		want   error
	}{
		"other value":     {func(_ *evidence.Decision, o *commitment.Opening) { o.Value = append(slices.Clone(o.Value), '0') }, registry.ErrRefused},
		"other path":      {func(_ *evidence.Decision, o *commitment.Opening) { o.Path = "terms.quantity" }, registry.ErrRefused},
		"other salt":      {func(_ *evidence.Decision, o *commitment.Opening) { o.Salt[0] ^= 1 }, registry.ErrRefused},
		"other sequence":  {func(d *evidence.Decision, _ *commitment.Opening) { d.Sequence++ }, registry.ErrRefused},
		"other record":    {func(d *evidence.Decision, _ *commitment.Opening) { d.Record[0] ^= 1 }, registry.ErrRefused},
		"other state":     {func(d *evidence.Decision, _ *commitment.Opening) { d.Next[0] ^= 1 }, registry.ErrRefused},
		"no siblings":     {func(_ *evidence.Decision, o *commitment.Opening) { o.Siblings = nil }, registry.ErrInvalid},
		"no path":         {func(_ *evidence.Decision, o *commitment.Opening) { o.Path = "" }, registry.ErrInvalid},
		"beyond the last": {func(_ *evidence.Decision, o *commitment.Opening) { o.Index = o.Count }, registry.ErrInvalid},
	} {
		d, o := *d, o
		c.change(&d, &o)
		if err := d.CheckOpening(o); !errors.Is(err, c.want) {
			t.Errorf("%s: CheckOpening = %v, want %v", name, err, c.want)
		}
	}
}

func novation(kind evidence.Kind, sequence uint64, state []byte) evidence.Question {
	return evidence.Question{
		Kind: kind, Record: fill(7), Key: fill(8), Sequence: sequence, Time: 1_771_200_100, Actor: "alpha",
		Parties: []string{"alpha", "beta"}, State: state,
	}
}

func TestEvaluateNovations(t *testing.T) {
	v2, old := load(t, "2.0.0"), confirmed(t)
	up := evaluate(t, v2, novation(evidence.Up, 3, old))
	if up.Reasons != nil || len(up.State) == 0 || slices.Equal(up.State, old) {
		t.Fatalf("up: %+v", up)
	}
	if want, err := evidence.Commit(v2.Schema, fill(8), fill(7), 3, up.State); err != nil || want != up.Next {
		t.Errorf("up commits to %s, want %s in the newer schema (%v)", up.Next, want, err)
	}
	down := evaluate(t, v2, novation(evidence.Down, 4, up.State))
	if diff := cmp.Diff(old, down.State); diff != "" {
		t.Errorf("there and back (-before +after):\n%s", diff)
	}
	if want, err := evidence.Commit(v2.Previous, fill(8), fill(7), 4, down.State); err != nil || want != down.Next {
		t.Errorf("down commits to %s, want %s in the older schema (%v)", down.Next, want, err)
	}

	nominate := `{"nominate":{"vessel":"North Star","imo":"9074729","eta":"2026-03-04"}}`
	q := question(t, v2, 4, "alpha", nominate, up.State)
	moved := evaluate(t, v2, q)
	if moved.Reasons != nil {
		t.Fatalf("the nomination: %+v", moved.Reasons)
	}
	refused := evaluate(t, v2, novation(evidence.Down, 5, moved.State))
	if len(refused.Reasons) != 1 || refused.Reasons[0].Field != "nomination" || refused.State != nil {
		t.Errorf("down of what the older schema cannot hold: %+v", refused)
	}
	if _, err := evidence.Evaluate(t.Context(), v2, novation(evidence.Up, 3, up.State)); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("up of a state that is up already: %v, want ErrInvalid", err)
	}
}

// Without a conversion the state is carried as it is; a conversion that has no
// way back says so in words.
func TestEvaluateNovationsWithoutRules(t *testing.T) {
	v1, old := load(t, "1.0.0"), confirmed(t)
	for _, kind := range []evidence.Kind{evidence.Up, evidence.Down} {
		a := evaluate(t, v1, novation(kind, 3, old))
		if a.Reasons != nil || !slices.Equal(a.State, old) || a.Next.IsZero() {
			t.Errorf("%s without a conversion: %+v", kind, a)
		}
	}
	v2 := *load(t, "2.0.0")
	m := *v2.Manifest
	m.Conversion = &registry.Conversion{From: 1}
	v2.Manifest = &m
	up := evaluate(t, &v2, novation(evidence.Up, 3, old))
	a := evaluate(t, &v2, novation(evidence.Down, 4, up.State))
	if len(a.Reasons) != 1 || a.Reasons[0].Code != "no-conversion-down" || a.State != nil {
		t.Errorf("down without a way back: %+v", a)
	}
}

func TestRejectedError(t *testing.T) {
	for _, c := range []struct {
		err  *evidence.RejectedError
		want string
	}{
		{
			&evidence.RejectedError{Release: "crude-trade@1.0.0", Kind: evidence.Transition, Reasons: []abi.Reason{{Code: "mismatch", Message: "differs", Field: "price"}}},
			"crude-trade@1.0.0 refuses the command\n  price: differs (mismatch)",
		},
		{
			&evidence.RejectedError{Release: "crude-trade@2.0.0", Kind: evidence.Down, Reasons: []abi.Reason{{Code: "late", Message: "too late"}}},
			"crude-trade@2.0.0 cannot carry the record\n  too late (late)",
		},
	} {
		if diff := cmp.Diff(c.want, c.err.Error()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if registry.ConditionOf(c.err).Code != "refused" {
			t.Errorf("condition %+v, want refused", registry.ConditionOf(c.err))
		}
	}
}
