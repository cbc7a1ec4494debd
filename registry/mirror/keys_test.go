package mirror_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
	"github.com/novation-dev/novation/registry/shelf"
)

func keySet(t *testing.T, version uint64, key bundle.PrivateKey, signers ...bundle.PrivateKey) []byte {
	t.Helper()
	out, err := keyset.New(keyset.Set{Format: 1, Version: version, Threshold: 1, Releases: 1, Keys: []keyset.Key{keyset.KeyOf(key.Public(), "")}})
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

// The keys of publishers over the network: what follows is taken, what may not is
// passed over and named, and a server that keeps a set back is found out.
func TestKeySets(t *testing.T) {
	next, thief := bundle.NewKey([32]byte{2}), bundle.NewKey([32]byte{6})
	pinned := keyset.Trust{Publishers: []keyset.Publisher{{Name: "desk", First: string(keySet(t, 1, publisher, publisher))}}}
	// A registry that follows the thief's keys puts into its log what it is told.
	careless := keyset.Trust{Publishers: []keyset.Publisher{{Name: "desk", First: string(keySet(t, 1, thief, thief))}}}
	for name, tt := range map[string]struct {
		trust  keyset.Trust
		raw    []byte
		latest uint64
		passed int
	}{
		"a rotation":           {pinned, keySet(t, 2, next, publisher, next), 2, 0},
		"a set that is stolen": {careless, keySet(t, 2, thief, thief), 1, 1},
	} {
		s := newSiteWith(t, "", tt.trust)
		s.put(t, merklelog.KindKeySet, "desk", tt.raw)
		ring, passed, err := s.client(t, nil).KeySets(t.Context(), pinned)
		if err != nil || len(passed) != tt.passed || ring.History("desk").Latest().Set.Version != tt.latest {
			t.Errorf("%s: %v, %v", name, passed, err)
		}
		digest := registry.DigestOf(tt.raw).String()
		s.middleware = func(h http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, digest) {
					http.NotFound(w, r)
					return
				}
				h.ServeHTTP(w, r)
			})
		}
		if _, _, err := s.client(t, nil).KeySets(t.Context(), pinned); err == nil {
			t.Errorf("%s: the set is kept back, and nobody complains", name)
		}
		s.middleware = rewrite("v1/documents/"+digest, func([]byte) []byte { return keySet(t, 2, thief, thief, publisher) })
		if _, _, err := s.client(t, nil).KeySets(t.Context(), pinned); !errors.Is(err, mirror.ErrFalse) {
			t.Errorf("%s: another set in its place: %v", name, err)
		}
	}
}

// put publishes a document.
func (s *site) put(t *testing.T, kind merklelog.Kind, line string, contents []byte) {
	t.Helper()
	if _, err := s.shelf.PutDocument(shelf.Document{Kind: kind, Line: line, Contents: contents}, noon); err != nil {
		t.Fatal(err)
	}
}
