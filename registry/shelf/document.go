package shelf

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// MaxDocument bounds the contents of a document, in bytes.
const MaxDocument = 1 << 20

// documentKinds are the kinds of entries that have a document.
var documentKinds = []merklelog.Kind{merklelog.KindChange, merklelog.KindRevertPlan, merklelog.KindReason, merklelog.KindKeySet}

// A Document is something that members refer to by its digest when they
// approve, for example a change or a revert plan. The shelf does not read it.
type Document struct {
	// Kind is [merklelog.KindChange], [merklelog.KindRevertPlan],
	// [merklelog.KindReason] or [merklelog.KindKeySet].
	Kind merklelog.Kind `json:"kind"`
	// Line is the line it is about, or the publisher whose key set it is.
	Line string `json:"line"`
	// Digest is that of the contents. It is not read by PutDocument.
	Digest registry.Digest `json:"digest"`
	// Index is the place of its entry in the log. It is not read by PutDocument.
	Index int64 `json:"index"`
	// Time is when it was put, in Unix seconds. It is not read by PutDocument.
	Time int64 `json:"time"`
	// By and Note are as in a [merklelog.Entry].
	By   string `json:"by"`
	Note string `json:"note"`
	// Contents are the bytes, at least one and at most [MaxDocument].
	Contents []byte `json:"-"`
}

// PutDocument puts a document on the shelf and an entry into the log. The same
// contents again change nothing and return what is there; the same contents of
// another kind or line fail with [registry.ErrConflict]. A key set that may not
// follow the present one of its publisher fails with [registry.ErrRefused].
func (s *Shelf) PutDocument(d Document, at time.Time) (Document, error) {
	if d.Kind == merklelog.KindKeySet {
		return s.putKeySet(d, at)
	}
	return s.putDocument(d, at)
}

func (s *Shelf) putDocument(d Document, at time.Time) (Document, error) {
	if !slices.Contains(documentKinds, d.Kind) {
		return Document{}, fmt.Errorf("a document of kind %q: want one of %q: %w", d.Kind, documentKinds, registry.ErrInvalid)
	}
	if n := len(d.Contents); n == 0 || n > MaxDocument {
		return Document{}, fmt.Errorf("a document of %d bytes: want 1 to %d: %w", n, MaxDocument, registry.ErrInvalid)
	}
	digest := registry.DigestOf(d.Contents)
	var out Document
	err := s.update("putting document "+digest.String(), func(tx *bbolt.Tx) error {
		if tx.Bucket(documentBucket).Get(digest[:]) != nil {
			old, err := s.document(tx, digest)
			if err != nil {
				return err
			}
			if old.Kind != d.Kind || old.Line != d.Line {
				return fmt.Errorf("it is already there as %s of %s: %w", old.Kind, old.Line, registry.ErrConflict)
			}
			out = old
			return nil
		}
		e, err := s.log.Append(tx, merklelog.Entry{
			Time: at.Unix(), Kind: d.Kind, Name: d.Line, Digest: digest, By: d.By, Note: d.Note,
		})
		if err != nil {
			return err
		}
		if err := tx.Bucket(documentBucket).Put(digest[:], append(indexBytes(e.Index), d.Contents...)); err != nil {
			return err
		}
		out, err = s.document(tx, digest)
		return err
	})
	if err != nil {
		return Document{}, err
	}
	return out, nil
}

// Document returns the document with the given digest.
func (s *Shelf) Document(digest registry.Digest) (Document, error) {
	var out Document
	err := s.view("reading document "+digest.String(), func(tx *bbolt.Tx) (err error) {
		out, err = s.document(tx, digest)
		return err
	})
	return out, err
}

func (s *Shelf) document(tx *bbolt.Tx, digest registry.Digest) (Document, error) {
	b := tx.Bucket(documentBucket).Get(digest[:])
	switch {
	case b == nil:
		return Document{}, fmt.Errorf("it is not on the shelf: %w", registry.ErrNotFound)
	case len(b) < 8 || registry.DigestOf(b[8:]) != digest:
		return Document{}, fmt.Errorf("the stored document is another: %w", merklelog.ErrTampered)
	}
	i, err := indexOf(b[:8])
	if err != nil {
		return Document{}, err
	}
	e, err := s.log.Entry(tx, i)
	if err != nil {
		return Document{}, err
	}
	if e.Digest != digest || e.Version != "" {
		return Document{}, fmt.Errorf("entry %d is not that of the document: %w", i, merklelog.ErrTampered)
	}
	return Document{
		Kind: e.Kind, Line: e.Name, Digest: digest, Index: e.Index, Time: e.Time, By: e.By, Note: e.Note,
		Contents: bytes.Clone(b[8:]),
	}, nil
}
