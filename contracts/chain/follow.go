package chain

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/registry"
)

// catchUp is how many blocks are asked for in one request, at most. Nodes limit
// the size of an answer, so fewer are asked for after a failure.
const catchUp = 128

// outage is the longest pause while the node does not answer.
const outage = 5 * time.Second

// A Cursor is the last block that was handled. The zero value is before the
// first block that has a parent: block 0 is never handled, for it has no
// transactions.
type Cursor struct {
	// Number of the block.
	Number uint64 `json:"number"`
	// Hash of the block. Zero means that it is not known: then the first block
	// is taken as it is.
	Hash common.Hash `json:"hash"`
}

// Follow calls handle for every final block after from, in order, each with
// what the addresses logged in it. It returns only when ctx ends, when handle
// fails (with handle's error), or when the final chain changed (with a
// [ReorgError]): a node that does not answer, or is behind, is waited for.
//
// The addresses are asked for again before every block; one that handle adds is
// followed from the next block on.
func (c *Client) Follow(ctx context.Context, from Cursor, addresses func() []common.Address,
	handle func(ctx context.Context, b Block, logs []types.Log) error,
) error {
	f := &follower{c: c, at: from, size: catchUp, addresses: addresses, handle: handle}
	wake, stop := c.wakeups(ctx)
	defer stop()
	pause, down := minPoll, false
	for {
		moved, err := f.advance(ctx)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case f.failed(err):
			return err
		case err != nil:
			if !down {
				c.cfg.Logger.WarnContext(ctx, "following the chain is interrupted", "block", f.at.Number, "error", err)
			}
			f.size = max(1, f.size/2)
			down, pause = true, min(max(2*pause, 50*time.Millisecond), outage)
		default:
			if down {
				c.cfg.Logger.InfoContext(ctx, "following the chain again", "block", f.at.Number)
			}
			if pause = c.longer(pause); moved || down {
				pause = minPoll
			}
			f.size, down = min(catchUp, 2*f.size), false
		}
		if moved {
			continue
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
		case <-timer.C:
		case <-wake:
			if !down {
				pause = minPoll
			}
		}
		timer.Stop()
	}
}

// A follower is one call of Follow.
type follower struct {
	c         *Client
	at        Cursor
	addresses func() []common.Address
	handle    func(context.Context, Block, []types.Log) error
	size      uint64 // of a batch
	checked   bool   // that at is of the node's chain
	stopped   error  // what handle returned
}

// failed reports whether an error ends Follow.
func (f *follower) failed(err error) bool {
	var reorg *ReorgError
	return f.stopped != nil || errors.As(err, &reorg)
}

// advance handles one batch of blocks and reports whether there were any.
func (f *follower) advance(ctx context.Context) (bool, error) {
	head, err := f.c.Finalized(ctx)
	if err != nil {
		return false, err
	}
	if head.Number < f.at.Number {
		return false, fmt.Errorf("the node's newest final block is %d, below %d; it is behind, or of another chain: %w",
			head.Number, f.at.Number, registry.ErrUnreachable)
	}
	if err := f.check(ctx, head); err != nil {
		return false, err
	}
	if head.Number == f.at.Number {
		return false, nil
	}
	headers, err := f.headers(ctx, head)
	if err != nil {
		return false, err
	}
	return f.walk(ctx, headers)
}

// check compares the cursor with the node's chain: once at the start, and
// whenever the head is at the cursor. Between them, parents are compared.
func (f *follower) check(ctx context.Context, head Block) error {
	here := head
	if head.Number != f.at.Number {
		if f.checked || f.at.Hash == (common.Hash{}) {
			return nil
		}
		var err error
		if here, err = f.c.BlockByNumber(ctx, f.at.Number); err != nil {
			return err
		}
	}
	if f.at.Hash != (common.Hash{}) && here.Hash != f.at.Hash {
		return &ReorgError{Number: f.at.Number, Want: f.at.Hash, Got: here.Hash}
	}
	f.checked = true
	return nil
}

// headers reads the blocks after the cursor, up to the head.
func (f *follower) headers(ctx context.Context, head Block) ([]*header, error) {
	headers := make([]*header, min(head.Number-f.at.Number, f.size))
	elems := make([]rpc.BatchElem, len(headers))
	for i := range headers {
		number := f.at.Number + 1 + uint64(i)
		elems[i] = rpc.BatchElem{Method: "eth_getBlockByNumber", Args: []any{hexutil.EncodeUint64(number), false}, Result: &headers[i]}
	}
	if err := f.c.batch(ctx, elems); err != nil {
		return nil, fmt.Errorf("reading blocks from %d on: %w", f.at.Number+1, err)
	}
	for i, h := range headers {
		number := f.at.Number + 1 + uint64(i)
		if h == nil || h.Number == nil || h.Hash == nil || uint64(*h.Number) != number {
			return nil, fmt.Errorf("reading block %d: the node calls block %d final and does not have it: %w", number, head.Number, registry.ErrUnreachable)
		}
	}
	return headers, nil
}

// walk handles blocks in order.
func (f *follower) walk(ctx context.Context, headers []*header) (moved bool, err error) {
	var followed []common.Address
	var logs [][]types.Log
	for i, h := range headers {
		if f.at.Hash != (common.Hash{}) && h.Parent != f.at.Hash {
			return moved, &ReorgError{Number: f.at.Number, Want: f.at.Hash, Got: h.Parent}
		}
		if now := f.addresses(); i == 0 || !slices.Equal(now, followed) {
			followed = slices.Clone(now)
			rest, err := f.logs(ctx, headers[i:], followed)
			if err != nil {
				return moved, err
			}
			logs = append(make([][]types.Log, i), rest...)
		}
		b := h.block()
		if err := f.handle(ctx, b, logs[i]); err != nil {
			f.stopped = fmt.Errorf("handling block %d: %w", b.Number, err)
			return moved, f.stopped
		}
		f.at, moved = Cursor{Number: b.Number, Hash: b.Hash}, true
		if ctx.Err() != nil {
			return moved, ctx.Err()
		}
	}
	return moved, nil
}

// logs reads the logs of the blocks that can have any, in one request.
func (f *follower) logs(ctx context.Context, headers []*header, addresses []common.Address) ([][]types.Log, error) {
	logs := make([][]types.Log, len(headers))
	var elems []rpc.BatchElem
	for i, h := range headers {
		if len(addresses) > 0 && h.mayLog(addresses) {
			elems = append(elems, rpc.BatchElem{Method: "eth_getLogs", Args: []any{logQuery(*h.Hash, addresses)}, Result: &logs[i]})
		}
	}
	if err := f.c.batch(ctx, elems); err != nil {
		return nil, fmt.Errorf("reading logs from block %d on: %w", *headers[0].Number, err)
	}
	for i, h := range headers {
		if err := checkLogs(*h.Hash, addresses, logs[i]); err != nil {
			return nil, err
		}
	}
	return logs, nil
}

// wakeups returns a channel that has something when a look at the chain is
// worthwhile: this client sent a transaction, or the node has a new block.
func (c *Client) wakeups(ctx context.Context) (wake <-chan struct{}, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ch := c.sent.add()
	var done sync.WaitGroup
	if c.rpc.SupportsSubscriptions() {
		done.Go(func() { c.hear(ctx, ch) })
	}
	return ch, func() {
		cancel()
		c.sent.remove(ch)
		done.Wait()
	}
}

// hear turns the node's announcements into wake-ups. It is a help only: without
// it, blocks are found by polling.
func (c *Client) hear(ctx context.Context, ch chan struct{}) {
	for ctx.Err() == nil {
		heads := make(chan *struct{}, 16)
		sub, err := c.rpc.EthSubscribe(ctx, heads, "newHeads")
		if err == nil {
			for open := true; open; {
				select {
				case <-heads:
					nudge(ch)
				case err := <-sub.Err():
					c.cfg.Logger.DebugContext(ctx, "the node ended a subscription; it is begun again", "error", err)
					open = false
				case <-ctx.Done():
					open = false
				}
			}
			sub.Unsubscribe()
		}
		if sleep(ctx, time.Second) != nil {
			return
		}
	}
}

// wakers are the channels of those who wait for something to happen.
type wakers struct {
	mu  sync.Mutex
	all []chan struct{} // guarded by mu
}

func (w *wakers) add() chan struct{} {
	ch := make(chan struct{}, 1)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = append(w.all, ch)
	return ch
}

func (w *wakers) remove(ch chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = slices.DeleteFunc(w.all, func(c chan struct{}) bool { return c == ch })
}

func (w *wakers) wake() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, ch := range w.all {
		nudge(ch)
	}
}

func nudge(ch chan struct{}) {
	select {
	case ch <- struct{}{}:
	default:
	}
}
