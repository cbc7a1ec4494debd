package storetest_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/novation-dev/novation/pod/store"
)

// memory is a small driver that is right unless one of its faults is set.
type memory struct {
	fault  string
	mu     sync.Mutex // held by Update
	state  sync.Mutex // guards data and closed
	data   map[string][]byte
	closed bool
}

type memoryTx struct {
	s     *memory
	data  map[string][]byte // "bucket\x00key"
	write bool
	ended bool
}

func (s *memory) is(fault string) bool { return s.fault == fault }

func (s *memory) load() (map[string][]byte, error) {
	s.state.Lock()
	defer s.state.Unlock()
	if s.closed && !s.is("works after Close") {
		return nil, errors.New("closed")
	}
	if s.is("views are live") || s.is("failed update stays") {
		return s.data, nil
	}
	return maps.Clone(s.data), nil
}

func (s *memory) View(ctx context.Context, fn func(store.Tx) error) error {
	return s.run(ctx, false, fn)
}

func (s *memory) Update(ctx context.Context, fn func(store.Tx) error) error {
	if !s.is("updates overlap") {
		s.mu.Lock()
		defer s.mu.Unlock()
	}
	return s.run(ctx, true, fn)
}

func (s *memory) run(ctx context.Context, write bool, fn func(store.Tx) error) (err error) {
	if err := ctx.Err(); err != nil && !s.is("ignores the context") {
		return err
	}
	data, err := s.load()
	if err != nil {
		return err
	}
	t := &memoryTx{s: s, data: data, write: write || s.is("views write")}
	defer func() { t.ended = !s.is("transactions never end") }()
	if s.is("panic commits") || s.is("panic is swallowed") {
		defer func() {
			if r := recover(); r != nil {
				if s.is("panic is swallowed") {
					err = errors.New("panicked")
					return
				}
				s.save(t)
				panic(r)
			}
		}()
	}
	if err := fn(t); err != nil {
		if s.is("error is lost") {
			return nil
		}
		return err
	}
	s.save(t)
	return nil
}

func (s *memory) save(t *memoryTx) {
	s.state.Lock()
	defer s.state.Unlock()
	if t.write && !s.is("forgets") {
		s.data = t.data
	}
}

func (s *memory) Close() error {
	s.state.Lock()
	defer s.state.Unlock()
	s.closed = true
	return nil
}

func (t *memoryTx) name(bucket string, key []byte) string {
	switch {
	case t.s.is("one bucket"):
		return "\x00" + string(key)
	case t.s.is("buckets run together"):
		return bucket + string(key)
	}
	return bucket + "\x00" + string(key)
}

func (t *memoryTx) Get(bucket string, key []byte) ([]byte, error) {
	if t.ended {
		return nil, errors.New("ended")
	}
	data := t.data
	if t.s.is("reads the past") {
		data, _ = t.s.load()
	}
	v, ok := data[t.name(bucket, key)]
	if !ok && t.s.is("missing is empty") {
		return []byte{}, nil
	}
	if t.s.is("returns its own bytes") {
		return v, nil
	}
	return bytes.Clone(v), nil
}

func (t *memoryTx) Put(bucket string, key, value []byte) error {
	switch {
	case t.ended || !t.write:
		return errors.New("ended or read-only")
	case len(value) == 0 && !t.s.is("takes empty values"), len(key) == 0 && !t.s.is("takes empty keys"):
		return errors.New("empty")
	}
	if !t.s.is("keeps what it is given") {
		value = bytes.Clone(value)
	}
	if _, ok := t.data[t.name(bucket, key)]; ok && t.s.is("never overwrites") {
		return nil
	}
	t.data[t.name(bucket, key)] = value
	return nil
}

func (t *memoryTx) Delete(bucket string, key []byte) error {
	if t.ended || !t.write {
		return errors.New("ended or read-only")
	}
	name := t.name(bucket, key)
	if _, ok := t.data[name]; !ok && t.s.is("missing key is an error") {
		return errors.New("missing")
	}
	if !t.s.is("never deletes") {
		delete(t.data, name)
	}
	return nil
}

func (t *memoryTx) Scan(bucket string, prefix, from []byte, fn func(key, value []byte) error) error {
	names := slices.Sorted(maps.Keys(t.data))
	if t.s.is("scans backwards") {
		slices.Reverse(names)
	}
	for _, name := range names {
		key, ok := strings.CutPrefix(name, t.name(bucket, nil))
		if !ok || !strings.HasPrefix(key, string(prefix)) && !t.s.is("ignores the prefix") ||
			key < string(from) && !t.s.is("ignores from") || key == string(from) && t.s.is("scans after from") {
			continue
		}
		v := t.data[name]
		if !t.s.is("returns its own bytes") {
			v = bytes.Clone(v)
		}
		if err := fn([]byte(key), v); err != nil {
			if errors.Is(err, store.ErrStop) && !t.s.is("ErrStop is an error") {
				return nil
			}
			if t.s.is("never stops") {
				continue
			}
			return err
		}
	}
	return nil
}
