package merklelog

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/novation-dev/novation/registry"
)

// Roots computes the roots of a log from its entries alone, as an auditor does
// who has a copy of all of them: Roots(entries)[n] is the root of the first n.
// It fails with [registry.ErrInvalid] when an entry is not canonical or not in
// its place.
func Roots(entries [][]byte) ([]registry.Digest, error) {
	var stored memory
	roots := []registry.Digest{emptyRoot}
	for i, b := range entries {
		e, err := ParseEntry(b)
		if err != nil {
			return nil, err
		}
		if e.Index != int64(i) {
			return nil, fmt.Errorf("entry %d stands in place %d: %w", e.Index, i, registry.ErrInvalid)
		}
		hashes, err := tlog.StoredHashes(int64(i), b, &stored)
		if err != nil {
			return nil, err
		}
		stored = append(stored, hashes...)
		root, err := tlog.TreeHash(int64(i)+1, &stored)
		if err != nil {
			return nil, err
		}
		roots = append(roots, registry.Digest(root))
	}
	return roots, nil
}

// memory holds the stored hashes of a log.
type memory []tlog.Hash

// ReadHashes implements [tlog.HashReader].
func (m *memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, n := range indexes {
		if n < 0 || n >= int64(len(*m)) {
			return nil, fmt.Errorf("hash %d is not stored: %w", n, registry.ErrInvalid)
		}
		out[i] = (*m)[n]
	}
	return out, nil
}
