package storetest_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/storetest"
)

func newMemory(fault string) *memory { return &memory{fault: fault, data: map[string][]byte{}} }

func TestRightDriverPasses(t *testing.T) {
	storetest.Run(t, func(*testing.T) (store.Store, error) { return newMemory(""), nil })
}

// TestBrokenDriversFail breaks the driver in one way at a time. Each must fail
// the check made for it, and every check must be failed by some driver.
func TestBrokenDriversFail(t *testing.T) {
	var caught []string
	for fault, check := range map[string]string{
		"forgets":                 "get what was put",
		"missing is empty":        "missing key and bucket",
		"never overwrites":        "overwrite and delete",
		"never deletes":           "overwrite and delete",
		"missing key is an error": "overwrite and delete",
		"one bucket":              "buckets are apart",
		"buckets run together":    "buckets are apart",
		"takes empty values":      "empty values and keys are refused",
		"takes empty keys":        "empty values and keys are refused",
		"reads the past":          "update sees its own writes",
		"failed update stays":     "failed update leaves nothing",
		"panic commits":           "panicking update leaves nothing",
		"panic is swallowed":      "panicking update leaves nothing",
		"views write":             "view cannot write",
		"views are live":          "view is a snapshot",
		"error is lost":           "error comes back",
		"scans backwards":         "scan in order",
		"ignores the prefix":      "scan by prefix",
		"ignores from":            "scan from a key",
		"scans after from":        "scan from a key",
		"ErrStop is an error":     "scan stops",
		"never stops":             "scan stops",
		"keeps what it is given":  "what is given is copied",
		"returns its own bytes":   "what is returned belongs to the caller",
		"transactions never end":  "transaction ends with its function",
		"ignores the context":     "cancelled context",
		"works after Close":       "closed store",
	} {
		t.Run(fault, func(t *testing.T) {
			got := storetest.Failures(t.Context(), func() store.Store { return newMemory(fault) })
			if !slices.Contains(got, check) {
				t.Errorf("%q was not noticed; failed checks: %q", check, got)
			}
			caught = append(caught, got...)
		})
	}
	// A driver whose updates overlap, or undo too much, is broken by the
	// scheduler; both are shown without relying on it.
	caught = append(caught, failuresOf(t, &overlapping{})...)
	caught = append(caught, failuresOf(t, &selfish{})...)
	for _, name := range storetest.Names() {
		if !slices.Contains(caught, name) {
			t.Errorf("no broken driver fails the check %q", name)
		}
	}
}

func failuresOf(t *testing.T, s store.Store) []string {
	t.Helper()
	return storetest.Failures(t.Context(), func() store.Store { return s })
}

// overlapping runs the function of every update twice, the second time while
// the first is still at work.
type overlapping struct{ memory }

func (s *overlapping) Update(ctx context.Context, fn func(store.Tx) error) error {
	inner := newMemory("updates overlap")
	return inner.Update(ctx, func(tx store.Tx) error {
		return fn(meeting{tx, func() error { return inner.Update(ctx, fn) }})
	})
}

// meeting is a transaction in which another one runs at the first read.
type meeting struct {
	store.Tx
	other func() error
}

func (m meeting) Get(bucket string, key []byte) ([]byte, error) {
	if err := m.other(); err != nil {
		return nil, err
	}
	return m.Tx.Get(bucket, key)
}

// selfish forgets everything whenever one update fails.
type selfish struct{ inner *memory }

func (s *selfish) View(ctx context.Context, fn func(store.Tx) error) error {
	return s.inner.View(ctx, fn)
}

func (s *selfish) Update(ctx context.Context, fn func(store.Tx) error) error {
	if s.inner == nil {
		s.inner = newMemory("")
	}
	err := s.inner.Update(ctx, fn)
	if err != nil {
		s.inner.state.Lock()
		s.inner.data = map[string][]byte{}
		s.inner.state.Unlock()
	}
	return err
}

func (s *selfish) Close() error { return nil }

func TestDurable(t *testing.T) {
	kept := map[string]*memory{}
	open := func(forget bool) func(string) (store.Store, error) {
		return func(dir string) (store.Store, error) {
			s := newMemory("")
			if old := kept[dir]; old != nil && !forget {
				s.data = old.data
			}
			kept[dir] = s
			return s, nil
		}
	}
	storetest.RunDurable(t, open(false))
	if storetest.Reopened(t.Context(), t.TempDir(), open(true)) == nil {
		t.Error("a driver that forgets on Close was not noticed")
	}
}

func TestNamesAreUnique(t *testing.T) {
	names := slices.Sorted(slices.Values(storetest.Names()))
	if diff := cmp.Diff(names, slices.Compact(slices.Clone(names))); diff != "" {
		t.Error(diff)
	}
}
