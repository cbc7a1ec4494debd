// Package boltstore keeps a pod's store in one bbolt file.
//
// It owns the file and its lock: one process at a time may have it open for
// writing, any number for reading as long as nobody writes. A pod that shall
// run as several replicas needs another driver.
//
// # Promises
//
// When Update returns nil its writes are on the disk (unless Config.NoSync is
// set). Concurrent calls of Update share one commit: a call that finds others
// waiting leaves its writes for the last of them to commit, so nobody waits for
// a timer and a lone caller commits at once. The functions themselves run one
// after the other, each on the goroutine of its caller, and each is undone
// alone when it fails. A function that fails after others have run in the same
// commit is told so only when that commit is durable, because it may have
// failed on account of what they wrote.
//
// A file that was damaged gives a [DamagedError], never a panic. Open reads the
// structure of the whole file (pages, order of keys, list of free pages) and
// refuses a damaged one before it can be written to. It cannot notice changed
// bytes inside a value: what a pod must be able to prove is covered by
// commitments, not by this file. Checking takes about 50 ms for 100 MB that
// the system has in memory.
//
// A function passed to Update must not call Update of the same store, and one
// passed to View must not wait for an Update: the file is mapped anew when it
// outgrows its mapping (1 GiB, then by 1 GiB), which waits for readers.
//
// # Dependencies
//
// The package imports registry, pod/store and bbolt, and is bbolt's owner in
// pod/store. It passes the suite in pod/store/storetest.
package boltstore

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
)

// Config says how to open a file. The zero value is right for a pod.
type Config struct {
	// NoSync leaves writing to the operating system: much faster, and a crash
	// of the machine (not of the process) may lose or damage everything. Only
	// for tests and throw-away networks.
	NoSync bool
	// ReadOnly opens an existing file for reading, beside other readers.
	ReadOnly bool
	// Timeout is how long to wait for another process to release the file.
	// Zero means one second.
	Timeout time.Duration
}

// A Store is a bbolt file. It implements [store.Store].
type Store struct {
	db       *bolt.DB
	path     string
	readOnly bool

	// waiting counts the calls of Update that want mu. Each of them will take
	// it, so whoever holds mu may leave the open group to them.
	waiting atomic.Int64

	// mu is held while a function of Update runs and while a group commits.
	mu sync.Mutex
	// open is the group that has not been committed yet, or nil. Guarded by mu.
	open *group
	// failed is why the store takes no more writes, or nil. Guarded by mu.
	failed error
}

var _ store.Store = (*Store)(nil)

// Open opens the file at path and creates it when there is none. Its error
// matches [registry.ErrConflict] when another process holds the file,
// [registry.ErrNotFound] when a file to be read does not exist, and
// [registry.ErrInvalid] (a [*DamagedError]) when the file is damaged.
func Open(path string, c Config) (*Store, error) {
	if c.Timeout == 0 {
		c.Timeout = time.Second
	}
	switch fi, err := os.Stat(path); {
	case err == nil && !fi.Mode().IsRegular():
		return nil, fmt.Errorf("opening %s: it is not a regular file: %w", path, registry.ErrInvalid)
	case err == nil && fi.Size() == 0 && c.ReadOnly:
		return nil, &DamagedError{Path: path, Reason: "the file is empty"}
	case err == nil && fi.Size() > 0 && !c.ReadOnly:
		// The lock is taken for reading first: bbolt reads the list of free
		// pages as soon as it opens a file for writing, and believes it.
		db, err := open(path, c, true)
		if err != nil {
			return nil, err
		}
		if err := db.Close(); err != nil {
			return nil, fmt.Errorf("closing %s after checking it: %w", path, err)
		}
	}
	db, err := open(path, c, c.ReadOnly)
	if err != nil {
		return nil, err
	}
	return &Store{db: db, path: path, readOnly: c.ReadOnly}, nil
}

// open opens the file; for reading, it also checks it.
func open(path string, c Config, readOnly bool) (*bolt.DB, error) {
	var db *bolt.DB
	err := guard(path, func() (err error) {
		db, err = bolt.Open(path, 0o600, &bolt.Options{
			Timeout:      c.Timeout,
			NoSync:       c.NoSync,
			NoGrowSync:   c.NoSync,
			ReadOnly:     readOnly,
			FreelistType: bolt.FreelistMapType,
			NoStatistics: true,

			InitialMmapSize: mapping(),
		})
		return err
	})
	if err != nil {
		return nil, openError(path, err)
	}
	if !readOnly {
		return db, nil
	}
	if err := checkFile(path); err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}

// mapping is how much address space to map. It costs no memory, but on Windows
// the file would grow to it at once.
func mapping() int {
	if runtime.GOOS == "windows" || math.MaxInt == math.MaxInt32 {
		return 0
	}
	return 1 << 30
}

func openError(path string, err error) error {
	var (
		damaged *DamagedError
		file    *fs.PathError
	)
	switch {
	case errors.As(err, &damaged):
		return err
	case errors.Is(err, berrors.ErrTimeout):
		return fmt.Errorf("opening %s: another process has this database open: stop it, or give this one a "+
			"directory of its own: %w", path, registry.ErrConflict)
	case errors.Is(err, berrors.ErrVersionMismatch):
		return fmt.Errorf("opening %s: the file has a format of another version of bbolt: %w", path, registry.ErrInvalid)
	case errors.As(err, &file) && errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("opening %s: %v: %w", path, file.Err, registry.ErrNotFound)
	case errors.As(err, &file), errors.As(err, new(syscall.Errno)):
		return fmt.Errorf("opening %s: %w", path, err)
	}
	return &DamagedError{Path: path, Reason: "it does not begin like a database: " + err.Error()}
}

// Close waits for transactions to end and releases the file. Closing twice is
// no error.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("closing %s: %w", s.path, err)
	}
	return nil
}
