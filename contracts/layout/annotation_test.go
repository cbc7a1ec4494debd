package layout_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/contracts/layout"
)

// TestRenames wants the annotations that the compilers keep of the corpus.
func TestRenames(t *testing.T) {
	for _, v := range []string{"0.8.20", "0.8.34"} {
		r := open(t, compiled(v))[0]
		l, err := layout.Of(r.program(t), "named.sol", "Named", layout.Reported{})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string][2]string{}
		for _, v := range l.Storage {
			got[v.Label] = [2]string{v.RenamedFrom, v.RetypedFrom}
		}
		want := map[string][2]string{
			"a": {}, "b": {}, "c": {"was", ""}, "d": {"wasThis", "uint8"}, "e": {"spaces", "mapping(address => bool)"}, "f": {},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("solc %s:\n%s", v, diff)
		}
	}
}

// TestAnnotations wants comments to be read as OpenZeppelin's tool reads them,
// however odd that is: what it was told in each case is what the functions of
// @openzeppelin/upgrades-core 1.46.0 return.
func TestAnnotations(t *testing.T) {
	for _, tt := range []struct{ doc, renamed, retyped, id, err string }{
		{doc: ""},
		{doc: "@custom:oz-renamed-from a", renamed: "a"},
		{doc: "@custom:oz-renamed-from a b ", renamed: "a b"},
		{doc: "text @custom:oz-renamed-from a"},
		{doc: "@notice text\n @custom:oz-renamed-from a", renamed: "a"},
		{doc: "@custom:oz-renamed-from a\n @custom:oz-retyped-from b", renamed: "a", retyped: "b"},
		{doc: "@custom:oz-renamed-from a\n  @custom:oz-retyped-from b", renamed: "a\n  @custom:oz-retyped-from b"},
		{doc: "@custom:oz-renamed-from a\n@custom:oz-retyped-from b", renamed: "a\n@custom:oz-retyped-from b"},
		{doc: "@custom:oz-renamed-from a\n @custom:oz-renamed-from b", renamed: "b"},
		{doc: "@custom:oz-renamed-from\ta"},
		{doc: "@custom:oz-renamed-fromx a"},
		{doc: "@custom:oz-renamed-from  a", renamed: "a"},
		{doc: "@custom:oz-renamed-from  ", err: "@custom:oz-renamed-from says nothing"},
		{doc: "@custom:oz-renamed-from \n @custom:oz-retyped-from a", err: "@custom:oz-renamed-from says nothing"},
		{doc: "@custom:storage-location erc7201:a", id: "erc7201:a"},
		{doc: "@notice x\n   @custom:storage-location erc7201:a\n@dev y", id: "erc7201:a"},
		{doc: "@custom:storage-locations erc7201:a"},
		{doc: "see @custom:storage-location erc7201:a"},
		{doc: "@custom:storage-location erc7201:a b", err: "and there are 2"},
		{doc: "@custom:storage-location\terc7201:a", err: "and there are 0"},
	} {
		text, err := json.Marshal(tt.doc)
		if err != nil {
			t.Fatal(err)
		}
		root, err := ast.Parse(fmt.Appendf(nil, `{"id":1,"nodeType":"SourceUnit","nodes":[{"id":2,"nodeType":"ContractDefinition","name":"C","src":"0:0:0",
			"linearizedBaseContracts":[2],"nodes":[{"id":3,"nodeType":"StructDefinition","name":"S","src":"0:0:0","documentation":%s,"members":[]},
			{"id":4,"nodeType":"VariableDeclaration","name":"v","src":"0:0:0","documentation":%s,"typeName":
			{"nodeType":"ElementaryTypeName","name":"bool","typeDescriptions":{"typeString":"bool"}}}]}]}`, text, text))
		if err != nil {
			t.Fatal(err)
		}
		p, err := ast.NewProgram([]ast.Unit{{Name: "a.sol", Tree: root}})
		if err != nil {
			t.Fatal(err)
		}
		l, err := layout.Of(p, "a.sol", "C", layout.Reported{})
		if tt.err != "" {
			if err == nil || !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%q: got error %v, want %s", tt.doc, err, tt.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", tt.doc, err)
			continue
		}
		v, id := l.Storage[0], ""
		for _, n := range l.Namespaces {
			id += n.ID
		}
		if v.RenamedFrom != tt.renamed || v.RetypedFrom != tt.retyped || id != tt.id {
			t.Errorf("%q: renamed %q, retyped %q, namespaces %q; want %+v", tt.doc, v.RenamedFrom, v.RetypedFrom, id, tt)
		}
	}
}
