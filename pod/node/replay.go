package node

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/core/types"
)

// replayBatch is how many blocks are read from the log at a time.
const replayBatch = 256

// catchUp brings go-ethereum to the end of the log. Its database loses blocks
// when the process is killed, and all of them when it is in memory; the log
// loses none.
func (n *Node) catchUp(ctx context.Context) error {
	chain := n.eth.BlockChain()
	if n.tip == nil { // nothing logged, or nothing kept
		if head := chain.CurrentBlock(); head.Number.Sign() != 0 {
			return n.foreign(0, head.Number.Uint64())
		}
		n.tip = chain.GetBlockByNumber(0)
		return n.finalise(n.tip)
	}
	head := chain.CurrentBlock()
	if head.Number.Uint64() > n.tip.NumberU64() {
		return n.foreign(n.tip.NumberU64(), head.Number.Uint64())
	}
	if err := n.sameBlock(head); err != nil {
		return err
	}
	if missing := n.tip.NumberU64() - head.Number.Uint64(); missing > 0 {
		n.cfg.Logger.InfoContext(ctx, "replaying the block log", "from", head.Number.Uint64()+1, "blocks", missing)
		if err := n.replay(ctx, head.Number.Uint64()+1); err != nil {
			return err
		}
	}
	if got := chain.CurrentBlock().Hash(); got != n.tip.Hash() {
		return fmt.Errorf("replaying %s: it ends with block %s, go-ethereum has %s: %w", n.log.path, n.tip.Hash(), got, ErrCorrupt)
	}
	return n.finalise(n.tip)
}

func (n *Node) replay(ctx context.Context, from uint64) error {
	for from <= n.tip.NumberU64() {
		if err := ctx.Err(); err != nil {
			return err
		}
		blocks, err := n.log.read(from, replayBatch)
		if err != nil {
			return err
		}
		if len(blocks) == 0 {
			return fmt.Errorf("reading %s: block %d is missing; restore it from a backup: %w", n.log.path, from, ErrCorrupt)
		}
		if i, err := n.eth.BlockChain().InsertChain(blocks); err != nil {
			return fmt.Errorf("replaying block %d of %s: %v; restore it from a backup: %w", from+uint64(i), n.log.path, err, ErrCorrupt)
		}
		from += uint64(len(blocks))
	}
	return nil
}

// sameBlock checks that go-ethereum's head is a block of the log.
func (n *Node) sameBlock(head *types.Header) error {
	if head.Number.Sign() == 0 {
		return nil // the genesis block was compared when the log was opened
	}
	blocks, err := n.log.read(head.Number.Uint64(), 1)
	if err != nil {
		return err
	}
	if len(blocks) == 0 || blocks[0].Hash() != head.Hash() {
		return fmt.Errorf("opening %s: its block %d is not the one in %s/geth, so the two are of different chains or one was "+
			"replaced; restore both from a backup, or delete the geth folder to go on with the log: %w",
			n.log.path, head.Number, n.cfg.Dir, ErrCorrupt)
	}
	return nil
}

func (n *Node) foreign(logged, held uint64) error {
	return fmt.Errorf("the block log in %s ends at block %d, but go-ethereum's folder beside it holds block %d, "+
		"so the log was removed or replaced; restore it from a backup, or delete the geth folder to go on with the log: %w",
		n.cfg.Dir, logged, held, ErrCorrupt)
}

// finalise tells go-ethereum's clients that block is final.
func (n *Node) finalise(block *types.Block) error {
	chain := n.eth.BlockChain()
	if chain.CurrentBlock().Hash() != block.Hash() {
		if _, err := chain.SetCanonical(block); err != nil {
			return fmt.Errorf("making block %d the head: %w", block.NumberU64(), err)
		}
	}
	chain.SetFinalized(block.Header())
	chain.SetSafe(block.Header())
	return nil
}
