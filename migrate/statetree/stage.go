package statetree

import (
	"context"
	"fmt"
	"iter"

	"github.com/ethereum/go-ethereum/common"
)

const (
	// MaxBatch is how many slots are asked for at once.
	MaxBatch = 4096
	// maxWaiting is how many fields wait for a batch, at most.
	maxWaiting = 4 * MaxBatch
)

// A piece is a field, or something that must be read to get fields: then more
// is set. When read is set too, more gets the word of that slot.
type piece struct {
	field Field
	slot  common.Hash
	read  bool
	more  func(word common.Hash, emit func(piece) bool) (bool, error)
}

// stage reads one word for every piece that needs one, in batches, and passes on
// what follows from it, in order. What needs another word is left for the next
// stage.
func (w *walk) stage(ctx context.Context, in iter.Seq2[piece, error]) iter.Seq2[piece, error] {
	return func(yield func(piece, error) bool) {
		s := &stage{ctx: ctx, slots: w.slots, yield: yield}
		for p, err := range in {
			if err != nil {
				if s.flush() {
					yield(piece{}, err)
				}
				return
			}
			if !s.take(p) {
				return
			}
		}
		s.flush()
	}
}

type stage struct {
	ctx   context.Context
	slots Slots
	yield func(piece, error) bool
	queue []piece
	// asked has the slots of what is queued. Pieces that follow each other and
	// need the same slot, such as the length of an array on the way to many
	// mappings, ask once.
	asked []common.Hash
}

// take queues a piece. One that is a range of others is unfolded here, so that
// no more of it exists at once than fits the queue.
func (s *stage) take(p piece) bool {
	if p.more != nil && !p.read {
		ok, err := p.more(common.Hash{}, s.take)
		if err != nil {
			if s.flush() {
				s.yield(piece{}, err)
			}
			return false
		}
		return ok
	}
	if len(s.asked) == 0 && !p.read {
		return s.yield(p, nil)
	}
	s.queue = append(s.queue, p)
	if n := len(s.asked); p.read && (n == 0 || s.asked[n-1] != p.slot) {
		s.asked = append(s.asked, p.slot)
	}
	if len(s.asked) < MaxBatch && len(s.queue) < maxWaiting {
		return true
	}
	return s.flush()
}

// flush reads and passes on everything in the queue.
func (s *stage) flush() bool {
	if len(s.queue) == 0 {
		return true
	}
	err := s.ctx.Err()
	var words []common.Hash
	if err == nil {
		words, err = s.slots.Words(s.ctx, s.asked)
	}
	if err == nil && len(words) != len(s.asked) {
		err = bad("asked for %d words and got %d", len(s.asked), len(words))
	}
	if err != nil {
		s.yield(piece{}, fmt.Errorf("reading %d slots, the first of them %s: %w", len(s.asked), s.asked[0].Hex(), err))
		return false
	}
	emit := func(p piece) bool { return s.yield(p, nil) }
	i := 0
	for _, p := range s.queue {
		var ok bool
		if p.read {
			if s.asked[i] != p.slot {
				i++
			}
			if ok, err = p.more(words[i], emit); err != nil {
				s.yield(piece{}, err)
				return false
			}
		} else {
			ok = s.yield(p, nil)
		}
		if !ok {
			return false
		}
	}
	clear(s.queue)
	s.queue, s.asked = s.queue[:0], s.asked[:0]
	return true
}
