package contract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

// A Sibling is another proxy that asks the same beacon, and so gets the same new
// implementation.
type Sibling struct {
	Address common.Address `json:"address"`
	// Slots are those that it held when the plan was made, all of them explained.
	Slots uint64 `json:"slots"`
}

// maxSiblings bounds the proxies of one beacon.
const maxSiblings = 1_000

var (
	topicBeacon = crypto.Keccak256Hash([]byte("BeaconUpgraded(address)"))
	slotBeacon  = common.HexToHash("0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50")
)

// throughBeacon decides on the way of a proxy that asks a beacon. The beacon has
// one implementation for all of its proxies, so it cannot be given one that
// freezes, or serves, one of them: only a change that moves no slot of any of
// them is possible in place.
func (w *work) throughBeacon(n counted) error {
	p := w.plan
	direct, reason := w.compatible(n)
	const instead = "Let the new version keep the layout (new variables at the end, gaps), or first upgrade the beacon to the present code " +
		"derived from Movable, which keeps it: then each proxy freezes itself, and is copied by a plan of its own"
	switch {
	case p.Map.Way == SteppedWay || p.Map.Way == Deferred:
		return fmt.Errorf("%s asks the beacon %s, and only the beacon could freeze it, together with every other proxy that asks it, for which no "+
			"migration would be there. %s: %w", p.Address, p.Beacon, instead, registry.ErrRefused)
	case !direct:
		return fmt.Errorf("%s asks the beacon %s, which has one implementation for all its proxies, and slots would have to change in each of them at "+
			"the same moment: %s. %s: %w", p.Address, p.Beacon, reason, instead, registry.ErrRefused)
	case p.Map.Init != "":
		return fmt.Errorf("%s asks the beacon %s, and a beacon makes no call when it is upgraded: an init call would have to be made for each proxy "+
			"afterwards, by whoever comes first. Let the new version do without one: %w", p.Address, p.Beacon, registry.ErrRefused)
	}
	p.Way, p.Rewrite, p.Why = InPlace, false, reason
	return nil
}

// siblings finds the other proxies of the beacon, and makes sure that the state
// of each is explained as that of the first is.
func (w *work) siblings(ctx context.Context, dir string) error {
	p := w.plan
	if p.Proxy != registry.Beacon || p.Movable {
		return nil
	}
	found, err := p.Asking(ctx, w.in.Chain, w.in.LogsFrom, w.snap.Number)
	if err != nil {
		return err
	}
	for i, a := range found {
		w.progress(fmt.Sprintf("reading proxy %d of %d of the beacon", i+1, len(found)), 0)
		in := w.in
		in.Read.Block = &w.snap.Number
		n, err := p.ReadSibling(ctx, in, a, dir)
		if err != nil {
			return err
		}
		p.Siblings = append(p.Siblings, Sibling{a, n})
	}
	w.note("%d other proxies ask the beacon %s, and get the new implementation in the same transaction: %s. They were found by the event with which proxies "+
		"tell their beacon; name one that told none in the map's \"proxies\"", len(found), p.Beacon, some(hexes(found)))
	return nil
}

func hexes(all []common.Address) (out []string) {
	for _, a := range all {
		out = append(out, a.Hex())
	}
	return out
}

// ReadSibling reads another proxy of the same beacon by the plan, and returns how
// many slots it holds. It fails as Read does, and names the proxy.
func (p *Plan) ReadSibling(ctx context.Context, in Input, at common.Address, dir string) (uint64, error) {
	scratched, done, err := scratch(dir)
	if err != nil {
		return 0, err
	}
	defer done()
	other := *p
	other.Address, in.Address = at, at
	s, err := other.Read(ctx, in, scratched)
	if err != nil {
		return 0, fmt.Errorf("%s asks the same beacon %s, so that its state is upgraded, too: %w", at, p.Beacon, err)
	}
	return s.Source.Len(), s.Close()
}

// Asking finds the proxies that ask the plan's beacon at a block, without the
// plan's own: those that told so in an event, and those that the map names.
func (p *Plan) Asking(ctx context.Context, c *chain.Client, from, block uint64) ([]common.Address, error) {
	seen := slices.Clone(p.Map.Proxies)
	for span := uint64(1 << 16); from <= block; {
		last := min(block, from+span-1)
		logs, err := c.FilterLogs(ctx, ethereum.FilterQuery{
			Topics:    [][]common.Hash{{topicBeacon}, {common.BytesToHash(p.Beacon[:])}},
			FromBlock: new(big.Int).SetUint64(from), ToBlock: new(big.Int).SetUint64(last),
		})
		if err != nil && last > from && ctx.Err() == nil && !errors.Is(err, registry.ErrUnreachable) {
			span = (last - from + 1) / 2 // too many blocks for one answer
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, l := range logs {
			seen = append(seen, l.Address)
		}
		from = last + 1
	}
	slices.SortFunc(seen, common.Address.Cmp)
	var out []common.Address
	for _, a := range slices.Compact(seen) {
		b, err := reader{c}.StorageAt(ctx, a, slotBeacon, new(big.Int).SetUint64(block))
		if err != nil {
			return nil, err
		}
		if a != p.Address && bytes.Equal(common.LeftPadBytes(b, 32), common.LeftPadBytes(p.Beacon[:], 32)) {
			out = append(out, a)
		}
	}
	if len(out) > maxSiblings {
		return nil, fmt.Errorf("%d proxies ask the beacon %s, and at most %d are looked at: %w", len(out), p.Beacon, maxSiblings, registry.ErrRefused)
	}
	return out, nil
}
