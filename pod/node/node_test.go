package node_test

import (
	"context"
	"crypto/ecdsa"
	"fmt"
	"math/big"
	"os"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/novation-dev/novation/pod/node"
)

// counter is a contract that, called without data, adds one to slot 0, logs
// the sum under topic 1 and returns it; with data, it reverts with that data.
//
//	CALLDATASIZE PUSH1 fail JUMPI
//	PUSH0 SLOAD PUSH1 1 ADD DUP1 PUSH0 SSTORE PUSH0 MSTORE
//	PUSH1 1 PUSH1 32 PUSH0 LOG1  PUSH1 32 PUSH0 RETURN
//	fail: JUMPDEST CALLDATASIZE PUSH0 PUSH0 CALLDATACOPY CALLDATASIZE PUSH0 REVERT
//
// The code before it (PUSH32 code PUSH0 MSTORE PUSH1 32 PUSH0 RETURN) deploys it.
var counter = common.FromHex("7f" + "36601857" + "5f5460010180" + "5f555f52" + "600160205fa1" + "60205ff3" + "5b365f5f37365ffd" + "5f5260205ff3")

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		runChild(dir)
		return
	}
	os.Exit(m.Run())
}

func dial(tb testing.TB, url string) *ethclient.Client {
	tb.Helper()
	c, err := ethclient.Dial(url)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(c.Close)
	return c
}

func newKey(tb testing.TB) *ecdsa.PrivateKey {
	tb.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		tb.Fatal(err)
	}
	return key
}

// sign makes a transaction with zero fees; a nil to creates a contract.
func sign(tb testing.TB, key *ecdsa.PrivateKey, nonce, gas uint64, to *common.Address, data []byte) *types.Transaction {
	tb.Helper()
	chain := big.NewInt(node.DefaultChainID)
	tx, err := types.SignNewTx(key, types.LatestSignerForChainID(chain), &types.DynamicFeeTx{
		ChainID: chain, Nonce: nonce, Gas: gas, GasFeeCap: new(big.Int), GasTipCap: new(big.Int), To: to, Data: data,
	})
	if err != nil {
		tb.Fatal(err)
	}
	return tx
}

func send(tb testing.TB, c *ethclient.Client, tx *types.Transaction) {
	tb.Helper()
	if err := c.SendTransaction(tb.Context(), tx); err != nil {
		tb.Fatalf("sending: %v", err)
	}
}

// receipt waits for a transaction's receipt.
func receipt(tb testing.TB, c *ethclient.Client, tx common.Hash) *types.Receipt {
	tb.Helper()
	ctx, cancel := context.WithTimeout(tb.Context(), time.Minute)
	defer cancel()
	for {
		r, err := c.TransactionReceipt(ctx, tx)
		if err == nil {
			return r
		}
		select {
		case <-ctx.Done():
			tb.Fatalf("no receipt of %s: %v", tx, err)
		case <-time.After(time.Millisecond):
		}
	}
}

// deploy creates a counter from a fresh account.
func deploy(tb testing.TB, c *ethclient.Client) common.Address {
	tb.Helper()
	tx := sign(tb, newKey(tb), 0, 200_000, nil, counter)
	send(tb, c, tx)
	r := receipt(tb, c, tx.Hash())
	if r.Status != types.ReceiptStatusSuccessful {
		tb.Fatalf("deploying: %+v", r)
	}
	return r.ContractAddress
}

// hashes returns the hashes of blocks 0 to the head.
func hashes(tb testing.TB, c *ethclient.Client) []common.Hash {
	tb.Helper()
	head, err := c.BlockNumber(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	var all []common.Hash
	for i := range head + 1 {
		h, err := c.HeaderByNumber(tb.Context(), new(big.Int).SetUint64(i))
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, h.Hash())
	}
	return all
}

func slot0(tb testing.TB, c *ethclient.Client, at common.Address) uint64 {
	tb.Helper()
	v, err := c.StorageAt(tb.Context(), at, common.Hash{}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return new(big.Int).SetBytes(v).Uint64()
}

const childDir = "NOVATION_NODE_TEST_DIR"

// runChild is the process that a test kills.
func runChild(dir string) {
	n, err := node.New(node.Config{Dir: dir})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	go func() {
		<-n.Ready()
		fmt.Println(n.HTTPURL())
	}()
	if err := n.Run(context.Background()); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// contextUntilReady ends when the node is ready, so that Run returns either
// its error or nil.
func contextUntilReady(t *testing.T, n *node.Node) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		select {
		case <-n.Ready():
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}
