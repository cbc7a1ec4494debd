package extsort

import (
	"bufio"
	"bytes"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"os"

	"github.com/novation-dev/novation/registry"
)

// buffered is the size of the buffer of a file, in bytes.
const buffered = 128 << 10

// write writes sorted records into a new file, each after its length.
func (s *Sorter) write(records iter.Seq2[[]byte, error], unique bool, each func([]byte, int64)) (_ string, err error) {
	path := s.next()
	f, err := os.Create(path)
	if err != nil {
		return "", fmt.Errorf("writing a sorted file: %w", err)
	}
	defer func() {
		if err = errors.Join(err, f.Close()); err != nil {
			err = errors.Join(fmt.Errorf("writing a sorted file: %w", err), os.Remove(path))
		}
	}()
	var (
		w     = bufio.NewWriterSize(f, buffered)
		head  [binary.MaxVarintLen64]byte
		last  []byte
		first = true
		at    int64
	)
	for record, err := range records {
		if err != nil {
			return "", err
		}
		if unique {
			if !first && bytes.Equal(last, record) {
				continue
			}
			first, last = false, append(last[:0], record...)
		}
		if each != nil {
			each(record, at)
		}
		n := binary.PutUvarint(head[:], uint64(len(record)))
		at += int64(n + len(record))
		if _, err := w.Write(head[:n]); err != nil {
			return "", err
		}
		if _, err := w.Write(record); err != nil {
			return "", err
		}
	}
	return path, w.Flush()
}

// Scan yields, once, the records of a file that Flatten made, from the one that begins
// at a place. A record is valid until the next.
func Scan(f io.ReaderAt, at int64) iter.Seq2[[]byte, error] {
	return records(bufio.NewReaderSize(io.NewSectionReader(f, at, math.MaxInt64-at), buffered))
}

// run yields the records of a file, which is open as long as that takes.
func run(path string) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(nil, fmt.Errorf("reading a sorted file: %w", err))
			return
		}
		defer f.Close()
		Scan(f, 0)(yield)
	}
}

func records(r *bufio.Reader) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		var record []byte
		for {
			n, err := binary.ReadUvarint(r)
			if errors.Is(err, io.EOF) {
				return
			}
			if err == nil && n > MaxRecord {
				err = registry.ErrInvalid
			}
			if err == nil {
				if uint64(cap(record)) < n {
					record = make([]byte, n)
				}
				record = record[:n]
				_, err = io.ReadFull(r, record)
			}
			if err != nil {
				yield(nil, fmt.Errorf("a sorted file was damaged while it was in use, or is cut short: %w", err))
				return
			}
			if !yield(record, nil) {
				return
			}
		}
	}
}

func files(paths []string) (out []iter.Seq2[[]byte, error]) {
	for _, p := range paths {
		out = append(out, run(p))
	}
	return out
}

// A source is one of the sorted sequences that are merged.
type source struct {
	record []byte
	next   func() ([]byte, error, bool)
}

// sources are ordered as a heap.
type sources []*source

func (s sources) Len() int           { return len(s) }
func (s sources) Less(i, j int) bool { return bytes.Compare(s[i].record, s[j].record) < 0 }
func (s sources) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
func (s *sources) Push(x any)        { *s = append(*s, x.(*source)) }

func (s *sources) Pop() any {
	last := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return last
}

// merge yields the records of sorted sequences in order.
func merge(all []iter.Seq2[[]byte, error]) iter.Seq2[[]byte, error] {
	if len(all) == 1 {
		return all[0]
	}
	return func(yield func([]byte, error) bool) {
		var h sources
		for _, seq := range all {
			next, stop := iter.Pull2(seq)
			defer stop()
			s := &source{next: next}
			if ok, err := s.advance(); err != nil {
				yield(nil, err)
				return
			} else if ok {
				h = append(h, s)
			}
		}
		heap.Init(&h)
		for len(h) > 0 {
			if !yield(h[0].record, nil) {
				return
			}
			ok, err := h[0].advance()
			if err != nil {
				yield(nil, err)
				return
			}
			if ok {
				heap.Fix(&h, 0)
			} else {
				heap.Pop(&h)
			}
		}
	}
}

func (s *source) advance() (more bool, err error) {
	s.record, err, more = s.next()
	return more && err == nil, err
}
