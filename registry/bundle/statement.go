package bundle

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/secure-systems-lab/go-securesystemslib/dsse"

	"github.com/novation-dev/novation/registry"
)

const (
	// PredicateType names the predicate of the statement that a publisher
	// signs: that this digest is the release of this name and version.
	PredicateType = "https://novation.dev/release/v1"

	statementType = "https://in-toto.io/Statement/v1"
	payloadType   = "application/vnd.in-toto+json"
)

// A statement is an in-toto Statement v1 about one release. The order of the
// fields is part of the format.
type statement struct {
	Type          string    `json:"_type"`
	Subject       []subject `json:"subject"`
	PredicateType string    `json:"predicateType"`
	Predicate     predicate `json:"predicate"`
}

type subject struct {
	Name   string        `json:"name"`
	Digest subjectDigest `json:"digest"`
}

type subjectDigest struct {
	SHA256 string `json:"sha256"`
}

type predicate struct {
	Name      string          `json:"name"`
	Version   string          `json:"version"`
	Publisher registry.Digest `json:"publisher"`
}

// newStatement returns what publisher says when it signs the release.
func newStatement(m *registry.Manifest, release, publisher registry.Digest) []byte {
	b, err := json.Marshal(statement{
		Type:          statementType,
		Subject:       subjectOf(m, release),
		PredicateType: PredicateType,
		Predicate:     predicate{Name: m.Name, Version: m.Version, Publisher: publisher},
	})
	if err != nil {
		panic(err) // no field of statement can fail to marshal
	}
	return b
}

// parseEnvelope reads a DSSE envelope with one signature, in the only form
// that [Bundle.Sign] writes, and returns it with the id of the key.
func parseEnvelope(b []byte) (*dsse.Envelope, registry.Digest, error) {
	var e dsse.Envelope
	bad := func(why string) (*dsse.Envelope, registry.Digest, error) {
		return nil, registry.Digest{}, fmt.Errorf("the envelope of a signature %s: %w", why, ErrMalformed)
	}
	if err := json.Unmarshal(b, &e); err != nil {
		return bad(fmt.Sprintf("is not readable (%v)", err))
	}
	again, err := json.Marshal(e)
	if err != nil || !bytes.Equal(again, b) {
		return bad("is not in canonical form")
	}
	if len(e.Signatures) != 1 || e.PayloadType != payloadType {
		return bad("does not hold one signature of an in-toto statement")
	}
	id, err := registry.ParseDigest(e.Signatures[0].KeyID)
	if err != nil {
		return bad("does not name the key")
	}
	sig, err := base64.StdEncoding.Strict().DecodeString(e.Signatures[0].Sig)
	if err != nil || base64.StdEncoding.EncodeToString(sig) != e.Signatures[0].Sig {
		return bad("has a signature that is not base64")
	}
	return &e, id, nil
}

// checkEnvelopes reports whether every signature is in canonical form, about
// this release and by a key of its own. It does not look at the keys.
func (b *Bundle) checkEnvelopes(release registry.Digest) error {
	if len(b.Signatures) > maxSignatures {
		return fmt.Errorf("bundle of %s has %d signatures, at most %d are possible: %w",
			b.Manifest.Ref(), len(b.Signatures), maxSignatures, registry.ErrInvalid)
	}
	seen := map[registry.Digest]bool{}
	for _, raw := range b.Signatures {
		e, id, err := parseEnvelope(raw)
		if err != nil {
			return err
		}
		want := base64.StdEncoding.EncodeToString(newStatement(&b.Manifest, release, id))
		if e.Payload != want {
			return fmt.Errorf("the statement signed by %s is not about release %s with digest %s: %w",
				id, b.Manifest.Ref(), release, ErrSignature)
		}
		if seen[id] {
			return fmt.Errorf("bundle of %s is signed twice by %s: %w", b.Manifest.Ref(), id, ErrMalformed)
		}
		seen[id] = true
	}
	return nil
}
