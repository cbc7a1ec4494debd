package evidence_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

var update = flag.Bool("update", false, "write golden files that do not exist")

var salt = evidence.Hash(fill(0x5a))

func fill(b byte) (h [32]byte) {
	for i := range h {
		h[i] = b
	}
	return h
}

// goldens are the decisions of testdata, in the order in which they continue
// each other.
func goldens(t testing.TB) (names []string, all map[string]*evidence.Decision) {
	t.Helper()
	create := &evidence.Decision{
		Format: evidence.Format, Kind: evidence.Create,
		Release: fill(0x11), Line: "crude-trade", Version: "1.0.0",
		Chain: 1776, Book: evidence.Address{1, 2, 3}, Epoch: 1,
		Sequence: 1, Time: 1_771_200_000, Actor: "alpha", Parties: []string{"alpha", "beta"},
		Command: []byte{0x0a, 0x03, 'c', 'm', 'd'}, State: []byte{0x0a, 0x05, 's', 't', 'a', 't', 'e'},
		Documents: []evidence.Document{{Kind: "recap", Number: "CT-1", Summary: "600000 bbl <Forties> & more, 1 °API"}},
		Next:      fill(0x21), Block: 17, BlockHash: fill(0x31), Transaction: fill(0x41),
	}
	sign(t, create)
	next := *create
	next.Kind, next.Sequence, next.Before = evidence.Transition, 2, registry.DigestOf(create.Encode())
	next.Previous, next.Next, next.Final, next.Documents = create.Next, fill(0x22), true, nil
	next.Time, next.Block = create.Time+1, 18
	sign(t, &next)
	up := next
	up.Kind, up.Final, up.Command = evidence.Up, false, nil
	up.Before, up.To, up.ToEpoch = registry.DigestOf(create.Encode()), evidence.Address{9, 9}, 2
	sign(t, &up)
	down := up
	down.Kind, down.Sequence, down.Before = evidence.Down, 3, registry.DigestOf(up.Encode())
	down.Book, down.Epoch, down.To, down.ToEpoch = up.To, up.ToEpoch, up.Book, 3
	down.Previous, down.Next = up.Next, fill(0x23)
	sign(t, &down)
	return []string{"create", "transition", "novate-up", "novate-down"}, map[string]*evidence.Decision{
		"create": create, "transition": &next, "novate-up": &up, "novate-down": &down,
	}
}

// A history is kept for ever: every version of this program must read it, write
// it back, and find the endorsements valid.
func TestGolden(t *testing.T) {
	names, all := goldens(t)
	var digests strings.Builder
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			d := all[name]
			stored := golden(t, name+".json", d.Encode())
			got, err := evidence.ParseDecision(stored)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(stored), string(got.Encode())); diff != "" {
				t.Errorf("writing it back (-stored +written):\n%s", diff)
			}
			if diff := cmp.Diff(string(stored), string(d.Encode())); diff != "" {
				t.Errorf("writing it anew (-stored +written):\n%s", diff)
			}
			if err := got.CheckEndorsements(salt); err != nil {
				t.Error(err)
			}
			fmt.Fprintf(&digests, "%s %s 0x%x\n", name, registry.DigestOf(stored), got.Signed())
		})
	}
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

// What a reader must not take for a decision, as it was written.
func TestParseDecisionRefuses(t *testing.T) {
	_, all := goldens(t)
	good := string(all["create"].Encode())
	if _, err := evidence.ParseDecision([]byte(good)); err != nil {
		t.Fatal(err)
	}
	edit := func(change func(*evidence.Decision)) string {
		d := *all["create"]
		change(&d)
		return string(d.Encode())
	}
	replace := func(old, with string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the decision has no %s", old)
		}
		return strings.Replace(good, old, with, 1)
	}
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "EOF"},
		{"no JSON", "decision", "invalid character"},
		{"cut short", good[:len(good)-1], "EOF"},
		{"null", "null", "format 0"},
		{"list", "[" + good + "]", "cannot unmarshal"},
		{"unknown field", replace("{", `{"more":1,`), "unknown field"},
		{"repeated field", replace("{", `{"format":1,`), "canonical"},
		{"other case", replace(`"format"`, `"Format"`), "canonical"},
		{"other order", replace(`"format":1,"kind":"create"`, `"kind":"create","format":1`), "canonical"},
		{"space", replace(",", ", "), "canonical"},
		{"line feed", good + "\n", "canonical"},
		{"two decisions", good + good, "canonical"},
		{"missing field", replace(`,"to":"0x0000000000000000000000000000000000000000"`, ""), "canonical"},
		{"no list of parties", replace(`"parties":["alpha","beta"]`, `"parties":null`), "canonical"},
		{"plain ampersand", replace(`\u0026`, "&"), "canonical"},
		{"upper-case hash", replace("0x2121", "0X2121"), "want 0x"},
		{"short address", replace("0x010203", "0x0102"), "hex digits"},
		{"hash that is no hex", replace("0x2121", "0xzz21"), "invalid byte"},
		{"number too large", replace(`"sequence":1`, `"sequence":18446744073709551616`), "cannot unmarshal"},
		{"negative sequence", replace(`"sequence":1`, `"sequence":-1`), "cannot unmarshal"},
		{"format 0", edit(func(d *evidence.Decision) { d.Format = 0 }), "format 0 is not known"},
		{"format 2", edit(func(d *evidence.Decision) { d.Format = 2 }), "format 2 is not known"},
		{"kind", edit(func(d *evidence.Decision) { d.Kind = "novate" }), `kind "novate" is not known`},
		{"no kind", edit(func(d *evidence.Decision) { d.Kind = "" }), `kind "" is not known`},
	} {
		d, err := evidence.ParseDecision([]byte(c.text))
		if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: ParseDecision = %v, %v; want ErrInvalid with %q", c.name, d, err, c.want)
		}
	}
}

// How a list came to be empty must not show in a digest.
func TestEmptyListsAreWrittenAlike(t *testing.T) {
	var none, some evidence.Decision
	some.Parties, some.Documents, some.Endorsements = []string{}, []evidence.Document{}, [][]byte{}
	some.Command, some.State = []byte{}, []byte{}
	if diff := cmp.Diff(string(none.Encode()), string(some.Encode())); diff != "" {
		t.Errorf("(-nil +empty):\n%s", diff)
	}
	if strings.Contains(string(none.Encode()), "null") {
		t.Errorf("it has a null: %s", none.Encode())
	}
}

// Every decision is read back as it was written, and each of its fields shows
// in its bytes.
func TestDecisionRoundTrip(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		hash := func(name string) evidence.Hash {
			return evidence.Hash(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(r, name))
		}
		blob := func(name string) []byte { return rapid.SliceOf(rapid.Byte()).Draw(r, name) }
		d := &evidence.Decision{
			Format: evidence.Format,
			Kind:   rapid.SampledFrom([]evidence.Kind{evidence.Create, evidence.Transition, evidence.Up, evidence.Down}).Draw(r, "kind"),
			Record: hash("record"), Before: registry.Digest(hash("before")), Release: registry.Digest(hash("release")),
			Line: rapid.String().Draw(r, "line"), Version: rapid.String().Draw(r, "version"),
			Chain: rapid.Uint64().Draw(r, "chain"), Epoch: rapid.Uint64().Draw(r, "epoch"), Sequence: rapid.Uint64().Draw(r, "sequence"),
			Time: rapid.Int64().Draw(r, "time"), Actor: rapid.String().Draw(r, "actor"),
			Parties: rapid.SliceOf(rapid.String()).Draw(r, "parties"), Command: blob("command"), State: blob("state"),
			Final: rapid.Bool().Draw(r, "final"), Documents: []evidence.Document{{Kind: rapid.String().Draw(r, "document")}},
			Previous: hash("previous"), Next: hash("next"), Endorsements: rapid.SliceOf(rapid.SliceOf(rapid.Byte())).Draw(r, "endorsements"),
			Block: rapid.Uint64().Draw(r, "block"), Transaction: hash("transaction"),
		}
		b := d.Encode()
		got, err := evidence.ParseDecision(b)
		if err != nil {
			r.Fatal(err)
		}
		if diff := cmp.Diff(d, got); diff != "" {
			r.Fatalf("(-written +read):\n%s", diff)
		}
		got.Time++
		if string(got.Encode()) == string(b) {
			r.Fatal("another time has the same bytes")
		}
	})
}

func FuzzParseDecision(f *testing.F) {
	_, all := goldens(f)
	for _, d := range all {
		f.Add(d.Encode())
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := evidence.ParseDecision(b)
		switch {
		case err != nil && !errors.Is(err, registry.ErrInvalid):
			t.Errorf("ParseDecision = %v, want ErrInvalid", err)
		case err == nil && string(d.Encode()) != string(b):
			t.Errorf("accepted %q, written %q", b, d.Encode())
		}
	})
}

func TestParseHash(t *testing.T) {
	good := "0x" + strings.Repeat("ab", 32)
	h, err := evidence.ParseHash(good)
	if err != nil || h.String() != good || h.Short() != "abababab" || h.IsZero() {
		t.Errorf("ParseHash = %s, %v", h, err)
	}
	for _, s := range []string{"", "0x", good[2:], good[:65], good + "00", "0x" + strings.Repeat("zz", 32), " " + good} {
		if _, err := evidence.ParseHash(s); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("ParseHash(%q) = %v, want ErrInvalid", s, err)
		}
	}
	var a evidence.Address
	if err := a.UnmarshalText([]byte(good)); !errors.Is(err, registry.ErrInvalid) || !a.IsZero() {
		t.Errorf("an address from a hash: %v, %s", err, a)
	}
}

// The id of the record of the golden decisions follows from their parties.
func TestGoldenRecordID(t *testing.T) {
	_, all := goldens(t)
	d := all["create"]
	if got := typed.RecordID(d.Signers, salt); evidence.Hash(got) != d.Record {
		t.Errorf("record %s, its parties give %x", d.Record, got)
	}
	if got := typed.RecordID(d.Signers, fill(0x5b)); evidence.Hash(got) == d.Record {
		t.Error("another salt gives the same id")
	}
}
