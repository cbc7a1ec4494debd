// Package safety finds what makes a contract unsafe behind a proxy.
//
// A proxy keeps the state and borrows the code. What runs only when the code is
// deployed (a constructor, an initial value) never reaches the proxy's state;
// what leaves the code (a delegate call, a self-destruct) can take it away from
// all proxies at once. [Of] collects such [Fact]s from the syntax tree: of the
// contract, of what it inherits from, and of every function that can be reached
// from there. Nothing is judged here: registry/compat decides.
//
// # Agreement
//
// The kinds and their meaning are those of OpenZeppelin's upgrades-core, so that
// its annotations and options can be kept. What is found where that tool does
// not look is marked by [Fact.Way].
//
// # Allowances
//
// An author may allow a fact where it stands, with OpenZeppelin's annotations
// @custom:oz-upgrades-unsafe-allow and -reachable, or with a reason:
//
//	/// @custom:novation-allow delegatecall: the target is fixed and audited
//
// Facts that are allowed stay in the list, with the [Allowance].
//
// # Dependencies
//
// Of ours it imports registry and contracts/ast.
package safety

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/novation-dev/novation/contracts/ast"
)

// Kind is what a fact is about. The words are those of OpenZeppelin's tool.
type Kind string

// The kinds of facts.
const (
	Delegatecall      Kind = "delegatecall"
	Selfdestruct      Kind = "selfdestruct"
	Constructor       Kind = "constructor"
	Assignment        Kind = "state-variable-assignment"
	Immutable         Kind = "state-variable-immutable"
	Linking           Kind = "external-library-linking"
	InternalFunction  Kind = "internal-function-storage"
	MissingUpgrade    Kind = "missing-public-upgradeto"
	MissingInit       Kind = "missing-initializer"
	MissingInitCall   Kind = "missing-initializer-call"
	DuplicateInitCall Kind = "duplicate-initializer-call"
	InitOrder         Kind = "incorrect-initializer-order"
	// StructDefinition and EnumDefinition are never found. They are known
	// because annotations written for old versions of the tool have them.
	StructDefinition Kind = "struct-definition"
	EnumDefinition   Kind = "enum-definition"
	// OpenInit is an initialiser that nothing keeps from being called twice.
	// OpenZeppelin's tool does not look for it.
	OpenInit Kind = "unprotected-initializer"
	// NoReason is a novation-allow annotation that gives no reason; it allows
	// nothing.
	NoReason Kind = "allowance-without-reason"
)

// Kinds returns every kind that an annotation may allow, in no special order.
func Kinds() []Kind {
	return []Kind{
		Delegatecall, Selfdestruct, Constructor, Assignment, Immutable, Linking, InternalFunction, MissingUpgrade,
		MissingInit, MissingInitCall, DuplicateInitCall, InitOrder, StructDefinition, EnumDefinition,
	}
}

// Way says how a fact was found that OpenZeppelin's tool does not find.
type Way string

// The ways.
const (
	// Ordinary facts are found by both.
	Ordinary Way = ""
	// Assembly: the operation is written in assembly.
	Assembly Way = "assembly"
	// Inherited: an internal function that only a base contract calls.
	Inherited Way = "inherited"
	// Referred: a function whose value is taken, or that stands for an
	// operator, and is not called by its name.
	Referred Way = "referred"
	// Nested: within a mapping or an array.
	Nested Way = "nested"
)

// Facts are what one contract does that matters behind a proxy.
type Facts struct {
	// Abstract contracts cannot be deployed. Initialisers are not looked at in
	// them.
	Abstract bool `json:"abstract,omitempty"`
	// UUPS tells that the contract has a public upgradeTo(address) or
	// upgradeToAndCall(address,bytes): its proxies are upgraded through it.
	UUPS bool `json:"uups,omitempty"`
	// Linking is the author's allowance of external libraries, nil without.
	Linking *Allowance `json:"linking,omitempty"`
	// Facts are in the order of kind and place. There may be none.
	Facts []Fact `json:"facts"`
}

// A Fact is one thing that a contract does.
type Fact struct {
	Kind Kind `json:"kind"`
	Way  Way  `json:"way,omitempty"`
	// Contract is the contract of the linearisation to which it belongs, as
	// "source:Name". A called library or free function belongs to its caller.
	Contract string `json:"contract"`
	// Label names the variable, the function or the library.
	Label string `json:"label"`
	// Detail is what is to be said beyond the kind: the parents whose
	// initialisers are not called. It may be empty.
	Detail string    `json:"detail,omitempty"`
	Place  ast.Place `json:"place"`
	// Allowed is the author's allowance, nil without.
	Allowed *Allowance `json:"allowed,omitempty"`
}

// An Allowance is the author's word, in the source, that a fact is wanted.
type Allowance struct {
	// By is the annotation: "oz-upgrades-unsafe-allow".
	By string `json:"by"`
	// Reason is empty for OpenZeppelin's annotations, which have none.
	Reason string `json:"reason,omitempty"`
	// Place is that of the declaration that has the annotation.
	Place ast.Place `json:"place"`
}

// Of collects the facts of one contract. It fails with [registry.ErrInvalid]
// when the trees contradict themselves or an annotation names a kind that does
// not exist, and with [registry.ErrNotFound] when there is no such contract.
func Of(p *ast.Program, source, name string) (*Facts, error) {
	contract, err := p.Contract(source, name)
	if err != nil {
		return nil, err
	}
	bases, err := p.Bases(contract)
	if err != nil {
		return nil, err
	}
	r := &reader{p: p, allowances: map[*ast.Node][]allowance{}, self: bases}
	f := &Facts{Abstract: contract.Bool("abstract"), Facts: []Fact{}}
	r.operations(contract, bases)
	for _, c := range bases {
		r.constructor(c)
		r.variables(c)
		r.functionsInStorage(c)
		r.linking(c)
		r.initializers(c)
		f.UUPS = f.UUPS || r.upgradeable(c)
	}
	r.openInitializers(bases)
	r.withoutReason()
	f.Linking = r.allowed(Linking, contract)
	if r.err != nil {
		return nil, fmt.Errorf("contract %s: %w", name, r.err)
	}
	f.Facts = append(f.Facts, r.facts...)
	slices.SortStableFunc(f.Facts, func(a, b Fact) int {
		return cmp.Or(a.compare(b), rank(a)-rank(b))
	})
	// What is not allowed comes first and stays.
	f.Facts = slices.CompactFunc(f.Facts, func(a, b Fact) bool { return a.compare(b) == 0 })
	return f, nil
}

func (f Fact) compare(g Fact) int {
	return cmp.Or(cmp.Compare(f.Kind, g.Kind), f.Place.Compare(g.Place), cmp.Compare(f.Label, g.Label),
		cmp.Compare(f.Detail, g.Detail), cmp.Compare(f.Contract, g.Contract), cmp.Compare(f.Way, g.Way))
}

// A reader collects the facts of one contract. It is used by one goroutine.
type reader struct {
	p *ast.Program
	// self is the contract's linearisation, itself first.
	self       []*ast.Node
	allowances map[*ast.Node][]allowance // of declarations that were asked for
	facts      []Fact
	err        error // the first
}

// add notes a fact of contract c at node n.
func (r *reader) add(kind Kind, way Way, c, n *ast.Node, label, detail string, allowed *Allowance) {
	r.facts = append(r.facts, Fact{
		Kind: kind, Way: way, Contract: r.name(c), Label: label, Detail: detail, Place: r.p.Place(n), Allowed: allowed,
	})
}

// name returns "source:Name" of a contract.
func (r *reader) name(c *ast.Node) string { return r.p.Source(c) + ":" + c.Name() }

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// functions returns the functions that a contract defines, in order.
func functions(contract *ast.Node) []*ast.Node {
	var out []*ast.Node
	for _, n := range contract.List("nodes") {
		if n != nil && n.Type == "FunctionDefinition" {
			out = append(out, n)
		}
	}
	return out
}

// isConstructor knows the word of compilers before 0.5, too.
func isConstructor(fn *ast.Node) bool {
	return fn.Str("kind") == "constructor" || fn.Bool("isConstructor")
}

// isInternal tells functions that only contracts which inherit can call.
func isInternal(fn *ast.Node) bool {
	v := fn.Str("visibility")
	return fn.Type == "FunctionDefinition" && !isConstructor(fn) && (v == "internal" || v == "private")
}
