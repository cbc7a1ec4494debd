package testnet_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/registry/oci"
	"github.com/novation-dev/novation/testnet"
)

// memories answers what another server once answered.
type memories struct {
	mu    sync.Mutex
	known map[string][]byte
}

// remember returns a server that asks target and keeps every good answer, until
// it is told to stop; from then on it knows nothing but these.
func remember(t *testing.T, target string) (s *httptest.Server, stop func()) {
	t.Helper()
	to, err := url.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	m := &memories{known: map[string][]byte{}}
	proxy := httputil.NewSingleHostReverseProxy(to)
	stopped := false
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.mu.Lock()
		defer m.mu.Unlock()
		if b, ok := m.known[r.URL.Path]; ok && stopped {
			_, _ = w.Write(b)
			return
		}
		if stopped {
			http.NotFound(w, r)
			return
		}
		rec := httptest.NewRecorder()
		proxy.ServeHTTP(rec, r)
		if rec.Code == http.StatusOK {
			m.known[r.URL.Path] = rec.Body.Bytes()
		}
		w.WriteHeader(rec.Code)
		_, _ = w.Write(rec.Body.Bytes())
	}))
	t.Cleanup(s.Close)
	return s, func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		stopped = true
	}
}

// serve answers everything in one way.
func answering(t *testing.T, how http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(how)
	t.Cleanup(s.Close)
	return s.URL
}

// The registry dies after a release was published and proposed. A pod that comes
// back has it from the others, whatever mirrors say that are asked before them.
func TestRegistryGone(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{Elsewhere: []string{"gamma"}})
	gamma := spawn(t, w.Dir(), "gamma", "", false)
	w.activate("1.0.0")
	gamma.kill()

	old, freeze := remember(t, w.Network().Registry)
	p := w.Network().LogPolicy()
	past := w.readerAt(old.URL, p)
	if _, err := past.Releases(w.ctx()); err != nil {
		t.Fatal(err)
	}
	freeze()
	garbage := answering(t, func(rw http.ResponseWriter, _ *http.Request) { _, _ = rw.Write([]byte("<html>no such thing</html>")) })
	endless := answering(t, func(rw http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := rw.Write(make([]byte, 1<<20)); err != nil {
				return
			}
		}
	})
	w.publish("1.1.0")
	hash := w.propose("1.1.0")
	w.until("alpha and beta to vet", func() bool {
		c, err := w.Client("alpha").Change(w.ctx(), hash)
		return err == nil && len(c.Vetted) == 2
	})
	if err := w.StopRegistry(); err != nil {
		t.Fatal(err)
	}
	w.runPod("gamma", func(n *pod.Network) { n.Mirrors = []string{old.URL, garbage, endless, "folder:" + t.TempDir()} })
	w.approve(hash, "alpha", "beta")
	w.await(hash, "activated")
	w.audited("gamma")

	s, err := w.Client("gamma").Status(w.ctx())
	if err != nil {
		t.Fatal(err)
	}
	failed := map[string]uint64{}
	for _, source := range s.Sources {
		failed[source.Name] = source.Failures
	}
	for _, name := range []string{"registry " + w.Network().Registry, "mirror " + garbage, "mirror " + endless} {
		if failed[name] == 0 {
			t.Errorf("nobody says that the %s failed: %+v", name, s.Sources)
		}
	}
}

// A pod hands what it has to pods of members, and to nobody else.
func TestMirrorsAreForMembers(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{Pods: 1})
	w.publish("1.0.0")
	m := w.Network().Members[0]
	for _, path := range []string{"/mirror/checkpoint", "/mirror/tile/entries/000.p/1", "/mirror/v1/releases", "/mirror/v1/bundles/sha256:" + strings.Repeat("0", 64)} {
		req, err := http.NewRequestWithContext(w.ctx(), http.MethodGet, m.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusForbidden && resp.StatusCode != http.StatusNotFound || strings.Contains(string(b), "crude-trade") {
			t.Errorf("%s: %d %s, %v", path, resp.StatusCode, b, err)
		}
	}
}

// A release that only a folder has any more, as OCI tools fill it, gets to a pod
// without the registry's bundles.
func TestFolderMirror(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{Pods: 1, Elsewhere: []string{"alpha"}})
	dir := t.TempDir()
	to, err := oci.Folder(w.ctx(), dir)
	if err != nil {
		t.Fatal(err)
	}
	target, err := url.Parse(w.Network().Registry)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	without := answering(t, func(rw http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/v1/bundles/") {
			http.NotFound(rw, r)
			return
		}
		proxy.ServeHTTP(rw, r)
	})
	w.runPod("alpha", func(n *pod.Network) { n.Registry, n.Mirrors = without, []string{"folder:" + dir} })
	b := build(t, "1.0.0")
	if _, err := w.Publish(w.ctx(), b); err != nil {
		t.Fatal(err)
	}
	if err := to.Push(w.ctx(), b); err != nil {
		t.Fatal(err)
	}
	hash := w.propose("1.0.0")
	w.approve(hash, "alpha")
	w.await(hash, "activated")
}
