package boltstore

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
)

// A tx is what one function of View or Update may do. It is used by the
// goroutine that runs the function, and by nobody else.
type tx struct {
	path     string
	b        *bolt.Tx
	writable bool
	ended    bool
	damaged  error    // the first failure of bbolt, which ends everything
	scanning []string // buckets that a Scan is in the middle of
	undo     []undo   // oldest first
}

// An undo is what a key was before it was written. A nil value means that it
// was not there.
type undo struct {
	bucket     string
	key, value []byte
}

// use calls fn, which calls bbolt, if the transaction can still be used.
func (t *tx) use(fn func() error) error {
	if t.ended {
		return fmt.Errorf("using a transaction of %s after its function returned: %w", t.path, registry.ErrInvalid)
	}
	if t.damaged != nil {
		return t.damaged
	}
	err := guard(t.path, fn)
	if errors.As(err, new(*DamagedError)) {
		t.damaged = err
	}
	return err
}

// Get implements [store.Tx].
func (t *tx) Get(bucket string, key []byte) (value []byte, err error) {
	err = t.use(func() error {
		if b := t.b.Bucket([]byte(bucket)); b != nil {
			value = bytes.Clone(b.Get(key))
		}
		return nil
	})
	return value, err
}

// Put implements [store.Tx].
func (t *tx) Put(bucket string, key, value []byte) error {
	if err := t.checkWrite(bucket, key); err != nil {
		return err
	}
	if len(value) == 0 || len(value) > bolt.MaxValueSize {
		return fmt.Errorf("writing %q in bucket %s: the value has %d bytes, it must have 1 to %d: %w",
			key, bucket, len(value), bolt.MaxValueSize, registry.ErrInvalid)
	}
	return t.use(func() error {
		b, err := t.b.CreateBucketIfNotExists([]byte(bucket))
		if err != nil {
			return fmt.Errorf("creating bucket %s: %w", bucket, err)
		}
		key := bytes.Clone(key)
		t.undo = append(t.undo, undo{bucket, key, b.Get(key)})
		return b.Put(key, bytes.Clone(value))
	})
}

// Delete implements [store.Tx].
func (t *tx) Delete(bucket string, key []byte) error {
	if err := t.checkWrite(bucket, key); err != nil {
		return err
	}
	return t.use(func() error {
		b := t.b.Bucket([]byte(bucket))
		if b == nil {
			return nil
		}
		old := b.Get(key)
		if old == nil {
			return nil
		}
		t.undo = append(t.undo, undo{bucket, bytes.Clone(key), old})
		return b.Delete(key)
	})
}

func (t *tx) checkWrite(bucket string, key []byte) error {
	switch {
	case !t.writable:
		return fmt.Errorf("writing to bucket %s in a View: %w", bucket, store.ErrReadOnly)
	case bucket == "":
		return fmt.Errorf("writing %q: the bucket has no name: %w", key, registry.ErrInvalid)
	case len(key) == 0 || len(key) > bolt.MaxKeySize:
		return fmt.Errorf("writing to bucket %s: the key has %d bytes, it must have 1 to %d: %w",
			bucket, len(key), bolt.MaxKeySize, registry.ErrInvalid)
	case slices.Contains(t.scanning, bucket):
		return fmt.Errorf("writing to bucket %s while scanning it: collect the keys, and write when the scan has "+
			"ended: %w", bucket, registry.ErrInvalid)
	}
	return nil
}

// Scan implements [store.Tx].
func (t *tx) Scan(bucket string, prefix, from []byte, fn func(key, value []byte) error) error {
	t.scanning = append(t.scanning, bucket)
	defer func() { t.scanning = t.scanning[:len(t.scanning)-1] }()
	start := prefix
	if bytes.Compare(from, prefix) > 0 {
		start = from
	}
	prefix = bytes.Clone(prefix)
	var (
		c    *bolt.Cursor
		k, v []byte
	)
	// Keys and values are copied inside of use, because the pages they are on
	// are mapped memory.
	step := func(move func() ([]byte, []byte)) error {
		return t.use(func() error {
			k, v = move()
			k, v = bytes.Clone(k), bytes.Clone(v)
			return nil
		})
	}
	err := t.use(func() error {
		if b := t.b.Bucket([]byte(bucket)); b != nil {
			c = b.Cursor()
		}
		return nil
	})
	if err != nil || c == nil {
		return err
	}
	for err = step(func() ([]byte, []byte) { return c.Seek(start) }); err == nil; err = step(c.Next) {
		if k == nil || !bytes.HasPrefix(k, prefix) {
			return nil
		}
		if err := fn(k, v); err != nil {
			if errors.Is(err, store.ErrStop) {
				return nil
			}
			return err
		}
	}
	return err
}

// rollback puts back what the transaction wrote. Other updates share the bbolt
// transaction, so that cannot be rolled back for one of them.
func (t *tx) rollback() {
	for _, u := range slices.Backward(t.undo) {
		if t.damaged != nil {
			return // the whole group is lost
		}
		err := guard(t.path, func() error {
			b := t.b.Bucket([]byte(u.bucket))
			if u.value == nil {
				return b.Delete(u.key)
			}
			return b.Put(u.key, u.value)
		})
		if err != nil {
			t.damaged = fmt.Errorf("undoing a failed update of %s: %w", t.path, err)
		}
	}
}
