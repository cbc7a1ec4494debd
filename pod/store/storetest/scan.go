package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/novation-dev/novation/pod/store"
)

// scanned reports a scan that does not find exactly the entries "key=value".
func scanned(tx store.Tx, bucket, prefix, from string, entries ...string) error {
	var got []string
	err := tx.Scan(bucket, []byte(prefix), []byte(from), func(k, v []byte) error {
		got = append(got, string(k)+"="+string(v))
		return nil
	})
	if err != nil {
		return fmt.Errorf("Scan(%s, prefix %q, from %q): %w", bucket, prefix, from, err)
	}
	if !slices.Equal(got, entries) {
		return fmt.Errorf("Scan(%s, prefix %q, from %q) = %q, want %q", bucket, prefix, from, got, entries)
	}
	return nil
}

// fill puts the keys, each with itself as its value, in one update.
func fill(ctx context.Context, s store.Store, keys ...string) error {
	return s.Update(ctx, func(tx store.Tx) error {
		for _, k := range keys {
			if err := tx.Put("b", []byte(k), []byte(k)); err != nil {
				return err
			}
		}
		return nil
	})
}

// scans runs scanned in a View.
func scans(ctx context.Context, s store.Store, prefix, from string, entries ...string) error {
	return s.View(ctx, func(tx store.Tx) error { return scanned(tx, "b", prefix, from, entries...) })
}

func scanOrder(ctx context.Context, s store.Store) error {
	return first(
		fill(ctx, s, "b", "\xff", "a\x00", "B", "ab", "a", "\x00"),
		scans(ctx, s, "", "", "\x00=\x00", "B=B", "a=a", "a\x00=a\x00", "ab=ab", "b=b", "\xff=\xff"),
		s.Update(ctx, func(tx store.Tx) error {
			return first(
				tx.Put("b", []byte("aa"), []byte("new")),
				tx.Delete("b", []byte("ab")),
				scanned(tx, "b", "a", "", "a=a", "a\x00=a\x00", "aa=new"),
			)
		}),
	)
}

func scanPrefix(ctx context.Context, s store.Store) error {
	return first(
		fill(ctx, s, "a", "b", "b1", "b2", "c", "\xff", "\xff\xff"),
		scans(ctx, s, "b", "", "b=b", "b1=b1", "b2=b2"),
		scans(ctx, s, "b1", "", "b1=b1"),
		scans(ctx, s, "bb", ""),
		scans(ctx, s, "\xff", "", "\xff=\xff", "\xff\xff=\xff\xff"),
	)
}

func scanFrom(ctx context.Context, s store.Store) error {
	return first(
		fill(ctx, s, "a", "b1", "b3", "b5", "c"),
		scans(ctx, s, "", "b3", "b3=b3", "b5=b5", "c=c"),
		scans(ctx, s, "", "b4", "b5=b5", "c=c"),
		scans(ctx, s, "b", "b2", "b3=b3", "b5=b5"),
		scans(ctx, s, "b", "a", "b1=b1", "b3=b3", "b5=b5"), // before the prefix
		scans(ctx, s, "b", "c"),                            // after the prefix
	)
}

func scanStops(ctx context.Context, s store.Store) error {
	if err := fill(ctx, s, "a", "b", "c"); err != nil {
		return err
	}
	return s.View(ctx, func(tx store.Tx) error {
		for _, c := range []struct{ stop, want error }{{store.ErrStop, nil}, {errWanted, errWanted}} {
			calls := 0
			err := tx.Scan("b", nil, nil, func(k, _ []byte) error {
				if calls++; string(k) == "b" {
					return c.stop
				}
				return nil
			})
			if !errors.Is(err, c.want) || calls != 2 {
				return fmt.Errorf("calling Scan stopped with %v at its second key: returned %v after %d keys", c.stop, err, calls)
			}
		}
		return nil
	})
}
