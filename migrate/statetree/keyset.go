package statetree

import (
	"context"
	"fmt"
	"iter"
	"os"
	"sync"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/internal/extsort"
	"github.com/novation-dev/novation/registry"
)

// A KeySet collects keys of mappings on disk, sorts them and drops doubles. Its
// memory does not grow with the number of keys. It may be used by several
// goroutines at once.
type KeySet struct {
	tree *Tree
	// numbers has the places of mappings in tree.mappings.
	numbers map[*node]uint32

	// mu protects what follows.
	mu     sync.Mutex
	sorter *extsort.Sorter
	// last is the record that was added last, for each mapping.
	last map[uint32]string
	// sorted is the file with all keys, "" when some were added since. lists
	// tells where in it each mapping begins.
	sorted string
	lists  []list
}

// A list is what the file has for one mapping.
type list struct {
	at    int64
	count uint64
}

// NewKeySet returns an empty set that keeps its files in dir until it is closed.
func NewKeySet(l *layout.Layout, dir string) (*KeySet, error) {
	t, err := New(l)
	if err != nil {
		return nil, err
	}
	sorter, err := extsort.New(dir)
	if err != nil {
		return nil, err
	}
	s := &KeySet{tree: t, numbers: map[*node]uint32{}, sorter: sorter, last: map[uint32]string{}}
	for i, m := range t.mappings {
		s.numbers[m] = uint32(i)
	}
	return s, nil
}

// Add adds keys for a pattern, outermost first, and for every pattern on the
// way to it: those of "_roles[].members[]" also name an element of "_roles[]".
// The pattern may lead further, to a member or the elements of an array, and may
// leave the last "[]" out.
//
// It fails with [registry.ErrNotFound] when the layout has no such mapping and
// with [registry.ErrInvalid] when the keys are not of its types.
func (s *KeySet) Add(pattern string, keys []Value) error {
	m, err := s.mapping(pattern, len(keys))
	if err != nil {
		return err
	}
	rest := keys
	for n := m; n != nil; n = n.outer() {
		last := len(rest) - 1
		if why := n.keyType.check(rest[last]); why != "" {
			return bad("key %d of %s, of type %s: %s", last, shorten(n.elem.pattern), n.key, why)
		}
		rest = rest[:last]
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for n := m; n != nil; n, keys = n.outer(), keys[:len(keys)-1] {
		added, err := s.add(n, keys)
		if err != nil || !added {
			return err
		}
	}
	return nil
}

// add adds keys of one mapping, unless they are those that it got last: then
// those around it are known too.
func (s *KeySet) add(m *node, keys []Value) (bool, error) {
	number := s.numbers[m]
	record := encodeTuple(number, keys)
	if s.last[number] == string(record) {
		return false, nil
	}
	s.last[number], s.sorted = string(record), ""
	return true, s.sorter.Add(record)
}

// mapping finds the mapping that a pattern has keys of.
func (s *KeySet) mapping(pattern string, keys int) (*node, error) {
	n := s.tree.patterns[pattern]
	if n == nil {
		return nil, fmt.Errorf("the layout has no pattern %s: %w", shorten(pattern), registry.ErrNotFound)
	}
	m, count := n.outer(), len(n.keyTypes())
	for ; count < keys && n != nil && n.kind == layout.Mapping && n.elem != nil; n = n.elem {
		m, count = n, count+1
	}
	if m == nil || keys == 0 {
		return nil, fmt.Errorf("no mapping is on the way to %s: %w", shorten(pattern), registry.ErrNotFound)
	}
	if count != keys {
		return nil, bad("the keys of %s are %d, and %d were given", shorten(pattern), count, keys)
	}
	return m, nil
}

// outer returns the mapping around a node, nil when there is none.
func (n *node) outer() *node {
	for p := n.parent; p != nil; p = p.parent {
		if p.kind == layout.Mapping {
			return p
		}
	}
	return nil
}

// Tuples implements [Keys]. What is added while it yields is not seen by it. A
// pattern that no mapping is on the way to is an error.
func (s *KeySet) Tuples(ctx context.Context, pattern string) iter.Seq2[[]Value, error] {
	return func(yield func([]Value, error) bool) {
		n := s.tree.patterns[pattern]
		if n == nil || n.outer() == nil {
			yield(nil, fmt.Errorf("no mapping is on the way to %s: %w", shorten(pattern), registry.ErrNotFound))
			return
		}
		m := n.outer()
		f, l, err := s.find(ctx, m)
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		types := keyTypesOf(m)
		for record, err := range extsort.Scan(f, l.at) {
			if l.count == 0 {
				return
			}
			if l.count--; l.count%1024 == 0 && err == nil {
				err = ctx.Err()
			}
			var tuple []Value
			if err == nil {
				tuple, err = decodeTuple(record, types)
			}
			if !yield(tuple, err) || err != nil {
				return
			}
		}
		if l.count > 0 {
			yield(nil, bad("the sorted keys are cut short: %s was changed while it was in use", f.Name()))
		}
	}
}

// find returns where the keys of a mapping are, sorted. The file is open, because
// another one may take its place.
func (s *KeySet) find(ctx context.Context, m *node) (f *os.File, l list, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.sort(ctx); err != nil {
		return nil, l, err
	}
	if f, err = os.Open(s.sorted); err != nil {
		return nil, l, fmt.Errorf("reading sorted keys: %w", err)
	}
	return f, s.lists[s.numbers[m]], nil
}

// sort makes one file of everything. s.mu is held.
func (s *KeySet) sort(ctx context.Context) (err error) {
	if s.sorted != "" {
		return nil
	}
	s.lists = make([]list, len(s.tree.mappings))
	s.sorted, err = s.sorter.Flatten(ctx, func(record []byte, at int64) {
		l := &s.lists[numberOf(record)]
		if l.count == 0 {
			l.at = at
		}
		l.count++
	})
	if err != nil {
		s.sorted = ""
		return fmt.Errorf("sorting keys: %w", err)
	}
	return nil
}

// Counts returns how many different keys each mapping has, by the pattern of
// its elements.
func (s *KeySet) Counts(ctx context.Context) (map[string]uint64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.sort(ctx); err != nil {
		return nil, err
	}
	counts := map[string]uint64{}
	for i, m := range s.tree.mappings {
		counts[m.elem.pattern] = s.lists[i].count
	}
	return counts, nil
}

// Close removes the files.
func (s *KeySet) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sorted = ""
	return s.sorter.Close()
}
