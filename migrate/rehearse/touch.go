package rehearse

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

const (
	// traceBatch is how many calls are traced in one request.
	traceBatch = 25
	// maxTouched bounds the accounts and slots that calls may touch.
	maxTouched = 200_000
)

// A call is one that the fork must answer as the live chain does.
type call struct {
	From common.Address `json:"from"`
	To   common.Address `json:"to"`
	Data hexutil.Bytes  `json:"input"`
}

// touched has the slots that calls read, by account.
type touched map[common.Address]map[common.Hash]bool

func (t touched) add(a common.Address, slots ...common.Hash) {
	if t[a] == nil {
		t[a] = map[common.Hash]bool{}
	}
	for _, s := range slots {
		t[a][s] = true
	}
}

// size is how many accounts and slots there are.
func (t touched) size() (n int) {
	for _, slots := range t {
		n += 1 + len(slots)
	}
	return n
}

// A tracer is a method with which a node tells what a call touches.
type tracer struct {
	method string
	args   func(call, string) []any
	add    func(touched, []byte) error
}

// tracers are tried in this order: the first knows accounts, too, that are asked
// for nothing but their balance.
var tracers = []tracer{
	{"debug_traceCall", func(c call, at string) []any {
		return []any{c, at, map[string]any{"tracer": "prestateTracer"}}
	}, addPrestate},
	{"eth_createAccessList", func(c call, at string) []any { return []any{c, at} }, addAccessList},
}

// touch finds out what calls touch at a block. method is "" when the node cannot
// tell; then only what is already known is touched.
func touch(ctx context.Context, c *chain.Client, block uint64, calls []call, into touched) (method string, err error) {
	for _, t := range tracers {
		known, err := t.trace(ctx, c, hexutil.EncodeUint64(block), calls, into)
		if err != nil {
			return "", err
		}
		if known {
			return t.method, nil
		}
	}
	return "", nil
}

// trace reports false when the node does not have the method.
func (t tracer) trace(ctx context.Context, c *chain.Client, at string, calls []call, into touched) (bool, error) {
	for len(calls) > 0 {
		n := min(traceBatch, len(calls))
		out := make([]rawJSON, n)
		batch := make([]rpc.BatchElem, n)
		for i, one := range calls[:n] {
			batch[i] = rpc.BatchElem{Method: t.method, Args: t.args(one, at), Result: &out[i]}
		}
		if err := c.RPC().BatchCallContext(ctx, batch); err != nil {
			if ctx.Err() != nil {
				return false, ctx.Err()
			}
			return false, fmt.Errorf("asking what calls touch: %v: %w", err, registry.ErrUnreachable)
		}
		for i := range batch {
			if err := batch[i].Error; err != nil {
				if missing(err) {
					return false, nil
				}
				continue // a call that cannot be made touches nothing
			}
			if err := t.add(into, out[i]); err != nil {
				return false, fmt.Errorf("reading the answer to %s: %v: %w", t.method, err, registry.ErrUnreachable)
			}
		}
		if into.size() > maxTouched {
			return false, fmt.Errorf("calls touch more than %d accounts and slots besides the contract: %w", maxTouched, registry.ErrRefused)
		}
		calls = calls[n:]
	}
	return true, nil
}

// missing tells a method that the node does not have from a call that fails.
func missing(err error) bool {
	var answered rpc.Error
	if !errors.As(err, &answered) {
		return false
	}
	if code := answered.ErrorCode(); code == -32601 || code == -32004 {
		return true
	}
	text := strings.ToLower(answered.Error())
	for _, words := range []string{"does not exist", "not available", "not found", "unsupported", "unknown", "not enabled", "not supported"} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}
