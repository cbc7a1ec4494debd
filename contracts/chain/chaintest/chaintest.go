// Package chaintest is the conformance suite of contracts/chain: what a pod
// needs of a chain, asked of a real node. The embedded node and anvil pass the
// same suite; a chain that passes it can carry Novation.
package chaintest

import (
	"context"
	"crypto/ecdsa"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
)

// counter is a contract that, called without data, adds one to slot 0, logs
// the sum under topic 1 and returns it; with data, it reverts with that data.
//
//	CALLDATASIZE PUSH1 fail JUMPI
//	PUSH0 SLOAD PUSH1 1 ADD DUP1 PUSH0 SSTORE PUSH0 MSTORE
//	PUSH1 1 PUSH1 32 PUSH0 LOG1  PUSH1 32 PUSH0 RETURN
//	fail: JUMPDEST CALLDATASIZE PUSH0 PUSH0 CALLDATACOPY CALLDATASIZE PUSH0 REVERT
const counter = "36601857" + "5f5460010180" + "5f555f52" + "600160205fa1" + "60205ff3" + "5b365f5f37365ffd"

// creation deploys it: PUSH32 counter PUSH0 MSTORE PUSH1 32 PUSH0 RETURN.
const creation = "7f" + counter + "5f5260205ff3"

// gas is enough for anything the suite does.
const gas = 500_000

// staleRelease is a custom error like those of a Book.
const staleRelease = `[{"type":"error","name":"StaleRelease","inputs":[
	{"name":"record","type":"bytes32"},{"name":"given","type":"uint64"},{"name":"current","type":"uint64"}]}]`

// Run runs the suite. Open returns the configuration of a client for a chain
// that charges no fees; every call may return the same chain. It is asked for
// http and, where the chain has one, for a ws URL.
func Run(t *testing.T, open func(t *testing.T) []chain.Config) {
	for _, cfg := range open(t) {
		scheme, _, _ := strings.Cut(cfg.URL, ":")
		t.Run(scheme, func(t *testing.T) {
			s := &suite{cfg: cfg}
			parsed, err := abi.JSON(strings.NewReader(staleRelease))
			if err != nil {
				t.Fatal(err)
			}
			s.stale = parsed.Errors["StaleRelease"]
			s.cfg.ABIs = []abi.ABI{parsed}
			t.Run("UnfundedAccount", s.unfundedAccount)
			t.Run("SendAgain", s.sendAgain)
			t.Run("NonceTaken", s.nonceTaken)
			t.Run("RevertReasons", s.revertReasons)
			t.Run("OutOfGas", s.outOfGas)
			t.Run("Unknown", s.unknown)
			t.Run("WrongChain", s.wrongChain)
			t.Run("Logs", s.logs)
			t.Run("Bindings", s.bindings)
			t.Run("FollowFromTheStart", s.followFromTheStart)
			t.Run("FollowGrowingAddresses", s.followGrowingAddresses)
			t.Run("FollowStopsWithHandler", s.followStopsWithHandler)
			t.Run("FollowForeignCursor", s.followForeignCursor)
			t.Run("FollowOutlivesOutage", s.followOutlivesOutage)
		})
	}
}

type suite struct {
	cfg   chain.Config
	stale abi.Error
}

func (s *suite) dial(t *testing.T) *chain.Client {
	t.Helper()
	c, err := chain.Dial(t.Context(), s.cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// minute bounds a wait, so that a broken chain fails the test.
func minute(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// An account is a fresh key and its next nonce.
type account struct {
	key   *ecdsa.PrivateKey
	nonce uint64
}

func newAccount(t *testing.T) *account {
	t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return &account{key: key}
}

func (a *account) address() common.Address { return crypto.PubkeyToAddress(a.key.PublicKey) }

// sign makes the account's next transaction.
func (a *account) sign(t *testing.T, c *chain.Client, to *common.Address, data []byte) (raw []byte, hash common.Hash) {
	t.Helper()
	raw, hash, err := c.Sign(t.Context(), a.key, a.nonce, to, data, gas)
	if err != nil {
		t.Fatal(err)
	}
	a.nonce++
	return raw, hash
}

// send makes, sends and awaits the account's next transaction.
func (a *account) send(t *testing.T, c *chain.Client, to *common.Address, data []byte) (*types.Receipt, []byte) {
	t.Helper()
	raw, hash := a.sign(t, c, to, data)
	if err := c.SendRaw(t.Context(), raw); err != nil {
		t.Fatal(err)
	}
	r, err := c.WaitFinal(minute(t), hash)
	if err != nil {
		t.Fatal(err)
	}
	return r, raw
}

// deploy returns the address of a new counter, and the block it came in.
func deploy(t *testing.T, c *chain.Client) (common.Address, *types.Receipt) {
	t.Helper()
	r, _ := newAccount(t).send(t, c, nil, common.FromHex(creation))
	if r.Status != types.ReceiptStatusSuccessful {
		t.Fatalf("deploying: %+v", r)
	}
	return r.ContractAddress, r
}

// count reads what a log of the counter says.
func count(l *types.Log) uint64 { return new(big.Int).SetBytes(l.Data).Uint64() }
