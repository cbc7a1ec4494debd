package releases

import (
	"context"
	"fmt"
	"math"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// Held is what a pod has of the log and of what it names, to be handed to other
// pods: everything in it was verified before it was stored.
type Held struct{ Store store.Store }

// Checkpoint returns the signed head up to which the pod has followed the log. It
// fails with [registry.ErrNotFound] when it has not yet.
func (h Held) Checkpoint(ctx context.Context) ([]byte, error) {
	signed, err := Memory(h).Load(ctx)
	if err == nil && len(signed) == 0 {
		err = fmt.Errorf("this pod has not followed the log yet: %w", registry.ErrNotFound)
	}
	return signed, err
}

// Tile returns the first width hashes of a tile.
func (h Held) Tile(level int, n int64, width int) (out []byte, err error) {
	err = h.view(func(tx store.Tx) error {
		// Whatever was hashed can be had: it is never less than what the head covers.
		if out, err = hashes(tx).Tile(math.MaxInt64, level, n, width); err != nil {
			return fmt.Errorf("tile %s: %v: %w", merklelog.TilePath(max(level, 0), n, width), err, registry.ErrNotFound)
		}
		return nil
	})
	return out, err
}

// Leaves returns entries of the log, encoded.
func (h Held) Leaves(from, to int64) (out [][]byte, err error) {
	err = h.view(func(tx store.Tx) error {
		out = nil
		for i := from; i < to; i++ {
			leaf, err := tx.Get(logBucket, place(i))
			if err != nil {
				return err
			}
			if leaf == nil {
				return fmt.Errorf("this pod does not have entry %d of the log: %w", i, registry.ErrNotFound)
			}
			out = append(out, leaf)
		}
		return nil
	})
	return out, err
}

// Bundle returns the file of a release.
func (h Held) Bundle(release registry.Digest) ([]byte, error) {
	return h.get("release "+release.String(), func(tx store.Tx) ([]byte, error) { return GetBundle(tx, release) })
}

// Document returns the contents of a document.
func (h Held) Document(digest registry.Digest) ([]byte, error) {
	return h.get("document "+digest.String(), func(tx store.Tx) ([]byte, error) { return GetDocument(tx, digest) })
}

func (h Held) get(what string, read func(store.Tx) ([]byte, error)) (out []byte, err error) {
	err = h.view(func(tx store.Tx) (err error) {
		out, err = read(tx)
		return err
	})
	if err == nil && out == nil {
		err = fmt.Errorf("this pod does not have %s: %w", what, registry.ErrNotFound)
	}
	return out, err
}

// view reads; what asks for it has its own bounds.
func (h Held) view(fn func(store.Tx) error) error { return h.Store.View(context.Background(), fn) }
