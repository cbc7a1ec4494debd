package probe

import (
	"context"
	"iter"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
)

// Keys are those of the old contract's mappings; a statetree.KeySet is.
type Keys interface {
	statetree.Keys
	Counts(ctx context.Context) (map[string]uint64, error)
}

// A Source is where arguments come from.
type Source struct {
	// Layout is that of the old contract, and Keys are of its mappings. Without
	// them all arguments are made up.
	Layout *layout.Layout
	Keys   Keys
	// Lengths are those of arrays; one more than each is asked for, too.
	// Numbers are others worth asking with: of blocks, or times.
	Lengths, Numbers []uint64
	// Callers ask besides the zero address.
	Callers []common.Address
	// Seed chooses what is made up.
	Seed uint64
	// Limit bounds the questions per getter. Zero means [DefaultLimit].
	Limit int
}

// DefaultLimit is how often one getter is asked when nothing else is said.
const DefaultLimit = 1000

// A Question is one call.
type Question struct {
	Getter *Getter
	Args   []value
	From   common.Address
}

// Data is what is sent to the old contract, or to the new one.
func (q *Question) Data(after bool) []byte {
	m := &q.Getter.Before
	if after {
		m = &q.Getter.After
	}
	return append(append([]byte{}, m.ID...), encode(types(m.Inputs), q.Args)...)
}

// Questions yields what is to be asked, each question once per caller.
func (l *List) Questions(ctx context.Context, s Source) iter.Seq2[Question, error] {
	return func(yield func(Question, error) bool) {
		f, err := newFiller(ctx, s)
		if err != nil {
			yield(Question{}, err)
			return
		}
		for i := range l.Getters {
			g := &l.Getters[i]
			for args, err := range f.fill(ctx, g) {
				if !yield(Question{Getter: g, Args: args}, err) || err != nil {
					return
				}
			}
			if !f.repeat(ctx, g, yield) {
				return
			}
		}
	}
}

// repeat asks some questions of a getter again as other callers.
func (f *filler) repeat(ctx context.Context, g *Getter, yield func(Question, error) bool) bool {
	for _, from := range f.Callers {
		n := 0
		for args, err := range f.fill(ctx, g) {
			if !yield(Question{g, args, from}, err) || err != nil {
				return false
			}
			if n++; n == callersOf {
				break
			}
		}
	}
	return true
}
