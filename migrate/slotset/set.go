package slotset

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"sort"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/migrate/internal/extsort"
	"github.com/novation-dev/novation/registry"
)

// A Set is finished. It may be read several times, by several goroutines, and
// kept: its file is written so that a crash leaves either all of it or nothing.
type Set struct {
	dir    string
	length uint64
	// file has the words by slot.
	file *os.File

	// mu protects the files of the other orders, which are made when they are
	// first asked for.
	mu             sync.Mutex
	byHead, byHash *os.File
}

// Open opens a Set that was kept in dir. It fails with [registry.ErrNotFound]
// when there is none, and with [registry.ErrInvalid] when it is cut short or
// damaged.
func Open(dir string) (*Set, error) { return open(dir) }

func open(dir string) (*Set, error) {
	path := filepath.Join(dir, fileName)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no set of slots in %s, or it was not finished: %w", dir, registry.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("opening a set of slots: %w", err)
	}
	n, err := check(f)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", path, err), f.Close())
	}
	return &Set{dir: dir, length: n, file: f}, nil
}

// Len is the number of non-zero slots.
func (s *Set) Len() uint64 { return s.length }

// ByHead yields the words in ascending order of head, then slot.
func (s *Set) ByHead(ctx context.Context) iter.Seq2[Word, error] {
	return func(yield func(Word, error) bool) {
		f, err := s.order(ctx, &s.byHead, func(slot, head, value common.Hash) record { return pack(head, slot, value) })
		if err != nil {
			yield(Word{}, err)
			return
		}
		for r, err := range s.records(ctx, f, 0, 0) {
			head, slot, value := r.unpack()
			if !yield(Word{Head: head, Slot: slot, Value: value}, err) || err != nil {
				return
			}
		}
	}
}

// BySlot yields the words in ascending order of slot.
func (s *Set) BySlot(ctx context.Context) iter.Seq2[Word, error] {
	return func(yield func(Word, error) bool) {
		for r, err := range s.records(ctx, s.file, int64(len(magic)), 0) {
			slot, head, value := r.unpack()
			if !yield(Word{Head: head, Slot: slot, Value: value}, err) || err != nil {
				return
			}
		}
	}
}

// ByHashed yields the words in ascending order of the hash of their slots, from
// a hash on.
func (s *Set) ByHashed(ctx context.Context, from common.Hash) iter.Seq2[Hashed, error] {
	return func(yield func(Hashed, error) bool) {
		f, err := s.hashed(ctx)
		var first uint64
		if err == nil {
			first, err = s.search(f, from[:])
		}
		if err != nil {
			yield(Hashed{}, err)
			return
		}
		for r, err := range s.records(ctx, f, 0, first) {
			hash, slot, value := r.unpack()
			if !yield(Hashed{Hashed: hash, Slot: slot, Value: value}, err) || err != nil {
				return
			}
		}
	}
}

// hashed returns the file with the words by the hash of their slots.
func (s *Set) hashed(ctx context.Context) (*os.File, error) {
	return s.order(ctx, &s.byHash, func(slot, _, value common.Hash) record { return pack(crypto.Keccak256Hash(slot[:]), slot, value) })
}

// Value returns what a slot holds: zero when it is not in the Set.
func (s *Set) Value(slot common.Hash) (common.Hash, error) {
	at := int64(len(magic))
	i, err := s.find(s.file, at, slot[:])
	if err != nil || i == s.length {
		return common.Hash{}, err
	}
	var r record
	if _, err := s.file.ReadAt(r[:], at+int64(i)*recordSize); err != nil {
		return common.Hash{}, fmt.Errorf("reading a set of slots: %w", err)
	}
	found, _, value := r.unpack()
	if found != slot {
		return common.Hash{}, nil
	}
	return value, nil
}

// search returns the place of the first record of a derived file that begins
// with key or something larger.
func (s *Set) search(f *os.File, key []byte) (uint64, error) { return s.find(f, 0, key) }

func (s *Set) find(f *os.File, at int64, key []byte) (uint64, error) {
	var failed error
	i := sort.Search(int(s.length), func(i int) bool {
		b := make([]byte, len(key))
		if _, err := f.ReadAt(b, at+int64(i)*recordSize); err != nil {
			failed = err
		}
		return bytes.Compare(b, key) >= 0
	})
	if failed != nil {
		return 0, fmt.Errorf("reading a set of slots: %w", failed)
	}
	return uint64(i), nil
}

// order returns a file with the words in another order, and makes it first when
// there is none.
func (s *Set) order(ctx context.Context, file **os.File, key func(slot, head, value common.Hash) record) (*os.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if *file != nil {
		return *file, nil
	}
	f, err := s.sorted(ctx, key)
	if err != nil {
		return nil, fmt.Errorf("sorting a set of slots: %w", err)
	}
	*file = f
	return f, nil
}

func (s *Set) sorted(ctx context.Context, key func(slot, head, value common.Hash) record) (_ *os.File, err error) {
	work := filepath.Join(s.dir, ordering)
	if err := os.MkdirAll(work, 0o700); err != nil {
		return nil, err
	}
	sorter, err := extsort.New(work)
	if err != nil {
		return nil, err
	}
	defer sorter.Close()
	for word, err := range s.BySlot(ctx) {
		if err != nil {
			return nil, err
		}
		r := key(word.Slot, word.Head, word.Value)
		if err := sorter.Add(r[:]); err != nil {
			return nil, err
		}
	}
	f, err := os.CreateTemp(work, "order-")
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, discard(f))
		}
	}()
	w := bufio.NewWriterSize(f, buffered)
	for r, err := range sorter.All(ctx) {
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(r); err != nil {
			return nil, err
		}
	}
	return f, w.Flush()
}

// discard closes and removes a temporary file, if there is one.
func discard(f *os.File) error {
	if f == nil {
		return nil
	}
	err := f.Close()
	if gone := os.Remove(f.Name()); !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// records yields the records of a file whose first one is at a place, from one
// of them on.
func (s *Set) records(ctx context.Context, f *os.File, at int64, first uint64) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		size := int64(s.length-first) * recordSize
		in := bufio.NewReaderSize(io.NewSectionReader(f, at+int64(first)*recordSize, size), buffered)
		var r record
		for i := range s.length - first {
			_, err := io.ReadFull(in, r[:])
			if err != nil {
				err = fmt.Errorf("reading a set of slots: %w", err)
			} else if i%4096 == 0 {
				err = ctx.Err()
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// Close removes what is temporary; the file of the Set stays.
func (s *Set) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := errors.Join(s.file.Close(), discard(s.byHead), discard(s.byHash))
	s.byHead, s.byHash = nil, nil
	// Another Set of the folder may have files there: then it stays.
	_ = os.Remove(filepath.Join(s.dir, ordering))
	return err
}
