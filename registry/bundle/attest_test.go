package bundle_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

const provenance = "https://slsa.dev/provenance/v1"

// attested returns a signed release with provenance.
func attested(t testing.TB) *bundle.Bundle {
	t.Helper()
	b := signed(t, publisher)
	if err := b.Attest(context.Background(), publisher, provenance, map[string]any{"buildDefinition": "<&>"}); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAttest(t *testing.T) {
	b := attested(t)
	before := digest(t, b)
	if err := b.Attest(t.Context(), publisher, provenance, map[string]any{"buildDefinition": 2}); err != nil {
		t.Fatal(err)
	}
	if err := b.Attest(t.Context(), other, provenance, map[string]any{}); err != nil {
		t.Fatal(err)
	}
	if digest(t, b) != before || before != digest(t, sample()) {
		t.Error("an attestation changed the release")
	}
	again, err := bundle.Open(pack(t, b))
	if err != nil {
		t.Fatal(err)
	}
	got, err := again.VerifyAttestations(publisher.Public())
	want := []bundle.Attestation{{By: publisher.Public().ID(), PredicateType: provenance, Predicate: json.RawMessage(`{"buildDefinition":2}`)}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("VerifyAttestations: %v (-want +got):\n%s", err, diff)
	}
	if all, err := again.VerifyAttestations(publisher.Public(), other.Public()); err != nil || len(all) != 2 {
		t.Errorf("both trusted: %v, %v", all, err)
	}
}

// What is not about this release, or not as Attest writes it, is refused.
func TestFalseAttestations(t *testing.T) {
	foreign := sample()
	foreign.Manifest.Version = "2.0.0"
	if err := foreign.Attest(t.Context(), publisher, provenance, 1); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		change func(raw []byte) [][]byte
		want   error
	}{
		"of another release": {func([]byte) [][]byte { return foreign.Attestations }, bundle.ErrSignature},
		"twice":              {func(raw []byte) [][]byte { return [][]byte{raw, raw} }, bundle.ErrMalformed},
		"space":              {func(raw []byte) [][]byte { return [][]byte{append(raw, ' ')} }, bundle.ErrMalformed},
		"other hint": {func(raw []byte) [][]byte {
			return [][]byte{bytes.Replace(raw, []byte(`"hint":"sha256:`), []byte(`"hint":"sha512:`), 1)}
		}, bundle.ErrMalformed},
		"no JSON":  {func([]byte) [][]byte { return [][]byte{{'{'}} }, bundle.ErrMalformed},
		"too long": {func([]byte) [][]byte { return [][]byte{bytes.Repeat([]byte(" "), 2<<20)} }, bundle.ErrMalformed},
		"too many": {func(raw []byte) [][]byte {
			var all [][]byte
			for range 33 {
				all = append(all, raw)
			}
			return all
		}, registry.ErrInvalid},
	} {
		b := attested(t)
		b.Attestations = tt.change(b.Attestations[0])
		if _, err := bundle.Pack(b); !errors.Is(err, tt.want) {
			t.Errorf("%s: Pack = %v, want %v", name, err, tt.want)
		}
	}
	b := attested(t)
	i := bytes.Index(b.Attestations[0], []byte(`"sig":"`)) + 10
	b.Attestations[0][i] ^= 1
	if _, err := b.VerifyAttestations(publisher.Public()); !errors.Is(err, bundle.ErrSignature) && !errors.Is(err, bundle.ErrMalformed) {
		t.Errorf("a changed signature: %v", err)
	}
	if got, err := b.VerifyAttestations(other.Public()); err != nil || len(got) != 0 {
		t.Errorf("an attestation by nobody who is trusted: %v, %v", got, err)
	}
}

// A bundle in pieces comes together again, and in no other way.
func TestAssemble(t *testing.T) {
	b := attested(t)
	l, err := b.Layout()
	if err != nil {
		t.Fatal(err)
	}
	fetch := func(_ string, d ocispec.Descriptor) ([]byte, error) {
		id, err := registry.ParseDigest(d.Digest.String())
		return l.Blob(id), err
	}
	again, err := bundle.Assemble(l.Release, fetch)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range l.Referrers {
		if err := again.Attach(r, fetch); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(pack(t, again), pack(t, b)) {
		t.Error("another file came out")
	}
	if err := again.Attach(l.Referrers[0], fetch); err == nil {
		t.Error("the same referrer was attached twice")
	}
	if err := again.Attach(l.Release, fetch); err == nil || !bytes.Equal(pack(t, again), pack(t, b)) {
		t.Errorf("the release was attached to itself: %v", err)
	}
	foreign, err := attestedAs(t, "2.0.0").Layout()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range foreign.Referrers {
		err := again.Attach(r, func(_ string, d ocispec.Descriptor) ([]byte, error) {
			id, err := registry.ParseDigest(d.Digest.String())
			return foreign.Blob(id), err
		})
		if !errors.Is(err, bundle.ErrSignature) {
			t.Errorf("a referrer of another release: %v", err)
		}
	}
	// A manifest that says more than the release does is another one.
	odd := func(what string, d ocispec.Descriptor) ([]byte, error) {
		raw, err := fetch(what, d)
		return bytes.Replace(raw, []byte(`"org.opencontainers.image.created"`), []byte(`"a":"b","org.opencontainers.image.created"`), 1), err
	}
	moved := l.Release
	raw, err := odd("", l.Release)
	if err != nil {
		t.Fatal(err)
	}
	moved.Digest = ocispec.DescriptorEmptyJSON.Digest.Algorithm().FromBytes(raw)
	if _, err := bundle.Assemble(moved, func(what string, d ocispec.Descriptor) ([]byte, error) {
		if d.Digest == moved.Digest {
			return raw, nil
		}
		return fetch(what, d)
	}); !errors.Is(err, bundle.ErrNotCanonical) {
		t.Errorf("a manifest with more: %v", err)
	}
}

func attestedAs(t testing.TB, version string) *bundle.Bundle {
	t.Helper()
	b := sample()
	b.Manifest.Version = version
	if err := b.Sign(publisher); err != nil {
		t.Fatal(err)
	}
	if err := b.Attest(context.Background(), publisher, provenance, 1); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestLockedKeys(t *testing.T) {
	locked, err := publisher.EncodeLocked([]byte("correct horse"))
	if err != nil {
		t.Fatal(err)
	}
	if k, err := bundle.Unlock(locked, []byte("correct horse")); err != nil || k != publisher {
		t.Errorf("Unlock = %v", err)
	}
	if _, err := bundle.Unlock(locked, []byte("wrong")); !errors.Is(err, registry.ErrNotAllowed) {
		t.Errorf("a wrong passphrase: %v", err)
	}
	if _, err := bundle.ParsePrivateKey(locked); !errors.Is(err, registry.ErrNotAllowed) || !strings.Contains(err.Error(), "locked") {
		t.Errorf("a locked key without a passphrase: %v", err)
	}
	if _, err := publisher.EncodeLocked(nil); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("an empty passphrase: %v", err)
	}
	if _, err := bundle.Unlock(publisher.Encode(), nil); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a key that is not locked: %v", err)
	}
}

func FuzzAttestation(f *testing.F) {
	f.Add(attested(f).Attestations[0])
	f.Add([]byte(`{"mediaType":""}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		b := signed(t, publisher)
		b.Attestations = [][]byte{raw}
		file, err := bundle.Pack(b)
		if err != nil {
			return
		}
		if again, err := bundle.Open(file); err != nil || !bytes.Equal(again.Attestations[0], raw) {
			t.Errorf("what was packed does not open: %v", err)
		}
	})
}
