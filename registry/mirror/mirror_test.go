package mirror_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
	"github.com/novation-dev/novation/registry/shelf"
)

var (
	publisher = bundle.NewKey([32]byte{1})
	noon      = time.Unix(1767225600, 0)
)

// pack returns the file of a small release.
func pack(t testing.TB, version string) []byte {
	t.Helper()
	b := &bundle.Bundle{Rules: []byte("rules of " + version), Schema: []byte("schema"), Artifact: []byte("{}")}
	b.Manifest = registry.Manifest{
		Format: 1, Name: "crude-trade", Version: version, StateSchema: 1, HostABI: 1, Meter: 1,
		Rules:  registry.BlobOf(b.Rules),
		Schema: registry.Schema{Blob: registry.BlobOf(b.Schema), State: "v1.Trade", Command: "v1.Command"},
		Book:   registry.Book{Artifact: registry.BlobOf(b.Artifact), CodeHash: "0x" + strings.Repeat("ab", 32)},
	}
	if err := b.Sign(publisher); err != nil {
		t.Fatal(err)
	}
	file, err := bundle.Pack(b)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// A site is a server with its keys.
type site struct {
	shelf      *shelf.Shelf
	key, vkey  string
	handler    http.Handler
	url        string
	middleware func(http.Handler) http.Handler // set by a test to lie
}

// newSite serves a shelf. An empty key means a new one.
func newSite(t testing.TB, key string) *site {
	t.Helper()
	return newSiteWith(t, key, keyset.Trust{Fixed: []bundle.PublicKey{publisher.Public()}})
}

func newSiteWith(t testing.TB, key string, trust keyset.Trust) *site {
	t.Helper()
	s := &site{key: key}
	var err error
	if key == "" {
		if s.key, err = merklelog.GenerateKey("registry.example/test"); err != nil {
			t.Fatal(err)
		}
	}
	if s.vkey, err = merklelog.VerifierKey(s.key); err != nil {
		t.Fatal(err)
	}
	s.shelf, err = shelf.Open(filepath.Join(t.TempDir(), "shelf.db"),
		shelf.Config{LogKey: s.key, Keys: trust})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.shelf.Close() })
	s.handler = mirror.NewServer(mirror.ServerConfig{
		Shelf: s.shelf,
		Authorize: func(r *http.Request) (string, error) {
			if r.Header.Get("Authorization") != "Bearer of-alpha" {
				return "", fmt.Errorf("no token: %w", registry.ErrNotAllowed)
			}
			return "alpha", nil
		},
		Now:    func() time.Time { return noon },
		Logger: slog.New(slog.DiscardHandler),
	})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := s.handler
		if s.middleware != nil {
			h = s.middleware(h)
		}
		h.ServeHTTP(w, r)
	}))
	t.Cleanup(srv.Close)
	s.url = srv.URL
	return s
}

func (s *site) publish(t testing.TB, versions ...string) {
	t.Helper()
	for _, v := range versions {
		if _, err := s.shelf.Put(pack(t, v), noon, ""); err != nil {
			t.Fatal(err)
		}
	}
}

// memory is a mirror.Memory that is lost with the test.
type memory struct{ signed []byte }

func (m *memory) Load(context.Context) ([]byte, error) { return m.signed, nil }

func (m *memory) Save(_ context.Context, signed []byte) error { m.signed = signed; return nil }

func (s *site) client(t testing.TB, m mirror.Memory) *mirror.Client {
	t.Helper()
	c, err := mirror.NewClient(mirror.ClientConfig{
		URL: s.url, VerifierKey: s.vkey, Memory: m,
		Authorize: func(r *http.Request) { r.Header.Set("Authorization", "Bearer of-alpha") },
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSync(t *testing.T) {
	ctx := t.Context()
	s := newSite(t, "")
	m := &memory{}
	c := s.client(t, m)
	total := 0
	for round, n := range []int{0, 1, 2, 0, 260} { // the last begin in one tile and end in another
		for i := range n {
			s.publish(t, fmt.Sprintf("%d.%d.0", round, i))
		}
		u, err := c.Sync(ctx)
		if err != nil {
			t.Fatal(err)
		}
		again, err := c.Sync(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(u, again, cmpopts.IgnoreUnexported(mirror.Update{})); diff != "" {
			t.Errorf("a second Sync without Remember differs:\n%s", diff)
		}
		want, err := s.shelf.Log().Entries(int64(total), 1000)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, u.Entries); diff != "" || len(u.Entries) != n {
			t.Errorf("round %d (-want +got):\n%s", round, diff)
		}
		total += n
		if err := c.Remember(ctx, u.Checkpoint); err != nil {
			t.Fatal(err)
		}
	}
}

func TestBundleAndDocument(t *testing.T) {
	ctx := t.Context()
	s := newSite(t, "")
	c := s.client(t, nil)
	file := pack(t, "1.0.0")
	r, err := c.Publish(ctx, file, "first")
	if err != nil {
		t.Fatal(err)
	}
	if on, err := s.shelf.Get("crude-trade", "1.0.0"); err != nil || on != r || r.Note != "first" {
		t.Errorf("published %+v, on the shelf %+v, %v", r, on, err)
	}
	if again, err := c.Publish(ctx, file, "again"); err != nil || again != r {
		t.Errorf("publishing again: %+v, %v", again, err)
	}
	b, got, err := c.Bundle(ctx, r.Digest)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(file) || b.Manifest.Version != "1.0.0" {
		t.Error("the bundle came back as another")
	}
	d, err := c.PutDocument(ctx, merklelog.KindChange, "crude-trade", "to 1.0.0", []byte("change"))
	if err != nil {
		t.Fatal(err)
	}
	if d.By != "alpha" || d.Digest != registry.DigestOf([]byte("change")) {
		t.Errorf("PutDocument = %+v", d)
	}
	if contents, err := c.Document(ctx, d.Digest); err != nil || string(contents) != "change" {
		t.Errorf("Document = %q, %v", contents, err)
	}
	y, err := c.Yank(ctx, "crude-trade", "1.0.0", "wrong demurrage")
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.Releases(ctx)
	if err != nil {
		t.Fatal(err)
	}
	y.Size = 0
	if diff := cmp.Diff([]shelf.Release{y}, all); diff != "" || y.Yanked.By != "alpha" {
		t.Errorf("Releases (-want +got):\n%s", diff)
	}
	tree, err := c.Tree(ctx)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := tree.Entries(0, tree.Head().Size)
	if err != nil || len(entries) != 3 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	for _, e := range entries {
		p, err := tree.Inclusion(tree.Head().Size, e.Index)
		if err != nil {
			t.Fatal(err)
		}
		if err := merklelog.CheckInclusion(tree.Head(), e, p); err != nil {
			t.Error(err)
		}
	}
}

func TestRefusals(t *testing.T) {
	ctx := t.Context()
	s := newSite(t, "")
	s.publish(t, "1.0.0")
	c := s.client(t, nil)
	anyone, err := mirror.NewClient(mirror.ClientConfig{URL: s.url, VerifierKey: s.vkey})
	if err != nil {
		t.Fatal(err)
	}
	other := pack(t, "1.0.0")
	other[bytes.Index(other, []byte("rules of"))] ^= 1
	for name, tt := range map[string]struct{ got, want error }{
		"no such bundle":         {third(c.Bundle(ctx, registry.Digest{1})), registry.ErrNotFound},
		"no such document":       {second(c.Document(ctx, registry.Digest{1})), registry.ErrNotFound},
		"no such release":        {second(c.Yank(ctx, "crude-trade", "9.0.0", "why")), registry.ErrNotFound},
		"path in a name":         {second(c.Yank(ctx, "../x", "9.0.0", "why")), registry.ErrNotFound},
		"no reason":              {second(c.Yank(ctx, "crude-trade", "1.0.0", "")), registry.ErrInvalid},
		"empty bundle":           {second(c.Publish(ctx, nil, "")), registry.ErrInvalid},
		"tampered bundle":        {second(c.Publish(ctx, other, "")), registry.ErrRefused},
		"too large a bundle":     {second(c.Publish(ctx, make([]byte, bundle.MaxSize+1), "")), registry.ErrInvalid},
		"too large a document":   {second(c.PutDocument(ctx, merklelog.KindChange, "crude-trade", "", make([]byte, shelf.MaxDocument+1))), registry.ErrInvalid},
		"document of a kind":     {second(c.PutDocument(ctx, "other", "crude-trade", "", []byte("x"))), registry.ErrInvalid},
		"publishing, no token":   {second(anyone.Publish(ctx, pack(t, "1.0.1"), "")), registry.ErrNotAllowed},
		"yanking, no token":      {second(anyone.Yank(ctx, "crude-trade", "1.0.0", "why")), registry.ErrNotAllowed},
		"document, no token":     {second(anyone.PutDocument(ctx, merklelog.KindChange, "crude-trade", "", []byte("x"))), registry.ErrNotAllowed},
		"the document of nobody": {second(c.PutDocument(ctx, merklelog.KindChange, "", "", []byte("x"))), registry.ErrInvalid},
	} {
		if !errors.Is(tt.got, tt.want) {
			t.Errorf("%s: %v, want %v", name, tt.got, tt.want)
		}
	}
	if head, err := s.shelf.Log().Checkpoint(); err != nil || head.Size != 1 {
		t.Errorf("the log has %d entries, want 1 (%v)", head.Size, err)
	}
}

func second[T any](_ T, err error) error { return err }

func third[T, U any](_ T, _ U, err error) error { return err }

func TestServerAnswers(t *testing.T) {
	s := newSite(t, "")
	s.publish(t, "1.0.0")
	for _, tt := range []struct {
		path   string
		status int
		code   string
	}{
		{"/checkpoint", 200, ""},
		{"/tile/0/000.p/1", 200, ""},
		{"/tile/entries/000.p/1", 200, ""},
		{"/tile/0/000", 404, "not_found"},
		{"/tile/0/000.p/2", 404, "not_found"},
		{"/tile/0/001.p/1", 404, "not_found"},
		{"/tile/1/000.p/1", 404, "not_found"},
		{"/tile/63/000.p/1", 404, "not_found"},
		{"/tile/0/000.p/0", 404, "not_found"},
		{"/tile/0/000.p/256", 404, "not_found"},
		{"/tile/0/0.p/1", 404, "not_found"},
		{"/tile/0/x999/x999/x999/x999/x999/x999/999.p/1", 404, "not_found"},
		{"/tile/entries/000.p/2", 404, "not_found"},
		{"/tile/entries/x036/x028/x797/x018/x963/967.p/255", 404, "not_found"},
		{"/tile/data/000.p/1", 404, "not_found"},
		{"/tile/x", 404, "not_found"},
		{"/v1/releases", 200, ""},
		{"/v1/bundles/x", 400, "invalid"},
		{"/v1/documents/x", 400, "invalid"},
	} {
		resp, err := http.Get(s.url + tt.path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		var p struct{ Code, Detail string }
		if tt.code != "" {
			if err := json.Unmarshal(body, &p); err != nil || p.Detail == "" || resp.Header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s: %s is not a problem", tt.path, body)
			}
		}
		if resp.StatusCode != tt.status || p.Code != tt.code {
			t.Errorf("%s: status %d and code %q, want %d and %q", tt.path, resp.StatusCode, p.Code, tt.status, tt.code)
		}
	}
	// An empty list is a list.
	if resp, err := http.Get(s.url + "/v1/releases?line=gas"); err != nil {
		t.Error(err)
	} else {
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if string(body) != `{"items":[]}` {
			t.Errorf("no releases are %s", body)
		}
	}
}

func TestNoWritesWithoutAuthorize(t *testing.T) {
	s := newSite(t, "")
	s.handler = mirror.NewServer(mirror.ServerConfig{Shelf: s.shelf})
	if _, err := s.client(t, nil).Publish(t.Context(), pack(t, "1.0.0"), ""); !errors.Is(err, registry.ErrNotAllowed) {
		t.Errorf("Publish = %v, want ErrNotAllowed", err)
	}
}

func TestInternalFailureIsNotShown(t *testing.T) {
	s := newSite(t, "")
	s.shelf.Close()
	_, err := s.client(t, nil).Sync(t.Context())
	if !errors.Is(err, registry.ErrUnreachable) || strings.Contains(err.Error(), "database") {
		t.Errorf("Sync = %v, want ErrUnreachable without details", err)
	}
}

func TestNewClientRefuses(t *testing.T) {
	for _, u := range []string{"", "registry", "ftp://registry", "http://", "http://a/?x=1", ":"} {
		if _, err := mirror.NewClient(mirror.ClientConfig{URL: u}); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("NewClient(%q) = %v, want ErrInvalid", u, err)
		}
	}
}
