package layout_test

import (
	stdjson "encoding/json"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/novation-dev/novation/contracts/layout"
)

// TestJSON writes layouts and reads them back, by pointer and by value, with
// both packages that do so.
func TestJSON(t *testing.T) {
	r := open(t, compiled("0.8.37"))[0]
	p := r.program(t)
	r.each(func(source, name string, c contract) {
		l, err := layout.Of(p, source, name, c.reported())
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, write := range []func() ([]byte, error){
			func() ([]byte, error) { return stdjson.Marshal(*l) },
			func() ([]byte, error) { return stdjson.Marshal(l) },
			func() ([]byte, error) { return json.Marshal(*l) },
			func() ([]byte, error) { return json.Marshal(l) },
		} {
			b, err := write()
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, string(b))
			var one, two layout.Layout
			if err := stdjson.Unmarshal(b, &one); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(b, &two); err != nil {
				t.Fatal(err)
			}
			for _, got := range []layout.Layout{one, two} {
				if diff := cmp.Diff(*l, got, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("%s (-before +after):\n%s", name, diff)
				}
			}
		}
		for _, s := range all[1:] {
			// The standard library escapes <, > and & in strings.
			if strings.NewReplacer(`\u003e`, ">", `\u003c`, "<", `\u0026`, "&").Replace(s) != strings.ReplaceAll(all[0], `\u003e`, ">") {
				t.Errorf("%s is written in two ways:\n%s\n%s", name, all[0], s)
			}
		}
	})
	v, err := stdjson.Marshal(map[string]any{"v": layout.Variable{Label: "a"}, "t": layout.Type{}, "n": layout.Namespace{}})
	if err != nil || strings.Contains(string(v), "[") {
		t.Errorf("a number is written as a list: %s (%v)", v, err)
	}
}

// TestKeys wants the same types under the same keys from every compiler, and no
// two types under one key.
func TestKeys(t *testing.T) {
	known := map[string]layout.Type{}
	for _, v := range versions {
		r := open(t, compiled(v.solc))[0]
		p := r.program(t)
		r.each(func(source, name string, c contract) {
			l, err := layout.Of(p, source, name, c.reported())
			if err != nil {
				t.Fatal(err)
			}
			for key, typ := range l.Types {
				if old, ok := known[key]; ok && !cmp.Equal(old, typ) {
					t.Errorf("%s in %s of solc %s:\n%s", key, name, v.solc, cmp.Diff(old, typ))
				}
				known[key] = typ
			}
		})
	}
	for _, key := range []string{
		"struct first.sol:Order", "struct second.sol:Order", "struct first.sol:Token.Order", "type first.sol:Price", "type second.sol:Price",
		"enum first.sol:Side", "contract second.sol:Token", "mapping(type first.sol:Price => struct first.sol:Order)",
		"function (struct first.sol:Order memory) external", "function (struct second.sol:Order memory) external",
		"function (struct first.sol:Order storage)", "function (struct second.sol:Order storage)",
		"mapping(address => mapping(uint256 => bool))", "uint256[2][2][2]", "struct second.sol:Order[3]", "function () pure[3]", "bytes5[3]",
	} {
		if _, ok := known[key]; !ok {
			t.Errorf("there is no type %q", key)
		}
	}
}
