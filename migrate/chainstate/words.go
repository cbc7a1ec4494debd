package chainstate

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rpc"
	"golang.org/x/sync/errgroup"

	"github.com/novation-dev/novation/registry"
)

// parallel is how many requests are under way at a time. More do not help a
// node, and fewer let it wait for us.
const parallel = 3

// Words implements statetree.Slots: it returns the values of slots, in their
// order. They are the node's word until [Snapshot.Complete] has compared all of
// them with the storage root.
func (s *Snapshot) Words(ctx context.Context, slots []common.Hash) ([]common.Hash, error) {
	out := make([]common.Hash, len(slots))
	g, within := errgroup.WithContext(ctx)
	g.SetLimit(parallel)
	for at := 0; at < len(slots) && within.Err() == nil; {
		end := min(at+s.read.size(), len(slots))
		from, to := slots[at:end], out[at:end]
		g.Go(func() error { return s.some(within, from, to) })
		at = end
	}
	if err := g.Wait(); err != nil {
		return nil, fmt.Errorf("reading %d slots of %s at block %d: %w", len(slots), s.Address, s.Number, err)
	}
	return out, ctx.Err()
}

// some reads a few slots, in halves when the node refuses their number.
func (s *Snapshot) some(ctx context.Context, slots, out []common.Hash) error {
	if size := s.read.size(); len(slots) > size { // it shrank meanwhile
		if err := s.some(ctx, slots[:size], out[:size]); err != nil {
			return err
		}
		return s.some(ctx, slots[size:], out[size:])
	}
	err := s.atOnce(ctx, slots, out)
	if err == nil {
		s.read.grow(len(slots))
		return nil
	}
	smaller := errors.Is(err, errTooMuch) || errors.Is(err, errSlow) || errors.Is(err, errMoment)
	if !smaller || len(slots) == 1 || ctx.Err() != nil {
		return err
	}
	s.read.shrink(len(slots), errors.Is(err, errTooMuch))
	s.node.log.DebugContext(ctx, "asking for fewer slots at once", "slots", s.read.size(), "err", err)
	half := len(slots) / 2
	if err := s.some(ctx, slots[:half], out[:half]); err != nil {
		return err
	}
	return s.some(ctx, slots[half:], out[half:])
}

// atOnce reads slots with one request.
func (s *Snapshot) atOnce(ctx context.Context, slots, out []common.Hash) error {
	if !s.read.single.Load() {
		err := s.values(ctx, slots, out)
		if !errors.Is(err, errNoMethod) {
			return err
		}
		s.read.single.Store(true)
	}
	words, elems := make([]word, len(slots)), make([]rpc.BatchElem, len(slots))
	for i, slot := range slots {
		elems[i] = rpc.BatchElem{Method: "eth_getStorageAt", Args: []any{s.Address, slot, s.at}, Result: &words[i]}
	}
	if err := s.node.batch(ctx, elems); err != nil {
		return err
	}
	return unpack(words, slots, out)
}

func unpack(words []word, slots, out []common.Hash) error {
	for i, w := range words {
		if !w.set {
			return fmt.Errorf("the node answers null for slot %s: %w: %w", slots[i], errTooMuch, registry.ErrUnreachable)
		}
		out[i] = w.value
	}
	return nil
}

// values reads slots with eth_getStorageValues, which few nodes have.
func (s *Snapshot) values(ctx context.Context, slots, out []common.Hash) error {
	var answer map[common.Address][]word
	if err := s.node.call(ctx, &answer, "eth_getStorageValues", map[common.Address][]common.Hash{s.Address: slots}, s.at); err != nil {
		return err
	}
	words := answer[s.Address]
	if len(words) != len(slots) {
		return fmt.Errorf("asked for %d slots, the node answered with %d: %w: %w", len(slots), len(words), errTooMuch, registry.ErrUnreachable)
	}
	return unpack(words, slots, out)
}

// A word is a storage value as nodes write it: some leave zeros out.
type word struct {
	value common.Hash
	set   bool
}

// UnmarshalText reads hex of at most 32 bytes.
func (w *word) UnmarshalText(text []byte) error {
	digits, ok := strings.CutPrefix(string(text), "0x")
	if !ok || len(digits) > 2*common.HashLength {
		return fmt.Errorf("a storage value is %q, want 0x and at most 64 digits: %w", line(string(text)), registry.ErrInvalid)
	}
	if len(digits)%2 == 1 {
		digits = "0" + digits
	}
	b, err := hex.DecodeString(digits)
	if err != nil {
		return fmt.Errorf("a storage value is %q, which is no hex: %w", line(string(text)), registry.ErrInvalid)
	}
	w.value, w.set = common.BytesToHash(b), true
	return nil
}

// A sizer finds out how much one request may ask for.
type sizer struct {
	now, most atomic.Int64
	// single is true when the node has no request for many slots.
	single atomic.Bool
}

func (z *sizer) init(most int) {
	if most <= 0 {
		most = DefaultBatch
	}
	z.now.Store(int64(most))
	z.most.Store(int64(most))
}

func (z *sizer) size() int { return int(z.now.Load()) }

// shrink halves what was refused. A size that the node refuses for good is not
// tried again.
func (z *sizer) shrink(refused int, forGood bool) {
	if int64(refused) <= z.now.Load() {
		z.now.Store(int64(max(1, refused/2)))
	}
	if forGood && int64(refused) <= z.most.Load() {
		z.most.Store(int64(max(1, refused-1)))
	}
}

// grow makes requests larger again after one of full size.
func (z *sizer) grow(answered int) {
	if now := z.now.Load(); int64(answered) >= now {
		z.now.CompareAndSwap(now, min(z.most.Load(), now+now/4+1))
	}
}
