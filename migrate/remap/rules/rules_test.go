package rules_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/remap/rules"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

const alice, bob = "0x00000000000000000000000000000000000A11cE", "0x0000000000000000000000000000000000000B0b"

// TestThereAndBack carries values of all kinds of types.
func TestThereAndBack(t *testing.T) {
	e := newExample(t)
	c := load(t, e.from, e.to)
	before := []string{
		"balanceOf[" + alice + "] = 5",
		"deals[7].buyer = " + bob,
		"deals[7].country = NL",
		"deals[7].port = Hoek van Holland, Rotterdam",
		"deals[7].price = 81250000",
		`marks["grade"][1].by = ` + alice,
		`marks["grade"][1].code = 0x01020304`,
		`marks["grade"][1].fee = 12`,
		`marks["grade"][1].firm = true`,
		`marks["grade"][1].note = 0x00ff`,
		`marks["grade"][1].score = -9223372036854775808`,
		`marks["grade"][1].side = Sell`,
		`marks["grade"] = 2`,
		`marks["\x00\xff"][0].side = Buy`,
		`marks["\x00\xff"] = 1`,
		"total = 5",
	}
	slices.Sort(before)
	after := []string{
		"balanceOf[" + alice + "] = 5000000000000",
		"deals[7].buyer = " + bob,
		"deals[7].place = Hoek van Holland, Rotterdam, NL",
		"deals[7].price = 81250000000000000000",
		`marks["grade"][1].label = grade#1`,
		`marks["\x00\xff"][0].label = "\x00\xff#0"`,
		"total = 5000000000000",
	}
	for _, line := range before {
		if strings.HasPrefix(line, "marks") {
			after = append(after, line)
		}
	}
	slices.Sort(after)
	got, err := lines(e.to, e.there.Fields(t.Context(), c, state(e.from, before...)))
	if diff := cmp.Diff(after, got); err != nil || diff != "" {
		t.Fatal(err, diff)
	}
	got, err = lines(e.from, e.back.Fields(t.Context(), c, state(e.to, after...)))
	if diff := cmp.Diff(before, got); err != nil || diff != "" {
		t.Fatal(err, diff)
	}
}

// TestRefusals: rules say no, with the place.
func TestRefusals(t *testing.T) {
	e := newExample(t)
	c := load(t, e.from, e.to)
	for _, tt := range []struct {
		mapping *remap.Mapping
		line    string
		want    string // "" when it is carried
	}{
		{e.there, "deals[7].country = N, L", "deals[7].country: the rules refuse: deals[].country: a country with a comma could not be told from the port (comma)"},
		{e.there, "deals[7].price = 340282366920938463463374607431768211455", "too large for 18 decimals in uint128"},
		{e.there, "deals[7].country = NL", ""},
		{e.back, "deals[7].place = Rotterdam", "deals[7].place: the rules refuse: deals[].place: the place does not say port and country (no-country)"},
		{e.back, "balanceOf[" + alice + "] = 5000000000001", "balanceOf[" + alice + "]: the rules refuse: balanceOf[]: 6 decimals cannot say 5000000000001"},
		{e.back, "total = 1", "total: the rules refuse: total: 6 decimals cannot say 1"},
		{e.back, "total = 1000000000000", ""},
		{e.back, `marks["a"][0].label = b#0`, `marks["a"][0].label: the rules refuse: marks[][].label: the label was changed (label)`},
		{e.back, `marks["a"][0].label = a#0`, ""},
	} {
		_, err := lines(tt.mapping.To, tt.mapping.Fields(t.Context(), c, state(tt.mapping.From, tt.line)))
		refusal, refused := errors.AsType[*remap.Refusal](err)
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s: %v", tt.line, err)
		case tt.want != "" && (!refused || !errors.Is(err, registry.ErrRefused) || !strings.Contains(refusal.Error(), tt.want)):
			t.Errorf("%s: %v, want a refusal with %q", tt.line, err, tt.want)
		}
	}
	// All that is refused is listed before anything runs.
	var all []string
	for r, err := range e.back.Losses(t.Context(), c, state(e.to, "total = 1", "balanceOf["+alice+"] = 2", "balanceOf["+bob+"] = 3000000000000", "deals[1].place = x")) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r.Path)
	}
	slices.Sort(all)
	if diff := cmp.Diff([]string{"balanceOf[" + alice + "]", "deals[1].place", "total"}, all); diff != "" {
		t.Error(diff)
	}
}

// TestFailure: an error of the rules that is no rejection ends the migration.
func TestFailure(t *testing.T) {
	e := newExample(t)
	c := load(t, e.from, e.to)
	m, err := remap.New(e.from, e.to, remap.Map{
		Compute: append(mapOf(t).Compute[:4:4], remap.Computation{Sources: []string{"owner"}, Targets: []string{"owner"}}),
		Drop:    map[string]string{"marks": "not in this test"},
	})
	if err != nil {
		t.Fatal(err)
	}
	m.Accept = func(*remap.Refusal) bool { return true }
	_, err = lines(e.to, m.Fields(t.Context(), c, state(e.from, "owner = "+alice)))
	if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "of owner: nv_up: the rules failed: these rules know nothing of owner (failed)") {
		t.Error(err)
	}
}

// TestDirect calls what only a mistake of the caller can call.
func TestDirect(t *testing.T) {
	e := newExample(t)
	c := load(t, e.from, e.to)
	total := remap.Computation{Sources: []string{"total"}, Targets: []string{"total"}}
	if _, err := c.Up(t.Context(), total, nil, nil); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("no value: %v", err)
	}
	if _, err := c.Up(t.Context(), remap.Computation{Sources: []string{"none"}, Targets: []string{"total"}}, nil, nil); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("no such source: %v", err)
	}
	if _, err := c.Down(t.Context(), remap.Computation{Sources: []string{"total"}, Targets: []string{"none"}}, nil, nil); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("no such target: %v", err)
	}
	if _, err := rules.Load(t.Context(), nil, nil, e.from, e.to); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("no engine: %v", err)
	}
	if c.Digest() != registry.DigestOf(dealsModule(t)) {
		t.Error("the digest is not that of the module")
	}
}

// TestRandom carries random states there and back: nothing changes.
func TestRandom(t *testing.T) {
	e := newExample(t)
	c := load(t, e.from, e.to)
	text := rapid.StringMatching(`[a-zA-Z ,é]{0,40}`)
	rapid.Check(t, func(rt *rapid.T) {
		before := []string{fmt.Sprint("total = ", rapid.Uint64().Draw(rt, "total"))}
		for i := range rapid.IntRange(0, 4).Draw(rt, "balances") {
			before = append(before, fmt.Sprintf("balanceOf[0x%040x] = %d", i+1, rapid.Uint64().Draw(rt, "balance")))
		}
		for i := range rapid.IntRange(0, 4).Draw(rt, "deals") {
			port, country := text.Draw(rt, "port"), rapid.StringMatching(`[a-zA-Z,é]{0,40}`).Draw(rt, "country")
			before = append(before, fmt.Sprintf("deals[%d].port = %s", i, port), fmt.Sprintf("deals[%d].country = %s", i, country),
				fmt.Sprintf("deals[%d].price = %d", i, rapid.Uint64().Draw(rt, "price")))
		}
		for i := range rapid.IntRange(0, 3).Draw(rt, "marks") {
			at := fmt.Sprintf("marks[%q][%d]", text.Draw(rt, "topic"), i)
			if slices.ContainsFunc(before, func(l string) bool { return strings.HasPrefix(l, at) }) {
				continue
			}
			before = append(before, fmt.Sprintf("%s.score = %d", at, rapid.Int64().Draw(rt, "score")), fmt.Sprintf("%s.fee = %d", at, rapid.Uint64().Draw(rt, "fee")),
				fmt.Sprintf("%s.side = %s", at, rapid.SampledFrom([]string{"None", "Buy", "Sell"}).Draw(rt, "side")),
				fmt.Sprintf("%s.note = 0x%x", at, rapid.SliceOfN(rapid.Byte(), 0, 70).Draw(rt, "note")))
		}
		want, err := lines(e.from, state(e.from, before...))
		if err != nil {
			rt.Fatal(err)
		}
		there, err := lines(e.to, e.there.Fields(t.Context(), c, state(e.from, before...)))
		if err != nil {
			rt.Fatal(err)
		}
		again, err := lines(e.from, e.back.Fields(t.Context(), c, state(e.to, there...)))
		if err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(want, again); diff != "" {
			rt.Fatal(diff)
		}
	})
}

// TestTogether asks from several goroutines.
func TestTogether(t *testing.T) {
	e := newExample(t)
	c := load(t, e.from, e.to)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for f, err := range e.there.Fields(t.Context(), c, balances(e.from, 100)) {
				if err != nil || !strings.HasSuffix(statetree.Format(e.to, f.Type, f.Value), "000000000000") {
					t.Errorf("%s: %v", f.Path, err)
				}
			}
		})
	}
	all.Wait()
}
