package mirror

import (
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// hashSize is that of a hash in a tile, in bytes.
const hashSize = 32

// A source fetches the tiles and entries of a log of one size. It is a
// [merklelog.Source] for one caller.
type source struct {
	ctx    context.Context //nolint:containedctx // it is made for one call
	client *Client
	size   int64
	// tiles are those that were fetched, by path.
	tiles map[string][]byte
}

// Tile implements [merklelog.Source].
func (s *source) Tile(level int, n int64, width int) ([]byte, error) {
	path := merklelog.TilePath(level, n, width)
	if b := s.tiles[path]; b != nil {
		return b, nil
	}
	b, err := s.fetch(path, merklelog.TilePath(level, n, merklelog.TileWidth), merklelog.TileWidth*hashSize)
	if err != nil {
		return nil, err
	}
	b = b[:min(len(b), width*hashSize)] // it may have sent the full tile
	s.tiles[path] = b
	return b, nil
}

// Leaves implements [merklelog.Source].
func (s *source) Leaves(from, to int64) ([][]byte, error) {
	var out [][]byte
	for n := from / merklelog.TileWidth; n*merklelog.TileWidth < to; n++ {
		first := n * merklelog.TileWidth
		width := int(min(merklelog.TileWidth, s.size-first))
		b, err := s.fetch(merklelog.EntriesPath(n, width), merklelog.EntriesPath(n, merklelog.TileWidth), maxAnswer)
		if err != nil {
			return nil, err
		}
		leaves, err := merklelog.SplitLeaves(b)
		if err != nil || len(leaves) < width {
			return nil, fmt.Errorf("%s has %d entries, want %d: %w", merklelog.EntriesPath(n, width), len(leaves), width, ErrFalse)
		}
		out = append(out, leaves[max(from-first, 0):min(to-first, int64(width))]...)
	}
	return out, nil
}

// fetch gets a file of the log. A server may have thrown away one that is only
// a part of another by now.
func (s *source) fetch(path, full string, limit int64) ([]byte, error) {
	b, err := s.client.get(s.ctx, path, limit)
	if errors.Is(err, registry.ErrNotFound) && path != full {
		b, err = s.client.get(s.ctx, full, limit)
	}
	if errors.Is(err, registry.ErrNotFound) {
		err = fmt.Errorf("it does not have what its checkpoint covers: %v: %w", err, ErrFalse)
	}
	return b, err
}
