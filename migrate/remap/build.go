package remap

import (
	"fmt"
	"strings"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// A node is a place in the tree of source patterns, for finding what becomes of
// a field by its path.
type node struct {
	members map[string]*node
	element *node
	// leaf is nil for what has no value itself.
	leaf *leaf
}

// A leaf says what becomes of the fields of one pattern.
type leaf struct {
	pattern string
	carry   *carry
	comps   []part
	// checked is what the value must be, when it was given on the way here.
	checked *given
	dropped bool
	sums    []int  // which sums it is a part of
	why     string // why there is no target
}

// A carry takes a value and its keys to a target.
type carry struct {
	to   []step
	typ  string
	do   convert
	keys []conversion
}

// A part is a source of a computation.
type part struct {
	c *computation
	i int
}

// Empty values of the two kinds of types that a value can have.
var (
	emptyWord = statetree.Value{}
	emptyText = statetree.Value{Bytes: []byte{}}
)

// A computation is one, ready to run.
type computation struct {
	Computation
	back bool
	// depth is the number of steps to the element; zero outside of mappings and
	// arrays.
	depth int
	// empty has a zero for each source.
	empty []statetree.Value
	out   []carry
}

// build makes a mapping of what was decided.
func build(d *decided) (*Mapping, error) {
	m := &Mapping{From: d.from.l, To: d.to.l, d: d, tree: &node{}, ways: map[string][]route{}}
	leaves := make([]*leaf, len(d.from.shapes))
	for i, s := range d.from.shapes {
		leaves[i] = &leaf{pattern: s.Pattern, why: d.why(i)}
		_, leaves[i].dropped = d.dropped[i]
	}
	fates := make([]Fate, len(d.from.shapes))
	for i := range fates {
		fates[i] = Fate{Source: &d.from.shapes[i], How: Empty, Why: leaves[i].why}
		if leaves[i].dropped {
			fates[i].How = Dropped
		}
	}
	taken := make([]Fate, len(d.to.shapes))
	if err := m.carries(leaves, fates, taken); err != nil {
		return nil, err
	}
	if err := m.computes(leaves, fates, taken); err != nil {
		return nil, err
	}
	if err := m.gives(leaves, fates, taken); err != nil {
		return nil, err
	}
	m.totals(leaves, fates, taken)
	m.Fates = fates
	for i := range d.to.shapes {
		switch f := taken[i]; {
		case f.Source != nil: // is among the others
		case f.How != "":
			m.Fates = append(m.Fates, f)
		default:
			m.Fates = append(m.Fates, Fate{Target: &d.to.shapes[i], How: Fresh, Why: d.whyFresh(i)})
		}
	}
	m.plant(leaves)
	return m, nil
}

// why says why a source has no target.
func (d *decided) why(i int) string {
	if reason, ok := d.dropped[i]; ok {
		return reason
	}
	if d.back {
		return "the old contract has no such variable: only zero can be carried back"
	}
	for _, r := range d.from.roots {
		if r.pattern == d.from.shapes[i].Variable && r.reserved() {
			return "reserved for later variables, holds nothing"
		}
	}
	return `no variable of the new contract takes it: must be zero; otherwise write a line of "move" or "drop"`
}

func (d *decided) whyFresh(i int) string {
	if reason, ok := d.restored[i]; ok {
		return "was dropped on the way here: " + reason
	}
	for _, r := range d.to.roots {
		if r.pattern != d.to.shapes[i].Variable {
			continue
		}
		if r.reserved() {
			return "reserved for later variables"
		}
		rest := strings.TrimPrefix(d.to.shapes[i].Pattern, r.pattern)
		if why := knownNew[base(r.contract)+"."+r.label+rest]; why != "" && !d.back {
			return why
		}
	}
	return "new"
}

func (m *Mapping) carries(leaves []*leaf, fates, taken []Fate) error {
	for _, p := range m.d.pairs {
		a, b, err := m.indices(p.from, p.to)
		if err != nil {
			return err
		}
		leaves[a].carry = &carry{to: p.to.steps, typ: p.to.typ, do: p.c.do, keys: p.keys}
		fates[a] = Fate{Source: &m.d.from.shapes[a], Target: &m.d.to.shapes[b], How: p.c.how, Why: p.why}
		taken[b] = fates[a]
		m.routes(p.from, p.to, p.keys)
	}
	return nil
}

func (m *Mapping) indices(a, b *place) (i, j int, err error) {
	i, found := m.d.from.index[a.pattern]
	j, also := m.d.to.index[b.pattern]
	if !found || !also {
		return 0, 0, fmt.Errorf("%s and %s are not both patterns of single values: %w", a.pattern, b.pattern, registry.ErrInvalid)
	}
	return i, j, nil
}

func (m *Mapping) computes(leaves []*leaf, fates, taken []Fate) error {
	for _, x := range m.d.comps {
		c := &computation{Computation: x.c, back: m.d.back}
		for i, s := range x.from[0].steps {
			if s.member == "" {
				c.depth = i + 1
			}
		}
		for _, p := range x.to {
			c.out = append(c.out, carry{to: p.steps, typ: p.typ, do: x.fits(p), keys: x.keys})
			m.routes(x.from[0], p, x.keys)
		}
		for i, p := range x.from {
			a, b, err := m.indices(p, x.to[min(i, len(x.to)-1)])
			if err != nil {
				return err
			}
			leaves[a].comps = append(leaves[a].comps, part{c, i})
			empty := emptyWord
			if k := elementary(m.From, p.typ).Kind; k == layout.String || k == layout.Bytes {
				empty = emptyText
			}
			c.empty = append(c.empty, empty)
			if leaves[a].carry != nil {
				continue
			}
			fates[a] = Fate{Source: &m.d.from.shapes[a], How: Computed, Why: "read by " + x.who()}
			if i < len(x.to) {
				fates[a].Target = &m.d.to.shapes[b]
				fates[a].Why = "worked out by " + x.who()
				taken[b] = fates[a]
			}
		}
		for _, p := range x.to {
			if b := m.d.to.index[p.pattern]; taken[b].How == "" {
				taken[b] = Fate{Target: &m.d.to.shapes[b], How: Computed, Why: "worked out by " + x.who()}
			}
		}
		m.comps = append(m.comps, c)
	}
	return nil
}

func (m *Mapping) gives(leaves []*leaf, fates, taken []Fate) error {
	for _, g := range m.d.given {
		b, ok := m.d.to.index[g.at.pattern]
		if !ok {
			return fmt.Errorf("%s is no pattern of a single value: %w", g.at.pattern, registry.ErrInvalid)
		}
		taken[b] = Fate{Target: &m.d.to.shapes[b], How: Given, Why: "the map gives it the value " + g.text}
	}
	for _, g := range m.d.checked {
		a := m.d.from.index[g.at.pattern]
		leaves[a].checked = &g
		fates[a] = Fate{Source: &m.d.from.shapes[a], How: Dropped, Why: "was given the value " + g.text + " on the way here, and can go if it still has it"}
	}
	return nil
}

// plant makes the tree that fields are looked up in.
func (m *Mapping) plant(leaves []*leaf) {
	for _, r := range m.d.from.roots {
		todo := []*place{&r.place}
		for len(todo) > 0 {
			p := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if !m.d.from.known[p.pattern] {
				continue
			}
			if i, ok := m.d.from.index[p.pattern]; ok {
				m.tree.at(p.steps).leaf = leaves[i]
			}
			k := p.kind()
			if members := p.members(); len(members) > 0 {
				todo = append(todo, members...)
			} else if nested(k) {
				todo = append(todo, p.element())
			}
		}
	}
}

// at returns the node of a place, which it makes if need be.
func (n *node) at(steps []step) *node {
	for _, s := range steps {
		if s.member == "" {
			if n.element == nil {
				n.element = &node{}
			}
			n = n.element
			continue
		}
		if n.members == nil {
			n.members = map[string]*node{}
		}
		if n.members[s.member] == nil {
			n.members[s.member] = &node{}
		}
		n = n.members[s.member]
	}
	return n
}

// find returns what becomes of a field, nil when there is no such pattern.
func (n *node) find(p statetree.Path) *leaf {
	for _, s := range p {
		if s.Member != "" {
			n = n.members[s.Member]
		} else {
			n = n.element
		}
		if n == nil {
			return nil
		}
	}
	return n.leaf
}
