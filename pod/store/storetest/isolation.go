package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/novation-dev/novation/pod/store"
)

func viewWrites(ctx context.Context, s store.Store) error {
	if err := tidy(ctx, s); err != nil {
		return err
	}
	return first(
		s.View(ctx, func(tx store.Tx) error {
			if tx.Put("b", []byte("old"), []byte("w")) == nil {
				return errors.New("calling Put in a View did not fail")
			}
			if tx.Delete("b", []byte("old")) == nil {
				return errors.New("calling Delete in a View did not fail")
			}
			return nil
		}),
		untouched(ctx, s),
	)
}

// snapshot lets an update run between two reads of a view.
func snapshot(ctx context.Context, s store.Store) error {
	if err := put(ctx, s, "b", "k", "before"); err != nil {
		return err
	}
	reading, written := make(chan struct{}), make(chan error, 1)
	go func() {
		<-reading
		written <- put(ctx, s, "b", "k", "after")
	}()
	err := s.View(ctx, func(tx store.Tx) error {
		err := wantTx(tx, "b", "k", "before")
		close(reading)
		return first(err, <-written, wantTx(tx, "b", "k", "before"), scanned(tx, "b", "", "", "k=before"))
	})
	return first(err, want(ctx, s, "b", "k", "after"))
}

func ended(ctx context.Context, s store.Store) error {
	var kept store.Tx
	if err := s.Update(ctx, func(tx store.Tx) error { kept = tx; return tx.Put("b", []byte("k"), []byte("v")) }); err != nil {
		return err
	}
	if kept.Put("b", []byte("k"), []byte("w")) == nil {
		return errors.New("calling Put after the function returned did not fail")
	}
	if err := s.View(ctx, func(tx store.Tx) error { kept = tx; return nil }); err != nil {
		return err
	}
	if _, err := kept.Get("b", []byte("k")); err == nil {
		return errors.New("calling Get after the function returned did not fail")
	}
	return want(ctx, s, "b", "k", "v")
}

func cancelled(ctx context.Context, s store.Store) error {
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if err := put(gone, s, "b", "k", "v"); !errors.Is(err, context.Canceled) {
		return fmt.Errorf("calling Update with a cancelled context = %v", err)
	}
	if err := s.View(gone, func(store.Tx) error { return nil }); !errors.Is(err, context.Canceled) {
		return fmt.Errorf("calling View with a cancelled context = %v", err)
	}
	return want(ctx, s, "b", "k", "")
}

// concurrent runs n functions at once and returns their first error.
func concurrent(n int, fn func(i int) error) error {
	var (
		wg   sync.WaitGroup
		errs = make([]error, n)
	)
	for i := range n {
		wg.Go(func() { errs[i] = fn(i) })
	}
	wg.Wait()
	return first(errs...)
}

// serial counts in the store itself: a lost update is a count too low.
func serial(ctx context.Context, s store.Store) error {
	var running atomic.Int32
	count := func(tx store.Tx) error {
		if running.Add(1) != 1 {
			return errors.New("two functions of Update ran at once")
		}
		defer running.Add(-1)
		v, err := tx.Get("b", []byte("count"))
		return first(err, tx.Put("b", []byte("count"), append(v, 'x')))
	}
	err := concurrent(8, func(int) error {
		for range 5 {
			if err := s.Update(ctx, count); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return want(ctx, s, "b", "count", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
}

// failingAmongOthers has updates of the same keys that fail, beside others that
// must find those keys as they were.
func failingAmongOthers(ctx context.Context, s store.Store) error {
	if err := tidy(ctx, s); err != nil {
		return err
	}
	err := concurrent(16, func(i int) error {
		if i%2 == 0 {
			err := s.Update(ctx, func(tx store.Tx) error { return first(mess(tx), errWanted) })
			if !errors.Is(err, errWanted) {
				return fmt.Errorf("failing Update = %v", err)
			}
			return nil
		}
		return s.Update(ctx, func(tx store.Tx) error {
			return first(
				wantTx(tx, "b", "new", ""),
				scanned(tx, "b", "", "", "gone=v", "old=v"),
				tx.Put("good", fmt.Appendf(nil, "%02d", i), []byte("v")),
			)
		})
	})
	return first(err, untouched(ctx, s), s.View(ctx, func(tx store.Tx) error {
		return scanned(tx, "good", "", "", "01=v", "03=v", "05=v", "07=v", "09=v", "11=v", "13=v", "15=v")
	}))
}

func closed(ctx context.Context, s store.Store) error {
	if err := first(put(ctx, s, "b", "k", "v"), s.Close()); err != nil {
		return err
	}
	if put(ctx, s, "b", "k", "w") == nil {
		return errors.New("calling Update of a closed store did not fail")
	}
	if s.View(ctx, func(store.Tx) error { return nil }) == nil {
		return errors.New("calling View of a closed store did not fail")
	}
	return nil
}

func reopened(ctx context.Context, dir string, open func(string) (store.Store, error)) error {
	for _, key := range []string{"1", "2", "3"} {
		s, err := open(dir)
		if err != nil {
			return fmt.Errorf("opening: %w", err)
		}
		if key > "1" {
			err = want(ctx, s, "b", "1", "v")
		}
		err = first(err, put(ctx, s, "b", key, "v"))
		failing := s.Update(ctx, func(tx store.Tx) error { return first(tx.Put("b", []byte("x"), []byte("v")), errWanted) })
		if err = first(err, s.Close()); err != nil {
			return err
		}
		if !errors.Is(failing, errWanted) {
			return fmt.Errorf("failing Update = %v", failing)
		}
	}
	s, err := open(dir)
	if err != nil {
		return fmt.Errorf("opening: %w", err)
	}
	return first(
		s.View(ctx, func(tx store.Tx) error { return scanned(tx, "b", "", "", "1=v", "2=v", "3=v") }),
		s.Close(),
	)
}
