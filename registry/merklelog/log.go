package merklelog

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"sync"

	"go.etcd.io/bbolt"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/internal/damage"
)

// DefaultBucket is the name of the bucket of a log.
const DefaultBucket = "novation.log"

// Below the bucket of the log.
var (
	recordsKey    = []byte("records")    // index, 8 bytes big-endian → entry
	hashesKey     = []byte("hashes")     // tlog's storage index, 8 bytes → hash
	checkpointKey = []byte("checkpoint") // the signed head
)

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

	// mu protects head, the last checkpoint whose signature was verified. It
	// spares verifying the same bytes again.
	mu   sync.Mutex
	head Checkpoint
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
	if l.signer != nil && !db.IsReadOnly() {
		if err := db.Update(l.create); err != nil {
			return nil, fmt.Errorf("starting log %s: %w", l.Origin(), err)
		}
	}
	if err := db.View(func(tx *bbolt.Tx) error { _, err := l.at(tx); return err }); err != nil {
		return nil, fmt.Errorf("opening log %s: %w", l.Origin(), err)
	}
	return l, nil
}

// Origin returns the name of the log.
func (l *Log) Origin() string { return l.verifier.Name() }

func (l *Log) create(tx *bbolt.Tx) error {
	if tx.Bucket(l.bucket) != nil {
		return nil
	}
	b, err := tx.CreateBucket(l.bucket)
	if err != nil {
		return err
	}
	for _, name := range [][]byte{recordsKey, hashesKey} {
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

// Append adds e to the log within tx and returns it as it was written, with its
// format and index. Nothing happens unless tx commits.
func (l *Log) Append(tx *bbolt.Tx, e Entry) (Entry, error) {
	if l.signer == nil {
		return Entry{}, fmt.Errorf("appending to log %s without its key: %w", l.Origin(), registry.ErrNotAllowed)
	}
	t, err := l.at(tx)
	if err != nil {
		return Entry{}, err
	}
	e.Format, e.Index = EntryFormat, t.head.Size
	if err := e.Check(); err != nil {
		return Entry{}, err
	}
	if err := t.append(l.signer, e.Encode()); err != nil {
		return Entry{}, fmt.Errorf("appending entry %d to log %s: %w", e.Index, l.Origin(), err)
	}
	return e, nil
}

// at returns the tree as it stands in tx. Its root is that of the signed
// checkpoint: the inner hashes on which an append builds are authentic.
func (l *Log) at(tx *bbolt.Tx) (*tree, error) {
	b := tx.Bucket(l.bucket)
	if b == nil {
		return nil, fmt.Errorf("there is no log %s: %w", l.Origin(), registry.ErrNotFound)
	}
	t := &tree{bucket: b, records: b.Bucket(recordsKey), hashes: b.Bucket(hashesKey)}
	if t.records == nil || t.hashes == nil {
		return nil, fmt.Errorf("the log has lost its records or hashes: %w", ErrTampered)
	}
	var err error
	if t.head, err = l.checkpoint(bytes.Clone(b.Get(checkpointKey))); err != nil {
		return nil, err
	}
	root, err := t.root(t.head.Size)
	if err != nil {
		return nil, err
	}
	if root != t.head.Root {
		return nil, fmt.Errorf("the stored hashes give root %s, signed was %s: %w", root, t.head, ErrTampered)
	}
	return t, nil
}

// checkpoint verifies the stored checkpoint.
func (l *Log) checkpoint(signed []byte) (Checkpoint, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(signed) > 0 && bytes.Equal(l.head.Signed, signed) {
		return l.head, nil
	}
	c, err := openCheckpoint(signed, l.verifier)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("reading the stored checkpoint: %v: %w", err, ErrTampered)
	}
	l.head = c
	return c, nil
}

// A tree is the log within one transaction.
type tree struct {
	bucket, records, hashes *bbolt.Bucket
	head                    Checkpoint
}

func key(i int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(i)) }

// ReadHashes implements tlog.HashReader. What it returns is not yet checked.
func (t *tree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		h := t.hashes.Get(key(index))
		if len(h) != tlog.HashSize {
			return nil, fmt.Errorf("stored hash %d is missing: %w", index, ErrTampered)
		}
		out[i] = tlog.Hash(h)
	}
	return out, nil
}

// root computes the root of the first n entries from the stored hashes.
func (t *tree) root(n int64) (registry.Digest, error) {
	if n == 0 {
		return emptyRoot, nil
	}
	h, err := tlog.TreeHash(n, t)
	return registry.Digest(h), err
}

func (t *tree) append(s note.Signer, data []byte) error {
	n := t.head.Size
	hashes, err := tlog.StoredHashes(n, data, t)
	if err != nil {
		return err
	}
	for i, h := range hashes {
		if err := t.hashes.Put(key(tlog.StoredHashIndex(0, n)+int64(i)), h[:]); err != nil {
			return err
		}
	}
	if err := t.records.Put(key(n), data); err != nil {
		return err
	}
	root, err := t.root(n + 1)
	if err != nil {
		return err
	}
	if t.head, err = signCheckpoint(s, n+1, root); err != nil {
		return err
	}
	return t.bucket.Put(checkpointKey, t.head.Signed)
}
