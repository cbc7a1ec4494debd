// Package signer signs transactions and EIP-712 statements with a key that may
// be elsewhere: in this process, in a keystore file, behind a remote signer
// (the protocol of Clef, or that of Web3Signer), or in a hardware module that
// speaks PKCS#11.
//
// Whatever signs is not believed. What comes back is held against what was
// asked for: the same transaction or statement, the same chain, the expected
// account, and s in the lower half of the group order. Anything else is refused
// before it is stored or sent.
//
// The package knows keys for accounts only. A pod's own key, from which the
// one-time keys of records are derived, never leaves the process: see pod/keys.
//
// # Dependencies
//
// The package may import registry, contracts/typed and pod/keys. It owns the
// PKCS#11 library, which needs a C compiler and the build tag pkcs11; without the
// tag such a key gives an error that says so.
package signer

import (
	"context"
	"crypto/ecdsa"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
)

// A Signer signs for one account. It is safe for concurrent use.
//
// Its methods fail with [registry.ErrUnreachable] when whoever holds the key
// does not answer, [registry.ErrTimeout] when it did not in time,
// [registry.ErrNotAllowed] when it declines, and [registry.ErrRefused] when it
// answers with something else than what was asked for.
type Signer interface {
	// Address is the account.
	Address() common.Address
	// SignTransaction returns tx with the account's signature. The chain is that
	// of tx.
	SignTransaction(ctx context.Context, tx *types.Transaction) (*types.Transaction, error)
	// SignTyped signs a statement for a contract on a chain: r, s and v, 65
	// bytes, with v 27 or 28.
	SignTyped(ctx context.Context, s typed.Statement, chain uint64, contract common.Address) ([]byte, error)
	// Check asks whether the key can be used now, without using it. It fails with
	// [registry.ErrNotFound] when whoever answers has no such key.
	Check(ctx context.Context) error
	// Close lets go of what the signer holds.
	Close() error
}

// Local returns a Signer with a key in this process.
func Local(key *ecdsa.PrivateKey) Signer {
	return &raw{
		address: crypto.PubkeyToAddress(key.PublicKey),
		sign:    func(_ context.Context, digest [32]byte) ([]byte, error) { return crypto.Sign(digest[:], key) },
		check:   func(context.Context) error { return nil },
		close:   func() error { return nil },
	}
}

// A raw signs digests: what it is asked for becomes one here.
type raw struct {
	address common.Address
	// sign returns r, s and v, with v 0 or 1.
	sign  func(ctx context.Context, digest [32]byte) ([]byte, error)
	check func(ctx context.Context) error
	close func() error
}

func (r *raw) Address() common.Address         { return r.address }
func (r *raw) Check(ctx context.Context) error { return r.check(ctx) }
func (r *raw) Close() error                    { return r.close() }

func (r *raw) SignTransaction(ctx context.Context, tx *types.Transaction) (*types.Transaction, error) {
	s := types.LatestSignerForChainID(tx.ChainId())
	sig, err := r.sign(ctx, s.Hash(tx))
	if err != nil {
		return nil, fmt.Errorf("signing a transaction: %w", err)
	}
	signed, err := tx.WithSignature(s, sig)
	if err != nil {
		return nil, fmt.Errorf("signing a transaction: %v: %w", err, registry.ErrRefused)
	}
	return signed, checkTransaction(tx, signed, r.address)
}

func (r *raw) SignTyped(ctx context.Context, s typed.Statement, chain uint64, contract common.Address) ([]byte, error) {
	digest := s.Digest(chain, contract)
	sig, err := r.sign(ctx, digest)
	if err != nil {
		return nil, fmt.Errorf("signing a statement: %w", err)
	}
	return checkStatement(digest, sig, r.address)
}

// checkTransaction refuses a transaction that is not the one that was to be
// signed, or that the account did not sign.
func checkTransaction(want, got *types.Transaction, by common.Address) error {
	s := types.LatestSignerForChainID(want.ChainId())
	switch {
	case got.ChainId().Cmp(want.ChainId()) != 0:
		return refuse("a transaction for chain %s, want chain %s", got.ChainId(), want.ChainId())
	case got.Type() != want.Type() || s.Hash(got) != s.Hash(want):
		return refuse("another transaction than the one it was asked to sign")
	}
	from, err := types.Sender(s, got)
	if err != nil {
		return refuse("a transaction whose signature no chain accepts (%v)", err)
	}
	if from != by {
		return refuse("a transaction signed by %s, want %s", from, by)
	}
	return nil
}

// checkStatement returns a signature with v 27 or 28, and refuses one that is
// not the account's over the digest.
func checkStatement(digest [32]byte, sig []byte, by common.Address) ([]byte, error) {
	if len(sig) == crypto.SignatureLength && sig[64] < 2 {
		sig = append([]byte(nil), sig...)
		sig[64] += 27
	}
	who, err := typed.Recover(digest, sig)
	if err != nil {
		return nil, refuse("a signature that no contract accepts (%v)", err)
	}
	if who != by {
		return nil, refuse("a signature over something else, or by another key: it recovers to %s, want %s", who, by)
	}
	return sig, nil
}

func refuse(format string, a ...any) error {
	return fmt.Errorf("the signer returned %s\nNothing was sent. Look into the signer before you trust it again: %w",
		fmt.Sprintf(format, a...), registry.ErrRefused)
}
