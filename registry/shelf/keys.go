package shelf

import (
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
)

// loadKeys reads the key sets that the log has. What may not follow the one
// before it is passed over, as every reader of the log does.
func (s *Shelf) loadKeys(entries []merklelog.Entry) error {
	ring, err := s.trust.Ring()
	if err != nil {
		return fmt.Errorf("reading whom to trust: %w", err)
	}
	err = s.view("reading the key sets", func(tx *bbolt.Tx) error {
		for _, e := range entries {
			if e.Kind != merklelog.KindKeySet {
				continue
			}
			d, err := s.document(tx, e.Digest)
			if err != nil {
				return err
			}
			_ = ring.Add(e.Name, e.Index, d.Contents)
		}
		return nil
	})
	if err == nil {
		s.ring = ring
	}
	return err
}

// putKeySet puts a key set on the shelf. No release is put meanwhile.
func (s *Shelf) putKeySet(d Document, at time.Time) (Document, error) {
	s.keys.Lock()
	defer s.keys.Unlock()
	if old, err := s.Document(registry.DigestOf(d.Contents)); err == nil && old.Kind == d.Kind && old.Line == d.Line {
		return old, nil
	}
	if err := s.ring.Check(d.Line, d.Contents); err != nil {
		return Document{}, fmt.Errorf("publishing a key set of %s: %w", d.Line, err)
	}
	out, err := s.putDocument(d, at)
	if err == nil {
		return out, s.ring.Add(d.Line, out.Index, d.Contents)
	}
	// It may be in the file in spite of the error.
	entries, again := s.log.Entries(0, 1<<62)
	if again == nil {
		again = s.loadKeys(entries)
	}
	return Document{}, errors.Join(err, again)
}

// KeySets returns the versions of the keys of a publisher, as the log has them.
// It fails with [registry.ErrNotFound] when the shelf does not follow it.
func (s *Shelf) KeySets(publisher string) ([]keyset.Version, error) {
	s.keys.RLock()
	defer s.keys.RUnlock()
	h := s.ring.History(publisher)
	if h == nil {
		return nil, fmt.Errorf("publisher %q is not followed here (%q are): %w", publisher, s.ring.Names(), registry.ErrNotFound)
	}
	return h.Versions(), nil
}
