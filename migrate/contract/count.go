package contract

import (
	"context"
	"errors"
	"fmt"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

const (
	// countFrom and countTo are how many numbers are tried at once: few where
	// there may be none, and twice as many each time that there were some.
	countFrom, countTo = 8, 1024
	// maxCount bounds the numbers that are tried under one outer key.
	maxCount = 1 << 20
	// maxCounted bounds the outer keys of one mapping under which is counted on.
	maxCounted = 100_000
)

// count finds keys that are numbers and were given one after the other, from
// zero on: _ownedTokens[owner][index]. No event tells an index. Under each outer
// key it tries some, and more as long as there was something. It reports whether
// it found any.
func (w *work) count(ctx context.Context, g *gathering, dir string) (bool, error) {
	w.progress("counting keys", 0)
	grown := false
	for _, m := range w.keyed.mappings {
		if g.named[m.pattern] || classOf(w.keyed.l, m.keyTypes[len(m.keyTypes)-1]) != numbers {
			continue
		}
		found, err := w.countIn(ctx, g, m, dir)
		if err != nil {
			return false, fmt.Errorf("counting the keys of %s: %w", m.pattern, err)
		}
		if found {
			g.source(m, "counted")
			grown = true
		}
	}
	return grown, nil
}

// countIn counts in one mapping.
func (w *work) countIn(ctx context.Context, g *gathering, m *mapping, dir string) (bool, error) {
	before, err := g.set.Counts(ctx)
	if err != nil {
		return false, err
	}
	outers, err := outerKeys(ctx, g, m)
	if err != nil {
		return false, err
	}
	for at, n := uint64(0), uint64(countFrom); len(outers) > 0 && at < maxCount; at, n = at+n, min(2*n, countTo) {
		if outers, err = w.tryNumbers(ctx, g, m, outers, at, n, dir); err != nil {
			return false, err
		}
	}
	after, err := g.set.Counts(ctx)
	return after[m.pattern] > before[m.pattern], err
}

// outerKeys are the keys under which is counted: one empty tuple when there are
// none around the mapping.
func outerKeys(ctx context.Context, g *gathering, m *mapping) (out [][]statetree.Value, err error) {
	if m.outer == nil {
		return [][]statetree.Value{nil}, nil
	}
	for keys, err := range g.set.Tuples(ctx, m.outer.pattern) {
		if err != nil {
			return nil, err
		}
		if len(out) == maxCounted {
			g.notes = append(g.notes, fmt.Sprintf("%s: numbers were tried under the first %d outer keys only; list the others in the keys file", m.pattern, maxCounted))
			return out, nil
		}
		out = append(out, append([]statetree.Value{}, keys...))
	}
	return out, nil
}

// tryNumbers tries n numbers under some outer keys, and returns those under
// which there was something.
func (w *work) tryNumbers(ctx context.Context, g *gathering, m *mapping, outers [][]statetree.Value, at, n uint64, dir string) (again [][]statetree.Value, err error) {
	path, err := sub(dir, "counted")
	if err != nil {
		return nil, err
	}
	tried, err := statetree.NewKeySet(w.keyed.l, path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, tried.Close()) }()
	for _, outer := range outers {
		for i := at; i < at+n; i++ {
			keys := append(append([]statetree.Value{}, outer...), statetree.Value{Word: uint256.NewInt(i).Bytes32()})
			if err := tried.Add(m.pattern, keys); errors.Is(err, registry.ErrInvalid) {
				break // no number of the key's type
			} else if err != nil {
				return nil, err
			}
		}
	}
	last := ""
	for f, err := range w.keyed.tree.Read(ctx, w.slots(), tried, m.pattern) {
		if err != nil {
			return nil, err
		}
		keys := f.Path.Keys()
		if f.Value.IsZero() || len(keys) != len(m.keyTypes) {
			continue
		}
		if err := g.set.Add(m.pattern, keys); err != nil {
			return nil, err
		}
		if name := fmt.Sprint(keys[:len(keys)-1]); name != last || again == nil {
			last, again = name, append(again, append([]statetree.Value{}, keys[:len(keys)-1]...))
		}
	}
	return again, nil
}
