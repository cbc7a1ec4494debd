package layout

import (
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/ast"
)

// A resolver turns the names of types in one program into types.
type resolver struct {
	p      *ast.Program
	types  map[string]Type
	named  map[*ast.Node]names  // by the name of a type, or its declaration
	spent  int                  // bytes in named
	owners map[string]*ast.Node // declarations, by key
	busy   map[*ast.Node]bool   // structs whose members are being placed
	later  []reference          // types that were named and are to be defined
	ids    map[held]int64       // of variables and members
}

// A held is what a variable is called, and in which contract or struct.
type held struct{ label, owner string }

// A reference is a type's name, and the variable for which it is needed.
type reference struct{ t, at *ast.Node }

func newResolver(p *ast.Program) *resolver {
	return &resolver{
		p: p, types: map[string]Type{}, named: map[*ast.Node]names{}, owners: map[string]*ast.Node{},
		busy: map[*ast.Node]bool{}, ids: map[held]int64{},
	}
}

// rest defines what was only referred to. That may refer to more.
func (r *resolver) rest() error {
	for len(r.later) > 0 {
		next := r.later[len(r.later)-1]
		r.later = r.later[:len(r.later)-1]
		if _, _, err := r.define(next.t, next.at, 0); err != nil {
			return err
		}
	}
	return nil
}

// refer returns the key of a type that is defined later: a mapping or a dynamic
// array takes the same room whatever is in it, which may be itself.
func (r *resolver) refer(t, at *ast.Node, depth int) (string, error) {
	n, err := r.name(t, at, depth)
	if err != nil {
		return "", err
	}
	if _, ok := r.types[n.key]; !ok {
		r.later = append(r.later, reference{t, at})
	}
	return n.key, nil
}

// define returns a type with its size. at is the variable or the declaration
// for which it is needed.
func (r *resolver) define(t, at *ast.Node, depth int) (key string, out Type, err error) {
	n, err := r.name(t, at, depth)
	if err != nil {
		return "", out, err
	}
	if out, ok := r.types[n.key]; ok {
		return n.key, out, nil
	}
	switch t.Type {
	case "UserDefinedTypeName":
		var d *ast.Node
		if d, err = r.declaration(t, at); err == nil {
			return r.declare(d)
		}
	case "ElementaryTypeName":
		var ok bool
		if out, ok = basic(n.key); !ok {
			err = r.bad(at, "the type %s of %s cannot be kept in storage, or this version of novation does not know it", n.key, at.Name())
		}
	case "FunctionTypeName":
		out = Type{Kind: Function, Size: 24}
		if t.Str("visibility") == "internal" {
			out.Internal, out.Size = true, 8
		}
	case "Mapping":
		out = Type{Kind: Mapping, Slots: *uint256.NewInt(1)}
		if out.Key, err = r.refer(t.Child("keyType"), at, depth+1); err == nil {
			out.Value, err = r.refer(t.Child("valueType"), at, depth+1)
		}
	case "ArrayTypeName":
		out, err = r.array(t, at, depth)
	}
	if err != nil {
		return "", out, err
	}
	out.Label = n.label
	r.types[n.key] = out
	return n.key, out, nil
}

func (r *resolver) array(t, at *ast.Node, depth int) (out Type, err error) {
	length, err := r.length(t, at)
	if err != nil {
		return out, err
	}
	if length == nil {
		out = Type{Kind: Dynamic, Slots: *uint256.NewInt(1)}
		out.Value, err = r.refer(t.Child("baseType"), at, depth+1)
		return out, err
	}
	key, element, err := r.define(t.Child("baseType"), at, depth+1)
	if err != nil {
		return out, err
	}
	out = Type{Kind: Array, Value: key, Length: *length}
	if out.Slots, err = arraySlots(element, length); err != nil {
		return out, r.bad(at, "the array %s %v", at.Name(), err)
	}
	return out, nil
}

// declare returns the type that a declaration makes.
func (r *resolver) declare(d *ast.Node) (key string, out Type, err error) {
	n, err := r.declared(d, d)
	if err != nil {
		return "", out, err
	}
	if out, ok := r.types[n.key]; ok {
		return n.key, out, nil
	}
	switch d.Type {
	case "StructDefinition":
		out, err = r.structure(d, n.key)
	case "EnumDefinition":
		out, err = r.enum(d)
	case "ContractDefinition":
		out = Type{Kind: Contract, Size: 20}
	case "UserDefinedValueTypeDefinition":
		out, err = r.value(d)
	}
	if err != nil {
		return "", out, err
	}
	out.Label, out.Name, out.Source = n.label, r.short(d), r.p.Source(d)
	r.types[n.key] = out
	return n.key, out, nil
}

// value is a user-defined value type, which is kept as the type under it.
func (r *resolver) value(d *ast.Node) (out Type, err error) {
	under := d.Child("underlyingType")
	if under == nil || under.Type != "ElementaryTypeName" {
		return out, r.bad(d, "the syntax tree does not say which type %s is kept as", d.Name())
	}
	key, t, err := r.define(under, d, 0)
	if err == nil && t.Size == 0 {
		err = r.bad(d, "%s is kept as %s, which is not a value", d.Name(), key)
	}
	return Type{Kind: UserDefined, Value: key, Size: t.Size}, err
}

func (r *resolver) structure(d *ast.Node, key string) (out Type, err error) {
	if r.busy[d] {
		return out, r.bad(d, "struct %s contains itself", d.Name())
	}
	if len(r.busy) >= maxStructs {
		return out, r.bad(d, "struct %s is inside more than %d others", d.Name(), maxStructs)
	}
	r.busy[d] = true
	defer delete(r.busy, d)
	var c cursor
	out = Type{Kind: Struct, Members: []Variable{}}
	for _, m := range d.List("members") {
		if m == nil || m.Type != "VariableDeclaration" {
			return out, r.bad(d, "a member of struct %s is not a variable", d.Name())
		}
		if err := r.place(&out.Members, &c, m, key, true); err != nil {
			return out, err
		}
	}
	if out.Slots, err = c.slots(); err != nil {
		return out, r.bad(d, "struct %s %v", d.Name(), err)
	}
	return out, nil
}

// enum: one byte tells 256 members apart. Compilers before 0.8 allow more.
func (r *resolver) enum(d *ast.Node) (out Type, err error) {
	out = Type{Kind: Enum, Size: 1, Values: []string{}}
	for _, m := range d.List("members") {
		if m == nil || m.Name() == "" {
			return out, r.bad(d, "a member of enum %s has no name", d.Name())
		}
		out.Values = append(out.Values, m.Name())
	}
	if len(out.Values) == 0 {
		return out, r.bad(d, "enum %s has no members", d.Name())
	}
	for most := len(out.Values) - 1; most > 0xff; most >>= 8 {
		out.Size++
	}
	return out, nil
}
