package merklelog_test

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
	"golang.org/x/mod/sumdb/note"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// zeros is a source of randomness for keys that are the same in every run.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// testKeys returns the signer and the verifier key of the logs under test.
func testKeys(t testing.TB) (string, string) {
	t.Helper()
	skey, vkey, err := note.GenerateKey(zeros{}, "registry.example/test")
	if err != nil {
		t.Fatal(err)
	}
	return skey, vkey
}

func openDB(t testing.TB) *bbolt.DB {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(t.TempDir(), "log.db"), 0o600, &bbolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func openLog(t testing.TB, db *bbolt.DB) *merklelog.Log {
	t.Helper()
	skey, _ := testKeys(t)
	l, err := merklelog.Open(db, merklelog.Config{Key: skey})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// former gives the log what only its former form had.
func former(t *testing.T, db *bbolt.DB) {
	t.Helper()
	err := db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.Bucket([]byte(merklelog.DefaultBucket)).CreateBucket([]byte("hashes"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func entry(i int) merklelog.Entry {
	return merklelog.Entry{
		Time: 1767225600 + int64(i), Kind: merklelog.KindRelease, Name: "crude-trade",
		Version: fmt.Sprintf("1.%d.0", i), Digest: registry.DigestOf(fmt.Append(nil, i)), By: "alpha", Note: "first & last",
	}
}

func fill(t testing.TB, l *merklelog.Log, n int) []merklelog.Entry {
	t.Helper()
	var out []merklelog.Entry
	for i := range n {
		err := l.Update(func(tx *bbolt.Tx) error {
			e, err := l.Append(tx, entry(i))
			out = append(out, e)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// Every size up to 33 covers every shape of the right edge up to depth 6.
func TestProofsOfAllSizes(t *testing.T) {
	db := openDB(t)
	l := openLog(t, db)
	_, vkey := testKeys(t)
	var heads []merklelog.Checkpoint
	var entries []merklelog.Entry
	for i := range 34 {
		c, err := l.Checkpoint()
		if err != nil {
			t.Fatal(err)
		}
		opened, err := merklelog.OpenCheckpoint(c.Signed, vkey)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c, opened); diff != "" || c.Size != int64(i) {
			t.Fatalf("checkpoint %d: %s", i, diff)
		}
		heads = append(heads, c)
		for j := range heads {
			p, err := l.ProveConsistency(int64(j), c.Size)
			if err != nil {
				t.Fatal(err)
			}
			if err := merklelog.CheckConsistency(heads[j], c, p); err != nil {
				t.Errorf("consistency of %d with %d: %v", j, i, err)
			}
			for k, e := range entries[:j] {
				p, err := l.ProveInclusion(int64(j), int64(k))
				if err != nil {
					t.Fatal(err)
				}
				if err := merklelog.CheckInclusion(heads[j], e, p); err != nil {
					t.Errorf("inclusion of %d in %d: %v", k, j, err)
				}
			}
		}
		err = l.Update(func(tx *bbolt.Tx) error {
			e, err := l.Append(tx, entry(i))
			entries = append(entries, e)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	got, err := l.Entries(3, 1000)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(entries[3:], got); diff != "" {
		t.Errorf("Entries (-want +got):\n%s", diff)
	}
	if err := l.Verify(); err != nil {
		t.Error(err)
	}
}

func TestAppendIsPartOfTheTransaction(t *testing.T) {
	db := openDB(t)
	l := openLog(t, db)
	want := fill(t, l, 3)
	before, err := l.Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	stop := errors.New("stop")
	err = l.Update(func(tx *bbolt.Tx) error {
		if _, err := l.Append(tx, entry(3)); err != nil {
			t.Error(err)
		}
		return stop
	})
	if !errors.Is(err, stop) {
		t.Fatal(err)
	}
	after, err := l.Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("a transaction that failed changed the log:\n%s", diff)
	}
	// Two entries in one transaction are two leaves.
	err = l.Update(func(tx *bbolt.Tx) error {
		for i := 3; i < 5; i++ {
			e, err := l.Append(tx, entry(i))
			if err != nil {
				return err
			}
			want = append(want, e)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := l.Entries(0, 5)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Entries (-want +got):\n%s", diff)
	}
	if err := l.Verify(); err != nil {
		t.Error(err)
	}
}

func TestAppendRefuses(t *testing.T) {
	db := openDB(t)
	l := openLog(t, db)
	bad := entry(0)
	bad.Kind = ""
	err := l.Update(func(tx *bbolt.Tx) error { _, err := l.Append(tx, bad); return err })
	if !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("Append = %v, want ErrInvalid", err)
	}
	_, vkey := testKeys(t)
	reader, err := merklelog.Open(db, merklelog.Config{VerifierKey: vkey})
	if err != nil {
		t.Fatal(err)
	}
	err = reader.Update(func(tx *bbolt.Tx) error { _, err := reader.Append(tx, entry(0)); return err })
	if !errors.Is(err, registry.ErrNotAllowed) {
		t.Errorf("Append without the key = %v, want ErrNotAllowed", err)
	}
	err = db.Update(func(tx *bbolt.Tx) error { _, err := l.Append(tx, entry(0)); return err })
	if !errors.Is(err, registry.ErrNotAllowed) {
		t.Errorf("Append outside of Update = %v, want ErrNotAllowed", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	db := openDB(t)
	_, vkey := testKeys(t)
	if _, err := merklelog.Open(db, merklelog.Config{VerifierKey: vkey}); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("Open of no log = %v, want ErrNotFound", err)
	}
	for _, cfg := range []merklelog.Config{{}, {Key: "x"}, {VerifierKey: "x"}, {Key: vkey}} {
		if _, err := merklelog.Open(db, cfg); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("Open(%+v) = %v, want ErrInvalid", cfg, err)
		}
	}
	openLog(t, db)
	other, err := merklelog.GenerateKey("registry.example/test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := merklelog.Open(db, merklelog.Config{Key: other}); !errors.Is(err, merklelog.ErrTampered) {
		t.Errorf("Open with another key = %v, want ErrTampered", err)
	}
}

func TestOutOfRange(t *testing.T) {
	db := openDB(t)
	l := openLog(t, db)
	fill(t, l, 3)
	if got, err := l.Entries(-5, -1); err != nil || len(got) != 0 {
		t.Errorf("Entries(-5, -1) = %v, %v", got, err)
	}
	if got, err := l.Entries(3, 9); err != nil || len(got) != 0 {
		t.Errorf("Entries(3, 9) = %v, %v", got, err)
	}
	for _, size := range []int64{-1, 4} {
		if _, err := l.Leaves(0, size); !errors.Is(err, registry.ErrNotFound) {
			t.Errorf("Leaves(0, %d) = %v", size, err)
		}
		if _, err := l.ProveInclusion(size, 0); !errors.Is(err, registry.ErrNotFound) {
			t.Errorf("ProveInclusion(%d) = %v", size, err)
		}
		if _, err := l.ProveConsistency(0, size); err == nil {
			t.Errorf("ProveConsistency(0, %d) succeeded", size)
		}
	}
	for _, index := range []int64{-1, 3} {
		err := db.View(func(tx *bbolt.Tx) error { _, err := l.Entry(tx, index); return err })
		if !errors.Is(err, registry.ErrNotFound) {
			t.Errorf("Entry(%d) = %v", index, err)
		}
	}
	if _, err := l.ProveInclusion(3, 3); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("ProveInclusion(3, 3) = %v", err)
	}
	if _, err := l.ProveConsistency(3, 2); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("ProveConsistency(3, 2) = %v", err)
	}
}

// Every stored value of the log is changed, removed or exchanged in turn:
// reading everything must notice, and never return wrong entries.
func TestTamperedFile(t *testing.T) {
	db := openDB(t)
	l := openLog(t, db)
	want := fill(t, l, 7)
	inner := func(tx *bbolt.Tx, name string) *bbolt.Bucket {
		return tx.Bucket([]byte(merklelog.DefaultBucket)).Bucket([]byte(name))
	}
	type place struct {
		bucket     string
		key, value []byte
	}
	var places []place
	err := db.View(func(tx *bbolt.Tx) error {
		for _, name := range []string{"records", "tiles"} {
			err := inner(tx, name).ForEach(func(k, v []byte) error {
				places = append(places, place{name, bytes.Clone(k), bytes.Clone(v)})
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || len(places) != 7+1 {
		t.Fatalf("%d places, %v", len(places), err)
	}
	update := func(fn func(*bbolt.Tx) error) {
		if err := db.Update(fn); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range places {
		for name, v := range map[string][]byte{
			"flipped":   append([]byte{p.value[0] ^ 1}, p.value[1:]...),
			"shortened": p.value[:len(p.value)-1],
			"removed":   nil,
			"exchanged": places[0].value,
		} {
			if bytes.Equal(v, p.value) {
				continue
			}
			update(func(tx *bbolt.Tx) error {
				if v == nil {
					return inner(tx, p.bucket).Delete(p.key)
				}
				return inner(tx, p.bucket).Put(p.key, v)
			})
			if err := l.Verify(); !errors.Is(err, merklelog.ErrTampered) {
				t.Errorf("%s %x %s: Verify = %v, want ErrTampered", p.bucket, p.key, name, err)
			}
			// A hash need not be touched by a read; what is returned must be right.
			if got, err := l.Entries(0, 7); err == nil {
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s %x %s: wrong entries:\n%s", p.bucket, p.key, name, diff)
				}
			} else if !errors.Is(err, merklelog.ErrTampered) {
				t.Errorf("%s %x %s: Entries = %v", p.bucket, p.key, name, err)
			}
			update(func(tx *bbolt.Tx) error { return inner(tx, p.bucket).Put(p.key, p.value) })
		}
	}
	if err := l.Verify(); err != nil {
		t.Fatalf("the restored log: %v", err)
	}
}

func TestTamperedCheckpoint(t *testing.T) {
	db := openDB(t)
	l := openLog(t, db)
	fill(t, l, 1)
	old, err := l.Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	fill(t, l, 2)
	good, err := l.Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	put := func(b []byte) error {
		return db.Update(func(tx *bbolt.Tx) error {
			return tx.Bucket([]byte(merklelog.DefaultBucket)).Put([]byte("checkpoint"), b)
		})
	}
	for i := range good.Signed {
		bad := bytes.Clone(good.Signed)
		bad[i] ^= 1
		if err := put(bad); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Checkpoint(); !errors.Is(err, merklelog.ErrTampered) {
			t.Errorf("byte %d changed: %v, want ErrTampered", i, err)
		}
	}
	// An earlier head with entries beyond it: the log was put back by halves.
	if err := put(old.Signed); err != nil {
		t.Fatal(err)
	}
	if err := l.Verify(); !errors.Is(err, merklelog.ErrTampered) {
		t.Errorf("an old checkpoint: Verify = %v, want ErrTampered", err)
	}
}
