package testnet_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/witness"
	"github.com/novation-dev/novation/testnet"
)

// twin makes another history under the key of the network's log, of the same
// size, and returns its checkpoint.
func twin(t *testing.T, dir string, size int64) merklelog.Checkpoint {
	t.Helper()
	key, err := os.ReadFile(filepath.Join(dir, "registry", "log.key"))
	if err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(filepath.Join(t.TempDir(), "twin.db"), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	l, err := merklelog.Open(db, merklelog.Config{Key: string(key)})
	if err != nil {
		t.Fatal(err)
	}
	err = l.Update(func(tx *bbolt.Tx) error {
		for range size {
			e := merklelog.Entry{Time: time.Now().Unix(), Kind: merklelog.KindChange, Name: "crude-trade", Digest: registry.Digest{6}}
			if _, err := l.Append(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := l.Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A log that shows one pod another history than the others: that pod has the
// proof, and activates nothing from then on, also after a restart.
func TestForkStopsActivation(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{})
	w.publish("1.0.0")
	n := w.Network()
	gamma := n.Witnesses()[2]
	var last merklelog.Checkpoint
	w.until("the pod of gamma to cosign", func() (ok bool) {
		var err error
		last, err = gamma.Last(w.ctx(), http.DefaultClient, n.LogKey)
		return err == nil && last.Size > 0
	})
	other := twin(t, w.Dir(), last.Size)
	_, err := gamma.Ask(w.ctx(), http.DefaultClient, &witness.Request{Old: last.Size, Checkpoint: other.Signed})
	refused(t, "cosigning another history", err, registry.ErrRefused)

	files, err := filepath.Glob(filepath.Join(testnet.PodDir(w.Dir(), "gamma"), "witness", "forks", "*.json"))
	if err != nil || len(files) != 1 {
		t.Fatalf("proofs %q, %v", files, err)
	}
	proof, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	f, err := merklelog.ParseFork(proof)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := f.Check(); err != nil || f.LogKey != n.LogKey || !bytes.Contains(proof, []byte(last.Root.String())) && f.Root == last.Root {
		t.Errorf("the proof does not hold: %v", err)
	}

	hash := w.propose("1.0.0")
	w.approve(hash, "alpha", "beta")
	stopped := func() bool {
		c, err := w.Client("gamma").Change(w.ctx(), hash)
		return err == nil && strings.Contains(c.Progress.Error, "two histories")
	}
	w.until("the pod of gamma to say why it stops", stopped)
	w.StopPod("gamma")
	if err := w.StartPod("gamma"); err != nil {
		t.Fatal(err)
	}
	if err := w.Await(w.ctx(), patience); err != nil {
		t.Fatal(err)
	}
	w.until("it to stop after a restart", stopped)
	c, err := w.Client("alpha").Change(w.ctx(), hash)
	if err != nil || c.Status == "activated" {
		t.Errorf("the change is %s, %v", c.Status, err)
	}
}
