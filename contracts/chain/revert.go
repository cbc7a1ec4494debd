package chain

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/registry"
)

// A RevertError is a contract's no. It matches the condition that
// Config.Conditions has for its name, registry.ErrRefused otherwise.
type RevertError struct {
	// Selector is what the data begins with, zero when there is none.
	Selector [4]byte
	// Name of the error, such as "StaleRelease"; "Error" for a plain message,
	// "Panic" for a failed assertion, and empty when no ABI knows it.
	Name string
	// Args are the error's arguments, in order, in go-ethereum's types.
	Args []any
	// Data is all that the contract returned.
	Data []byte
	// Text is what the node said, when the data explains nothing.
	Text string

	inputs    abi.Arguments
	condition error
}

// Error names the error and its arguments.
func (e *RevertError) Error() string {
	switch {
	case e.Name == "Error" && len(e.Args) == 1:
		return fmt.Sprintf("contract reverted: %v", e.Args[0])
	case e.Name != "":
		args := make([]string, len(e.Args))
		for i, a := range e.Args {
			args[i] = strings.TrimSpace(e.inputs[i].Name + " " + argument(a))
		}
		return fmt.Sprintf("contract reverted: %s(%s)", e.Name, strings.Join(args, ", "))
	case len(e.Data) >= 4:
		return fmt.Sprintf("contract reverted with an error no ABI knows, %x", e.Data[:min(len(e.Data), 68)])
	case e.Text != "":
		return "transaction failed: " + e.Text
	}
	return "contract reverted without a reason"
}

// Unwrap returns the condition.
func (e *RevertError) Unwrap() error {
	if e.condition != nil {
		return e.condition
	}
	return registry.ErrRefused
}

func argument(a any) string {
	switch a := a.(type) {
	case [32]byte:
		return hexutil.Encode(a[:])
	case []byte:
		return hexutil.Encode(a)
	}
	return fmt.Sprint(a)
}

// builtin holds the two errors that the compiler makes by itself.
var builtin = func() abi.ABI {
	a, err := abi.JSON(strings.NewReader(`[
		{"type":"error","name":"Error","inputs":[{"name":"","type":"string"}]},
		{"type":"error","name":"Panic","inputs":[{"name":"code","type":"uint256"}]}]`))
	if err != nil {
		panic(err) // a constant
	}
	return a
}()

// revert decodes revert data. Data that claims to be an error and is not one
// keeps its selector and gets no name.
func (c *Client) revert(data []byte, text string) *RevertError {
	e := &RevertError{Data: data, Text: text}
	if copy(e.Selector[:], data) < 4 {
		e.Selector = [4]byte{}
		return e
	}
	for _, known := range append([]abi.ABI{builtin}, c.cfg.ABIs...) {
		def, err := known.ErrorByID(e.Selector)
		if err != nil {
			continue
		}
		if args, err := def.Inputs.Unpack(data[4:]); err == nil {
			e.Name, e.Args, e.inputs = def.Name, args, def.Inputs
			e.condition = c.cfg.Conditions[def.Name]
			return e
		}
	}
	return e
}

// asRevert turns a node's answer into a RevertError when it is one.
func (c *Client) asRevert(err error) error {
	var answered rpc.Error
	if !errors.As(err, &answered) {
		return err
	}
	if with, ok := errors.AsType[rpc.DataError](err); ok {
		if text, ok := with.ErrorData().(string); ok {
			text = strings.TrimPrefix(text, "Reverted ") // as some nodes put it
			if data, err := hexutil.Decode(text); err == nil {
				return c.revert(data, answered.Error())
			}
		}
	}
	text := strings.ToLower(answered.Error())
	for _, words := range []string{"revert", "evm error", "out of gas", "invalid opcode", "invalid jump", "stack underflow", "stack limit"} {
		if strings.Contains(text, words) {
			return c.revert(nil, answered.Error())
		}
	}
	return err
}

// RevertReason finds out why a transaction failed. Receipts do not tell, so the
// call is made again on the state before its block, and on the state after it
// when that succeeds: then it failed because of a transaction before it in the
// block. It returns a [RevertError], and any other error when it could not ask.
func (c *Client) RevertReason(ctx context.Context, r *types.Receipt, raw []byte) error {
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		return fmt.Errorf("reading a signed transaction: %v: %w", err, registry.ErrInvalid)
	}
	from, err := types.Sender(types.LatestSignerForChainID(tx.ChainId()), tx)
	if err != nil {
		return fmt.Errorf("reading a signed transaction: %v: %w", err, registry.ErrInvalid)
	}
	number := r.BlockNumber.Uint64()
	for _, at := range []uint64{max(number, 1) - 1, number} {
		err := c.replay(ctx, tx, from, at)
		var revert *RevertError
		switch {
		case errors.As(err, &revert):
			return revert
		case err != nil:
			return fmt.Errorf("finding out why transaction %s failed: %w", tx.Hash(), err)
		}
	}
	return c.revert(nil, fmt.Sprintf("transaction %s failed in block %d and would succeed now; decide again", tx.Hash(), number))
}

func (c *Client) replay(ctx context.Context, tx *types.Transaction, from common.Address, at uint64) error {
	call := map[string]any{"from": from, "gas": hexutil.Uint64(tx.Gas()), "input": hexutil.Bytes(tx.Data())}
	if tx.To() != nil {
		call["to"] = tx.To()
	}
	var out hexutil.Bytes
	return c.asRevert(c.call(ctx, &out, "eth_call", call, hexutil.EncodeUint64(at)))
}
