package slotset_test

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// TestRoot compares roots with those of real accounts that hold the same.
func TestRoot(t *testing.T) {
	a := newAccounts(t)
	r := rand.New(rand.NewPCG(11, 12))
	for _, n := range []int{0, 1, 2, 3, 15, 16, 17, 100, 1000, 5000} {
		words := random(r, n)
		if n == 17 { // as a contract has them that began to count
			for i := range words {
				words[i].Slot = num(uint64(i))
			}
		}
		want := a.with(words)
		s := build(t, t.TempDir(), words)
		got, err := s.Root(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("the root of %d words is %s, and that of the account %s", n, got, want)
		}
		if n == 0 {
			if got != types.EmptyRootHash {
				t.Errorf("the root of nothing is %s", got)
			}
			continue
		}
		words[r.IntN(n)].Value[31] ^= 0x80
		other, err := build(t, t.TempDir(), words).Root(t.Context())
		if err != nil || other == want {
			t.Errorf("the root of %d words is the same when one is changed: %v", n, err)
		}
		less, err := build(t, t.TempDir(), words[1:]).Root(t.Context())
		if err != nil || less == want {
			t.Errorf("the root of %d words is the same when one is missing: %v", n, err)
		}
	}
}

// accounts makes contracts on an embedded chain.
type accounts struct {
	t *testing.T
	c *chain.Client
}

func newAccounts(t *testing.T) *accounts {
	t.Helper()
	c, err := chain.Dial(t.Context(), chain.Config{URL: nodetest.Start(t, node.Config{}).HTTPURL()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return &accounts{t: t, c: c}
}

// with makes an account that has these words, and returns its storage root.
func (a *accounts) with(words []slotset.Word) common.Hash {
	a.t.Helper()
	key, err := crypto.GenerateKey()
	if err != nil {
		a.t.Fatal(err)
	}
	nonce := uint64(0)
	send := func(to *common.Address, data []byte) common.Address {
		raw, hash, err := a.c.Sign(a.t.Context(), key, nonce, to, data, 100_000_000)
		if err != nil {
			a.t.Fatal(err)
		}
		nonce++
		if err := a.c.SendRaw(a.t.Context(), raw); err != nil {
			a.t.Fatal(err)
		}
		r, err := a.c.WaitFinal(a.t.Context(), hash)
		if err != nil || r.Status != types.ReceiptStatusSuccessful {
			a.t.Fatalf("a transaction failed: %v", err)
		}
		return r.ContractAddress
	}
	account := send(nil, creation(loop()))
	for len(words) > 0 {
		var data bytes.Buffer
		n := min(len(words), 1000)
		for _, w := range words[:n] {
			data.Write(w.Slot[:])
			data.Write(w.Value[:])
		}
		send(&account, data.Bytes())
		words = words[n:]
	}
	var proof struct {
		Root common.Hash `json:"storageHash"`
	}
	if err := a.c.RPC().CallContext(a.t.Context(), &proof, "eth_getProof", account, []string{}, "latest"); err != nil {
		a.t.Fatal(err)
	}
	return proof.Root
}

// loop is the code of a contract that stores what it is called with: pairs of
// slot and value.
func loop() []byte {
	return []byte{
		0x5f,                             // 0 PUSH0: i
		0x5b,                             // 1 JUMPDEST
		0x80, 0x36, 0x14, 0x60, 25, 0x57, // 2 if i == CALLDATASIZE go to 25
		0x80, 0x60, 32, 0x01, 0x35, // 8 value: calldata[i+32]
		0x81, 0x35, // 13 slot: calldata[i]
		0x55,           // 15 SSTORE
		0x60, 64, 0x01, // 16 i += 64
		0x60, 1, 0x56, // 19 go to 1
		0x5b, 0x5b, 0x5b, // 22
		0x5b, 0x00, // 25 STOP
	}
}

// creation returns the code that deploys a contract.
func creation(code []byte) []byte {
	head := []byte{0x61, 0, 0, 0x80, 0x60, 12, 0x5f, 0x39, 0x5f, 0xf3, 0x5b, 0x5b}
	binary.BigEndian.PutUint16(head[1:], uint16(len(code)))
	return append(head, code...)
}
