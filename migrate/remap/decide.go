package remap

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// decided is what a mapping consists of. The two sides are alike, so that its
// inverse is one too.
type decided struct {
	from, to *side
	back     bool // it is the inverse of what the map says
	pairs    []pairing
	comps    []computed
	// given are values that the target gets, checked those that the source must
	// have because they were given on the way here.
	given, checked []given
	// sums are of the target; summed were of it on the way here, and go.
	sums, summed []sum
	// dropped has the reasons for source patterns without a target, restored for
	// target patterns that were dropped on the way here.
	dropped, restored map[int]string
}

type given struct {
	at    *place
	value statetree.Value
	text  string
}

type computed struct {
	c        Computation
	from, to []*place
	keys     []conversion
}

func (d *decided) inverse() *decided {
	out := &decided{
		from: d.to, to: d.from, back: !d.back,
		given: d.checked, checked: d.given, sums: d.summed, summed: d.sums, dropped: d.restored, restored: d.dropped,
	}
	for _, p := range d.pairs {
		out.pairs = append(out.pairs, pairing{p.to, p.from, p.c.inverse(), inverses(p.keys), p.why})
	}
	for _, c := range d.comps {
		out.comps = append(out.comps, computed{c.c, c.to, c.from, inverses(c.keys)})
	}
	return out
}

func inverses(cs []conversion) []conversion {
	var out []conversion
	for _, c := range cs {
		out = append(out, c.inverse())
	}
	return out
}

func (c conversion) inverse() conversion {
	how := c.how
	switch how {
	case Widened:
		how = Narrowed
	case Narrowed:
		how = Widened
	case Same, Retyped, Computed, Summed, Given, Fresh, Dropped, Empty:
	}
	return conversion{how: how, do: c.back, back: c.do, why: c.why}
}

// decide holds the map against the layouts.
func decide(from, to *layout.Layout, m Map) (*decided, error) {
	a, err := newSide(from)
	if err != nil {
		return nil, fmt.Errorf("the old contract: %w", err)
	}
	b, err := newSide(to)
	if err != nil {
		return nil, fmt.Errorf("the new contract: %w", err)
	}
	w := &matcher{from: a, to: b}
	d := &decided{from: a, to: b, dropped: map[int]string{}}
	moves := w.moves(m)
	w.drops(m, d)
	w.sets(m, d)
	w.computes(m, d)
	w.knownComputations(d)
	w.sums(m, d)
	for _, mv := range moves {
		if keys, ok := w.keys(mv.a, mv.b); ok {
			w.pair(mv.a, mv.b, "the map says so", true, keys)
		}
	}
	w.variables()
	d.pairs = w.pairs
	for _, l := range w.lengths {
		n := uint256.NewInt(l.n)
		d.given = append(d.given, given{l.at, statetree.Value{Word: n.Bytes32()}, n.Dec()})
	}
	w.knownSums(d)
	w.knownGone(d)
	w.twice(d)
	if len(w.problems) > 0 {
		return nil, fmt.Errorf("the variables of the two contracts do not fit together:\n- %s\n%w", strings.Join(w.problems, "\n- "), registry.ErrInvalid)
	}
	return d, nil
}

type move struct{ a, b *place }

// claim notes that the map speaks of a place, once.
func (w *matcher) claim(s *side, text, where string) *place {
	p, err := s.find(text)
	if err != nil {
		w.problem("%s of the map: %v", where, err)
		return nil
	}
	if s.claimed[p.pattern] {
		w.problem("%s of the map: another line speaks of %s too: leave one", where, p.pattern)
		return nil
	}
	s.claimed[p.pattern] = true
	return p
}

func (w *matcher) moves(m Map) (out []move) {
	for _, text := range slices.Sorted(maps.Keys(m.Move)) {
		a := w.claim(w.from, text, `"move"`)
		b := w.claim(w.to, m.Move[text], `"move" of `+text)
		if a != nil && b != nil {
			out = append(out, move{a, b})
		}
	}
	return out
}

func (w *matcher) drops(m Map, d *decided) {
	for _, text := range slices.Sorted(maps.Keys(m.Drop)) {
		p := w.claim(w.from, text, `"drop"`)
		if p == nil {
			continue
		}
		if strings.TrimSpace(m.Drop[text]) == "" {
			w.problem(`"drop" of %s: say why, for those who approve`, text)
		}
		for _, i := range p.leaves() {
			d.dropped[i] = m.Drop[text]
		}
	}
}

func (w *matcher) sets(m Map, d *decided) {
	for _, text := range slices.Sorted(maps.Keys(m.Set)) {
		p := w.claim(w.to, text, `"set"`)
		if p == nil {
			continue
		}
		if !p.fixed() || nested(elementary(w.to.l, p.typ).Kind) {
			w.problem(`"set" of %s: only a single value outside of mappings and arrays can be set; it is of type %s`, p.pattern, w.to.l.Types[p.typ].Label)
			continue
		}
		v, err := statetree.ParseValue(w.to.l, p.typ, m.Set[text])
		if err != nil {
			w.problem(`"set" of %s: %v`, p.pattern, err)
			continue
		}
		d.given = append(d.given, given{p, v, m.Set[text]})
	}
}

// keys says how the keys on the way to two places go together.
func (w *matcher) keys(a, b *place) ([]conversion, bool) {
	ka, kb := a.elements(), b.elements()
	if len(ka) != len(kb) {
		w.problem("%s is under %d keys or indices, and %s under %d", a.pattern, len(ka), b.pattern, len(kb))
		return nil, false
	}
	var out []conversion
	for i := range ka {
		c := same
		var err error
		switch {
		case ka[i].key == "" && kb[i].key == "":
		case ka[i].key == "" || kb[i].key == "":
			err = fmt.Errorf("one is in an array and the other in a mapping")
		default:
			c, err = between(elementary(w.from.l, ka[i].key), elementary(w.to.l, kb[i].key), true)
		}
		if err != nil {
			w.problem("%s and %s: key %d: %v", a.pattern, b.pattern, i, err)
			return nil, false
		}
		out = append(out, c)
	}
	return out, true
}

func (w *matcher) computes(m Map, d *decided) {
	for i, c := range m.Compute {
		where := fmt.Sprintf(`"compute" %d`, i)
		if len(c.Sources) == 0 || len(c.Targets) == 0 {
			w.problem("%s of the map needs sources and targets", where)
			continue
		}
		x := computed{c: c}
		for _, s := range c.Sources {
			p, err := w.from.find(s)
			if err != nil {
				w.problem("%s of the map: %v", where, err)
				return
			}
			// A line of "move" may carry the same value on; nothing else does.
			w.from.claimed[p.pattern] = true
			x.from = append(x.from, p)
		}
		for _, t := range c.Targets {
			p := w.claim(w.to, t, where)
			if p == nil {
				return
			}
			x.to = append(x.to, p)
		}
		if why := x.unfit(); why != "" {
			w.problem("%s of the map: %s", where, why)
			continue
		}
		if w.oneElement(where, x.from) && w.oneElement(where, x.to) {
			if keys, ok := w.keys(x.from[0], x.to[0]); ok {
				x.keys = keys
				d.comps = append(d.comps, x)
			}
		}
	}
}

// oneElement checks that values stand in one element of the same mappings.
func (w *matcher) oneElement(where string, ps []*place) bool {
	for _, p := range ps {
		if nested(elementary(p.side.l, p.typ).Kind) {
			w.problem("%s of the map: %s is of type %s; name single values", where, p.pattern, p.side.l.Types[p.typ].Label)
			return false
		}
		if p.elementPattern() != ps[0].elementPattern() {
			w.problem("%s of the map: %s and %s are not in the same element", where, ps[0].pattern, p.pattern)
			return false
		}
	}
	return true
}

// elementPattern is that of the innermost element that a place is in.
func (p *place) elementPattern() string { return p.pattern[:strings.LastIndex(p.pattern, "[]")+1] }

// twice finds targets that two sources lead to.
func (w *matcher) twice(d *decided) {
	from := map[string]string{}
	add := func(target, source string) {
		if other, ok := from[target]; ok {
			w.problem("%s comes from %s and from %s: leave one", target, other, source)
		}
		from[target] = source
	}
	for _, p := range d.pairs {
		add(p.to.pattern, p.from.pattern)
	}
	for _, c := range d.comps {
		for _, t := range c.to {
			add(t.pattern, "a computation")
		}
	}
	for _, g := range d.given {
		add(g.at.pattern, "a value that is given")
	}
	for _, s := range d.sums {
		add(s.at.pattern, "a sum")
	}
	sources := map[string]bool{}
	for _, p := range d.pairs {
		if sources[p.from.pattern] {
			w.problem("%s goes to two targets: leave one", p.from.pattern)
		}
		sources[p.from.pattern] = true
	}
}
