package layout_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/registry"
)

// FuzzOf lays out every contract of any tree, with any report. What it accepts
// must be a layout in which nothing overlaps.
func FuzzOf(f *testing.F) {
	for _, v := range []string{"0.6.12", "0.8.37"} {
		r := open(f, compiled(v))[0]
		for _, source := range []string{"at.sol", "builtin.sol", "second.sol", "transient.sol"} {
			for _, name := range sorted(r.Output.Contracts[source]) {
				c := r.Output.Contracts[source][name]
				f.Add(pruned(f, r.Output.Sources[source].AST), []byte(c.StorageLayout), []byte(c.TransientStorageLayout))
			}
		}
	}
	f.Fuzz(func(t *testing.T, tree, storage, transient []byte) {
		root, err := ast.Parse(tree)
		if err != nil {
			return
		}
		p, err := ast.NewProgram([]ast.Unit{{Name: "a.sol", Number: max(root.Span.File, 0), Tree: root}})
		if err != nil {
			return
		}
		for _, n := range root.List("nodes") {
			if n == nil || n.Type != "ContractDefinition" {
				continue
			}
			for _, in := range []layout.Reported{{}, {Storage: storage, Transient: jsontext.Value(transient)}} {
				l, err := layout.Of(p, "a.sol", n.Name(), in)
				if err != nil {
					if !errors.Is(err, registry.ErrInvalid) {
						t.Fatalf("error %v is of no kind", err)
					}
					continue
				}
				apart(t, l, l.Storage)
				apart(t, l, l.Transient)
				for _, typ := range l.Types {
					apart(t, l, typ.Members)
				}
			}
		}
	})
}

// apart wants variables in order, none on top of another, of known types.
func apart(t *testing.T, l *layout.Layout, variables []layout.Variable) {
	t.Helper()
	for i, v := range variables {
		slots, size := sizeOf(l, v.Type)
		if slots.IsZero() || size > 32 || v.Offset < 0 || v.Offset+size > 32 || size == 0 && v.Offset != 0 {
			t.Fatalf("%s is at %s:%d, of type %q", v.Label, v.Slot.Dec(), v.Offset, v.Type)
		}
		if i == 0 {
			continue
		}
		before := variables[i-1]
		end, size := sizeOf(l, before.Type)
		if _, over := end.AddOverflow(&before.Slot, &end); over {
			t.Fatalf("%s follows %s, which takes all", v.Label, before.Label)
		}
		if v.Slot.Lt(&end) && (!v.Slot.Eq(&before.Slot) || v.Offset < before.Offset+size || size == 0) {
			t.Fatalf("%s overlaps %s", v.Label, before.Label)
		}
	}
}

// sizeOf returns how many slots a value takes, and how many bytes of its slot when
// it shares one.
func sizeOf(l *layout.Layout, typ string) (slots uint256.Int, bytes int) {
	t := l.Types[typ]
	if t.Size > 0 {
		return *uint256.NewInt(1), t.Size
	}
	return t.Slots, 0
}

// pruned is a tree without what no layout depends on, which leaves more for
// the fuzzer to do.
func pruned(t testing.TB, tree []byte) []byte {
	var root any
	if err := json.Unmarshal(tree, &root); err != nil {
		t.Fatal(err)
	}
	walk(root, func(n object) {
		for _, k := range []string{
			"nameLocation", "visibility", "scope", "stateVariable", "isConstant", "isLValue", "isPure", "lValueRequested", "hexValue",
			"argumentTypes", "commonType", "contractDependencies", "fullyImplemented", "abstract", "usedErrors", "contractKind",
		} {
			delete(n, k)
		}
	})
	b, err := json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestMutants changes trees in one value at a time, to a value that stands
// elsewhere in the tree or to one that nobody expects. Whatever comes out is an
// error or a layout in which nothing overlaps; with the compiler's report, it is
// what the report says.
func TestMutants(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	accepted, refused := 0, 0
	for _, source := range []string{"at.sol", "transient.sol", "enums.sol", "inherit.sol", "pack.sol", "types.sol"} {
		r := open(t, compiled("0.8.37"))[0]
		tree := r.Output.Sources[source].AST
		at := scalars(tree)
		for range mutations {
			to := []string{"null", `""`, "-1", "0", "4294967290", "99999999999999999999", "[]", "{}", "true", `"uint256[3]"`}[random.IntN(10)]
			if random.IntN(3) > 0 {
				other := at[random.IntN(len(at))]
				to = string(tree[other[0]:other[1]])
			}
			s, e := r.Output.Sources[source], at[random.IntN(len(at))]
			s.AST = slices.Concat(tree[:e[0]], []byte(to), tree[e[1]:])
			one := &run{Texts: r.Texts}
			one.Output.Sources = map[string]sourceTree{source: s}
			p, err := one.parse()
			if err != nil {
				refused++
				continue
			}
			for name, c := range r.Output.Contracts[source] {
				for _, in := range []layout.Reported{{}, c.reported()} {
					l, err := layout.Of(p, source, name, in)
					if err != nil {
						refused++
						continue
					}
					accepted++
					apart(t, l, l.Storage)
					if in.Storage != nil {
						same(t, name, l, l.Storage, in.Storage)
					}
				}
			}
		}
	}
	t.Logf("%d accepted, %d refused", accepted, refused)
	if accepted == 0 || refused == 0 {
		t.Error("nothing was tested")
	}
}

// mutations is how many changes are tried for each source.
const mutations = 150

// scalars returns where the values that are no objects or lists stand.
func scalars(tree []byte) (out [][2]int64) {
	d := jsontext.NewDecoder(bytes.NewReader(tree))
	for {
		switch d.PeekKind() {
		case '{', '[', '}', ']':
			d.ReadToken()
			continue
		case 0:
			return out
		default:
		}
		if kind, n := d.StackIndex(d.StackDepth()); kind == '{' && n%2 == 0 {
			d.ReadToken() // a name
			continue
		}
		v, err := d.ReadValue()
		if err != nil {
			return out
		}
		end := d.InputOffset()
		out = append(out, [2]int64{end - int64(len(v)), end})
	}
}
