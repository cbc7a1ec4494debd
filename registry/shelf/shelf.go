package shelf

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/internal/damage"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
)

// format is the version of the layout of the file.
const format = "1"

// The buckets beside that of the log. An index is that of a log entry, 8 bytes
// big-endian.
var (
	metaBucket     = []byte("novation.shelf")     // "format" → format
	bundleBucket   = []byte("novation.bundles")   // release digest → bundle file
	nameBucket     = []byte("novation.names")     // name NUL version → index of its release entry
	yankBucket     = []byte("novation.yanks")     // name NUL version, or that NUL "withdraw" → index of the entry
	documentBucket = []byte("novation.documents") // digest → index of its entry, contents
	formatKey      = []byte("format")
)

// A Config says whose shelf it is.
type Config struct {
	// LogKey is the signer key of the log. Empty means that nothing can be put
	// on the shelf; VerifierKey must be given then.
	LogKey string
	// VerifierKey is the public key of the log. It is not needed with LogKey.
	VerifierKey string
	// Keys says whose releases can be put on the shelf, and whose key sets. With
	// nobody, no release can be put.
	Keys keyset.Trust
	// ReadOnly opens the file for reading, beside other readers.
	ReadOnly bool
}

// A Shelf is an open file. It is safe for concurrent use.
type Shelf struct {
	db    *bbolt.DB
	log   *merklelog.Log
	trust keyset.Trust

	// keys is held for writing while a key set is put, and for reading while a
	// release is, so that each release is judged by the sets before it in the log.
	keys sync.RWMutex
	// ring holds the key sets that the log has. It is guarded by keys.
	ring *keyset.Ring
}

// Open opens the shelf in the file at path. It makes a new one, and the folder,
// when there is none and cfg has a LogKey.
func Open(path string, cfg Config) (_ *Shelf, err error) {
	defer damage.Guard("opening "+path, &err)()
	create := cfg.LogKey != "" && !cfg.ReadOnly
	if create {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, fmt.Errorf("making the folder of the shelf: %w", err)
		}
	}
	db, err := damage.Open(path, cfg.ReadOnly, create)
	if err != nil {
		return nil, err
	}
	s := &Shelf{db: db, trust: cfg.Keys}
	if err := s.prepare(cfg); err != nil {
		db.Close()
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	return s, nil
}

// prepare makes the buckets of a new file, checks the format of an old one and
// opens the log.
func (s *Shelf) prepare(cfg Config) error {
	if cfg.LogKey != "" && !cfg.ReadOnly {
		err := s.db.Update(func(tx *bbolt.Tx) error {
			if tx.Bucket(metaBucket) != nil {
				return nil
			}
			for _, name := range [][]byte{metaBucket, bundleBucket, nameBucket, yankBucket, documentBucket} {
				if _, err := tx.CreateBucket(name); err != nil {
					return err
				}
			}
			return tx.Bucket(metaBucket).Put(formatKey, []byte(format))
		})
		if err != nil {
			return fmt.Errorf("making the buckets: %w", err)
		}
	}
	err := s.db.View(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{metaBucket, bundleBucket, nameBucket, yankBucket, documentBucket} {
			if tx.Bucket(name) == nil {
				return fmt.Errorf("bucket %s is missing, this is not a shelf: %w", name, registry.ErrInvalid)
			}
		}
		if f := tx.Bucket(metaBucket).Get(formatKey); string(f) != format {
			return fmt.Errorf("format %q is not known to this program (it knows %s): upgrade it: %w", f, format, registry.ErrInvalid)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if s.log, err = merklelog.Open(s.db, merklelog.Config{Key: cfg.LogKey, VerifierKey: cfg.VerifierKey}); err != nil {
		return err
	}
	entries, err := s.verifyIndex()
	if err != nil {
		return err
	}
	return s.loadKeys(entries)
}

// Close waits for running calls and releases the file.
func (s *Shelf) Close() error { return s.db.Close() }

// Log returns the log of the shelf. It ends with the shelf.
func (s *Shelf) Log() *merklelog.Log { return s.log }

func (s *Shelf) view(doing string, fn func(*bbolt.Tx) error) (err error) {
	defer damage.Guard(doing, &err)()
	if err := s.db.View(fn); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

func (s *Shelf) update(doing string, fn func(*bbolt.Tx) error) (err error) {
	defer damage.Guard(doing, &err)()
	if s.db.IsReadOnly() {
		return fmt.Errorf("%s: the shelf is open for reading only: %w", doing, registry.ErrNotAllowed)
	}
	if err := s.log.Update(fn); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}
