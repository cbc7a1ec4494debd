package contract

import (
	"bytes"
	"context"
	"fmt"
	"iter"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/internal/extsort"
	"github.com/novation-dev/novation/migrate/leaves"
	"github.com/novation-dev/novation/registry"
)

// Logs are the events that are emitted with entries, on disk and by the heads of
// these. Nil has none.
type Logs struct {
	sorter *extsort.Sorter
	length uint64
}

// A HeadLog is an event of the entry with a head.
type HeadLog struct {
	Head common.Hash
	leaves.Log
}

func newLogs(dir string) (*Logs, error) {
	s, err := extsort.New(dir)
	if err != nil {
		return nil, err
	}
	return &Logs{sorter: s}, nil
}

// Len is how many there are.
func (l *Logs) Len() uint64 {
	if l == nil {
		return 0
	}
	return l.length
}

// Close removes the files.
func (l *Logs) Close() error {
	if l == nil {
		return nil
	}
	return l.sorter.Close()
}

// add takes in a log. Those of one head come in the order of the map's events,
// and those of one event in that of their bytes.
func (l *Logs) add(head common.Hash, event int, log leaves.Log) error {
	b := append(make([]byte, 0, 34+32*len(log.Topics)+len(log.Data)), head[:]...)
	b = append(b, byte(event), byte(len(log.Topics)))
	for _, t := range log.Topics {
		b = append(b, t[:]...)
	}
	l.length++
	return l.sorter.Add(append(b, log.Data...))
}

// ByHead yields them in ascending order of heads.
func (l *Logs) ByHead(ctx context.Context) iter.Seq2[HeadLog, error] {
	return func(yield func(HeadLog, error) bool) {
		if l == nil {
			return
		}
		for b, err := range l.sorter.All(ctx) {
			var out HeadLog
			if err == nil {
				out, err = decodeLog(b)
			}
			if !yield(out, err) || err != nil {
				return
			}
		}
	}
}

func decodeLog(b []byte) (out HeadLog, err error) {
	if len(b) < 34 || len(b) < 34+32*int(b[33]) {
		return out, fmt.Errorf("a sorted file of events was damaged while it was in use: %w", registry.ErrInvalid)
	}
	out.Head = common.Hash(b[:32])
	n := int(b[33])
	for i := range n {
		out.Topics = append(out.Topics, common.Hash(b[34+32*i:]))
	}
	out.Data = bytes.Clone(b[34+32*n:])
	if out.Data == nil {
		out.Data = []byte{}
	}
	return out, nil
}
