package shelf_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/shelf"
)

// filled makes a shelf with two releases, a yank and a document, closes it and
// returns its path and configuration.
func filled(t *testing.T) (string, shelf.Config) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shelf.db")
	cfg := shelf.Config{LogKey: logKey(t), Keys: keyset.Trust{Fixed: []bundle.PublicKey{publisher.Public()}}}
	s := open(t, path, cfg)
	put(t, s, pack(t, "crude-trade", "1.0.0", "rules of 1.0.0", publisher))
	put(t, s, pack(t, "crude-trade", "1.1.0", "rules of 1.1.0", publisher))
	if _, err := s.Yank("crude-trade", "1.0.0", "wrong demurrage", "alpha", noon); err != nil {
		t.Fatal(err)
	}
	d := shelf.Document{Kind: merklelog.KindChange, Line: "crude-trade", Contents: []byte("the change document")}
	if _, err := s.PutDocument(d, noon); err != nil {
		t.Fatal(err)
	}
	if err := s.Verify(); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path, cfg
}

// Whatever is done to the index of the shelf, Open or Verify sees it.
func TestVerifyFindsChanges(t *testing.T) {
	key := "crude-trade\x00"
	for name, change := range map[string]func(*bbolt.Tx) error{
		"yank hidden": func(tx *bbolt.Tx) error { return tx.Bucket([]byte("novation.yanks")).Delete([]byte(key + "1.0.0")) },
		"yank moved": func(tx *bbolt.Tx) error {
			b := tx.Bucket([]byte("novation.yanks"))
			return b.Put([]byte(key+"1.1.0"), bytes.Clone(b.Get([]byte(key+"1.0.0"))))
		},
		"release hidden": func(tx *bbolt.Tx) error { return tx.Bucket([]byte("novation.names")).Delete([]byte(key + "1.1.0")) },
		"release renamed": func(tx *bbolt.Tx) error {
			b := tx.Bucket([]byte("novation.names"))
			return b.Put([]byte(key+"9.0.0"), bytes.Clone(b.Get([]byte(key+"1.1.0"))))
		},
		"index cut": func(tx *bbolt.Tx) error {
			return tx.Bucket([]byte("novation.names")).Put([]byte(key+"1.1.0"), []byte{0})
		},
		"index beyond the log": func(tx *bbolt.Tx) error {
			return tx.Bucket([]byte("novation.names")).Put([]byte(key+"1.1.0"), bytes.Repeat([]byte{0xff}, 8))
		},
		"bundles exchanged": func(tx *bbolt.Tx) error {
			b := tx.Bucket([]byte("novation.bundles"))
			k, _ := b.Cursor().First()
			_, v := b.Cursor().Last()
			return b.Put(bytes.Clone(k), bytes.Clone(v))
		},
		"bundle removed": func(tx *bbolt.Tx) error {
			b := tx.Bucket([]byte("novation.bundles"))
			k, _ := b.Cursor().First()
			return b.Delete(bytes.Clone(k))
		},
		"bundle added": func(tx *bbolt.Tx) error {
			return tx.Bucket([]byte("novation.bundles")).Put([]byte("more"), []byte("bytes"))
		},
		"document changed": func(tx *bbolt.Tx) error {
			b := tx.Bucket([]byte("novation.documents"))
			k, v := b.Cursor().First()
			return b.Put(bytes.Clone(k), append(bytes.Clone(v), '!'))
		},
		"document cut": func(tx *bbolt.Tx) error {
			b := tx.Bucket([]byte("novation.documents"))
			k, _ := b.Cursor().First()
			return b.Put(bytes.Clone(k), []byte{1})
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, cfg := filled(t)
			db, err := bbolt.Open(path, 0o600, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := db.Update(change); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			s, err := shelf.Open(path, cfg)
			if err == nil {
				err = s.Verify()
				s.Close()
			}
			if !errors.Is(err, merklelog.ErrTampered) {
				t.Errorf("Verify = %v, want ErrTampered", err)
			}
		})
	}
}
