package boltstore

import (
	"context"
	"fmt"
	"io"

	bolt "go.etcd.io/bbolt"
)

// Backup writes a consistent copy of the file to w, while the store stays in
// use. The copy can be opened like any other file.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	err := guard(s.path, func() error {
		return s.db.View(func(tx *bolt.Tx) error {
			_, err := tx.WriteTo(cancelled{ctx, w})
			return err
		})
	})
	if err != nil {
		return fmt.Errorf("backing up %s: %w", s.path, err)
	}
	return nil
}

// cancelled is a writer that stops when its context does.
type cancelled struct {
	ctx context.Context
	w   io.Writer
}

func (c cancelled) Write(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.w.Write(b)
}
