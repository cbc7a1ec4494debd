package merklelog

import (
	"fmt"

	"go.etcd.io/bbolt"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/internal/damage"
)

// A call is a transaction that waits for its commit. Whoever holds Log.commit
// owns it.
type call struct {
	fn   func(*bbolt.Tx) error
	done bool
	err  error
}

// Update runs fn in a transaction of the database, in which [Log.Append] may be
// called, and returns when it is durable, together with the checkpoint that
// covers what it appended. Transactions of callers that wait at the same time
// are one commit and one checkpoint; one that fails is left out, and changes
// nothing. So fn may be called more than once, by another goroutine.
func (l *Log) Update(fn func(*bbolt.Tx) error) error {
	c := &call{fn: fn}
	l.mu.Lock()
	l.waiting = append(l.waiting, c)
	l.mu.Unlock()

	l.commit.Lock()
	defer l.commit.Unlock()
	if !c.done { // else somebody has taken it along
		l.mu.Lock()
		calls := l.waiting
		l.waiting = nil
		l.mu.Unlock()
		l.commitAll(calls)
	}
	return c.err
}

// commitAll ends all calls.
func (l *Log) commitAll(calls []*call) {
	for len(calls) > 0 {
		culprit, err := l.try(calls)
		if culprit < 0 {
			for _, c := range calls {
				c.done, c.err = true, err
			}
			return
		}
		calls[culprit].done, calls[culprit].err = true, err
		calls = append(calls[:culprit:culprit], calls[culprit+1:]...)
	}
}

// try commits all calls as one transaction. When one of them fails, nothing
// happens and culprit is its place; otherwise culprit is negative.
func (l *Log) try(calls []*call) (culprit int, err error) {
	culprit = -1
	defer damage.Guard("writing log "+l.Origin(), &err)()
	defer l.open.Store(nil)
	err = l.db.Update(func(tx *bbolt.Tx) error {
		b := &batch{log: l, tx: tx}
		l.open.Store(b)
		for i, c := range calls {
			culprit = i
			if err := c.fn(tx); err != nil {
				return err
			}
		}
		culprit = -1
		return b.finish()
	})
	return culprit, err
}

// Append adds e to the log within tx, which is one of [Log.Update], and returns
// it as it was written, with its format and index. Nothing happens unless tx
// commits.
func (l *Log) Append(tx *bbolt.Tx, e Entry) (Entry, error) {
	b := l.batch(tx)
	if l.signer == nil || b == nil {
		return Entry{}, fmt.Errorf("appending to log %s without its key or outside of its transactions: %w", l.Origin(), registry.ErrNotAllowed)
	}
	if err := b.begin(); err != nil {
		return Entry{}, err
	}
	e.Format, e.Index = EntryFormat, b.size()
	if err := e.Check(); err != nil {
		return Entry{}, err
	}
	if err := b.add(e); err != nil {
		return Entry{}, fmt.Errorf("appending entry %d to log %s: %w", e.Index, l.Origin(), err)
	}
	return e, nil
}

// batch returns the batch that tx writes, nil when it writes none.
func (l *Log) batch(tx *bbolt.Tx) *batch {
	if b := l.open.Load(); b != nil && b.tx == tx {
		return b
	}
	return nil
}

// A batch is what one transaction appends. It implements [tlog.HashReader] for
// the tree with its entries.
type batch struct {
	log *Log
	tx  *bbolt.Tx
	// old is the tree before; nil until the first entry.
	old    *Tree
	stored stored
	added  []Entry
	hashes map[int64]tlog.Hash // by their index in the storage of tlog
}

func (b *batch) begin() (err error) {
	if b.old == nil {
		b.hashes = map[int64]tlog.Hash{}
		b.old, b.stored, err = b.log.at(b.tx)
	}
	return err
}

func (b *batch) size() int64 { return b.old.head.Size + int64(len(b.added)) }

func (b *batch) add(e Entry) error {
	data := e.Encode()
	hashes, err := tlog.StoredHashes(e.Index, data, b)
	if err != nil {
		return err
	}
	if err := b.stored.records.Put(key(e.Index), data); err != nil {
		return err
	}
	for i, h := range hashes {
		b.hashes[tlog.StoredHashIndex(0, e.Index)+int64(i)] = h
	}
	b.added = append(b.added, e)
	return nil
}

// finish writes the tiles that have changed and signs the new checkpoint.
func (b *batch) finish() error {
	if len(b.added) == 0 {
		return nil
	}
	size := b.size()
	for _, t := range tlog.NewTiles(tileHeight, b.old.head.Size, size) {
		data, err := tlog.ReadTileData(t, b)
		if err != nil {
			return err
		}
		if err := b.stored.tiles.Put(tileKey(t.L, t.N), data); err != nil {
			return err
		}
	}
	root, err := tlog.TreeHash(size, b)
	if err != nil {
		return err
	}
	head, err := signCheckpoint(b.log.signer, size, registry.Digest(root))
	if err != nil {
		return err
	}
	return b.stored.bucket.Put(checkpointKey, head.Signed)
}

// ReadHashes implements [tlog.HashReader]: hashes of this batch are known, older
// ones are read and checked.
func (b *batch) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	var old []int64
	for i, index := range indexes {
		h, ok := b.hashes[index]
		if out[i] = h; !ok {
			old = append(old, index)
		}
	}
	read, err := b.old.ReadHashes(old)
	if err != nil {
		return nil, err
	}
	for i, index := range indexes {
		if _, ok := b.hashes[index]; !ok {
			out[i], read = read[0], read[1:]
		}
	}
	return out, nil
}
