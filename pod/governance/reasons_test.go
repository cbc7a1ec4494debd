package governance_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/novation-dev/novation/pod/governance"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
	"github.com/novation-dev/novation/registry/shelf"
)

// A library is a registry that can be out of reach.
type library struct {
	*shelf.Shelf
	client *mirror.Client
	open   atomic.Bool
	asked  chan struct{} // has something when it was asked in vain
}

func newLibrary(t *testing.T) *library {
	t.Helper()
	key, err := merklelog.GenerateKey("registry.example/log")
	if err != nil {
		t.Fatal(err)
	}
	l := &library{asked: make(chan struct{}, 1)}
	if l.Shelf, err = shelf.Open(filepath.Join(t.TempDir(), "shelf.db"), shelf.Config{LogKey: key}); err != nil {
		t.Fatal(err)
	}
	serves := mirror.NewServer(mirror.ServerConfig{Shelf: l.Shelf, Authorize: func(*http.Request) (string, error) { return "alpha", nil }})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !l.open.Load() {
			w.WriteHeader(http.StatusServiceUnavailable)
			select {
			case l.asked <- struct{}{}:
			default:
			}
			return
		}
		serves.ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		s.Close()
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	if l.client, err = mirror.NewClient(mirror.ClientConfig{URL: s.URL}); err != nil {
		t.Fatal(err)
	}
	return l
}

// A pause goes onto the chain while the registry cannot be reached. Its words are
// published when it can, also by a pod that was started anew in between.
func TestReasonsArePublishedLater(t *testing.T) {
	books := newLibrary(t)
	s, err := boltstore.Open(filepath.Join(t.TempDir(), "pod.db"), boltstore.Config{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	v := view()
	v.Pauses = map[registry.Digest]change.Pause{{}: {Until: 1 << 40}} // what the pod sees once it was sent
	cfg := governance.Config{
		Member: "alpha", Pod: pod, Chain: chainID, Consortium: consortium, Store: s, Submit: submit.New(submit.Config{Store: s}), Mirror: books.client,
		View: func() *change.View { return v }, Moved: func() <-chan struct{} { return nil }, Log: slog.New(slog.DiscardHandler),
	}
	first := &desk{Governor: governance.New(cfg), t: t, store: s, view: v}
	run := func(g *governance.Governor) (stop func()) {
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- g.RunReasons(ctx) }()
		return func() {
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	}
	stop := run(first.Governor)
	if err := first.Pause(t.Context(), "", 60, "\x1b[2J"); !errors.Is(err, registry.ErrInvalid) || len(first.queued()) > 0 {
		t.Errorf("a reason that is no text: %v", err)
	}
	const why = "prices differ"
	paused := make(chan error, 1)
	go func() { paused <- first.Pause(context.Background(), "", 60, why) }()
	for len(first.queued()) == 0 {
		time.Sleep(time.Millisecond)
	}
	first.AfterSettled(first.queued()[0], submit.Result{})
	if err := <-paused; err != nil {
		t.Fatal(err)
	}
	<-books.asked
	stop()
	digest := registry.DigestOf([]byte(why))
	if _, err := books.Document(digest); !errors.Is(err, registry.ErrNotFound) {
		t.Fatalf("while the registry is out of reach it has the words: %v", err)
	}
	if !first.kept(why) {
		t.Error("the pod itself does not have the words")
	}

	books.open.Store(true)
	stop = run(governance.New(cfg))
	for {
		d, err := books.Document(digest)
		if err == nil {
			if string(d.Contents) != why || d.Kind != merklelog.KindReason || d.Line != "consortium" {
				t.Errorf("published was %+v", d)
			}
			break
		}
		if !errors.Is(err, registry.ErrNotFound) || t.Context().Err() != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Millisecond)
	}
	stop()
}
