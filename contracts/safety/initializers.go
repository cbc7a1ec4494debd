package safety

import (
	"fmt"
	"slices"
	"strings"

	"github.com/novation-dev/novation/contracts/ast"
)

// parents are the initialisers of base contracts, by the contract's name, in
// the order of the names' first appearance, most basic first.
type parents struct {
	names []string
	of    map[string][]*ast.Node
}

// initializers notes what a contract that can be deployed leaves out of the
// initialisation of its bases.
func (r *reader) initializers(c *ast.Node) {
	if c.Bool("abstract") {
		return
	}
	bases, err := r.p.Bases(c)
	if err != nil {
		r.fail(err)
		return
	}
	all := parents{of: map[string][]*ast.Node{}}
	for _, b := range slices.Backward(bases[1:]) {
		found := r.possibleInitializers(b, true)
		if len(found) == 0 {
			continue
		}
		if all.of[b.Name()] == nil {
			all.names = append(all.names, b.Name())
		}
		all.of[b.Name()] = found
	}
	direct := all.uncalled()
	if len(direct) == 0 {
		return
	}
	own := r.possibleInitializers(c, false)
	if len(own) == 0 && all.needed(direct) {
		r.add(MissingInit, Ordinary, c, c, c.Name(), "", r.allowed(MissingInit, c))
	}
	for _, fn := range own {
		r.calls(c, fn, all, direct)
	}
}

// possibleInitializers returns what counts as an initialiser. Of a base only
// that counts which has something to do and can be called.
func (r *reader) possibleInitializers(c *ast.Node, base bool) []*ast.Node {
	var out []*ast.Node
	for _, fn := range functions(c) {
		marked := r.isInitializer(fn)
		v := fn.Str("visibility")
		switch {
		case !marked && !hasModifier(fn, "initializer", "onlyInitializing") && fn.Name() != "initialize" && fn.Name() != "initializer":
		case fn.Bool("virtual") && !fn.Has("body"), v == "private":
		case base && (len(fn.Child("body").List("statements")) == 0 || v != "internal" && v != "public"):
		default:
			out = append(out, fn)
		}
	}
	return out
}

func hasModifier(fn *ast.Node, names ...string) bool {
	return slices.ContainsFunc(fn.List("modifiers"), func(m *ast.Node) bool {
		return slices.Contains(names, m.Child("modifierName").Name())
	})
}

// uncalled returns the parents that no other parent initialises. The loop goes
// on at the next index although the list has become shorter, as in the tool
// that this must agree with: with more than two in a row, one is not looked at.
func (p parents) uncalled() []string {
	left := slices.Clone(p.names)
	for i := 0; i < len(left); i++ {
		name := left[i]
		for _, fn := range p.of[name] {
			for _, id := range callees(fn) {
				before := left[:max(slices.Index(left, name), 0)]
				at := slices.IndexFunc(before, func(b string) bool { return p.has(b, id) })
				if at >= 0 {
					left = slices.Delete(left, at, at+1)
				}
			}
		}
	}
	return left
}

func (p parents) has(name string, id int64) bool { return p.find(name, id) != nil }

func (p parents) find(name string, id int64) *ast.Node {
	for _, fn := range p.of[name] {
		if fn.ID == id {
			return fn
		}
	}
	return nil
}

// needed reports whether a contract without an initialiser needs one: a single
// parent with a public initialiser is initialised through that.
func (p parents) needed(direct []string) bool {
	return len(direct) > 1 || !slices.ContainsFunc(p.of[direct[0]], func(fn *ast.Node) bool { return fn.Str("visibility") != "internal" })
}

// A call is a statement that is nothing but the call of a named function.
type call struct {
	statement, node *ast.Node
	id              int64
}

func calls(fn *ast.Node) []call {
	var out []call
	for _, s := range fn.Child("body").List("statements") {
		if s == nil || s.Type != "ExpressionStatement" {
			continue
		}
		n := s.Child("expression")
		callee := n.Child("expression")
		if n == nil || callee == nil || n.Type != "FunctionCall" || callee.Type != "Identifier" && callee.Type != "MemberAccess" {
			continue
		}
		if id, ok := callee.Int("referencedDeclaration"); ok && id > 0 {
			out = append(out, call{s, n, id})
		}
	}
	return out
}

func callees(fn *ast.Node) []int64 {
	var out []int64
	for _, c := range calls(fn) {
		out = append(out, c.id)
	}
	return out
}

// reached returns the functions that a call leads to, inner ones first, each
// once.
func (r *reader) reached(id int64, seen map[int64]bool) []int64 {
	fn, err := r.p.Node(id)
	if err != nil || fn.Type != "FunctionDefinition" || seen[id] {
		return nil
	}
	seen[id] = true
	var out []int64
	for _, next := range callees(fn) {
		out = append(out, r.reached(next, seen)...)
	}
	return append(out, id)
}

// calls notes what one initialiser calls twice, in another order, or not.
func (r *reader) calls(c, fn *ast.Node, all parents, direct []string) {
	var found []string
	called := map[int64]bool{}
	order, missing := slices.Clone(all.names), slices.Clone(direct)
	for _, at := range calls(fn) {
		for _, id := range r.reached(at.id, map[int64]bool{}) {
			for _, name := range all.names {
				parent := all.find(name, id)
				if parent == nil {
					continue
				}
				again := called[id]
				called[id] = true
				if again {
					r.add(DuplicateInitCall, Ordinary, c, at.node, parent.Name(), "of "+name,
						r.first(DuplicateInitCall, c, fn, at.statement))
				}
				if slices.Contains(found, name) {
					continue
				}
				found = append(found, name)
				i := slices.Index(order, name)
				if !again && i != 0 {
					r.add(InitOrder, Ordinary, c, at.node, parent.Name(),
						fmt.Sprintf("found %s; expected %s", strings.Join(found, ", "), strings.Join(direct, ", ")), r.first(InitOrder, c, fn))
				}
				order = remove(order, name)
				missing = remove(missing, name)
			}
		}
	}
	if len(missing) > 0 && !strings.HasSuffix(fn.Name(), "_unchained") {
		r.add(MissingInitCall, Ordinary, c, fn, fn.Name(), strings.Join(missing, ", "), r.first(MissingInitCall, c, fn))
	}
}

func remove(list []string, s string) []string {
	if i := slices.Index(list, s); i >= 0 {
		return slices.Delete(list, i, i+1)
	}
	return list
}

// first returns the allowance on the first of the nodes that has one.
func (r *reader) first(kind Kind, nodes ...*ast.Node) *Allowance {
	for _, n := range nodes {
		if a := r.allowed(kind, n); a != nil {
			return a
		}
	}
	return nil
}

// openInitializers notes functions that look like initialisers, can be called
// from outside and have nothing in their head that stops a second call.
func (r *reader) openInitializers(bases []*ast.Node) {
	overridden := map[string]bool{}
	for _, c := range bases {
		for _, fn := range functions(c) {
			v := fn.Str("visibility")
			if v != "public" && v != "external" || fn.Name() != "initialize" && fn.Name() != "initializer" {
				continue
			}
			key := fn.Name() + signature(fn)
			if overridden[key] {
				continue
			}
			overridden[key] = true
			if len(fn.Child("body").List("statements")) > 0 && len(fn.List("modifiers")) == 0 {
				r.add(OpenInit, Ordinary, c, fn, fn.Name(), "", nil)
			}
		}
	}
}

func signature(fn *ast.Node) string {
	var out []string
	for _, p := range fn.Child("parameters").List("parameters") {
		out = append(out, p.TypeString())
	}
	return "(" + strings.Join(out, ",") + ")"
}
