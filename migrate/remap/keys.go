package remap

import (
	"fmt"
	"slices"

	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// A route is where elements of a mapping go.
type route struct {
	pattern string
	keys    []conversion
}

// routes notes where elements of mappings go that lie on the way of a pair.
func (m *Mapping) routes(a, b *place, keys []conversion) {
	to := b.mappings()
	var way []conversion
	n := 0
	for i, s := range a.steps {
		if s.member != "" {
			continue
		}
		if s.key != "" {
			way = append(slices.Clip(way), keys[n])
			at, target := a.prefix(i), to[len(way)-1]
			if !slices.ContainsFunc(m.ways[at], func(r route) bool { return r.pattern == target }) {
				m.ways[at] = append(m.ways[at], route{target, way})
			}
		}
		n++
	}
}

// mappings are the patterns of elements of mappings on the way to a place.
func (p *place) mappings() (out []string) {
	for i, s := range p.steps {
		if s.key != "" {
			out = append(out, p.prefix(i))
		}
	}
	return out
}

// prefix is the pattern up to a step and with it.
func (p *place) prefix(last int) string {
	pattern := ""
	for i, s := range p.steps[:last+1] {
		switch {
		case s.member == "":
			pattern += "[]"
		case i == 0:
			pattern = s.member
		default:
			pattern += "." + s.member
		}
	}
	return pattern
}

// An Element is one of a mapping: the pattern "_roles[].members[]" and its keys,
// outermost first.
type Element struct {
	Pattern string
	Keys    []statetree.Value
}

// Keys carries the keys of an element of a mapping. There are several elements
// when members of a struct go to several mappings, and none when nothing in the
// element has a target. A key that the target's type does not have is a
// *Refusal.
func (m *Mapping) Keys(e Element) ([]Element, error) {
	var out []Element
	for _, r := range m.ways[e.Pattern] {
		if len(e.Keys) != len(r.keys) {
			return nil, fmt.Errorf("%s takes %d keys, and there are %d: %w", e.Pattern, len(r.keys), len(e.Keys), registry.ErrInvalid)
		}
		to := Element{Pattern: r.pattern}
		for i, k := range e.Keys {
			v, err := r.keys[i].do(k)
			if err != nil {
				return nil, &Refusal{e.Pattern, fmt.Sprintf("key %d: %v", i, err)}
			}
			to.Keys = append(to.Keys, v)
		}
		out = append(out, to)
	}
	return out, nil
}

// Dropped are the source patterns that the author dropped.
func (m *Mapping) Dropped() []string { return patterns(m.d.from, m.d.dropped) }

// Restored are the target patterns that were dropped on the way here, of which
// m is the way back.
func (m *Mapping) Restored() []string { return patterns(m.d.to, m.d.restored) }

func patterns(s *side, which map[int]string) (out []string) {
	for i, shape := range s.shapes {
		if _, ok := which[i]; ok {
			out = append(out, shape.Pattern)
		}
	}
	return out
}
