package safety

import (
	"strings"

	"github.com/novation-dev/novation/contracts/ast"
)

// linking notes the libraries that a contract which can be deployed calls by
// their address. Which of them are in its code, only the code tells: this is
// what can be reached from outside, and a little more.
func (r *reader) linking(c *ast.Node) {
	if c.Bool("abstract") || c.Str("contractKind") != "contract" {
		return
	}
	bases, err := r.p.Bases(c)
	if err != nil {
		r.fail(err)
		return
	}
	s := &search{reader: r, named: map[string][]*ast.Node{}, seen: map[*ast.Node]bool{}, libraries: map[*ast.Node]bool{}}
	for _, b := range bases {
		for _, fn := range functions(b) {
			s.named[fn.Name()] = append(s.named[fn.Name()], fn)
		}
	}
	for _, b := range bases {
		s.entries(b)
	}
	for l := range s.libraries {
		r.add(Linking, Ordinary, c, l, r.name(l), "", r.allowed(Linking, c))
	}
}

// A search follows the code of one contract.
type search struct {
	*reader
	named     map[string][]*ast.Node // functions of the linearisation
	seen      map[*ast.Node]bool
	libraries map[*ast.Node]bool
}

// entries goes down from where the code of a contract is entered.
func (s *search) entries(c *ast.Node) {
	for _, b := range c.List("baseContracts") {
		b.Walk(s.visit)
	}
	for _, n := range c.List("nodes") {
		switch {
		case n == nil, n.Type == "ModifierDefinition":
		case n.Type == "FunctionDefinition" && isInternal(n):
		default:
			s.into(n)
		}
	}
}

func (s *search) into(n *ast.Node) {
	if !s.seen[n] {
		s.seen[n] = true
		n.Walk(s.visit)
	}
}

func (s *search) visit(n *ast.Node) bool {
	if n.Type == "FunctionCall" && n.Str("kind") == "typeConversion" {
		for _, a := range n.List("arguments") {
			if l := s.library(a); l != nil {
				s.libraries[l] = true
			}
		}
	}
	if n.Type == "UsingForDirective" {
		return false // names functions and calls none
	}
	fn := s.declaration(n)
	if fn == nil || fn.Type != "FunctionDefinition" && fn.Type != "ModifierDefinition" {
		return true
	}
	in := s.p.In(fn)
	switch {
	case in != nil && in.Str("contractKind") == "library" && !isInternal(fn):
		s.libraries[in] = true
	case in == nil || fn.Type == "ModifierDefinition" || isInternal(fn):
		s.into(fn)
	}
	if fn.Bool("virtual") {
		for _, other := range s.named[fn.Name()] {
			s.into(other)
		}
	}
	return true
}

// library returns the library that an expression names, or nil.
func (r *reader) library(n *ast.Node) *ast.Node {
	if n == nil || !strings.HasPrefix(n.TypeString(), "type(library ") {
		return nil
	}
	return r.declaration(n)
}
