package execute

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"github.com/novation-dev/novation/migrate/execute/outbox"
	"github.com/novation-dev/novation/registry"
)

// The files of a migration's folder, and the buckets of its journal.
const (
	planFile    = "plan.json"
	journalFile = "journal.db"
	stateDir    = "state"   // what was read at the freeze, and the trees
	scratchDir  = "scratch" // emptied on every start
	revertDir   = "revert"
)

var (
	bucketRecord = []byte("record")
	bucketSent   = []byte("sent")    // by number, what ended
	bucketDone   = []byte("created") // by ref, what was created
)

// A mark is a block that something happened in.
type mark struct {
	Number uint64      `json:"number"`
	Hash   common.Hash `json:"hash"`
	Time   uint64      `json:"time"`
}

// A record is what a member remembers beside its transactions and its data. All
// of it can be found out again, but for Paused, Dropped and Target.
type record struct {
	// Source is moved to Target; the two are one account in place. SourceAdmin
	// and TargetAdmin are the contracts through which they are upgraded.
	Source      common.Address `json:"source"`
	Target      common.Address `json:"target"`
	SourceAdmin common.Address `json:"sourceAdmin"`
	TargetAdmin common.Address `json:"targetAdmin"`
	// OwnTarget is true when the target is made by this migration.
	OwnTarget bool `json:"ownTarget"`
	// Attesters and Unattended are fixed at the start.
	Attesters  []common.Address `json:"attesters"`
	Unattended bool             `json:"unattended"`

	Nest           common.Address `json:"nest"`
	Ledger         common.Address `json:"ledger"`
	SourceStandIn  common.Address `json:"sourceStandIn"`
	TargetStandIn  common.Address `json:"targetStandIn"`
	Gate           common.Address `json:"gate"`
	Implementation common.Address `json:"implementation"`
	// Deployed is true when all of these are on chain and checked.
	Deployed bool `json:"deployed"`

	// Planned is true when the plan was found to hold, before anything was sent.
	Planned bool `json:"planned"`
	// Begun is the block at the start: what happens is searched from there on.
	Begun mark `json:"begun"`
	// Frozen is the block from which on both accounts obey the ledger.
	Frozen *mark `json:"frozen,omitempty"`
	// Content is nil until the frozen state was read. Switched is the storage
	// root that the target has right after an activation without an init call.
	Content  *content    `json:"content,omitempty"`
	Switched common.Hash `json:"switched"`
	// SourceRoot is the storage root of the source when it was read.
	SourceRoot common.Hash `json:"sourceRoot"`
	// Activated is the block of the switch; Verified is true when its outcome
	// was found right.
	Activated *mark `json:"activated,omitempty"`
	Verified  bool  `json:"verified"`

	// Told is true when all deferred entries were found to have emitted their
	// events.
	Told bool `json:"told,omitempty"`

	Paused bool `json:"paused"`
	// Dropped is true when a migration that froze nothing was aborted.
	Dropped bool   `json:"dropped"`
	Step    string `json:"step"`
}

// A journal is a bbolt file.
type journal struct {
	db *bbolt.DB
	// mu protects rec against View. Only one goroutine writes it.
	mu  sync.Mutex
	rec record
}

// snapshot returns the record for another goroutine.
func (j *journal) snapshot() record {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.rec
}

// openJournal opens the journal in a folder. Another process that has it open is
// a registry.ErrConflict.
func openJournal(dir string, mustExist bool) (*journal, error) {
	file := filepath.Join(dir, journalFile)
	if _, err := os.Stat(file); mustExist && errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no migration in %s: %w", dir, registry.ErrNotFound)
	}
	db, err := bbolt.Open(file, 0o600, &bbolt.Options{Timeout: time.Second})
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, fmt.Errorf("opening %s: another process has it open; end that first: %w", file, registry.ErrConflict)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return nil, fmt.Errorf("opening %s: %v; it is damaged: join the migration anew in another folder: %w", file, err, registry.ErrInvalid)
	case err != nil:
		return nil, fmt.Errorf("opening %s: %w", file, err)
	}
	j := &journal{db: db}
	if err := j.load(); err != nil {
		_ = db.Close()
		return nil, err
	}
	return j, nil
}

func (j *journal) load() error {
	err := j.db.Update(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{bucketRecord, bucketSent, bucketDone} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		b := tx.Bucket(bucketRecord).Get(bucketRecord)
		if b == nil {
			return nil
		}
		if err := json.Unmarshal(b, &j.rec); err != nil {
			return fmt.Errorf("the record is damaged: %v: %w", err, registry.ErrInvalid)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("reading the journal: %w", err)
	}
	return nil
}

// save makes a change of the record durable, or leaves it as it was.
func (j *journal) save(change func(*record)) error {
	next := j.rec
	change(&next)
	b, err := json.Marshal(next)
	if err != nil {
		return err
	}
	err = j.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketRecord).Put(bucketRecord, b) })
	if err != nil {
		return fmt.Errorf("writing the journal: %w", err)
	}
	j.mu.Lock()
	j.rec = next
	j.mu.Unlock()
	return nil
}

// ended keeps how a transaction ended, in the transaction that forgets it.
func ended(tx *bbolt.Tx, o outbox.Outcome) error {
	s := Sent{Ref: o.Ref, Hash: o.Hash, Time: time.Now().UTC()}
	switch {
	case o.Displaced:
		s.Error = "another transaction of the account took its nonce"
	default:
		s.Block, s.Gas = o.Receipt.BlockNumber.Uint64(), o.Receipt.GasUsed
		if o.Err != nil {
			s.Error = o.Err.Error()
		}
	}
	b, err := json.Marshal(s)
	if err != nil {
		return err
	}
	bucket := tx.Bucket(bucketSent)
	n, err := bucket.NextSequence()
	if err != nil {
		return err
	}
	if err := bucket.Put(binary.BigEndian.AppendUint64(nil, n), b); err != nil {
		return err
	}
	if o.Err == nil && o.Receipt != nil && o.Receipt.ContractAddress != (common.Address{}) {
		return tx.Bucket(bucketDone).Put([]byte(o.Ref), o.Receipt.ContractAddress[:])
	}
	return nil
}

// created returns what a transaction created, zero when none with that ref did.
func (j *journal) created(ref string) (a common.Address) {
	_ = j.db.View(func(tx *bbolt.Tx) error {
		a = common.BytesToAddress(tx.Bucket(bucketDone).Get([]byte(ref)))
		return nil
	})
	return a
}

// sent returns all transactions that ended, and the gas they used.
func (j *journal) sent() (all []Sent, gas uint64, err error) {
	all = []Sent{}
	err = j.db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketSent).ForEach(func(k, v []byte) error {
			var s Sent
			if err := json.Unmarshal(v, &s); err != nil {
				return fmt.Errorf("transaction %x of the journal is damaged: %v: %w", k, err, registry.ErrInvalid)
			}
			all, gas = append(all, s), gas+s.Gas
			return nil
		})
	})
	return all, gas, err
}
