package chain

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// A Client is what generated bindings call contracts through. The methods in
// this file exist for them; their errors are those of the package.
var _ bind.Backend = (*Client)(nil)

func bound[T any](ctx context.Context, c *Client, what string, do func(context.Context) (T, error)) (T, error) {
	within, cancel := context.WithTimeout(ctx, c.cfg.Timeout)
	defer cancel()
	v, err := do(within)
	if err != nil {
		return v, fmt.Errorf("%s: %w", what, c.asRevert(c.wrap(ctx, err)))
	}
	return v, nil
}

// CodeAt returns the code of a contract at a block; nil means the latest.
func (c *Client) CodeAt(ctx context.Context, contract common.Address, block *big.Int) ([]byte, error) {
	return bound(ctx, c, "reading the code of "+contract.Hex(), func(ctx context.Context) ([]byte, error) {
		return c.eth.CodeAt(ctx, contract, block)
	})
}

// CallContract calls without a transaction, at a block; nil means the latest. A
// contract that reverts gives a [RevertError].
func (c *Client) CallContract(ctx context.Context, call ethereum.CallMsg, block *big.Int) ([]byte, error) {
	return bound(ctx, c, "calling a contract", func(ctx context.Context) ([]byte, error) {
		return c.eth.CallContract(ctx, call, block)
	})
}

// EstimateGas returns the gas a transaction would need now. One that would
// revert gives a [RevertError], before anything is sent.
func (c *Client) EstimateGas(ctx context.Context, call ethereum.CallMsg) (uint64, error) {
	return bound(ctx, c, "estimating gas", func(ctx context.Context) (uint64, error) {
		return c.eth.EstimateGas(ctx, call)
	})
}

// SuggestGasPrice returns the cap of [Client.Fees].
func (c *Client) SuggestGasPrice(ctx context.Context) (*big.Int, error) {
	f, err := c.Fees(ctx)
	if err != nil || f.Cap == nil {
		return new(big.Int), err
	}
	return f.Cap, nil
}

// SuggestGasTipCap returns the tip of [Client.Fees].
func (c *Client) SuggestGasTipCap(ctx context.Context) (*big.Int, error) {
	f, err := c.Fees(ctx)
	if err != nil || f.Tip == nil {
		return new(big.Int), err
	}
	return f.Tip, nil
}

// SendTransaction is [Client.SendRaw] for a decoded transaction.
func (c *Client) SendTransaction(ctx context.Context, tx *types.Transaction) error {
	raw, err := tx.MarshalBinary()
	if err != nil {
		return fmt.Errorf("encoding a transaction: %w", err)
	}
	return c.SendRaw(ctx, raw)
}

// HeaderByNumber returns a header; nil means the latest. Its Hash method is
// wrong on chains that hash headers differently; use [Client.BlockByNumber].
func (c *Client) HeaderByNumber(ctx context.Context, number *big.Int) (*types.Header, error) {
	return bound(ctx, c, "reading a header", func(ctx context.Context) (*types.Header, error) {
		return c.eth.HeaderByNumber(ctx, number)
	})
}

// PendingCodeAt returns the code at the latest block: what waits in a pool is
// not relied on.
func (c *Client) PendingCodeAt(ctx context.Context, account common.Address) ([]byte, error) {
	return c.Code(ctx, account)
}

// PendingNonceAt is [Client.NonceAt]: what waits in a pool is not relied on.
func (c *Client) PendingNonceAt(ctx context.Context, account common.Address) (uint64, error) {
	return c.NonceAt(ctx, account)
}

// TransactionByHash returns a transaction, and whether it still waits.
func (c *Client) TransactionByHash(ctx context.Context, hash common.Hash) (tx *types.Transaction, pending bool, err error) {
	tx, err = bound(ctx, c, "reading transaction "+hash.Hex(), func(ctx context.Context) (tx *types.Transaction, err error) {
		tx, pending, err = c.eth.TransactionByHash(ctx, hash)
		return tx, err
	})
	return tx, pending, err
}

// TransactionReceipt is [Client.Receipt].
func (c *Client) TransactionReceipt(ctx context.Context, hash common.Hash) (*types.Receipt, error) {
	return c.Receipt(ctx, hash)
}

// FilterLogs returns logs over a range of blocks, final or not. To act on
// events, use [Client.Follow].
func (c *Client) FilterLogs(ctx context.Context, query ethereum.FilterQuery) ([]types.Log, error) {
	return bound(ctx, c, "reading logs", func(ctx context.Context) ([]types.Log, error) {
		return c.eth.FilterLogs(ctx, query)
	})
}

// SubscribeFilterLogs passes on logs as blocks arrive, final or not, on a
// WebSocket connection. To act on events, use [Client.Follow].
func (c *Client) SubscribeFilterLogs(ctx context.Context, query ethereum.FilterQuery, ch chan<- types.Log) (ethereum.Subscription, error) {
	sub, err := c.eth.SubscribeFilterLogs(ctx, query, ch)
	if err != nil {
		return nil, fmt.Errorf("subscribing to logs: %w", c.wrap(ctx, err))
	}
	return sub, nil
}
