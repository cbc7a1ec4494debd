package ast

import (
	"fmt"
	"slices"

	"github.com/novation-dev/novation/registry"
)

// maxBases bounds the work on one contract. No person writes as many.
const maxBases = 1000

// Bases returns a contract and all it inherits from, itself first and the most
// basic last: the order in which C3 linearisation has them. It fails with
// [registry.ErrInvalid] when the order that the tree has is not the one that
// follows from what each contract says it inherits from.
func (p *Program) Bases(contract *Node) ([]*Node, error) {
	out, err := p.linearized(contract)
	if err != nil {
		return nil, err
	}
	want, err := p.merge(contract)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(want, out) {
		return nil, fmt.Errorf("contract %s: the order of what it inherits from, %s, does not follow from the contracts, which have %s: %w",
			contract.Name(), naming(out), naming(want), registry.ErrInvalid)
	}
	return out, nil
}

// linearized returns what the tree says.
func (p *Program) linearized(contract *Node) ([]*Node, error) {
	ids := contract.Ints("linearizedBaseContracts")
	if len(ids) == 0 || ids[0] != contract.ID {
		return nil, fmt.Errorf("contract %s: the syntax tree does not say from whom it inherits: %w", contract.Name(), registry.ErrInvalid)
	}
	if len(ids) > maxBases {
		return nil, fmt.Errorf("contract %s inherits from more than %d contracts: %w", contract.Name(), maxBases, registry.ErrInvalid)
	}
	out := make([]*Node, 0, len(ids))
	seen := map[int64]bool{}
	for _, id := range ids {
		n, err := p.Node(id)
		if err != nil {
			return nil, fmt.Errorf("contract %s inherits: %w", contract.Name(), err)
		}
		if n.Type != "ContractDefinition" || seen[id] {
			return nil, fmt.Errorf("contract %s inherits from id %d, a %s, or from it twice: %w", contract.Name(), id, n.Type, registry.ErrInvalid)
		}
		seen[id] = true
		out = append(out, n)
	}
	return out, nil
}

// merge works out the order anew, from the orders that the tree has for the
// contracts directly inherited from. In Solidity the last of those comes first.
func (p *Program) merge(contract *Node) ([]*Node, error) {
	direct := []*Node{contract}
	var lists [][]*Node
	for _, s := range slices.Backward(contract.List("baseContracts")) {
		id, ok := s.Child("baseName").Int("referencedDeclaration")
		base, err := p.Node(id)
		if !ok || err != nil || base == contract {
			return nil, fmt.Errorf("contract %s: the syntax tree does not say what it inherits from: %w", contract.Name(), registry.ErrInvalid)
		}
		list, err := p.linearized(base)
		if err != nil {
			return nil, err
		}
		direct, lists = append(direct, base), append(lists, list)
	}
	out, ok := c3(append(lists, direct))
	if !ok {
		return nil, fmt.Errorf("contract %s inherits from contracts that contradict each other in their order: %w", contract.Name(), registry.ErrInvalid)
	}
	return out, nil
}

// c3 merges lists: next is the first head that no list has further back. It
// reports false when there is none.
func c3(lists [][]*Node) (out []*Node, ok bool) {
	behind := map[*Node]int{} // in how many lists, not as the head
	left := 0
	for _, l := range lists {
		left += len(l)
		for _, n := range l[1:] {
			behind[n]++
		}
	}
	for left > 0 {
		i := slices.IndexFunc(lists, func(l []*Node) bool { return len(l) > 0 && behind[l[0]] == 0 })
		if i < 0 {
			return nil, false
		}
		next := lists[i][0]
		out = append(out, next)
		for i, l := range lists {
			if len(l) == 0 || l[0] != next {
				continue
			}
			lists[i] = l[1:]
			left--
			if len(l) > 1 {
				behind[l[1]]--
			}
		}
	}
	return out, true
}

func naming(contracts []*Node) string {
	names := make([]string, len(contracts))
	for i, c := range contracts {
		names[i] = c.Name()
	}
	return fmt.Sprint(names)
}
