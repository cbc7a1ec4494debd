package shelf

import (
	"bytes"
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
	if _, err := s.verifyIndex(); err != nil {
		return err
	}
	return s.view("verifying the shelf", func(tx *bbolt.Tx) error {
		err := tx.Bucket(bundleBucket).ForEach(func(k, v []byte) error { return checkBundle(v, registry.Digest(k)) })
		if err != nil {
			return err
		}
		return tx.Bucket(documentBucket).ForEach(func(k, _ []byte) error {
			_, err := s.document(tx, registry.Digest(k))
			return err
		})
	})
}

// verifyIndex checks that the shelf leads to what the log says, and to nothing
// else: each entry is found where it is looked for, and the other way round. It
// returns the entries.
func (s *Shelf) verifyIndex() ([]merklelog.Entry, error) {
	entries, err := s.log.Entries(0, 1<<62)
	if err != nil {
		return nil, err
	}
	return entries, s.view("verifying the index of the shelf", func(tx *bbolt.Tx) error {
		want := map[string]int{}
		for _, e := range entries {
			if err := indexed(tx, e, want); err != nil {
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

// indexed checks that the shelf leads to e, and counts the keys for it.
func indexed(tx *bbolt.Tx, e merklelog.Entry, count map[string]int) error {
	key, bucket := nameKey(e.Name, e.Version), nameBucket
	switch e.Kind {
	case merklelog.KindRelease:
		count[string(bundleBucket)]++
		if tx.Bucket(bundleBucket).Get(e.Digest[:]) == nil {
			return fmt.Errorf("the bundle is missing: %w", merklelog.ErrTampered)
		}
	case merklelog.KindYank, merklelog.KindWithdraw:
		key, bucket = endKey(e.Kind, e.Name, e.Version), yankBucket
	case merklelog.KindChange, merklelog.KindRevertPlan, merklelog.KindReason, merklelog.KindKeySet:
		key, bucket = e.Digest[:], documentBucket
	default:
		return fmt.Errorf("this program does not know the kind, upgrade it: %w", registry.ErrInvalid)
	}
	count[string(bucket)]++
	at := tx.Bucket(bucket).Get(key)
	if !bytes.HasPrefix(at, indexBytes(e.Index)) || len(at) > 8 && e.Version != "" {
		return fmt.Errorf("the shelf does not lead to it: %w", merklelog.ErrTampered)
	}
	return nil
}
