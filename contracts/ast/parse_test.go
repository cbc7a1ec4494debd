package ast_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/registry"
)

const small = `{"absolutePath":"a.sol","exportedSymbols":{"C":[5],"id":[7],"src":[8],"nodeType":[9]},"id":10,"nodeType":"SourceUnit",
"nodes":[null,{"id":5,"name":"C","nodeType":"ContractDefinition","linearizedBaseContracts":[5],"baseContracts":[],"assignments":[null,3],
"documentation":{"id":1,"nodeType":"StructuredDocumentation","src":"0:5:0","text":"a\u000ab"},"abstract":true,"big":4294967266,
"nodes":[{"id":2,"nodeType":"VariableDeclaration","name":"v","documentation":"old","overrides":null,"src":"10:4:0",
"typeDescriptions":{"typeIdentifier":"t_uint8","typeString":"uint8"},"scope":-3}],"src":"8:20:0"}],"src":"0:40:0"}`

func TestParse(t *testing.T) {
	root, err := ast.Parse([]byte(small))
	if err != nil {
		t.Fatal(err)
	}
	nodes := root.List("nodes")
	if len(nodes) != 2 || nodes[0] != nil {
		t.Fatalf("%d nodes", len(nodes))
	}
	c := nodes[1]
	v := c.List("nodes")[0]
	scope, whole := v.Int("scope")
	big, _ := c.Int("big")
	_, text := c.Int("name")
	got := map[string]any{
		"root": root.ID, "type": root.Type, "span": root.Span, "table": root.Child("exportedSymbols").Ints("id"),
		"name": c.Name(), "bases": c.Ints("linearizedBaseContracts"), "some": c.Ints("assignments"), "doc": c.Doc(), "abstract": c.Bool("abstract"),
		"v": v.Name(), "v doc": v.Doc(), "string": v.TypeString(), "identifier": v.TypeIdentifier(),
		"scope": scope, "whole": whole, "text": text, "builtin": ast.Builtin(scope) && ast.Builtin(big) && !ast.Builtin(5),
		"has": []bool{c.Has("baseContracts"), c.Has("documentation"), v.Has("overrides"), v.Has("none"), c.Has("abstract")},
		"no":  v.Child("none").Child("more").List("x") == nil && (*ast.Node)(nil).Name() == "",
	}
	want := map[string]any{
		"root": int64(10), "type": "SourceUnit", "span": ast.Span{Start: 0, Length: 40}, "table": []int64{7},
		"name": "C", "bases": []int64{5}, "some": []int64{3}, "doc": "a\nb", "abstract": true,
		"v": "v", "v doc": "old", "string": "uint8", "identifier": "t_uint8",
		"scope": int64(-3), "whole": true, "text": false, "builtin": true,
		"has": []bool{true, true, false, false, true}, "no": true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var types []string
	root.Walk(func(n *ast.Node) bool {
		types = append(types, n.Type)
		return n.Type != "VariableDeclaration"
	})
	if diff := cmp.Diff([]string{"SourceUnit", "", "ContractDefinition", "StructuredDocumentation", "VariableDeclaration"}, types); diff != "" {
		t.Error(diff)
	}
}

// TestParseCut cuts a tree after every byte.
func TestParseCut(t *testing.T) {
	for i := range small {
		if _, err := ast.Parse([]byte(small[:i])); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("cut after %d bytes: error %v", i, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ in, want string }{
		"nothing":         {"", "EOF"},
		"null":            {"null", "want an object"},
		"list":            {"[]", "want an object"},
		"key twice":       {`{"id":1,"id":2}`, `duplicate object member name "id"`},
		"deep key twice":  {`{"nodes":[{"a":{"b":1,"b":1}}]}`, `name "b" within "/nodes/0/a"`},
		"more":            {`{"id":1}{}`, "something follows the tree"},
		"id":              {`{"id":1.5}`, "id 1.5 is no whole number"},
		"place":           {`{"nodes":[{"src":"1:2"}]}`, `place "1:2" is not start:length:file at "/nodes/0`},
		"place of text":   {`{"src":"a:b:c"}`, "is not start:length:file"},
		"mixed":           {`{"nodes":[{},1]}`, `the list "nodes" has nodes and other things`},
		"not UTF-8":       {"{\"name\":\"\xff\"}", "invalid UTF-8"},
		"too deep":        {strings.Repeat(`{"a":`, 20_000) + strings.Repeat(" ", 400_000), "exceeded max depth"},
		"too many":        {`{"nodes":[` + strings.Repeat("{},", 2_000) + `{}]}`, "no compiler writes so little of each"},
		"too deep a list": {`{"a":` + strings.Repeat(`[`, 20_000), "exceeded max depth"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ast.Parse([]byte(tt.in))
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %v\nwant %s", err, tt.want)
			}
		})
	}
}

// FuzzParse reads anything, and asks for everything of what it could read.
func FuzzParse(f *testing.F) {
	for _, s := range []string{small, "{}", `{"nodes":[{"id":1,"nodeType":"x"},null]}`, `{"a":[1,"b",[{}]]}`, `{"documentation":null}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		root, err := ast.Parse(b)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Fatalf("error %v is of no kind", err)
			}
			return
		}
		p, err := ast.NewProgram([]ast.Unit{{Name: "a.sol", Tree: root, Text: b}})
		if err != nil && !errors.Is(err, registry.ErrInvalid) {
			t.Fatalf("error %v is of no kind", err)
		}
		root.Walk(func(n *ast.Node) bool {
			n.Doc()
			n.TypeString()
			n.Ints("linearizedBaseContracts")
			if p == nil {
				return true
			}
			p.Text(n)
			p.Before(n, 0)
			p.In(n)
			if at := p.Place(n); at.Line < 0 || at.Line > 0 && at.Column < 1 {
				t.Fatalf("place %+v", at)
			}
			if bases, err := p.Bases(n); err == nil && bases[0] != n {
				t.Fatal("the first base is not the contract")
			}
			return true
		})
	})
}
