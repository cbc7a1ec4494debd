package remap

import (
	"fmt"
	"slices"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
)

// number is the largest type of numbers that a difference is worked out with.
var number = layout.Type{Kind: layout.Unsigned, Size: 32, Label: "uint256"}

// unfit says why something cannot be worked out without rules; "" when it can,
// or when there are rules.
func (x *computed) unfit() string {
	switch {
	case x.c.By == "":
		return ""
	case x.c.By != ByDifference:
		return fmt.Sprintf("by is %.40q; leave it out for values that rules work out, or write %q", x.c.By, ByDifference)
	case len(x.from) != 2 || len(x.to) != 2:
		return "a difference has two sources, the end and the begin, and two targets, the duration and the begin"
	}
	for _, p := range slices.Concat(x.from, x.to) {
		if elementary(p.side.l, p.typ).Kind != layout.Unsigned {
			return fmt.Sprintf("%s is of type %s, and differences are of unsigned numbers", p.pattern, p.side.l.Types[p.typ].Label)
		}
	}
	return ""
}

// who says for people what works the values out.
func (x *computed) who() string {
	if x.c.By == "" {
		return "rules of the release"
	}
	return fmt.Sprintf("the %s of %s and %s", x.c.By, x.c.Sources[0], x.c.Sources[1])
}

// fits checks what is worked out without rules. Those check what they answer.
func (x *computed) fits(p *place) convert {
	if x.c.By == "" {
		return asIs
	}
	return fitting(number, elementary(p.side.l, p.typ))
}

// difference works out the duration and the begin, or on the way back the end
// and the begin.
func (c *computation) difference(v []statetree.Value) ([]statetree.Value, error) {
	a, b := new(uint256.Int).SetBytes32(v[0].Word[:]), new(uint256.Int).SetBytes32(v[1].Word[:])
	n := new(uint256.Int)
	var over bool
	if c.back {
		_, over = n.AddOverflow(a, b)
	} else {
		_, over = n.SubOverflow(a, b)
	}
	if over {
		return nil, &Refusal{Reason: fmt.Sprintf("the end (%s) and the begin (%s) have no difference that is a number", a.Dec(), b.Dec())}
	}
	return []statetree.Value{{Word: n.Bytes32()}, v[1]}, nil
}

// knownComputations adds those of libraries that the map does not speak of.
func (w *matcher) knownComputations(d *decided) {
	for _, k := range knownComputations {
		x := computed{c: Computation{By: k.by}}
		if x.from = w.from.unclaimed(k, k.sources); x.from == nil {
			continue
		}
		if x.to = w.to.unclaimed(k, k.targets); x.to == nil || x.unfit() != "" {
			continue
		}
		keys, ok := w.keys(x.from[0], x.to[0])
		if !ok {
			continue
		}
		x.keys = keys
		for _, p := range x.from {
			w.from.claimed[p.pattern] = true
			x.c.Sources = append(x.c.Sources, p.pattern)
		}
		for _, p := range x.to {
			w.to.claimed[p.pattern] = true
			x.c.Targets = append(x.c.Targets, p.pattern)
		}
		d.comps = append(d.comps, x)
	}
}

// unclaimed are places that exist and that the map says nothing about; nil when
// they are not all so.
func (s *side) unclaimed(k knownComputation, members []string) (out []*place) {
	r := s.one(k.contract, k.label)
	if r == nil || s.claimed[r.pattern] {
		return nil
	}
	for _, m := range members {
		p, err := r.walk(r.pattern+k.elements+m, k.elements+m)
		if err != nil || s.claimed[p.pattern] {
			return nil
		}
		out = append(out, p)
	}
	return out
}
