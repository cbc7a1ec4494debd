package shelf_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/shelf"
)

// filled makes a shelf with two releases, a yank and a document, closes it and
// returns its path and configuration.
func filled(t *testing.T) (string, shelf.Config) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shelf.db")
	cfg := shelf.Config{LogKey: logKey(t), Publishers: []bundle.PublicKey{publisher.Public()}}
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

// crashEnv tells the test binary to be the process that is killed.
const crashEnv = "NOVATION_TEST_SHELF"

// After kill -9 in the middle of publishing, everything acknowledged is there
// and the shelf verifies.
func TestKilledWhilePublishing(t *testing.T) {
	if path := os.Getenv(crashEnv); path != "" {
		publishForEver(t, path)
	}
	path, key := filepath.Join(t.TempDir(), "shelf.db"), logKey(t)
	acknowledged := 0
	for round := range 3 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilledWhilePublishing$")
		cmd.Env = append(os.Environ(), crashEnv+"="+path, crashEnv+"_KEY="+key, fmt.Sprintf("%s_FROM=%d", crashEnv, round*1000))
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		var last string
		lines := bufio.NewScanner(out)
		for i := 0; i < 5+round && lines.Scan(); i++ {
			last = lines.Text()
			acknowledged++
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
		s, err := shelf.Open(path, shelf.Config{LogKey: key})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Verify(); err != nil {
			t.Errorf("round %d: %v", round, err)
		}
		if _, err := s.Get("crude-trade", last); err != nil {
			t.Errorf("round %d: %s was acknowledged: %v", round, last, err)
		}
		if all, err := s.List(""); err != nil || len(all) < acknowledged {
			t.Errorf("round %d: %d releases, %d were acknowledged (%v)", round, len(all), acknowledged, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func publishForEver(t *testing.T, path string) {
	s, err := shelf.Open(path, shelf.Config{
		LogKey: os.Getenv(crashEnv + "_KEY"), Publishers: []bundle.PublicKey{publisher.Public()},
	})
	if err != nil {
		t.Fatal(err)
	}
	var from int
	if _, err := fmt.Sscan(os.Getenv(crashEnv+"_FROM"), &from); err != nil {
		t.Fatal(err)
	}
	for i := from; ; i++ {
		r, err := s.Put(pack(t, "crude-trade", fmt.Sprintf("1.%d.0", i), "rules", publisher), noon, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Println(r.Version); err != nil {
			os.Exit(1) // nobody listens any more
		}
	}
}
