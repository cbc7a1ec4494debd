package merklelog

import (
	"encoding/binary"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/novation-dev/novation/registry"
)

// entriesLevel is the level of a [TilePath] that names entries.
const entriesLevel = -1

// TilePath returns the path of a tile below the URL of a log, as in C2SP
// tlog-tiles: "tile/0/x001/067.p/8".
func TilePath(level int, n int64, width int) string {
	p := tlog.Tile{H: tileHeight, L: level, N: n, W: width}.Path()
	p = strings.TrimPrefix(p, fmt.Sprintf("tile/%d/", tileHeight))
	if level == entriesLevel {
		p = "entries" + strings.TrimPrefix(p, "data")
	}
	return "tile/" + p
}

// EntriesPath returns the path of a bundle of entries below the URL of a log.
func EntriesPath(n int64, width int) string { return TilePath(entriesLevel, n, width) }

// ParsePath reads a path of [TilePath] or [EntriesPath]; isTile tells which.
func ParsePath(path string) (level int, n int64, width int, isTile bool, err error) {
	rest, ok := strings.CutPrefix(path, "tile/")
	if after, entries := strings.CutPrefix(rest, "entries/"); entries {
		rest = "data/" + after
	} else if strings.HasPrefix(rest, "data/") {
		ok = false
	}
	t, err := tlog.ParseTilePath(fmt.Sprintf("tile/%d/%s", tileHeight, rest))
	if !ok || err != nil || t.L > 63 {
		return 0, 0, 0, false, fmt.Errorf("%q is no path of a tile: %w", path, registry.ErrNotFound)
	}
	return t.L, t.N, t.W, t.L != entriesLevel, nil
}

// JoinLeaves writes leaves one after the other, each behind its length in two
// bytes: the form of a bundle of entries.
func JoinLeaves(leaves [][]byte) []byte {
	var out []byte
	for _, leaf := range leaves {
		out = append(binary.BigEndian.AppendUint16(out, uint16(len(leaf))), leaf...)
	}
	return out
}

// SplitLeaves reads what [JoinLeaves] wrote.
func SplitLeaves(b []byte) ([][]byte, error) {
	var out [][]byte
	for len(b) > 0 {
		if len(b) < 2 || len(b)-2 < int(binary.BigEndian.Uint16(b)) {
			return nil, fmt.Errorf("a bundle of entries ends within entry %d: %w", len(out), registry.ErrInvalid)
		}
		end := 2 + int(binary.BigEndian.Uint16(b))
		out, b = append(out, b[2:end]), b[end:]
	}
	return out, nil
}
