package shelf

import (
	"fmt"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// Verify reads the whole shelf: every hash of the log, every bundle and
// document, and that each entry of the log has its thing on the shelf and each
// thing its entry. The first damage fails with an error that matches
// [registry.ErrRefused].
func (s *Shelf) Verify() error {
	if err := s.log.Verify(); err != nil {
		return err
	}
	entries, err := s.log.Entries(0, 1<<62)
	if err != nil {
		return err
	}
	return s.view("verifying the shelf", func(tx *bbolt.Tx) error {
		want := map[string]int{}
		for _, e := range entries {
			if err := s.verify(tx, e, want); err != nil {
				return fmt.Errorf("%s of entry %d: %w", e.Kind, e.Index, err)
			}
		}
		for _, b := range [][]byte{nameBucket, bundleBucket, yankBucket, documentBucket} {
			if n := tx.Bucket(b).Stats().KeyN; n != want[string(b)] {
				return fmt.Errorf("bucket %s has %d keys, the log accounts for %d: %w", b, n, want[string(b)], merklelog.ErrTampered)
			}
		}
		return nil
	})
}

// verify checks what e says about the shelf, and counts it.
func (s *Shelf) verify(tx *bbolt.Tx, e merklelog.Entry, count map[string]int) error {
	switch e.Kind {
	case merklelog.KindRelease, merklelog.KindYank, merklelog.KindWithdraw:
		r, err := s.release(tx, e.Name, e.Version)
		if err != nil {
			return missing(err)
		}
		if e.Kind != merklelog.KindRelease {
			count[string(yankBucket)]++
			end := r.Yanked
			if e.Kind == merklelog.KindWithdraw {
				end = r.Withdrawn
			}
			if end == nil || end.Index != e.Index || r.Digest != e.Digest {
				return fmt.Errorf("the shelf does not know of it: %w", merklelog.ErrTampered)
			}
			return nil
		}
		count[string(nameBucket)]++
		count[string(bundleBucket)]++
		if r.Index != e.Index {
			return fmt.Errorf("the shelf has it from entry %d: %w", r.Index, merklelog.ErrTampered)
		}
		return checkBundle(tx.Bucket(bundleBucket).Get(e.Digest[:]), e.Digest)
	case merklelog.KindChange, merklelog.KindRevertPlan, merklelog.KindKeySet:
		count[string(documentBucket)]++
		d, err := s.document(tx, e.Digest)
		if err == nil && d.Index != e.Index {
			err = fmt.Errorf("the shelf has it from entry %d: %w", d.Index, merklelog.ErrTampered)
		}
		return missing(err)
	default:
		return fmt.Errorf("this program does not know the kind, upgrade it: %w", registry.ErrInvalid)
	}
}

// missing makes an absence damage: the log says that the thing is there.
func missing(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%v: %w", err, merklelog.ErrTampered)
}
