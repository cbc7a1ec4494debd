package storetest

import (
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/pod/store"
)

func getPut(ctx context.Context, s store.Store) error {
	return first(
		put(ctx, s, "b", "k", "v"),
		want(ctx, s, "b", "k", "v"),
		put(ctx, s, "b", "\x00\xff", "\x00"),
		want(ctx, s, "b", "\x00\xff", "\x00"),
	)
}

func missing(ctx context.Context, s store.Store) error {
	return s.View(ctx, func(tx store.Tx) error {
		return first(
			wantTx(tx, "none", "k", ""),
			tx.Scan("none", nil, nil, func(_, _ []byte) error { return errors.New("scan of nothing found something") }),
		)
	})
}

func overwriteDelete(ctx context.Context, s store.Store) error {
	remove := func(key string) error {
		return s.Update(ctx, func(tx store.Tx) error { return tx.Delete("b", []byte(key)) })
	}
	return first(
		remove("k"), // neither the key nor the bucket exists
		put(ctx, s, "b", "k", "v"),
		put(ctx, s, "b", "k", "w"),
		want(ctx, s, "b", "k", "w"),
		remove("other"),
		want(ctx, s, "b", "k", "w"),
		remove("k"),
		want(ctx, s, "b", "k", ""),
	)
}

func buckets(ctx context.Context, s store.Store) error {
	return first(
		put(ctx, s, "a", "k", "1"),
		put(ctx, s, "ab", "k", "2"),
		put(ctx, s, "a", "bk", "3"),
		want(ctx, s, "a", "k", "1"),
		want(ctx, s, "ab", "k", "2"),
		want(ctx, s, "b", "k", ""),
	)
}

func empty(ctx context.Context, s store.Store) error {
	for _, c := range []struct{ key, value string }{{"k", ""}, {"", "v"}} {
		if err := put(ctx, s, "b", c.key, c.value); err == nil {
			return fmt.Errorf("Put(%q, %q) did not fail", c.key, c.value)
		}
	}
	return want(ctx, s, "b", "k", "")
}

func ownWrites(ctx context.Context, s store.Store) error {
	return s.Update(ctx, func(tx store.Tx) error {
		return first(
			tx.Put("b", []byte("k"), []byte("v")),
			wantTx(tx, "b", "k", "v"),
			scanned(tx, "b", "", "", "k=v"),
			tx.Delete("b", []byte("k")),
			wantTx(tx, "b", "k", ""),
			scanned(tx, "b", "", ""),
		)
	})
}

// mess overwrites, adds and deletes, in the store prepared by tidy.
func mess(tx store.Tx) error {
	return first(
		tx.Put("b", []byte("old"), []byte("changed")),
		tx.Put("b", []byte("old"), []byte("changed twice")),
		tx.Put("b", []byte("new"), []byte("v")),
		tx.Delete("b", []byte("gone")),
		tx.Put("new bucket", []byte("k"), []byte("v")),
	)
}

func tidy(ctx context.Context, s store.Store) error {
	return first(put(ctx, s, "b", "old", "v"), put(ctx, s, "b", "gone", "v"))
}

// untouched reports what mess left in the store.
func untouched(ctx context.Context, s store.Store) error {
	return s.View(ctx, func(tx store.Tx) error {
		return first(scanned(tx, "b", "", "", "gone=v", "old=v"), wantTx(tx, "new bucket", "k", ""))
	})
}

func rollback(ctx context.Context, s store.Store) error {
	if err := tidy(ctx, s); err != nil {
		return err
	}
	err := s.Update(ctx, func(tx store.Tx) error { return first(mess(tx), errWanted) })
	if !errors.Is(err, errWanted) {
		return fmt.Errorf("the result of Update is %v, want the error of its function", err)
	}
	return untouched(ctx, s)
}

func panicking(ctx context.Context, s store.Store) error {
	if err := tidy(ctx, s); err != nil {
		return err
	}
	err := func() (err error) {
		defer func() {
			if recover() == nil {
				err = errors.New("a panic in the function of Update did not reach its caller")
			}
		}()
		return s.Update(ctx, func(tx store.Tx) error {
			if err := mess(tx); err != nil {
				return err
			}
			panic(errWanted)
		})
	}()
	return first(err, untouched(ctx, s), put(ctx, s, "b", "after", "v"))
}

func errorComesBack(ctx context.Context, s store.Store) error {
	if err := s.View(ctx, func(store.Tx) error { return errWanted }); !errors.Is(err, errWanted) {
		return fmt.Errorf("the result of View is %v, want the error of its function", err)
	}
	if err := s.Update(ctx, func(store.Tx) error { return errWanted }); !errors.Is(err, errWanted) {
		return fmt.Errorf("the result of Update is %v, want the error of its function", err)
	}
	return nil
}

func copiesIn(ctx context.Context, s store.Store) error {
	key, value := []byte("k"), []byte("v")
	err := s.Update(ctx, func(tx store.Tx) error {
		if err := tx.Put("b", key, value); err != nil {
			return err
		}
		key[0], value[0] = 'x', 'x'
		return wantTx(tx, "b", "k", "v")
	})
	return first(err, want(ctx, s, "b", "k", "v"), want(ctx, s, "b", "x", ""))
}

func copiesOut(ctx context.Context, s store.Store) error {
	if err := put(ctx, s, "b", "k", "v"); err != nil {
		return err
	}
	var kept [][]byte
	err := s.View(ctx, func(tx store.Tx) error {
		v, err := tx.Get("b", []byte("k"))
		kept = append(kept, v)
		return first(err, tx.Scan("b", nil, nil, func(k, v []byte) error {
			kept = append(kept, k, v)
			return nil
		}))
	})
	if err != nil {
		return err
	}
	if len(kept) != 3 {
		return fmt.Errorf("read %d slices, want 3", len(kept))
	}
	for _, b := range kept {
		b[0] = 'x'
	}
	return want(ctx, s, "b", "k", "v")
}
