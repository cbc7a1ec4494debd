package safety

import (
	"github.com/novation-dev/novation/contracts/ast"
)

// constructor notes a constructor that does something.
func (r *reader) constructor(c *ast.Node) {
	for _, fn := range functions(c) {
		if !isConstructor(fn) || len(fn.Child("body").List("statements")) == 0 && len(fn.List("modifiers")) == 0 {
			continue
		}
		r.add(Constructor, Ordinary, c, fn, c.Name(), "", r.either(Constructor, c, fn))
	}
}

// either returns the allowance on one of two nodes.
func (r *reader) either(kind Kind, a, b *ast.Node) *Allowance {
	if x := r.allowed(kind, a); x != nil {
		return x
	}
	return r.allowed(kind, b)
}

// variables notes immutable variables and initial values.
func (r *reader) variables(c *ast.Node) {
	for _, v := range c.List("nodes") {
		switch {
		case v == nil || v.Type != "VariableDeclaration":
		case v.Str("mutability") == "immutable":
			r.add(Immutable, Ordinary, c, v, v.Name(), "", r.either(Immutable, c, v))
		case !v.Bool("constant") && v.Has("value"):
			r.add(Assignment, Ordinary, c, v, v.Name(), "", r.either(Assignment, c, v))
		}
	}
}

// functionsInStorage notes variables, and members of structs they are made of,
// that hold an internal function: a place in the code of one version.
func (r *reader) functionsInStorage(c *ast.Node) {
	seen := map[*ast.Node]bool{}
	for _, n := range c.List("nodes") {
		switch {
		case n == nil:
		case n.Type == "VariableDeclaration":
			r.functionIn(c, n, seen)
		case n.Type == "StructDefinition" && hasTag(n.Doc(), "storage-location"):
			r.functionsInStruct(c, n, seen)
		}
	}
}

func (r *reader) functionsInStruct(c, s *ast.Node, seen map[*ast.Node]bool) {
	if seen[s] {
		return
	}
	seen[s] = true
	for _, m := range s.List("members") {
		r.functionIn(c, m, seen)
	}
}

func (r *reader) functionIn(c, v *ast.Node, seen map[*ast.Node]bool) {
	way := Ordinary
	for t := v.Child("typeName"); t != nil; way = Nested {
		switch t.Type {
		case "ArrayTypeName":
			t = t.Child("baseType")
		case "Mapping":
			t = t.Child("valueType")
		case "FunctionTypeName":
			if t.Str("visibility") == "internal" {
				r.add(InternalFunction, way, c, v, v.Name(), "", nil)
			}
			return
		case "UserDefinedTypeName":
			if s := r.declaration(t); s != nil && s.Type == "StructDefinition" {
				r.functionsInStruct(c, s, seen)
			}
			return
		default:
			return
		}
	}
}

// declaration returns what a type name stands for, nil when nothing is found.
func (r *reader) declaration(t *ast.Node) *ast.Node {
	id, ok := t.Int("referencedDeclaration")
	if !ok {
		if id, ok = t.Child("pathNode").Int("referencedDeclaration"); !ok {
			return nil
		}
	}
	n, err := r.p.Node(id)
	if err != nil {
		return nil
	}
	return n
}

// upgradeable tells a contract that has the function by which a proxy of the
// kind UUPS is upgraded.
func (r *reader) upgradeable(c *ast.Node) bool {
	for _, fn := range functions(c) {
		if v := fn.Str("visibility"); v != "public" && v != "external" {
			continue
		}
		params := fn.Child("parameters").List("parameters")
		switch {
		case fn.Name() == "upgradeTo" && len(params) == 1 && r.is(params[0], "address"):
			return true
		case fn.Name() == "upgradeToAndCall" && len(params) == 2 && r.is(params[0], "address") && r.is(params[1], "bytes"):
			return true
		}
	}
	return false
}

// is tells a parameter that has a type in the interface of the contract.
func (r *reader) is(param *ast.Node, typ string) bool {
	t := param.Child("typeName")
	for range 8 { // a user-defined value type is over an elementary one
		if t == nil {
			return false
		}
		if t.Type != "UserDefinedTypeName" {
			return t.TypeString() == typ
		}
		d := r.declaration(t)
		switch {
		case d == nil:
			return false
		case d.Type == "ContractDefinition":
			return typ == "address"
		case d.Type != "UserDefinedValueTypeDefinition":
			return false
		}
		t = d.Child("underlyingType")
	}
	return false
}
