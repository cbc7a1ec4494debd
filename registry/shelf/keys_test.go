package shelf_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/shelf"
)

// keySet returns a set of one key of two that must sign the next one.
func keySet(t *testing.T, version uint64, keys []bundle.PrivateKey, signers ...bundle.PrivateKey) []byte {
	t.Helper()
	s := keyset.Set{Format: 1, Version: version, Threshold: min(2, len(keys)), Releases: 1}
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

// A shelf takes the next key set and no other, and from then on releases that
// this one covers; what it had stays. All of it holds after a restart.
func TestKeySets(t *testing.T) {
	one, two, three, thief := publisher, bundle.NewKey([32]byte{2, 2}), bundle.NewKey([32]byte{3, 3}), bundle.NewKey([32]byte{6, 6})
	path := filepath.Join(t.TempDir(), "s.db")
	cfg := shelf.Config{LogKey: logKey(t), Keys: keyset.Trust{Publishers: []keyset.Publisher{
		{Name: "desk", First: string(keySet(t, 1, []bundle.PrivateKey{one, two}, one, two))},
	}}}
	s := open(t, path, cfg)
	put(t, s, pack(t, "crude-trade", "1.0.0", "rules", one))
	publish := func(raw []byte, line string) (shelf.Document, error) {
		return s.PutDocument(shelf.Document{Kind: merklelog.KindKeySet, Line: line, By: "alpha", Contents: raw}, noon)
	}
	next := keySet(t, 2, []bundle.PrivateKey{two, three}, one, two, three)
	for name, raw := range map[string][]byte{
		"one stolen key below the threshold": keySet(t, 2, []bundle.PrivateKey{one, thief}, one, thief),
		"not signed by the one before":       keySet(t, 2, []bundle.PrivateKey{two, three}, two, three),
		"not signed by itself":               keySet(t, 2, []bundle.PrivateKey{three, thief}, one, two),
		"a version left out":                 keySet(t, 3, []bundle.PrivateKey{two, three}, one, two, three),
		"no set":                             []byte("{}"),
	} {
		if _, err := publish(raw, "desk"); !errors.Is(err, registry.ErrRefused) && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: PutDocument = %v", name, err)
		}
	}
	if _, err := publish(next, "another"); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("a set of nobody: %v", err)
	}
	if n := size(t, s); n != 1 {
		t.Fatalf("the log has %d entries, want 1", n)
	}
	d, err := publish(next, "desk")
	if err != nil || d.Index != 1 {
		t.Fatalf("PutDocument = %+v, %v", d, err)
	}
	for _, again := range []string{"now", "after a restart"} {
		if same, err := publish(next, "desk"); err != nil || same.Index != 1 {
			t.Errorf("%s: the same set again: %+v, %v", again, same, err)
		}
		_, err := s.Put(pack(t, "crude-trade", "1.1.0", "rules", one), noon, "")
		if !errors.Is(err, bundle.ErrUntrusted) || !strings.Contains(err.Error(), "revoked by key set 2, entry 1") {
			t.Errorf("%s: a release of a revoked key: %v", again, err)
		}
		put(t, s, pack(t, "crude-trade", "1.0.0", "rules", one))
		if _, err := publish(keySet(t, 1, []bundle.PrivateKey{one, two}, one, two), "desk"); !errors.Is(err, registry.ErrRefused) {
			t.Errorf("%s: back to the first set: %v", again, err)
		}
		all, err := s.KeySets("desk")
		if err != nil || len(all) != 2 || all[1].From != 1 || !bytes.Equal(all[1].Raw, next) {
			t.Errorf("%s: KeySets = %v, %v", again, all, err)
		}
		s.Close()
		s = open(t, path, cfg)
	}
	put(t, s, pack(t, "crude-trade", "1.1.0", "rules", three))
	if err := s.Verify(); err != nil {
		t.Error(err)
	}
	if _, err := s.KeySets("another"); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("KeySets of nobody: %v", err)
	}
}

// Releases and key sets that are put at the same time stand in the log in an
// order in which each release is covered.
func TestKeySetsAmongReleases(t *testing.T) {
	one, two := publisher, bundle.NewKey([32]byte{2, 2})
	trust := keyset.Trust{Publishers: []keyset.Publisher{{Name: "desk", First: string(keySet(t, 1, []bundle.PrivateKey{one}, one))}}}
	s := open(t, filepath.Join(t.TempDir(), "s.db"), shelf.Config{LogKey: logKey(t), Keys: trust})
	var files [][]byte
	for i := range 24 {
		files = append(files, pack(t, "crude-trade", fmt.Sprintf("1.%d.0", i), "rules", []bundle.PrivateKey{one, two}[i%2]))
	}
	next := keySet(t, 2, []bundle.PrivateKey{two}, one, two)
	done := make(chan struct{})
	for i, f := range files {
		go func() {
			defer func() { done <- struct{}{} }()
			if i == len(files)/2 {
				if _, err := s.PutDocument(shelf.Document{Kind: merklelog.KindKeySet, Line: "desk", Contents: next}, noon); err != nil {
					t.Error(err)
				}
			}
			if _, err := s.Put(f, noon, ""); err != nil && !errors.Is(err, bundle.ErrUntrusted) {
				t.Error(err)
			}
		}()
	}
	for range files {
		<-done
	}
	h, err := trust.Ring()
	if err != nil {
		t.Fatal(err)
	}
	entries, err := s.Log().Entries(0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(entries, func(e merklelog.Entry) bool { return e.Kind == merklelog.KindKeySet })
	if err := h.Add("desk", int64(at), next); err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Kind != merklelog.KindRelease {
			continue
		}
		file, err := s.Bundle(e.Digest)
		if err != nil {
			t.Fatal(err)
		}
		b, err := bundle.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.Verify(b, e.Index); err != nil {
			t.Errorf("entry %d, with the set at %d: %v", e.Index, at, err)
		}
	}
}
