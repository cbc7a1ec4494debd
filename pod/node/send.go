package node

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/txpool/legacypool"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth"
)

// sendAPI is eth_sendRawTransaction, in place of go-ethereum's. It says no at
// once to what could never be included, and it waits where go-ethereum says no
// to an account that does not exist yet: that pool takes such an account for a
// delegated one and allows it a single transaction in flight.
type sendAPI struct {
	backend *eth.EthAPIBackend
	blocks  *broadcast
	most    uint64        // gas of one transaction
	wait    time.Duration // at most, for the account's first transaction
}

// SendRawTransaction is eth_sendRawTransaction.
func (s sendAPI) SendRawTransaction(ctx context.Context, raw hexutil.Bytes) (common.Hash, error) {
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		return common.Hash{}, err
	}
	switch {
	case !tx.Protected():
		return common.Hash{}, errors.New("only replay-protected (EIP-155) transactions are allowed")
	case tx.Type() == types.BlobTxType:
		return common.Hash{}, errors.New("blob transactions are not supported by this chain")
	case tx.Gas() > s.most:
		return common.Hash{}, fmt.Errorf("gas limit %d is above what a block of this chain may use, %d", tx.Gas(), s.most)
	}
	return tx.Hash(), s.add(ctx, tx)
}

func (s sendAPI) add(ctx context.Context, tx *types.Transaction) error {
	timeout := time.NewTimer(s.wait)
	defer timeout.Stop()
	for {
		next := s.blocks.next() // before the attempt, so that no block is missed
		err := s.backend.SendTx(ctx, tx)
		if !errors.Is(err, txpool.ErrInflightTxLimitReached) && !errors.Is(err, legacypool.ErrOutOfOrderTxFromDelegated) {
			return err
		}
		select {
		case <-next:
		case <-timeout.C:
			return err
		case <-ctx.Done():
			return err
		}
	}
}

// A broadcast wakes everyone who waits for the next block.
type broadcast struct {
	mu sync.Mutex
	ch chan struct{} // closed by the next block; guarded by mu
}

func newBroadcast() *broadcast { return &broadcast{ch: make(chan struct{})} }

func (b *broadcast) next() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.ch
}

func (b *broadcast) send() {
	b.mu.Lock()
	defer b.mu.Unlock()
	close(b.ch)
	b.ch = make(chan struct{})
}
