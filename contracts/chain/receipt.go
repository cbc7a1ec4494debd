package chain

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/registry"
)

// Receipt returns how a transaction went, final or not, and
// registry.ErrNotFound while it is in no block. A node that still indexes its
// transactions is waited for, within the timeout.
func (c *Client) Receipt(ctx context.Context, hash common.Hash) (*types.Receipt, error) {
	give := time.Now().Add(c.cfg.Timeout)
	for pause := minPoll; ; pause = c.longer(pause) {
		var r *types.Receipt
		err := c.call(ctx, &r, "eth_getTransactionReceipt", hash)
		switch {
		case err == nil && r == nil:
			return nil, fmt.Errorf("reading the receipt of %s: it is in no block: %w", hash, registry.ErrNotFound)
		case err == nil:
			return r, nil
		case !indexing(err):
			return nil, fmt.Errorf("reading the receipt of %s: %w", hash, err)
		case time.Now().After(give):
			return nil, fmt.Errorf("reading the receipt of %s: %v; try again later: %w", hash, err, registry.ErrUnreachable)
		}
		if err := sleep(ctx, pause); err != nil {
			return nil, err
		}
	}
}

// indexing reports whether a node says that it cannot look a transaction up
// yet.
func indexing(err error) bool {
	var answered rpc.Error
	return errors.As(err, &answered) && strings.Contains(answered.Error(), "indexing is in progress")
}

// FinalReceipt returns how a transaction went, once its block is final, and
// registry.ErrNotFound until then.
func (c *Client) FinalReceipt(ctx context.Context, hash common.Hash) (*types.Receipt, error) {
	r, err := c.Receipt(ctx, hash)
	if err != nil {
		return nil, err
	}
	if number := r.BlockNumber.Uint64(); number > c.finalised.Load() {
		if b, err := c.Finalized(ctx); err != nil {
			return nil, err
		} else if number > b.Number {
			return nil, fmt.Errorf("reading the receipt of %s: block %d is not final yet: %w", hash, number, registry.ErrNotFound)
		}
		// It was read before its block was known to be final, and may have been
		// of a block that lost.
		return c.Receipt(ctx, hash)
	}
	return r, nil
}

// WaitFinal waits until a transaction is in a final block. A transaction that
// failed has a receipt too; see its Status and [Client.RevertReason]. When ctx
// ends first, the error is a registry.ErrTimeout or the cancellation.
func (c *Client) WaitFinal(ctx context.Context, hash common.Hash) (*types.Receipt, error) {
	for pause := minPoll; ; pause = c.longer(pause) {
		r, err := c.FinalReceipt(ctx, hash)
		if err == nil || (!errors.Is(err, registry.ErrNotFound) && ctx.Err() == nil) {
			return r, err
		}
		if err := sleep(ctx, pause); err != nil {
			if errors.Is(err, context.DeadlineExceeded) {
				err = fmt.Errorf("it is in no final block; check that the chain makes blocks, and send it again: %w", registry.ErrTimeout)
			}
			return nil, fmt.Errorf("waiting for transaction %s: %w", hash, err)
		}
	}
}

// longer grows a pause towards the configured longest.
func (c *Client) longer(pause time.Duration) time.Duration {
	return min(pause+pause/2, c.cfg.MaxPoll)
}

// sleep returns early, with the reason, when ctx ends.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
