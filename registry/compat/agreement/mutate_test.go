package agreement_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

var (
	mutations = flag.Int("mutations", 0, "how many random pairs of each kind; 0 means 25, or 1500 with NOVATION_AGREEMENT=full")
	showKinds = flag.Int("kinds", 0, "how many pairs to show that both refuse for different kinds of findings")
	seed      = flag.Uint64("seed", 1, "of the random pairs")
)

func full() bool { return os.Getenv("NOVATION_AGREEMENT") == "full" }

func randomPairs() int {
	switch {
	case *mutations > 0:
		return *mutations
	case full():
		return 1500
	}
	return 25
}

// A model is a contract C with its bases, types and namespaces.
type model struct {
	enums     []list     // name and members
	structs   []declared // name and variables
	udvts     []list     // name and the type under it
	contracts []contract // most basic first; the last is C
	next      int        // for new names
}

type list struct {
	name  string
	items []string
}

type declared struct {
	name string
	vars []variable
}

type variable struct{ name, typ, doc string }

type contract struct {
	name   string
	vars   []variable
	spaces []space
}

type space struct {
	id   string
	body declared
}

// A generator makes models and changes them.
type generator struct{ *rand.Rand }

func pick[T any](g generator, from []T) T { return from[g.IntN(len(from))] }

var elementary = []string{
	"uint256", "uint256", "uint128", "uint64", "uint8", "int256", "int128", "bool", "address", "address payable", "bytes32", "bytes16", "bytes1",
	"bytes", "string", "I", "J", "function() external", "function(uint256) external view", "uint16", "bytes20", "uint160",
}

func (g generator) typ(m *model, depth int) string {
	switch n := g.IntN(20); {
	case n < 9 || depth > 3:
		return pick(g, elementary)
	case n < 11 && len(m.enums) > 0:
		return pick(g, m.enums).name
	case n < 14 && len(m.structs) > 0:
		return pick(g, m.structs).name
	case n < 15 && len(m.udvts) > 0:
		return pick(g, m.udvts).name
	case n < 17:
		return g.typ(m, depth+1) + pick(g, []string{"[]", "[]", "[2]", "[3]", "[7]", "[33]"})
	default:
		return "mapping(" + g.key(m) + " => " + g.typ(m, depth+1) + ")"
	}
}

func (g generator) key(m *model) string {
	keys := []string{"address", "uint256", "bytes32", "string", "bool", "I", "uint8"}
	if len(m.enums) > 0 {
		keys = append(keys, pick(g, m.enums).name)
	}
	if len(m.udvts) > 0 {
		keys = append(keys, pick(g, m.udvts).name)
	}
	return pick(g, keys)
}

func (m *model) fresh(prefix string) string {
	m.next++
	return fmt.Sprintf("%s%d", prefix, m.next)
}

func (g generator) variable(m *model) variable {
	return variable{name: m.fresh("v"), typ: g.typ(m, 0)}
}

func (g generator) variables(m *model, n int) []variable {
	var out []variable
	for range n {
		out = append(out, g.variable(m))
	}
	return out
}

func (g generator) model() *model {
	m := &model{}
	for range g.IntN(3) {
		e := list{name: m.fresh("E")}
		for range 1 + g.IntN(4) {
			e.items = append(e.items, m.fresh("M"))
		}
		m.enums = append(m.enums, e)
	}
	for range g.IntN(3) {
		m.udvts = append(m.udvts, list{m.fresh("T"), []string{pick(g, []string{"uint256", "int256", "uint64", "address", "bytes32"})}})
	}
	for range g.IntN(4) {
		m.structs = append(m.structs, declared{m.fresh("S"), g.variables(m, 1+g.IntN(4))})
	}
	for i := range 1 + g.IntN(3) {
		c := contract{name: fmt.Sprintf("B%d", i), vars: g.variables(m, g.IntN(6))}
		if g.IntN(2) == 0 {
			size := 1 + g.IntN(50)
			c.vars = append(c.vars, variable{name: pick(g, []string{"__gap", "__gap", "__gap_" + c.name}), typ: fmt.Sprintf("uint256[%d]", size)})
		}
		if g.IntN(4) == 0 {
			c.spaces = append(c.spaces, space{fmt.Sprintf("space.%d", i), declared{m.fresh("N"), g.variables(m, 1+g.IntN(4))}})
		}
		m.contracts = append(m.contracts, c)
	}
	m.contracts[len(m.contracts)-1].name = "C"
	return m
}

func (m *model) clone() *model {
	c := *m
	c.enums, c.structs, c.udvts, c.contracts = slices.Clone(m.enums), slices.Clone(m.structs), slices.Clone(m.udvts), slices.Clone(m.contracts)
	for i := range c.enums {
		c.enums[i].items = slices.Clone(c.enums[i].items)
	}
	for i := range c.udvts {
		c.udvts[i].items = slices.Clone(c.udvts[i].items)
	}
	for i := range c.structs {
		c.structs[i].vars = slices.Clone(c.structs[i].vars)
	}
	for i := range c.contracts {
		c.contracts[i].vars = slices.Clone(c.contracts[i].vars)
		c.contracts[i].spaces = slices.Clone(c.contracts[i].spaces)
		for j := range c.contracts[i].spaces {
			c.contracts[i].spaces[j].body.vars = slices.Clone(c.contracts[i].spaces[j].body.vars)
		}
	}
	return &c
}

func (m *model) source() string {
	var b strings.Builder
	b.WriteString("interface I { function f() external; } interface J { function g() external; }\n")
	for _, e := range m.enums {
		fmt.Fprintf(&b, "enum %s { %s }\n", e.name, strings.Join(e.items, ", "))
	}
	for _, u := range m.udvts {
		fmt.Fprintf(&b, "type %s is %s;\n", u.name, u.items[0])
	}
	for _, s := range m.structs {
		fmt.Fprintf(&b, "struct %s { %s }\n", s.name, vars(s.vars, ""))
	}
	for i, c := range m.contracts {
		is := ""
		if i > 0 {
			is = " is " + m.contracts[i-1].name
		}
		fmt.Fprintf(&b, "contract %s%s {\n%s\n", c.name, is, vars(c.vars, " private"))
		for _, n := range c.spaces {
			fmt.Fprintf(&b, " /// @custom:storage-location erc7201:%s\n struct %s { %s }\n", n.id, n.body.name, vars(n.body.vars, ""))
		}
		b.WriteString("}\n")
	}
	return b.String()
}

func vars(list []variable, visibility string) string {
	var b strings.Builder
	for _, v := range list {
		if v.doc != "" {
			fmt.Fprintf(&b, "\n/// %s\n", v.doc)
		}
		fmt.Fprintf(&b, " %s%s %s;", v.typ, visibility, v.name)
	}
	return b.String()
}

// somewhere returns a list of variables: of a contract mostly, of a struct or of
// a namespace.
func (g generator) somewhere(m *model) *[]variable {
	var all []*[]variable
	for i := range m.contracts {
		for range 3 {
			all = append(all, &m.contracts[i].vars)
		}
		for j := range m.contracts[i].spaces {
			all = append(all, &m.contracts[i].spaces[j].body.vars)
		}
	}
	for i := range m.structs {
		all = append(all, &m.structs[i].vars)
	}
	return pick(g, all)
}

// safe makes only changes that are harmless, or nearly.
func (g generator) safe(m *model) {
	switch g.IntN(7) {
	case 0:
		c := &m.contracts[len(m.contracts)-1]
		c.vars = append(c.vars, g.variables(m, 1+g.IntN(3))...)
	case 1:
		for i := range m.contracts {
			for j := range m.contracts[i].spaces {
				body := &m.contracts[i].spaces[j].body
				body.vars = append(body.vars, g.variable(m))
			}
		}
	case 2, 3:
		g.useGap(m)
	case 4:
		for i := range m.enums {
			m.enums[i].items = append(m.enums[i].items, m.fresh("M"))
		}
	case 5:
		if len(m.structs) > 0 {
			s := &m.structs[g.IntN(len(m.structs))]
			s.vars = append(s.vars, g.variable(m))
		}
	case 6:
		g.rename(m, true)
	}
}

// useGap puts variables before a gap and shrinks it, rightly most of the time.
func (g generator) useGap(m *model) {
	for i := range m.contracts {
		c := &m.contracts[i]
		for j, v := range c.vars {
			var size int
			if !strings.HasPrefix(v.name, "__gap") {
				continue
			}
			if n, err := fmt.Sscanf(v.typ, "uint256[%d]", &size); n != 1 || err != nil {
				continue
			}
			used := 1 + g.IntN(min(size, 3))
			var added []variable
			for range used {
				added = append(added, variable{name: m.fresh("v"), typ: pick(g, []string{"uint256", "uint256", "bytes32", "string", "mapping(address => bool)", "uint128", "address"})})
			}
			size -= used
			if g.IntN(4) == 0 {
				size += g.IntN(3) - 1
			}
			rest := slices.Clone(c.vars[j+1:])
			c.vars = append(slices.Clone(c.vars[:j]), added...)
			if size > 0 {
				c.vars = append(c.vars, variable{name: v.name, typ: fmt.Sprintf("uint256[%d]", size)})
			}
			c.vars = append(c.vars, rest...)
			break
		}
	}
}

func (g generator) rename(m *model, declare bool) {
	l := g.somewhere(m)
	if len(*l) == 0 {
		return
	}
	v := &(*l)[g.IntN(len(*l))]
	was := *v
	v.name = m.fresh("v")
	if declare {
		v.doc = "@custom:oz-renamed-from " + was.name
	}
	if g.IntN(4) == 0 {
		v.doc, v.typ = strings.TrimSpace(v.doc+"\n/// @custom:oz-retyped-from "+was.typ), g.like(m, was.typ)
	}
}

// like returns a type that resembles another.
func (g generator) like(m *model, typ string) string {
	near := [][]string{
		{"uint256", "int256", "bytes32"},
		{"address", "I", "J", "address payable", "uint160", "bytes20"},
		{"uint8", "bool", "bytes1", "E1", "E2"},
		{"string", "bytes"},
		{"function() external", "function(uint256) external view"},
	}
	for _, e := range m.enums {
		near[2] = append(near[2], e.name)
	}
	near[2] = slices.DeleteFunc(near[2], func(s string) bool {
		return strings.HasPrefix(s, "E") && !slices.ContainsFunc(m.enums, func(e list) bool { return e.name == s })
	})
	for _, l := range near {
		if slices.Contains(l, typ) {
			return pick(g, l)
		}
	}
	if base, ok := strings.CutSuffix(typ, "]"); ok {
		i := strings.LastIndexByte(base, '[')
		return base[:i] + pick(g, []string{"[]", "[1]", "[2]", "[3]", "[4]", "[8]"})
	}
	if i := strings.LastIndex(typ, " => "); i > 0 {
		value := strings.TrimRight(typ[i+4:], ")")
		return typ[:i+4] + g.like(m, value) + strings.Repeat(")", len(typ[i+4:])-len(value))
	}
	return g.typ(m, 0)
}

// wild makes any change.
func (g generator) wild(m *model) {
	l := g.somewhere(m)
	at := 0
	if len(*l) > 0 {
		at = g.IntN(len(*l))
	}
	switch n := g.IntN(15); {
	case n == 0:
		*l = slices.Insert(*l, at, g.variable(m))
	case n == 1:
		*l = append(*l, g.variable(m))
	case len(*l) == 0:
	case n == 2 && len(*l) > 1:
		*l = slices.Delete(*l, at, at+1)
	case n == 3:
		other := g.IntN(len(*l))
		(*l)[at], (*l)[other] = (*l)[other], (*l)[at]
	case n == 4 || n == 5:
		(*l)[at].typ = g.like(m, (*l)[at].typ)
	case n == 6:
		(*l)[at].typ = g.typ(m, 0)
	case n == 7:
		g.rename(m, g.IntN(2) == 0)
	case n == 8:
		(*l)[at] = g.variable(m)
	case n == 9 && len(m.enums) > 0:
		e := &m.enums[g.IntN(len(m.enums))]
		i := g.IntN(len(e.items))
		switch g.IntN(4) {
		case 0:
			e.items = slices.Insert(e.items, i, m.fresh("M"))
		case 1:
			e.items[i] = m.fresh("M")
		case 2:
			if len(e.items) > 1 {
				e.items = slices.Delete(e.items, i, i+1)
			}
		case 3:
			slices.Reverse(e.items)
		}
	case n == 10 && len(m.udvts) > 0:
		m.udvts[g.IntN(len(m.udvts))].items[0] = pick(g, []string{"uint256", "int256", "bytes32", "uint64", "address"})
	case n == 11 && len(m.contracts) > 1:
		i := g.IntN(len(m.contracts) - 1)
		a, b := &m.contracts[i], &m.contracts[i+1]
		if len(a.vars) > 0 { // the last variable moves to the contract that follows
			v := a.vars[len(a.vars)-1]
			a.vars, b.vars = a.vars[:len(a.vars)-1], slices.Insert(b.vars, 0, v)
		}
	case n == 12:
		i := g.IntN(len(m.contracts))
		c := &m.contracts[i]
		if len(c.spaces) > 0 {
			c.spaces = nil
		} else {
			c.spaces = []space{{m.fresh("space."), declared{m.fresh("N"), g.variables(m, 2)}}}
		}
	case n == 13:
		m.contracts = slices.Insert(m.contracts, g.IntN(len(m.contracts)), contract{name: m.fresh("X"), vars: g.variables(m, g.IntN(2))})
	case n == 14:
		g.useGap(m)
	}
}

// layoutPairs returns random pairs: most changed in ways that are meant to be
// harmless, the others in any.
func layoutPairs(g generator, n int) []*testPair {
	var out []*testPair
	for i := range n {
		old := g.model()
		next := old.clone()
		for range 1 + g.IntN(3) {
			if i%5 < 3 {
				g.safe(next)
			} else {
				g.wild(next)
			}
		}
		p := &testPair{Name: fmt.Sprintf("layout %d", i), old: source(old.source()), new: source(next.source())}
		if g.IntN(12) == 0 {
			p.Allow = []string{"rename"}
		}
		out = append(out, p)
	}
	return out
}

func TestRandomLayouts(t *testing.T) {
	table := newTable("random layouts")
	table.fill(t, ask(t, layoutSuite(randomPairs(), *seed)))
	table.report(t)
}
