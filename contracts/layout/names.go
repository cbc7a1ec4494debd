package layout

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/novation-dev/novation/contracts/ast"
)

// Bounds on what a tree may ask for. No source that a person wrote comes near.
const (
	maxDepth   = 100      // of types in the name of a type
	maxStructs = 1000     // inside each other
	maxNames   = 64 << 20 // bytes in all keys and labels together
)

// names are the two names of a type: key is that in Layout.Types, which two
// different types never share, label is the compiler's.
type names struct {
	key, label string
}

// name works out the names of a type. It does not look into structs, so that
// it ends for types that contain themselves.
func (r *resolver) name(t, at *ast.Node, depth int) (names, error) {
	if t == nil {
		return names{}, r.bad(at, "%s has no type in the syntax tree", at.Name())
	}
	if n, ok := r.named[t]; ok {
		return n, nil
	}
	if depth > maxDepth {
		return names{}, r.bad(at, "the type of %s is deeper than %d levels", at.Name(), maxDepth)
	}
	n, err := r.makeName(t, at, depth)
	if err != nil {
		return n, err
	}
	if r.spent += len(n.key) + len(n.label); r.spent > maxNames {
		return n, r.bad(at, "the names of the types are longer than %d bytes together", maxNames)
	}
	r.named[t] = n
	return n, nil
}

func (r *resolver) makeName(t, at *ast.Node, depth int) (names, error) {
	switch t.Type {
	case "ElementaryTypeName":
		name, err := r.elementary(t, at)
		return names{name, name}, err
	case "UserDefinedTypeName":
		return r.userDefined(t, at)
	case "ArrayTypeName":
		n, err := r.name(t.Child("baseType"), at, depth+1)
		if err != nil {
			return n, err
		}
		length, err := r.length(t, at)
		if err != nil {
			return n, err
		}
		suffix := "[]"
		if length != nil {
			suffix = "[" + length.Dec() + "]"
		}
		return names{n.key + suffix, n.label + suffix}, nil
	case "Mapping":
		k, err := r.name(t.Child("keyType"), at, depth+1)
		if err != nil {
			return k, err
		}
		v, err := r.name(t.Child("valueType"), at, depth+1)
		return names{
			key:   "mapping(" + k.key + " => " + v.key + ")",
			label: "mapping(" + k.label + " => " + v.label + ")",
		}, err
	case "FunctionTypeName":
		return r.function(t, at, depth)
	}
	return names{}, r.bad(at, "the type of %s is a %q, which this version of novation does not know", at.Name(), t.Type)
}

// userDefined names a type by its declaration.
func (r *resolver) userDefined(t, at *ast.Node) (names, error) {
	d, err := r.declaration(t, at)
	if err != nil {
		return names{}, err
	}
	return r.declared(d, at)
}

// declared names the type that a declaration makes.
func (r *resolver) declared(d, at *ast.Node) (names, error) {
	if n, ok := r.named[d]; ok {
		return n, nil
	}
	word := map[string]string{
		"StructDefinition": "struct ", "EnumDefinition": "enum ",
		"ContractDefinition": "contract ", "UserDefinedValueTypeDefinition": "type ",
	}[d.Type]
	if word == "" {
		return names{}, r.bad(at, "the type of %s is a %s", at.Name(), d.Type)
	}
	owner, err := r.qualified(d)
	if err != nil {
		return names{}, err
	}
	n := names{key: word + owner, label: word + r.short(d)}
	if word == "type " {
		n.label = r.short(d)
	}
	if other, ok := r.owners[n.key]; ok && other != d {
		return names{}, r.bad(at, "there are two declarations of %s, the other at %s", n.key, r.p.Place(other))
	}
	r.owners[n.key], r.named[d] = d, n
	return n, nil
}

// declaration follows a type's name to what declares it.
func (r *resolver) declaration(t, at *ast.Node) (*ast.Node, error) {
	id, ok := t.Int("referencedDeclaration")
	path, both := t.Child("pathNode").Int("referencedDeclaration")
	if !ok && !both || ok && both && id != path {
		return nil, r.bad(at, "the syntax tree does not say which type that of %s is", at.Name())
	}
	if !ok {
		id = path
	}
	d, err := r.p.Node(id)
	if err != nil {
		return nil, fmt.Errorf("%s: the type of %s: %w", r.p.Place(at), at.Name(), err)
	}
	return d, nil
}

// short is the name of a declaration within its source: "S" or "C.S".
func (r *resolver) short(d *ast.Node) string {
	if c := r.p.In(d); c != nil && c != d {
		return c.Name() + "." + d.Name()
	}
	return d.Name()
}

// qualified is the name of a declaration within the program: "source:C.S".
// Names of sources that could be mistaken for something else are quoted.
func (r *resolver) qualified(d *ast.Node) (string, error) {
	source := r.p.Source(d)
	if source == "" || d.Name() == "" {
		return "", r.bad(d, "the syntax tree does not say where %s %q (id %d) stands", d.Type, d.Name(), d.ID)
	}
	return quoted(source) + ":" + r.short(d), nil
}

func quoted(source string) string {
	if strings.ContainsAny(source, "()[]<>=,\"\\") {
		return strconv.Quote(source)
	}
	return source
}

// function names the type of a function by everything that makes it another
// type. The label is the compiler's own.
func (r *resolver) function(t, at *ast.Node, depth int) (names, error) {
	in, err := r.list(t.Child("parameterTypes"), at, depth)
	if err != nil {
		return names{}, err
	}
	out, err := r.list(t.Child("returnParameterTypes"), at, depth)
	if err != nil {
		return names{}, err
	}
	key := "function (" + in + ")"
	if m := t.Str("stateMutability"); m != "nonpayable" {
		key += " " + m
	}
	switch v := t.Str("visibility"); v {
	case "external":
		key += " external"
	case "internal":
	default:
		return names{}, r.bad(at, "the type of %s is a function that is %q, want internal or external", at.Name(), v)
	}
	if out != "" {
		key += " returns (" + out + ")"
	}
	label := t.TypeString()
	if !strings.HasPrefix(label, "function (") {
		return names{}, r.bad(at, "the type of %s is a function, and the syntax tree calls it %q", at.Name(), label)
	}
	return names{key, label}, nil
}

// list names the types of parameters, and where those are.
func (r *resolver) list(parameters, at *ast.Node, depth int) (string, error) {
	var out []string
	for _, p := range parameters.List("parameters") {
		if p == nil {
			return "", r.bad(at, "a parameter in the type of %s is null", at.Name())
		}
		n, err := r.name(p.Child("typeName"), at, depth+1)
		if err != nil {
			return "", err
		}
		if s := p.Str("storageLocation"); s != "default" && s != "" {
			n.key += " " + s
		}
		out = append(out, n.key)
	}
	return strings.Join(out, ", "), nil
}
