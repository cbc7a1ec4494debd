// Package store defines where a pod keeps what it must not lose: records,
// decisions, payloads in transit, its place on the chain.
//
// The interface is an ordered key-value store with serialisable transactions,
// because that is all the pod needs and every engine has it. What a bucket
// holds is the business of the package that names it; buckets need not be
// created. A driver passes the suite in storetest.
//
// # Dependencies
//
// The package imports nothing of ours.
package store

import (
	"context"
	"errors"
)

// ErrReadOnly is returned by Update on a store that was opened for reading.
var ErrReadOnly = errors.New("store is open for reading only")

// A Store holds buckets of ordered keys. It is safe for concurrent use.
type Store interface {
	// View calls fn with a consistent snapshot. Writes in it fail.
	View(ctx context.Context, fn func(Tx) error) error
	// Update calls fn in a read-write transaction, one at a time. When fn
	// returns nil and Update returns nil, the writes are durable together; in
	// any other case none of them happened. fn may run more than once.
	Update(ctx context.Context, fn func(Tx) error) error
	// Close waits for transactions to end and releases the store.
	Close() error
}

// A Tx is valid until the function it was passed to returns. Byte slices it
// returns are the caller's to keep and change; those it is given are copied.
type Tx interface {
	// Get returns the value of key, or nil when there is none.
	Get(bucket string, key []byte) ([]byte, error)
	// Put sets the value of key. The value must not be empty.
	Put(bucket string, key, value []byte) error
	// Delete removes key; a missing key is no error.
	Delete(bucket string, key []byte) error
	// Scan calls fn for every key >= from with the given prefix, in ascending
	// order, until fn returns an error, which Scan returns ([ErrStop] ends the
	// scan without one). fn must not write to the bucket.
	Scan(bucket string, prefix, from []byte, fn func(key, value []byte) error) error
}

// ErrStop ends a scan when the function passed to Scan returns it.
var ErrStop = errors.New("stop")
