package contracts_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// TestFreshBookRoot deploys a Book on a real node and compares its storage root
// with the computed one; a Book for another consortium must have another.
func TestFreshBookRoot(t *testing.T) {
	ctx := t.Context()
	c, err := chain.Dial(ctx, chain.Config{URL: nodetest.Start(t, node.Config{}).HTTPURL()})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	consortium := common.HexToAddress("0x00000000000000000000000000000000000c0457")
	code := append(contracts.Book().Creation.Object, common.LeftPadBytes(consortium[:], 32)...)
	raw, hash, err := c.Sign(ctx, key, 0, nil, code, 5_000_000)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.SendRaw(ctx, raw); err != nil {
		t.Fatal(err)
	}
	r, err := c.WaitFinal(ctx, hash)
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.StorageRoot(ctx, r.ContractAddress)
	if err != nil {
		t.Fatal(err)
	}
	if want, err := contracts.FreshBookRoot(consortium); err != nil || got != want {
		t.Errorf("a fresh Book has root %s, computed %s (%v)", got, want, err)
	}
	if other, err := contracts.FreshBookRoot(r.ContractAddress); err != nil || got == other {
		t.Errorf("the root does not depend on the consortium (%v)", err)
	}
}
