package statetree

import (
	"strings"

	"github.com/novation-dev/novation/contracts/layout"
)

// Bounds on layouts. No contract that a person wrote comes near.
const (
	maxNodes   = 1 << 16
	maxDepth   = 200      // of members, elements and keys on one path
	maxNames   = 64 << 20 // bytes in all patterns together
	maxInside  = 4        // of a struct inside itself, by way of a mapping or array
	maxNameLen = 1 << 16  // bytes of one name
)

// A Tree is a layout that was made ready. It is not changed after [New], and may
// be used by several goroutines at once.
type Tree struct {
	layout *layout.Layout
	roots  []Root
	// tops have the roots as members: one for the state variables, one for each
	// namespace.
	tops   []*node
	byName map[string]*node
	// patterns has every node by its pattern, and shapes those with values.
	patterns map[string]*node
	shapes   []Shape
	// mappings are in the order of their patterns in shapes.
	mappings []*node
	names    int
	size     int
}

// A Root is a state variable or a member of a namespace.
type Root struct {
	// Name is the qualified name, which patterns and paths begin with.
	Name string
	// Namespace is the ID, "" for a state variable.
	Namespace string
	// Variable has an absolute slot, and in Contract what declares it, for
	// members of namespaces too.
	layout.Variable
}

// New makes a layout ready. It fails with [registry.ErrInvalid] when the layout
// contradicts itself. The layout must not be changed afterwards.
//
// A struct may be inside itself by way of a mapping or an array: that is followed
// four levels deep, and what is deeper is an error when there is something.
func New(l *layout.Layout) (*Tree, error) {
	if l == nil {
		return nil, bad("there is no layout")
	}
	t := &Tree{layout: l, byName: map[string]*node{}, patterns: map[string]*node{}}
	if err := t.top(variables(l)); err != nil {
		return nil, err
	}
	for _, n := range l.Namespaces {
		if kind := l.Types[n.Type].Kind; kind != layout.Struct {
			return nil, bad("the namespace %s is of type %q, which is no struct of the layout", n.ID, n.Type)
		}
		if strings.ContainsAny(n.ID, "[]\"") {
			return nil, bad("the namespace %s has a character in its name that paths are made with", shorten(n.ID))
		}
		var roots []Root
		for _, v := range l.Members(n) {
			v.Contract = n.Contract
			roots = append(roots, Root{Name: n.ID + "." + v.Label, Namespace: n.ID, Variable: v})
		}
		if err := t.top(roots); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// variables gives the state variables their names.
func variables(l *layout.Layout) (roots []Root) {
	labels, qualified := map[string]int{}, map[string]int{}
	for _, v := range l.Storage {
		labels[v.Label]++
		qualified[contractName(v.Contract)+"."+v.Label]++
	}
	for _, v := range l.Storage {
		name, contract := v.Label, contractName(v.Contract)
		if labels[name] > 1 {
			name = contract + "." + v.Label
			// A variable that is called like the contract may have such a member.
			if qualified[name] > 1 || labels[contract] > 0 {
				name = v.Contract + "." + v.Label
			}
		}
		roots = append(roots, Root{Name: name, Variable: v})
	}
	return roots
}

// contractName is the last part of "source:Name".
func contractName(qualified string) string {
	return qualified[strings.LastIndexByte(qualified, ':')+1:]
}

// top adds variables that may share slots with each other.
func (t *Tree) top(roots []Root) error {
	top := &node{kind: layout.Struct}
	for _, r := range roots {
		n, err := t.node(&r.Variable, top, r.Name)
		if err != nil {
			return err
		}
		if t.byName[r.Name] != nil {
			return bad("two variables are called %s", shorten(r.Name))
		}
		if n.cut {
			return bad("variable %s contains itself", shorten(r.Name))
		}
		t.byName[r.Name] = n
		top.members = append(top.members, n)
	}
	if err := top.finish(); err != nil {
		return err
	}
	t.roots, t.tops = append(t.roots, roots...), append(t.tops, top)
	t.list(top, nil)
	return nil
}

// Roots returns the state variables in the order of declaration, then those of
// namespaces.
func (t *Tree) Roots() []Root { return append([]Root{}, t.roots...) }

// Shapes returns the patterns in the order of declaration: state variables
// first, then namespaces.
func (t *Tree) Shapes() []Shape { return append([]Shape{}, t.shapes...) }

// list adds the shapes below a node. outer is the outermost mapping or dynamic
// array on the way, or nil.
func (t *Tree) list(n *node, outer *node) {
	if outer == nil && (n.kind == layout.Mapping || n.kind == layout.Dynamic) {
		outer = n
	}
	if n.leaf || n.kind == layout.Dynamic {
		s := Shape{Pattern: n.pattern, Type: n.typ, Variable: n.variable, KeyTypes: n.keyTypes(), Slot: n.absolute.Bytes32(), Offset: n.offset}
		if outer != nil && outer != n {
			s.Slot, s.Offset = outer.absolute.Bytes32(), 0
		}
		t.shapes = append(t.shapes, s)
	}
	for _, m := range n.members {
		t.list(m, outer)
	}
	if n.elem != nil {
		if n.kind == layout.Mapping {
			t.mappings = append(t.mappings, n)
		}
		t.list(n.elem, outer)
	}
}
