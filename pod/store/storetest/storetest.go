// Package storetest says what every driver of pod/store must do.
//
// A driver's test calls [Run] and, when its store outlives the process,
// [RunDurable]. The suite owns no store: it opens a fresh one for every check.
// Its own tests run it against drivers that are broken on purpose, one for each
// check, which it must find.
//
// # Dependencies
//
// The package imports pod/store and testing.
package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/novation-dev/novation/pod/store"
)

// Run checks a driver. open returns a new, empty store at every call; the
// suite closes it.
func Run(t *testing.T, open func(t *testing.T) (store.Store, error)) {
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			s, err := open(t)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.run(t.Context(), s); err != nil {
				t.Error(err)
			}
			if c.closes {
				return
			}
			if err := s.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		})
	}
}

// RunDurable checks that what was written is found again. open opens the store
// in dir, which is the same for both calls.
func RunDurable(t *testing.T, open func(dir string) (store.Store, error)) {
	if err := reopened(t.Context(), t.TempDir(), open); err != nil {
		t.Error(err)
	}
}

// A check returns what is wrong with s, which is empty.
type check struct {
	name   string
	run    func(ctx context.Context, s store.Store) error
	closes bool // run closes the store
}

var checks = []check{
	{name: "get what was put", run: getPut},
	{name: "missing key and bucket", run: missing},
	{name: "overwrite and delete", run: overwriteDelete},
	{name: "buckets are apart", run: buckets},
	{name: "empty values and keys are refused", run: empty},
	{name: "update sees its own writes", run: ownWrites},
	{name: "failed update leaves nothing", run: rollback},
	{name: "panicking update leaves nothing", run: panicking},
	{name: "view cannot write", run: viewWrites},
	{name: "view is a snapshot", run: snapshot},
	{name: "error comes back", run: errorComesBack},
	{name: "scan in order", run: scanOrder},
	{name: "scan by prefix", run: scanPrefix},
	{name: "scan from a key", run: scanFrom},
	{name: "scan stops", run: scanStops},
	{name: "what is given is copied", run: copiesIn},
	{name: "what is returned belongs to the caller", run: copiesOut},
	{name: "transaction ends with its function", run: ended},
	{name: "cancelled context", run: cancelled},
	{name: "concurrent updates are serial", run: serial},
	{name: "a failing update does not take others with it", run: failingAmongOthers},
	{name: "closed store", run: closed, closes: true},
}

// put and get are one-key transactions.
func put(ctx context.Context, s store.Store, bucket, key, value string) error {
	return s.Update(ctx, func(tx store.Tx) error { return tx.Put(bucket, []byte(key), []byte(value)) })
}

// want reports a key whose value is not the one wanted; "" means none.
func want(ctx context.Context, s store.Store, bucket, key, value string) error {
	return s.View(ctx, func(tx store.Tx) error { return wantTx(tx, bucket, key, value) })
}

func wantTx(tx store.Tx, bucket, key, value string) error {
	got, err := tx.Get(bucket, []byte(key))
	if err != nil {
		return fmt.Errorf("Get(%s, %s): %w", bucket, key, err)
	}
	if !bytes.Equal(got, []byte(value)) || value == "" && got != nil {
		return fmt.Errorf("Get(%s, %s) = %q, want %q", bucket, key, got, value)
	}
	return nil
}

// first returns the first error.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// errWanted is what functions fail with on purpose.
var errWanted = errors.New("on purpose")
