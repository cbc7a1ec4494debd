package chainstate

import (
	"context"
	"iter"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/trie"

	"github.com/novation-dev/novation/migrate/slotset"
)

// step is how many half-bytes one table spans. A table of the whole set then
// has at most 70 thousand nodes, whatever the size of the set.
const step = 4

// own is the trie of what was read, as far as the search needs it.
type own struct {
	set    *slotset.Set
	tables [depth/step + 1]table
}

// A table has the hashes of nodes below base, step half-bytes deep.
type table struct {
	base   string
	hashes map[string]common.Hash
}

// has reports whether the trie of what was read has a node with this hash at
// path. It may say no when there is one: then the search goes deeper than it
// need. It never says yes when there is none.
func (o *own) has(ctx context.Context, path []byte, hash common.Hash) (bool, error) {
	level := (max(len(path), 1) - 1) / step
	base := path[:level*step]
	t := &o.tables[level]
	if t.hashes == nil || t.base != string(base) {
		if err := o.fill(ctx, t, base); err != nil {
			return false, err
		}
	}
	return t.hashes[string(path)] == hash, nil
}

// fill hashes everything below base.
func (o *own) fill(ctx context.Context, t *table, base []byte) error {
	t.base, t.hashes = string(base), map[string]common.Hash{}
	s := trie.NewStackTrie(func(path []byte, hash common.Hash, _ []byte) {
		// A trie that begins below base has another first node than that of
		// the whole, but the same ones below.
		if len(path) > len(base) && len(path) <= len(base)+step {
			t.hashes[string(path)] = hash
		}
	})
	for w, err := range o.below(ctx, base) {
		if err != nil {
			return err
		}
		value, err := rlp.EncodeToBytes(common.TrimLeftZeroes(w.Value[:]))
		if err != nil {
			return err
		}
		if err := s.Update(w.Hashed[:], value); err != nil {
			return err
		}
	}
	s.Hash()
	return nil
}

// below yields what was read below path.
func (o *own) below(ctx context.Context, path []byte) iter.Seq2[slotset.Hashed, error] {
	return func(yield func(slotset.Hashed, error) bool) {
		for w, err := range o.set.ByHashed(ctx, lowest(path)) {
			if err == nil && !under(w.Hashed, path) {
				return
			}
			if !yield(w, err) || err != nil {
				return
			}
		}
	}
}
