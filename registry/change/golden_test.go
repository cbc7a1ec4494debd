package change_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

var update = flag.Bool("update", false, "write golden files that do not exist")

// salt is that of the consortium under test.
var salt = registry.Salt(common.HexToHash("0x" + strings.Repeat("77", 32)))

var consortium = common.HexToAddress("0x" + strings.Repeat("c0", 20))

// ends returns one end of a plan. Its digest is that of the version.
func ends(version string, stateSchema uint32) migrate.Ends {
	m := &registry.Manifest{Name: "crude-trade", Version: version, StateSchema: stateSchema}
	if stateSchema > 1 {
		m.Conversion = &registry.Conversion{From: stateSchema - 1, Down: true}
	}
	return migrate.Ends{Manifest: m, Digest: registry.DigestOf([]byte(version))}
}

func documents(t testing.TB) (names []string, all map[string]*change.Document) {
	t.Helper()
	v1, v2 := ends("1.0.0", 1), ends("2.0.0", 2)
	first, err := migrate.NewPlan(nil, v1)
	if err != nil {
		t.Fatal(err)
	}
	second, err := migrate.NewPlan(&v1, v2)
	if err != nil {
		t.Fatal(err)
	}
	terms := change.Terms{
		Sequence: 1, MemberEpoch: 1, NotBefore: 1_771_200_000, NotAfter: 1_771_286_400, Expiry: 1_771_286_400,
		RevertWindow: 604_800, Readiness: 3, RevertQuorum: 2,
	}
	with := ends("2.1.0", 2)
	with.Manifest.Book.Shared = true
	third, err := migrate.NewPlan(&v2, with)
	if err != nil {
		t.Fatal(err)
	}
	later := terms
	later.Sequence, later.MemberEpoch, later.Expiry = 2, 4, 1_771_300_000
	last := later
	last.Sequence = 3
	return []string{"first", "convert", "calls"}, map[string]*change.Document{
		"first": {
			Format: change.DocumentFormat, Plan: *first, Book: common.Address{1, 2}, BookCodeHash: common.Hash{3, 4}, Snapshot: registry.Digest{5, 6},
			InitCall: "0xc4d66de8", Terms: terms, Proposer: "alpha", Reason: "recap & confirmation <first>",
		},
		"convert": {
			Format: change.DocumentFormat, Plan: *second, Book: common.Address{5, 6}, BookCodeHash: common.Hash{3, 4}, Snapshot: registry.Digest{7, 8},
			InitCall: "0x", Terms: later, Proposer: "beta", Reason: "formula prices",
		},
		"calls": {
			Format: change.DocumentFormat, Plan: *third, Book: common.Address{5, 6}, BookCodeHash: common.Hash{3, 4}, Snapshot: registry.Digest{7, 8},
			InitCall: "0x", Calls: someCalls(), Terms: last, Proposer: "gamma", Reason: "the token moves, too",
		},
	}
}

// What members signed must be read, and have the digest they signed, in every
// later version.
func TestGolden(t *testing.T) {
	names, all := documents(t)
	var digests strings.Builder
	compare := func(file string) {
		t.Helper()
		if diff := cmp.Diff(string(golden(t, file, []byte(digests.String()))), digests.String()); diff != "" {
			t.Errorf("%s (-stored +now):\n%s", file, diff)
		}
		digests.Reset()
	}
	for _, name := range names {
		if name == "calls" { // came later
			compare("digests.txt")
		}
		d := all[name]
		stored := golden(t, name+".json", d.Encode())
		got, err := change.ParseDocument(stored)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(d, got); diff != "" {
			t.Errorf("%s (-written now +stored):\n%s", name, diff)
		}
		if diff := cmp.Diff(string(stored), string(got.Encode())); diff != "" {
			t.Errorf("%s: writing it back (-stored +written):\n%s", name, diff)
		}
		s, err := got.Struct(salt)
		if err != nil {
			t.Fatal(err)
		}
		signed := s.Digest(1776, consortium)
		shown, _, err := apitypes.TypedDataAndHash(s.TypedData(1776, consortium))
		if err != nil || common.BytesToHash(shown) != signed {
			t.Errorf("%s: a wallet signs %x (%v), not %x", name, shown, err, signed)
		}
		fmt.Fprintf(&digests, "%s document %s struct 0x%x revert %s\n", name, got.Digest(), signed, got.Plan.RevertDigest())
	}
	compare("digests-calls.txt")
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

func TestParseDocumentRefuses(t *testing.T) {
	_, all := documents(t)
	good := string(all["convert"].Encode())
	edit := func(change func(*change.Document)) string {
		d := clone(t, all["convert"])
		change(d)
		return string(d.Encode())
	}
	for name, text := range map[string]string{
		"empty":               "",
		"no JSON":             "document",
		"null":                "null",
		"unknown field":       strings.Replace(good, "{", `{"more":1,`, 1),
		"repeated field":      strings.Replace(good, "{", `{"format":1,`, 1),
		"space":               strings.Replace(good, ",", ", ", 1),
		"line feed":           good + "\n",
		"two documents":       good + good,
		"checksummed address": strings.Replace(good, "0x0506", "0X0506", 1),
		"other format":        edit(func(d *change.Document) { d.Format = 2 }),
		"plan of other form":  edit(func(d *change.Document) { d.Plan.Format = 2 }),
		"unknown way":         edit(func(d *change.Document) { d.Plan.Way = "in-place" }),
		"no init call":        edit(func(d *change.Document) { d.InitCall = "" }),
		"init call, no 0x":    edit(func(d *change.Document) { d.InitCall = "c4d66de8" }),
		"init call, no hex":   edit(func(d *change.Document) { d.InitCall = "0xzz" }),
		"init call, half":     edit(func(d *change.Document) { d.InitCall = "0xc" }),
		"negative window":     strings.Replace(good, `"revertWindow":`, `"revertWindow":-`, 1),
	} {
		if d, err := change.ParseDocument([]byte(text)); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: ParseDocument = %+v, %v; want ErrInvalid", name, d, err)
		}
	}
	refuseCalls(t, all["calls"])
	broken := clone(t, all["convert"])
	broken.InitCall = "0xzz"
	if _, err := broken.Struct(salt); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("Struct of a broken init call: %v, want ErrInvalid", err)
	}
}

func clone(t testing.TB, d *change.Document) *change.Document {
	t.Helper()
	c, err := change.ParseDocument(d.Encode())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Every word of a document is under the signature: whatever changes, the digest
// does.
func TestEverythingIsSigned(t *testing.T) {
	_, all := documents(t)
	digest := func(d *change.Document, salt registry.Salt) [32]byte {
		s, err := d.Struct(salt)
		if err != nil {
			t.Fatal(err)
		}
		return s.Digest(1776, consortium)
	}
	good := digest(all["convert"], salt)
	for name, edit := range map[string]func(*change.Document){
		"line":           func(d *change.Document) { d.Plan.Line = "cotton" },
		"way":            func(d *change.Document) { d.Plan.Way = migrate.None },
		"why":            func(d *change.Document) { d.Plan.Why += "!" },
		"release":        func(d *change.Document) { d.Plan.To.Release[0] ^= 1 },
		"version":        func(d *change.Document) { d.Plan.To.Version = "2.0.1" },
		"parent":         func(d *change.Document) { d.Plan.From.Release[0] ^= 1 },
		"no parent":      func(d *change.Document) { d.Plan.From = nil },
		"revert plan":    func(d *change.Document) { d.Plan.Revert.Refuses = false },
		"no revert plan": func(d *change.Document) { d.Plan.Revert = nil },
		"book":           func(d *change.Document) { d.Book[0] ^= 1 },
		"code hash":      func(d *change.Document) { d.BookCodeHash[0] ^= 1 },
		"init call":      func(d *change.Document) { d.InitCall = "0x00" },
		"sequence":       func(d *change.Document) { d.Terms.Sequence++ },
		"member epoch":   func(d *change.Document) { d.Terms.MemberEpoch++ },
		"not before":     func(d *change.Document) { d.Terms.NotBefore++ },
		"not after":      func(d *change.Document) { d.Terms.NotAfter++ },
		"expiry":         func(d *change.Document) { d.Terms.Expiry++ },
		"revert window":  func(d *change.Document) { d.Terms.RevertWindow++ },
		"readiness":      func(d *change.Document) { d.Terms.Readiness++ },
		"revert quorum":  func(d *change.Document) { d.Terms.RevertQuorum++ },
		"proposer":       func(d *change.Document) { d.Proposer = "gamma" },
		"reason":         func(d *change.Document) { d.Reason = "" },
	} {
		d := clone(t, all["convert"])
		edit(d)
		if digest(d, salt) == good {
			t.Errorf("other %s: the same digest is signed", name)
		}
	}
	good = digest(all["calls"], salt)
	for name, edit := range map[string]func(*change.Calls){
		"target":           func(c *change.Calls) { c.Prepare[0].Target[0] ^= 1 },
		"data":             func(c *change.Calls) { c.Activate[1].Data[0] ^= 1 },
		"one call more":    func(c *change.Calls) { c.Abort = append(c.Abort, c.Abort[0]) },
		"one call less":    func(c *change.Calls) { c.Activate = c.Activate[:1] },
		"in another order": func(c *change.Calls) { c.Activate[0], c.Activate[1] = c.Activate[1], c.Activate[0] },
		"in another stage": func(c *change.Calls) { c.Revert, c.Activate = c.Activate, c.Revert },
	} {
		d := clone(t, all["calls"])
		edit(d.Calls)
		if digest(d, salt) == good {
			t.Errorf("calls, %s: the same digest is signed", name)
		}
		if d.Calls.Hash() == all["calls"].Calls.Hash() {
			t.Errorf("calls, %s: the same hash of calls", name)
		}
	}
	good = digest(all["convert"], salt)
	if digest(all["convert"], registry.Salt{1}) == good {
		t.Error("another salt: the same digest is signed")
	}
}

// Names and digests of a line appear on chain under the salt only.
func TestStructIsSalted(t *testing.T) {
	_, all := documents(t)
	s, err := all["convert"].Struct(salt)
	if err != nil {
		t.Fatal(err)
	}
	plan := all["convert"].Plan
	want := typed.Change{
		Line: salt.Line("crude-trade"), Sequence: 2, Parent: salt.Release(plan.From.Release), Release: salt.Release(plan.To.Release),
		Book: common.Address{5, 6}, BookCodeHash: common.Hash{3, 4}, InitCallHash: typed.NoInitCall,
		NotBefore: 1_771_200_000, NotAfter: 1_771_286_400, RevertWindow: 604_800, RevertPlan: plan.RevertDigest(),
		Plan: all["convert"].Digest(), MemberEpoch: 4, Expiry: 1_771_300_000, Readiness: 3, RevertQuorum: 2,
	}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for name, d := range map[string][32]byte{"line": registry.DigestOf([]byte("crude-trade")), "release": plan.To.Release, "parent": plan.From.Release} {
		for _, on := range [][32]byte{s.Line, s.Release, s.Parent} {
			if on == d {
				t.Errorf("the %s appears without salt", name)
			}
		}
	}
	first, err := all["first"].Struct(salt)
	if err != nil || first.Parent != [32]byte{} || first.RevertPlan != [32]byte{} {
		t.Errorf("the first release has parent %x and revert plan %x (%v), want none", first.Parent, first.RevertPlan, err)
	}
	if want := crypto.Keccak256Hash(common.FromHex("0xc4d66de8")); common.Hash(first.InitCallHash) != want {
		t.Errorf("init call hash %x, want %s", first.InitCallHash, want)
	}
}
