package artifact

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/registry"
)

// immutables names the immutables of runtime code. Without trees they stay
// without names.
func immutables(p *ast.Program, c Code) ([]Immutable, error) {
	var out []Immutable
	for id, ranges := range c.Immutables {
		i := Immutable{Ranges: ranges}
		if id == DeployAddress {
			i.Name, i.Type, i.Encoding = DeployAddress, "address", "address"
		} else if p != nil {
			if err := i.declared(p, id); err != nil {
				return nil, fmt.Errorf("immutable %s: %w", id, err)
			}
		}
		out = append(out, i)
	}
	slices.SortFunc(out, func(a, b Immutable) int { return byStart(a.Ranges[0], b.Ranges[0]) })
	return out, nil
}

// declared takes name and type from the declaration with an id.
func (i *Immutable) declared(p *ast.Program, id string) error {
	number, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return fmt.Errorf("the id is no whole number: %w", registry.ErrInvalid)
	}
	n, err := p.Node(number)
	if err != nil {
		return err
	}
	contract := p.In(n)
	if n.Type != "VariableDeclaration" || n.Str("mutability") != "immutable" || contract == nil {
		return fmt.Errorf("the id stands for a %s, which is no immutable variable: %w", n.Type, registry.ErrInvalid)
	}
	i.Name = p.Source(n) + ":" + contract.Name() + "." + n.Name()
	i.Type, i.Encoding = n.TypeString(), encoding(p, n.Child("typeName"))
	return nil
}

// encoding returns the elementary type of values of a type, or "".
func encoding(p *ast.Program, n *ast.Node) string {
	switch {
	case n == nil:
		return ""
	case n.Type == "ElementaryTypeName" && n.TypeString() == "address payable":
		return "address"
	case n.Type == "ElementaryTypeName":
		return n.TypeString()
	case n.Type != "UserDefinedTypeName":
		return ""
	}
	id, _ := n.Int("referencedDeclaration")
	declared, err := p.Node(id)
	if err != nil {
		return ""
	}
	switch declared.Type {
	case "ContractDefinition":
		return "address"
	case "EnumDefinition":
		return "uint8"
	case "UserDefinedValueTypeDefinition":
		return encoding(p, declared.Child("underlyingType"))
	}
	return ""
}
