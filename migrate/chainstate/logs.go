package chainstate

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/registry"
)

const (
	// firstSpan is how many blocks the first request for logs is about. The
	// number doubles while answers have fewer logs than fewLogs, and halves
	// when they have more than manyLogs or are refused.
	firstSpan = 2000
	maxSpan   = 1 << 20
	fewLogs   = 2000
	manyLogs  = 20_000
)

// logs calls handle for the logs of the account from a block up to the
// snapshot's, one answer at a time. Of topics, one must be the log's first; nil
// means any.
func (s *Snapshot) logs(ctx context.Context, from uint64, topics []common.Hash, handle func([]types.Log) error) error {
	if from > s.Number {
		return fmt.Errorf("asked for events from block %d on, but the state is that of block %d; begin with the block of the deployment: %w",
			from, s.Number, registry.ErrInvalid)
	}
	for span := uint64(firstSpan); from <= s.Number; {
		to := min(from+span-1, s.Number)
		found, err := s.logsOf(ctx, from, to, topics)
		if tooMuch := errors.Is(err, errTooMuch) || errors.Is(err, errSlow) || errors.Is(err, registry.ErrRefused); tooMuch && to > from {
			span = max(1, (to-from+1)/2)
			s.node.log.DebugContext(ctx, "asking for logs of fewer blocks", "blocks", span, "err", err)
			continue
		}
		if err != nil {
			return fmt.Errorf("reading the events of %s in blocks %d to %d: %w", s.Address, from, to, err)
		}
		if err := handle(found); err != nil {
			return err
		}
		from = to + 1
		switch {
		case len(found) > manyLogs:
			span = max(1, span/2)
		case len(found) < fewLogs && span < maxSpan:
			span *= 2
		}
	}
	return nil
}

func (s *Snapshot) logsOf(ctx context.Context, from, to uint64, topics []common.Hash) ([]types.Log, error) {
	query := map[string]any{"address": s.Address, "fromBlock": hexutil.EncodeUint64(from), "toBlock": hexutil.EncodeUint64(to)}
	if topics != nil {
		query["topics"] = []any{topics}
	}
	var found []types.Log
	if err := s.node.call(ctx, &found, "eth_getLogs", query); err != nil {
		return nil, err
	}
	for i := range found {
		if l := &found[i]; l.Address != s.Address || l.Removed || l.BlockNumber < from || l.BlockNumber > to {
			return nil, fmt.Errorf("the node answered with a log of %s in block %d: %w", l.Address, l.BlockNumber, registry.ErrConflict)
		}
	}
	return found, nil
}

// upgraded is the event with which a proxy tells its new implementation, by
// ERC-1967.
var upgraded = crypto.Keccak256Hash([]byte("Upgraded(address)"))

// Became is the first block, from a block on, in which the account told that it
// got an implementation; from itself when it never did.
func (s *Snapshot) Became(ctx context.Context, implementation common.Address, from uint64) (uint64, error) {
	first, found := from, false
	err := s.logs(ctx, from, []common.Hash{upgraded}, func(logs []types.Log) error {
		for i := range logs {
			if l := &logs[i]; !found && len(l.Topics) == 2 && l.Topics[1] == common.BytesToHash(implementation[:]) {
				first, found = l.BlockNumber, true
			}
		}
		return nil
	})
	return first, err
}
