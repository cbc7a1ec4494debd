package contract

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// gather collects keys from everything that the author gave, and searches for
// those of mappings that nobody gave keys for.
func (w *work) gather(ctx context.Context, dir string) (*gathering, error) {
	g, err := newGathering(w.keyed, dir)
	if err != nil {
		return nil, err
	}
	steps := []func(context.Context, *gathering, string) error{w.feed, w.listed, w.searched}
	if w.plan.Reverse {
		steps = []func(context.Context, *gathering, string) error{w.carried, w.recent}
	}
	for _, step := range steps {
		if err := step(ctx, g, dir); err != nil {
			return nil, errors.Join(err, g.set.Close())
		}
	}
	return g, nil
}

// feed follows the map from events to mappings.
func (w *work) feed(ctx context.Context, g *gathering, _ string) error {
	if len(w.plan.Map.Keys) == 0 {
		return nil
	}
	w.progress("reading events", 0)
	feeds := slices.Clone(w.plan.Map.Keys)
	for i, f := range feeds {
		pattern, typ, err := remap.Resolve(w.keyed.l, f.Pattern)
		if err != nil {
			return fmt.Errorf("keys %d of the map: %w", i, err)
		}
		m := g.below(pattern, typ)
		for m != nil && len(m.keyTypes) < len(f.Fields) {
			m = g.inner(m)
		}
		if m == nil || len(m.keyTypes) != len(f.Fields) {
			return fmt.Errorf("keys %d of the map: %s is no mapping with %d keys; mappings are %s: %w", i, f.Pattern, len(f.Fields), some(g.patterns()), registry.ErrInvalid)
		}
		feeds[i].Pattern = m.pattern
		g.source(m, "event "+f.Event)
		for o := m; o != nil; o = o.outer {
			g.named[o.pattern] = true
		}
	}
	return w.everywhere(ctx, func(s *chainstate.Snapshot) error {
		return s.FromEvents(ctx, w.in.From, w.keyed.l, feeds, w.in.LogsFrom, g.set)
	})
}

// everywhere does something at the account and at those that it was before.
func (w *work) everywhere(ctx context.Context, do func(*chainstate.Snapshot) error) error {
	err := do(w.snap)
	for _, a := range w.in.Formerly {
		if err != nil {
			return err
		}
		s, failed := chainstate.At(ctx, w.in.Chain, a, chainstate.Config{Block: &w.snap.Number, Logger: w.in.Read.Logger})
		if failed != nil {
			return fmt.Errorf("looking at where the state was before: %w", failed)
		}
		err = do(s)
	}
	return err
}

func (w *work) listed(ctx context.Context, g *gathering, _ string) error {
	return g.file(ctx, w.in.Keys)
}

// searched asks the node for preimages and guesses from events. That it cannot
// is no error: whether the keys were enough is for the gate to say.
func (w *work) searched(ctx context.Context, g *gathering, dir string) error {
	err := w.search(ctx, g, dir, "preimages", "preimages of the node", func(to *statetree.KeySet) error {
		_, err := w.snap.FromPreimages(ctx, w.keyed.l, to)
		return err
	})
	if err != nil {
		return err
	}
	return w.search(ctx, g, dir, "guesses", "guessed from events", func(to *statetree.KeySet) error {
		return w.everywhere(ctx, func(s *chainstate.Snapshot) error {
			return s.Guess(ctx, w.in.From, w.keyed.l, w.in.LogsFrom, to)
		})
	})
}

// search finds keys in one way, for mappings that nobody gave keys for.
func (w *work) search(ctx context.Context, g *gathering, dir, name, why string, find func(*statetree.KeySet) error) error {
	open := g.open()
	if len(open) == 0 {
		return nil
	}
	w.progress("searching keys: "+why, 0)
	path, err := sub(dir, name)
	if err != nil {
		return err
	}
	to, err := statetree.NewKeySet(w.keyed.l, path)
	if err != nil {
		return err
	}
	if err = find(to); err == nil {
		err = g.adopt(ctx, to, open, why)
	} else {
		err = w.unfound(ctx, g, why, err)
	}
	return errors.Join(err, to.Close())
}

// unfound makes a note of a way of finding keys that failed, when others may do.
func (w *work) unfound(ctx context.Context, g *gathering, why string, err error) error {
	if !unreadable(ctx, err) {
		return err
	}
	g.notes = append(g.notes, fmt.Sprintf("keys were not %s: %v", why, err))
	return nil
}

// tiers is how many ways there are to find keys in the state itself.
const tiers = 3

// derive adds keys that stand in the state itself: elements of arrays first,
// then numbers that were given one after the other, and then the values of other
// variables too. It reports whether there were new ones.
func (w *work) derive(ctx context.Context, g *gathering, tier int, dir string) (bool, error) {
	if tier == 1 {
		return w.count(ctx, g, dir)
	}
	all := tier > 1
	before, err := g.set.Counts(ctx)
	if err != nil {
		return false, err
	}
	var patterns []string
	byPattern := map[string]holder{}
	for _, h := range w.keyed.holders {
		c := classOf(w.keyed.l, h.typ)
		if h.array && c != "" || all && (c == addresses || c == words) {
			patterns = append(patterns, h.pattern)
			byPattern[h.pattern] = h
		}
	}
	w.progress("searching keys in the state", 0)
	found := map[string]map[string]bool{}
	if all {
		if err := w.exchange(ctx, g, found); err != nil {
			return false, err
		}
	}
	if len(patterns) == 0 {
		patterns = append(patterns, w.keyed.tree.Shapes()[0].Pattern)
	}
	for f, err := range w.keyed.tree.Read(ctx, w.slots(), g.set, patterns...) {
		if err != nil {
			return false, err
		}
		h, ok := byPattern[f.Path.Pattern()]
		if !ok || f.Value.IsZero() && !h.array {
			continue
		}
		if err := w.offer(g, h, f, found); err != nil {
			return false, err
		}
	}
	after, err := g.set.Counts(ctx)
	if err != nil {
		return false, err
	}
	grown := false
	for pattern, n := range after {
		if n == before[pattern] {
			continue
		}
		grown = true
		for _, from := range slices.Sorted(maps.Keys(found[pattern])) {
			g.source(w.keyed.by[pattern], from)
		}
	}
	return grown, nil
}

// offer tries a value as a key of every mapping that it may be one of: those in
// the same element, and those that have no other key.
func (w *work) offer(g *gathering, h holder, f statetree.Field, found map[string]map[string]bool) error {
	for _, m := range w.keyed.mappings {
		var outer []statetree.Value
		switch {
		case g.named[m.pattern]:
			continue
		case m.outer == h.in:
			outer = f.Path.Keys()
		case m.outer != nil:
			continue
		}
		if err := w.try(g, h, m, outer, f.Value, found, "values of "); err != nil {
			return err
		}
	}
	return nil
}

// try adds a value as a key of a mapping if its type allows it, and notes where
// it is from.
func (w *work) try(g *gathering, h holder, m *mapping, outer []statetree.Value, v statetree.Value, found map[string]map[string]bool, what string) error {
	v, ok := w.asKey(h, m.keyTypes[len(m.keyTypes)-1], v)
	if !ok {
		return nil
	}
	err := g.set.Add(m.pattern, append(outer, v))
	if errors.Is(err, registry.ErrInvalid) {
		return nil // does not fit after all
	}
	if err == nil {
		if found[m.pattern] == nil {
			found[m.pattern] = map[string]bool{}
		}
		found[m.pattern][what+h.pattern] = true
	}
	return err
}

// exchange tries the keys of every mapping as keys of those that have one key.
func (w *work) exchange(ctx context.Context, g *gathering, found map[string]map[string]bool) error {
	for _, from := range w.keyed.mappings {
		for keys, err := range g.set.Tuples(ctx, from.pattern) {
			if err != nil {
				return err
			}
			last := len(keys) - 1
			h := holder{pattern: from.pattern, typ: from.keyTypes[last], in: from}
			for _, m := range w.keyed.mappings {
				if m == from || m.outer != nil || g.named[m.pattern] {
					continue
				}
				if err := w.try(g, h, m, nil, keys[last], found, "keys of "); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// asKey returns a value as one of a type of keys. Sets keep addresses and numbers
// in words.
func (w *work) asKey(h holder, key string, v statetree.Value) (statetree.Value, bool) {
	from, to := classOf(w.keyed.l, h.typ), classOf(w.keyed.l, key)
	switch {
	case from == to:
		return v, true
	case !h.array:
		return v, false
	case from == words && to == numbers, from == numbers && to == words, from == addresses && to == words:
		return v, true
	case from == words && to == addresses:
		return v, [12]byte(v.Word[:12]) == [12]byte{} && v.Word != (common.Hash{})
	}
	return v, false
}
