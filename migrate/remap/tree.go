package remap

import (
	"slices"
	"strings"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
)

// maxDepth bounds how deep types may nest.
const maxDepth = 64

// A step is one of a pattern: a name, or an element under a key or an index.
type step struct {
	member string // "" for an element
	// key is the type of the key; "" when the element is that of an array.
	key string
}

// A place is a variable, a member or an element: a node of the tree of patterns
// of one layout.
type place struct {
	side    *side
	pattern string
	steps   []step
	typ     string
	label   string // "" for an element
	// of is the variable that it is part of, itself included.
	of *root
}

// A root is a state variable.
type root struct {
	place
	contract, source string
	renamed, retyped string
	namespace        string // its ID, or ""
}

// A side is one of the two layouts.
type side struct {
	l      *layout.Layout
	tree   *statetree.Tree
	shapes []statetree.Shape
	index  map[string]int // into shapes, by pattern
	roots  []*root
	// known are the patterns of shapes and of all that is on the way to one. A
	// struct that contains itself by way of a mapping is followed some levels
	// deep only.
	known map[string]bool
	// claimed are the patterns that the map speaks of.
	claimed map[string]bool
}

func newSide(l *layout.Layout) (*side, error) {
	t, err := statetree.New(l)
	if err != nil {
		return nil, err
	}
	s := &side{l: l, tree: t, shapes: t.Shapes(), index: map[string]int{}, known: map[string]bool{}, claimed: map[string]bool{}}
	for i, sh := range s.shapes {
		s.index[sh.Pattern] = i
		for end, c := range sh.Pattern {
			if c == '.' || c == '[' {
				s.known[sh.Pattern[:end]] = true
			}
		}
		s.known[sh.Pattern] = true
	}
	for _, v := range t.Roots() {
		source, contract := cutLast(v.Contract, ":")
		r := &root{contract: contract, source: source, renamed: v.RenamedFrom, retyped: v.RetypedFrom, namespace: v.Namespace}
		r.place = place{side: s, pattern: v.Name, steps: []step{{member: v.Name}}, typ: v.Type, label: v.Label, of: r}
		s.roots = append(s.roots, r)
	}
	return s, nil
}

func cutLast(s, sep string) (before, after string) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):]
	}
	return "", s
}

func (p *place) kind() layout.Kind { return p.side.l.Types[p.typ].Kind }

// members are those of a struct.
func (p *place) members() []*place {
	var out []*place
	for _, v := range p.side.l.Types[p.typ].Members {
		out = append(out, p.under(step{member: v.Label}, "."+v.Label, v.Type, v.Label))
	}
	return out
}

// element is that of a mapping or an array.
func (p *place) element() *place {
	t := p.side.l.Types[p.typ]
	return p.under(step{key: t.Key}, "[]", t.Value, "")
}

func (p *place) under(s step, suffix, typ, label string) *place {
	return &place{side: p.side, pattern: p.pattern + suffix, steps: append(slices.Clone(p.steps), s), typ: typ, label: label, of: p.of}
}

// leaves are the shapes at a place and below it, by their indices.
func (p *place) leaves() []int {
	var out []int
	for i, s := range p.side.shapes {
		if within(s.Pattern, p.pattern) {
			out = append(out, i)
		}
	}
	return out
}

// within reports whether a pattern is another one or lies below it.
func within(pattern, of string) bool {
	rest, ok := strings.CutPrefix(pattern, of)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// elements are the steps that a key or an index belongs to.
func (p *place) elements() []step {
	var out []step
	for _, s := range p.steps {
		if s.member == "" {
			out = append(out, s)
		}
	}
	return out
}

// reserved reports whether a name is one under which nothing is stored.
func (p *place) reserved() bool {
	l := strings.ToLower(p.label)
	return strings.HasPrefix(l, "__gap") || p.kind() == layout.Array && strings.Contains(l, "gap")
}

// fixed reports whether there is exactly one such place in a contract.
func (p *place) fixed() bool { return len(p.elements()) == 0 }
