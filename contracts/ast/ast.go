// Package ast reads the syntax trees that the Solidity compiler writes, and
// answers what contracts are asked about: which declaration an id stands for,
// from whom a contract inherits, on which line something stands.
//
// A [Node] is generic: it has the fields that the compiler wrote, whatever its
// version, and nothing is interpreted before it is asked for. A [Program] is all
// trees of one run of a compiler; the ids in them mean nothing outside it.
//
// # Promises
//
// A tree that is cut short, deeper than 10,000 levels or has a key twice is
// refused with [registry.ErrInvalid] and the place, and so are trees that are
// not of one run. Reading takes time and memory in proportion to the input,
// which it keeps alive.
//
// # Dependencies
//
// Of ours it imports registry. JSON is read with go-json-experiment, because
// the standard library takes the last of two values with the same key.
package ast

import (
	"bytes"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// A Node is one object of a syntax tree: a declaration, a statement, an
// expression, or a part of one that has no type of its own.
type Node struct {
	// ID is the number by which others refer to the node. Zero when it has
	// none.
	ID int64
	// Type is the kind, such as "ContractDefinition"; "" for a part without.
	Type string
	// Span is where the node stands.
	Span Span

	fields []field
}

// A Span is a stretch of a source, in bytes.
type Span struct {
	Start, Length int
	// File is the number of the source in its compiler run. It is -1 when the
	// node has no place.
	File int
}

// A field holds one of three: a node, a list of nodes, or other JSON.
type field struct {
	name  string
	node  *Node
	list  []*Node
	value jsontext.Value
}

func (n *Node) field(name string) *field {
	if n != nil {
		for i := range n.fields {
			if n.fields[i].name == name {
				return &n.fields[i]
			}
		}
	}
	return &field{}
}

// Child returns the node in a field, or nil. A nil node has no fields, so that
// calls can be chained.
func (n *Node) Child(name string) *Node { return n.field(name).node }

// List returns the nodes in a field that is a list. Entries that are null in
// the tree, as in the tuple (, b), are nil.
func (n *Node) List(name string) []*Node { return n.field(name).list }

// Has reports whether there is such a field and it is not null.
func (n *Node) Has(name string) bool {
	f := n.field(name)
	return f.node != nil || f.list != nil || f.value != nil && f.value.Kind() != 'n'
}

// Value returns the JSON of a field that is neither a node nor a list of nodes;
// nil when there is none.
func (n *Node) Value(name string) jsontext.Value { return n.field(name).value }

// Str returns a field that is a string, "" when there is none.
func (n *Node) Str(name string) string {
	if v := n.Value(name); v.Kind() == '"' {
		return unquote(v)
	}
	return ""
}

// Bool reports whether a field is true.
func (n *Node) Bool(name string) bool { return n.Value(name).Kind() == 't' }

// Int returns a field that is a whole number, such as an id that refers to a
// declaration. Ids of what is built into the language are negative, or, from
// some compilers, counted down from 2^32; see [Builtin].
func (n *Node) Int(name string) (v int64, ok bool) {
	v, err := strconv.ParseInt(string(n.Value(name)), 10, 64)
	return v, err == nil
}

// Ints returns a field that is a list of whole numbers.
func (n *Node) Ints(name string) []int64 {
	var out []int64
	d := jsontext.NewDecoder(bytes.NewReader(n.Value(name)))
	for {
		t, err := d.ReadToken()
		if err != nil {
			return out
		}
		if t.Kind() == '0' {
			if v, err := strconv.ParseInt(t.String(), 10, 64); err == nil {
				out = append(out, v)
			}
		}
	}
}

// Name returns the name of a declaration.
func (n *Node) Name() string { return n.Str("name") }

// TypeString returns the compiler's word for the type of an expression, a type
// name or a variable; "" when it says none.
func (n *Node) TypeString() string { return n.Child("typeDescriptions").Str("typeString") }

// TypeIdentifier returns the compiler's name for the same, which tells types
// apart that look alike.
func (n *Node) TypeIdentifier() string { return n.Child("typeDescriptions").Str("typeIdentifier") }

// Doc returns the NatSpec comment of a declaration without its comment marks.
// Compilers write it as a node or, up to 0.5, as a string.
func (n *Node) Doc() string {
	if d := n.Child("documentation"); d != nil {
		return d.Str("text")
	}
	return n.Str("documentation")
}

// Walk calls visit for the node and everything below it, in the order of the
// tree, and does not go below a node for which visit returns false.
func (n *Node) Walk(visit func(*Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	for i := range n.fields {
		n.fields[i].node.Walk(visit)
		for _, c := range n.fields[i].list {
			c.Walk(visit)
		}
	}
}

// Builtin reports whether an id stands for something that is part of the
// language, such as msg or keccak256.
func Builtin(id int64) bool { return id < 0 || id > 1<<31 }

func unquote(v jsontext.Value) string {
	b, err := jsontext.AppendUnquote(nil, v)
	if err != nil {
		return ""
	}
	return string(b)
}
