package migratetest

import (
	"context"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/chain"
)

// DeployBeacon makes a beacon with some proxies, which are ledgers with n balances
// each. The Subject is the first; the others and the beacon come with it. It
// becomes the same ledger, deployed anew.
func DeployBeacon(tb testing.TB, c *chain.Client, proxies, n int) (s *Subject, others []common.Address, beacon common.Address) {
	tb.Helper()
	s, others, beacon, err := newBeacon(tb.Context(), c, proxies, n)
	if err != nil {
		tb.Fatalf("making a beacon: %v", err)
	}
	return s, others, beacon
}

func newBeacon(ctx context.Context, c *chain.Client, proxies, n int) (s *Subject, others []common.Address, beacon common.Address, err error) {
	b, err := newBuilder(ctx, c)
	if err != nil {
		return nil, nil, beacon, err
	}
	if err := b.fund(ctx); err != nil {
		return nil, nil, beacon, err
	}
	s = plainSubject("Ledger", "Ledger")
	s.Since = b.since
	if s.Implementation, err = b.deploy(ctx, b.owner, s.From); err != nil {
		return nil, nil, beacon, err
	}
	if beacon, err = b.deploy(ctx, b.owner, Artifact("v4", "UpgradeableBeacon"), s.Implementation); err != nil {
		return nil, nil, beacon, err
	}
	call, err := pack(s.From, "initialize", addressOf(b.owner))
	if err != nil {
		return nil, nil, beacon, err
	}
	for i := range proxies {
		at, err := b.deploy(ctx, b.owner, Artifact("v4", "BeaconProxy"), beacon, call)
		if err != nil {
			return nil, nil, beacon, err
		}
		if i == 0 {
			s.Address = at
		} else {
			others = append(others, at)
		}
		if err := b.all(ctx, target{at, s.From}, do(b.owner, "fill", big.NewInt(0), big.NewInt(int64(n)))); err != nil {
			return nil, nil, beacon, err
		}
	}
	describeLedger(s, n, 0)
	s.maps(mapFile{})
	return s, others, beacon, nil
}
