package migratetest

import (
	"context"
	"crypto/ecdsa"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/chain"
)

// Create deploys a contract without libraries.
func Create(tb testing.TB, c *chain.Client, key *ecdsa.PrivateKey, a *artifact.Artifact, args ...any) common.Address {
	tb.Helper()
	s, err := newSender(tb.Context(), c)
	var at common.Address
	if err == nil {
		if at, err = s.deploy(tb.Context(), key, a, args...); err == nil {
			err = s.flush(tb.Context())
		}
	}
	if err != nil {
		tb.Fatalf("deploying %s: %v", a.Name, err)
	}
	return at
}

// Call sends one transaction and waits until it is final. Without an artefact it
// has no data. A revert fails the test.
func Call(tb testing.TB, c *chain.Client, key *ecdsa.PrivateKey, to common.Address, a *artifact.Artifact, method string, args ...any) *types.Receipt {
	tb.Helper()
	r, err := call(tb.Context(), c, key, to, a, method, args...)
	if err != nil {
		tb.Fatalf("calling %s of %s: %v", method, to, err)
	}
	return r
}

func call(ctx context.Context, c *chain.Client, key *ecdsa.PrivateKey, to common.Address, a *artifact.Artifact, method string, args ...any,
) (*types.Receipt, error) {
	s, err := newSender(ctx, c)
	if err != nil {
		return nil, err
	}
	var data []byte
	if a != nil {
		if data, err = pack(a, method, args...); err != nil {
			return nil, err
		}
	}
	if _, err := s.put(ctx, method, key, &to, nil, data, callGas); err != nil {
		return nil, err
	}
	hash := s.queue[0].hash
	if err := s.flush(ctx); err != nil {
		return nil, err
	}
	return c.Receipt(ctx, hash)
}
