package contract

import (
	"context"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// upgrading are the roles whose holders usually may upgrade.
var upgrading = []common.Hash{{}, crypto.Keccak256Hash([]byte("UPGRADER_ROLE"))}

// maxHolders bounds how many holders of roles are tried.
const maxHolders = 256

// upgrader finds who may upgrade a UUPS proxy, by calling as if each had: the
// owner, then the holders of roles in the order in which they got them.
func (w *work) upgrader(ctx context.Context, implementation common.Address, at *big.Int) (common.Address, error) {
	return w.find(ctx, at, func(from common.Address) bool { return w.mayUpgrade(ctx, from, implementation, at) })
}

// find finds who may do something: the first of those that are likely.
func (w *work) find(ctx context.Context, at *big.Int, may func(common.Address) bool) (common.Address, error) {
	candidates := []common.Address{
		w.ask(ctx, w.in.Address, "owner()", at), w.ask(ctx, w.in.Address, "defaultAdmin()", at),
		w.ask(ctx, w.in.Address, "admin()", at), w.ask(ctx, w.in.Address, "governance()", at),
	}
	if w.draining != (common.Address{}) { // the gate lets nobody else
		candidates = []common.Address{w.ask(ctx, w.draining, "authority()", at)}
	}
	holders, err := w.holders(ctx, at)
	if err != nil {
		if ctx.Err() != nil {
			return common.Address{}, ctx.Err()
		}
		w.note("holders of roles could not be found in events, so nobody of them was tried as the one who upgrades: %v", err)
	}
	for _, c := range append(candidates, holders...) {
		if c != (common.Address{}) && may(c) {
			return c, nil
		}
	}
	return common.Address{}, ctx.Err()
}

// mayUpgrade tries an upgrade to the implementation that is there.
func (w *work) mayUpgrade(ctx context.Context, from, implementation common.Address, at *big.Int) bool {
	address, err := abi.NewType("address", "", nil)
	if err != nil {
		return false
	}
	bytes, err := abi.NewType("bytes", "", nil)
	if err != nil {
		return false
	}
	for signature, args := range map[string]abi.Arguments{
		"upgradeToAndCall(address,bytes)": {{Type: address}, {Type: bytes}},
		"upgradeTo(address)":              {{Type: address}},
	} {
		values := []any{implementation, []byte{}}[:len(args)]
		packed, err := args.Pack(values...)
		if err != nil {
			return false
		}
		if _, err := w.call(ctx, from, w.in.Address, append(selector(signature), packed...), at); err == nil {
			return true
		}
	}
	return false
}

// holders finds who was granted a role that upgrades, in events.
func (w *work) holders(ctx context.Context, at *big.Int) ([]common.Address, error) {
	logs, err := w.in.Chain.FilterLogs(ctx, ethereum.FilterQuery{
		Addresses: []common.Address{w.in.Address}, FromBlock: new(big.Int).SetUint64(w.in.LogsFrom), ToBlock: at,
		Topics: [][]common.Hash{{crypto.Keccak256Hash([]byte("RoleGranted(bytes32,address,address)"))}, upgrading},
	})
	if err != nil {
		return nil, err
	}
	var out []common.Address
	for _, l := range logs {
		if len(l.Topics) < 3 || l.Removed {
			continue
		}
		if a := common.BytesToAddress(l.Topics[2][:]); !slices.Contains(out, a) {
			out = append(out, a)
		}
		if len(out) == maxHolders {
			break
		}
	}
	return out, nil
}
