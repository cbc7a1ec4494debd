package testnet_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/testnet"
)

// A tap lies between a pod and what it calls. It can be closed for messages, not
// for questions, and remembers the envelopes that went through.
type tap struct {
	url string

	mu     sync.Mutex
	closed bool
	passed []passed
}

// passed is an envelope with the status of the answer.
type passed struct {
	envelope []byte
	status   int
}

func newTap(t *testing.T, target string) *tap {
	t.Helper()
	to, err := url.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	tp := &tap{}
	proxy := httputil.NewSingleHostReverseProxy(to)
	proxy.ErrorLog = log.New(io.Discard, "", 0)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if tp.isClosed() && r.URL.Path != exchange.QuestionsPath {
			panic(http.ErrAbortHandler)
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		status := &statusWriter{ResponseWriter: w}
		proxy.ServeHTTP(status, r)
		if r.URL.Path == exchange.MessagesPath {
			tp.mu.Lock()
			tp.passed = append(tp.passed, passed{body, status.status})
			tp.mu.Unlock()
		}
	}))
	t.Cleanup(s.Close)
	tp.url = s.URL
	return tp
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (tp *tap) isClosed() bool {
	tp.mu.Lock()
	defer tp.mu.Unlock()
	return tp.closed
}

func (tp *tap) close(closed bool) {
	tp.mu.Lock()
	defer tp.mu.Unlock()
	tp.closed = closed
}

func (tp *tap) envelopes() []passed {
	tp.mu.Lock()
	defer tp.mu.Unlock()
	return slices.Clone(tp.passed)
}

// runPod runs the pod of a member that the network leaves to the test, on a
// network as edit makes it, until stop is called or the test ends.
func (w *world) runPod(member string, edit func(*pod.Network)) (stop func()) {
	w.t.Helper()
	n := *w.Network()
	n.Members = slices.Clone(n.Members)
	if edit != nil {
		edit(&n)
	}
	p, done, err := testnet.OpenPod(w.ctx(), w.Dir(), &n, member, testnet.PodOptions{Log: logger(w.t.Output())})
	if err != nil {
		w.t.Fatal(err)
	}
	run, cancel := cancellable(w.t)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := p.Run(run); err != nil {
			w.t.Errorf("pod of %s: %v", member, err)
		}
		if err := p.Close(); err != nil {
			w.t.Errorf("closing the pod of %s: %v", member, err)
		}
		if err := done(); err != nil {
			w.t.Errorf("closing the engine of %s: %v", member, err)
		}
	}()
	stop = func() { cancel(); <-ended }
	w.t.Cleanup(stop)
	w.until("the pod of "+member, func() bool {
		_, err := w.Client(member).Status(w.ctx())
		return err == nil
	})
	return stop
}

// url sets the URL under which a pod knows another.
func (w *world) through(member string, tp *tap) func(*pod.Network) {
	return func(n *pod.Network) {
		i := slices.IndexFunc(n.Members, func(m pod.Member) bool { return m.ID == member })
		n.Members[i].URL = tp.url
	}
}

// inStore opens the database of a pod that does not run.
func (w *world) inStore(member string, fn func(*boltstore.Store) error) {
	w.t.Helper()
	s, err := boltstore.Open(filepath.Join(testnet.PodDir(w.Dir(), member), pod.DatabaseFile), boltstore.Config{})
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if err := fn(s); err != nil {
		w.t.Fatal(err)
	}
}

// post sends an envelope to a pod and returns the status of the answer.
func post(t *testing.T, url string, envelope []byte) int {
	t.Helper()
	resp, err := http.Post(url+exchange.MessagesPath, "application/vnd.novation.envelope", bytes.NewReader(envelope))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

// tamperBundle changes one byte of the rules in the only bundle that a stopped
// pod has stored.
func (w *world) tamperBundle(member string) {
	w.t.Helper()
	w.inStore(member, func(s *boltstore.Store) error {
		return s.Update(w.ctx(), func(tx store.Tx) error {
			known, err := releases.ListKnown(tx)
			if err != nil || len(known) != 1 {
				return errors.Join(err, fmt.Errorf("%d releases, want one", len(known)))
			}
			file, err := releases.GetBundle(tx, known[0].Digest)
			if err != nil {
				return err
			}
			file = bytes.Clone(file)
			file[len(file)/2] ^= 1
			return releases.PutBundle(tx, known[0].Digest, file)
		})
	})
}
