package layout

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/ast"
)

// formula is the only one there is for a namespace's slot.
const formula = "erc7201:"

// ERC7201 returns the slot of a namespace, whose name is given without the
// formula: "example.main".
func ERC7201(name string) uint256.Int {
	var slot uint256.Int
	slot.SetBytes(crypto.Keccak256([]byte(name)))
	slot.SubUint64(&slot, 1)
	b := slot.Bytes32()
	copy(b[:], crypto.Keccak256(b[:]))
	b[len(b)-1] = 0
	slot.SetBytes32(b[:])
	return slot
}

// namespaces finds the structs with a storage location in a contract and its
// bases. Those of a library are nobody's but its own, as ERC-7201 has it, and
// one outside of everything is refused, because nobody would ever compare it.
func (r *resolver) namespaces(l *Layout, bases []*ast.Node) error {
	if err := r.outside(); err != nil {
		return err
	}
	seen := map[string]*ast.Node{}
	for _, contract := range bases {
		previous := contract.Span.Start
		for _, n := range contract.List("nodes") {
			if n == nil {
				continue
			}
			if n.Type == "StructDefinition" {
				if err := r.dropped(n, previous); err != nil {
					return err
				}
				if err := r.namespace(l, contract, n, seen); err != nil {
					return err
				}
			}
			previous = n.Span.Start + n.Span.Length
		}
	}
	slices.SortFunc(l.Namespaces, func(a, b Namespace) int { return cmp.Compare(a.ID, b.ID) })
	return nil
}

func (r *resolver) outside() error {
	for _, u := range r.p.Units() {
		previous := 0
		for _, n := range u.Tree.List("nodes") {
			if n == nil {
				continue
			}
			before := previous
			previous = n.Span.Start + n.Span.Length
			if n.Type != "StructDefinition" {
				continue
			}
			if err := r.dropped(n, before); err != nil {
				return err
			}
			if _, found := locations(n.Doc()); found {
				return r.bad(n, "struct %s has a storage location and stands outside of every contract, so that no contract has that namespace: move it into one, or remove the annotation", n.Name())
			}
		}
	}
	return nil
}

// namespace adds that of one struct, if it has one.
func (r *resolver) namespace(l *Layout, contract, n *ast.Node, seen map[string]*ast.Node) error {
	words, found := locations(n.Doc())
	if !found {
		return nil
	}
	if len(words) != 1 {
		return r.bad(n, "struct %s: want one word after @custom:storage-location, such as erc7201:example.main, and there are %d", n.Name(), len(words))
	}
	id := words[0]
	name, ok := strings.CutPrefix(id, formula)
	if !ok || name == "" {
		return r.bad(n, "struct %s: the storage location %q does not begin with %s and a name: no other formula is known", n.Name(), id, formula)
	}
	if other := seen[id]; other != nil {
		return r.bad(n, "struct %s has the namespace %s, which struct %s at %s has too: both would be at the same slot", n.Name(), id, other.Name(), r.p.Place(other))
	}
	seen[id] = n
	owner, err := r.qualified(contract)
	if err != nil {
		return err
	}
	key, _, err := r.declare(n)
	if err != nil {
		return err
	}
	l.Namespaces = append(l.Namespaces, Namespace{ID: id, Slot: ERC7201(name), Contract: owner, Type: key, Place: r.p.Place(n)})
	return nil
}

// Members returns the variables of a namespace with absolute slots.
func (l *Layout) Members(n Namespace) []Variable {
	out := append([]Variable{}, l.Types[n.Type].Members...)
	for i := range out {
		out[i].Slot.Add(&out[i].Slot, &n.Slot)
	}
	return out
}
