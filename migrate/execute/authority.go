package execute

import (
	"context"
	"crypto/ecdsa"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// An Authority makes the calls that only the owner of a contract may make.
type Authority interface {
	// Address is the account that the contract sees as the caller.
	Address() common.Address
	// Call makes a call, or asks for it. via sends transactions of this process.
	// It may return before the call is on chain, as when others must sign too:
	// then Run says that it waits, and calls again when it is run again and the
	// effect is still not there.
	Call(ctx context.Context, via Sender, to common.Address, data []byte) error
}

// A Sender sends one transaction and waits until it is final. A revert is an
// error.
type Sender interface {
	Send(ctx context.Context, key *ecdsa.PrivateKey, to common.Address, data []byte) error
}

// A Key is the authority that is an account with a key.
type Key struct{ *ecdsa.PrivateKey }

// Address implements [Authority].
func (k Key) Address() common.Address { return crypto.PubkeyToAddress(k.PublicKey) }

// Call implements [Authority].
func (k Key) Call(ctx context.Context, via Sender, to common.Address, data []byte) error {
	return via.Send(ctx, k.PrivateKey, to, data)
}

// A Relay is the authority that is a contract at which anyone may call
// do(address,bytes). It stands in for an owner on a fork.
type Relay struct {
	Contract common.Address
	// Key pays for the transaction.
	Key *ecdsa.PrivateKey
}

// Address implements [Authority].
func (r Relay) Address() common.Address { return r.Contract }

// Call implements [Authority].
func (r Relay) Call(ctx context.Context, via Sender, to common.Address, data []byte) error {
	return via.Send(ctx, r.Key, r.Contract, doCall(to, data))
}

// doCall encodes do(address target, bytes data).
func doCall(to common.Address, data []byte) []byte {
	out := append([]byte{}, crypto.Keccak256([]byte("do(address,bytes)"))[:4]...)
	out = append(out, common.LeftPadBytes(to[:], 32)...)
	out = append(out, common.LeftPadBytes([]byte{64}, 32)...)
	out = append(out, common.BigToHash(bigOf(len(data))).Bytes()...)
	out = append(out, data...)
	return append(out, make([]byte, (32-len(data)%32)%32)...)
}
