package migratetest

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

const day = 24 * uint64(time.Hour/time.Second)

// vesting holds ether and both tokens, and has released a part of each.
func (b *builder) vesting(ctx context.Context, w *World) (err error) {
	now, err := b.c.Latest(ctx)
	if err != nil {
		return err
	}
	if w.Vesting, err = b.behind(ctx, "Vesting", "Vesting", "TransparentUpgradeableProxy",
		b.user(5), now.Time-500*day, 1000*day, "Founders, first tranche"); err != nil {
		return err
	}
	if err := b.flush(ctx); err != nil {
		return err
	}
	t, keys := on(w.Vesting), recorder{}
	if _, err := b.put(ctx, "sending ether to the vesting wallet", b.owner, &t.at, ether(50), nil, callGas); err != nil {
		return err
	}
	b.tokenKeys.note("_balances[]", t.at)
	if err := b.call(ctx, b.owner, on(w.Token), "mint", t.at, ether(777)); err != nil {
		return err
	}
	keys.note("_erc20Released[]", w.Token.Address)
	if err := b.all(ctx, t, do(b.owner, "release()"), do(b.owner, "release(address)", w.Token.Address)); err != nil {
		return err
	}
	// Nothing of a token without a balance: the entry stays zero.
	keys.note("_erc20Released[]", w.UUPSToken.Address)
	if err := b.all(ctx, t, do(b.users[9], "release()")); err != nil {
		return err
	}
	w.Vesting.Keys = keys.file()
	w.Vesting.Holders = []common.Address{w.Token.Address, w.UUPSToken.Address}
	w.Vesting.maps(mapFile{
		Move:   map[string]string{"_beneficiary": "erc7201:openzeppelin.storage.Ownable._owner"},
		Touch:  touchOfVesting(),
		Probes: []probeSpec{{Before: "beneficiary()", After: "owner()"}},
	}, feed{"_erc20Released[]", "ERC20Released(address,uint256)", []string{"token"}})
	return nil
}
