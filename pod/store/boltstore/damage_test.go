package boltstore_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/registry"
)

// write makes a file with every kind of page: branches, overflow, inline
// buckets, free pages. It returns its path.
func write(t *testing.T, seed uint64) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pod.db")
	r := rand.New(rand.NewPCG(seed, 0))
	for range 4 {
		s, err := boltstore.Open(path, boltstore.Config{NoSync: true})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for range 8 {
			if err := s.Update(t.Context(), func(tx store.Tx) error { return change(tx, r) }); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// change puts and deletes at random.
func change(tx store.Tx, r *rand.Rand) error {
	for range 60 {
		bucket := []string{"large", "large", "small", "records"}[r.IntN(4)]
		key := fmt.Appendf(nil, "%0*d", 4+r.IntN(40), r.IntN(300))
		var err error
		switch {
		case bucket == "small" && len(key) > 8:
		case r.IntN(3) == 0:
			err = tx.Delete(bucket, key)
		case bucket == "large" && r.IntN(20) == 0:
			err = tx.Put(bucket, key, make([]byte, 9000))
		default:
			err = tx.Put(bucket, key, make([]byte, 1+r.IntN(60)))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// use reads everything and writes much, and returns the first error.
func use(t *testing.T, path string) error {
	s, err := boltstore.Open(path, boltstore.Config{NoSync: true})
	if err != nil {
		return err
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	}()
	err = s.View(t.Context(), func(tx store.Tx) error {
		var errs []error
		for _, bucket := range []string{"large", "small", "records"} {
			errs = append(errs, tx.Scan(bucket, nil, nil, func(k, _ []byte) error {
				_, err := tx.Get(bucket, k)
				return err
			}))
		}
		return errors.Join(errs...)
	})
	if err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(1, 1))
	for range 4 {
		if err := s.Update(t.Context(), func(tx store.Tx) error { return change(tx, r) }); err != nil {
			return err
		}
	}
	return nil
}

// TestCheckAcceptsWhatBoltWrites opens files of many histories: a check that
// is too strict would refuse one.
func TestCheckAcceptsWhatBoltWrites(t *testing.T) {
	for seed := range uint64(8) {
		if err := use(t, write(t, seed)); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

// TestOneByteFlipped changes one byte at a time. Whatever it was, reading and
// writing must either work or say that the file is damaged.
func TestOneByteFlipped(t *testing.T) {
	good, err := os.ReadFile(write(t, 1))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "flipped.db")
	r := rand.New(rand.NewPCG(7, 7))
	for i := range 200 {
		at := r.IntN(len(good))
		if i%2 == 0 { // the beginnings of pages say most
			at = at&^4095 + r.IntN(64)
		}
		bad := append([]byte(nil), good...)
		bad[at] ^= byte(1 + r.IntN(255))
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := use(t, path); err != nil && !errors.Is(err, registry.ErrInvalid) {
			t.Fatalf("byte %d: error does not say that the file is damaged: %v", at, err)
		}
	}
}

// TestDamagedPages damages the same part of all pages behind the meta data at
// once, and so of some that are in use: which ones these are differs from run
// to run. Opening must notice each kind of damage.
func TestDamagedPages(t *testing.T) {
	n := binary.NativeEndian
	for name, damage := range map[string]func(page []byte){
		"page ids":           func(p []byte) { p[0] ^= 0xFF },
		"kinds of page":      func(p []byte) { n.PutUint16(p[8:], 0x04) },
		"numbers of keys":    func(p []byte) { n.PutUint16(p[10:], 0xFFFE) },
		"lengths of pages":   func(p []byte) { n.PutUint32(p[12:], 1<<31) },
		"places of the keys": func(p []byte) { n.PutUint32(p[16:], 1<<31); n.PutUint32(p[20:], 1<<31) },
		"everything":         func(p []byte) { clear(p) },
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, 5)
			if err := use(t, path); err != nil {
				t.Fatalf("before: %v", err)
			}
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for at := 2 * os.Getpagesize(); at < len(b); at += os.Getpagesize() {
				damage(b[at : at+os.Getpagesize()])
			}
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := boltstore.Open(path, boltstore.Config{NoSync: true})
			if !errors.As(err, new(*boltstore.DamagedError)) {
				t.Errorf("Open = %v", err)
			}
			if s != nil {
				_ = s.Close()
			}
		})
	}
}

func TestCutShort(t *testing.T) {
	good, err := os.ReadFile(write(t, 2))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "short.db")
	for size := 1; size < len(good)/2; size += 1777 {
		if err := os.WriteFile(path, good[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		if err := use(t, path); !errors.As(err, new(*boltstore.DamagedError)) {
			t.Fatalf("file cut to %d bytes: %v", size, err)
		}
	}
}

// TestDamageWhileOpen overwrites the file behind the back of a store that has
// it open. It must stop writing, and still close.
func TestDamageWhileOpen(t *testing.T) {
	path := write(t, 3)
	s, err := boltstore.Open(path, boltstore.Config{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fi, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	junk := make([]byte, fi.Size()-8192)
	for i := range junk {
		junk[i] = 0xEE
	}
	if _, err := f.WriteAt(junk, 8192); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	ignoring := func(tx store.Tx) error {
		_ = tx.Put("large", []byte("k"), []byte("v")) // its error is not looked at
		return nil
	}
	for _, fn := range []func(store.Tx) error{put("large", "k", "v"), ignoring} {
		if err := s.Update(t.Context(), fn); !errors.As(err, new(*boltstore.DamagedError)) {
			t.Errorf("Update of a damaged file = %v", err)
		}
	}
	err = s.View(t.Context(), func(tx store.Tx) error {
		_, _ = tx.Get("large", []byte("k"))
		return nil
	})
	if !errors.As(err, new(*boltstore.DamagedError)) {
		t.Errorf("View of a damaged file = %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestCycle makes a branch its own child. bbolt would follow it until the
// stack ends, which no program survives.
func TestCycle(t *testing.T) {
	path := write(t, 4)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	cycles := 0
	for at := 2 * os.Getpagesize(); at < len(b); at += os.Getpagesize() {
		if binary.NativeEndian.Uint16(b[at+8:]) == 1 { // a branch
			copy(b[at+24:], b[at:at+8])
			cycles++
		}
	}
	if cycles == 0 {
		t.Fatal("the file has no branch")
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := use(t, path); !errors.As(err, new(*boltstore.DamagedError)) {
		t.Errorf("a branch that is its own child: %v", err)
	}
}
