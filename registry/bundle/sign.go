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

// Sign adds the signature of a publisher to b, in place of an earlier one by
// the same key. The same key and release give the same signature.
func (b *Bundle) Sign(key PrivateKey) error {
	release, err := b.Digest()
	if err != nil {
		return err
	}
	s, err := dsse.NewEnvelopeSigner(signer{key})
	if err != nil {
		return fmt.Errorf("signing %s: %w", b.Manifest.Ref(), err)
	}
	id := key.Public().ID()
	e, err := s.SignPayload(context.Background(), payloadType, newStatement(&b.Manifest, release, id))
	if err != nil {
		return fmt.Errorf("signing %s: %w", b.Manifest.Ref(), err)
	}
	env, err := json.Marshal(e)
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
	release, err := b.Digest()
	if err != nil {
		return PublicKey{}, err
	}
	if err := b.checkEnvelopes(release); err != nil {
		return PublicKey{}, err
	}
	var by []PublicKey
	for _, raw := range b.Signatures {
		e, id, err := parseEnvelope(raw)
		if err != nil {
			return PublicKey{}, err
		}
		i := slices.IndexFunc(trusted, func(k PublicKey) bool { return k.ID() == id })
		if i < 0 {
			continue
		}
		v, err := dsse.NewEnvelopeVerifier(verifier{trusted[i]})
		if err != nil {
			return PublicKey{}, fmt.Errorf("verifying %s: %w", b.Manifest.Ref(), err)
		}
		if _, err := v.Verify(context.Background(), e); err != nil {
			return PublicKey{}, fmt.Errorf("verifying the signature of %s on %s: %v: %w", id, b.Manifest.Ref(), err, ErrSignature)
		}
		by = append(by, trusted[i])
	}
	for _, k := range trusted {
		if slices.Contains(by, k) {
			return k, nil
		}
	}
	return PublicKey{}, b.untrusted()
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
type signer struct{ key PrivateKey }

func (s signer) Sign(_ context.Context, data []byte) ([]byte, error) {
	return ed25519.Sign(ed25519.NewKeyFromSeed(s.key.seed[:]), data), nil
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
