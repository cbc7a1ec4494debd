package chain

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/registry"
)

// refusals are the ways in which nodes refuse a transaction, found by words
// that go-ethereum, Besu and anvil use. The first that matches counts.
var refusals = []struct {
	words string // in lower case
	hint  string
	err   error
}{
	{"insufficient funds", "this chain charges fees; fund the account, or run the chain with a base fee of 0", registry.ErrRefused},
	{"insufficient balance", "this chain charges fees; fund the account, or run the chain with a base fee of 0", registry.ErrRefused},
	{"upfront cost", "this chain charges fees; fund the account, or run the chain with a base fee of 0", registry.ErrRefused},
	{"less than block base fee", "the base fee rose; sign it again", registry.ErrStale},
	{"gas price below", "the node asks for a higher price; sign it again", registry.ErrStale},
	{"nonce too low", "another transaction of the account took its place", registry.ErrStale},
	{"underpriced", "another transaction of the account waits in its place", registry.ErrConflict},
	{"delegated account", "the account is new to the node; send it again after the next block", registry.ErrConflict},
	{"in-flight", "the account is new to the node; send it again after the next block", registry.ErrConflict},
	{"txpool is full", "send it again after the next block", registry.ErrConflict},
	{"intrinsic gas", "raise the gas limit", registry.ErrInvalid},
	{"gas limit", "lower the gas limit", registry.ErrInvalid},
	{"oversized", "a transaction is at most 128 KiB; split it", registry.ErrInvalid},
	{"chain id", "it was signed for another chain", registry.ErrInvalid},
	{"invalid sender", "it was signed for another chain", registry.ErrInvalid},
}

// SendRaw gives a signed transaction to the node. It returns nil when the node
// has it, wherever from: it is safe to send the same bytes again, also after
// they were included. Nil does not mean that it will be included, so resend it
// until [Client.FinalReceipt] has it.
func (c *Client) SendRaw(ctx context.Context, raw []byte) error {
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		return fmt.Errorf("reading a signed transaction: %v: %w", err, registry.ErrInvalid)
	}
	var hash common.Hash
	err := c.call(ctx, &hash, "eth_sendRawTransaction", hexutil.Bytes(raw))
	if answered, ok := errors.AsType[rpc.Error](err); ok {
		known, lookErr := c.knows(ctx, tx.Hash(), answered.Error())
		switch {
		case lookErr != nil:
			err = lookErr
		case known:
			err = nil
		default:
			err = refusal(answered)
		}
	}
	if err != nil {
		return fmt.Errorf("sending transaction %s: %w", tx.Hash(), err)
	}
	c.sent.wake()
	return nil
}

// knows reports whether a node that refused a transaction has it already.
func (c *Client) knows(ctx context.Context, hash common.Hash, answer string) (bool, error) {
	answer = strings.ToLower(answer)
	for _, words := range []string{"already known", "known transaction", "already imported", "already exists"} {
		if strings.Contains(answer, words) {
			return true, nil
		}
	}
	var tx *struct {
		Hash common.Hash `json:"hash"`
	}
	err := c.call(ctx, &tx, "eth_getTransactionByHash", hash)
	return tx != nil && tx.Hash == hash, err
}

func refusal(answer rpc.Error) error {
	text := strings.ToLower(answer.Error())
	for _, r := range refusals {
		if strings.Contains(text, r.words) {
			return fmt.Errorf("the node refused it: %v; %s: %w", answer, r.hint, r.err)
		}
	}
	return fmt.Errorf("the node refused it: %v: %w", answer, registry.ErrRefused)
}
