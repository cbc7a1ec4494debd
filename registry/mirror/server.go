package mirror

import (
	"context"
	"encoding/json"
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
	"github.com/novation-dev/novation/registry/witness"
)

// witnessWait is how long a write waits until its entry is under enough
// cosignatures.
const witnessWait = 10 * time.Second

// firstWait is how long a reader waits for the first checkpoint that has enough
// cosignatures.
const firstWait = 3 * time.Second

// A ServerConfig says what is served and who may write.
type ServerConfig struct {
	// Shelf holds the releases. It stays the caller's to close.
	Shelf *shelf.Shelf
	// Authorize returns who makes the request, to be written into the log, or
	// why it must not. Its error should match [registry.ErrNotAllowed]. It is
	// called for every write, before the body is read. Nil refuses all writes.
	Authorize func(*http.Request) (by string, err error)
	// Witnesses collects cosignatures: readers are shown checkpoints that have
	// enough of them only, and a write is answered when its entry is under one.
	// Nil shows the log's own checkpoints.
	Witnesses *witness.Collector
	// Now gives the time of log entries. Nil means [time.Now].
	Now func() time.Time
	// Logger gets internal failures. Nil means [slog.Default].
	Logger *slog.Logger
}

// A Server serves a shelf. It is an [http.Handler], safe for concurrent use.
type Server struct {
	cfg ServerConfig
	mux *http.ServeMux
	// reader says why a request may not read; nil lets everybody.
	reader func(*http.Request) error
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
	s.reads(shelved{cfg.Shelf, cfg.Witnesses})
	s.handle("GET /v1/releases", s.releases)
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
		var a answer
		var err error
		if s.reader != nil {
			err = s.reader(r)
		}
		if err == nil {
			a, err = fn(r)
		}
		if err != nil {
			a = s.problem(r, err)
		}
		h := w.Header()
		h.Set("Content-Type", a.kind)
		h.Set("Content-Length", strconv.Itoa(len(a.body)))
		h.Set("X-Content-Type-Options", "nosniff")
		if a.fixed && s.reader == nil {
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

// witnessed waits until the entry at index is under enough cosignatures. What
// was written is durable in any case.
func (s *Server) witnessed(r *http.Request, index int64) error {
	if s.cfg.Witnesses == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(r.Context(), witnessWait)
	defer cancel()
	return s.cfg.Witnesses.Await(ctx, index+1)
}

func (s *Server) releases(r *http.Request) (answer, error) {
	all, err := s.cfg.Shelf.List(r.URL.Query().Get("line"))
	return items(all), err
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
	if err == nil {
		err = s.witnessed(r, rel.Index)
	}
	return encode(rel), err
}

func (s *Server) yank(r *http.Request) (answer, error) {
	return s.end(r, s.cfg.Shelf.Yank, func(rel shelf.Release) *shelf.Yank { return rel.Yanked })
}

func (s *Server) withdraw(r *http.Request) (answer, error) {
	return s.end(r, s.cfg.Shelf.Withdraw, func(rel shelf.Release) *shelf.Yank { return rel.Withdrawn })
}

// end writes into the log that a release ends, in one of the two ways.
func (s *Server) end(r *http.Request, write func(name, version, reason, by string, at time.Time) (shelf.Release, error), entry func(shelf.Release) *shelf.Yank) (answer, error) {
	by, err := s.cfg.Authorize(r)
	if err != nil {
		return answer{}, err
	}
	rel, err := write(r.PathValue("name"), r.PathValue("version"), r.URL.Query().Get("reason"), by, s.cfg.Now())
	if err == nil {
		err = s.witnessed(r, entry(rel).Index)
	}
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
	if err == nil {
		err = s.witnessed(r, doc.Index)
	}
	return encode(doc), err
}
