package migratetest

import (
	"bytes"
	"context"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

var (
	minter   = crypto.Keccak256Hash([]byte("MINTER_ROLE"))
	pauser   = crypto.Keccak256Hash([]byte("PAUSER_ROLE"))
	auditor  = crypto.Keccak256Hash([]byte("AUDITOR_ROLE"))
	upgrader = crypto.Keccak256Hash([]byte("UPGRADER_ROLE"))
	maximum  = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 256), big.NewInt(1))
)

// terms is a text of many slots.
var terms = strings.Repeat("Delivery is ex tank, in bulk, at the seller's terminal; title passes at the flange. ", 9)

func (b *builder) token(ctx context.Context, w *World) (err error) {
	b.tokenKeys = recorder{}
	if w.Token, err = b.behind(ctx, "Token", "Token", "TransparentUpgradeableProxy",
		"Barrel of North Sea Crude", "BRL", addressOf(b.owner)); err != nil {
		return err
	}
	if err := b.flush(ctx); err != nil {
		return err
	}
	if err := b.useToken(ctx, w.Token, b.tokenKeys); err != nil {
		return err
	}
	describeToken(w.Token)
	return nil
}

func (b *builder) uupsToken(ctx context.Context, w *World) (err error) {
	if w.UUPSToken, err = b.behind(ctx, "UUPSToken", "UUPSToken", "ERC1967Proxy",
		"Cargo", "CGO", addressOf(b.owner)); err != nil {
		return err
	}
	if err := b.flush(ctx); err != nil {
		return err
	}
	keys := recorder{}
	if err := b.useToken(ctx, w.UUPSToken, keys); err != nil {
		return err
	}
	grant(keys, upgrader, addressOf(b.owner))
	if err := b.all(ctx, on(w.UUPSToken), do(b.owner, "grantRole", upgrader, addressOf(b.owner)), do(b.owner, "pause")); err != nil {
		return err
	}
	w.UUPSToken.Keys = keys.file()
	describeToken(w.UUPSToken)
	return nil
}

func grant(keys recorder, role common.Hash, who common.Address) {
	keys.note("_roles[].members[]", role, who)
}

// useToken makes the state of a token.
func (b *builder) useToken(ctx context.Context, s *Subject, keys recorder) error {
	t := on(s)
	for _, phase := range []func(context.Context, target, recorder) error{
		b.balances, b.allowances, b.permits, b.roles, b.ownState, b.mappings,
	} {
		if err := phase(ctx, t, keys); err != nil {
			return err
		}
	}
	return nil
}

// balances mints to everyone; some spend or burn all of it again.
func (b *builder) balances(ctx context.Context, t target, keys recorder) error {
	var calls []asked
	for i := range b.users {
		keys.note("_balances[]", b.user(i))
		calls = append(calls, do(b.owner, "mint", b.user(i), new(big.Int).Mul(big.NewInt(int64(1000+i)), ether(1))))
	}
	if err := b.all(ctx, t, calls...); err != nil {
		return err
	}
	calls = nil
	for i := 50; i < 56; i++ {
		calls = append(calls, do(b.users[i], "burn", new(big.Int).Mul(big.NewInt(int64(1000+i)), ether(1))))
	}
	for i := 40; i < 50; i++ {
		calls = append(calls, do(b.users[i], "transfer", b.user(i-20), ether(int64(i))))
	}
	return b.all(ctx, t, calls...)
}

// allowances are given, used up, taken back, and without limit.
func (b *builder) allowances(ctx context.Context, t target, keys recorder) error {
	var calls []asked
	for i := range 40 {
		keys.note("_allowances[][]", b.user(i), b.user(i+1))
		amount := ether(int64(i + 1))
		if i%5 == 0 {
			amount = maximum
		}
		calls = append(calls, do(b.users[i], "approve", b.user(i+1), amount))
	}
	if err := b.all(ctx, t, calls...); err != nil {
		return err
	}
	calls = nil
	for i := range 12 {
		calls = append(calls, do(b.users[i+1], "transferFrom", b.user(i), b.user(i+2), ether(1)))
	}
	for i := 30; i < 36; i++ {
		calls = append(calls, do(b.users[i], "approve", b.user(i+1), new(big.Int)))
	}
	return b.all(ctx, t, calls...)
}

// permits are signed by those who spend, and carried by the owner.
func (b *builder) permits(ctx context.Context, t target, keys recorder) error {
	for round := range int64(2) {
		var calls []asked
		for i := 10; i < 20; i += 1 + int(round) {
			keys.note("_nonces[]", b.user(i))
			keys.note("_allowances[][]", b.user(i), b.user(i+30))
			call, err := b.permit(ctx, t, b.owner, b.users[i], b.user(i+30), ether(round*7), round)
			if err != nil {
				return err
			}
			calls = append(calls, call)
		}
		if err := b.all(ctx, t, calls...); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) roles(ctx context.Context, t target, keys recorder) error {
	var calls []asked
	for _, role := range []common.Hash{{}, minter, pauser} {
		grant(keys, role, addressOf(b.owner))
	}
	give := func(role common.Hash, members ...int) {
		for _, i := range members {
			grant(keys, role, b.user(i))
			calls = append(calls, do(b.owner, "grantRole", role, b.user(i)))
		}
	}
	give(minter, 1, 2, 3, 4)
	give(pauser, 5, 6, 7)
	give(auditor, 8, 9)
	if err := b.all(ctx, t, calls...); err != nil {
		return err
	}
	return b.all(ctx, t,
		do(b.owner, "revokeRole", minter, b.user(3)),
		do(b.owner, "revokeRole", auditor, b.user(8)),
		do(b.owner, "revokeRole", auditor, b.user(9)),
		do(b.users[7], "renounceRole", pauser, b.user(7)),
		do(b.owner, "pause"), do(b.owner, "unpause"))
}

// ownState is what the token has besides what it inherits, outside of mappings.
func (b *builder) ownState(ctx context.Context, t target, _ recorder) error {
	tiers := func(n int) []uint16 {
		out := make([]uint16, n)
		for i := range out {
			out[i] = uint16(i*257 + 1)
		}
		return out
	}
	bands := [5]*big.Int{big.NewInt(-8_000_000), big.NewInt(0), big.NewInt(5), big.NewInt(-1), big.NewInt(7_999_999)}
	calls := []asked{
		do(b.owner, "configure", uint64(21_000_000), uint32(35), true, uint8(2), int64(-17), b.user(60), [6]byte{'N', 'S', '2', '0', '2', '6'}),
		do(b.owner, "setTexts", terms+terms, "a text that will be shorter, and was too long for one slot", []byte{1}),
		do(b.owner, "setTexts", terms, "short and sweet", bytes.Repeat(crypto.Keccak256([]byte("seal")), 2)),
		do(b.owner, "setTiers", tiers(40), bands), do(b.owner, "setTiers", tiers(23), bands),
	}
	for i := range 12 {
		calls = append(calls, do(b.owner, "addNote", int32(5-i), strings.Repeat(fmt.Sprintf("note %d. ", i), i)))
	}
	for range 3 {
		calls = append(calls, do(b.owner, "popNote"))
	}
	return b.all(ctx, t, calls...)
}

// mappings are those of the token itself. Some entries are deleted again.
func (b *builder) mappings(ctx context.Context, t target, keys recorder) error {
	var calls, later []asked
	for i := range 30 {
		who, kind := b.user(i), crypto.Keccak256Hash([]byte{byte(i % 3)})
		keys.note("_quotas[][]", who, kind)
		calls = append(calls, do(b.owner, "setQuota", who, kind, big.NewInt(int64(i+1))))
		if i%6 == 0 {
			later = append(later, do(b.owner, "setQuota", who, kind, new(big.Int)))
		}
	}
	for i := range 20 {
		who, kind := b.user(i), [4]byte{0xaa, byte(i % 4)}
		keys.note("_holders[]", who)
		keys.note("_holders[].used[]", who, kind)
		memo := strings.Repeat("long memo ", i)
		calls = append(calls, do(b.owner, "setHolder", who, uint64(1_600_000_000+i), uint8(i%4), i%2 == 0, big.NewInt(int64(i)*1e9), memo),
			do(b.owner, "use", who, kind, big.NewInt(int64(i))))
		if i%7 == 3 {
			later = append(later, do(b.owner, "setHolder", who, uint64(0), uint8(0), false, new(big.Int), ""))
		}
	}
	for i, name := range []string{"", "a", "Nordsee-Öl AG", "thirty-two bytes, neither less…", "gone", strings.Repeat("a very long name ", 5)} {
		keys.note("_aliases[]", name)
		calls = append(calls, do(b.owner, "setAlias", name, b.user(i)))
	}
	later = append(later, do(b.owner, "setAlias", "gone", common.Address{}))
	for i, length := range []int{0, 5, 31, 32, 33, 100} {
		id := new(big.Int).Lsh(big.NewInt(int64(i+1)), uint(40*i))
		keys.note("_documents[]", id)
		calls = append(calls, do(b.owner, "setDocument", id, []byte(strings.Repeat("d", length))))
	}
	for i := range 10 {
		keys.note("_lots[]", b.user(i))
		lots := make([]uint32, 2*i+1)
		for j := range lots {
			lots[j] = uint32(1000*i + j + 1)
		}
		calls = append(calls, do(b.owner, "setLots", b.user(i), lots))
		if i%4 == 0 {
			later = append(later, do(b.owner, "setLots", b.user(i), []uint32{}))
		}
	}
	if err := b.all(ctx, t, calls...); err != nil {
		return err
	}
	return b.all(ctx, t, later...)
}

// describeToken says what the author of the migration would.
func describeToken(s *Subject) {
	s.maps(mapFile{Touch: touchOfToken(), Probes: []probeSpec{{Before: "motto()", After: "slogan()"}}},
		feed{"_balances[]", "Transfer(address,address,uint256)", []string{"from"}},
		feed{"_balances[]", "Transfer(address,address,uint256)", []string{"to"}},
		feed{"_allowances[][]", "Approval(address,address,uint256)", []string{"owner", "spender"}},
		feed{"_nonces[]", "Approval(address,address,uint256)", []string{"owner"}},
		feed{"_roles[].members[]", "RoleGranted(bytes32,address,address)", []string{"role", "account"}},
		feed{"_roles[]", "RoleAdminChanged(bytes32,bytes32,bytes32)", []string{"role"}},
		feed{"_quotas[][]", "QuotaSet(address,bytes32,uint256)", []string{"holder", "kind"}},
		feed{"_holders[]", "HolderSet(address,uint8,string)", []string{"holder"}},
		feed{"_holders[].used[]", "Used(address,bytes4,uint256)", []string{"holder", "kind"}},
		feed{"_aliases[]", "AliasSet(string,address)", []string{"name"}},
		feed{"_documents[]", "DocumentSet(uint256,bytes)", []string{"id"}},
		feed{"_lots[]", "LotsSet(address,uint32[])", []string{"holder"}},
	)
}
