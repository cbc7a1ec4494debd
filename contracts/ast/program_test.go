package ast_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/registry"
)

func unit(t *testing.T, name string, number int, tree, text string) ast.Unit {
	t.Helper()
	root, err := ast.Parse([]byte(tree))
	if err != nil {
		t.Fatal(err)
	}
	u := ast.Unit{Name: name, Number: number, Tree: root}
	if text != "" {
		u.Text = []byte(text)
	}
	return u
}

func TestProgram(t *testing.T) {
	b := unit(t, "b.sol", 1, `{"id":20,"nodeType":"SourceUnit","nodes":[{"id":21,"nodeType":"StructDefinition","name":"S","src":"2:4:1"}]}`, "")
	a := unit(t, "a.sol", 0, small, "0123\n567\n9abcdefghijklmnopqrstuvwxyz0123456789")
	p, err := ast.NewProgram([]ast.Unit{b, a})
	if err != nil {
		t.Fatal(err)
	}
	c, err := p.Contract("a.sol", "C")
	if err != nil {
		t.Fatal(err)
	}
	v, s := c.List("nodes")[0], b.Tree.List("nodes")[0]
	n, err := p.Node(2)
	if err != nil || n != v || p.In(v) != c || p.In(c) != c || p.In(s) != nil || p.In(nil) != nil {
		t.Errorf("node 2 is %+v (%v), in %v", n, err, p.In(v))
	}
	got := []string{
		p.Units()[0].Name, p.Unit("b.sol").Name, p.Source(v), p.Source(s), p.Source(nil), string(p.Text(v)), string(p.Text(s)),
		p.Place(v).String(), p.Place(s).String(), p.Place(nil).String(), p.Place(a.Tree).String(), string(p.Before(v, 7)), string(p.Before(v, 11)),
	}
	want := []string{
		"a.sol", "b.sol", "a.sol", "b.sol", "", "abcd", "",
		"a.sol:3:2", "b.sol", "", "a.sol:1:1", "7\n9", "",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if p.Place(s).Compare(p.Place(v)) <= 0 || p.Place(v).Compare(p.Place(a.Tree)) <= 0 || p.Place(v).Compare(p.Place(v)) != 0 {
		t.Error("places are out of order")
	}
	for _, name := range []string{"D", "v", ""} {
		if _, err := p.Contract("a.sol", name); !errors.Is(err, registry.ErrNotFound) {
			t.Errorf("contract %q: %v", name, err)
		}
	}
	if _, err := p.Contract("c.sol", "C"); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("source c.sol: %v", err)
	}
	if _, err := p.Node(99); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("id 99: %v", err)
	}
}

func TestProgramRefuses(t *testing.T) {
	one := func(id int, src string) string {
		return fmt.Sprintf(`{"id":%d,"nodeType":"SourceUnit","nodes":[{"id":%d,"nodeType":"EnumDefinition","src":%q}]}`, id, id+1, src)
	}
	for name, tt := range map[string]struct {
		units []ast.Unit
		want  string
	}{
		"no tree":      {[]ast.Unit{{Name: "a"}}, "a has no syntax tree"},
		"another tree": {[]ast.Unit{unit(t, "a", 0, `{"nodeType":"Block"}`, "")}, "a has no syntax tree"},
		"name twice":   {[]ast.Unit{unit(t, "a", 0, one(1, "0:0:0"), ""), unit(t, "a", 1, one(3, "0:0:1"), "")}, "not the only source with its name"},
		"number twice": {[]ast.Unit{unit(t, "a", 0, one(1, "0:0:0"), ""), unit(t, "b", 0, one(3, "0:0:0"), "")}, "not the only source with its name and number"},
		"id twice":     {[]ast.Unit{unit(t, "a", 0, one(1, "0:0:0"), ""), unit(t, "b", 1, one(2, "0:0:1"), "")}, "id 2 stands for a EnumDefinition and a SourceUnit"},
		"another file": {[]ast.Unit{unit(t, "a", 0, one(1, "0:0:5"), "")}, "stands in source 5 and this is 0"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ast.NewProgram(tt.units)
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %v\nwant %s", err, tt.want)
			}
		})
	}
}

// contracts writes a program of contracts: "B:A", "C:A B" stands for contracts
// that inherit; their order is worked out here by hand, in order.
func contracts(t *testing.T, inherit, order map[string]string) *ast.Program {
	t.Helper()
	id := func(name string) int { return int(name[0]) }
	var nodes []string
	for name, of := range inherit {
		var bases, linear []string
		for b := range strings.FieldsSeq(of) {
			bases = append(bases, fmt.Sprintf(`{"baseName":{"referencedDeclaration":%d}}`, id(b)))
		}
		for b := range strings.FieldsSeq(order[name]) {
			linear = append(linear, fmt.Sprint(id(b)))
		}
		nodes = append(nodes, fmt.Sprintf(`{"id":%d,"nodeType":"ContractDefinition","name":%q,"baseContracts":[%s],"linearizedBaseContracts":[%s]}`,
			id(name), name, strings.Join(bases, ","), strings.Join(linear, ",")))
	}
	p, err := ast.NewProgram([]ast.Unit{unit(t, "a", 0, `{"id":1000,"nodeType":"SourceUnit","nodes":[`+strings.Join(nodes, ",")+`]}`, "")})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestBases(t *testing.T) {
	inherit := map[string]string{"A": "", "B": "A", "C": "A", "D": "B C", "E": "C B", "F": "A D"}
	good := map[string]string{"A": "A", "B": "B A", "C": "C A", "D": "D C B A", "E": "E B C A", "F": "F D C B A"}
	for name := range inherit {
		p := contracts(t, inherit, good)
		c, err := p.Contract("a", name)
		if err != nil {
			t.Fatal(err)
		}
		bases, err := p.Bases(c)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var got []string
		for _, b := range bases {
			got = append(got, b.Name())
		}
		if s := strings.Join(got, " "); s != good[name] {
			t.Errorf("%s: %s, want %s", name, s, good[name])
		}
	}
	for _, tt := range []struct{ contract, inherit, order, want string }{
		{"D", "B C", "D B C A", "does not follow from the contracts"},
		{"D", "B C", "D C B", "does not follow from the contracts"},
		{"D", "B C", "C D B A", "does not say from whom it inherits"},
		{"D", "B C", "", "does not say from whom it inherits"},
		{"D", "B C", "D C C A", "or from it twice"},
		{"D", "B Z", "D B A", "does not say what it inherits from"},
		{"D", "D", "D", "does not say what it inherits from"},
		{"D", "B C", "D Z", "refers to id 90"},
		{"F", "D A", "F D C B A", "contradict each other in their order"},
	} {
		in, order := map[string]string{}, map[string]string{}
		for k := range inherit {
			in[k], order[k] = inherit[k], good[k]
		}
		in[tt.contract], order[tt.contract] = tt.inherit, tt.order
		p := contracts(t, in, order)
		c, err := p.Contract("a", tt.contract)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Bases(c); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: got error %v", tt, err)
		}
	}
}
