package change_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
)

var (
	home = common.HexToAddress("0xC0FFEE0000000000000000000000000000000001")
	now  = time.Unix(1_800_000_000, 0)
)

func trust() change.Trust {
	return change.Trust{Chain: 1337, Consortium: home, Salt: salt, Now: now}
}

// export returns the export of a change that can be signed. edit changes its
// document before it stands on chain.
func export(t testing.TB, from, to string, edit func(*change.Document)) *change.Export {
	t.Helper()
	doc := document(t, from, to)
	doc.Terms.NotAfter, doc.Terms.Expiry = uint64(now.Unix())+100, uint64(now.Unix())+100
	if edit != nil {
		edit(doc)
	}
	s, err := doc.Struct(salt)
	if err != nil {
		t.Fatal(err)
	}
	e := &change.Export{
		Format: change.ExportFormat, Change: s.Digest(1337, home), Chain: 1337, Consortium: home, Block: 7, Time: uint64(now.Unix()),
		MemberEpoch: 1, Status: change.Proposed, Document: doc.Encode(), Bundle: file(t, to),
	}
	if from != "" {
		e.Parent = file(t, from)
	}
	return e
}

func initialize(line string) string {
	return "0x" + hex.EncodeToString(binding.NewBook().PackInitialize(salt.Line(line)))
}

func TestExport(t *testing.T) {
	for name, e := range map[string]*change.Export{
		"first":     export(t, "", "1.0.0", func(d *change.Document) { d.InitCall = initialize(d.Plan.Line) }),
		"next":      export(t, "1.0.0", "1.1.0", nil),
		"with call": export(t, "1.1.0", "2.0.0", func(d *change.Document) { d.Calls = calls() }),
	} {
		again, err := change.ParseExport(e.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(e, again); diff != "" {
			t.Errorf("%s: read again (-want +got):\n%s", name, diff)
		}
		o, err := again.Open(trust())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if o.Hash != e.Change || len(o.Calls) != o.Document.Calls.Len() {
			t.Errorf("%s: opened %s with %d calls", name, o.Hash, len(o.Calls))
		}
	}
}

func calls() *change.Calls {
	return &change.Calls{Activate: []change.Call{{Target: common.Address{1}, Data: []byte{1, 2, 3, 4}}}}
}

// rewrite changes the document of an export, and, when it lies well, the hash it
// claims to have on chain.
func rewrite(t testing.TB, e *change.Export, well bool, edit func(*change.Document)) {
	t.Helper()
	d, err := change.ParseDocument(e.Document)
	if err != nil {
		t.Fatal(err)
	}
	edit(d)
	e.Document = d.Encode()
	if s, err := d.Struct(salt); err != nil {
		t.Fatal(err)
	} else if well {
		e.Change = s.Digest(1337, home)
	}
}

// Every way in which an export can ask for a signature that the member does not
// want to give. Each is one step away from an export that opens.
func TestExportRefuses(t *testing.T) {
	altered := func(b []byte) []byte {
		c := bytes.Clone(b)
		c[len(c)/2] ^= 1
		return c
	}
	for name, c := range map[string]struct {
		edit func(*testing.T, *change.Export, *change.Trust)
		want error
		says string
	}{
		"another chain":      {func(_ *testing.T, e *change.Export, _ *change.Trust) { e.Chain = 1 }, registry.ErrRefused, "chain 1,"},
		"our chain is other": {func(_ *testing.T, _ *change.Export, k *change.Trust) { k.Chain = 2 }, registry.ErrRefused, "is 2"},
		"another consortium": {func(_ *testing.T, e *change.Export, _ *change.Trust) { e.Consortium[0] ^= 1 }, registry.ErrRefused, "consortium"},
		"another salt":       {func(_ *testing.T, _ *change.Export, k *change.Trust) { k.Salt[0] ^= 1 }, registry.ErrRefused, "not the change on chain"},
		"other init calldata, the same hash": {func(t *testing.T, e *change.Export, _ *change.Trust) {
			rewrite(t, e, false, func(d *change.Document) { d.InitCall = "0x01020304" })
		}, registry.ErrRefused, "not the change on chain"},
		"other init calldata, proposed like this": {func(t *testing.T, e *change.Export, _ *change.Trust) {
			rewrite(t, e, true, func(d *change.Document) { d.InitCall = "0x01020304" })
		}, registry.ErrRefused, "init call"},
		"the init call of another line": {func(t *testing.T, e *change.Export, _ *change.Trust) {
			rewrite(t, e, true, func(d *change.Document) { d.InitCall = initialize("other") })
		}, registry.ErrRefused, "init call"},
		"another Book": {func(t *testing.T, e *change.Export, _ *change.Trust) {
			rewrite(t, e, false, func(d *change.Document) { d.Book[0] ^= 1 })
		}, registry.ErrRefused, "not the change on chain"},
		"other code of the Book": {func(t *testing.T, e *change.Export, _ *change.Trust) {
			rewrite(t, e, true, func(d *change.Document) { d.BookCodeHash[0] ^= 1 })
		}, registry.ErrRefused, "other code"},
		"one call more": {func(t *testing.T, e *change.Export, _ *change.Trust) {
			rewrite(t, e, false, func(d *change.Document) { d.Calls = calls() })
		}, registry.ErrRefused, "not the change on chain"},
		"another plan": {func(t *testing.T, e *change.Export, _ *change.Trust) {
			rewrite(t, e, true, func(d *change.Document) { d.Plan.Why = "because" })
		}, registry.ErrRefused, "migration plan"},
		"altered bundle": {func(_ *testing.T, e *change.Export, _ *change.Trust) { e.Bundle = altered(e.Bundle) }, nil, ""},
		"another bundle": {func(t *testing.T, e *change.Export, _ *change.Trust) { e.Bundle = file(t, "2.0.0") }, registry.ErrRefused, "the document names"},
		"altered parent": {func(_ *testing.T, e *change.Export, _ *change.Trust) { e.Parent = altered(e.Parent) }, nil, ""},
		"another parent": {func(t *testing.T, e *change.Export, _ *change.Trust) { e.Parent = file(t, "2.0.0") }, registry.ErrRefused, "the document names"},
		"no document":    {func(_ *testing.T, e *change.Export, _ *change.Trust) { e.Document = nil }, registry.ErrInvalid, "change document"},
		"no bundle":      {func(_ *testing.T, e *change.Export, _ *change.Trust) { e.Bundle = nil }, registry.ErrInvalid, "bundle"},
		"no parent":      {func(_ *testing.T, e *change.Export, _ *change.Trust) { e.Parent = nil }, registry.ErrInvalid, "that is left"},
		"expired here":   {func(_ *testing.T, _ *change.Export, k *change.Trust) { k.Now = now.Add(101 * time.Second) }, registry.ErrStale, "expired"},
		"expired on chain": {func(_ *testing.T, e *change.Export, k *change.Trust) {
			e.Time, k.Now = e.Time+101, time.Time{}
		}, registry.ErrStale, "expired"},
		"other members by the export": {func(_ *testing.T, e *change.Export, _ *change.Trust) { e.MemberEpoch = 2 }, registry.ErrStale, "member set 1"},
		"other members as we know":    {func(_ *testing.T, _ *change.Export, k *change.Trust) { k.MemberEpoch = 3 }, registry.ErrStale, "3 is in force"},
		"activated":                   {func(_ *testing.T, e *change.Export, _ *change.Trust) { e.Status = change.Activated }, registry.ErrStale, "activated"},
	} {
		t.Run(name, func(t *testing.T) {
			e, k := export(t, "1.0.0", "1.1.0", nil), trust()
			if _, err := e.Open(k); err != nil {
				t.Fatalf("before: %v", err)
			}
			c.edit(t, e, &k)
			o, err := e.Open(k)
			if o != nil || err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("Open = %v, %v; want %v that says %q", o, err, c.want, c.says)
			}
			if c.want == nil && !errors.Is(err, registry.ErrRefused) && !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("an error of another kind: %v", err)
			}
		})
	}
	// A Book that is shared is not bound again.
	e := export(t, "1.0.0", "1.1.0", nil)
	b, err := bundle.Open(e.Bundle)
	if err != nil {
		t.Fatal(err)
	}
	if b.Manifest.Book.Shared {
		rewrite(t, e, true, func(d *change.Document) { d.InitCall = initialize(d.Plan.Line) })
		if _, err := e.Open(trust()); !errors.Is(err, registry.ErrRefused) {
			t.Errorf("an init call of a shared Book: %v", err)
		}
	}
}

func TestApprovalFile(t *testing.T) {
	k, err := crypto.ToECDSA(common.LeftPadBytes([]byte{9}, 32))
	if err != nil {
		t.Fatal(err)
	}
	good := change.Approval{
		Format: change.ApprovalFormat, Change: common.Hash{1}, Chain: 1337, Consortium: home, Approver: crypto.PubkeyToAddress(k.PublicKey), Move: "a 1.0.0 → 1.1.0", Expiry: 5,
	}
	if good.Signature, err = typed.Sign(k, good.Change); err != nil {
		t.Fatal(err)
	}
	got, err := change.ParseApproval(good.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&good, got); diff != "" {
		t.Errorf("read again (-want +got):\n%s", diff)
	}
	if err := got.For(1337, home); err != nil {
		t.Error(err)
	}
	for _, err := range []error{got.For(1, home), got.For(1337, common.Address{})} {
		if !errors.Is(err, registry.ErrRefused) {
			t.Errorf("for another consortium: %v", err)
		}
	}
	for name, c := range map[string]struct {
		edit func(*change.Approval)
		want error
	}{
		"another change":   {func(a *change.Approval) { a.Change[0] ^= 1 }, registry.ErrNotAllowed},
		"another approver": {func(a *change.Approval) { a.Approver[0] ^= 1 }, registry.ErrNotAllowed},
		"no signature":     {func(a *change.Approval) { a.Signature = nil }, registry.ErrInvalid},
		"short signature":  {func(a *change.Approval) { a.Signature = a.Signature[:64] }, registry.ErrInvalid},
		"other format":     {func(a *change.Approval) { a.Format = 2 }, registry.ErrInvalid},
	} {
		bad := good
		c.edit(&bad)
		if _, err := change.ParseApproval(bad.Encode()); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	for _, text := range []string{"", "{}", "[]", `{"more":1}`, string(good.Encode()) + "{}", strings.Repeat(" ", 1<<17)} {
		if _, err := change.ParseApproval([]byte(text)); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

func FuzzParseExport(f *testing.F) {
	f.Add([]byte(`{"format":1}`))
	if b, err := json.Marshal(change.Export{Format: 1, Document: []byte("{}")}); err == nil {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := change.ParseExport(b)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("an error of another kind: %v", err)
			}
			return
		}
		if _, err := e.Open(trust()); err == nil {
			t.Error("bytes that nobody made open")
		}
	})
}

func FuzzParseApproval(f *testing.F) {
	f.Add([]byte(`{"format":1,"signature":"0x00"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if a, err := change.ParseApproval(b); err == nil && len(a.Signature) != 65 {
			t.Error("an approval without a signature")
		}
	})
}
