package keyset

import (
	"fmt"
	"slices"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// A History is the key sets of one publisher, with the places in the log from
// which each is in force. It is not safe for concurrent use while sets are added.
type History struct{ versions []Version }

// A Version is a set and its place.
type Version struct {
	// From is the index of the entry that published the set: the entries behind
	// it are judged by it. It is -1 for the first set, which is pinned.
	From int64
	*Signed
}

// Begin returns the history that begins with a first set. pin is its digest,
// which the reader has from elsewhere. It fails with [registry.ErrRefused] when
// the set is another, or not signed by its own threshold.
func Begin(raw []byte, pin registry.Digest) (*History, error) {
	s, err := Parse(raw)
	if err != nil {
		return nil, err
	}
	switch {
	case s.Digest() != pin:
		return nil, fmt.Errorf("the first key set is %s, pinned is %s: %w", s.Digest(), pin, registry.ErrRefused)
	case s.Set.Version != 1:
		return nil, fmt.Errorf("the first key set has version %d: %w", s.Set.Version, registry.ErrRefused)
	}
	if err := s.signedBy(&s.Set); err != nil {
		return nil, err
	}
	return &History{[]Version{{-1, s}}}, nil
}

// Check reports whether a set may follow: it must be the next version, signed by
// the threshold of the present set and by its own. Anything else fails with
// [registry.ErrRefused].
func (h *History) Check(raw []byte) error {
	_, err := h.next(raw)
	return err
}

func (h *History) next(raw []byte) (*Signed, error) {
	s, err := Parse(raw)
	if err != nil {
		return nil, err
	}
	last := h.Latest()
	if s.Set.Version != last.Set.Version+1 {
		return nil, fmt.Errorf("key set %d cannot follow version %d: %w", s.Set.Version, last.Set.Version, registry.ErrRefused)
	}
	if err := s.signedBy(&last.Set); err != nil {
		return nil, err
	}
	return s, s.signedBy(&s.Set)
}

// Add takes the set that the log published at an index, if [History.Check] does.
// A set that is refused changes nothing.
func (h *History) Add(index int64, raw []byte) error {
	s, err := h.next(raw)
	if err != nil {
		return err
	}
	if from := h.Latest().From; index <= from {
		return fmt.Errorf("key set %d at index %d comes after that of index %d: %w", s.Set.Version, index, from, registry.ErrRefused)
	}
	h.versions = append(h.versions, Version{index, s})
	return nil
}

// At returns the set by which the entry at an index is judged: the last one that
// was published before it.
func (h *History) At(index int64) Version {
	at := h.versions[0]
	for _, v := range h.versions[1:] {
		if v.From < index {
			at = v
		}
	}
	return at
}

// Latest returns the set that was added last.
func (h *History) Latest() Version { return h.versions[len(h.versions)-1] }

// Versions returns all sets, in order.
func (h *History) Versions() []Version { return slices.Clone(h.versions) }

// Verify returns the publishers that signed a release which the log published at
// an index. It fails with [bundle.ErrUntrusted] when they are fewer than the set
// in force there asks for, and says which keys were revoked before.
func (h *History) Verify(b *bundle.Bundle, index int64) ([]bundle.PublicKey, error) {
	at := h.At(index)
	by, err := b.Signers(at.Set.PublicKeys()...)
	if err != nil {
		return nil, err
	}
	if len(by) < at.Set.Releases {
		return nil, fmt.Errorf("release %s is signed by %d keys of key set %d, %d are needed%s: %w",
			b.Manifest.Ref(), len(by), at.Set.Version, at.Set.Releases, h.outsiders(b, index), bundle.ErrUntrusted)
	}
	return by, nil
}

// outsiders says of each key that claims to have signed b and is not in the set
// in force at index whether it once was.
func (h *History) outsiders(b *bundle.Bundle, index int64) string {
	ids := b.Publishers()
	if len(ids) == 0 {
		return " (nobody has signed it)"
	}
	set, out := h.At(index), ""
	for _, id := range ids {
		if set.Set.has(id) {
			continue
		}
		why := "is not in it"
		for i, v := range h.versions[1:] {
			if v.From < index && h.versions[i].Set.has(id) && !v.Set.has(id) {
				why = fmt.Sprintf("was revoked by key set %d, entry %d of the log", v.Set.Version, v.From)
			}
		}
		out += fmt.Sprintf("; key %s %s", id, why)
	}
	return out
}
