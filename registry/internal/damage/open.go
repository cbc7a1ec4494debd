package damage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"github.com/novation-dev/novation/registry"
)

// lockWait is how long Open waits for another process to close the file.
const lockWait = 2 * time.Second

// Open opens a bbolt file. With create it makes one where there is none: at once
// or not at all.
//
// bbolt keeps two headers, and falls back to the older one when the newer is
// damaged: the last transaction would be gone without a word. A header is
// smaller than what a disk writes at once, so that no crash damages one; Open
// refuses the file. It also has the list of free pages rebuilt from the pages in
// use: a damaged list would let a later transaction write over them.
func Open(path string, readOnly, create bool) (*bbolt.DB, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if !create || readOnly {
			return nil, fmt.Errorf("opening %s: there is no such file: %w", path, registry.ErrNotFound)
		}
		if err := begin(path); err != nil {
			return nil, fmt.Errorf("making %s: %w", path, err)
		}
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockWait, ReadOnly: readOnly, NoFreelistSync: true})
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, fmt.Errorf("opening %s: another process has it open, ask that one or stop it: %w", path, registry.ErrConflict)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return nil, fmt.Errorf("opening %s: %v: %w", path, err, registry.ErrRefused)
	case err != nil:
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	if err := checkHeaders(path); err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", path, err), db.Close())
	}
	return db, nil
}

// begin makes an empty file under another name, makes it durable, and gives it
// its name.
func begin(path string) error {
	part := path + ".new"
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	db, err := bbolt.Open(part, 0o600, &bbolt.Options{Timeout: lockWait})
	if err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return SyncDir(filepath.Dir(path))
}

// SyncDir makes the names in a folder durable.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// The header of bbolt is at this place of a page; its checksum, over all before
// it, is the last of its fields.
const headerAt, headerSize, sizeAt = 16, 56, 8

// checkHeaders verifies both headers of a file.
func checkHeaders(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	size, err := checkHeader(f, 0)
	if err == nil {
		_, err = checkHeader(f, int64(size))
	}
	return err
}

// checkHeader verifies the header of the page at an offset, and returns the
// size of pages that it tells.
func checkHeader(r io.ReaderAt, offset int64) (pageSize uint32, err error) {
	b := make([]byte, headerSize+8)
	if _, err := r.ReadAt(b, offset+headerAt); err != nil {
		return 0, fmt.Errorf("reading a header: %v: %w", err, registry.ErrRefused)
	}
	h := fnv.New64a()
	_, _ = h.Write(b[:headerSize]) // a hash takes everything
	if h.Sum64() != binary.NativeEndian.Uint64(b[headerSize:]) {
		return 0, fmt.Errorf("one of its two headers is damaged, so that the last change may be missing; restore it from a copy: %w", registry.ErrRefused)
	}
	return binary.NativeEndian.Uint32(b[sizeAt:]), nil
}
