package registry

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// A Digest is the SHA-256 of some bytes. The zero value stands for "none".
type Digest [sha256.Size]byte

// DigestOf returns the digest of b.
func DigestOf(b []byte) Digest { return sha256.Sum256(b) }

// ParseDigest reads the form written by [Digest.String]. It fails with
// [ErrInvalid].
func ParseDigest(s string) (Digest, error) {
	var d Digest
	h, ok := strings.CutPrefix(s, "sha256:")
	if !ok || len(h) != hex.EncodedLen(len(d)) || strings.ToLower(h) != h {
		return d, fmt.Errorf("digest %q: want sha256: and 64 lower-case hex digits: %w", s, ErrInvalid)
	}
	if _, err := hex.Decode(d[:], []byte(h)); err != nil {
		return d, fmt.Errorf("digest %q: %v: %w", s, err, ErrInvalid)
	}
	return d, nil
}

// String returns "sha256:" and 64 lower-case hex digits, or "" for the zero
// digest.
func (d Digest) String() string {
	if d.IsZero() {
		return ""
	}
	return "sha256:" + hex.EncodeToString(d[:])
}

// Short returns the first twelve hex digits, for people.
func (d Digest) Short() string { return hex.EncodeToString(d[:6]) }

// IsZero reports whether d stands for "none".
func (d Digest) IsZero() bool { return d == Digest{} }

// MarshalText implements [encoding.TextMarshaler].
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (d *Digest) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Digest{}
		return nil
	}
	p, err := ParseDigest(string(b))
	if err == nil {
		*d = p
	}
	return err
}

// A Salt is the secret of a consortium under which names and digests appear on
// its chain, so that the ledger does not tell outsiders who uses which release.
// Its unit is 32 random bytes; the zero value must not be used.
type Salt [32]byte

// Line returns the salted digest under which a line appears on chain.
func (s Salt) Line(name string) Digest { return s.mac("line", []byte(name)) }

// Release returns the salted digest under which a release appears on chain, or
// the zero digest for "no release".
func (s Salt) Release(d Digest) Digest {
	if d.IsZero() {
		return d
	}
	return s.mac("release", d[:])
}

func (s Salt) mac(domain string, b []byte) Digest {
	m := hmac.New(sha256.New, s[:])
	m.Write([]byte("novation/" + domain + "/v1\x00"))
	m.Write(b)
	return Digest(m.Sum(nil))
}
