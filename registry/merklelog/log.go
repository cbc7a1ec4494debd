package merklelog

import (
	"bytes"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"go.etcd.io/bbolt"
	"golang.org/x/mod/sumdb/note"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/internal/damage"
)

// DefaultBucket is the name of the bucket of a log.
const DefaultBucket = "novation.log"

// A Config says whose log it is. One of the keys must be given.
type Config struct {
	// Key is the signer key of the log, from [GenerateKey]. Empty means that
	// the log is only read.
	Key string
	// VerifierKey is needed only without Key.
	VerifierKey string
	// Bucket is the name of the bucket. Empty means [DefaultBucket].
	Bucket string
}

// A Log is the log in one bucket of a database. It is safe for concurrent use.
type Log struct {
	db       *bbolt.DB
	bucket   []byte
	signer   note.Signer // nil when the log is only read
	verifier note.Verifier

	// mu protects head and waiting.
	mu sync.Mutex
	// head is the last checkpoint whose signature was verified. It spares
	// verifying the same bytes again.
	head Checkpoint
	// waiting are the transactions that the next commit takes along.
	waiting []*call

	// commit is held by whoever commits for all that wait.
	commit sync.Mutex
	// open is the batch of the transaction that is being written.
	open atomic.Pointer[batch]
}

// Open returns the log in db, which stays the caller's to close. With a signer
// key it starts a new log where there is none. It fails with [ErrTampered] when
// the stored tree is not the one that was signed.
func Open(db *bbolt.DB, cfg Config) (_ *Log, err error) {
	defer damage.Guard("opening the log", &err)()
	l := &Log{db: db, bucket: []byte(cfg.Bucket)}
	if cfg.Bucket == "" {
		l.bucket = []byte(DefaultBucket)
	}
	vkey := cfg.VerifierKey
	if cfg.Key != "" {
		if l.signer, err = newSigner(cfg.Key); err != nil {
			return nil, err
		}
		if vkey, err = VerifierKey(cfg.Key); err != nil {
			return nil, err
		}
	}
	if l.verifier, err = note.NewVerifier(vkey); err != nil {
		return nil, fmt.Errorf("reading the verifier key of the log: %v: %w", err, registry.ErrInvalid)
	}
	if err := db.View(l.check); !errors.Is(err, registry.ErrNotFound) || l.signer == nil || db.IsReadOnly() {
		if err != nil {
			return nil, fmt.Errorf("opening log %s: %w", l.Origin(), err)
		}
		return l, nil
	}
	if err := db.Update(l.create); err != nil {
		return nil, fmt.Errorf("starting log %s: %w", l.Origin(), err)
	}
	return l, nil
}

// Origin returns the name of the log.
func (l *Log) Origin() string { return l.verifier.Name() }

func (l *Log) create(tx *bbolt.Tx) error {
	b, err := tx.CreateBucket(l.bucket)
	if err != nil {
		return err
	}
	for _, name := range [][]byte{recordsKey, tilesKey} {
		if _, err := b.CreateBucket(name); err != nil {
			return err
		}
	}
	c, err := signCheckpoint(l.signer, 0, emptyRoot)
	if err != nil {
		return err
	}
	return b.Put(checkpointKey, c.Signed)
}

// check compares the stored tiles at the edge of the tree with the checkpoint.
func (l *Log) check(tx *bbolt.Tx) error {
	t, _, err := l.at(tx)
	if err != nil {
		return err
	}
	_, err = t.Root(t.head.Size)
	return err
}

// at returns the tree as it stands in tx under its signed checkpoint.
func (l *Log) at(tx *bbolt.Tx) (*Tree, stored, error) {
	b := tx.Bucket(l.bucket)
	if b == nil {
		return nil, stored{}, fmt.Errorf("there is no log %s: %w", l.Origin(), registry.ErrNotFound)
	}
	s := stored{bucket: b, records: b.Bucket(recordsKey), tiles: b.Bucket(tilesKey)}
	switch {
	case b.Bucket(hashesKey) != nil:
		return nil, s, fmt.Errorf("the log is in the form that this program wrote before its first release, which it cannot read any more; "+
			"put the file away and publish to a new registry: %w", registry.ErrInvalid)
	case s.records == nil || s.tiles == nil:
		return nil, s, fmt.Errorf("the log has lost its entries or tiles: %w", ErrTampered)
	}
	head, err := l.checkpoint(bytes.Clone(b.Get(checkpointKey)))
	if err != nil {
		return nil, s, err
	}
	return NewTree(head, s, ErrTampered), s, nil
}

// checkpoint verifies the stored checkpoint.
func (l *Log) checkpoint(signed []byte) (Checkpoint, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(signed) > 0 && bytes.Equal(l.head.Signed, signed) {
		return l.head, nil
	}
	c, _, err := openCheckpoint(signed, l.verifier)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("reading the stored checkpoint: %v: %w", err, ErrTampered)
	}
	l.head = c
	return c, nil
}
