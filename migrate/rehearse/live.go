package rehearse

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/probe"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// A liveState is what a fork begins with.
type liveState struct {
	snap  *chainstate.Snapshot
	state *contract.State
	// root is the storage root of all slots that are not zero.
	root common.Hash
	// storage is what the contract holds on a fork.
	storage map[common.Hash]common.Hash
	// self is the contract without its storage, around are the other accounts.
	self   types.Account
	around map[common.Address]types.Account
	// keys is the keys file with which a fork, which has no logs, is read.
	keys     []byte
	source   probe.Source
	gasLimit uint64
}

// read reads the live state by the plan, and everything that a fork needs
// besides.
func (r *rehearsal) read(ctx context.Context) error {
	dir, err := r.sub("live")
	if err != nil {
		return err
	}
	state, err := r.plan.Read(ctx, r.cfg.Input, dir)
	if err != nil {
		if errors.Is(err, registry.ErrUnreachable) || ctx.Err() != nil {
			return err
		}
		r.find(Bad, "plan", "the plan cannot be followed: %v", err)
		return errFound
	}
	r.live = &liveState{snap: state.Snapshot, state: state}
	if err := r.storage(ctx); err != nil {
		return err
	}
	if r.live.root != state.Snapshot.StorageRoot && r.cfg.Input.Overlay == nil {
		r.find(Note, "zeros", "the node's storage trie of the contract has slots with a value of zero, as anvil's do; without them its root is %s",
			r.live.root)
	}
	r.report.Live = Live{
		Block: state.Snapshot.Number, Hash: state.Snapshot.Hash, Time: state.Snapshot.Time,
		StorageRoot: r.live.root, Slots: state.Source.Len(),
	}
	if n := state.Source.Len(); n > MaxSlots {
		return fmt.Errorf("%s has %d slots, and a fork is rehearsed on with at most %d: %w", r.plan.Address, n, MaxSlots, registry.ErrRefused)
	}
	if err := r.probes(ctx); err != nil {
		return err
	}
	if r.live.keys, err = keysFile(ctx, r.cfg.Input.From.Layout, state.Keys); err != nil {
		return err
	}
	return r.surroundings(ctx)
}

// The slots that say what an account that drains runs, or whom it obeys.
var (
	slotImplementation = common.HexToHash("0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc")
	slotMovable        = common.HexToHash("0x206656bffef1906175c5aa46a4af1aaace84a6836c846824d85061c39bca0500")
)

// storage is what the contract holds on a fork, and its root: all that it holds,
// and what it will hold when it has drained.
func (r *rehearsal) storage(ctx context.Context) (err error) {
	source, drains := r.live.state.Source, r.cfg.Input.Overlay != nil
	dir, err := r.sub("storage")
	if err != nil {
		return err
	}
	b, err := slotset.New(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	r.live.storage = make(map[common.Hash]common.Hash, min(source.Len(), MaxSlots))
	for w, err := range source.BySlot(ctx) {
		switch {
		case err != nil:
			return fmt.Errorf("reading the slots of the fork: %w", err)
		case uint64(len(r.live.storage)) == MaxSlots:
			return nil // refused below
		case drains && w.Slot == slotMovable:
			continue
		case drains && w.Slot == slotImplementation:
			w.Value = common.BytesToHash(r.plan.From.Implementation[:])
		}
		r.live.storage[w.Slot] = w.Value
		if err := b.Word(w); err != nil {
			return err
		}
	}
	all, err := b.Set(ctx)
	if err != nil {
		return err
	}
	defer all.Close()
	r.live.root, err = all.Root(ctx)
	return err
}

// probes decides what is asked.
func (r *rehearsal) probes(ctx context.Context) error {
	var specs []probe.Spec
	for _, p := range r.plan.Map.Probes {
		specs = append(specs, probe.Spec(p))
	}
	var err error
	if r.list, err = probe.New(r.cfg.Input.From, r.cfg.Input.To, specs); err != nil {
		r.find(Bad, "probes", "the map's probes do not fit the interfaces: %v", err)
		return errFound
	}
	lengths, err := arrays(ctx, r.cfg.Input.From.Layout, r.live.snap)
	if err != nil {
		return err
	}
	r.live.source = probe.Source{
		Layout: r.cfg.Input.From.Layout, Keys: r.live.state.Keys, Lengths: lengths, Seed: r.cfg.Seed, Limit: r.cfg.Limit,
		Numbers: []uint64{r.live.snap.Number / 2, r.live.snap.Number - min(r.live.snap.Number, 1), r.live.snap.Time},
		Callers: append([]common.Address{r.plan.Owner}, r.cfg.Callers...),
	}
	return nil
}

// arrays returns the lengths of dynamic arrays that are in no mapping and no
// other array.
func arrays(ctx context.Context, l *layout.Layout, slots statetree.Slots) ([]uint64, error) {
	shapes, err := statetree.Shapes(l)
	if err != nil {
		return nil, err
	}
	var at []common.Hash
	for _, s := range shapes {
		if l.Types[s.Type].Kind == layout.Dynamic && len(s.KeyTypes) == 0 && !contains(s.Pattern, "[]") {
			at = append(at, s.Slot)
		}
	}
	if len(at) == 0 {
		return nil, nil
	}
	words, err := slots.Words(ctx, at)
	if err != nil {
		return nil, err
	}
	var out []uint64
	for _, w := range words {
		if n := w.Big(); n.IsUint64() {
			out = append(out, n.Uint64())
		}
	}
	return out, nil
}
