package node_test

import (
	"errors"
	"math/big"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/misc/eip1559"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

func TestUnfundedAccountsTransact(t *testing.T) {
	n := nodetest.Start(t, node.Config{})
	for _, url := range []string{n.HTTPURL(), n.WSURL()} {
		c := dial(t, url)
		at := deploy(t, c)
		tx := sign(t, newKey(t), 0, 100_000, &at, nil)
		send(t, c, tx)
		r := receipt(t, c, tx.Hash())
		if r.Status != types.ReceiptStatusSuccessful || len(r.Logs) != 1 || slot0(t, c, at) != 1 {
			t.Errorf("%s: receipt %+v, slot 0 = %d", url, r, slot0(t, c, at))
		}
		for final := new(big.Int); final.Cmp(r.BlockNumber) < 0; {
			h, err := c.HeaderByNumber(t.Context(), big.NewInt(rpc.FinalizedBlockNumber.Int64()))
			if err != nil {
				t.Fatal(err)
			}
			final = h.Number
		}
	}
}

// Without the check in eth_getTransactionReceipt, one transaction in about a
// thousand has its receipt before its block is the head.
func TestReceiptMeansLatestState(t *testing.T) {
	c := dial(t, nodetest.Start(t, node.Config{}).HTTPURL())
	at, key := deploy(t, c), newKey(t)
	for i := range uint64(200) {
		tx := sign(t, key, i, 100_000, &at, nil)
		send(t, c, tx)
		r, err := c.TransactionReceipt(t.Context(), tx.Hash())
		for err != nil {
			r, err = c.TransactionReceipt(t.Context(), tx.Hash())
		}
		if head, err := c.BlockNumber(t.Context()); err != nil || head < r.BlockNumber.Uint64() || slot0(t, c, at) != i+1 {
			t.Fatalf("receipt of block %d at block %d, slot 0 = %d, want %d (%v)", r.BlockNumber, head, slot0(t, c, at), i+1, err)
		}
	}
}

func TestFeesAreZero(t *testing.T) {
	c := dial(t, nodetest.Start(t, node.Config{}).HTTPURL())
	price, err := c.SuggestGasPrice(t.Context())
	if err != nil || price.Sign() != 0 {
		t.Errorf("gas price %v, %v; want 0", price, err)
	}
	tip, err := c.SuggestGasTipCap(t.Context())
	if err != nil || tip.Sign() != 0 {
		t.Errorf("tip %v, %v; want 0", tip, err)
	}
}

// Twelve transactions that use 100 million gas each become pending at once. A
// block that took all it has room for would use more than half its limit.
func TestBaseFeeStaysZeroUnderLoad(t *testing.T) {
	c := dial(t, nodetest.Start(t, node.Config{}).HTTPURL())
	key := newKey(t)
	send(t, c, sign(t, key, 0, 200_000, nil, counter))
	var last common.Hash
	for nonce := 12; nonce > 0; nonce-- { // the pool holds them back until nonce 1 is there
		tx := sign(t, key, uint64(nonce), 100_000_000, nil, []byte{0xfe}) // INVALID uses all its gas
		send(t, c, tx)
		if nonce == 12 {
			last = tx.Hash()
		}
	}
	head := receipt(t, c, last).BlockNumber.Uint64()
	full := false
	for i := range head + 1 {
		h, err := c.HeaderByNumber(t.Context(), new(big.Int).SetUint64(i))
		if err != nil {
			t.Fatal(err)
		}
		if h.GasLimit != node.GasLimit || h.GasUsed > node.GasPerBlock || h.BaseFee.Sign() != 0 {
			t.Errorf("block %d: gas %d of %d, base fee %d", i, h.GasUsed, h.GasLimit, h.BaseFee)
		}
		full = full || h.GasUsed == node.GasPerBlock
	}
	if !full {
		t.Error("no block was full, so the test showed nothing")
	}
	deploy(t, c) // an unfunded account still can
}

// The rule that GasPerBlock exists for.
func TestBaseFeeWouldNeverFallAgain(t *testing.T) {
	config := params.AllDevChainProtocolChanges
	fee := func(parentFee int64, used uint64) int64 {
		return eip1559.CalcBaseFee(config, &types.Header{
			Number: common.Big1, GasLimit: node.GasLimit, GasUsed: used, BaseFee: big.NewInt(parentFee),
		}).Int64()
	}
	for _, tt := range []struct {
		parent int64
		used   uint64
		want   int64
	}{{0, 0, 0}, {0, node.GasPerBlock, 0}, {0, node.GasPerBlock + 1, 1}, {1, 0, 1}} {
		if got := fee(tt.parent, tt.used); got != tt.want {
			t.Errorf("base fee %d, %d used: next is %d, want %d", tt.parent, tt.used, got, tt.want)
		}
	}
}

func TestManyAccountsAndLongQueues(t *testing.T) {
	c := dial(t, nodetest.Start(t, node.Config{}).WSURL())
	at := deploy(t, c)
	var wg sync.WaitGroup
	oneTime := make([]*types.Transaction, 600)
	for i := range oneTime {
		oneTime[i] = sign(t, newKey(t), 0, 100_000, &at, nil)
	}
	key := newKey(t)
	first := sign(t, key, 0, 100_000, &at, nil)
	send(t, c, first)
	receipt(t, c, first.Hash())
	queued := make([]*types.Transaction, 399)
	for i := range queued {
		queued[i] = sign(t, key, uint64(len(queued)-i), 100_000, &at, nil) // highest nonce first
	}
	for _, txs := range [][]*types.Transaction{oneTime, queued} {
		wg.Go(func() {
			for _, tx := range txs {
				if err := c.SendTransaction(t.Context(), tx); err != nil {
					t.Errorf("sending: %v", err)
					return
				}
			}
		})
	}
	wg.Wait()
	for _, tx := range append(oneTime, queued...) {
		if r := receipt(t, c, tx.Hash()); r.Status != types.ReceiptStatusSuccessful {
			t.Fatalf("receipt: %+v", r)
		}
	}
	if got := slot0(t, c, at); got != 1000 {
		t.Errorf("slot 0 = %d, want 1000", got)
	}
}

func TestBlockTime(t *testing.T) {
	c := dial(t, nodetest.Start(t, node.Config{BlockTime: 10 * time.Millisecond}).WSURL())
	heads := make(chan *types.Header, 16)
	sub, err := c.SubscribeNewHead(t.Context(), heads)
	if err != nil {
		t.Fatal(err)
	}
	defer sub.Unsubscribe()
	var last *types.Header
	for range 5 {
		h := <-heads
		if last != nil && (h.Number.Uint64() != last.Number.Uint64()+1 || h.Time <= last.Time) {
			t.Errorf("block %d at %d follows block %d at %d", h.Number, h.Time, last.Number, last.Time)
		}
		last = h
	}
	deploy(t, c)
}

func TestOnDemandMakesNoEmptyBlocks(t *testing.T) {
	c := dial(t, nodetest.Start(t, node.Config{}).HTTPURL())
	deploy(t, c)
	waits := newKey(t)
	send(t, c, sign(t, waits, 0, 200_000, nil, counter))
	send(t, c, sign(t, waits, 2, 200_000, nil, counter)) // nonce 1 is missing
	time.Sleep(20 * time.Millisecond)
	if n := len(hashes(t, c)); n != 3 {
		t.Errorf("%d blocks, want genesis and one for each of two transactions", n)
	}
}

// An account that does not exist yet may have several transactions in flight.
func TestFreshAccountSendsSeveral(t *testing.T) {
	for name, cfg := range map[string]node.Config{"on demand": {}, "timed": {BlockTime: 30 * time.Millisecond}} {
		c := dial(t, nodetest.Start(t, cfg).HTTPURL())
		key := newKey(t)
		for nonce := range uint64(5) {
			tx := sign(t, key, nonce, 200_000, nil, counter)
			send(t, c, tx)
			if nonce == 4 && receipt(t, c, tx.Hash()).Status != types.ReceiptStatusSuccessful {
				t.Errorf("%s: the last one failed", name)
			}
		}
	}
}

func TestRefusedAtOnce(t *testing.T) {
	c := dial(t, nodetest.Start(t, node.Config{}).HTTPURL())
	chain := big.NewInt(node.DefaultChainID)
	blob, err := types.SignNewTx(newKey(t), types.LatestSignerForChainID(chain), &types.BlobTx{
		ChainID: uint256.MustFromBig(chain), Gas: 21000, BlobHashes: []common.Hash{{1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		tx   *types.Transaction
		want string
	}{
		{sign(t, newKey(t), 0, node.GasPerBlock+1, nil, counter), "above what a block"},
		{types.MustSignNewTx(newKey(t), types.HomesteadSigner{}, &types.LegacyTx{Gas: 21000}), "replay-protected"},
		{blob, "blob transactions"},
		{sign(t, newKey(t), 0, 200_000, nil, make([]byte, 129<<10)), "oversized"},
		{sign(t, newKey(t), 0, 100, nil, counter), "intrinsic gas"},
	} {
		if err := c.SendTransaction(t.Context(), tt.tx); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("sending: %v, want %q", err, tt.want)
		}
	}
}

func TestGenesisAlloc(t *testing.T) {
	rich := common.HexToAddress("0x1111111111111111111111111111111111111111")
	c := dial(t, nodetest.Start(t, node.Config{ChainID: 7, Alloc: types.GenesisAlloc{rich: {Balance: big.NewInt(5)}}}).HTTPURL())
	if got, err := c.BalanceAt(t.Context(), rich, nil); err != nil || got.Int64() != 5 {
		t.Errorf("balance %v, %v; want 5", got, err)
	}
	if got, err := c.ChainID(t.Context()); err != nil || got.Int64() != 7 {
		t.Errorf("chain %v, %v; want 7", got, err)
	}
}

// Before the first block there is no index of transactions, and none is missing.
func TestReceiptBeforeTheFirstBlock(t *testing.T) {
	c := dial(t, nodetest.Start(t, node.Config{}).HTTPURL())
	if _, err := c.TransactionReceipt(t.Context(), common.Hash{1}); !errors.Is(err, ethereum.NotFound) {
		t.Errorf("%v; want that it is not found", err)
	}
}
