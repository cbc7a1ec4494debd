package node

import (
	"context"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/core"
)

// produce makes blocks until ctx ends.
func (n *Node) produce(ctx context.Context) error {
	if n.cfg.BlockTime > 0 {
		return n.produceTimed(ctx)
	}
	arrivals := make(chan core.NewTxsEvent, 256)
	sub := n.eth.TxPool().SubscribeTransactions(arrivals, true)
	defer sub.Unsubscribe()
	wake := make(chan struct{}, 1)
	wake <- struct{}{} // for what arrived before the subscription
	done := make(chan struct{})
	defer close(done)
	// The channel is drained whatever the producer does: a full one would stop
	// the pool, and with it the wait for the pool below, for ever.
	go func() {
		for {
			select {
			case <-arrivals:
				select {
				case wake <- struct{}{}:
				default:
				}
			case <-done:
				return
			}
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-wake:
		}
		for more := true; more; {
			var err error
			if more, err = n.step(ctx, false); err != nil {
				return err
			}
		}
	}
}

func (n *Node) produceTimed(ctx context.Context) error {
	tick := time.NewTicker(n.cfg.BlockTime)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		if _, err := n.step(ctx, true); err != nil {
			return err
		}
	}
}

// step makes one block: built, checked by go-ethereum, logged, and only then
// visible. It makes none and says so when there is nothing to put in and empty
// blocks are not wanted. An error means that the node cannot go on.
func (n *Node) step(ctx context.Context, empty bool) (made bool, err error) {
	d, err := newDraft(ctx, n.eth.BlockChain(), n.tip.Header())
	if err != nil {
		return false, err
	}
	defer d.release()
	if err := d.fill(ctx, n.eth.TxPool()); err != nil || (len(d.txs) == 0 && !empty) {
		return false, nil // ctx ended, or nothing to do
	}
	block, err := d.assemble(ctx)
	if err != nil {
		return false, err
	}
	if _, err := n.eth.BlockChain().InsertBlockWithoutSetHead(ctx, block, false); err != nil {
		return false, fmt.Errorf("checking block %d: %w", block.NumberU64(), err)
	}
	if n.log != nil {
		if err := n.log.append(block); err != nil {
			return false, err
		}
	}
	n.tip = block
	if err := n.finalise(block); err != nil {
		return false, err
	}
	// Until the pool has digested the block, it offers old transactions and
	// does not know new accounts.
	if err := n.eth.TxPool().Sync(); err != nil {
		return false, fmt.Errorf("waiting for the pool: %w", err)
	}
	n.blocks.send()
	return true, nil
}
