package keyset

import (
	"fmt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// A History is the key sets of a registry, with the places in the log from which
// each is in force. It is not safe for concurrent use while sets are added.
type History struct{ steps []step }

type step struct {
	// from is the index of the entry that published the set; the entries behind
	// it are judged by it.
	from int64
	set  *Signed
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
	return &History{[]step{{-1, s}}}, nil
}

// Add takes the set that the log published at an index. It must be the next
// version, signed by the threshold of the present set and by its own; anything
// else fails with [registry.ErrRefused] and changes nothing.
func (h *History) Add(index int64, raw []byte) error {
	s, err := Parse(raw)
	if err != nil {
		return err
	}
	last := h.steps[len(h.steps)-1]
	switch {
	case index <= last.from:
		return fmt.Errorf("key set %d at index %d comes after that of index %d: %w", s.Set.Version, index, last.from, registry.ErrRefused)
	case s.Set.Version != last.set.Set.Version+1:
		return fmt.Errorf("key set %d cannot follow version %d: %w", s.Set.Version, last.set.Set.Version, registry.ErrRefused)
	}
	if err := s.signedBy(&last.set.Set); err != nil {
		return err
	}
	if err := s.signedBy(&s.Set); err != nil {
		return err
	}
	h.steps = append(h.steps, step{index, s})
	return nil
}

// At returns the set by which the entry at an index is judged: the last one that
// was published before it.
func (h *History) At(index int64) *Set {
	at := h.steps[0]
	for _, s := range h.steps[1:] {
		if s.from < index {
			at = s
		}
	}
	return &at.set.Set
}

// Latest returns the set that was added last.
func (h *History) Latest() *Signed { return h.steps[len(h.steps)-1].set }

// Verify returns the publishers that signed a release which the log published at
// an index. It fails with [bundle.ErrUntrusted] when they are fewer than the set
// in force there asks for.
func (h *History) Verify(b *bundle.Bundle, index int64) ([]bundle.PublicKey, error) {
	set := h.At(index)
	by, err := b.Signers(set.PublicKeys()...)
	if err != nil {
		return nil, err
	}
	if len(by) < set.Releases {
		return nil, fmt.Errorf("release %s at index %d is signed by %d keys of key set %d, %d are needed: %w",
			b.Manifest.Ref(), index, len(by), set.Version, set.Releases, bundle.ErrUntrusted)
	}
	return by, nil
}
