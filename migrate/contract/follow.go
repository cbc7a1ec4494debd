package contract

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// A State is the whole state of the source at one block, and what the target
// shall be by the plan.
type State struct {
	Snapshot *chainstate.Snapshot
	// Source has every slot of the account, those of its proxy included.
	Source *slotset.Set
	// Proxy are the slots that belong to the account as a proxy.
	Proxy []slotset.Word
	// Eager and Deferred are what the plan writes, disjoint. Without the slots
	// that belong to the proxy. Deferred is empty unless that is the way.
	Eager, Deferred *slotset.Set
	// EagerLogs and DeferredLogs are the events that are emitted with them.
	EagerLogs, DeferredLogs *Logs
	// Keys are those of the source.
	Keys *statetree.KeySet
	// Entries counts by source pattern.
	Entries map[string]uint64
	// Completeness says that everything was read.
	Completeness *chainstate.Completeness
}

// Close closes what is open. Files of the sets stay where they are.
func (s *State) Close() error {
	return errors.Join(s.Source.Close(), s.Eager.Close(), s.Deferred.Close(), s.EagerLogs.Close(), s.DeferredLogs.Close(), s.Keys.Close())
}

// Mapping is what becomes of each variable by the plan. Its sides are the
// artefacts that the plan moves from and to, in that order.
func (p *Plan) Mapping(in Input) (*remap.Mapping, error) {
	if err := p.fits(in); err != nil {
		return nil, err
	}
	return p.mapping(in.From, in.To)
}

// fits checks that the input is the one of the plan.
func (p *Plan) fits(in Input) error {
	if in.From == nil || in.To == nil || in.Chain == nil {
		return fmt.Errorf("following a plan needs both artefacts and a chain: %w", registry.ErrInvalid)
	}
	if id := in.Chain.ChainID(); !id.IsUint64() || id.Uint64() != p.ChainID {
		return fmt.Errorf("the plan is for chain %d, and the node is of chain %s: %w", p.ChainID, id, registry.ErrInvalid)
	}
	from, err := end(in.From)
	if err != nil {
		return err
	}
	to, err := end(in.To)
	if err != nil {
		return err
	}
	if from.Artifact != p.From.Artifact || to.Artifact != p.To.Artifact {
		return fmt.Errorf("the artefacts are not those of the plan for %s, from %s to %s: give the same files that it was made from: %w", p.Address, p.From.Name, p.To.Name, registry.ErrInvalid)
	}
	if got := in.rules(); got != p.Rules {
		return fmt.Errorf("values are worked out by the rules %q, and the plan for %s says %q: give the module that it was made with: %w", got, p.Address, p.Rules, registry.ErrInvalid)
	}
	return nil
}

// Read reads the source by the plan and converts it, into dir. It fails with
// registry.ErrRefused when a slot is not explained or a value cannot be carried
// (unless the plan is Lossy), and with registry.ErrInvalid when the input is not that of the plan. What the
// account runs is not looked at: it may be frozen. Of the input, Map is ignored.
func (p *Plan) Read(ctx context.Context, in Input, dir string) (*State, error) {
	var accept func(*remap.Refusal) bool
	if p.Lossy {
		accept = func(*remap.Refusal) bool { return true }
	}
	return p.read(ctx, in, dir, accept)
}

func (p *Plan) read(ctx context.Context, in Input, dir string, accept func(*remap.Refusal) bool) (*State, error) {
	if err := p.fits(in); err != nil {
		return nil, err
	}
	if p.Address == (common.Address{}) {
		return nil, fmt.Errorf("the plan does not say which account it is for: it is the way back from one that did not exist yet; set Address: %w", registry.ErrInvalid)
	}
	plan := *p
	plan.Notes = nil
	in.Address, in.Map = p.Address, p.Map
	w, err := start(in, &plan)
	if err != nil {
		return nil, err
	}
	if err := w.settle(); err != nil {
		return nil, err
	}
	w.mapping.Accept = accept
	w.proxyHas = p.Proxy != registry.NoProxy || p.From.Implementation != p.Address
	if err := w.open(ctx); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making a folder for the state: %w", err)
	}
	r, err := w.read(ctx, dir, false)
	if err != nil {
		return nil, err
	}
	if err := w.refusal(r); err != nil {
		return nil, errors.Join(err, r.close())
	}
	return &State{
		Snapshot: w.snap, Source: r.source, Proxy: r.proxy, Eager: r.eager, Deferred: r.later,
		EagerLogs: r.eagerLogs, DeferredLogs: r.laterLogs,
		Keys: r.g.set, Entries: r.entries, Completeness: r.completeness,
	}, nil
}

// Preview reads the source by the plan and reports everything that cannot be
// carried to lost, which may stop it by returning false. Nothing is an error but
// a state that could not be read or explained. It returns how many values are
// carried.
func (p *Plan) Preview(ctx context.Context, in Input, lost func(*remap.Refusal) bool) (carried uint64, err error) {
	dir, done, err := scratch(in.Dir)
	if err != nil {
		return 0, err
	}
	defer done()
	refused := uint64(0)
	s, err := p.read(ctx, in, dir, func(r *remap.Refusal) bool {
		refused++
		return lost(r)
	})
	if err != nil {
		return 0, err
	}
	for _, n := range s.Entries {
		carried += n
	}
	return carried - min(carried, refused), s.Close()
}

// Back is the plan that leads from the new contract to the old one, for a
// revert: the inverse mapping, in place or into the frozen source. For a copy,
// Address is not known before the copy exists: who follows the plan sets it.
func (p *Plan) Back() (*Plan, error) {
	if p.Reverse {
		return nil, fmt.Errorf("the plan for %s leads back already: make a plan for going forward again: %w", p.Address, registry.ErrInvalid)
	}
	b := &Plan{
		Format: Format, ChainID: p.ChainID, From: p.To, To: p.From, Proxy: p.Proxy, Movable: p.Movable, Beacon: p.Beacon, Siblings: p.Siblings, Admin: p.Admin, Owner: p.Owner,
		Way: InPlace, Rewrite: p.Rewrite, Reverse: true, Map: p.Map, Rules: p.Rules, Variables: []Row{},
		Why:  "the way back of plan " + p.Digest().String(),
		Cost: p.Cost, Revert: Revert{Way: p.Way, Loses: []string{}, Steps: []string{}},
	}
	b.Map.Init, b.Map.Touch, b.Map.Way, b.Map.Defer, b.Map.Events = "", nil, "", nil, nil
	b.Map.Constructor = nil
	b.To.Match = ""
	if p.Way == InPlace {
		b.Address = p.Address
	} else {
		b.Way, b.Rewrite, b.Into = SteppedWay, true, p.Address
	}
	for _, r := range p.Variables {
		b.Variables = append(b.Variables, r.back())
	}
	return b, nil
}

// back is what becomes of a variable on the way back.
func (r Row) back() Row {
	out := Row{Source: r.Target, Target: r.Source, How: r.How, Why: r.Why}
	switch r.How {
	case remap.Widened:
		out.How = remap.Narrowed
	case remap.Narrowed:
		out.How = remap.Widened
	case remap.Given, remap.Summed:
		out.How = remap.Dropped
	case remap.Fresh:
		out.How, out.Why = remap.Empty, "the old contract has no such variable: only zero can be carried back"
	case remap.Dropped, remap.Empty:
		out.How = remap.Fresh
	case remap.Same, remap.Retyped, remap.Computed:
	}
	return out
}
