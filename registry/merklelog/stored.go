package merklelog

import (
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"
	"golang.org/x/mod/sumdb/tlog"
)

// Below the bucket of the log. A number is 8 bytes big-endian.
var (
	recordsKey    = []byte("records")    // index → entry
	tilesKey      = []byte("tiles")      // level (1 byte), number → hashes
	checkpointKey = []byte("checkpoint") // the signed head
	hashesKey     = []byte("hashes")     // of a form that is not read any more
)

// stored is a log within one transaction of its database. It is a [Source].
type stored struct{ bucket, records, tiles *bbolt.Bucket }

func key(i int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(i)) }

func tileKey(level int, n int64) []byte { return append([]byte{byte(level)}, key(n)...) }

// Tile implements [Source]. The hashes are valid in the transaction only.
func (s stored) Tile(level int, n int64, width int) ([]byte, error) {
	b := s.tiles.Get(tileKey(level, n))
	if len(b) < width*tlog.HashSize {
		return nil, fmt.Errorf("tile %s is missing or too short: %w", TilePath(level, n, width), ErrTampered)
	}
	return b[:width*tlog.HashSize], nil
}

// Leaves implements [Source]. The leaves are valid in the transaction only.
func (s stored) Leaves(from, to int64) ([][]byte, error) {
	out := make([][]byte, 0, to-from)
	c := s.records.Cursor()
	k, v := c.Seek(key(from))
	for i := from; i < to; i++ {
		if string(k) != string(key(i)) {
			return nil, fmt.Errorf("entry %d is missing: %w", i, ErrTampered)
		}
		out = append(out, v)
		k, v = c.Next()
	}
	return out, nil
}

// verify checks that there is nothing beside the tiles and entries of t, each
// as long as it must be, and that all of them add up to its root.
func (s stored) verify(t *Tree) error {
	for from := int64(0); from < t.head.Size; from += TileWidth {
		if _, err := t.Entries(from, from+TileWidth); err != nil {
			return err
		}
	}
	tiles := tlog.NewTiles(tileHeight, 0, t.head.Size)
	for _, tile := range tiles {
		if _, err := tlog.ReadTileData(tile, t); err != nil {
			return err
		}
		if n := len(s.tiles.Get(tileKey(tile.L, tile.N))); n != tile.W*tlog.HashSize {
			return fmt.Errorf("tile %s has %d bytes, want %d: %w", TilePath(tile.L, tile.N, tile.W), n, tile.W*tlog.HashSize, ErrTampered)
		}
	}
	records, kept := s.records.Stats().KeyN, s.tiles.Stats().KeyN
	if int64(records) != t.head.Size || kept != len(tiles) {
		return fmt.Errorf("%d entries and %d tiles are stored for %s: %w", records, kept, t.head, ErrTampered)
	}
	return nil
}
