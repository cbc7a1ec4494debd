package slotset

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/registry"
)

// A kept set is one file: magic, records of slot, head and value in ascending
// order of slot, their number in eight bytes, and the SHA-256 of all that.
const (
	fileName = "slots"
	magic    = "novation slots 1\n"
	tailSize = 8 + sha256.Size
	buffered = 256 << 10
	// building and ordering are folders for temporary files, of a Builder and of
	// a Set.
	building = "slots.tmp"
	ordering = "orders.tmp"
)

// keep writes the file so that a crash leaves all of it or what was there.
func keep(dir string, words iter.Seq2[Word, error]) (err error) {
	f, err := os.Create(filepath.Join(dir, building, fileName))
	if err != nil {
		return fmt.Errorf("writing a set of slots: %w", err)
	}
	defer func() {
		err = errors.Join(err, f.Close())
		if err == nil {
			err = os.Rename(f.Name(), filepath.Join(dir, fileName))
		}
		if err == nil {
			err = syncFolder(dir)
		}
		if err != nil {
			err = fmt.Errorf("writing a set of slots: %w", err)
		}
	}()
	sum := sha256.New()
	w := bufio.NewWriterSize(io.MultiWriter(f, sum), buffered)
	if _, err := w.WriteString(magic); err != nil {
		return err
	}
	n := uint64(0)
	for word, err := range words {
		if err != nil {
			return err
		}
		r := pack(word.Slot, word.Head, word.Value)
		if _, err := w.Write(r[:]); err != nil {
			return err
		}
		n++
	}
	if _, err := w.Write(binary.BigEndian.AppendUint64(nil, n)); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if _, err := f.Write(sum.Sum(nil)); err != nil {
		return err
	}
	return f.Sync()
}

func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// check reads a kept file to its end and returns the number of records.
func check(f *os.File) (uint64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	body := info.Size() - int64(len(magic)) - tailSize
	if body < 0 || body%recordSize != 0 {
		return 0, damaged("it has %d bytes", info.Size())
	}
	sum := sha256.New()
	r := bufio.NewReaderSize(f, buffered)
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(r, head); err != nil {
		return 0, err
	}
	if string(head) != magic {
		return 0, damaged("it does not begin with %q", magic)
	}
	sum.Write(head)
	n := uint64(body / recordSize)
	if err := checkRecords(r, sum, n); err != nil {
		return 0, err
	}
	tail := make([]byte, tailSize)
	if _, err := io.ReadFull(r, tail); err != nil {
		return 0, err
	}
	sum.Write(tail[:8])
	if !bytes.Equal(tail[8:], sum.Sum(nil)) || binary.BigEndian.Uint64(tail) != n {
		return 0, damaged("its checksum is wrong")
	}
	return n, nil
}

func checkRecords(r io.Reader, sum hash.Hash, n uint64) error {
	var now, last record
	for i := range n {
		if _, err := io.ReadFull(r, now[:]); err != nil {
			return err
		}
		sum.Write(now[:])
		_, _, value := now.unpack()
		if i > 0 && bytes.Compare(last.first(), now.first()) >= 0 || value == (common.Hash{}) {
			return damaged("record %d is zero or out of order", i)
		}
		last = now
	}
	return nil
}

func damaged(format string, args ...any) error {
	return fmt.Errorf("the file is cut short or damaged: %s; remove it and build the set again: %w", fmt.Sprintf(format, args...), registry.ErrInvalid)
}
