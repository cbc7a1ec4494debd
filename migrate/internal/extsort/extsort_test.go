package extsort

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/registry"
)

func collect(t tb, seq iter.Seq2[[]byte, error]) (out [][]byte) {
	t.Helper()
	for r, err := range seq {
		if err != nil {
			t.Fatalf("%v", err)
		}
		out = append(out, append([]byte{}, r...))
	}
	return out
}

type tb interface {
	Helper()
	Fatalf(format string, args ...any)
}

// TestSorted compares with sorting in memory, for buffers of a few records and
// many runs.
func TestSorted(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		s, err := sized(dir, rapid.IntRange(100, 2000).Draw(rt, "limit"))
		if err != nil {
			rt.Fatalf("%v", err)
		}
		defer s.Close()
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0))
		var want [][]byte
		for range rapid.IntRange(1, 3).Draw(rt, "rounds") {
			for range r.IntN(200) {
				b := make([]byte, r.IntN(12))
				for i := range b {
					b[i] = byte(r.IntN(3))
				}
				want = append(want, b)
				if err := s.Add(b); err != nil {
					rt.Fatalf("%v", err)
				}
			}
			slices.SortFunc(want, bytes.Compare)
			if diff := cmp.Diff(want, collect(rt, s.All(context.Background()))); diff != "" {
				rt.Fatalf("%s", diff)
			}
			if r.IntN(2) == 0 {
				want = slices.CompactFunc(want, bytes.Equal)
				flat(rt, s, want)
			}
		}
	})
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("files that are left: %v, %v", left, err)
	}
}

// flat wants every record once, and to find it by its place.
func flat(t tb, s *Sorter, want [][]byte) {
	t.Helper()
	var got [][]byte
	var places []int64
	path, err := s.Flatten(context.Background(), func(r []byte, at int64) {
		got, places = append(got, append([]byte{}, r...)), append(places, at)
	})
	if err != nil {
		t.Fatalf("%v", err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%s", diff)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatalf("%v", err)
	}
	defer f.Close()
	for i, at := range places {
		if i%50 > 0 {
			continue
		}
		if diff := cmp.Diff(want[i:], collect(t, Scan(f, at))); diff != "" {
			t.Fatalf("from record %d: %s", i, diff)
		}
	}
}

// TestLevels merges runs of runs, and holds few files.
func TestLevels(t *testing.T) {
	s, err := sized(t.TempDir(), 8)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const n = 1000
	for i := range n {
		if err := s.Add(binary.BigEndian.AppendUint64(nil, uint64(n-i))); err != nil {
			t.Fatal(err)
		}
	}
	if files := len(slices.Concat(s.runs...)); len(s.runs) < 3 || files > 3*fanIn {
		t.Errorf("%d levels and %d files", len(s.runs), files)
	}
	for i, r := range collect(t, s.All(t.Context())) {
		if binary.BigEndian.Uint64(r) != uint64(i+1) {
			t.Fatalf("record %d is %x", i, r)
		}
	}
}

// TestCut refuses runs that are not whole, and records that are too long.
func TestCut(t *testing.T) {
	s, err := New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Add(make([]byte, MaxRecord+1)); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a record that is too long: %v", err)
	}
	if err := s.Add([]byte("some record")); err != nil {
		t.Fatal(err)
	}
	path, err := s.Flatten(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range [][]byte{whole[:len(whole)-1], whole[:1], {0xff}, bytes.Repeat([]byte{0xff}, 12), {0xff, 0xff, 0xff, 0x7f, 0}} {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		var failed error
		for _, err := range s.All(t.Context()) {
			failed = errors.Join(failed, err)
		}
		if failed == nil {
			t.Errorf("the file %x was read", b)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	for _, err := range s.All(t.Context()) {
		if err == nil {
			t.Error("a file that is gone was read")
		}
	}
}

// TestFullDisk reports what cannot be written, and leaves no file.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	s, err := sized(dir, 8)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(s.dir); err != nil {
		t.Fatal(err)
	}
	var failed error
	for range 10 {
		failed = errors.Join(failed, s.Add([]byte("12345678")))
	}
	if failed == nil {
		t.Error("what could not be written was not reported")
	}
	if _, err := New(filepath.Join(dir, "none")); err == nil {
		t.Error("a folder that is not there was used")
	}
}

// FuzzScan reads files that may be anything.
func FuzzScan(f *testing.F) {
	f.Add([]byte{}, int64(0))
	f.Add([]byte{1, 2, 0, 3}, int64(0))
	f.Add([]byte{0xff, 0xff}, int64(1))
	f.Fuzz(func(t *testing.T, b []byte, at int64) {
		total := 0
		for r, err := range Scan(bytes.NewReader(b), max(at, 0)) {
			if total += len(r); err != nil {
				return
			}
		}
		if total > len(b) {
			t.Errorf("%d bytes were read of %d", total, len(b))
		}
	})
}
