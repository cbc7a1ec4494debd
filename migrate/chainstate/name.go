package chainstate

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
)

const (
	// small is how many slots from zero on are known by their numbers, and
	// members how many of a namespace.
	small   = 4096
	members = 32
	// reach is how far into an element or into data a slot is looked for.
	reach = 16
)

// proxies are the slots of ERC-1967: the hash of a name, less one.
var proxies = []string{"implementation", "admin", "beacon", "rollback"}

// spaces are namespaces that many contracts share.
var spaces = []string{
	"AccessControl", "AccessControlDefaultAdminRules", "AccessControlEnumerable", "AccessManaged", "AccessManager",
	"EIP712", "ERC1155", "ERC1155Supply", "ERC1155URIStorage", "ERC20", "ERC20Capped", "ERC20FlashMint", "ERC20Wrapper",
	"ERC2981", "ERC4626", "ERC721", "ERC721Enumerable", "ERC721URIStorage", "ERC721Wrapper", "Governor",
	"GovernorCountingSimple", "GovernorSettings", "GovernorTimelockControl", "GovernorVotes", "GovernorVotesQuorumFraction",
	"Initializable", "Nonces", "Ownable", "Ownable2Step", "Pausable", "ReentrancyGuard", "TimelockController", "VestingWallet",
	"VestingWalletCliff", "Votes",
}

// A known slot has a name for people.
type known struct {
	slot common.Hash
	name string
}

// dictionary has the slots that are known without a layout, by their hashes.
func dictionary() map[common.Hash]known {
	all := map[common.Hash]known{}
	add := func(slot common.Hash, name string) { all[crypto.Keccak256Hash(slot[:])] = known{slot, name} }
	for i := range uint64(small) {
		add(uint256.NewInt(i).Bytes32(), fmt.Sprintf("slot %d", i))
	}
	for _, p := range proxies {
		slot := new(uint256.Int).SetBytes(crypto.Keccak256([]byte("eip1967.proxy." + p)))
		add(slot.SubUint64(slot, 1).Bytes32(), "ERC-1967 "+p)
	}
	for _, space := range spaces {
		id := "openzeppelin.storage." + space
		slot := layout.ERC7201(id)
		for i := range members {
			add(slot.Bytes32(), fmt.Sprintf("slot %d of the namespace erc7201:%s", i, id))
			slot.AddUint64(&slot, 1)
		}
	}
	return all
}

// name finds out which slots were found, as far as the node or we know.
func (s *Snapshot) name(ctx context.Context, found []Unexplained) {
	slices.SortFunc(found, func(a, b Unexplained) int { return a.Hashed.Cmp(b.Hashed) })
	names := dictionary()
	for i := range found {
		u := &found[i]
		if u.Prefix != "" {
			continue
		}
		if k, ok := names[u.Hashed]; ok {
			u.Slot, u.Guess = &k.slot, k.name
			continue
		}
		if u.Slot = s.slotOf(ctx, u.Hashed); u.Slot == nil {
			continue
		}
		u.Guess = s.guess(ctx, *u.Slot, maxKeys)
	}
}

// slotOf asks the node which slot has a hash.
func (s *Snapshot) slotOf(ctx context.Context, hashed common.Hash) *common.Hash {
	if text, _ := s.preimage(ctx, hashed, 1); len(text) == common.HashLength {
		slot := common.BytesToHash(text)
		return &slot
	}
	if slot, ok := s.named(ctx, nibbles(hashed[:])); ok {
		return &slot
	}
	return nil
}

// guess says what a slot that is no small number may be.
func (s *Snapshot) guess(ctx context.Context, slot common.Hash, deep int) string {
	base, off := s.preimage(ctx, slot, reach)
	if len(base) < common.HashLength || deep == 0 {
		return ""
	}
	at := ""
	if off > 0 {
		at = fmt.Sprintf(", %d slots in", off)
	}
	if len(base) == common.HashLength {
		return "data of the array, string or bytes at slot " + brief(common.BytesToHash(base)) + at
	}
	key, mapping := base[:len(base)-common.HashLength], common.BytesToHash(base[len(base)-common.HashLength:])
	where := "slot " + brief(mapping)
	if inner := s.guess(ctx, mapping, deep-1); inner != "" {
		where = "the " + inner
	}
	return "element of the mapping at " + where + ", key " + hexutil.Encode(key[:min(len(key), 64)]) + at
}

// brief writes a slot as a number when it is a small one.
func brief(slot common.Hash) string {
	if n := new(uint256.Int).SetBytes32(slot[:]); n.IsUint64() {
		return n.Dec()
	}
	return slot.Hex()
}
