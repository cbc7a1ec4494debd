package chain_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/contracts/chain"
)

// A fakeNode misbehaves as real nodes do, on demand: it forks, lags, limits
// answers and words its errors as it likes. All else is tested on real ones.
type fakeNode struct {
	URL string

	mu       sync.Mutex
	blocks   []fakeBlock
	final    int // index into blocks; -1 when it has no final block
	baseFee  uint64
	batch    int // longest batch of blocks answered, 0 for any
	asked    int // of the batch being answered
	finals   int // times the final block was asked for
	logCalls []uint64
	receipts func() (any, error)
	send     error
	call     func(block uint64) error
}

type fakeBlock struct {
	hash, parent common.Hash
	txs          int
	bloom        types.Bloom
	logs         []types.Log
}

// A coded error is one that a node answers with.
type coded struct {
	text string
	data any
}

func (e coded) Error() string  { return e.text }
func (e coded) ErrorCode() int { return -32000 }
func (e coded) ErrorData() any { return e.data }

func newFake(t *testing.T) *fakeNode {
	t.Helper()
	f := &fakeNode{blocks: []fakeBlock{{hash: name("genesis")}}}
	srv := rpc.NewServer()
	if err := srv.RegisterName("eth", &fakeEth{f}); err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(srv)
	t.Cleanup(web.Close)
	f.URL = web.URL
	return f
}

func name(s string) common.Hash { return crypto.Keccak256Hash([]byte(s)) }

// grow adds final blocks whose names begin with branch.
func (f *fakeNode) grow(branch string, n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for range n {
		last := f.blocks[len(f.blocks)-1]
		f.blocks = append(f.blocks, fakeBlock{hash: name(fmt.Sprint(branch, len(f.blocks))), parent: last.hash})
	}
	f.final = len(f.blocks) - 1
}

// fork drops blocks and grows others.
func (f *fakeNode) fork(branch string, keep, n int) {
	f.mu.Lock()
	f.blocks = f.blocks[:keep+1]
	f.mu.Unlock()
	f.grow(branch, n)
}

// finalAsked returns how often the final block was asked for.
func (f *fakeNode) finalAsked() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.finals
}

func (f *fakeNode) dial(t *testing.T, cfg chain.Config) *chain.Client {
	t.Helper()
	cfg.URL = f.URL
	if cfg.MaxPoll == 0 {
		cfg.MaxPoll = 5 * time.Millisecond
	}
	c, err := chain.Dial(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// fakeEth is the module eth.
type fakeEth struct{ f *fakeNode }

func (e *fakeEth) ChainId() hexutil.Uint64 { return 99 }

func (e *fakeEth) BlockNumber() hexutil.Uint64 {
	e.f.mu.Lock()
	defer e.f.mu.Unlock()
	return hexutil.Uint64(len(e.f.blocks) - 1)
}

func (e *fakeEth) GetBlockByNumber(at string, _ bool) (map[string]any, error) {
	f := e.f
	f.mu.Lock()
	defer f.mu.Unlock()
	number := 0
	switch at {
	case "latest":
		number, f.asked = len(f.blocks)-1, 0
	case "finalized":
		number, f.asked = f.final, 0
		f.finals++
	default:
		n, err := hexutil.DecodeUint64(at)
		if err != nil {
			return nil, err
		}
		number = int(n)
		if f.asked++; f.batch > 0 && f.asked > f.batch {
			return nil, coded{text: "response too large"}
		}
	}
	if number < 0 || number >= len(f.blocks) {
		return nil, nil
	}
	b := f.blocks[number]
	return map[string]any{
		"number": hexutil.Uint64(number), "hash": b.hash, "parentHash": b.parent, "timestamp": hexutil.Uint64(number),
		"logsBloom": hexutil.Bytes(b.bloom[:]), "baseFeePerGas": hexutil.Uint64(f.baseFee), "transactions": make([]common.Hash, b.txs),
	}, nil
}

func (e *fakeEth) GetLogs(query struct{ BlockHash common.Hash }) ([]types.Log, error) {
	e.f.mu.Lock()
	defer e.f.mu.Unlock()
	for i, b := range e.f.blocks {
		if b.hash == query.BlockHash {
			e.f.logCalls = append(e.f.logCalls, uint64(i))
			return b.logs, nil
		}
	}
	return nil, coded{text: "unknown block"}
}

func (e *fakeEth) GetTransactionReceipt(common.Hash) (any, error) { return e.f.receipts() }

func (e *fakeEth) GetTransactionByHash(common.Hash) (any, error) { return nil, nil }

func (e *fakeEth) SendRawTransaction(hexutil.Bytes) (common.Hash, error) {
	return common.Hash{}, e.f.send
}

func (e *fakeEth) Call(_ json.RawMessage, at hexutil.Uint64) (hexutil.Bytes, error) {
	return nil, e.f.call(uint64(at))
}

func (e *fakeEth) MaxPriorityFeePerGas() hexutil.Uint64 { return 7 }
