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
// refuses the file. It has the list of free pages rebuilt from the pages in use,
// since a damaged list would let a later transaction write over them, and checks
// these pages first.
func Open(path string, readOnly, create bool) (*bbolt.DB, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if !create || readOnly {
			return nil, fmt.Errorf("opening %s: there is no such file: %w", path, registry.ErrNotFound)
		}
		if err := begin(path); err != nil {
			return nil, fmt.Errorf("making %s: %w", path, err)
		}
	}
	db, err := open(path, true)
	if err != nil {
		return nil, err
	}
	if err := check(path); err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", path, err), db.Close())
	}
	if readOnly {
		return db, nil
	}
	if err := db.Close(); err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	return open(path, false)
}

func open(path string, readOnly bool) (*bbolt.DB, error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockWait, ReadOnly: readOnly, NoFreelistSync: true})
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, fmt.Errorf("opening %s: another process has it open, ask that one or stop it: %w", path, registry.ErrConflict)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return nil, fmt.Errorf("opening %s: %v: %w", path, err, registry.ErrRefused)
	case err != nil:
		return nil, fmt.Errorf("opening %s: %w", path, err)
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
const headerAt, headerSize = 16, 56

// A header tells where everything is.
type header struct {
	pageSize          int64
	root, pages, txid uint64
}

// check verifies both headers of a file, and the pages of the newer one.
func check(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	h, err := readHeader(f, 0)
	if err != nil {
		return err
	}
	other, err := readHeader(f, h.pageSize)
	if err != nil {
		return err
	}
	if other.txid > h.txid {
		h = other
	}
	return checkPages(f, h.root, h.pages, h.pageSize)
}

// readHeader reads and verifies the header of the page at an offset.
func readHeader(r io.ReaderAt, offset int64) (header, error) {
	b := make([]byte, headerSize+8)
	if _, err := r.ReadAt(b, offset+headerAt); err != nil {
		return header{}, fmt.Errorf("reading a header: %v: %w", err, registry.ErrRefused)
	}
	e := binary.NativeEndian
	h := fnv.New64a()
	_, _ = h.Write(b[:headerSize]) // a hash takes everything
	if h.Sum64() != e.Uint64(b[headerSize:]) {
		return header{}, fmt.Errorf("one of its two headers is damaged, so that the last change may be missing; restore it from a copy: %w", registry.ErrRefused)
	}
	return header{pageSize: int64(e.Uint32(b[8:])), root: e.Uint64(b[16:]), pages: e.Uint64(b[40:]), txid: e.Uint64(b[48:])}, nil
}
