package probe

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

// batchSize is how many calls one request carries.
const batchSize = 100

// A Side is a contract at one block.
type Side struct {
	Chain   *chain.Client
	Address common.Address
	Block   uint64
	// After is true when it speaks the new interface.
	After bool
	// Partial is true for a new contract that may refuse to answer because
	// entries are not written yet. That is no difference then.
	Partial bool
	// Time and Number are what the calls take for the block's, so that both
	// sides answer for the same moment. Zero means those of the block.
	Time, Number uint64
}

// An Answer is what came back.
type Answer struct {
	Question
	// OK is false when the contract refused; then Data is its reason.
	OK   bool
	Data []byte
}

// Fixes reports whether the side's node takes a time and a number for a call
// that are not the block's.
func (s Side) Fixes(ctx context.Context) (bool, error) {
	s.Time, s.Number = 1_234_567, 891
	var out hexutil.Bytes
	// Code that returns time and number, as the outcome of a creation.
	call := map[string]any{"input": hexutil.Bytes(common.FromHex("0x425f524360205260405ff3"))}
	err := s.Chain.RPC().CallContext(ctx, &out, "eth_call", s.params(call)...)
	if _, answered := errors.AsType[rpc.Error](err); answered {
		return false, nil // it knows no such parameter
	}
	if err != nil {
		return false, fmt.Errorf("asking whether the node can fix the time: %v: %w", err, registry.ErrUnreachable)
	}
	return common.Bytes2Hex(out) == fmt.Sprintf("%064x%064x", s.Time, s.Number), nil
}

func (s Side) params(call map[string]any) []any {
	out := []any{call, hexutil.EncodeUint64(s.Block)}
	if s.Time == 0 && s.Number == 0 {
		return out
	}
	block := map[string]any{}
	if s.Time != 0 {
		block["time"] = hexutil.Uint64(s.Time)
	}
	if s.Number != 0 {
		block["number"] = hexutil.EncodeUint64(s.Number)
	}
	return append(out, map[string]any{}, block)
}

// Ask asks, in batches, and yields the answers in the order of the questions.
func (s Side) Ask(ctx context.Context, questions iter.Seq2[Question, error]) iter.Seq2[Answer, error] {
	return func(yield func(Answer, error) bool) {
		batch := make([]Question, 0, batchSize)
		flush := func() bool {
			answers, err := s.batch(ctx, batch)
			if err != nil {
				yield(Answer{}, err)
				return false
			}
			for _, a := range answers {
				if !yield(a, nil) {
					return false
				}
			}
			batch = batch[:0]
			return true
		}
		for q, err := range questions {
			if err != nil {
				yield(Answer{}, err)
				return
			}
			if batch = append(batch, q); len(batch) == batchSize && !flush() {
				return
			}
		}
		if len(batch) > 0 {
			flush()
		}
	}
}

// batch asks several questions in one request, and in smaller ones when the node
// does not take that many or will not answer so much at once.
func (s Side) batch(ctx context.Context, questions []Question) ([]Answer, error) {
	elems := make([]rpc.BatchElem, len(questions))
	out := make([]hexutil.Bytes, len(questions))
	for i, q := range questions {
		call := map[string]any{"from": q.From, "to": s.Address, "input": hexutil.Bytes(q.Data(s.After))}
		elems[i] = rpc.BatchElem{Method: "eth_call", Args: s.params(call), Result: &out[i]}
	}
	err := s.Chain.RPC().BatchCallContext(ctx, elems)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && len(questions) > 1:
		half := len(questions) / 2
		first, err := s.batch(ctx, questions[:half])
		if err != nil {
			return nil, err
		}
		second, err := s.batch(ctx, questions[half:])
		return append(first, second...), err
	case err != nil:
		return nil, fmt.Errorf("asking %s at block %d: %v; check that the node is up: %w", s.Address, s.Block, err, registry.ErrUnreachable)
	}
	answers := make([]Answer, len(questions))
	for i, e := range elems {
		answers[i] = Answer{Question: questions[i], OK: e.Error == nil, Data: out[i]}
		if e.Error == nil {
			continue
		}
		reason, ok := refused(e.Error)
		switch {
		case ok:
			answers[i].Data = reason
		case len(questions) > 1: // the answers together may have been too long
			one, err := s.batch(ctx, questions[i:i+1])
			if err != nil {
				return nil, err
			}
			answers[i] = one[0]
		default:
			return nil, fmt.Errorf("asking %s of %s at block %d: %v; check that the node still has the state of the block: %w",
				questions[i].Getter.Name(), s.Address, s.Block, e.Error, registry.ErrUnreachable)
		}
	}
	return answers, nil
}

// refused tells a contract's no from a node's.
func refused(err error) (reason []byte, ok bool) {
	if d, isData := errors.AsType[rpc.DataError](err); isData {
		if text, isText := d.ErrorData().(string); isText {
			if data, err := hexutil.Decode(strings.TrimPrefix(text, "Reverted ")); err == nil {
				return data, true
			}
		}
	}
	text := strings.ToLower(err.Error())
	for _, words := range []string{
		"revert", "out of gas", "outofgas", "invalid opcode", "invalidfeopcode", "invalid jump", "stack underflow", "stack limit", "evm error",
	} {
		if strings.Contains(text, words) {
			return nil, true
		}
	}
	return nil, false
}
