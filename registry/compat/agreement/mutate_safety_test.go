package agreement_test

import (
	"fmt"
	"strings"
	"testing"
)

const initializable = `abstract contract Initializable { bool internal done; modifier initializer() { require(!done); done = true; _; }
 modifier onlyInitializing() { _; } modifier reinitializer(uint8) { _; } }
`

// A unit is a contract under construction.
type unit struct {
	name  string
	bases []int // of contracts, in order
	// inside are the calls that contracts which inherit can write, inits those
	// of initialisers among them.
	inside, inits []string
	abstract      bool
}

// safetySource makes a random source, whose contract C is judged. No function
// calls itself, not even by others: behind a circle the other tool is blind.
func (g generator) safetySource() string {
	var b strings.Builder
	b.WriteString(initializable)
	var free, libs []string
	for i := range g.IntN(3) {
		fmt.Fprintf(&b, "%sfunction free%d(address payable a) { %s }\n", g.allowance("delegatecall"), i, g.body(free))
		free = append(free, fmt.Sprintf("free%d(a);", i))
	}
	for i := range g.IntN(3) {
		fmt.Fprintf(&b, "%slibrary L%d {\n", g.allowance("delegatecall"), i)
		var own []string
		for j := range 1 + g.IntN(3) {
			v := pick(g, []string{"internal", "internal", "internal", "internal", "internal", "internal", "private", "public", "external"})
			fmt.Fprintf(&b, "%s function l%d(address payable a) %s { %s }\n", g.allowance("delegatecall"), j, v, g.body(append(own, append(free, libs...)...)))
			if v != "private" {
				libs = append(libs, fmt.Sprintf("L%d.l%d(a);", i, j))
			}
			if v != "external" && v != "public" {
				own = append(own, fmt.Sprintf("l%d(a);", j))
			}
		}
		b.WriteString("}\n")
	}
	open := append(free, libs...)
	var units []unit
	n := 1 + g.IntN(4)
	for i := range n {
		u := unit{name: fmt.Sprintf("B%d", i), abstract: g.IntN(3) == 0}
		if i == n-1 {
			u.name, u.abstract = "C", false
		}
		for j := range i { // bases are listed from the most basic on
			if g.IntN(2) == 0 || i == n-1 && j == n-2 {
				u.bases = append(u.bases, j)
			}
		}
		g.contract(&b, &u, units, open)
		units = append(units, u)
	}
	return b.String()
}

func (g generator) contract(b *strings.Builder, u *unit, units []unit, open []string) {
	b.WriteString(g.allowance("constructor", "delegatecall", "selfdestruct", "state-variable-assignment", "missing-initializer", "missing-initializer-call", "external-library-linking"))
	is := []string{"Initializable"}
	reach := append([]string(nil), open...)
	var inits []string
	seen := map[int]bool{}
	var inherit func(i int)
	inherit = func(i int) {
		if seen[i] {
			return
		}
		seen[i] = true
		for _, j := range units[i].bases {
			inherit(j)
		}
		reach = append(reach, units[i].inside...)
		inits = append(inits, units[i].inits...)
	}
	for _, i := range u.bases {
		is = append(is, units[i].name)
		inherit(i)
	}
	word := "contract"
	if u.abstract {
		word = "abstract contract"
	}
	fmt.Fprintf(b, "%s %s is %s {\n", word, u.name, strings.Join(is, ", "))
	id := strings.ToLower(u.name)
	switch g.IntN(16) {
	case 0:
		fmt.Fprintf(b, "%s uint256 public x%s = 1;\n", g.allowance("state-variable-assignment"), id)
	case 1:
		fmt.Fprintf(b, "%s uint256 public immutable x%s = 1;\n", g.allowance("state-variable-immutable"), id)
	case 2:
		fmt.Fprintf(b, " struct S%s { %s f; } %s s%s;\n", id, pick(g, []string{"function() internal", "function() external", "uint256"}),
			pick(g, []string{"S" + id, "mapping(uint256 => S" + id + ")"}), id)
	default:
		fmt.Fprintf(b, " uint256 public x%s;\n", id)
	}
	if g.IntN(9) == 0 {
		fmt.Fprintf(b, "%s constructor() %s { %s }\n", g.allowance("constructor"), pick(g, []string{"", "", "initializer"}), pick(g, []string{"", "done = true;"}))
	}
	if g.IntN(4) == 0 {
		fmt.Fprintf(b, "%s modifier m%s(address payable a) { %s _; }\n", g.allowance("delegatecall"), id, g.body(reach))
	}
	for j := range g.IntN(4) {
		v := pick(g, []string{"public", "public", "external", "internal", "private"})
		fmt.Fprintf(b, "%s function f%s%d(address payable a) %s { %s }\n", g.allowance("delegatecall", "selfdestruct"), id, j, v, g.body(reach))
		call := fmt.Sprintf("f%s%d(a);", id, j)
		if v == "public" || v == "internal" {
			reach, u.inside = append(reach, call), append(u.inside, call)
		}
	}
	g.initializers(b, u, id, inits)
	b.WriteString("}\n")
}

func (g generator) initializers(b *strings.Builder, u *unit, id string, inits []string) {
	calls := func() string {
		var s []string
		for _, c := range inits {
			switch g.IntN(16) {
			case 0:
			case 1:
				s = append(s, c, c)
			case 2:
				s = append([]string{c}, s...)
			case 3:
				s = append(s, "if (done) "+c)
			default:
				s = append(s, c)
			}
		}
		if g.IntN(3) > 0 {
			s = append(s, "done = true;")
		}
		return strings.Join(s, " ")
	}
	if u.name == "C" {
		if g.IntN(5) > 0 {
			fmt.Fprintf(b, "%s function %s() %s %s { %s }\n", g.allowance("missing-initializer-call", "duplicate-initializer-call", "incorrect-initializer-order"),
				pick(g, []string{"initialize", "initialize", "start"}), pick(g, []string{"public", "external"}), pick(g, []string{"initializer", "initializer", "reinitializer(2)", ""}), calls())
		}
		return
	}
	for _, name := range []string{"__" + id + "_init", "__" + id + "_init_unchained"} {
		if g.IntN(3) == 0 {
			continue
		}
		fmt.Fprintf(b, " function %s() %s onlyInitializing { %s }\n", name, pick(g, []string{"internal", "internal", "internal", "public"}), calls())
		u.inits = append(u.inits, name+"();")
		inits = append(inits, name+"();")
	}
}

func (g generator) body(calls []string) string {
	var s []string
	for range g.IntN(3) {
		if len(calls) > 0 {
			c := pick(g, calls)
			if g.IntN(3) == 0 {
				c = "if (a != address(0)) { " + c + " }"
			}
			s = append(s, c)
		}
	}
	switch g.IntN(60) {
	case 0, 1:
		s = append(s, `a.delegatecall("");`)
	case 2:
		s = append(s, "selfdestruct(a);")
	case 3:
		s = append(s, `a.call("");`)
	}
	return strings.Join(s, " ")
}

// allowance returns an annotation, or none.
func (g generator) allowance(kinds ...string) string {
	if g.IntN(8) > 0 {
		return "\n"
	}
	tag := pick(g, []string{"oz-upgrades-unsafe-allow", "oz-upgrades-unsafe-allow", "oz-upgrades-unsafe-allow-reachable"})
	return fmt.Sprintf("\n/// @custom:%s %s\n", tag, pick(g, kinds))
}

func safetyPairs(g generator, n int) []*testPair {
	var out []*testPair
	for i := range n {
		out = append(out, &testPair{Name: fmt.Sprintf("safety %d", i), old: source("contract C { }"), new: source(g.safetySource())})
	}
	return out
}

func TestRandomSafety(t *testing.T) {
	table := newTable("random contracts")
	table.fill(t, ask(t, safetySuite(randomPairs(), *seed)))
	table.report(t)
}
