package testnet_test

import (
	"context"
	"strings"
	"testing"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
	"github.com/novation-dev/novation/testnet"
)

// keySet returns a key set that asks for all of its keys, signed by signers.
func keySet(t *testing.T, version uint64, keys []bundle.PrivateKey, signers ...bundle.PrivateKey) []byte {
	t.Helper()
	s := keyset.Set{Format: 1, Version: version, Threshold: len(keys), Releases: len(keys)}
	for _, k := range keys {
		s.Keys = append(s.Keys, keyset.KeyOf(k.Public(), ""))
	}
	s.Sort()
	out, err := keyset.New(s)
	for _, k := range signers {
		if err == nil {
			out, err = out.Sign(context.Background(), k)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Raw
}

// released publishes a version, signed by keys, past what the folder has.
func (w *world) released(r *mirror.Client, version string, keys ...bundle.PrivateKey) error {
	w.t.Helper()
	b := build(w.t, version)
	b.Signatures = nil
	for _, k := range keys {
		if err := b.Sign(k); err != nil {
			w.t.Fatal(err)
		}
	}
	file, err := bundle.Pack(b)
	if err != nil {
		w.t.Fatal(err)
	}
	_, err = r.Publish(w.ctx(), file, "")
	return err
}

func (w *world) registry() *mirror.Client {
	w.t.Helper()
	r, err := testnet.Registry(w.Dir(), w.Network())
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// The publisher's key is replaced while the network runs, one pod is killed in
// between and another knows better whom to trust.
func TestKeyRotation(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{Elsewhere: []string{"gamma"}})
	gamma := spawn(t, w.Dir(), "gamma", "", false)
	w.activate("1.0.0")
	gamma.kill()

	r := w.registry()
	old, err := testnet.Publisher(w.Dir())
	if err != nil {
		t.Fatal(err)
	}
	next, thief := bundle.NewKey([32]byte{1, 2, 3}), bundle.NewKey([32]byte{6, 6, 6})
	rotate := func(raw []byte) error {
		_, err := r.PutDocument(w.ctx(), merklelog.KindKeySet, testnet.PublisherName, "laptop lost", raw)
		return err
	}
	first := []byte(w.Network().KeySets[0].First)
	second := keySet(t, 2, []bundle.PrivateKey{next}, old, next)
	refused(t, "a key set that the one before did not sign", rotate(keySet(t, 2, []bundle.PrivateKey{thief}, thief)), registry.ErrRefused)
	refused(t, "a key set that does not sign itself", rotate(keySet(t, 2, []bundle.PrivateKey{next}, old)), registry.ErrRefused)
	refused(t, "a release before its key is in the set", w.released(r, "1.1.0", next), registry.ErrRefused)
	if err := rotate(second); err != nil {
		t.Fatal(err)
	}
	refused(t, "back to the first key set", rotate(first), registry.ErrRefused)
	err = w.released(r, "1.1.0", old)
	refused(t, "a release of the revoked key", err, registry.ErrRefused)
	if err == nil || !strings.Contains(err.Error(), "was revoked by key set 2, entry ") {
		t.Errorf("the reason is %v", err)
	}
	spawn(t, w.Dir(), "gamma", "followed", false).killed(t, "followed")
	if err := w.released(r, "1.1.0", next); err != nil {
		t.Fatal(err)
	}
	hash := w.propose("1.1.0")
	w.approve(hash, "alpha", "beta")

	// A pod that trusts nobody but both of two keys passes over the set that one
	// of them has signed, and does not vet what it brings in.
	stop := w.runPod("gamma", func(n *pod.Network) {
		n.KeySets = []keyset.Publisher{{
			Name: testnet.PublisherName, First: string(keySet(t, 1, []bundle.PrivateKey{old, thief}, old, thief)),
		}}
	})
	w.until("gamma to say why it does not vet", func() bool {
		c, err := w.Client("gamma").Change(w.ctx(), hash)
		return err == nil && strings.Contains(c.Progress.Error, "is signed by 0 keys of key set 1, 2 are needed") && len(c.Vetted) == 2
	})
	stop()
	spawn(t, w.Dir(), "gamma", "", false)
	w.await(hash, "activated")
	for _, m := range w.Members() {
		w.audited(m)
	}
	ring, passed, err := w.reader().KeySets(w.ctx(), keyset.Trust{Publishers: w.Network().KeySets})
	if err != nil || len(passed) > 0 || ring.History(testnet.PublisherName).Latest().Set.Version != 2 {
		t.Errorf("the log has %v, %v", passed, err)
	}
}

// reader returns a client of the registry that only reads.
func (w *world) reader() *mirror.Client {
	w.t.Helper()
	return w.readerAt(w.Network().Registry, w.Network().LogPolicy())
}

func (w *world) readerAt(url string, p merklelog.Policy) *mirror.Client {
	w.t.Helper()
	c, err := mirror.NewClient(mirror.ClientConfig{URL: url, VerifierKey: p.Log, Witnesses: p.Witnesses, Quorum: p.Quorum})
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}
