package crudetrade_test

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
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
	"github.com/novation-dev/novation/registry/evidence"
	"github.com/novation-dev/novation/registry/project"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// engine is shared by the tests. It interprets: these tests call each module a
// few times, and compiling one takes longer than that, above all under the race
// detector.
var engine = sync.OnceValues(func() (*plugins.Engine, error) {
	return plugins.NewEngine(context.Background(), plugins.Config{Interpreter: true})
})

// releases builds and loads every release once, as a pod would.
var releases = sync.OnceValues(func() (map[string]*evidence.Release, error) {
	out := map[string]*evidence.Release{}
	byStateSchema := map[uint32]*schema.Schema{}
	e, err := engine()
	if err != nil {
		return nil, err
	}
	for _, version := range crudetrade.Versions() {
		dir, err := crudetrade.Open(version)
		if err != nil {
			return nil, err
		}
		b, err := project.Build(context.Background(), dir)
		if err != nil {
			return nil, err
		}
		var previous *schema.Schema
		if c := b.Manifest.Conversion; c != nil {
			previous = byStateSchema[c.From]
		}
		digest, err := b.Digest()
		if err != nil {
			return nil, err
		}
		r, err := evidence.Load(context.Background(), e, b, digest, previous)
		if err != nil {
			return nil, err
		}
		byStateSchema[b.Manifest.StateSchema] = r.Schema
		out[version] = r
	}
	return out, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if e, err := engine(); err == nil {
		_ = e.Close(context.Background())
	}
	os.Exit(code)
}

func load(t *testing.T, version string) *evidence.Release {
	t.Helper()
	all, err := releases()
	if err != nil {
		t.Fatal(err)
	}
	return all[version]
}

// A trade is a record as its parties keep it.
type trade struct {
	release  *evidence.Release
	parties  []string
	state    []byte
	sequence uint64
	final    bool
}

// send runs a command given as JSON and keeps the state if it is accepted.
func (r *trade) send(t *testing.T, actor, command string) abi.Reply {
	t.Helper()
	m, err := wire.FromJSON(r.release.Schema.Command(), []byte(command))
	if err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	encoded, err := wire.Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	reply, err := r.release.Rules.Apply(t.Context(), abi.Request{
		State: r.state, Command: encoded, Time: 1_771_200_000 + int64(r.sequence), Actor: actor, Parties: r.parties,
		Sequence: r.sequence + 1, References: r.release.References, Seed: make([]byte, abi.SeedBytes),
	})
	if err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	if reply.Rejected() {
		return reply.Reply
	}
	r.state, r.final = reply.State, reply.Final
	r.sequence++
	return reply.Reply
}

func (r *trade) accept(t *testing.T, actor, command string) abi.Reply {
	t.Helper()
	reply := r.send(t, actor, command)
	if reply.Rejected() {
		t.Fatalf("%s, from %s, is rejected: %+v", command, actor, reply.Reasons)
	}
	return reply
}

func (r *trade) reject(t *testing.T, actor, command string) []string {
	t.Helper()
	reply := r.send(t, actor, command)
	if !reply.Rejected() {
		t.Fatalf("%s, from %s, is accepted", command, actor)
	}
	return fields(reply)
}

func fields(reply abi.Reply) []string {
	var out []string
	for _, r := range reply.Reasons {
		out = append(out, r.Field)
	}
	return out
}

// convert runs nv_up or nv_down.
func convert(t *testing.T, op func(context.Context, abi.Request) (plugins.Result, error), state []byte) abi.Reply {
	t.Helper()
	reply, err := op(t.Context(), abi.Request{State: state})
	if err != nil {
		t.Fatal(err)
	}
	return reply.Reply
}

// terms returns the terms of a row of trades.csv as JSON.
func terms(t *testing.T, row map[string]string) string {
	t.Helper()
	out := map[string]any{}
	for name, value := range row {
		if field, ok := strings.CutPrefix(name, "recap.terms."); ok && value != "" {
			out[field] = value
			if field == "payment_days" {
				out[field] = json.Number(value)
			}
		}
	}
	b, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func record(r *evidence.Release, row map[string]string) *trade {
	parties := []string{row["buyer"], row["seller"]}
	slices.Sort(parties)
	return &trade{release: r, parties: parties}
}

// TestTrades looks at every trade of trades.csv, and records and confirms the
// first of each pair of members under 1.0.0, then carries it up to 2.0.0 and
// back. All of them go through the same rules without WebAssembly in the tests
// of the SDK, in a moment.
func TestTrades(t *testing.T) {
	rows, err := crudetrade.Trades()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 200 {
		t.Errorf("%d trades: want at least 200", len(rows))
	}
	pairs, references := map[string]int{}, map[string]bool{}
	command := load(t, "1.0.0").Schema.Command()
	for _, row := range rows {
		reference, pair := row["recap.terms.reference"], row["buyer"]+" from "+row["seller"]
		if row["buyer"] != row["recap.terms.buyer"] || row["seller"] != row["recap.terms.seller"] {
			t.Errorf("%s: the parties are not those of the terms", reference)
		}
		if _, err := wire.FromJSON(command, []byte(`{"recap":{"terms":`+terms(t, row)+`}}`)); err != nil {
			t.Errorf("%s: %v", reference, err)
		}
		references[reference] = true
		if pairs[pair]++; pairs[pair] == 1 {
			upAndDown(t, row)
		}
	}
	if len(references) != len(rows) {
		t.Errorf("%d references for %d trades", len(references), len(rows))
	}
	want := []string{
		"alpha from beta", "alpha from gamma", "beta from alpha", "beta from gamma", "gamma from alpha", "gamma from beta",
	}
	if d := cmp.Diff(want, slices.Sorted(maps.Keys(pairs))); d != "" {
		t.Errorf("who buys from whom (-want +got):\n%s", d)
	}
}

func upAndDown(t *testing.T, row map[string]string) {
	t.Helper()
	r := record(load(t, "1.0.0"), row)
	r.accept(t, row["seller"], `{"recap":{"terms":`+terms(t, row)+`}}`)
	reply := r.accept(t, row["buyer"], `{"confirm":{"terms":`+terms(t, row)+`}}`)
	if len(reply.Documents) != 1 || reply.Documents[0].Kind != "confirmation" {
		t.Errorf("documents %+v", reply.Documents)
	}
	if check, err := r.release.Rules.Check(t.Context(), abi.Request{State: r.state}); err != nil || check.Rejected() {
		t.Errorf("the state breaks an invariant: %+v, %v", check.Reasons, err)
	}
	up := convert(t, load(t, "2.0.0").Rules.Up, r.state)
	if up.Rejected() {
		t.Fatalf("up is refused: %+v", up.Reasons)
	}
	down := convert(t, load(t, "2.0.0").Rules.Down, up.State)
	if !slices.Equal(down.State, r.state) {
		t.Errorf("down(up(s)) = %x, want %x: %+v", down.State, r.state, down.Reasons)
	}
}

const forties = `"reference":"CT-1","trade_date":"2026-02-16","buyer":"alpha","seller":"beta","grade":"Forties",` +
	`"quantity":"600000.000","currency":"USD","incoterm":"FOB","location":"Hound Point",` +
	`"laycan_from":"2026-03-03","laycan_to":"2026-03-05","payment_days":30`

// TestStory follows one trade through all three releases: recap and mismatch
// under 1.0.0, an amendment under 1.1.0, performance under 2.0.0, and what down
// refuses on the way back.
func TestStory(t *testing.T) {
	r := &trade{release: load(t, "1.0.0"), parties: []string{"alpha", "beta"}}
	r.accept(t, "alpha", `{"recap":{"terms":{`+forties+`,"price":"81.2500"}}}`)
	if got := r.reject(t, "beta", `{"confirm":{"terms":{`+forties+`,"price":"81.2600"}}}`); !slices.Equal(got, []string{"confirm.terms.price"}) {
		t.Errorf("mismatch: %q", got)
	}
	r.accept(t, "beta", `{"confirm":{"terms":{`+forties+`,"price":"81.2500"}}}`)

	r.release = load(t, "1.1.0")
	r.accept(t, "beta", `{"amend":{"reason":"vessel size","changes":[{"field":"tolerance","value":"5.00"},{"field":"tolerance_option","value":"SELLER"}]}}`)
	r.accept(t, "alpha", `{"accept_amendment":{}}`)

	v2 := load(t, "2.0.0")
	r.release, r.state = v2, convert(t, v2.Rules.Up, r.state).State
	if down := convert(t, v2.Rules.Down, r.state); down.Rejected() {
		t.Errorf("down of an untouched trade: %+v", down.Reasons)
	}
	r.accept(t, "alpha", `{"amend":{"changes":[{"field":"price"},{"field":"price.formula.benchmark","value":"North Sea Dated"},`+
		`{"field":"price.formula.differential","value":"-0.3500"},{"field":"price.formula.bill.after","value":"5"},`+
		`{"field":"laytime_hours","value":"36.00"},{"field":"demurrage_rate","value":"45000.00"}]}}`)
	r.accept(t, "beta", `{"accept_amendment":{}}`)
	r.accept(t, "alpha", `{"nominate":{"vessel":"North Star","imo":"9074729","eta":"2026-03-04"}}`)
	r.accept(t, "beta", `{"accept_nomination":{}}`)
	r.accept(t, "beta", `{"load":{"number":"HP-0412","date":"2026-03-05","quantity":"598734.512"}}`)
	r.accept(t, "beta", `{"issue_invoice":{"kind":"PROVISIONAL"}}`)
	final := r.accept(t, "beta", `{"issue_invoice":{"kind":"FINAL"}}`)
	if len(final.Documents) != 1 || final.Documents[0].Number != "INV-CT-1-F" {
		t.Errorf("final invoice: %+v", final.Documents)
	}
	r.accept(t, "alpha", `{"claim_demurrage":{"used_hours":"49.50"}}`)
	r.accept(t, "beta", `{"accept_demurrage":{}}`)

	if check, err := v2.Rules.Check(t.Context(), abi.Request{State: r.state}); err != nil || check.Rejected() {
		t.Errorf("the state breaks an invariant: %+v, %v", check.Reasons, err)
	}
	down := convert(t, v2.Rules.Down, r.state)
	want := []string{
		"terms.price.formula", "terms.laytime_hours", "terms.demurrage_rate",
		"nomination", "bill_of_lading", "invoices", "demurrage",
	}
	if d := cmp.Diff(want, fields(down)); d != "" {
		t.Errorf("what down refuses (-want +got):\n%s", d)
	}
	r.accept(t, "alpha", `{"settle":{}}`)
	r.accept(t, "beta", `{"settle":{}}`)
	if !r.final {
		t.Error("the trade is not final")
	}
}

// TestBroken checks that the draft is a project that builds, and that its rules
// are those of its own schema.
func TestBroken(t *testing.T) {
	dir, err := crudetrade.Open(crudetrade.Broken)
	if err != nil {
		t.Fatal(err)
	}
	b, err := project.Build(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	section, err := abi.ReadSection(b.Rules)
	if err != nil || section.Descriptor != registry.DigestOf(b.Schema) {
		t.Errorf("section %+v, %v: want descriptor %s", section, err, registry.DigestOf(b.Schema))
	}
	if load(t, "1.1.0").Schema.Digest() == registry.DigestOf(b.Schema) {
		t.Error("the draft has the schema of 1.1.0")
	}
}

func TestOpen(t *testing.T) {
	if _, err := crudetrade.Open("9.9.9"); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("Open(9.9.9): %v", err)
	}
}
