package keyset

import (
	"bytes"
	"cmp"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/secure-systems-lab/go-securesystemslib/dsse"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// MaxSigned bounds a signed set, in bytes.
const MaxSigned = 256 << 10

// payloadType is what a signature on a set is about.
const payloadType = "application/vnd.novation.keyset.v1+json"

// A Signed is a set with signatures.
type Signed struct {
	Set Set
	// Raw is the DSSE envelope as it was read.
	Raw []byte

	signatures []dsse.Signature
}

// Digest returns the digest of the set without its signatures: what is pinned.
func (s *Signed) Digest() registry.Digest { return registry.DigestOf(s.Set.Encode()) }

// Signatures returns how many signatures there are. They may be false.
func (s *Signed) Signatures() int { return len(s.signatures) }

// New returns a set without signatures, in the form that is signed.
func New(s Set) (*Signed, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	return encode(s, []dsse.Signature{})
}

func encode(s Set, signatures []dsse.Signature) (*Signed, error) {
	e := dsse.Envelope{PayloadType: payloadType, Payload: base64.StdEncoding.EncodeToString(s.Encode()), Signatures: signatures}
	raw, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("encoding key set %d: %w", s.Version, err)
	}
	return &Signed{Set: s, Raw: raw, signatures: signatures}, nil
}

// Parse reads a signed set. It judges no signature.
func Parse(raw []byte) (*Signed, error) {
	bad := func(why string) (*Signed, error) {
		return nil, fmt.Errorf("a signed key set %s: %w", why, registry.ErrInvalid)
	}
	if len(raw) > MaxSigned {
		return bad(fmt.Sprintf("has %d bytes, at most %d are possible", len(raw), MaxSigned))
	}
	var e dsse.Envelope
	if err := json.Unmarshal(raw, &e); err != nil {
		return bad(fmt.Sprintf("is not readable (%v)", err))
	}
	again, err := json.Marshal(e)
	if err != nil || !bytes.Equal(again, raw) {
		return bad("is not in canonical form")
	}
	if e.PayloadType != payloadType {
		return bad(fmt.Sprintf("is about %q", e.PayloadType))
	}
	payload, err := base64.StdEncoding.Strict().DecodeString(e.Payload)
	if err != nil {
		return bad("has a payload that is not base64")
	}
	s, err := parse(payload)
	if err != nil {
		return nil, err
	}
	for i, sig := range e.Signatures {
		if i > 0 && e.Signatures[i-1].KeyID >= sig.KeyID {
			return bad("has signatures that are not in the order of their keys, each once")
		}
	}
	return &Signed{Set: s, Raw: bytes.Clone(raw), signatures: e.Signatures}, nil
}

// Sign returns s with the signature of a key, in place of an earlier one.
func (s *Signed) Sign(ctx context.Context, key bundle.Signer) (*Signed, error) {
	message := dsse.PAE(payloadType, s.Set.Encode())
	sig, err := key.SignMessage(ctx, message)
	if err != nil {
		return nil, fmt.Errorf("signing key set %d: %w", s.Set.Version, err)
	}
	p := key.Public()
	if !ed25519.Verify(p[:], message, sig) {
		return nil, fmt.Errorf("signing key set %d: what the signer of %s gave is no signature by that key: %w", s.Set.Version, p, bundle.ErrSignature)
	}
	id := p.ID().String()
	all := slices.DeleteFunc(slices.Clone(s.signatures), func(o dsse.Signature) bool { return o.KeyID == id })
	all = append(all, dsse.Signature{KeyID: id, Sig: base64.StdEncoding.EncodeToString(sig)})
	slices.SortFunc(all, func(a, b dsse.Signature) int { return cmp.Compare(a.KeyID, b.KeyID) })
	return encode(s.Set, all)
}

// signedBy reports whether enough keys of a set have signed s. A signature in
// the name of one of them that is false counts for nothing.
func (s *Signed) signedBy(keys *Set) error {
	message, n := dsse.PAE(payloadType, s.Set.Encode()), 0
	for _, k := range keys.Keys {
		i := slices.IndexFunc(s.signatures, func(o dsse.Signature) bool { return o.KeyID == k.ID.String() })
		if i < 0 {
			continue
		}
		sig, err := base64.StdEncoding.DecodeString(s.signatures[i].Sig)
		if err == nil && ed25519.Verify(k.Public, message, sig) {
			n++
		}
	}
	if n < keys.Threshold {
		return fmt.Errorf("key set %d is signed by %d keys of version %d, %d are needed: %w",
			s.Set.Version, n, keys.Version, keys.Threshold, registry.ErrRefused)
	}
	return nil
}
