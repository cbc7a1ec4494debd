package mirror

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"net/http"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/shelf"
	"github.com/novation-dev/novation/registry/witness"
)

// A Holder has the log of a registry and what it names: a shelf, or a pod that
// has followed it. It is safe for concurrent use.
type Holder interface {
	// Checkpoint returns the signed head up to which the others answer.
	Checkpoint(ctx context.Context) ([]byte, error)
	// Tile and Leaves are those of [merklelog.Source].
	merklelog.Source
	// Bundle and Document return bytes with the given digest. They fail with
	// [registry.ErrNotFound].
	Bundle(release registry.Digest) ([]byte, error)
	Document(digest registry.Digest) ([]byte, error)
}

// shelved is a shelf as a Holder.
type shelved struct {
	*shelf.Shelf
	witnesses *witness.Collector
}

func (s shelved) Checkpoint(ctx context.Context) ([]byte, error) {
	if s.witnesses != nil {
		// Just after a start the witnesses have not answered yet.
		ctx, cancel := context.WithTimeout(ctx, firstWait)
		defer cancel()
		_ = s.witnesses.Await(ctx, 0) // what is missing Checkpoint says
		return s.witnesses.Checkpoint()
	}
	c, err := s.Log().Checkpoint()
	return c.Signed, err
}

func (s shelved) Tile(level int, n int64, width int) ([]byte, error) {
	return s.Log().Tile(level, n, width)
}

func (s shelved) Leaves(from, to int64) ([][]byte, error) { return s.Log().Leaves(from, to) }

func (s shelved) Document(digest registry.Digest) ([]byte, error) {
	d, err := s.Shelf.Document(digest)
	return d.Contents, err
}

// NewReader returns a server that hands out what a holder has, and takes nothing.
// allow says why a request may not read ([registry.ErrNotAllowed]).
func NewReader(h Holder, allow func(*http.Request) error, logger *slog.Logger) *Server {
	s := &Server{cfg: ServerConfig{Logger: logger}, mux: http.NewServeMux(), reader: allow}
	s.reads(h)
	return s
}

// reads adds what is read of a holder.
func (s *Server) reads(h Holder) {
	s.handle("GET /checkpoint", func(r *http.Request) (answer, error) {
		b, err := h.Checkpoint(r.Context())
		return answer{kind: "text/plain; charset=utf-8", body: b}, err
	})
	s.handle("GET /tile/{path...}", func(r *http.Request) (answer, error) { return tile(r, h) })
	s.handle("GET /v1/bundles/{digest}", func(r *http.Request) (answer, error) {
		return byDigest(r, "application/x-tar", h.Bundle)
	})
	s.handle("GET /v1/documents/{digest}", func(r *http.Request) (answer, error) {
		return byDigest(r, "application/octet-stream", h.Document)
	})
}

func byDigest(r *http.Request, kind string, get func(registry.Digest) ([]byte, error)) (answer, error) {
	d, err := registry.ParseDigest(r.PathValue("digest"))
	if err != nil {
		return answer{}, err
	}
	b, err := get(d)
	return answer{kind: kind, body: b, fixed: true}, err
}

// tile answers for tiles and bundles of entries. Both never change.
func tile(r *http.Request, h Holder) (answer, error) {
	level, n, width, isTile, err := merklelog.ParsePath("tile/" + r.PathValue("path"))
	if err != nil {
		return answer{}, err
	}
	a := answer{kind: "application/octet-stream", fixed: true}
	if isTile {
		a.body, err = h.Tile(level, n, width)
		return a, err
	}
	if n > math.MaxInt64/merklelog.TileWidth-1 {
		return answer{}, fmt.Errorf("there is no bundle %d: %w", n, registry.ErrNotFound)
	}
	leaves, err := h.Leaves(n*merklelog.TileWidth, n*merklelog.TileWidth+int64(width))
	a.body = merklelog.JoinLeaves(leaves)
	return a, err
}
