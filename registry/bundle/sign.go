package bundle

import (
	"context"
	"crypto"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/secure-systems-lab/go-securesystemslib/dsse"

	"github.com/novation-dev/novation/registry"
)

// A Signer makes ed25519 signatures with a key that it may keep to itself: a
// [PrivateKey], or a program that has one (package registry/signer).
type Signer interface {
	// Public returns the other half of the key.
	Public() PublicKey
	// SignMessage returns the signature over message.
	SignMessage(ctx context.Context, message []byte) ([]byte, error)
}

// Sign adds the signature of a publisher to b, in place of an earlier one by
// the same key. The same key and release give the same signature.
func (b *Bundle) Sign(key PrivateKey) error { return b.SignWith(context.Background(), key) }

// SignWith is [Bundle.Sign] with a key that is elsewhere. A signature that is
// not true under the signer's public key fails with [ErrSignature] and adds
// nothing.
func (b *Bundle) SignWith(ctx context.Context, key Signer) error {
	release, err := b.Digest()
	if err != nil {
		return err
	}
	id := key.Public().ID()
	env, err := seal(ctx, key, newStatement(&b.Manifest, release, id))
	if err != nil {
		return fmt.Errorf("signing %s: %w", b.Manifest.Ref(), err)
	}
	b.Signatures = slices.DeleteFunc(b.Signatures, func(old []byte) bool {
		_, other, err := parseEnvelope(old)
		return err == nil && other == id
	})
	b.Signatures = append(b.Signatures, env)
	return nil
}

// seal returns the DSSE envelope of a statement.
func seal(ctx context.Context, key Signer, statement []byte) ([]byte, error) {
	s, err := dsse.NewEnvelopeSigner(signer{key})
	if err != nil {
		return nil, err
	}
	e, err := s.SignPayload(ctx, payloadType, statement)
	if err != nil {
		return nil, err
	}
	return json.Marshal(e)
}

// Publishers returns the ids of the keys that claim to have signed b, in the
// order of the signatures. A claim is not a proof: see [Bundle.VerifySignature].
func (b *Bundle) Publishers() []registry.Digest {
	var ids []registry.Digest
	for _, raw := range b.Signatures {
		if _, id, err := parseEnvelope(raw); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// VerifySignature returns the first of the trusted publishers, in the order
// given, that has signed b. It fails with [ErrUntrusted] when there is none,
// and with [ErrSignature] when a signature in the name of any of them is false.
func (b *Bundle) VerifySignature(trusted ...PublicKey) (PublicKey, error) {
	by, err := b.Signers(trusted...)
	if err != nil {
		return PublicKey{}, err
	}
	for _, k := range trusted {
		if slices.Contains(by, k) {
			return k, nil
		}
	}
	return PublicKey{}, b.untrusted()
}

// Signers returns those of the trusted publishers that have signed b, each once,
// in the order of the signatures. It fails with [ErrSignature] when a signature
// in the name of any of them is false.
func (b *Bundle) Signers(trusted ...PublicKey) ([]PublicKey, error) {
	release, err := b.Digest()
	if err != nil {
		return nil, err
	}
	if err := b.checkEnvelopes(release); err != nil {
		return nil, err
	}
	var by []PublicKey
	for _, raw := range b.Signatures {
		e, id, err := parseEnvelope(raw)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(trusted, func(k PublicKey) bool { return k.ID() == id })
		if i < 0 {
			continue
		}
		if err := verify(e, trusted[i]); err != nil {
			return nil, fmt.Errorf("verifying the signature of %s on %s: %w", id, b.Manifest.Ref(), err)
		}
		by = append(by, trusted[i])
	}
	return by, nil
}

// verify reports whether e is signed by k.
func verify(e *dsse.Envelope, k PublicKey) error {
	v, err := dsse.NewEnvelopeVerifier(verifier{k})
	if err != nil {
		return err
	}
	if _, err := v.Verify(context.Background(), e); err != nil {
		return fmt.Errorf("%v: %w", err, ErrSignature)
	}
	return nil
}

func (b *Bundle) untrusted() error {
	claims := "nobody"
	if ids := b.Publishers(); len(ids) > 0 {
		var s []string
		for _, id := range ids {
			s = append(s, id.String())
		}
		claims = strings.Join(s, ", ")
	}
	return fmt.Errorf("release %s is signed by %s: %w", b.Manifest.Ref(), claims, ErrUntrusted)
}

// A signer lends a key to the DSSE library.
type signer struct{ key Signer }

// Sign asks for a signature and believes none that it has not verified.
func (s signer) Sign(ctx context.Context, data []byte) ([]byte, error) {
	sig, err := s.key.SignMessage(ctx, data)
	if err != nil {
		return nil, err
	}
	p := s.key.Public()
	if !ed25519.Verify(p[:], data, sig) {
		return nil, fmt.Errorf("what the signer of %s gave is no signature by that key: %w", p, ErrSignature)
	}
	return sig, nil
}

func (s signer) KeyID() (string, error) { return s.key.Public().ID().String(), nil }

// A verifier lends a public key to the DSSE library.
type verifier struct{ key PublicKey }

func (v verifier) Verify(_ context.Context, data, sig []byte) error {
	if !ed25519.Verify(v.key[:], data, sig) {
		return errors.New("ed25519 verification failed")
	}
	return nil
}

func (v verifier) KeyID() (string, error) { return v.key.ID().String(), nil }

func (v verifier) Public() crypto.PublicKey { return ed25519.PublicKey(v.key[:]) }
