package keyset

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"unicode"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// Format is the version of the form of a [Set].
const Format = 1

// MaxKeys bounds the keys of a set.
const MaxKeys = 64

// A Set is one version of the keys.
type Set struct {
	// Format is [Format].
	Format int `json:"format"`
	// Version counts from 1.
	Version uint64 `json:"version"`
	// Threshold is how many of Keys must sign this set and the next one.
	Threshold int `json:"threshold"`
	// Releases is how many of Keys must sign a release.
	Releases int `json:"releases"`
	// Keys are in ascending order of their ids, each once.
	Keys []Key `json:"keys"`
}

// A Key is one publisher's.
type Key struct {
	ID registry.Digest `json:"id"`
	// Public is the ed25519 key, 32 bytes.
	Public []byte `json:"public"`
	// Name says to people whose it is, at most 64 bytes of printable text.
	Name string `json:"name"`
}

// KeyOf returns the entry of a key.
func KeyOf(k bundle.PublicKey, name string) Key { return Key{ID: k.ID(), Public: k[:], Name: name} }

// PublicKeys returns the keys, in the order of their ids. It is valid after
// [Set.Check].
func (s *Set) PublicKeys() []bundle.PublicKey {
	var out []bundle.PublicKey
	for _, k := range s.Keys {
		out = append(out, bundle.PublicKey(k.Public))
	}
	return out
}

// Sort puts the keys into the order in which a set has them.
func (s *Set) Sort() {
	slices.SortFunc(s.Keys, func(a, b Key) int { return bytes.Compare(a.ID[:], b.ID[:]) })
}

// Without returns the ids of the keys that an earlier set has and s has not.
func (s *Set) Without(before *Set) (revoked []registry.Digest) {
	for _, k := range before.Keys {
		if !s.has(k.ID) {
			revoked = append(revoked, k.ID)
		}
	}
	return revoked
}

// has reports whether s has the key with an id.
func (s *Set) has(id registry.Digest) bool {
	return slices.ContainsFunc(s.Keys, func(k Key) bool { return k.ID == id })
}

// Check reports the first thing about s that no set may have. Its error matches
// [registry.ErrInvalid].
func (s *Set) Check() error {
	bad := func(format string, a ...any) error {
		return fmt.Errorf("key set %d: %s: %w", s.Version, fmt.Sprintf(format, a...), registry.ErrInvalid)
	}
	switch {
	case s.Format != Format:
		return bad("format %d is not known to this program (it knows %d): upgrade it", s.Format, Format)
	case s.Version == 0:
		return bad("versions start at 1")
	case len(s.Keys) == 0 || len(s.Keys) > MaxKeys:
		return bad("it has %d keys: want 1 to %d", len(s.Keys), MaxKeys)
	case s.Threshold < 1 || s.Threshold > len(s.Keys):
		return bad("a threshold of %d with %d keys", s.Threshold, len(s.Keys))
	case s.Releases < 1 || s.Releases > len(s.Keys):
		return bad("releases are to be signed by %d of %d keys", s.Releases, len(s.Keys))
	}
	for i, k := range s.Keys {
		switch {
		case len(k.Public) != len(bundle.PublicKey{}):
			return bad("key %d has %d bytes: want 32", i+1, len(k.Public))
		case bundle.PublicKey(k.Public).ID() != k.ID:
			return bad("key %d calls itself %s, and is %s", i+1, k.ID, bundle.PublicKey(k.Public).ID())
		case i > 0 && bytes.Compare(s.Keys[i-1].ID[:], k.ID[:]) >= 0:
			return bad("keys must stand in ascending order of their ids, each once")
		case len(k.Name) > 64 || bytes.ContainsFunc([]byte(k.Name), func(r rune) bool { return !unicode.IsPrint(r) }):
			return bad("the name of key %d: want at most 64 bytes of printable text", i+1)
		}
	}
	return nil
}

// Encode returns the canonical JSON of s.
func (s *Set) Encode() []byte {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // no field of Set can fail to marshal
	}
	return b
}

// parse reads canonical JSON and refuses every other form.
func parse(b []byte) (Set, error) {
	var s Set
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return Set{}, fmt.Errorf("reading a key set: %v: %w", err, registry.ErrInvalid)
	}
	if err := s.Check(); err != nil {
		return Set{}, err
	}
	if !bytes.Equal(s.Encode(), b) {
		return Set{}, fmt.Errorf("key set %d is not in canonical form: %w", s.Version, registry.ErrInvalid)
	}
	return s, nil
}
