package contract

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/statetree"
)

// fill completes a plan with what was read.
func (w *work) fill(ctx context.Context, r *reading) error {
	p := w.plan
	p.Snapshot = Seen{
		Block: w.snap.Number, Hash: w.snap.Hash, StorageRoot: w.snap.StorageRoot,
		Slots: r.source.Len(), Completeness: r.completeness,
	}
	if w.snap.HashTold {
		w.note("the node's word is taken for the hash of block %d: its header is not hashed as Ethereum does", w.snap.Number)
	}
	if err := w.rows(ctx, r); err != nil {
		return err
	}
	p.Notes = append(p.Notes, r.g.notes...)
	n, err := count(ctx, r)
	if err != nil {
		return err
	}
	if err := w.choose(n); err != nil {
		return err
	}
	if err := w.touches(); err != nil {
		return err
	}
	w.told(r)
	w.ether()
	w.cost(n)
	w.revert()
	slices.Sort(p.Notes)
	return nil
}

// rows says what becomes of each pattern.
func (w *work) rows(ctx context.Context, r *reading) error {
	candidates, err := r.g.set.Counts(ctx)
	if err != nil {
		return err
	}
	from, err := newSpotter(w.mapping.From)
	if err != nil {
		return err
	}
	to, err := newSpotter(w.mapping.To)
	if err != nil {
		return err
	}
	for _, f := range w.mapping.Fates {
		if f.Source != nil && bookkeeping(f.Source.Pattern) || f.Target != nil && bookkeeping(f.Target.Pattern) {
			continue
		}
		row := Row{How: f.How, Why: f.Why, Source: from.spot(f.Source), Target: to.spot(f.Target)}
		if f.Source != nil {
			row.Entries = r.entries[f.Source.Pattern]
			if m := w.keyed.innermost(f.Source.Pattern); m != nil {
				row.Candidates = candidates[m.pattern]
				row.Keys = slices.Clone(r.g.from[m.pattern])
				if len(row.Keys) == 0 && r.g.named[m.pattern] {
					row.Keys = []string{fromFile + ": none"}
				}
			}
		}
		if f.How == remap.Fresh && strings.HasPrefix(f.Why, "new, and") {
			w.note("%s is %s", f.Target.Pattern, f.Why)
		}
		w.plan.Variables = append(w.plan.Variables, row)
	}
	return nil
}

// A spotter says where variables of a layout are.
type spotter struct {
	l        *layout.Layout
	declared map[string]string // types of variables
}

func newSpotter(l *layout.Layout) (*spotter, error) {
	t, err := statetree.New(l)
	if err != nil {
		return nil, err
	}
	s := &spotter{l, map[string]string{}}
	for _, r := range t.Roots() {
		s.declared[r.Name] = l.Types[r.Type].Label
	}
	return s, nil
}

func (s *spotter) spot(at *statetree.Shape) *Spot {
	if at == nil {
		return nil
	}
	return &Spot{
		Pattern: at.Pattern, Variable: at.Variable, Declared: s.declared[at.Variable],
		Type: s.l.Types[at.Type].Label, Slot: at.Slot, Offset: at.Offset,
	}
}

// revert says how the plan comes back, and what would be lost.
func (w *work) revert() {
	p := w.plan
	r := Revert{Way: p.Way, Loses: []string{}}
	for _, row := range p.Variables {
		switch {
		case row.How == remap.Fresh && !reserved(row.Target.Pattern):
			r.Loses = append(r.Loses, fmt.Sprintf("%s: what it holds by then, if anything: the old contract has no such variable", row.Target.Pattern))
		case row.How == remap.Given:
			r.Loses = append(r.Loses, fmt.Sprintf("%s: if it was changed from the value that the map gives it", row.Target.Pattern))
		case row.How == remap.Widened:
			r.Loses = append(r.Loses, fmt.Sprintf("%s: values that have become too large for %s", row.Target.Pattern, row.Source.Type))
		case row.How == remap.Computed && row.Source != nil:
			r.Loses = append(r.Loses, fmt.Sprintf("%s: values that cannot be taken back", row.Source.Pattern))
		case row.How == remap.Dropped && p.Way == InPlace:
			r.Loses = append(r.Loses, fmt.Sprintf("%s: comes back as it was at the switch", row.Source.Pattern))
		}
	}
	switch {
	case p.Way == InPlace && !p.Rewrite:
		r.Steps = []string{"the owner gives the proxy the old implementation"}
	case p.Way == InPlace:
		r.Steps = []string{
			"the owner gives the proxy a stand-in: writers and readers are refused",
			"every attester reads the state back, converts it by the inverse of this plan and attests",
			"slots that differ are written in proven batches",
			"the proxy becomes the old implementation",
		}
	default:
		r.Steps = []string{
			"the owner gives the new proxy a stand-in: writers are refused",
			"every attester reads what was written since, converts it by the inverse of this plan and attests",
			"slots of the old proxy that differ are written in proven batches; it still holds what nobody touched",
			"the old proxy becomes the old implementation",
		}
	}
	p.Revert = r
}
