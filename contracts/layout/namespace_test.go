package layout_test

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/contracts/layout"
)

// TestSlots wants what others computed: the examples of ERC-7201 and of
// OpenZeppelin's contracts, where they stand as constants.
func TestSlots(t *testing.T) {
	for name, want := range map[string]string{
		"example.main":                         "0x183a6125c38840424c4a85fa12bab2ab606c4b6d0e7cc73c0c06ba5300eab500",
		"openzeppelin.storage.Initializable":   "0xf0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00",
		"openzeppelin.storage.Ownable":         "0x9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c199300",
		"openzeppelin.storage.ERC20":           "0x52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace00",
		"openzeppelin.storage.ReentrancyGuard": "0x9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f00",
	} {
		if got := layout.ERC7201(name); got.Hex() != want {
			t.Errorf("%s: %s, want %s", name, got.Hex(), want)
		}
	}
}

// TestNamespacesAsVariables gives every struct of a namespace a state variable,
// so that the compiler reports how it is packed, and wants that to be what we
// said of the namespace.
func TestNamespacesAsVariables(t *testing.T) {
	c := start(t, filepath.Join(installed, "solc"))
	if n := asVariables(t, c, c.compile(t, tree(t, "testdata/corpus", "."))); n < 3 {
		t.Errorf("only %d namespaces", n)
	}
}

func asVariables(t *testing.T, c *compiler, before *run) int {
	t.Helper()
	old := before.program(t)
	edited := map[string]string{}
	for _, u := range old.Units() {
		edited[u.Name] = withVariables(u)
	}
	after := c.compile(t, edited)
	for name, why := range after.Dropped {
		t.Fatalf("%s: %s", name, why)
	}
	p, n := after.program(t), 0
	before.each(func(source, name string, c contract) {
		want, err := layout.Of(old, source, name, c.reported())
		if err != nil {
			t.Error(err)
			return
		}
		got, err := layout.Of(p, source, name, after.Output.Contracts[source][name].reported())
		if err != nil {
			t.Error(err)
			return
		}
		for _, s := range want.Namespaces {
			if !slices.ContainsFunc(got.Storage, func(v layout.Variable) bool { return v.Type == s.Type }) {
				if s.ID != "erc7201:corpus.face" && s.ID != "erc7201:corpus.bag" { // an interface and a library have no variables
					t.Errorf("%s: no variable has the type of %s", name, s.ID)
				}
				continue
			}
			n++
			if diff := gocmp.Diff(want.Types[s.Type], got.Types[s.Type], cmpopts.IgnoreTypes(ast.Place{})); diff != "" {
				t.Errorf("%s: %s (-namespace +variable):\n%s", name, s.ID, diff)
			}
		}
	})
	return n
}

// withVariables returns a source with a variable after each struct that has a
// storage location and is in a contract.
func withVariables(u *ast.Unit) string {
	var structs []*ast.Node
	for _, c := range u.Tree.List("nodes") {
		if c == nil || c.Str("contractKind") != "contract" {
			continue
		}
		for _, n := range c.List("nodes") {
			if n.Type == "StructDefinition" && strings.Contains(n.Doc(), "@custom:storage-location") {
				structs = append(structs, n)
			}
		}
	}
	slices.SortFunc(structs, func(a, b *ast.Node) int { return cmp.Compare(b.Span.Start, a.Span.Start) })
	text := string(u.Text)
	for _, n := range structs {
		end := n.Span.Start + n.Span.Length
		text = text[:end] + " " + n.Name() + " variable_" + n.Name() + ";" + text[end:]
	}
	return text
}

// TestNamespaces wants the namespaces of a contract, of what it inherits from
// and of nothing else.
func TestNamespaces(t *testing.T) {
	r := open(t, compiled("0.8.37"))[0]
	l, err := layout.Of(r.program(t), "namespaces.sol", "Spaces", layout.Reported{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range l.Namespaces {
		got = append(got, n.ID+" "+n.Contract+" "+n.Type+" "+n.Place.String()+" "+n.Slot.Hex())
	}
	base, face, spaces := layout.ERC7201("corpus.base"), layout.ERC7201("corpus.face"), layout.ERC7201("corpus.spaces")
	want := []string{
		"erc7201:corpus.base namespaces.sol:Base struct namespaces.sol:Base.BaseStorage namespaces.sol:19:5 " + base.Hex(),
		"erc7201:corpus.face namespaces.sol:Face struct namespaces.sol:Face.FaceStorage namespaces.sol:8:5 " + face.Hex(),
		"erc7201:corpus.spaces namespaces.sol:Spaces struct namespaces.sol:Spaces.Storage namespaces.sol:29:5 " + spaces.Hex(),
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
