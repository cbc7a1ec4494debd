package mirror

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/shelf"
)

// pageSize bounds the entries of one answer.
const pageSize = 64

// A ServerConfig says what is served and who may write.
type ServerConfig struct {
	// Shelf holds the releases. It stays the caller's to close.
	Shelf *shelf.Shelf
	// Authorize returns who makes the request, to be written into the log, or
	// why it must not. Its error should match [registry.ErrNotAllowed]. It is
	// called for every write, before the body is read. Nil refuses all writes.
	Authorize func(*http.Request) (by string, err error)
	// Now gives the time of log entries. Nil means [time.Now].
	Now func() time.Time
	// Logger gets internal failures. Nil means [slog.Default].
	Logger *slog.Logger
}

// A Server serves a shelf. It is an [http.Handler], safe for concurrent use.
type Server struct {
	cfg ServerConfig
	mux *http.ServeMux
}

// NewServer returns a server of cfg.Shelf.
func NewServer(cfg ServerConfig) *Server {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	if cfg.Authorize == nil {
		cfg.Authorize = func(*http.Request) (string, error) {
			return "", fmt.Errorf("this mirror does not take writes: %w", registry.ErrNotAllowed)
		}
	}
	s := &Server{cfg: cfg, mux: http.NewServeMux()}
	s.handle("GET /v1/checkpoint", s.checkpoint)
	s.handle("GET /v1/entries", s.entries)
	s.handle("GET /v1/proofs/inclusion", s.inclusion)
	s.handle("GET /v1/proofs/consistency", s.consistency)
	s.handle("GET /v1/releases", s.releases)
	s.handle("GET /v1/bundles/{digest}", s.bundle)
	s.handle("GET /v1/documents/{digest}", s.document)
	s.handle("POST /v1/bundles", s.publish)
	s.handle("POST /v1/releases/{name}/{version}/yank", s.yank)
	s.handle("POST /v1/releases/{name}/{version}/withdraw", s.withdraw)
	s.handle("POST /v1/documents", s.putDocument)
	return s
}

// ServeHTTP implements [http.Handler].
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// An answer is what a handler gives back.
type answer struct {
	status int // 0 means 200
	kind   string
	body   []byte
	// fixed means that the same request always has this answer.
	fixed bool
}

func (s *Server) handle(pattern string, fn func(*http.Request) (answer, error)) {
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			// No write has a larger body than a bundle.
			r.Body = http.MaxBytesReader(w, r.Body, bundle.MaxSize)
		}
		a, err := fn(r)
		if err != nil {
			a = s.problem(r, err)
		}
		h := w.Header()
		h.Set("Content-Type", a.kind)
		h.Set("Content-Length", strconv.Itoa(len(a.body)))
		h.Set("X-Content-Type-Options", "nosniff")
		if a.fixed {
			h.Set("Cache-Control", "public, max-age=31536000, immutable")
		} else {
			h.Set("Cache-Control", "no-store")
		}
		if a.status != 0 {
			w.WriteHeader(a.status)
		}
		// The client has gone when this fails; there is nobody to tell.
		_, _ = w.Write(a.body)
	})
}

// A problem is an error as RFC 9457 writes it.
type problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
	// Code is that of a [registry.Condition].
	Code string `json:"code"`
}

func (s *Server) problem(r *http.Request, err error) answer {
	c := registry.ConditionOf(err)
	p := problem{Title: http.StatusText(c.HTTP), Status: c.HTTP, Detail: err.Error(), Code: c.Code}
	if c.Err == nil {
		s.cfg.Logger.ErrorContext(r.Context(), "serving the registry", "path", r.URL.Path, "error", err)
		p.Detail = "the mirror failed, its log says why"
	}
	a := encode(p)
	a.status, a.kind = p.Status, "application/problem+json"
	return a
}

func encode(v any) answer {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // no type of this package can fail to marshal
	}
	return answer{kind: "application/json", body: b}
}

// A list is how several things are sent.
type list[T any] struct {
	Items []T `json:"items"`
}

func items[T any](v []T) answer {
	if v == nil {
		v = []T{}
	}
	return encode(list[T]{v})
}

// A wireLeaf is a [merklelog.Leaf] on the wire.
type wireLeaf struct {
	// Entry is the canonical JSON of the entry.
	Entry json.RawMessage `json:"entry"`
	Proof merklelog.Proof `json:"proof"`
}

func (s *Server) checkpoint(*http.Request) (answer, error) {
	c, err := s.cfg.Shelf.Log().Checkpoint()
	return answer{kind: "text/plain; charset=utf-8", body: c.Signed}, err
}

func (s *Server) entries(r *http.Request) (answer, error) {
	size, err1 := number(r, "size")
	from, err2 := number(r, "from")
	if err := errors.Join(err1, err2); err != nil {
		return answer{}, err
	}
	leaves, err := s.cfg.Shelf.Log().Leaves(size, from, min(from, size)+pageSize)
	if err != nil {
		return answer{}, err
	}
	var out []wireLeaf
	for _, l := range leaves {
		out = append(out, wireLeaf{l.Entry.Encode(), l.Proof})
	}
	return items(out), nil
}

func (s *Server) inclusion(r *http.Request) (answer, error) {
	size, err1 := number(r, "size")
	index, err2 := number(r, "index")
	if err := errors.Join(err1, err2); err != nil {
		return answer{}, err
	}
	p, err := s.cfg.Shelf.Log().ProveInclusion(size, index)
	return items(p), err
}

func (s *Server) consistency(r *http.Request) (answer, error) {
	from, err1 := number(r, "from")
	size, err2 := number(r, "size")
	if err := errors.Join(err1, err2); err != nil {
		return answer{}, err
	}
	p, err := s.cfg.Shelf.Log().ProveConsistency(from, size)
	return items(p), err
}

func (s *Server) releases(r *http.Request) (answer, error) {
	all, err := s.cfg.Shelf.List(r.URL.Query().Get("line"))
	return items(all), err
}

func (s *Server) bundle(r *http.Request) (answer, error) {
	d, err := registry.ParseDigest(r.PathValue("digest"))
	if err != nil {
		return answer{}, err
	}
	file, err := s.cfg.Shelf.Bundle(d)
	return answer{kind: "application/x-tar", body: file, fixed: true}, err
}

func (s *Server) document(r *http.Request) (answer, error) {
	d, err := registry.ParseDigest(r.PathValue("digest"))
	if err != nil {
		return answer{}, err
	}
	doc, err := s.cfg.Shelf.Document(d)
	return answer{kind: "application/octet-stream", body: doc.Contents, fixed: true}, err
}

func (s *Server) publish(r *http.Request) (answer, error) {
	if _, err := s.cfg.Authorize(r); err != nil {
		return answer{}, err
	}
	file, err := io.ReadAll(r.Body)
	if err != nil {
		return answer{}, fmt.Errorf("reading the bundle: %v: %w", err, registry.ErrInvalid)
	}
	rel, err := s.cfg.Shelf.Put(file, s.cfg.Now(), r.URL.Query().Get("note"))
	return encode(rel), err
}

func (s *Server) yank(r *http.Request) (answer, error) {
	by, err := s.cfg.Authorize(r)
	if err != nil {
		return answer{}, err
	}
	rel, err := s.cfg.Shelf.Yank(r.PathValue("name"), r.PathValue("version"), r.URL.Query().Get("reason"), by, s.cfg.Now())
	return encode(rel), err
}

func (s *Server) withdraw(r *http.Request) (answer, error) {
	by, err := s.cfg.Authorize(r)
	if err != nil {
		return answer{}, err
	}
	rel, err := s.cfg.Shelf.Withdraw(r.PathValue("name"), r.PathValue("version"), r.URL.Query().Get("reason"), by, s.cfg.Now())
	return encode(rel), err
}

func (s *Server) putDocument(r *http.Request) (answer, error) {
	by, err := s.cfg.Authorize(r)
	if err != nil {
		return answer{}, err
	}
	contents, err := io.ReadAll(io.LimitReader(r.Body, shelf.MaxDocument+1))
	if err != nil {
		return answer{}, fmt.Errorf("reading the document: %v: %w", err, registry.ErrInvalid)
	}
	q := r.URL.Query()
	doc, err := s.cfg.Shelf.PutDocument(shelf.Document{
		Kind: merklelog.Kind(q.Get("kind")), Line: q.Get("line"), By: by, Note: q.Get("note"), Contents: contents,
	}, s.cfg.Now())
	return encode(doc), err
}

func number(r *http.Request, name string) (int64, error) {
	v, err := strconv.ParseInt(r.URL.Query().Get(name), 10, 64)
	if err != nil || v < 0 {
		return 0, fmt.Errorf("parameter %s=%q: want a number from 0: %w", name, r.URL.Query().Get(name), registry.ErrInvalid)
	}
	return v, nil
}
