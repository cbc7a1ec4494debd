package migratetest

import (
	"context"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
)

var secretary = crypto.Keccak256Hash([]byte("SECRETARY_ROLE"))

// DeployClub makes a club behind UUPS: memberships that are listed, owned,
// approved, delegated and burnt, roles that can be listed, and an owner who has
// offered the club to another.
func DeployClub(tb testing.TB, c *chain.Client) *Subject {
	tb.Helper()
	s, err := newClub(tb.Context(), c)
	if err != nil {
		tb.Fatalf("making the club: %v", err)
	}
	return s
}

func newClub(ctx context.Context, c *chain.Client) (*Subject, error) {
	b, err := newBuilder(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := b.fund(ctx); err != nil {
		return nil, err
	}
	s, err := b.behind(ctx, "Club", "Club", "ERC1967Proxy", addressOf(b.owner))
	if err != nil {
		return nil, err
	}
	if err := b.flush(ctx); err != nil {
		return nil, err
	}
	keys := recorder{}
	for _, phase := range []func(context.Context, target, recorder) error{b.members, b.votes, b.offices} {
		if err := phase(ctx, on(s), keys); err != nil {
			return nil, err
		}
	}
	s.Keys = keys.file()
	describeClub(s)
	return s, nil
}

// member is the number of a membership.
func member(i int) *big.Int { return big.NewInt(int64(i)*1000 + 7) }

// members admits forty, of whom some own several, pass theirs on, or leave.
func (b *builder) members(ctx context.Context, t target, keys recorder) error {
	var calls, later []asked
	own := func(owner common.Address) {
		keys.note("_balances[]", owner)
		keys.note("_delegation[]", owner)
		keys.note("_delegateCheckpoints[]", owner)
		for place := range 4 {
			keys.note("_ownedTokens[][]", owner, big.NewInt(int64(place)))
		}
	}
	for i := range 40 {
		id := member(i)
		for _, pattern := range []string{"_owners[]", "_tokenApprovals[]", "_tokenURIs[]", "_ownedTokensIndex[]", "_allTokensIndex[]", "_fees[]"} {
			keys.note(pattern, id)
		}
		own(b.user(i % 16))
		calls = append(calls, do(b.owner, "admit", b.user(i%16), id, strings.Repeat(fmt.Sprintf("ipfs://member/%d", i), i%4)),
			do(b.owner, "setFee", id, big.NewInt(int64(i)*1e12)))
		switch i % 9 {
		case 4:
			later = append(later, do(b.owner, "expel", id))
		case 5:
			own(b.user(40 + i%3))
			later = append(later, do(b.users[i%16], "transferFrom", b.user(i%16), b.user(40+i%3), id))
		case 6:
			later = append(later, do(b.users[i%16], "approve", b.user(50), id))
		}
		if i%5 == 0 {
			keys.note("_honoured._inner._indexes[]", common.BigToHash(id))
			calls = append(calls, do(b.owner, "honour", id, true))
		}
	}
	later = append(later, do(b.owner, "honour", member(0), false), do(b.owner, "honour", member(15), false))
	for i := range 6 {
		keys.note("_operatorApprovals[][]", b.user(i), b.user(60))
		later = append(later, do(b.users[i], "setApprovalForAll", b.user(60), i%3 != 0))
	}
	if err := b.all(ctx, t, calls...); err != nil {
		return err
	}
	return b.all(ctx, t, later...)
}

// votes are delegated more than once, so that there are several checkpoints.
func (b *builder) votes(ctx context.Context, t target, keys recorder) error {
	for round := range 3 {
		var calls []asked
		for i := range 12 {
			keys.note("_delegation[]", b.user(i))
			keys.note("_delegateCheckpoints[]", b.user((i+round)%5))
			calls = append(calls, do(b.users[i], "delegate", b.user((i+round)%5)))
		}
		if err := b.all(ctx, t, calls...); err != nil {
			return err
		}
	}
	return nil
}

// offices are roles, counts with signed and boolean keys, and an ownership that
// was offered and not yet taken.
func (b *builder) offices(ctx context.Context, t target, keys recorder) error {
	grant(keys, common.Hash{}, addressOf(b.owner))
	grant(keys, secretary, addressOf(b.owner))
	enlist := func(role common.Hash, who common.Address) {
		keys.note("_roleMembers[]._inner._indexes[]", role, common.BytesToHash(who[:]))
	}
	enlist(common.Hash{}, addressOf(b.owner))
	enlist(secretary, addressOf(b.owner))
	var calls []asked
	for i := range 5 {
		grant(keys, secretary, b.user(i))
		enlist(secretary, b.user(i))
		calls = append(calls, do(b.owner, "grantRole", secretary, b.user(i)))
	}
	calls = append(calls, do(b.owner, "revokeRole", secretary, b.user(1)), do(b.owner, "transferOwnership", b.user(62)))
	for _, year := range []int32{-44, 0, 1887, 2026} {
		for _, paid := range []bool{false, true} {
			keys.note("_counts[][]", year, paid)
			calls = append(calls, do(b.owner, "count", year, paid, uint16(year&0xfff)))
		}
	}
	return b.all(ctx, t, calls...)
}

// describeClub names what is not found by name and type: the delegates have
// another name, and a checkpoint has a narrower value.
func describeClub(s *Subject) {
	const votes = "erc7201:openzeppelin.storage.Votes."
	s.maps(mapFile{
		Move: map[string]string{
			"_delegation": votes + "_delegatee",
			"_delegateCheckpoints[]._checkpoints[]._value": votes + "_delegateCheckpoints[]._checkpoints[]._value",
			"_totalCheckpoints._checkpoints[]._value":      votes + "_totalCheckpoints._checkpoints[]._value",
		},
		Probes: []probeSpec{{Before: "DOMAIN_SEPARATOR()", Skip: "eip712Domain() says what it is made of"}},
	},
		feed{"_balances[]", "Transfer(address,address,uint256)", []string{"to"}},
		feed{"_owners[]", "Transfer(address,address,uint256)", []string{"tokenId"}},
		feed{"_tokenApprovals[]", "Approval(address,address,uint256)", []string{"tokenId"}},
		feed{"_operatorApprovals[][]", "ApprovalForAll(address,address,bool)", []string{"owner", "operator"}},
		feed{"_tokenURIs[]", "Transfer(address,address,uint256)", []string{"tokenId"}},
		feed{"_ownedTokensIndex[]", "Transfer(address,address,uint256)", []string{"tokenId"}},
		feed{"_allTokensIndex[]", "Transfer(address,address,uint256)", []string{"tokenId"}},
		feed{"_delegation[]", "DelegateChanged(address,address,address)", []string{"delegator"}},
		feed{"_delegateCheckpoints[]", "DelegateChanged(address,address,address)", []string{"toDelegate"}},
		feed{"_roles[].members[]", "RoleGranted(bytes32,address,address)", []string{"role", "account"}},
		feed{"_fees[]", "FeeSet(uint256,uint96)", []string{"id"}},
		feed{"_counts[][]", "Counted(int32,bool,uint16)", []string{"year", "paid"}},
	)
}
