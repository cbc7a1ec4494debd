package migrate_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/registry"
)

var update = flag.Bool("update", false, "write golden files that do not exist")

// ends returns one end of a plan. Its digest is that of the version.
func ends(version string, stateSchema uint32, change func(*registry.Manifest)) migrate.Ends {
	m := &registry.Manifest{Name: "crude-trade", Version: version, StateSchema: stateSchema}
	m.Book.CodeHash = "0x" + strings.Repeat("ab", 32)
	if change != nil {
		change(m)
	}
	return migrate.Ends{Manifest: m, Digest: registry.DigestOf([]byte(version))}
}

func shared(m *registry.Manifest) { m.Book.Shared = true }

func converts(from uint32, down bool) func(*registry.Manifest) {
	return func(m *registry.Manifest) { m.Conversion = &registry.Conversion{From: from, Down: down} }
}

// plans are one plan for each way, by the name of its golden file.
func plans(t testing.TB) (names []string, all map[string]*migrate.Plan) {
	t.Helper()
	v1 := ends("1.0.0", 1, nil)
	all = map[string]*migrate.Plan{}
	for _, c := range []struct {
		name string
		from *migrate.Ends
		to   migrate.Ends
	}{
		{"first", nil, v1},
		{"rules-only", &v1, ends("1.1.0", 1, shared)},
		{"own-book", &v1, ends("1.2.0", 1, nil)},
		{"convert", &v1, ends("2.0.0", 2, converts(1, true))},
		{"one-way", &v1, ends("3.0.0", 3, converts(1, false))},
	} {
		p, err := migrate.NewPlan(c.from, c.to)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		names, all[c.name] = append(names, c.name), p
	}
	return names, all
}

func TestNewPlan(t *testing.T) {
	_, all := plans(t)
	for _, c := range []struct {
		name   string
		way    migrate.Way
		revert *migrate.RevertPlan // without To
		why    string
	}{
		{"first", migrate.None, nil, "first release"},
		{"rules-only", migrate.None, &migrate.RevertPlan{Carry: migrate.None}, "schema 1 and the Book stay"},
		{"own-book", migrate.OnTouch, &migrate.RevertPlan{Carry: migrate.OnTouch}, "carried unchanged"},
		{"convert", migrate.OnTouch, &migrate.RevertPlan{Carry: migrate.OnTouch, Refuses: true}, "schema 1 becomes 2"},
		{"one-way", migrate.OnTouch, &migrate.RevertPlan{Carry: migrate.None, Refuses: true}, "schema 1 becomes 3"},
	} {
		p := all[c.name]
		if p.Way != c.way || p.Format != migrate.PlanFormat || p.Line != "crude-trade" || !strings.Contains(p.Why, c.why) {
			t.Errorf("%s: plan %+v", c.name, p)
		}
		if c.revert != nil {
			c.revert.To = *p.From
			if want := ends("1.0.0", 1, nil); p.From.Version != "1.0.0" || p.From.Release != want.Digest || p.From.StateSchema != 1 {
				t.Errorf("%s: it comes from %+v", c.name, p.From)
			}
		}
		if diff := cmp.Diff(c.revert, p.Revert); diff != "" {
			t.Errorf("%s: revert plan (-want +got):\n%s", c.name, diff)
		}
		if p.RevertDigest().IsZero() != (c.revert == nil) {
			t.Errorf("%s: the revert plan has digest %q", c.name, p.RevertDigest())
		}
	}
}

func TestNewPlanRefuses(t *testing.T) {
	v1, v2 := ends("1.0.0", 1, nil), ends("2.0.0", 2, converts(1, true))
	for _, c := range []struct {
		name string
		from *migrate.Ends
		to   migrate.Ends
		want string
	}{
		{"the first shares a Book", nil, ends("1.0.0", 1, shared), "set book.shared to false"},
		{"another line", &v1, ends("1.1.0", 1, func(m *registry.Manifest) { m.Name = "cotton" }), "different lines"},
		{"shared, with other code", &v1, ends("1.1.0", 1, func(m *registry.Manifest) {
			m.Book.Shared, m.Book.CodeHash = true, "0x"+strings.Repeat("cd", 32)
		}), "names other code"},
		{"shared, with another schema", &v1, ends("2.0.0", 2, shared), "from 1 to 2"},
		{"shared, with another schema and a conversion", &v1, ends("2.0.0", 2, func(m *registry.Manifest) {
			shared(m)
			converts(1, true)(m)
		}), "set book.shared to false"},
		{"no conversion", &v1, ends("2.0.0", 2, nil), "no conversion between them"},
		{"a conversion from another schema", &v2, ends("4.0.0", 4, converts(1, true)), "no conversion between them"},
		{"back to an older schema", &v2, v1, "no conversion between them"},
		{"a conversion that its records cannot take", &v2, ends("2.0.1", 2, converts(1, true)), "leave the conversion out"},
	} {
		p, err := migrate.NewPlan(c.from, c.to)
		if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: NewPlan = %+v, %v; want ErrInvalid with %q", c.name, p, err, c.want)
		}
	}
}

// What members approved must be read, and have the digests they signed, in
// every later version. NewPlan must choose the same plan again, word for word:
// who rebuilds an old change compares the bytes.
func TestGolden(t *testing.T) {
	names, all := plans(t)
	var digests strings.Builder
	for _, name := range names {
		p := all[name]
		stored := golden(t, name+".json", p.Encode())
		got, err := migrate.ParsePlan(stored)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(p, got); diff != "" {
			t.Errorf("%s (-planned now +stored):\n%s", name, diff)
		}
		if diff := cmp.Diff(string(stored), string(got.Encode())); diff != "" {
			t.Errorf("%s: writing it back (-stored +written):\n%s", name, diff)
		}
		var raw struct{ Revert json.RawMessage }
		if err := json.Unmarshal(stored, &raw); err != nil {
			t.Fatal(err)
		}
		if p.Revert != nil && p.RevertDigest() != registry.DigestOf(raw.Revert) {
			t.Errorf("%s: the digest of the revert plan is not that of its bytes", name)
		}
		fmt.Fprintf(&digests, "%s plan %s revert %s\n", name, registry.DigestOf(stored), p.RevertDigest())
	}
	report := migrate.Report{
		Format: 1, Line: "crude-trade", Release: registry.DigestOf([]byte("2.0.0")), Way: migrate.OnTouch, Records: 12, Moved: 11, Returned: 10,
		Refused: []string{"is not published"},
	}
	fmt.Fprintf(&digests, "report %s\n", report.Digest())
	if diff := cmp.Diff(string(golden(t, "digests.txt", []byte(digests.String()))), digests.String()); diff != "" {
		t.Errorf("digests (-stored +now):\n%s", diff)
	}
}

func golden(t *testing.T, name string, now []byte) []byte {
	t.Helper()
	path := filepath.Join("testdata", name)
	stored, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) && *update {
		stored, err = now, os.WriteFile(path, now, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

func TestParsePlanRefuses(t *testing.T) {
	_, all := plans(t)
	good := string(all["convert"].Encode())
	edit := func(change func(*migrate.Plan)) string {
		p, err := migrate.ParsePlan([]byte(good))
		if err != nil {
			t.Fatal(err)
		}
		change(p)
		return string(p.Encode())
	}
	for name, text := range map[string]string{
		"empty":               "",
		"no JSON":             "plan",
		"null":                "null",
		"unknown field":       strings.Replace(good, "{", `{"more":1,`, 1),
		"repeated field":      strings.Replace(good, "{", `{"format":1,`, 1),
		"space":               strings.Replace(good, ",", ", ", 1),
		"line feed":           good + "\n",
		"two plans":           good + good,
		"other format":        edit(func(p *migrate.Plan) { p.Format = 2 }),
		"unknown way":         edit(func(p *migrate.Plan) { p.Way = "stepped-copy" }),
		"no way":              edit(func(p *migrate.Plan) { p.Way = "" }),
		"unknown way back":    edit(func(p *migrate.Plan) { p.Revert.Carry = "stepped-copy" }),
		"digest that is none": strings.Replace(good, "sha256:", "sha512:", 1),
		"schema too large":    strings.Replace(good, `"stateSchema":1`, `"stateSchema":4294967296`, 1),
	} {
		if p, err := migrate.ParsePlan([]byte(text)); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: ParsePlan = %+v, %v; want ErrInvalid", name, p, err)
		}
	}
}

// The revert plan is signed on its own: whatever it says shows in its digest,
// and nothing else does.
func TestRevertDigest(t *testing.T) {
	_, all := plans(t)
	good := all["convert"].RevertDigest()
	for name, c := range map[string]struct {
		change func(*migrate.Plan)
		same   bool
	}{
		"release":      {func(p *migrate.Plan) { p.Revert.To.Release[0] ^= 1 }, false},
		"version":      {func(p *migrate.Plan) { p.Revert.To.Version = "1.0.1" }, false},
		"schema":       {func(p *migrate.Plan) { p.Revert.To.StateSchema++ }, false},
		"carry":        {func(p *migrate.Plan) { p.Revert.Carry = migrate.None }, false},
		"refuses":      {func(p *migrate.Plan) { p.Revert.Refuses = false }, false},
		"words of why": {func(p *migrate.Plan) { p.Why = "because" }, true},
	} {
		p, err := migrate.ParsePlan(all["convert"].Encode())
		if err != nil {
			t.Fatal(err)
		}
		c.change(p)
		if (p.RevertDigest() == good) != c.same {
			t.Errorf("other %s: the digest stays %v, want %v", name, !c.same, c.same)
		}
	}
}
