package bundle

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/secure-systems-lab/go-securesystemslib/dsse"

	"github.com/novation-dev/novation/registry"
)

// maxAttestation bounds one attestation, in bytes.
const maxAttestation = 1 << 20

// An Attestation is something that a publisher states about a release.
type Attestation struct {
	// By is the id of the publisher's key.
	By registry.Digest `json:"by"`
	// PredicateType is a URI that says what Predicate means.
	PredicateType string `json:"predicateType"`
	// Predicate is JSON.
	Predicate json.RawMessage `json:"predicate"`
}

// A sigstore is a Sigstore bundle of version 0.3 whose key is known to the
// reader by its id. The order of the fields is part of the format.
type sigstore struct {
	MediaType string `json:"mediaType"`
	Material  struct {
		PublicKey struct {
			Hint string `json:"hint"`
		} `json:"publicKey"`
	} `json:"verificationMaterial"`
	Envelope json.RawMessage `json:"dsseEnvelope"`
}

// Sigstore returns a signature of a bundle, a DSSE envelope, as a Sigstore
// bundle, so that the tools of Sigstore can verify it with the public key.
func Sigstore(signature []byte) ([]byte, error) {
	_, id, err := parseEnvelope(signature)
	if err != nil {
		return nil, err
	}
	return wrap(signature, id), nil
}

func wrap(envelope []byte, id registry.Digest) []byte {
	s := sigstore{MediaType: MediaTypeAttestation, Envelope: envelope}
	s.Material.PublicKey.Hint = id.String()
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // the envelope is JSON
	}
	return b
}

// Attest adds a statement about b, in place of an earlier one of the same type
// by the same key.
func (b *Bundle) Attest(ctx context.Context, key Signer, predicateType string, predicate any) error {
	release, err := b.Digest()
	if err != nil {
		return err
	}
	fail := func(err error) error {
		return fmt.Errorf("attesting %s of %s: %w", predicateType, b.Manifest.Ref(), err)
	}
	p, err := json.Marshal(predicate)
	if err != nil {
		return fail(err)
	}
	payload, err := json.Marshal(attested{
		Type: statementType, Subject: subjectOf(&b.Manifest, release), PredicateType: predicateType, Predicate: p,
	})
	if err != nil {
		return fail(err)
	}
	env, err := seal(ctx, key, payload)
	if err != nil {
		return fail(err)
	}
	id := key.Public().ID()
	raw := wrap(env, id)
	if _, err := parseAttestation(raw, &b.Manifest, release); err != nil {
		return fail(err)
	}
	b.Attestations = slices.DeleteFunc(b.Attestations, func(old []byte) bool {
		a, err := parseAttestation(old, &b.Manifest, release)
		return err == nil && a.By == id && a.PredicateType == predicateType
	})
	b.Attestations = append(b.Attestations, raw)
	return nil
}

// VerifyAttestations returns what the trusted publishers state about b. What
// others state is passed over. It fails with [ErrSignature] when a signature in
// the name of a trusted publisher is false.
func (b *Bundle) VerifyAttestations(trusted ...PublicKey) ([]Attestation, error) {
	release, err := b.Digest()
	if err != nil {
		return nil, err
	}
	var out []Attestation
	for _, raw := range b.Attestations {
		a, err := parseAttestation(raw, &b.Manifest, release)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(trusted, func(k PublicKey) bool { return k.ID() == a.By })
		if i < 0 {
			continue
		}
		if err := verify(a.envelope, trusted[i]); err != nil {
			return nil, fmt.Errorf("verifying %s of %s by %s: %w", a.PredicateType, b.Manifest.Ref(), a.By, err)
		}
		out = append(out, a.Attestation)
	}
	return out, nil
}

// attested is an in-toto Statement v1 with any predicate.
type attested struct {
	Type          string          `json:"_type"`
	Subject       []subject       `json:"subject"`
	PredicateType string          `json:"predicateType"`
	Predicate     json.RawMessage `json:"predicate"`
}

func subjectOf(m *registry.Manifest, release registry.Digest) []subject {
	return []subject{{Name: m.Ref(), Digest: subjectDigest{SHA256: hex.EncodeToString(release[:])}}}
}

// claimed is an attestation whose signature was not looked at.
type claimed struct {
	Attestation
	envelope *dsse.Envelope
}

// parseAttestation reads an attestation about a release, in the only form that
// [Bundle.Attest] writes.
func parseAttestation(raw []byte, m *registry.Manifest, release registry.Digest) (claimed, error) {
	bad := func(why string) (claimed, error) {
		return claimed{}, fmt.Errorf("an attestation of %s %s: %w", m.Ref(), why, ErrMalformed)
	}
	if len(raw) > maxAttestation {
		return bad(fmt.Sprintf("has %d bytes, at most %d are possible", len(raw), maxAttestation))
	}
	var s sigstore
	if err := json.Unmarshal(raw, &s); err != nil {
		return bad(fmt.Sprintf("is not readable (%v)", err))
	}
	e, id, err := parseEnvelope(s.Envelope)
	if err != nil {
		return claimed{}, err
	}
	if !bytes.Equal(wrap(s.Envelope, id), raw) {
		return bad("is not in canonical form")
	}
	payload, err := base64.StdEncoding.Strict().DecodeString(e.Payload)
	if err != nil {
		return bad("has a payload that is not base64")
	}
	var a attested
	if err := json.Unmarshal(payload, &a); err != nil {
		return bad(fmt.Sprintf("has a statement that is not readable (%v)", err))
	}
	again, err := json.Marshal(a)
	switch {
	case err != nil || !bytes.Equal(again, payload):
		return bad("has a statement that is not in canonical form")
	case a.Type != statementType || a.PredicateType == "" || len(a.PredicateType) > 256:
		return bad("is not an in-toto statement with a type")
	case len(a.Subject) != 1 || a.Subject[0] != subjectOf(m, release)[0]:
		return claimed{}, fmt.Errorf("an attestation by %s is not about release %s with digest %s: %w", id, m.Ref(), release, ErrSignature)
	}
	return claimed{Attestation{By: id, PredicateType: a.PredicateType, Predicate: a.Predicate}, e}, nil
}

// checkAttestations reports whether every attestation is in canonical form,
// about this release, and the only one of its key and type. It does not look at
// the keys.
func (b *Bundle) checkAttestations(release registry.Digest) error {
	if len(b.Attestations) > maxAttestations {
		return fmt.Errorf("bundle of %s has %d attestations, at most %d are possible: %w",
			b.Manifest.Ref(), len(b.Attestations), maxAttestations, registry.ErrInvalid)
	}
	seen := map[string]bool{}
	for _, raw := range b.Attestations {
		a, err := parseAttestation(raw, &b.Manifest, release)
		if err != nil {
			return err
		}
		key := a.By.String() + a.PredicateType
		if seen[key] {
			return fmt.Errorf("bundle of %s has two attestations of %s by %s: %w", b.Manifest.Ref(), a.PredicateType, a.By, ErrMalformed)
		}
		seen[key] = true
	}
	return nil
}

// sigstoreAnnotations are those by which tools of Sigstore choose among the
// referrers of an image. raw is a checked attestation.
func sigstoreAnnotations(raw []byte) map[string]string {
	var s sigstore
	var e dsse.Envelope
	var a attested
	_ = json.Unmarshal(raw, &s)
	_ = json.Unmarshal(s.Envelope, &e)
	if payload, err := base64.StdEncoding.DecodeString(e.Payload); err == nil {
		_ = json.Unmarshal(payload, &a)
	}
	return map[string]string{"dev.sigstore.bundle.content": "dsse-envelope", "dev.sigstore.bundle.predicateType": a.PredicateType}
}
