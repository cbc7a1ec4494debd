package contract

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// maxCombined bounds how many keys of a nested mapping are made by combining
// keys of a file.
const maxCombined = 1_000_000

// A gathering is where keys come from, and which.
type gathering struct {
	k   *keyed
	set *statetree.KeySet
	// from says for each mapping where its keys come from.
	from map[string][]string
	// named are mappings with exactly the keys that somebody listed. typed are
	// those that got keys by type.
	named, typed map[string]bool
	pools        map[class][]string
	notes        []string
}

func newGathering(k *keyed, dir string) (*gathering, error) {
	set, err := statetree.NewKeySet(k.l, dir)
	if err != nil {
		return nil, err
	}
	return &gathering{k: k, set: set, from: map[string][]string{}, named: map[string]bool{}, typed: map[string]bool{}, pools: map[class][]string{}}, nil
}

// source notes where keys of a mapping, and of those around it, come from.
func (g *gathering) source(m *mapping, text string) {
	for ; m != nil; m = m.outer {
		if !slices.Contains(g.from[m.pattern], text) {
			g.from[m.pattern] = append(g.from[m.pattern], text)
		}
	}
}

const fromFile = "keys file"

// file takes in a keys file.
func (g *gathering) file(ctx context.Context, f KeysFile) error {
	names := map[string]named{}
	n := 0
	err := f.each(func(name string, keys []string) error {
		if n++; n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if name == "" && len(keys) > 0 {
			if _, ok := className(keys[0]); ok && len(keys) > 1 {
				name, keys = keys[0], keys[1:]
			} else if _, err := g.resolve(names, keys[0]); err == nil && len(keys) > 1 {
				name, keys = keys[0], keys[1:]
			}
		}
		if name == "" {
			return g.byForm(keys)
		}
		to, err := g.resolve(names, name)
		if err != nil {
			return err
		}
		return g.listed(to, keys)
	})
	if err != nil {
		return err
	}
	return g.combine(ctx)
}

// named is what a name in a keys file stands for.
type named struct {
	class class
	m     *mapping // the outermost one that the name leads to
	name  string
}

// resolve finds what a name stands for: a mapping or, when no variable is
// called so, a type.
func (g *gathering) resolve(known map[string]named, name string) (named, error) {
	if n, ok := known[name]; ok {
		return n, nil
	}
	n := named{name: name}
	pattern, typ, err := remap.Resolve(g.k.l, name)
	if err != nil {
		var ok bool
		if n.class, ok = className(name); !ok {
			return n, fmt.Errorf("%q names no mapping and no type; mappings are %s: %w", name, some(g.patterns()), registry.ErrInvalid)
		}
		known[name] = n
		return n, nil
	}
	if n.m = g.below(pattern, typ); n.m == nil {
		n.m = g.k.innermost(pattern)
	}
	if n.m == nil {
		return n, fmt.Errorf("%s is not in a mapping; mappings are %s: %w", pattern, some(g.patterns()), registry.ErrInvalid)
	}
	known[name] = n
	return n, nil
}

// below returns the mapping that a pattern is, or the only one in it.
func (g *gathering) below(pattern, typ string) *mapping {
	if g.k.l.Types[typ].Kind == layout.Mapping {
		return g.k.by[pattern+"[]"]
	}
	if g.k.by[pattern] != nil {
		return g.k.by[pattern]
	}
	var found *mapping
	for _, m := range g.k.mappings {
		if inside(m.pattern, pattern) && m.outer == g.k.innermost(pattern) {
			if found != nil {
				return nil
			}
			found = m
		}
	}
	return found
}

// inside reports whether a pattern lies below another.
func inside(pattern, of string) bool {
	rest, ok := strings.CutPrefix(pattern, of)
	return ok && rest != "" && (rest[0] == '.' || rest[0] == '[')
}

func (g *gathering) patterns() []string {
	var out []string
	for _, m := range g.k.mappings {
		out = append(out, m.pattern)
	}
	return out
}

// listed takes keys in that stand under a name.
func (g *gathering) listed(to named, keys []string) error {
	if to.class != "" {
		for _, k := range keys {
			g.pools[to.class] = append(g.pools[to.class], strings.Clone(k))
		}
		return nil
	}
	m := to.m
	for len(keys) > len(m.keyTypes) {
		next := g.inner(m)
		if next == nil {
			return fmt.Errorf("%s takes %d keys, and there are %d: %w", m.pattern, len(m.keyTypes), len(keys), registry.ErrInvalid)
		}
		m = next
	}
	for len(keys) > 0 && len(keys) < len(m.keyTypes) {
		if m = m.outer; m == nil {
			return fmt.Errorf("%s: too few keys: %w", to.name, registry.ErrInvalid)
		}
	}
	for o := m; o != nil; o = o.outer {
		g.named[o.pattern] = true
	}
	if len(keys) == 0 {
		return nil
	}
	g.source(m, fromFile)
	return g.add(m, keys)
}

// inner returns the only mapping directly in another.
func (g *gathering) inner(m *mapping) *mapping {
	var found *mapping
	for _, i := range g.k.mappings {
		if i.outer == m {
			if found != nil {
				return nil
			}
			found = i
		}
	}
	return found
}

func (g *gathering) add(m *mapping, keys []string) error {
	values, err := g.values(m, keys)
	if err != nil {
		return fmt.Errorf("%s: %w", m.pattern, err)
	}
	return g.set.Add(m.pattern, values)
}

func (g *gathering) values(m *mapping, keys []string) ([]statetree.Value, error) {
	values := make([]statetree.Value, len(keys))
	for i, k := range keys {
		v, err := statetree.ParseValue(g.k.l, m.keyTypes[i], k)
		if err != nil {
			return nil, err
		}
		values[i] = v
	}
	return values, nil
}

// byForm takes in keys without a name: single ones by type, and several for
// every mapping with as many keys that they fit.
func (g *gathering) byForm(keys []string) error {
	if len(keys) == 1 {
		for _, c := range classesOf(keys[0]) {
			g.pools[c] = append(g.pools[c], strings.Clone(keys[0]))
		}
		return nil
	}
	fits := false
	for _, m := range g.k.mappings {
		if len(m.keyTypes) != len(keys) || !g.likely(m, keys) {
			continue
		}
		if values, err := g.values(m, keys); err == nil {
			fits = true
			g.source(m, fromFile)
			for o := m; o != nil; o = o.outer {
				g.typed[o.pattern] = true
			}
			if err := g.set.Add(m.pattern, values); err != nil {
				return err
			}
		}
	}
	if !fits && len(keys) > 0 {
		return fmt.Errorf("%q fits no mapping; mappings are %s: %w", strings.Join(keys, ","), some(g.patterns()), registry.ErrInvalid)
	}
	return nil
}

func (g *gathering) likely(m *mapping, keys []string) bool {
	for i, k := range keys {
		if !slices.Contains(classesOf(k), classOf(g.k.l, m.keyTypes[i])) {
			return false
		}
	}
	return true
}

// combine fills the mappings that nobody named with keys of their types.
func (g *gathering) combine(ctx context.Context) error {
	used := map[class]bool{}
	for _, m := range g.k.mappings { // outer ones come first
		c := classOf(g.k.l, m.keyTypes[len(m.keyTypes)-1])
		pool := g.pools[c]
		if len(pool) == 0 || g.named[m.pattern] {
			used[c] = used[c] || g.named[m.pattern]
			continue
		}
		var last []statetree.Value
		for _, text := range pool {
			v, err := statetree.ParseValue(g.k.l, m.keyTypes[len(m.keyTypes)-1], text)
			if err == nil {
				last = append(last, v)
			}
		}
		if len(last) == 0 {
			continue
		}
		used[c] = true
		if err := g.cross(ctx, m, last); err != nil {
			return err
		}
	}
	for _, c := range slices.Sorted(maps.Keys(g.pools)) {
		if pool := g.pools[c]; !used[c] && len(pool) > 0 && c != blobs && c != short && c != numbers {
			g.notes = append(g.notes, fmt.Sprintf("the keys file has %d keys of type %s (the first is %.80q), and no mapping has such keys", len(pool), c, pool[0]))
		}
	}
	return nil
}

// cross adds every combination of the known outer keys and the given ones.
func (g *gathering) cross(ctx context.Context, m *mapping, last []statetree.Value) error {
	if m.outer == nil {
		for _, v := range last {
			if err := g.set.Add(m.pattern, []statetree.Value{v}); err != nil {
				return err
			}
		}
		g.typed[m.pattern] = true
		g.source(m, fromFile)
		return nil
	}
	counts, err := g.set.Counts(ctx)
	if err != nil {
		return err
	}
	switch n := counts[m.outer.pattern]; {
	case n == 0:
		return nil
	case n*uint64(len(last)) > maxCombined:
		g.notes = append(g.notes, fmt.Sprintf("%s: %d outer keys and %d inner ones are too many to try all combinations; name the mapping in the keys file", m.pattern, n, len(last)))
		return nil
	}
	for outer, err := range g.set.Tuples(ctx, m.outer.pattern) {
		if err != nil {
			return err
		}
		for _, v := range last {
			if err := g.set.Add(m.pattern, append(slices.Clone(outer), v)); err != nil {
				return err
			}
		}
	}
	g.typed[m.pattern] = true
	g.source(m, fromFile)
	return nil
}

// open are the mappings that nobody gave keys for.
func (g *gathering) open() map[string]bool {
	out := map[string]bool{}
	for _, m := range g.k.mappings {
		if !g.named[m.pattern] && !g.typed[m.pattern] {
			out[m.pattern] = true
		}
	}
	return out
}

// adopt adds the keys of another set for mappings that are open.
func (g *gathering) adopt(ctx context.Context, from *statetree.KeySet, open map[string]bool, why string) error {
	counts, err := from.Counts(ctx)
	if err != nil {
		return err
	}
	for _, m := range g.k.mappings {
		if !open[m.pattern] || counts[m.pattern] == 0 {
			continue
		}
		g.source(m, why)
		for keys, err := range from.Tuples(ctx, m.pattern) {
			if err != nil {
				return err
			}
			if err := g.set.Add(m.pattern, keys); err != nil {
				return err
			}
		}
	}
	return nil
}

// unreadable reports whether a way of finding keys failed so that others may do.
func unreadable(ctx context.Context, err error) bool {
	return err != nil && ctx.Err() == nil && !errors.Is(err, registry.ErrConflict)
}
