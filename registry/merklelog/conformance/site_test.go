package conformance_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
	"github.com/novation-dev/novation/registry/shelf"
)

var noon = time.Unix(1767225600, 0)

// put writes a document, as it would be published by a member.
func put(s *shelf.Shelf, contents []byte) (shelf.Document, error) {
	return s.PutDocument(shelf.Document{Kind: merklelog.KindChange, Line: "crude-trade", Contents: contents}, noon)
}

// logKeys makes the keys of a log.
func logKeys(t *testing.T) (key, vkey string) {
	t.Helper()
	key, err := merklelog.GenerateKey("registry.example/test")
	if err != nil {
		t.Fatal(err)
	}
	if vkey, err = merklelog.VerifierKey(key); err != nil {
		t.Fatal(err)
	}
	return key, vkey
}

// A site is a registry that is served over HTTP, and takes what is posted to
// /add as documents, as hammer does it.
type site struct {
	shelf     *shelf.Shelf
	url, vkey string
	// forgets makes it acknowledge without writing.
	forgets bool
	// lie changes what is read; nil changes nothing.
	lie func(path string, body []byte) []byte
}

func newSite(t *testing.T) *site {
	t.Helper()
	key, vkey := logKeys(t)
	s, err := shelf.Open(filepath.Join(t.TempDir(), "registry.db"), shelf.Config{LogKey: key})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	out := &site{shelf: s, vkey: vkey}
	reads := mirror.NewServer(mirror.ServerConfig{Shelf: s})
	mux := http.NewServeMux()
	mux.HandleFunc("POST /add", out.add)
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		if out.lie == nil {
			reads.ServeHTTP(w, r)
			return
		}
		rec := httptest.NewRecorder()
		reads.ServeHTTP(rec, r)
		w.WriteHeader(rec.Code)
		_, _ = w.Write(out.lie(r.URL.Path, rec.Body.Bytes()))
	})
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	out.url = srv.URL + "/"
	return out
}

func (s *site) add(w http.ResponseWriter, r *http.Request) {
	leaf, err := io.ReadAll(r.Body)
	var d shelf.Document
	if err == nil && !s.forgets {
		d, err = put(s.shelf, leaf)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintf(w, "%d\n", d.Index)
}
