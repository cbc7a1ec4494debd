package safety

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/novation-dev/novation/contracts/ast"
)

// An operation is what is looked for in the code.
type operation struct {
	kind Kind
	// types are how the type of a called expression begins, and beyond those
	// that only we look for.
	types, beyond []string
	// yul are functions of assembly, and text the same in the assembly of
	// compilers that wrote it into the tree as text.
	yul  []string
	text *regexp.Regexp
}

var allOperations = []operation{
	{
		kind: Delegatecall, types: []string{"t_function_baredelegatecall_"}, beyond: []string{"t_function_barecallcode_"},
		yul: []string{"delegatecall", "callcode"}, text: regexp.MustCompile(`\b(delegatecall|callcode)\b`),
	},
	{
		kind: Selfdestruct, types: []string{"t_function_selfdestruct_"},
		yul: []string{"selfdestruct", "suicide"}, text: regexp.MustCompile(`\b(selfdestruct|suicide)\b`),
	},
}

// A scope is on which way a definition was reached.
type scope int

const (
	// own: the contract itself, and what it calls.
	own scope = iota
	// inherited: a base. Its internal functions count when they are called.
	inherited
	// fromBase: an internal function that was reached from a base.
	fromBase
	// referred: a function that was reached other than by its name in a call.
	referred
)

func (s scope) way() Way {
	switch s {
	case fromBase:
		return Inherited
	case referred:
		return Referred
	default:
		return Ordinary
	}
}

// A hunt looks for one operation.
type hunt struct {
	*reader
	operation
	contract *ast.Node // of the linearisation
	seen     map[visit]bool
	found    map[*ast.Node]Fact
}

// A visit is one definition on one way, under an allowance or not.
type visit struct {
	node    *ast.Node
	scope   scope
	allowed bool
}

// operations looks for delegate calls and self-destructs.
func (r *reader) operations(contract *ast.Node, bases []*ast.Node) {
	for _, op := range allOperations {
		h := &hunt{reader: r, operation: op, seen: map[visit]bool{}, found: map[*ast.Node]Fact{}}
		h.hierarchy(contract, bases)
		for _, f := range h.found {
			r.facts = append(r.facts, f)
		}
	}
}

// hierarchy visits the contract, and every base to which a way leads that is
// not under an allowance.
func (h *hunt) hierarchy(contract *ast.Node, bases []*ast.Node) {
	type entry struct {
		node    *ast.Node
		allowed *Allowance
	}
	queue := []entry{{contract, nil}}
	done := map[visit]bool{}
	for len(queue) > 0 {
		e := queue[0]
		queue = queue[1:]
		s := inherited
		if e.node == contract {
			s = own
		}
		if key := (visit{e.node, s, e.allowed != nil}); done[key] {
			continue
		} else {
			done[key] = true
		}
		h.contract = e.node
		h.definition(e.node, s, e.allowed, e.allowed)
		below := cmp.Or(e.allowed, h.allowedReachable(h.kind, e.node))
		for _, spec := range e.node.List("baseContracts") {
			id, _ := spec.Child("baseName").Int("referencedDeclaration")
			i := slices.IndexFunc(bases, func(b *ast.Node) bool { return b.ID == id })
			if i >= 0 {
				queue = append(queue, entry{bases[i], below})
			}
		}
	}
}

// definition looks at a contract or a function. Direct is an allowance for what
// stands in it, reach one for what it calls.
func (h *hunt) definition(def *ast.Node, s scope, direct, reach *Allowance) {
	key := visit{def, s, direct != nil}
	if h.seen[key] {
		return
	}
	h.seen[key] = true
	if c := h.p.In(def); def.Type == "FunctionDefinition" && c != nil && c != def {
		direct = cmp.Or(direct, h.allowed(h.kind, c))
		reach = cmp.Or(reach, h.allowedReachable(h.kind, c))
	}
	if s == inherited && isInternal(def) {
		s = fromBase
	}
	h.walk(def, s, direct, reach)
}

// walk goes down from n. It calls itself for declarations and statements that
// have a comment of their own.
func (h *hunt) walk(n *ast.Node, s scope, direct, reach *Allowance) {
	direct = cmp.Or(direct, h.allowed(h.kind, n))
	reach = cmp.Or(reach, h.allowedReachable(h.kind, n))
	called := map[*ast.Node]bool{}
	n.Walk(func(c *ast.Node) bool {
		switch {
		case c == n:
		case s == inherited && isInternal(c):
			return false
		case c.Has("documentation"):
			h.walk(c, s, direct, reach)
			return false
		}
		h.look(c, s, direct)
		if fn := h.callee(c, called); fn != nil {
			next := s
			if !called[c] && c.Type != "FunctionCall" && s != fromBase {
				next = referred
			}
			if next == own || next == inherited || runsHere(h.p, fn) {
				h.definition(fn, next, reach, reach)
			}
		}
		return true
	})
}

// runsHere tells functions that work on the caller's state: a call of any other
// contract's function does not.
func runsHere(p *ast.Program, fn *ast.Node) bool {
	c := p.In(fn)
	return c == nil || c == fn || isInternal(fn) || c.Str("contractKind") == "library"
}

// callee returns the function that a node calls, or refers to in another way.
func (h *hunt) callee(n *ast.Node, called map[*ast.Node]bool) *ast.Node {
	name := "referencedDeclaration"
	switch n.Type {
	case "FunctionCall":
		n = n.Child("expression")
		if n == nil {
			return nil
		}
		called[n] = true
	case "Identifier", "MemberAccess":
		if called[n] {
			return nil
		}
	case "UnaryOperation", "BinaryOperation":
		name = "function"
	default:
		return nil
	}
	id, ok := n.Int(name)
	if !ok || id <= 0 || ast.Builtin(id) {
		return nil
	}
	fn, err := h.p.Node(id)
	if err != nil || fn.Type != "FunctionDefinition" {
		return nil
	}
	return fn
}

// look notes n when it is the operation.
func (h *hunt) look(n *ast.Node, s scope, direct *Allowance) {
	way, label := s.way(), ""
	switch n.Type {
	case "FunctionCall":
		id := n.Child("expression").TypeIdentifier()
		switch begins := func(p string) bool { return strings.HasPrefix(id, p) }; {
		case slices.ContainsFunc(h.types, begins):
		case slices.ContainsFunc(h.beyond, begins):
			way = cmp.Or(way, Referred)
		default:
			return
		}
	case "YulFunctionCall":
		label = n.Child("functionName").Name()
		if !slices.Contains(h.yul, label) {
			return
		}
		way = Assembly
	case "InlineAssembly":
		if !h.text.MatchString(n.Str("operations")) {
			return
		}
		way = Assembly
	default:
		return
	}
	fact := Fact{
		Kind: h.kind, Way: way, Contract: h.name(h.contract), Label: cmp.Or(label, string(h.kind)),
		Place: h.p.Place(n), Allowed: direct,
	}
	if old, ok := h.found[n]; !ok || rank(fact) < rank(old) {
		h.found[n] = fact
	}
}

// rank orders facts about one node: what is not allowed on some way counts, and
// among those what everyone finds.
func rank(f Fact) int {
	out := 0
	if f.Allowed != nil {
		out = 2
	}
	if f.Way != Ordinary {
		out++
	}
	return out
}
