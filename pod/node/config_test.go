package node_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/eth"

	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
	"github.com/novation-dev/novation/registry"
)

func TestConfigErrors(t *testing.T) {
	for name, cfg := range map[string]node.Config{
		"negative block time": {BlockTime: -1},
		"not host:port":       {HTTPAddr: "127.0.0.1"},
		"no room for gas":     {GasLimit: 5000},
		"all interfaces":      {HTTPAddr: ":0"},
		"remote":              {HTTPAddr: "192.0.2.1:8545"},
		"remote ws":           {WSAddr: "0.0.0.0:0"},
	} {
		if _, err := node.New(cfg); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v; want it to be invalid", name, err)
		}
	}
	n, err := node.New(node.Config{HTTPAddr: "0.0.0.0:0", AllowRemote: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Close(); err != nil {
		t.Error(err)
	}
}

// A fork begins later than the clock says, and has blocks as small as its origin.
func TestGenesisOfAFork(t *testing.T) {
	const later = 4_000_000_000
	n := nodetest.Start(t, node.Config{GasLimit: 30_000_000, GenesisTime: later})
	c := dial(t, n.HTTPURL())
	key := newKey(t)
	to := deploy(t, c)
	h, err := c.HeaderByNumber(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if h.GasLimit != 30_000_000 || h.Time != later+h.Number.Uint64() {
		t.Errorf("block %d has the time %d and the gas limit %d", h.Number, h.Time, h.GasLimit)
	}
	raw, err := sign(t, key, 0, 15_000_001, &to, nil).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var got string
	err = c.Client().CallContext(t.Context(), &got, "eth_sendRawTransaction", hexutil.Encode(raw))
	if err == nil || !strings.Contains(err.Error(), "15000000") {
		t.Errorf("more than half of a block: %v", err)
	}
}

func TestPortTaken(t *testing.T) {
	n := nodetest.Start(t, node.Config{})
	addr := strings.TrimPrefix(n.HTTPURL(), "http://")
	if _, err := node.New(node.Config{HTTPAddr: addr}); err == nil || !strings.Contains(err.Error(), "in use") {
		t.Errorf("New: %v; want that the port is in use", err)
	}
}

func TestSeparateWebSocketPort(t *testing.T) {
	n := nodetest.Start(t, node.Config{WSAddr: "localhost:0"})
	if strings.TrimPrefix(n.WSURL(), "ws://") == strings.TrimPrefix(n.HTTPURL(), "http://") {
		t.Errorf("%s and %s share a port", n.HTTPURL(), n.WSURL())
	}
	deploy(t, dial(t, n.WSURL()))
	deploy(t, dial(t, n.HTTPURL()))
}

func TestModules(t *testing.T) {
	n := nodetest.Start(t, node.Config{})
	c := dial(t, n.HTTPURL())
	at := deploy(t, c)
	tx := sign(t, newKey(t), 0, 100_000, &at, nil)
	send(t, c, tx)
	block := receipt(t, c, tx.Hash()).BlockHash

	var slots eth.StorageRangeResult
	if err := c.Client().CallContext(t.Context(), &slots, "debug_storageRangeAt", block, 0, at, "0x", 10); err != nil {
		t.Errorf("debug_storageRangeAt: %v", err)
	}
	for name, params := range map[string][]any{
		"web3_clientVersion":     nil,
		"net_version":            nil,
		"txpool_status":          nil,
		"debug_traceTransaction": {tx.Hash(), map[string]string{"tracer": "callTracer"}},
	} {
		var out any
		if err := c.Client().CallContext(t.Context(), &out, name, params...); err != nil || out == nil {
			t.Errorf("%s: %v, %v", name, out, err)
		}
	}
	// What would change the chain or write files is not there.
	for name, params := range map[string][]any{
		"debug_setHead":                  {hexutil.Uint64(0)},
		"debug_getBadBlocks":             nil,
		"debug_traceBlockFromFile":       {"/etc/hostname"},
		"debug_standardTraceBlockToFile": {block},
		"admin_stopHTTP":                 nil,
		"miner_setExtra":                 {"x"},
	} {
		var out any
		err := c.Client().CallContext(t.Context(), &out, name, params...)
		if err == nil || !strings.Contains(err.Error(), "does not exist") {
			t.Errorf("%s: %v, %v; want that it does not exist", name, out, err)
		}
	}
}

func TestForeignHostName(t *testing.T) {
	n := nodetest.Start(t, node.Config{})
	for host, want := range map[string]int{"": 200, "localhost": 200, "attacker.example": 403, "attacker.example:80": 403} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, n.HTTPURL(),
			strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		req.Host = host
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("host %q: %s, want %d", host, res.Status, want)
		}
	}
}
