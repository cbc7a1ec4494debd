package remap

import (
	"fmt"
	"maps"
	"slices"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
)

// A sum is a place that holds the sum of all values of a pattern of the other
// layout.
type sum struct {
	at, of *place
	why    string
}

// sums holds those of the map against the layouts.
func (w *matcher) sums(m Map, d *decided) {
	for _, text := range slices.Sorted(maps.Keys(m.Sum)) {
		at := w.claim(w.to, text, `"sum"`)
		of, err := w.from.find(m.Sum[text])
		if err != nil {
			w.problem(`"sum" of %s: %v`, text, err)
			continue
		}
		if at == nil {
			continue
		}
		for of.kind() == layout.Mapping || of.kind() == layout.Array || of.kind() == layout.Dynamic {
			of = of.element() // the sum of "_balances" is that of "_balances[]"
		}
		if why := summable(at, of); why != "" {
			w.problem(`"sum" of %s: %s`, at.pattern, why)
			continue
		}
		d.sums = append(d.sums, sum{at, of, "the map says so"})
	}
}

// summable says why one place cannot hold the sum of another.
func summable(at, of *place) string {
	for _, p := range []*place{at, of} {
		if t := elementary(p.side.l, p.typ); t.Kind != layout.Unsigned {
			return fmt.Sprintf("%s is of type %s, and sums are of unsigned numbers", p.pattern, p.side.l.Types[p.typ].Label)
		}
	}
	if _, known := of.side.index[of.pattern]; !known {
		return fmt.Sprintf("%s goes deeper than types are followed", of.pattern)
	}
	if !at.fixed() {
		return fmt.Sprintf("%s is in a mapping or an array; a sum is a single value", at.pattern)
	}
	return ""
}

// knownSums adds those that a library needs where nothing else leads to them.
func (w *matcher) knownSums(d *decided) {
	for _, k := range knownSums {
		at, of := w.to.unpaired(w.pairs, k.contract, k.label), w.from.one(k.contract, k.of)
		if at == nil || of == nil || w.to.claimed[at.pattern] {
			continue
		}
		place, err := of.walk(of.pattern+k.elements, k.elements)
		if err != nil || summable(&at.place, place) != "" {
			continue
		}
		d.sums = append(d.sums, sum{&at.place, place, k.why})
	}
}

// knownGone drops what a library does not keep, and the map does not speak of.
func (w *matcher) knownGone(d *decided) {
	for _, r := range w.from.roots {
		why := knownGone[base(r.contract)+"."+r.label]
		if why == "" || w.from.claimed[r.pattern] || slices.ContainsFunc(w.pairs, func(p pairing) bool { return p.from.of == r }) {
			continue
		}
		for _, i := range r.leaves() {
			d.dropped[i] = why
		}
	}
}

// one is the only variable of a name that a contract declares.
func (s *side) one(contract, label string) (found *root) {
	for _, r := range s.roots {
		if base(r.contract) == contract && r.label == label {
			if found != nil {
				return nil
			}
			found = r
		}
	}
	return found
}

// unpaired is one that no variable of the old contract leads to.
func (s *side) unpaired(pairs []pairing, contract, label string) *root {
	r := s.one(contract, label)
	if r == nil || slices.ContainsFunc(pairs, func(p pairing) bool { return p.to.of == r }) {
		return nil
	}
	return r
}

// totals says which leaves are added up, and what becomes of sums on the way
// back: they follow from what they were of, so nothing is lost with them.
func (m *Mapping) totals(leaves []*leaf, fates, taken []Fate) {
	for i, s := range m.d.sums {
		of := m.d.from.index[s.of.pattern]
		leaves[of].sums = append(leaves[of].sums, i)
		b := m.d.to.index[s.at.pattern]
		taken[b] = Fate{Target: &m.d.to.shapes[b], How: Summed, Why: fmt.Sprintf("the sum of all of %s: %s", s.of.pattern, s.why)}
	}
	for _, s := range m.d.summed {
		a := m.d.from.index[s.at.pattern]
		leaves[a].dropped = true
		fates[a] = Fate{Source: &m.d.from.shapes[a], How: Dropped, Why: fmt.Sprintf("was the sum of all of %s on the way here, and the old contract has none", s.of.pattern)}
	}
}

// add adds a value to a sum.
func (r *run) add(i int, f statetree.Field) error {
	total := &r.totals[i]
	if _, over := total.AddOverflow(total, new(uint256.Int).SetBytes32(f.Value.Word[:])); over {
		return r.refuse(f.Path, fmt.Sprintf("brings the sum that %s shall hold above 2^256", r.m.d.sums[i].at.pattern))
	}
	return nil
}

// total writes the sums at the end of the stream.
func (r *run) total() error {
	for i, s := range r.m.d.sums {
		c := carry{to: s.at.steps, typ: s.at.typ, do: fitting(number, elementary(s.at.side.l, s.at.typ))}
		f := statetree.Field{Path: statetree.Path{{Member: s.at.pattern}}, Value: statetree.Value{Word: r.totals[i].Bytes32()}}
		if err := r.put(&c, f); err != nil {
			return err
		}
	}
	return nil
}
