package layout_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/novation-dev/novation/contracts/layout"
)

// TestRandom compares layouts of contracts that nobody would write with what
// the compiler reports. -rapid.checks has it run longer.
func TestRandom(t *testing.T) {
	c := start(t, filepath.Join(installed, "solc"))
	variables, namespaces := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		m := &maker{t: rt}
		sources := m.program()
		r := c.compile(rt, sources)
		for name, why := range r.Dropped {
			rt.Fatalf("the compiler refuses %s: %s\n%s\n%s", name, why, sources["a.sol"], sources["b.sol"])
		}
		p := r.program(rt)
		r.each(func(source, name string, c contract) {
			l, err := layout.Of(p, source, name, c.reported())
			if err != nil {
				rt.Fatalf("%v\n%s\n%s", err, sources["a.sol"], sources["b.sol"])
			}
			variables += same(rt, name, l, l.Storage, c.StorageLayout) + same(rt, name, l, l.Transient, c.TransientStorageLayout)
			namespaces += len(l.Namespaces)
		})
	})
	t.Logf("%d variables, %d namespaces", variables, namespaces)
	if variables < 100 || namespaces < 5 {
		t.Errorf("only %d variables and %d namespaces were compared", variables, namespaces)
	}
}

// A maker writes a program of two sources: a.sol declares types at file level
// and in a library, b.sol has contracts that use them under an alias.
type maker struct {
	t       *rapid.T
	enums   []string
	values  []string // user-defined value types
	structs []string
	n       int // of names given out
}

func (m *maker) program() map[string]string {
	var a, b strings.Builder
	a.WriteString("pragma solidity ^0.8.28;\n")
	a.WriteString(m.declarations(3))
	a.WriteString("library L {\n")
	held := *m
	a.WriteString(m.declarations(3))
	a.WriteString("}\n")
	for _, list := range []struct{ all, before *[]string }{{&m.enums, &held.enums}, {&m.values, &held.values}, {&m.structs, &held.structs}} {
		for i := range *list.all {
			if i >= len(*list.before) {
				(*list.all)[i] = "L." + (*list.all)[i]
			}
			(*list.all)[i] = "a." + (*list.all)[i]
		}
	}
	b.WriteString("pragma solidity ^0.8.28;\nimport \"./a.sol\" as a;\n")
	b.WriteString(m.declarations(1))
	for i := range 3 {
		b.WriteString(m.contract(i))
	}
	return map[string]string{"a.sol": a.String(), "b.sol": b.String()}
}

func (m *maker) contract(i int) string {
	var s strings.Builder
	fmt.Fprintf(&s, "contract C%d", i)
	switch m.draw(3) {
	case 0:
		if i == 2 {
			fmt.Fprintf(&s, " layout at %d", m.draw(1<<30))
		}
	case 1:
		if i > 0 {
			fmt.Fprintf(&s, " is C%d", m.draw(i))
		}
	}
	s.WriteString(" {\n")
	held := *m
	s.WriteString(m.declarations(1))
	for range m.draw(12) {
		s.WriteString(m.variable())
	}
	if m.flip() {
		n := m.name("N")
		fmt.Fprintf(&s, "/// @custom:storage-location erc7201:%s.%d\nstruct %s {\n%s}\n%s %s;\n", n, i, n, m.members(n), n, m.name("v"))
	}
	s.WriteString("}\n")
	m.enums, m.values, m.structs = held.enums, held.values, held.structs
	return s.String()
}

// variable is a state variable of some sort.
func (m *maker) variable() string {
	name := m.name("v")
	switch m.draw(10) {
	case 0:
		return fmt.Sprintf("uint8 constant %s = 1;\n", name)
	case 1:
		return fmt.Sprintf("uint16 immutable %s = 1;\n", name)
	case 2:
		return fmt.Sprintf("%s transient %s;\n", m.elementary(), name)
	case 3:
		return fmt.Sprintf("%s private %s;\n", m.typ(3, ""), name)
	}
	return fmt.Sprintf("%s %s;\n", m.typ(3, ""), name)
}

// declarations makes up to so many of each kind of type.
func (m *maker) declarations(most int) string {
	var s strings.Builder
	for range m.draw(most + 1) {
		n := m.name("E")
		fmt.Fprintf(&s, "enum %s { %s }\n", n, m.choices())
		m.enums = append(m.enums, n)
		n = m.name("U")
		fmt.Fprintf(&s, "type %s is %s;\n", n, m.elementary())
		m.values = append(m.values, n)
		n = m.name("S")
		fmt.Fprintf(&s, "struct %s {\n%s}\n", n, m.members(n))
		m.structs = append(m.structs, n)
	}
	return s.String()
}

func (m *maker) choices() string {
	var s strings.Builder
	for i := range rapid.SampledFrom([]int{1, 2, 255, 256}).Draw(m.t, "choices") {
		fmt.Fprintf(&s, ", X%d", i)
	}
	return s.String()[2:]
}

func (m *maker) members(self string) string {
	var s strings.Builder
	for range 1 + m.draw(6) {
		fmt.Fprintf(&s, "%s %s;\n", m.typ(2, self), m.name("m"))
	}
	return s.String()
}

// typ is a type, at most so deep. self may be used where its size is of no
// matter.
func (m *maker) typ(depth int, self string) string {
	if depth == 0 {
		return m.elementary()
	}
	switch m.draw(12) {
	case 0:
		return m.one(m.enums)
	case 1:
		return m.one(m.values)
	case 2, 3:
		return m.one(m.structs)
	case 4, 5:
		return fmt.Sprintf("%s[%d]", m.typ(depth-1, ""), rapid.SampledFrom([]int{1, 2, 3, 5, 15, 16, 17, 31, 32, 33, 70}).Draw(m.t, "length"))
	case 6:
		return m.inside(depth, self) + "[]"
	case 7:
		return fmt.Sprintf("mapping(%s => %s)", m.key(), m.inside(depth, self))
	case 8:
		return rapid.SampledFrom([]string{
			"bytes", "string", "function () internal", "function (uint8) external returns (bool)",
			"function (bytes memory) external view",
		}).Draw(m.t, "other")
	}
	return m.elementary()
}

func (m *maker) inside(depth int, self string) string {
	if self != "" && m.flip() {
		return self + rapid.SampledFrom([]string{"", "[2]", "[]"}).Draw(m.t, "self")
	}
	return m.typ(depth-1, self)
}

func (m *maker) key() string {
	switch m.draw(4) {
	case 0:
		return m.one(m.enums)
	case 1:
		return m.one(m.values)
	case 2:
		return rapid.SampledFrom([]string{"bytes", "string"}).Draw(m.t, "key")
	}
	return strings.TrimSuffix(m.elementary(), " payable")
}

func (m *maker) one(of []string) string {
	if len(of) == 0 {
		return "uint8"
	}
	return rapid.SampledFrom(of).Draw(m.t, "declared")
}

func (m *maker) elementary() string {
	bits := 8 * (1 + m.draw(32))
	return rapid.SampledFrom([]string{
		"bool", "address", "address payable", fmt.Sprintf("uint%d", bits), fmt.Sprintf("int%d", bits), fmt.Sprintf("bytes%d", bits/8),
	}).Draw(m.t, "elementary")
}

func (m *maker) name(prefix string) string {
	m.n++
	return fmt.Sprintf("%s%d", prefix, m.n)
}

func (m *maker) draw(below int) int { return rapid.IntRange(0, below-1).Draw(m.t, "n") }

func (m *maker) flip() bool { return rapid.Bool().Draw(m.t, "flip") }
