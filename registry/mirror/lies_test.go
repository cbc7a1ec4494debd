package mirror_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
	"github.com/novation-dev/novation/registry/shelf"
)

// rewrite returns a middleware that changes the successful answers to paths
// that contain part.
func rewrite(part string, change func([]byte) []byte) func(http.Handler) http.Handler {
	return func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			rec := httptest.NewRecorder()
			h.ServeHTTP(rec, r)
			body := rec.Body.Bytes()
			if rec.Code == http.StatusOK && strings.Contains(r.URL.Path, part) {
				body = change(body)
			}
			w.WriteHeader(rec.Code)
			_, _ = w.Write(body)
		})
	}
}

// leaves edits the entries of an answer to /tile/entries.
func leaves(change func([][]byte) [][]byte) func([]byte) []byte {
	return func(b []byte) []byte {
		l, err := merklelog.SplitLeaves(b)
		if err != nil {
			panic(err)
		}
		return merklelog.JoinLeaves(change(l))
	}
}

func TestLyingAboutBytes(t *testing.T) {
	s := newSite(t, "")
	s.publish(t, "1.0.0")
	good, err := s.shelf.Get("crude-trade", "1.0.0")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := s.shelf.PutDocument(shelf.Document{Kind: merklelog.KindChange, Line: "crude-trade", Contents: []byte("change")}, noon)
	if err != nil {
		t.Fatal(err)
	}
	other := pack(t, "6.6.6")
	for name, change := range map[string]func([]byte) []byte{
		"another":  func([]byte) []byte { return other },
		"nothing":  func([]byte) []byte { return nil },
		"one bit":  func(b []byte) []byte { b = bytes.Clone(b); b[len(b)/3] ^= 1; return b },
		"longer":   func(b []byte) []byte { return append(bytes.Clone(b), 0) },
		"shorter":  func(b []byte) []byte { return b[:len(b)-1] },
		"HTML":     func([]byte) []byte { return []byte("<html>proxy login</html>") },
		"too much": func([]byte) []byte { return make([]byte, bundle.MaxSize+1) },
	} {
		s.middleware = rewrite("", change)
		c := s.client(t, nil)
		if _, _, err := c.Bundle(t.Context(), good.Digest); !errors.Is(err, mirror.ErrFalse) {
			t.Errorf("%s: Bundle = %v, want ErrFalse", name, err)
		}
		if _, err := c.Document(t.Context(), doc.Digest); !errors.Is(err, mirror.ErrFalse) {
			t.Errorf("%s: Document = %v, want ErrFalse", name, err)
		}
	}
}

func TestLyingAboutTheLog(t *testing.T) {
	entry := func(i int, old, repl string) func([]byte) []byte {
		return leaves(func(l [][]byte) [][]byte {
			l[i] = bytes.Replace(l[i], []byte(old), []byte(repl), 1)
			return l
		})
	}
	flip := func(b []byte) []byte { b = bytes.Clone(b); b[len(b)-1] ^= 1; return b }
	for name, lie := range map[string]func(http.Handler) http.Handler{
		"changed digest":     rewrite("entries", entry(1, `"sha256:`, `"sha256:0`)),
		"changed note":       rewrite("entries", entry(1, `"note":""`, `"note":"x"`)),
		"other form":         rewrite("entries", entry(1, `"kind"`, `"Kind"`)),
		"missing entry":      rewrite("entries", leaves(func(l [][]byte) [][]byte { return append(l[:1], l[2:]...) })),
		"missing last entry": rewrite("entries", leaves(func(l [][]byte) [][]byte { return l[:len(l)-1] })),
		"entry twice":        rewrite("entries", leaves(func(l [][]byte) [][]byte { return append(l[:2], l[1:]...) })),
		"half an entry":      rewrite("entries", func(b []byte) []byte { return b[:len(b)-1] }),
		"no entries":         rewrite("entries", func([]byte) []byte { return nil }),
		"no bundle":          rewrite("entries", func([]byte) []byte { return []byte(`<html>`) }),
		"too many entries":   rewrite("entries", func([]byte) []byte { return make([]byte, 5<<20) }),
		"tile":               rewrite("tile/0", flip),
		"shorter tile":       rewrite("tile/0", func(b []byte) []byte { return b[1:] }),
		"longer tile":        rewrite("tile/0", func(b []byte) []byte { return append([]byte{0}, b...) }),
		"no tile":            rewrite("tile/0", func([]byte) []byte { return nil }),
		"endless tile":       rewrite("tile/0", func([]byte) []byte { return make([]byte, 5<<20) }),
		"checkpoint":         rewrite("checkpoint", func(b []byte) []byte { return bytes.Replace(b, []byte("\n3\n"), []byte("\n2\n"), 1) }),
		"unsigned":           rewrite("checkpoint", func(b []byte) []byte { return b[:bytes.Index(b, []byte("\n\n"))+1] }),
		"no checkpoint":      rewrite("checkpoint", func([]byte) []byte { return nil }),
		"hidden tile": func(h http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.Contains(r.URL.Path, "/tile/0") {
					r.URL.Path = "/v1/documents/" + registry.Digest{1}.String()
				}
				h.ServeHTTP(w, r)
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, "")
			m := &memory{}
			s.publish(t, "0.1.0")
			c := s.client(t, m)
			u, err := c.Sync(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(name, "tile") || strings.Contains(name, "checkpoint") || name == "unsigned" {
				if err := c.Remember(t.Context(), u.Checkpoint); err != nil {
					t.Fatal(err)
				}
			}
			s.publish(t, "0.2.0", "0.3.0")
			s.middleware = lie
			before := bytes.Clone(m.signed)
			if u, err := c.Sync(t.Context()); !errors.Is(err, mirror.ErrFalse) && !errors.Is(err, merklelog.ErrProof) {
				t.Errorf("Sync = %v, %v; want ErrFalse or ErrProof", u.Entries, err)
			}
			if !bytes.Equal(m.signed, before) {
				t.Error("a lie was remembered")
			}
		})
	}
}

// A log that tells two histories with the same key is found out by a reader
// that remembers one of them.
func TestForkedLog(t *testing.T) {
	one := newSite(t, "")
	two := newSite(t, one.key)
	one.publish(t, "1.0.0", "1.1.0")
	m := &memory{}
	c := one.client(t, m)
	u, err := c.Sync(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Remember(t.Context(), u.Checkpoint); err != nil {
		t.Fatal(err)
	}
	for i, versions := range [][]string{{"1.0.0"}, {"6.6.6"}, {"1.2.0"}} {
		two.publish(t, versions...)
		one.handler = two.handler
		_, err := c.Sync(t.Context())
		var fork *merklelog.ForkError
		switch {
		case i == 0: // it is only shorter, which an honest copy may be
			if !errors.Is(err, registry.ErrStale) {
				t.Errorf("a shorter log: Sync = %v, want ErrStale", err)
			}
		case !errors.As(err, &fork):
			t.Errorf("history %d: Sync = %v, want a ForkError", i, err)
		case errors.Is(err, mirror.ErrFalse):
			t.Errorf("history %d: the lie is said to be the server's: %v", i, err)
		case fork.Old.Root != u.Checkpoint.Root || fork.New.Root == fork.Old.Root:
			t.Errorf("the evidence is %v and %v", fork.Old, fork.New)
		}
		if _, err := c.Releases(t.Context()); err == nil {
			t.Errorf("history %d: Releases succeeded", i)
		}
	}
}

func TestAnotherLog(t *testing.T) {
	one, two := newSite(t, ""), newSite(t, "")
	one.handler = two.handler
	if _, err := one.client(t, nil).Sync(t.Context()); !errors.Is(err, merklelog.ErrProof) {
		t.Errorf("Sync = %v, want ErrProof", err)
	}
}

// raw serves one fixed answer, as bytes on the wire, to everyone.
func raw(t *testing.T, answer string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			buf := make([]byte, 4096)
			_, _ = c.Read(buf)
			_, _ = c.Write([]byte(answer))
			c.Close()
		}
	}()
	return "http://" + l.Addr().String()
}

func TestLyingOnTheWire(t *testing.T) {
	file := string(pack(t, "1.0.0"))
	b, err := bundle.Open([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	digest, err := b.Digest()
	if err != nil {
		t.Fatal(err)
	}
	const ok = "HTTP/1.1 200 OK\r\nConnection: close\r\n"
	for name, tt := range map[string]struct {
		answer string
		want   error
	}{
		"sound":                 {fmt.Sprintf(ok+"Content-Length: %d\r\n\r\n%s", len(file), file), nil},
		"longer than declared":  {fmt.Sprintf(ok+"Content-Length: %d\r\n\r\n%s", len(file), file+"more"), nil}, // what was declared is sound
		"declared too short":    {fmt.Sprintf(ok+"Content-Length: %d\r\n\r\n%s", len(file)-512, file), mirror.ErrFalse},
		"shorter than declared": {fmt.Sprintf(ok+"Content-Length: %d\r\n\r\n%s", len(file)+1, file), registry.ErrUnreachable},
		"declared too long":     {fmt.Sprintf(ok+"Content-Length: %d\r\n\r\n", int64(1)<<40), mirror.ErrFalse},
		"without end":           {ok + "\r\n" + file + "more", mirror.ErrFalse},
		"no HTTP":               {"hello\r\n\r\n", registry.ErrUnreachable},
		"nothing":               {"", registry.ErrUnreachable},
		"bare 404":              {"HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n", registry.ErrUnreachable},
		"contradiction": {
			"HTTP/1.1 500 Oops\r\nConnection: close\r\n\r\n" + `{"code":"not_found","detail":"x"}`, registry.ErrUnreachable,
		},
	} {
		c, err := mirror.NewClient(mirror.ClientConfig{URL: raw(t, tt.answer)})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := c.Bundle(t.Context(), digest); !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
			t.Errorf("%s: Bundle = %v, want %v", name, err, tt.want)
		}
	}
}

func TestUnreachable(t *testing.T) {
	s := newSite(t, "")
	url := raw(t, "")
	c, err := mirror.NewClient(mirror.ClientConfig{URL: url, VerifierKey: s.vkey})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Sync(t.Context()); !errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("Sync = %v, want ErrUnreachable", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Sync(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Sync = %v, want context.Canceled", err)
	}
}

// What an answer says about an error cannot control a terminal.
func TestErrorTextIsQuoted(t *testing.T) {
	c, err := mirror.NewClient(mirror.ClientConfig{
		URL: raw(t, "HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n"+`{"code":"not_found","detail":"\u001b[2J gone"}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Document(t.Context(), registry.Digest{1})
	if !errors.Is(err, registry.ErrNotFound) || strings.Contains(err.Error(), "\x1b") || !strings.Contains(err.Error(), "gone") {
		t.Errorf("Document = %q", err)
	}
}

func TestBrokenMemory(t *testing.T) {
	s := newSite(t, "")
	c := s.client(t, &memory{signed: []byte("not a checkpoint")})
	if _, err := c.Sync(t.Context()); !errors.Is(err, merklelog.ErrProof) {
		t.Errorf("Sync = %v, want ErrProof", err)
	}
}
