package change_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/project"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// files are the bundles of the example line, by version.
var files = sync.OnceValues(func() (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, version := range crudetrade.Versions() {
		dir, err := crudetrade.Open(version)
		if err != nil {
			return nil, err
		}
		b, err := project.Build(context.Background(), dir)
		if err != nil {
			return nil, err
		}
		if out[version], err = bundle.Pack(b); err != nil {
			return nil, err
		}
	}
	return out, nil
})

func file(t testing.TB, version string) []byte {
	t.Helper()
	all, err := files()
	if err != nil {
		t.Fatal(err)
	}
	return all[version]
}

// endOf returns the end of a plan that a bundle file is.
func endOf(t testing.TB, file []byte) *migrate.Ends {
	t.Helper()
	b, err := bundle.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	d, err := b.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return &migrate.Ends{Manifest: &b.Manifest, Digest: d}
}

// document returns the document of a change between two versions; from may be
// empty.
func document(t testing.TB, from, to string) *change.Document {
	t.Helper()
	var parent *migrate.Ends
	if from != "" {
		parent = endOf(t, file(t, from))
	}
	p, err := migrate.NewPlan(parent, *endOf(t, file(t, to)))
	if err != nil {
		t.Fatal(err)
	}
	return &change.Document{
		Format: change.DocumentFormat, Plan: *p, Book: common.Address{7}, BookCodeHash: contracts.Book().CodeHash(), InitCall: "0x",
		Terms:    change.Terms{Sequence: 1, MemberEpoch: 1, NotAfter: 10, Expiry: 10, RevertWindow: 100, Readiness: 1, RevertQuorum: 1},
		Proposer: "alpha", Reason: "for the test",
	}
}

func TestRebuild(t *testing.T) {
	for _, c := range [][2]string{{"", "1.0.0"}, {"1.0.0", "1.1.0"}, {"1.1.0", "2.0.0"}} {
		doc := document(t, c[0], c[1])
		var parent []byte
		if c[0] != "" {
			parent = file(t, c[0])
		}
		s, got, err := change.Rebuild(doc.Encode(), file(t, c[1]), parent, salt)
		if err != nil {
			t.Errorf("%s to %s: %v", c[0], c[1], err)
			continue
		}
		want, err := doc.Struct(salt)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, s); diff != "" {
			t.Errorf("%s to %s: struct (-want +got):\n%s", c[0], c[1], diff)
		}
		if diff := cmp.Diff(doc, got); diff != "" {
			t.Errorf("%s to %s: document (-want +got):\n%s", c[0], c[1], diff)
		}
	}
}

// Who signs what others rebuilt for them signs nothing else than what will run.
func TestRebuildRefuses(t *testing.T) {
	type input struct{ document, file, parent []byte }
	good := document(t, "1.1.0", "2.0.0")
	edited := func(edit func(*change.Document)) func(*input) {
		return func(in *input) {
			d := clone(t, good)
			edit(d)
			in.document = d.Encode()
		}
	}
	for _, c := range []struct {
		name string
		edit func(*input)
		kind error
		want string
	}{
		{"other bundle", func(in *input) { in.file = file(t, "1.1.0") }, registry.ErrRefused, "the bundle of crude-trade@1.1.0 has digest"},
		{"rules of another release", func(in *input) {
			in.file = repacked(t, "2.0.0", func(b *bundle.Bundle) { b.Rules[len(b.Rules)-1] ^= 1 })
		}, registry.ErrRefused, "the document names"},
		{"other parent", func(in *input) { in.parent = file(t, "1.0.0") }, registry.ErrRefused, "the bundle of crude-trade@1.0.0 has digest"},
		{"no parent", func(in *input) { in.parent = nil }, registry.ErrInvalid, ""},
		{"no bundle", func(in *input) { in.file = nil }, registry.ErrInvalid, ""},
		{"damaged bundle", func(in *input) { in.file = bytes.Clone(in.file); in.file[len(in.file)/2] ^= 1 }, registry.ErrRefused, "was changed on its way"},
		{"bundle cut short", func(in *input) { in.file = in.file[:len(in.file)/2] }, registry.ErrInvalid, ""},
		{"no document", func(in *input) { in.document = nil }, registry.ErrInvalid, "reading change document"},
		{"document of other form", func(in *input) { in.document = append(bytes.Clone(in.document), '\n') }, registry.ErrInvalid, "canonical"},
		{"other release named", edited(func(d *change.Document) { d.Plan.To.Release[0] ^= 1 }), registry.ErrRefused, "the document names"},
		{"other parent named", edited(func(d *change.Document) { d.Plan.From.Release[0] ^= 1 }), registry.ErrRefused, "the document names"},
		{"other version named", edited(func(d *change.Document) { d.Plan.To.Version = "2.0.1" }), registry.ErrRefused, "migration plan"},
		{"other way", edited(func(d *change.Document) { d.Plan.Way = migrate.None }), registry.ErrRefused, "migration plan"},
		{"other words", edited(func(d *change.Document) { d.Plan.Why = "nothing moves" }), registry.ErrRefused, "migration plan"},
		{"a revert that refuses nothing", edited(func(d *change.Document) { d.Plan.Revert.Refuses = false }), registry.ErrRefused, "migration plan"},
		{"a revert to elsewhere", edited(func(d *change.Document) { d.Plan.Revert.To.Release[0] ^= 1 }), registry.ErrRefused, "migration plan"},
		{"no revert plan", edited(func(d *change.Document) { d.Plan.Revert = nil }), registry.ErrRefused, "migration plan"},
		{"called the first release", edited(func(d *change.Document) { d.Plan.From = nil }), registry.ErrRefused, "migration plan"},
		{"other code hash", edited(func(d *change.Document) { d.BookCodeHash[0] ^= 1 }), registry.ErrRefused, "other code for the Book"},
		{"no code hash", edited(func(d *change.Document) { d.BookCodeHash = common.Hash{} }), registry.ErrRefused, "other code for the Book"},
		{"a release that cannot follow", func(in *input) {
			d := clone(t, good)
			*d.Plan.From, d.Plan.To = d.Plan.To, *d.Plan.From
			in.document, in.file, in.parent = d.Encode(), in.parent, in.file
		}, registry.ErrInvalid, "shares the Book"},
	} {
		in := input{good.Encode(), file(t, "2.0.0"), file(t, "1.1.0")}
		c.edit(&in)
		s, _, err := change.Rebuild(in.document, in.file, in.parent, salt)
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: Rebuild = %v; want %v with %q", c.name, err, c.kind, c.want)
		}
		if s.Line != [32]byte{} {
			t.Errorf("%s: something to sign is returned: %+v", c.name, s)
		}
	}
}

// repacked returns a bundle that is sound and not the one that was published.
func repacked(t *testing.T, version string, edit func(*bundle.Bundle)) []byte {
	t.Helper()
	b, err := bundle.Open(file(t, version))
	if err != nil {
		t.Fatal(err)
	}
	b.Rules = bytes.Clone(b.Rules)
	edit(b)
	b.Manifest.Rules = registry.BlobOf(b.Rules)
	out, err := bundle.Pack(b)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A document that names other code than the release has is refused, whichever
// of the two was changed.
func TestRebuildComparesTheArtefact(t *testing.T) {
	b, err := bundle.Open(file(t, "1.0.0"))
	if err != nil {
		t.Fatal(err)
	}
	b.Artifact = contracts.Files()["Consortium"]
	b.Manifest.Book.Artifact = registry.BlobOf(b.Artifact)
	other, err := bundle.Pack(b)
	if err != nil {
		t.Fatal(err)
	}
	doc := document(t, "", "1.0.0")
	p, err := migrate.NewPlan(nil, *endOf(t, other))
	if err != nil {
		t.Fatal(err)
	}
	doc.Plan = *p
	if _, _, err := change.Rebuild(doc.Encode(), other, nil, salt); !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), "other code") {
		t.Errorf("Rebuild = %v, want ErrRefused", err)
	}
}
