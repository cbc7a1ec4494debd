package boltstore_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/pod/store/storetest"
	"github.com/novation-dev/novation/registry"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) (store.Store, error) {
		return boltstore.Open(filepath.Join(t.TempDir(), "pod.db"), boltstore.Config{NoSync: true})
	})
	storetest.RunDurable(t, func(dir string) (store.Store, error) {
		return boltstore.Open(filepath.Join(dir, "pod.db"), boltstore.Config{})
	})
}

// open opens a store that the test closes.
func open(t *testing.T, path string, c boltstore.Config) *boltstore.Store {
	t.Helper()
	s, err := boltstore.Open(path, c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func put(bucket, key, value string) func(store.Tx) error {
	return func(tx store.Tx) error { return tx.Put(bucket, []byte(key), []byte(value)) }
}

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	held := filepath.Join(dir, "held.db")
	open(t, held, boltstore.Config{NoSync: true})
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("not a database\n", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	nothing := filepath.Join(dir, "nothing.db")
	if err := os.WriteFile(nothing, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path   string
		config boltstore.Config
		want   error
		says   string
	}{
		"held by another":       {held, boltstore.Config{Timeout: time.Millisecond}, registry.ErrConflict, "another process"},
		"held, for reading":     {held, boltstore.Config{Timeout: time.Millisecond, ReadOnly: true}, registry.ErrConflict, "another process"},
		"missing, for reading":  {filepath.Join(dir, "none.db"), boltstore.Config{ReadOnly: true}, registry.ErrNotFound, "none.db"},
		"something else":        {text, boltstore.Config{}, registry.ErrInvalid, "damaged"},
		"something else to see": {text, boltstore.Config{ReadOnly: true}, registry.ErrInvalid, "damaged"},
		"empty, for reading":    {nothing, boltstore.Config{ReadOnly: true}, registry.ErrInvalid, "empty"},
		"a directory":           {dir, boltstore.Config{}, registry.ErrInvalid, "regular file"},
		"no such directory":     {filepath.Join(dir, "none", "pod.db"), boltstore.Config{}, registry.ErrNotFound, "pod.db"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := boltstore.Open(c.path, c.config)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("Open = %v, want %q and a word about %q", err, c.want, c.says)
			}
			if s != nil {
				t.Error("Open returned a store beside its error")
			}
		})
	}
}

func TestEmptyFileBecomesAStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pod.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, path, boltstore.Config{})
	if err := s.Update(t.Context(), put("b", "k", "v")); err != nil {
		t.Error(err)
	}
}

func TestReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pod.db")
	s, err := boltstore.Open(path, boltstore.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), put("b", "k", "v")); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // readers do not exclude each other
		r := open(t, path, boltstore.Config{ReadOnly: true})
		if err := r.Update(t.Context(), put("b", "k", "w")); !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("Update = %v, want %v", err, store.ErrReadOnly)
		}
		err := r.View(t.Context(), func(tx store.Tx) error {
			v, err := tx.Get("b", []byte("k"))
			if diff := cmp.Diff("v", string(v)); diff != "" {
				t.Error(diff)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestWriteWhileScanning(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "pod.db"), boltstore.Config{NoSync: true})
	err := s.Update(t.Context(), func(tx store.Tx) error {
		if err := tx.Put("b", []byte("k"), []byte("v")); err != nil {
			return err
		}
		return tx.Scan("b", nil, nil, func(k, v []byte) error {
			if err := tx.Put("other", k, v); err != nil {
				return err
			}
			return tx.Delete("b", k)
		})
	})
	if !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("deleting from the bucket being scanned = %v, want %v", err, registry.ErrInvalid)
	}
	// The scan is over, so the bucket can be written again.
	if err := s.Update(t.Context(), put("b", "k", "v")); err != nil {
		t.Error(err)
	}
}

// TestCrash writes from a process that is killed in the middle, and finds every
// update that was reported as done.
func TestCrash(t *testing.T) {
	if path := os.Getenv("BOLTSTORE_CRASH"); path != "" {
		crash(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "pod.db")
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestCrash$")
	cmd.Env = append(os.Environ(), "BOLTSTORE_CRASH="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var done []string
	for range 200 {
		var key string
		if _, err := fmt.Fscanln(out, &key); err != nil {
			t.Fatal(err)
		}
		done = append(done, key)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
	s := open(t, path, boltstore.Config{})
	err = s.View(t.Context(), func(tx store.Tx) error {
		for _, key := range done {
			for _, bucket := range []string{"a", "b"} {
				v, err := tx.Get(bucket, []byte(key))
				if err != nil || v == nil {
					t.Errorf("update %s was reported as done, but bucket %s has %q, %v", key, bucket, v, err)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// crash updates until it is killed, and prints the key of each update.
func crash(t *testing.T, path string) {
	s, err := boltstore.Open(path, boltstore.Config{})
	if err != nil {
		t.Fatal(err)
	}
	var (
		wg sync.WaitGroup
		mu sync.Mutex
	)
	for w := range 8 {
		wg.Go(func() {
			for i := range 1 << 20 {
				key := fmt.Sprintf("%d-%d", w, i)
				err := s.Update(t.Context(), func(tx store.Tx) error {
					return errors.Join(put("a", key, "v")(tx), put("b", key, "v")(tx))
				})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				fmt.Println(key)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}

func BenchmarkUpdate(b *testing.B) {
	for _, callers := range []int{1, 8, 64} {
		b.Run(fmt.Sprintf("callers=%d", callers), func(b *testing.B) {
			s, err := boltstore.Open(filepath.Join(b.TempDir(), "pod.db"), boltstore.Config{})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			work := make(chan int)
			var wg sync.WaitGroup
			for range callers {
				wg.Go(func() {
					for i := range work {
						if err := s.Update(b.Context(), put("b", fmt.Sprint(i), "some value")); err != nil {
							b.Error(err)
						}
					}
				})
			}
			for i := range b.N {
				work <- i
			}
			close(work)
			wg.Wait()
		})
	}
}
