package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/fleet"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
)

const token = "the token of the test"

// changes are two whose hashes begin alike.
var changes = []common.Hash{common.HexToHash("0xabcd01"), common.HexToHash("0xabcd02")}

// newServer serves the API of a pod that follows a chain with two changes and
// has two records; it decides nothing.
func newServer(t *testing.T, edit func(*api.Config)) *httptest.Server {
	t.Helper()
	s, err := boltstore.Open(filepath.Join(t.TempDir(), "pod.db"), boltstore.Config{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	err = s.Update(t.Context(), func(tx store.Tx) error {
		for _, n := range []byte{1, 2} {
			if err := record.Put(tx, &record.Record{ID: evidence.Hash{0xab, 0xcd, n}, Status: record.Open}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	view := &change.View{Changes: map[common.Hash]*change.Change{}}
	for i, h := range changes {
		h = common.BytesToHash(append(h[29:], make([]byte, 29)...))
		view.Changes[h] = &change.Change{Hash: h, Struct: typed.Change{Sequence: uint64(i)}, Status: change.Proposed}
	}
	cfg := api.Config{
		Token: token, Member: "alpha", Members: []string{"alpha"}, Store: s, View: func() *change.View { return view },
		Quarantined: func() string { return "" }, Finisher: func() bool { return false }, Backup: s.Backup,
	}
	if edit != nil {
		edit(&cfg)
	}
	srv := httptest.NewServer(api.Handler(cfg))
	t.Cleanup(srv.Close)
	return srv
}

// do sends a request and returns status, type and body.
func do(t *testing.T, srv *httptest.Server, method, path, authorization, body string) (int, string, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, srv.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if authorization != "" {
		req.Header.Set("Authorization", authorization)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := srv.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header.Get("Content-Type"), string(b)
}

// Everything but the health check needs the token, the description and paths
// that do not exist included.
func TestGuard(t *testing.T) {
	srv := newServer(t, nil)
	paths := []string{"/v1/status", "/v1/records", "/v1/backup", "/openapi.json", "/openapi.yaml", "/docs", "/", "/v1/nothing", "/healthz/", "//healthz", "/v1/../healthz"}
	for name, authorization := range map[string]string{
		"none": "", "another": "Bearer wrong", "longer": "Bearer " + token + "x", "shorter": "Bearer " + token[1:], "empty": "Bearer ",
		"without its scheme": token, "another scheme": "Basic " + token, "scheme twice": "Bearer Bearer " + token,
	} {
		for _, path := range paths {
			status, kind, body := do(t, srv, http.MethodGet, path, authorization, "")
			if status != http.StatusUnauthorized || kind != "application/json" || !strings.Contains(body, `"code":"not_allowed"`) {
				t.Errorf("token %s, %s: %d %s %s", name, path, status, kind, body)
			}
		}
	}
	if status, _, body := do(t, srv, http.MethodGet, "/healthz", "", ""); status != http.StatusNoContent || body != "" {
		t.Errorf("the health check: %d %s", status, body)
	}
	if status, _, body := do(t, srv, http.MethodGet, "/v1/records/0xffff", "Bearer "+token, ""); status != http.StatusNotFound {
		t.Errorf("with the token: %d %s", status, body)
	}
	open := newServer(t, func(c *api.Config) { c.Token = "" })
	if status, _, body := do(t, open, http.MethodGet, "/v1/records", "Bearer ", ""); status != http.StatusUnauthorized {
		t.Errorf("a pod without a token: %d %s", status, body)
	}
}

// Every error has the same form, wherever it comes from, and the status of its
// condition.
func TestErrors(t *testing.T) {
	srv := newServer(t, nil)
	for _, c := range []struct {
		name, method, path, body string
		code, message            string
	}{
		{"unknown path", http.MethodGet, "/v1/nothing", "", "not_found", "404"},
		{"unknown record", http.MethodGet, "/v1/records/0xffff", "", "not_found", "no party"},
		{"unknown record, whole", http.MethodGet, "/v1/records/0x" + strings.Repeat("f", 64), "", "not_found", "no party"},
		{"record id too short", http.MethodGet, "/v1/records/0xab", "", "invalid", "at least 0x and four hex digits"},
		{"ambiguous record id", http.MethodGet, "/v1/records/0xabcd/history", "", "invalid", "stands for 2 records"},
		{"unknown change", http.MethodGet, "/v1/changes/0xffff", "", "not_found", "does not have it"},
		{"change hash too short", http.MethodGet, "/v1/changes/0xab", "", "invalid", "at least 0x"},
		{"ambiguous change hash", http.MethodGet, "/v1/changes/0xabcd/review", "", "invalid", "stands for 2 changes"},
		{"change hash too long", http.MethodPost, "/v1/changes/0x" + strings.Repeat("f", 99) + "/withdraw", "", "not_found", "does not have it"},
		{"revert without a reason", http.MethodGet, "/v1/changes/0xabcd01/revert", "", "invalid", "reason"},
		{"no body", http.MethodPost, "/v1/records", "", "invalid", "body"},
		{"no JSON", http.MethodPost, "/v1/records", "{", "invalid", "body"},
		{"field missing", http.MethodPost, "/v1/records", "{}", "invalid", "line"},
		{"unknown field", http.MethodPost, "/v1/records", `{"line":"x","parties":[],"command":{},"more":1}`, "invalid", "more"},
		{"wrong type", http.MethodPost, "/v1/records/0xabcd01/pin", `{"pinned":"yes"}`, "invalid", "pinned"},
		{"body too large", http.MethodPost, "/v1/records", strings.Repeat(" ", 5<<20), "invalid", "too large"},
		{"sequence that is none", http.MethodPost, "/v1/records/0xabcd01/commands?after=x", "{}", "invalid", "after"},
		{"record of a Book that is not known", http.MethodGet, "/v1/records/0xabcd01", "", "not_found", "book"},
	} {
		status, kind, body := do(t, srv, c.method, c.path, "Bearer "+token, c.body)
		var p map[string]map[string]string
		if err := json.Unmarshal([]byte(body), &p); err != nil || kind != "application/json" || len(p) != 1 || len(p["error"]) != 3 {
			t.Errorf("%s: not in the form of errors: %d %s %s", c.name, status, kind, body)
			continue
		}
		if e := p["error"]; e["code"] != c.code || !strings.Contains(e["message"], c.message) || status != registry.ConditionNamed(c.code).HTTP {
			t.Errorf("%s: %d %v, want %s with %q", c.name, status, e, c.code, c.message)
		}
	}
}

// The client gives an error back as the condition it was.
func TestClientErrors(t *testing.T) {
	srv := newServer(t, nil)
	c := &api.Client{URL: srv.URL, Token: token}
	if _, err := c.Record(t.Context(), "0xffff"); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("an unknown record: %v, want ErrNotFound", err)
	}
	if _, err := c.Change(t.Context(), "0x1"); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a short hash: %v, want ErrInvalid", err)
	}
	if _, err := (&api.Client{URL: srv.URL, Token: "wrong"}).Status(t.Context()); !errors.Is(err, registry.ErrNotAllowed) {
		t.Errorf("a wrong token: %v, want ErrNotAllowed", err)
	}
	if err := c.Pin(t.Context(), "0xabcd01", true); err != nil {
		t.Errorf("pinning: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Status(ended); !errors.Is(err, registry.ErrTimeout) {
		t.Errorf("a context that has ended: %v, want ErrTimeout", err)
	}
	srv.Close()
	if _, err := c.Status(t.Context()); !errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("a pod that is down: %v, want ErrUnreachable", err)
	}
	for name, answer := range map[string]string{"no JSON": "oops", "another form": `{"title":"no"}`, "nothing": ""} {
		odd := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusBadGateway)
			_, _ = io.WriteString(w, answer)
		}))
		_, err := (&api.Client{URL: odd.URL}).Status(t.Context())
		if err == nil || !strings.Contains(err.Error(), "502") {
			t.Errorf("%s: %v, want the status", name, err)
		}
		odd.Close()
	}
}

// A copy is whole or none.
func TestBackup(t *testing.T) {
	srv := newServer(t, nil)
	c := &api.Client{URL: srv.URL, Token: token}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := c.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	s, err := boltstore.Open(path, boltstore.Config{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	n := 0
	err = s.View(t.Context(), func(tx store.Tx) error {
		n = 0
		return record.Each(tx, func(*record.Record) error { n++; return nil })
	})
	if err != nil || n != 2 {
		t.Errorf("%d records in the copy, %v", n, err)
	}
	if err := c.Backup(t.Context(), path); err == nil {
		t.Error("a file that exists is overwritten")
	}

	broken := newServer(t, func(c *api.Config) {
		c.Backup = func(_ context.Context, w io.Writer) error {
			_, err := io.WriteString(w, "half a copy")
			return errors.Join(err, errors.New("the disk broke"))
		}
	})
	half := filepath.Join(t.TempDir(), "half.db")
	if err := (&api.Client{URL: broken.URL, Token: token}).Backup(t.Context(), half); !errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("half a copy: %v, want ErrUnreachable", err)
	}
	if b, err := os.ReadFile(half); err == nil && len(b) > len("half a copy") {
		t.Errorf("more than was sent: %q", b)
	}
}

// The description of the API can be built, names every operation, and says of
// each that it needs the token.
func TestOpenAPI(t *testing.T) {
	srv := newServer(t, nil)
	status, _, body := do(t, srv, http.MethodGet, "/openapi.json", "Bearer "+token, "")
	if status != http.StatusOK {
		t.Fatalf("%d %s", status, body)
	}
	var doc struct {
		OpenAPI    string
		Paths      map[string]map[string]struct{ Security []map[string][]string }
		Components struct {
			Schemas         map[string]json.RawMessage
			SecuritySchemes map[string]struct{ Type, Scheme string }
		}
	}
	if err := json.Unmarshal([]byte(body), &doc); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Errorf("OpenAPI %s", doc.OpenAPI)
	}
	if s := doc.Components.SecuritySchemes["token"]; s.Type != "http" || s.Scheme != "bearer" {
		t.Errorf("security scheme %+v", s)
	}
	got := map[string]bool{}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			got[strings.ToUpper(method)+" "+path] = true
			if len(op.Security) != 1 || op.Security[0]["token"] == nil {
				t.Errorf("%s %s needs no token: %v", method, path, op.Security)
			}
		}
	}
	for _, want := range []string{
		"GET /v1/status", "GET /v1/releases", "GET /v1/changes", "POST /v1/changes", "GET /v1/changes/{hash}", "GET /v1/changes/{hash}/review",
		"POST /v1/changes/{hash}/approvals", "POST /v1/changes/{hash}/withdraw", "GET /v1/changes/{hash}/revert", "POST /v1/changes/{hash}/revert",
		"POST /v1/records", "GET /v1/records", "GET /v1/records/{id}", "POST /v1/records/{id}/commands", "POST /v1/records/{id}/novate",
		"POST /v1/records/{id}/pin", "GET /v1/records/{id}/history", "POST /v1/finisher", "GET /v1/undeliverable",
	} {
		if !got[want] {
			t.Errorf("%s is not described", want)
		}
	}
	for _, ref := range strings.Split(body, `"$ref":"#/components/schemas/`)[1:] {
		name, _, _ := strings.Cut(ref, `"`)
		if doc.Components.Schemas[name] == nil {
			t.Errorf("schema %s is referred to and not there", name)
		}
	}
}

// A release that is draining and has no open records is drained.
func TestPlaceWord(t *testing.T) {
	got := map[string]string{}
	for name, p := range map[string]api.Place{
		"draining": {State: change.Draining, Counts: fleet.Counts{Open: 1}}, "drained": {State: change.Draining, Counts: fleet.Counts{Closed: 3}},
		"active": {State: change.Active}, "suspended": {State: change.Suspended},
	} {
		got[name] = p.Word()
	}
	want := map[string]string{"draining": "draining", "drained": "drained", "active": "active", "suspended": "suspended"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A review without a salt, or with bytes that do not belong together, is not
// signed.
func TestReviewStruct(t *testing.T) {
	for name, r := range map[string]api.Review{
		"nothing":      {},
		"a short salt": {Salt: make([]byte, 31)},
		"no document":  {Salt: make([]byte, 32)},
	} {
		if s, _, err := r.Struct(); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: Struct = %+v, %v; want ErrInvalid", name, s, err)
		}
	}
}
