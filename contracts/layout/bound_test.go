package layout_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/registry"
)

// TestBounded lays out trees that are made to take long or to need much memory.
func TestBounded(t *testing.T) {
	const uint8Type = `{"nodeType":"ElementaryTypeName","name":"uint8","typeDescriptions":{"typeString":"uint8","typeIdentifier":"t_uint8"}}`
	named := func(id int) string {
		return fmt.Sprintf(`{"nodeType":"UserDefinedTypeName","referencedDeclaration":%d}`, id)
	}
	variable := func(id int, name, typ string) string {
		return fmt.Sprintf(`{"nodeType":"VariableDeclaration","id":%d,"name":%q,"typeName":%s}`, id, name, typ)
	}
	structs := func(n int, typ func(i int) string) string {
		var s []string
		for i := range n {
			s = append(s, fmt.Sprintf(`{"nodeType":"StructDefinition","id":%d,"name":"S%d","members":[%s,%s]}`,
				1000+3*i, i, variable(1001+3*i, "a", typ(i)), variable(1002+3*i, "b", typ(i))))
		}
		return strings.Join(s, ",") + "," + variable(2, "v", named(1000))
	}
	chain := func(n int) func(i int) string {
		return func(i int) string {
			if i == n-1 {
				return uint8Type
			}
			return named(1000 + 3*(i+1))
		}
	}
	nest := func(n int) string {
		return variable(2, "v", strings.Repeat(`{"nodeType":"Mapping","keyType":`+uint8Type+`,"valueType":`, n)+uint8Type+strings.Repeat("}", n))
	}
	dynamic := func(i int) string {
		to := named(1000 + 3*((i+7)%20_000))
		return `{"nodeType":"Mapping","keyType":` + uint8Type + `,"valueType":` + to + `}`
	}
	for name, tt := range map[string]struct{ source, nodes, want string }{
		"structs in structs":    {"a", structs(500, chain(500)), "reaches past the last slot"},
		"more structs":          {"a", structs(5000, chain(5000)), "is inside more than 1000 others"},
		"a ring":                {"a", structs(50, func(i int) string { return named(1000 + 3*((i+1)%50)) }), "contains itself"},
		"mappings in mappings":  {"a", nest(200), "deeper than 100 levels"},
		"deep in the tree":      {"a", nest(3000), "deeper than 100 levels"},
		"many types":            {"a", structs(20_000, dynamic), ""},
		"the name of a source":  {strings.Repeat("x", 1<<20), structs(20_000, dynamic), "the names of the types are longer than"},
		"a comment of newlines": {"a", `{"nodeType":"StructDefinition","id":5,"name":"S","documentation":"` + strings.Repeat(`\n`, 1<<20) + `"}`, ""},
		"a comment of blanks":   {"a", `{"nodeType":"StructDefinition","id":5,"name":"S","documentation":"` + strings.Repeat(` \n`, 1<<20) + `@"}`, ""},
		"a comment of tags":     {"a", `{"nodeType":"StructDefinition","id":5,"name":"S","documentation":"` + strings.Repeat(`@custom:a b\n `, 1<<17) + `"}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			tree := `{"id":1,"nodeType":"SourceUnit","src":"0:0:0","nodes":[{"id":3,"nodeType":"ContractDefinition","name":"C","src":"0:0:0",` +
				`"usedEvents":[],"linearizedBaseContracts":[3],"nodes":[` + strings.ReplaceAll(tt.nodes, `"id":`, `"src":"0:0:0","id":`) + `]}]}`
			begin := time.Now()
			root, err := ast.Parse([]byte(tree))
			if err != nil {
				t.Fatal(err)
			}
			p, err := ast.NewProgram([]ast.Unit{{Name: tt.source, Tree: root}})
			if err != nil {
				t.Fatal(err)
			}
			_, err = layout.Of(p, tt.source, "C", layout.Reported{})
			if tt.want == "" && err != nil || tt.want != "" && (!errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got error %.300v\nwant %s", err, tt.want)
			}
			if took := time.Since(begin); took > 20*time.Second {
				t.Errorf("it took %s", took)
			}
		})
	}
}

// BenchmarkOf reads the corpus and lays out every contract of it.
func BenchmarkOf(b *testing.B) {
	r := open(b, compiled("0.8.37"))[0]
	n := 0
	for _, s := range r.Output.Sources {
		n += len(s.AST)
	}
	b.SetBytes(int64(n))
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			r.program(b)
		}
	})
	p := r.program(b)
	b.Run("layout", func(b *testing.B) {
		for b.Loop() {
			r.each(func(source, name string, c contract) {
				if _, err := layout.Of(p, source, name, c.reported()); err != nil {
					b.Fatal(err)
				}
			})
		}
	})
}
