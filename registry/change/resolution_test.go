package change_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// resolution returns a resolution file that two have signed.
func resolution(t testing.TB) *change.Resolution {
	t.Helper()
	r := &change.Resolution{
		Format: 1, Chain: 1776, Consortium: common.Address{0xcc}, Reason: "nobody needs it",
		Resolution: typed.Resolution{Number: 3, MemberEpoch: 1, Expiry: 99, Kind: typed.Retire, Subject: [32]byte{31: 7}, Value: 2, Reason: registry.DigestOf([]byte("nobody needs it"))},
	}
	for _, n := range []byte{1, 2} {
		k, err := crypto.ToECDSA(common.LeftPadBytes([]byte{n}, 32))
		if err != nil {
			t.Fatal(err)
		}
		sig, err := typed.Sign(k, r.Resolution.Digest(r.Chain, r.Consortium))
		if err != nil {
			t.Fatal(err)
		}
		r.Signatures = append(r.Signatures, change.ResolutionSignature{Approver: crypto.PubkeyToAddress(k.PublicKey), Signature: sig})
	}
	return r
}

func TestParseResolution(t *testing.T) {
	want := resolution(t)
	got, err := change.ParseResolution(want.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if !got.Signed(want.Signatures[1].Approver) || got.Signed(common.Address{9}) {
		t.Error("who signed it")
	}
	for name, c := range map[string]struct {
		edit func(*change.Resolution)
		want error
	}{
		"another format":        {func(r *change.Resolution) { r.Format = 2 }, registry.ErrInvalid},
		"another reason":        {func(r *change.Resolution) { r.Reason = "everybody needs it" }, registry.ErrInvalid},
		"no reason":             {func(r *change.Resolution) { r.Reason = "" }, registry.ErrInvalid},
		"another Book":          {func(r *change.Resolution) { r.Resolution.Subject[31] = 8 }, registry.ErrNotAllowed},
		"another chain":         {func(r *change.Resolution) { r.Chain = 1 }, registry.ErrNotAllowed},
		"signed twice":          {func(r *change.Resolution) { r.Signatures[1] = r.Signatures[0] }, registry.ErrInvalid},
		"signed by another":     {func(r *change.Resolution) { r.Signatures[1].Approver = common.Address{9} }, registry.ErrNotAllowed},
		"half a signature":      {func(r *change.Resolution) { r.Signatures[1].Signature = r.Signatures[1].Signature[:40] }, registry.ErrInvalid},
		"a very long signature": {func(r *change.Resolution) { r.Signatures[1].Signature = make([]byte, 64<<10) }, registry.ErrInvalid},
	} {
		r := resolution(t)
		c.edit(r)
		if _, err := change.ParseResolution(r.Encode()); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	for _, b := range []string{"", "{}", "[]", strings.Replace(string(want.Encode()), `"format"`, `"gift": 1, "format"`, 1)} {
		if _, err := change.ParseResolution([]byte(b)); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%q: %v", b, err)
		}
	}
	if err := want.For(1776, common.Address{0xcd}); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("for another consortium: %v", err)
	}
}

// FuzzResolution reads anything as a resolution file.
func FuzzResolution(f *testing.F) {
	good := resolution(f)
	f.Add(good.Encode())
	f.Add(good.Encode()[:100])
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := change.ParseResolution(b)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) && !errors.Is(err, registry.ErrNotAllowed) {
				t.Errorf("%v has no condition", err)
			}
			return
		}
		again, err := change.ParseResolution(r.Encode())
		if err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
		}
		if d := cmp.Diff(r, again); d != "" {
			t.Error(d)
		}
	})
}
