package remap

import (
	"slices"

	"github.com/novation-dev/novation/contracts/layout"
)

// members pairs those of two structs by name. What is left over on both sides
// is paired when it is a mapping or an array and the only one of its type: such
// a member is renamed more often than it is exchanged for another. An elementary
// one is never paired so, because nothing would show the mistake.
func (w *matcher) members(a, b *place, why string, named bool, keys []conversion) {
	left := func(p *place) []*place {
		return slices.DeleteFunc(p.members(), func(m *place) bool { return p.side.claimed[m.pattern] || m.reserved() })
	}
	as, bs := left(a), left(b)
	for _, rule := range []struct {
		same func(a, b *place) bool
		why  string
	}{
		{func(a, b *place) bool { return a.label == b.label }, ""},
		{func(a, b *place) bool { return knownMembers[a.label] == b.label }, "a member of another name in the library's new version"},
		{func(a, b *place) bool { return plain(a.label) == plain(b.label) }, "the name differs only in case and underscores"},
		{w.sameNested, "the only member left of its type"},
	} {
		for _, m := range slices.Clone(as) {
			of := slices.DeleteFunc(slices.Clone(bs), func(t *place) bool { return !rule.same(m, t) })
			back := 0
			for _, other := range as {
				if len(of) == 1 && rule.same(other, of[0]) {
					back++
				}
			}
			if back != 1 {
				continue
			}
			as, bs = without(as, m), without(bs, of[0])
			w.below(m, of[0], because(why, rule.why), named, keys)
		}
	}
}

func without(ps []*place, p *place) []*place {
	return slices.DeleteFunc(ps, func(x *place) bool { return x == p })
}

func (w *matcher) sameNested(a, b *place) bool {
	k := a.kind()
	return (k == layout.Mapping || k == layout.Dynamic || k == layout.Struct) && k == b.kind() && w.fit(a, b) == nil
}
