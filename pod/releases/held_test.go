package releases_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// grown returns a log with n entries.
func grown(t *testing.T, n int) *merklelog.Log {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(t.TempDir(), "log.db"), 0o600, &bbolt.Options{Timeout: time.Second, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	key, err := merklelog.GenerateKey("registry.example/test")
	if err != nil {
		t.Fatal(err)
	}
	l, err := merklelog.Open(db, merklelog.Config{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	err = l.Update(func(tx *bbolt.Tx) error {
		for i := range n {
			if _, err := l.Append(tx, entry(0, merklelog.KindRelease, fmt.Sprintf("1.%d.0", i), "")); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// What a pod has followed is handed on as the log itself has it, also when part
// of it was stored by a pod that kept no hashes yet.
func TestHeldLog(t *testing.T) {
	const size = 300
	l := grown(t, size)
	entries, err := l.Entries(0, size)
	if err != nil {
		t.Fatal(err)
	}
	s := open(t)
	held := releases.Held{Store: s}
	if _, err := held.Checkpoint(t.Context()); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("Checkpoint of nothing: %v", err)
	}
	update(t, s, func(tx store.Tx) error { return releases.Follow(tx, entries[:100]) })
	forget(t, s)
	update(t, s, func(tx store.Tx) error { return releases.Follow(tx, entries[100:]) })
	for _, tile := range [][3]int{{0, 0, 256}, {0, 0, 100}, {0, 1, 44}, {1, 0, 1}, {0, 1, 45}, {0, 1, 256}, {0, 2, 1}, {1, 0, 2}, {2, 0, 1}, {0, math.MaxInt64 >> 8, 1}, {9, 0, 1}} {
		want, err1 := l.Tile(tile[0], int64(tile[1]), tile[2])
		got, err2 := held.Tile(tile[0], int64(tile[1]), tile[2])
		if !bytes.Equal(got, want) || errors.Is(err1, registry.ErrNotFound) != errors.Is(err2, registry.ErrNotFound) {
			t.Errorf("tile %v: %v, want %v", tile, err2, err1)
		}
	}
	want, err := l.Leaves(90, size)
	if err != nil {
		t.Fatal(err)
	}
	got, err := held.Leaves(90, size)
	if err != nil || !bytes.Equal(merklelog.JoinLeaves(got), merklelog.JoinLeaves(want)) {
		t.Errorf("other leaves, %v", err)
	}
	if _, err := held.Leaves(size, size+1); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("a leaf too many: %v", err)
	}
	if _, err := held.Bundle(digest("x")); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("a bundle that is not here: %v", err)
	}
	if _, err := held.Document(digest("x")); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("a document that is not here: %v", err)
	}
}

// forget takes the hashes away.
func forget(t *testing.T, s store.Store) {
	t.Helper()
	update(t, s, func(tx store.Tx) error {
		var keys [][]byte
		err := tx.Scan("log-hash", nil, nil, func(k, _ []byte) error {
			keys = append(keys, bytes.Clone(k))
			return nil
		})
		for _, k := range keys {
			if err == nil {
				err = tx.Delete("log-hash", k)
			}
		}
		if len(keys) == 0 {
			t.Error("there are no hashes to forget")
		}
		return err
	})
}

// The entries with key sets are listed in order, and those alone.
func TestKeySets(t *testing.T) {
	s := open(t)
	update(t, s, func(tx store.Tx) error {
		return releases.Follow(tx, []merklelog.Entry{
			entry(0, merklelog.KindRelease, "1.0.0", ""), entry(1, merklelog.KindKeySet, "", "a"),
			entry(2, merklelog.KindChange, "", ""), entry(300, merklelog.KindKeySet, "", "b"),
		})
	})
	var all []merklelog.Entry
	update(t, s, func(tx store.Tx) (err error) {
		all, err = releases.KeySets(tx)
		return err
	})
	if len(all) != 2 || all[0].Index != 1 || all[1].Index != 300 {
		t.Errorf("KeySets = %+v", all)
	}
}
