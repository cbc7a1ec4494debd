package ast

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/novation-dev/novation/registry"
)

// A Unit is one source and its tree.
type Unit struct {
	// Name is the name of the source, as imports resolve to it.
	Name string
	// Number is that of the source in its compiler run, the third part of
	// every place.
	Number int
	// Tree is the node of type SourceUnit.
	Tree *Node
	// Text is the source. It may be nil: then places have no line.
	Text []byte
}

// A Program is every tree of one run of a compiler.
type Program struct {
	units   map[string]*Unit
	numbers map[int]*Unit
	nodes   map[int64]*Node
	parents map[int64]*Node // the contract of a declaration
	starts  map[int][]int   // where each line begins, by source number
}

// NewProgram indexes the trees of one run. Two units with the same number, or
// two declarations with the same id, are refused with [registry.ErrInvalid]:
// then the trees are of more than one run, and no reference in them can be
// believed.
func NewProgram(units []Unit) (*Program, error) {
	p := &Program{
		units: map[string]*Unit{}, numbers: map[int]*Unit{}, nodes: map[int64]*Node{},
		parents: map[int64]*Node{}, starts: map[int][]int{},
	}
	for i := range units {
		u := &units[i]
		if u.Tree == nil || u.Tree.Type != "SourceUnit" {
			return nil, fmt.Errorf("%s has no syntax tree: %w", u.Name, registry.ErrInvalid)
		}
		if old := p.numbers[u.Number]; old != nil || p.units[u.Name] != nil {
			return nil, fmt.Errorf("%s is not the only source with its name and number: the output is of more than one compilation: %w", u.Name, registry.ErrInvalid)
		}
		p.units[u.Name], p.numbers[u.Number] = u, u
		if err := p.index(u); err != nil {
			return nil, fmt.Errorf("%s: %w", u.Name, err)
		}
		p.starts[u.Number] = lines(u.Text)
	}
	return p, nil
}

// index notes everything in a unit that has an id. Yul has none.
func (p *Program) index(u *Unit) error {
	if err := p.note(u.Tree, u, nil); err != nil {
		return err
	}
	for _, top := range u.Tree.List("nodes") {
		var contract *Node
		if top != nil && top.Type == "ContractDefinition" {
			contract = top
		}
		var err error
		top.Walk(func(n *Node) bool {
			if err == nil {
				err = p.note(n, u, contract)
			}
			return err == nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *Program) note(n *Node, u *Unit, contract *Node) error {
	if n.Type == "" || n.ID == 0 {
		return nil
	}
	if n.Span.File >= 0 && n.Span.File != u.Number {
		return fmt.Errorf("%s %d stands in source %d and this is %d: the output is of more than one compilation: %w", n.Type, n.ID, n.Span.File, u.Number, registry.ErrInvalid)
	}
	if old := p.nodes[n.ID]; old != nil {
		return fmt.Errorf("id %d stands for a %s and a %s: the output is of more than one compilation: %w", n.ID, old.Type, n.Type, registry.ErrInvalid)
	}
	p.nodes[n.ID] = n
	if contract != nil {
		p.parents[n.ID] = contract
	}
	return nil
}

// Units returns the units in the order of their names.
func (p *Program) Units() []*Unit {
	var out []*Unit
	for _, u := range p.units {
		out = append(out, u)
	}
	slices.SortFunc(out, func(a, b *Unit) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// Unit returns the unit of a source, or nil.
func (p *Program) Unit(name string) *Unit { return p.units[name] }

// Node returns the declaration an id stands for. It fails with
// [registry.ErrInvalid] when there is none.
func (p *Program) Node(id int64) (*Node, error) {
	if n := p.nodes[id]; n != nil {
		return n, nil
	}
	return nil, fmt.Errorf("the syntax tree refers to id %d, which it does not define: %w", id, registry.ErrInvalid)
}

// In returns the contract in which a declaration stands, or nil when it stands
// outside of every contract. For a contract it is the contract itself.
func (p *Program) In(n *Node) *Node {
	if n == nil {
		return nil
	}
	return p.parents[n.ID]
}

// Contract returns the contract, library or interface with a name in a source.
// It fails with [registry.ErrNotFound].
func (p *Program) Contract(source, name string) (*Node, error) {
	u := p.units[source]
	if u == nil {
		return nil, fmt.Errorf("%s has no syntax tree here: %w", source, registry.ErrNotFound)
	}
	for _, n := range u.Tree.List("nodes") {
		if n != nil && n.Type == "ContractDefinition" && n.Name() == name {
			return n, nil
		}
	}
	return nil, fmt.Errorf("%s defines no contract %s: %w", source, name, registry.ErrNotFound)
}
