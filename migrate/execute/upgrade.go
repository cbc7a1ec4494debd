package execute

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

// upgrades are the functions with which OpenZeppelin's proxies of all versions
// since ERC-1967 are upgraded.
var upgrades = func() abi.ABI {
	a, err := abi.JSON(strings.NewReader(`[
		{"type":"function","name":"upgrade","inputs":[{"name":"proxy","type":"address"},{"name":"implementation","type":"address"}],"outputs":[]},
		{"type":"function","name":"upgradeAndCall","inputs":[{"name":"proxy","type":"address"},{"name":"implementation","type":"address"},{"name":"data","type":"bytes"}],"outputs":[],"stateMutability":"payable"},
		{"type":"function","name":"upgradeTo","inputs":[{"name":"implementation","type":"address"}],"outputs":[]},
		{"type":"function","name":"upgradeToAndCall","inputs":[{"name":"implementation","type":"address"},{"name":"data","type":"bytes"}],"outputs":[],"stateMutability":"payable"}]`))
	if err != nil {
		panic(err) // a constant
	}
	return a
}()

// An ownerCall is a call that the owner of a proxy makes.
type ownerCall struct {
	to   common.Address
	data []byte
}

// upgradeCall finds the call with which owner upgrades a proxy, by trying those
// there are on the state of the latest block. admin is the proxy's ProxyAdmin,
// zero for one that upgrades itself. Without an init call, functions without one
// come first: older proxies call the implementation even with no data.
func upgradeCall(ctx context.Context, c *chain.Client, owner, proxy, admin, implementation common.Address, init []byte) (ownerCall, error) {
	var reasons []error
	for _, o := range upgradeCalls(proxy, admin, owner, implementation, init) {
		_, err := c.CallContract(ctx, ethereum.CallMsg{From: owner, To: &o.to, Data: o.data}, nil)
		if err == nil {
			return o, nil
		}
		if _, reverted := errors.AsType[*chain.RevertError](err); !reverted {
			return ownerCall{}, err
		}
		reasons = append(reasons, err)
	}
	return ownerCall{}, fmt.Errorf("%s may not upgrade %s to %s: %v; name the account that may (the owner of its ProxyAdmin, or who its "+
		"implementation lets upgrade): %w", owner, proxy, implementation, errors.Join(reasons...), registry.ErrRefused)
}

func upgradeCalls(proxy, admin, owner, implementation common.Address, init []byte) []ownerCall {
	plain, call := ownerCall{to: proxy}, ownerCall{to: proxy}
	if init == nil {
		init = []byte{}
	}
	if admin != (common.Address{}) && admin != owner {
		plain.to, call.to = admin, admin
		plain.data = pack("upgrade", proxy, implementation)
		call.data = pack("upgradeAndCall", proxy, implementation, init)
	} else {
		plain.data = pack("upgradeTo", implementation)
		call.data = pack("upgradeToAndCall", implementation, init)
	}
	if len(init) > 0 {
		return []ownerCall{call}
	}
	return []ownerCall{plain, call}
}

func pack(name string, args ...any) []byte {
	b, err := upgrades.Pack(name, args...)
	if err != nil {
		panic(err) // the types are those above
	}
	return b
}

// admin returns the account through which a proxy is upgraded, zero when it is
// the proxy itself.
func (l looker) admin(ctx context.Context, proxy common.Address, block *big.Int) (common.Address, error) {
	w, err := l.word(ctx, proxy, slotAdmin, block)
	return common.BytesToAddress(w[:]), err
}
