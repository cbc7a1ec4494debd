package migratetest

import (
	"context"
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
)

// DeployBox makes a contract without a proxy that freezes itself, with n
// balances, one that a user has put in, and three ether. What it becomes is named:
// "BoxV2", which looks before it touches, or "BoxEager".
func DeployBox(tb testing.TB, c *chain.Client, to string, n int) *Subject {
	tb.Helper()
	s, err := NewBox(tb.Context(), c, to, n)
	if err != nil {
		tb.Fatalf("making the box: %v", err)
	}
	return s
}

// NewBox is DeployBox outside of tests.
func NewBox(ctx context.Context, c *chain.Client, to string, n int) (*Subject, error) {
	s := &Subject{
		Name: "Box", From: Artifact("box", "Box"), To: Artifact("box", to), FromFile: File("box", "Box"), ToFile: File("box", to), Owner: Key(0),
	}
	return s, fillBox(ctx, c, s, n)
}

func fillBox(ctx context.Context, c *chain.Client, s *Subject, n int) error {
	b, err := newBuilder(ctx, c)
	if err != nil {
		return err
	}
	if err := b.fund(ctx); err != nil {
		return err
	}
	s.Since = b.since
	if s.Address, err = b.deploy(ctx, b.owner, s.From, addressOf(b.owner), "A box with a name of more than thirty-one bytes"); err != nil {
		return err
	}
	s.Implementation = s.Address
	if err := b.flush(ctx); err != nil {
		return err
	}
	if _, err := b.put(ctx, "sending ether to the box", b.owner, &s.Address, ether(3), nil, callGas); err != nil {
		return err
	}
	if err := b.all(ctx, on(s), do(b.owner, "fill", big.NewInt(int64(n))), do(b.users[3], "put", big.NewInt(77))); err != nil {
		return err
	}
	s.Holders = []common.Address{b.user(3)}
	for i := range n {
		s.Holders = append(s.Holders, BoxAccount(i+1))
	}
	var keys []string
	for _, h := range s.Holders {
		keys = append(keys, h.Hex())
	}
	s.Keys = encode(map[string][]string{"balanceOf[]": keys})
	m := mapFile{Constructor: []string{"migration"}}
	if s.To.Name == "BoxV2" {
		m.Move = map[string]string{"balanceOf[]": "_balanceOf[]"}
	}
	s.maps(m, feed{"balanceOf[]", "Put(address,uint256)", []string{"holder"}})
	return nil
}

// BoxAccount is the account of the box's i-th balance, which is i.
func BoxAccount(i int) common.Address {
	in, err := arguments("string", "uint256").Pack("novation.example.box", big.NewInt(int64(i)))
	if err != nil {
		panic(fmt.Sprintf("migratetest: %v", err)) // of these types
	}
	return common.BytesToAddress(crypto.Keccak256(in))
}
