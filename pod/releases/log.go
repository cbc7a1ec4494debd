package releases

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

const (
	logBucket    = "log"
	headBucket   = "log-head"
	headKey      = "checkpoint"
	keySetBucket = "key-set"  // index → entry
	hashBucket   = "log-hash" // place in the storage of tlog → hash
)

func place(i int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(i)) }

// Follow stores entries of the log, which the caller has verified, and what
// they say about releases. Entries that are stored already change nothing.
func Follow(tx store.Tx, entries []merklelog.Entry) error {
	for _, e := range entries {
		if err := tx.Put(logBucket, place(e.Index), e.Encode()); err != nil {
			return err
		}
		if err := follow(tx, e); err != nil {
			return err
		}
	}
	if len(entries) == 0 {
		return nil
	}
	return hash(tx, entries[len(entries)-1].Index)
}

// hash adds the hashes of the stored entries up to index, those that a pod stored
// before it kept any included.
func hash(tx store.Tx, index int64) error {
	c := hashes(tx)
	from := index + 1
	for from > 0 {
		if has, err := c.Has(from - 1); err != nil {
			return err
		} else if has {
			break
		}
		from--
	}
	for ; from <= index; from++ {
		leaf, err := tx.Get(logBucket, place(from))
		if err != nil || leaf == nil {
			return err // one that is missing comes later, and those behind it then
		}
		if err := c.Add(from, leaf); err != nil {
			return err
		}
	}
	return nil
}

// hashes returns the hashes of the log in tx.
func hashes(tx store.Tx) merklelog.Copy {
	return merklelog.Copy{
		Read:  func(i int64) ([]byte, error) { return tx.Get(hashBucket, place(i)) },
		Write: func(i int64, h []byte) error { return tx.Put(hashBucket, place(i), h) },
	}
}

func follow(tx store.Tx, e merklelog.Entry) error {
	switch e.Kind {
	case merklelog.KindRelease:
		_, err := FindKnown(tx, func(k Known) bool { return k.Digest == e.Digest }, "")
		if err == nil {
			return nil // the first publication stands, and so does a yank
		}
		if !errors.Is(err, registry.ErrNotFound) {
			return err
		}
		return PutKnown(tx, Known{Name: e.Name, Version: e.Version, Digest: e.Digest, Index: uint64(e.Index)})
	case merklelog.KindYank, merklelog.KindWithdraw:
		k, err := FindKnown(tx, func(k Known) bool { return k.Name == e.Name && k.Version == e.Version }, e.Name+"@"+e.Version)
		if err != nil {
			return err
		}
		reason := cmp.Or(e.Note, "no reason was given")
		if e.Kind == merklelog.KindYank {
			k.Yanked = reason
		} else {
			k.Withdrawn = reason
		}
		return PutKnown(tx, k)
	case merklelog.KindKeySet:
		return tx.Put(keySetBucket, place(e.Index), e.Encode())
	default:
		return nil
	}
}

// KeySets returns the entries of the log with key sets, in order. Nobody has
// judged the sets yet.
func KeySets(tx store.Tx) (all []merklelog.Entry, err error) {
	err = tx.Scan(keySetBucket, nil, nil, func(_, v []byte) error {
		e, err := merklelog.ParseEntry(v)
		all = append(all, e)
		return err
	})
	return all, err
}

// Entries calls fn with the stored entries of the log, in order.
func Entries(tx store.Tx, fn func(stored []byte) error) error {
	return tx.Scan(logBucket, nil, nil, func(_, v []byte) error { return fn(v) })
}

// A Memory keeps the last checkpoint of the log in a pod's store.
type Memory struct{ Store store.Store }

// Load returns what was last saved.
func (m Memory) Load(ctx context.Context) (signed []byte, err error) {
	err = m.Store.View(ctx, func(tx store.Tx) (err error) {
		signed, err = tx.Get(headBucket, []byte(headKey))
		return err
	})
	return signed, err
}

// Save replaces it.
func (m Memory) Save(ctx context.Context, signed []byte) error {
	return m.Store.Update(ctx, func(tx store.Tx) error { return tx.Put(headBucket, []byte(headKey), signed) })
}

// Head returns the last checkpoint this pod has acted on, of size zero when
// there is none.
func Head(ctx context.Context, s store.Store, logKey string) (merklelog.Checkpoint, error) {
	signed, err := Memory{s}.Load(ctx)
	if err != nil || signed == nil {
		return merklelog.Checkpoint{Root: registry.Digest{}}, err
	}
	return merklelog.OpenCheckpoint(signed, logKey)
}
