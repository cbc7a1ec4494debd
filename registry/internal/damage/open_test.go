package damage_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/internal/damage"
)

// deep makes a file with branches, long values and buckets in buckets.
func deep(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "deep.db")
	db, err := damage.Open(path, false, true)
	if err != nil {
		t.Fatal(err)
	}
	for round := range 3 {
		err := db.Update(func(tx *bbolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte("outer"))
			if err != nil {
				return err
			}
			for i := range 150 {
				if err := b.Put(fmt.Appendf(nil, "key %d %d", round, i), make([]byte, 60+i%50/49*9000)); err != nil {
					return err
				}
			}
			inner, err := b.CreateBucketIfNotExists([]byte("inner"))
			if err != nil {
				return err
			}
			return inner.Put([]byte{byte(round)}, []byte("value"))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// open opens a file, for writing, as its users do.
func open(path string) (err error) {
	defer damage.Guard("opening", &err)()
	db, err := damage.Open(path, false, false)
	if err != nil {
		return err
	}
	return db.Close()
}

// What a page says about itself, when it is changed, ends in an error or does
// not matter; it never ends the process.
func TestDamagedPages(t *testing.T) {
	path := deep(t)
	if err := open(path); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page, dir := os.Getpagesize(), t.TempDir()
	refused := 0
	for at := 0; at < len(file); at += page {
		for _, place := range []int{0, 8, 10, 12, 16, 16 + 4, 16 + 8, 16 + 12} {
			if at == 0 && place != 16 {
				continue // one header is enough
			}
			file[at+place] ^= 0x11
			bad := filepath.Join(dir, fmt.Sprint(at, place))
			if err := os.WriteFile(bad, file, 0o600); err != nil {
				t.Fatal(err)
			}
			file[at+place] ^= 0x11
			switch err := open(bad); {
			case errors.Is(err, registry.ErrRefused):
				refused++
			case err != nil:
				t.Errorf("page %d, byte %d: %v", at/page, place, err)
			}
			_ = os.Remove(bad)
		}
	}
	if refused < 20 {
		t.Errorf("%d changes were refused", refused)
	}
}

// With either header damaged the file is refused: bbolt alone would go back to
// what was before the last transaction.
func TestDamagedHeader(t *testing.T) {
	path := deep(t)
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	back := false
	for _, at := range []int{0, os.Getpagesize()} {
		file[at+16+48] ^= 1 // the number of the transaction
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := open(path); !errors.Is(err, registry.ErrRefused) {
			t.Errorf("header at %d: %v, want ErrRefused", at, err)
		}
		db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		err = db.View(func(tx *bbolt.Tx) error {
			b := tx.Bucket([]byte("outer"))
			back = back || b == nil || b.Get([]byte("key 2 149")) == nil
			return nil
		})
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
		file[at+16+48] ^= 1
	}
	if !back {
		t.Error("bbolt did not go back: the test shows nothing")
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	if _, err := damage.Open(filepath.Join(dir, "none.db"), false, false); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("no file: %v", err)
	}
	if _, err := damage.Open(filepath.Join(dir, "none.db"), true, true); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("no file to read: %v", err)
	}
	text := filepath.Join(dir, "text")
	if err := os.WriteFile(text, make([]byte, 10_000), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := open(text); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("another file: %v", err)
	}
	// What a crash left of a file that was being made is made anew.
	path := filepath.Join(dir, "new.db")
	if err := os.WriteFile(path+".new", []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := damage.Open(path, false, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
