package merklelog

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/novation-dev/novation/registry"
)

// A Copy keeps the hashes of a log for those who have its entries in a store of
// their own and hand the log on. What it is given must have been verified: it
// checks nothing.
type Copy struct {
	// Read returns the hash that was written at a place, nil when there is none.
	Read func(place int64) ([]byte, error)
	// Write keeps a hash of 32 bytes. Nil means that nothing is added.
	Write func(place int64, hash []byte) error
}

// Has reports whether the leaf at index was added.
func (c Copy) Has(index int64) (bool, error) {
	b, err := c.Read(tlog.StoredHashIndex(0, index))
	return b != nil, err
}

// Add writes the hashes that come with the leaf at index. All leaves before it
// must have been added.
func (c Copy) Add(index int64, leaf []byte) error {
	hashes, err := tlog.StoredHashes(index, leaf, c)
	if err != nil {
		return err
	}
	for i, h := range hashes {
		if err := c.Write(tlog.StoredHashIndex(0, index)+int64(i), h[:]); err != nil {
			return err
		}
	}
	return nil
}

// Tile returns the first width hashes of a tile of the log with size entries. It
// fails with [registry.ErrNotFound] when that log does not have them.
func (c Copy) Tile(size int64, level int, n int64, width int) ([]byte, error) {
	if level < 0 || level >= 8 || n < 0 || n > (size-int64(width))/TileWidth || n*TileWidth+int64(width) > size>>(tileHeight*level) {
		return nil, fmt.Errorf("there is no tile %s yet: %w", TilePath(max(level, 0), n, width), registry.ErrNotFound)
	}
	return tlog.ReadTileData(tlog.Tile{H: tileHeight, L: level, N: n, W: width}, c)
}

// ReadHashes implements [tlog.HashReader].
func (c Copy) ReadHashes(places []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(places))
	for i, p := range places {
		b, err := c.Read(p)
		if err != nil {
			return nil, err
		}
		if len(b) != tlog.HashSize {
			return nil, fmt.Errorf("hash %d of the copy of the log is missing: %w", p, ErrTampered)
		}
		out[i] = tlog.Hash(b)
	}
	return out, nil
}
