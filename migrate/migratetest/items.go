package migratetest

import (
	"context"
	"crypto/ecdsa"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
)

// ItemsMade is the number of all items that [DeployItems] leaves, over all
// kinds: what the new contract counts and the old one does not.
const ItemsMade = 12*(5+7+(1<<40)) - 4*7

// JournalPlaces is how many places the longest journal has.
const JournalPlaces = 21

// DeployItems makes items behind a transparent proxy: kinds with numbers of 256
// bits, made and used up, and journals whose places no event tells. It has no
// keys file and no map: everything has to be found.
func DeployItems(tb testing.TB, c *chain.Client) *Subject {
	tb.Helper()
	s, err := newItems(tb.Context(), c)
	if err != nil {
		tb.Fatalf("making the items: %v", err)
	}
	return s
}

func newItems(ctx context.Context, c *chain.Client) (*Subject, error) {
	b, err := newBuilder(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := b.fund(ctx); err != nil {
		return nil, err
	}
	if b.admin, err = b.deploy(ctx, b.owner, Artifact("v4", "ProxyAdmin")); err != nil {
		return nil, err
	}
	s, err := b.behind(ctx, "Items", "Items", "TransparentUpgradeableProxy", addressOf(b.owner))
	if err != nil {
		return nil, err
	}
	if err := b.flush(ctx); err != nil {
		return nil, err
	}
	var calls, later []asked
	for i := range 12 {
		ids := []*big.Int{itemOf("shared"), itemOf("mine", byte(i)), big.NewInt(int64(i) * 1e6)}
		calls = append(calls, do(b.owner, "make", b.user(i), ids, []*big.Int{big.NewInt(5), big.NewInt(7), big.NewInt(1 << 40)}))
		if i%3 == 0 {
			later = append(later, do(b.users[i], "use", ids[1], big.NewInt(7)))
		}
		later = append(later, do(b.users[i], "setApprovalForAll", b.user(30+i), i%2 == 0), journal(b.users[i], i%4*(JournalPlaces-1)/3+1))
	}
	later = append(later, do(b.owner, "transferOwnership", b.user(50)))
	if err := b.all(ctx, on(s), calls...); err != nil {
		return nil, err
	}
	return s, b.all(ctx, on(s), later...)
}

// itemOf is the number of a kind.
func itemOf(name string, more ...byte) *big.Int {
	return crypto.Keccak256Hash([]byte(name), more).Big()
}

// journal writes n entries at once.
func journal(by *ecdsa.PrivateKey, n int) asked {
	entries := make([][32]byte, n)
	who := addressOf(by)
	for i := range entries {
		entries[i] = crypto.Keccak256Hash(who[:], []byte{byte(i)})
	}
	return do(by, "write", entries)
}
