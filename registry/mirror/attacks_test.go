package mirror_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
)

// remembered returns a client that has seen everything a site has, and its
// memory.
func remembered(t *testing.T, s *site) (*mirror.Client, *memory) {
	t.Helper()
	m := &memory{}
	c := s.client(t, m)
	u, err := c.Sync(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Remember(t.Context(), u.Checkpoint); err != nil {
		t.Fatal(err)
	}
	return c, m
}

// A mirror that goes back to a state that was true once.
func TestRollback(t *testing.T) {
	s := newSite(t, "")
	s.publish(t, "1.0.0")
	old, err := s.shelf.Log().Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	s.publish(t, "1.1.0")
	c, m := remembered(t, s)
	before := bytes.Clone(m.signed)
	s.middleware = rewrite("checkpoint", func([]byte) []byte { return old.Signed })
	if u, err := c.Sync(t.Context()); !errors.Is(err, registry.ErrStale) || u.Entries != nil {
		t.Errorf("Sync = %v, want ErrStale", err)
	}
	if _, err := c.Releases(t.Context()); !errors.Is(err, registry.ErrStale) {
		t.Errorf("Releases = %v, want ErrStale", err)
	}
	if !bytes.Equal(m.signed, before) {
		t.Error("the memory was rolled back, too")
	}
}

// A mirror that stands still is believed by those who know no better, and by
// nobody who heard of a newer head from another one.
func TestFreeze(t *testing.T) {
	s := newSite(t, "")
	s.publish(t, "1.0.0")
	frozen, err := s.shelf.Log().Checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	c, _ := remembered(t, s)
	s.publish(t, "1.0.1")
	if _, err := s.shelf.Yank("crude-trade", "1.0.0", "wrong", "alpha", noon); err != nil {
		t.Fatal(err)
	}
	ice := rewrite("checkpoint", func([]byte) []byte { return frozen.Signed })
	s.middleware = ice
	if u, err := c.Sync(t.Context()); err != nil || len(u.Entries) > 0 {
		t.Errorf("who hears of nothing else: %v, %v", u.Entries, err)
	}
	s.middleware = nil
	u, err := c.Sync(t.Context()) // from an honest one, with the same memory
	if err != nil || len(u.Entries) != 2 {
		t.Fatalf("Sync = %v, %v", u.Entries, err)
	}
	if err := c.Remember(t.Context(), u.Checkpoint); err != nil {
		t.Fatal(err)
	}
	s.middleware = ice
	if _, err := c.Releases(t.Context()); !errors.Is(err, registry.ErrStale) {
		t.Errorf("the frozen mirror hides a yank: %v", err)
	}
}

// A head far ahead of the log, so that the true one would look old afterwards.
func TestFastForward(t *testing.T) {
	s := newSite(t, "")
	s.publish(t, "1.0.0")
	c, m := remembered(t, s)
	before := bytes.Clone(m.signed)
	thief, err := merklelog.GenerateKey("registry.example/test") // the same name, another key
	if err != nil {
		t.Fatal(err)
	}
	far := newSite(t, thief)
	far.publish(t, "1.0.0", "2.0.0", "3.0.0")
	honest := s.handler
	for name, lie := range map[string]func(){
		"another number": func() {
			s.middleware = rewrite("checkpoint", func(b []byte) []byte { return bytes.Replace(b, []byte("\n1\n"), []byte("\n999999999\n"), 1) })
		},
		"signed by another key": func() { s.handler = far.handler },
	} {
		s.middleware, s.handler = nil, honest
		lie()
		if _, err := c.Sync(t.Context()); !errors.Is(err, merklelog.ErrProof) {
			t.Errorf("%s: Sync = %v, want ErrProof", name, err)
		}
	}
	s.middleware, s.handler = nil, honest
	if !bytes.Equal(m.signed, before) {
		t.Fatal("the false head was remembered")
	}
	s.publish(t, "1.1.0")
	if u, err := c.Sync(t.Context()); err != nil || len(u.Entries) != 1 {
		t.Errorf("the true log afterwards: %v, %v", u.Entries, err)
	}
}

// A mirror that drips holds nobody longer than asked for.
func TestSlowMirror(t *testing.T) {
	s := newSite(t, "")
	s.publish(t, "1.0.0")
	good, err := s.shelf.Get("crude-trade", "1.0.0")
	if err != nil {
		t.Fatal(err)
	}
	s.middleware = func(http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for range 200 {
				_, _ = w.Write([]byte{0})
				w.(http.Flusher).Flush()
				select {
				case <-r.Context().Done():
					return
				case <-time.After(100 * time.Millisecond):
				}
			}
		})
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, _, err := s.client(t, nil).Bundle(ctx, good.Digest); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Bundle = %v", err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it held us for %v", took)
	}
}

// A mirror that answers with another release of the line, signed and published
// as it should be.
func TestWrongSoftwareFromAMirror(t *testing.T) {
	s := newSite(t, "")
	s.publish(t, "1.0.0", "0.9.0")
	want, err := s.shelf.Get("crude-trade", "1.0.0")
	if err != nil {
		t.Fatal(err)
	}
	s.middleware = rewrite("bundles", func([]byte) []byte { return pack(t, "0.9.0") })
	if b, _, err := s.client(t, nil).Bundle(t.Context(), want.Digest); !errors.Is(err, mirror.ErrFalse) {
		t.Errorf("got %v, %v", b, err)
	}
}

// rowRE is a test that the table of attacks names.
var rowRE = regexp.MustCompile("`([a-z/]+): (Test[A-Za-z0-9]+)`")

// missingTests returns the tests that a table names and that are nowhere, and
// the rows that name none.
func missingTests(t *testing.T, table string) (missing []string) {
	t.Helper()
	rows := 0
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| attack |") {
			continue
		}
		rows++
		named := rowRE.FindAllStringSubmatch(line, -1)
		if len(named) == 0 {
			missing = append(missing, "none: "+line)
		}
		for _, n := range named {
			if !declared(t, filepath.Join("..", "..", filepath.FromSlash(n[1])), n[2]) {
				missing = append(missing, n[1]+": "+n[2])
			}
		}
	}
	if rows == 0 {
		missing = append(missing, "no rows")
	}
	return missing
}

// declared reports whether a test stands in a folder.
func declared(t *testing.T, folder, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte("\nfunc "+name+"(")) {
			return true
		}
	}
	return false
}

// The table of attacks names tests that exist, and has the whole list of TUF.
func TestTableOfAttacks(t *testing.T) {
	b, err := os.ReadFile("../../docs/attacks.md")
	if err != nil {
		t.Fatal(err)
	}
	table := string(b)
	for _, m := range missingTests(t, table) {
		t.Errorf("docs/attacks.md names a test that is not there: %s", m)
	}
	for _, attack := range []string{
		"arbitrary bundle", "endless data", "slow server", "rollback", "freeze", "fast-forward", "mix and match", "wrong software",
		"key compromise below the threshold", "key compromise at the threshold", "path traversal", "links", "duplicate names", "bombs",
		"manifests that disagree with their layers", "names that look alike", "a split view by the holder of the log's key",
	} {
		if !strings.Contains(table, "\n| "+attack+" | ") {
			t.Errorf("docs/attacks.md has no row for %q", attack)
		}
	}
	for name, broken := range map[string]string{
		"a test that was renamed": strings.Replace(table, "TestRollback", "TestRolledBack", 1),
		"a folder that is gone":   strings.Replace(table, "registry/keyset: ", "registry/keysets: ", 1),
		"a row without a test":    table + "| another | nothing |  |\n",
		"an empty table":          "",
	} {
		if len(missingTests(t, broken)) == 0 {
			t.Errorf("%s is not noticed", name)
		}
	}
}
