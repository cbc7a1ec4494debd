package chain

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/novation-dev/novation/registry"
)

// Logs returns what the given contracts logged in one block, in the block's
// order. The block is named by hash: a number may mean another block tomorrow.
// No address means no logs.
func (c *Client) Logs(ctx context.Context, block common.Hash, addresses []common.Address) ([]types.Log, error) {
	if len(addresses) == 0 {
		return nil, nil
	}
	var logs []types.Log
	if err := c.call(ctx, &logs, "eth_getLogs", logQuery(block, addresses)); err != nil {
		return nil, fmt.Errorf("reading the logs of block %s: %w", block, err)
	}
	return logs, checkLogs(block, addresses, logs)
}

func logQuery(block common.Hash, addresses []common.Address) map[string]any {
	return map[string]any{"blockHash": block, "address": addresses}
}

// checkLogs refuses logs that were not asked for.
func checkLogs(block common.Hash, addresses []common.Address, logs []types.Log) error {
	wanted := make(map[common.Address]bool, len(addresses))
	for _, a := range addresses {
		wanted[a] = true
	}
	for i := range logs {
		if l := &logs[i]; l.BlockHash != block || l.Removed || !wanted[l.Address] {
			return fmt.Errorf("reading the logs of block %s: the node answered with a log of %s in block %s: %w",
				block, l.Address, l.BlockHash, registry.ErrUnreachable)
		}
	}
	return nil
}
