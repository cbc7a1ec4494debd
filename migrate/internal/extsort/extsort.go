// Package extsort sorts byte strings that need not fit into memory.
//
// It owns temporary files in a folder that it is given, and removes them. What
// is sorted lives as long as the process: after a crash the caller begins again.
//
// # Dependencies
//
// The standard library and registry.
package extsort

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"github.com/novation-dev/novation/registry"
)

const (
	// memory is how many bytes of records a Sorter holds before it writes them
	// out, and fanIn how many files are merged at once.
	memory = 16 << 20
	fanIn  = 16
	// MaxRecord is the longest record, in bytes.
	MaxRecord = 1 << 20
)

// A Sorter sorts records bytewise. It is used by one goroutine at a time.
type Sorter struct {
	dir    string
	limit  int
	buffer []byte
	spans  []span
	// runs are sorted files: those of level n+1 were merged of such of level n.
	runs [][]string
	made int
}

// A span is a record in the buffer. prefix is its beginning as a number, which
// decides most comparisons.
type span struct {
	prefix uint64
	start  uint32
	length uint32
}

// New returns an empty Sorter with a temporary folder in dir.
func New(dir string) (*Sorter, error) { return sized(dir, memory) }

func sized(dir string, limit int) (*Sorter, error) {
	own, err := os.MkdirTemp(dir, "sort-")
	if err != nil {
		return nil, fmt.Errorf("making a folder to sort in: %w", err)
	}
	return &Sorter{dir: own, limit: limit}, nil
}

// Add adds a copy of a record.
func (s *Sorter) Add(record []byte) error {
	if len(record) > MaxRecord {
		return fmt.Errorf("a record of %d bytes is longer than %d: %w", len(record), MaxRecord, registry.ErrInvalid)
	}
	if len(s.buffer)+len(record) > s.limit || len(s.spans) > s.limit/16 {
		if err := s.spill(); err != nil {
			return err
		}
	}
	s.spans = append(s.spans, span{prefix: prefix(record), start: uint32(len(s.buffer)), length: uint32(len(record))})
	s.buffer = append(s.buffer, record...)
	return nil
}

func prefix(b []byte) uint64 {
	var p [8]byte
	copy(p[:], b)
	return binary.BigEndian.Uint64(p[:])
}

func (s *Sorter) record(p span) []byte { return s.buffer[p.start : p.start+p.length] }

func (s *Sorter) sort() {
	slices.SortFunc(s.spans, func(a, b span) int {
		if c := cmp.Compare(a.prefix, b.prefix); c != 0 {
			return c
		}
		return bytes.Compare(s.record(a), s.record(b))
	})
}

// spill writes the buffer out as a run, and merges runs when there are many.
func (s *Sorter) spill() error {
	if len(s.spans) == 0 {
		return nil
	}
	s.sort()
	path, err := s.write(s.held(), false, nil)
	if err != nil {
		return err
	}
	s.buffer, s.spans = s.buffer[:0], s.spans[:0]
	for level := 0; ; level++ {
		if level == len(s.runs) {
			s.runs = append(s.runs, nil)
		}
		s.runs[level] = append(s.runs[level], path)
		if len(s.runs[level]) < fanIn {
			return nil
		}
		full := s.runs[level]
		if path, err = s.write(merge(files(full)), false, nil); err != nil {
			return err
		}
		s.runs[level] = nil
		if err := remove(full); err != nil {
			return err
		}
	}
}

// held yields what is in the buffer, which is sorted.
func (s *Sorter) held() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, p := range s.spans {
			if !yield(s.record(p), nil) {
				return
			}
		}
	}
}

// All yields every record in ascending order, equal ones one after the other. A
// record is valid until the next. Nothing may be added meanwhile; afterwards
// more may be, and All may be called again.
func (s *Sorter) All(ctx context.Context) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		s.sort()
		sources := append(files(slices.Concat(s.runs...)), s.held())
		n := 0
		for record, err := range merge(sources) {
			if n++; n%1024 == 0 && err == nil {
				err = ctx.Err()
			}
			if !yield(record, err) || err != nil {
				return
			}
		}
	}
}

// Flatten puts everything into one sorted file without doubles and returns its
// path. each hears of every record and where in the file it begins. The file
// stays until the next Flatten, or Close.
func (s *Sorter) Flatten(ctx context.Context, each func(record []byte, at int64)) (string, error) {
	path, err := s.write(s.All(ctx), true, each)
	if err != nil {
		return "", err
	}
	old := slices.Concat(s.runs...)
	s.runs, s.buffer, s.spans = [][]string{{path}}, nil, nil
	return path, remove(old)
}

// Close removes the files.
func (s *Sorter) Close() error {
	s.buffer, s.spans, s.runs = nil, nil, nil
	return os.RemoveAll(s.dir)
}

func (s *Sorter) next() string {
	s.made++
	return filepath.Join(s.dir, fmt.Sprintf("run-%d", s.made))
}

func remove(paths []string) error {
	for _, p := range paths {
		if err := os.Remove(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing a sorted file: %w", err)
		}
	}
	return nil
}
