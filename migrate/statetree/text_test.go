package statetree_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/holiman/uint256"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// elementaries are types of every kind.
func elementaries() *layout.Layout {
	l := &layout.Layout{Types: basics()}
	l.Types["int256"] = layout.Type{Kind: layout.Signed, Size: 32}
	l.Types["bytes32"] = layout.Type{Kind: layout.FixedBytes, Size: 32}
	l.Types["contract C"] = layout.Type{Kind: layout.Contract, Size: 20}
	l.Types["external"] = layout.Type{Kind: layout.Function, Size: 24}
	l.Types["internal"] = layout.Type{Kind: layout.Function, Size: 8, Internal: true}
	l.Types["type U"] = layout.Type{Kind: layout.UserDefined, Size: 4, Value: "bytes4"}
	l.Types["type V"] = layout.Type{Kind: layout.UserDefined, Size: 2, Value: "int16"}
	return l
}

// TestText writes values and reads them again.
func TestText(t *testing.T) {
	l := elementaries()
	for _, tt := range []struct{ typ, in, out string }{
		{"bool", "true", "true"},
		{"bool", "0", "false"},
		{"uint8", "255", "255"},
		{"uint8", "0xFf", "255"},
		{"uint8", "007", "7"},
		{"uint256", "115792089237316195423570985008687907853269984665640564039457584007913129639935", "115792089237316195423570985008687907853269984665640564039457584007913129639935"},
		{"int16", "-32768", "-32768"},
		{"int16", "32767", "32767"},
		{"int16", "-0x10", "-16"},
		{"int256", "-57896044618658097711785492504343953926634992332820282019728792003956564819968", "-57896044618658097711785492504343953926634992332820282019728792003956564819968"},
		{"address", "0xD8DA6BF26964AF9D7EED9E03E53415D37AA96045", "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045"},
		{"contract C", "0x0000000000000000000000000000000000000000", "0x0000000000000000000000000000000000000000"},
		{"bytes4", "0x01020304", "0x01020304"},
		{"external", "0x" + strings.Repeat("ab", 24), "0x" + strings.Repeat("ab", 24)},
		{"internal", "0x0102030405060708", "0x0102030405060708"},
		{"enum E", "B", "B"},
		{"enum E", "1", "B"},
		{"type U", "0xffffffff", "0xffffffff"},
		{"type V", "-1", "-1"},
		{"string", "", ""},
		{"string", "two words, 0x00 and ü", "two words, 0x00 and ü"},
		{"string", `"quoted"`, "quoted"},
		{"string", `"\"quoted\""`, `"\"quoted\""`},
		{"string", "line\nline", `"line\nline"`},
		{"string", "\xff", `"\xff"`},
		{"bytes", "0x", "0x"},
		{"bytes", "0x00FF", "0x00ff"},
		{"uint8[]", "12", "12"},
	} {
		v, err := statetree.ParseValue(l, tt.typ, tt.in)
		if err != nil {
			t.Errorf("%s %q: %v", tt.typ, tt.in, err)
			continue
		}
		got := statetree.Format(l, tt.typ, v)
		if got != tt.out {
			t.Errorf("%s %q is written as %q, want %q", tt.typ, tt.in, got, tt.out)
		}
		again, err := statetree.ParseValue(l, tt.typ, got)
		if diff := cmp.Diff(v, again); err != nil || diff != "" {
			t.Errorf("%s %q: %v: %s", tt.typ, got, err, diff)
		}
	}
}

// TestNoText refuses what is no value of a type.
func TestNoText(t *testing.T) {
	l := elementaries()
	for typ, texts := range map[string][]string{
		"bool":        {"", "yes", "2", "TRUE"},
		"uint8":       {"", "256", "-1", "0x100", "1.0", "1_0", " 1", "0x", "0b1", "+1", "1e1", "--1", strings.Repeat("1", 1<<20)},
		"int16":       {"32768", "-32769", "0xffff", "-"},
		"address":     {"", "0x00", "d8da6bf26964af9d7eed9e03e53415d37aa96045", "0xz8da6bf26964af9d7eed9e03e53415d37aa96045"},
		"bytes4":      {"0x", "0x010203", "0x0102030405", "16909060"},
		"enum E":      {"", "C", "2", "a", "-1"},
		"type U":      {"1"},
		"string":      {`"`, `"a`, `"a"b`},
		"bytes":       {"", "00", "0x0", "0xgg"},
		"map":         {"1"},
		"struct R":    {"1"},
		"uint256[50]": {"50"},
		"gone":        {"1"},
	} {
		for _, s := range texts {
			if _, err := statetree.ParseValue(l, typ, s); !errors.Is(err, registry.ErrInvalid) || len(err.Error()) > 500 {
				t.Errorf("%s %.50q: got error %.600v", typ, s, err)
			}
		}
	}
}

// TestEveryText writes and reads random values of every type.
func TestEveryText(t *testing.T) {
	l := elementaries()
	rapid.Check(t, func(rt *rapid.T) {
		s := &state{r: rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 1)), l: l}
		for typ, k := range l.Types {
			switch k.Kind {
			case layout.Struct, layout.Mapping, layout.Array, layout.Dynamic:
				continue
			default:
			}
			v := s.value(typ)
			if k.Kind == layout.String && rapid.Bool().Draw(rt, "text") {
				v.Bytes = []byte(rapid.String().Draw(rt, "string"))
			}
			again, err := statetree.ParseValue(l, typ, statetree.Format(l, typ, v))
			if diff := cmp.Diff(v, again); err != nil || diff != "" {
				rt.Fatalf("%s %q: %v: %s", typ, statetree.Format(l, typ, v), err, diff)
			}
		}
	})
}

// TestNoPath refuses paths that lead nowhere.
func TestNoPath(t *testing.T) {
	tree, err := statetree.New(kinds(t, "Kinds").Layout)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{
		"", "none", "small.x", "small[0]", "point.z", "point.", "point[0]", "pointx", "words[", "words[]", "words[x]", "words[-1]", "words[00]",
		"words[1", "words[18446744073709551616]", "packed[11]", "balances[1]", "balances.x", `byText["key]`, `byText["key"`, `byText["key"x]`,
		"byEnum[3][true]", "byEnum[Green][2]", "byTag[0xaabbccdd00000000000000000000000000000000000000000000000000000001].kind",
		"pairs[2][1][0x01020304]", "item.points[1]x", "item.points[1]..x", "erc7201:example.kinds", "erc7201:example.kinds.none", strings.Repeat("[", 2<<20),
		"tree" + strings.Repeat(".children[0]", 20) + ".value",
	} {
		if p, err := tree.Parse(s); !errors.Is(err, registry.ErrInvalid) || len(err.Error()) > 1000 {
			t.Errorf("%.60q: got %v and error %.1000v", s, p, err)
		}
	}
	for _, s := range []string{"point", "balances", "byTag[0xaabbccdd]", "grid[0]", "shelves[6][0]"} {
		p, err := tree.Parse(s)
		if err != nil {
			t.Errorf("%s: %v", s, err)
		}
		if _, err := tree.Locate(p); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s has no value: got error %v", s, err)
		}
	}
}

// TestNoParts refuses values that a field cannot have, and paths made by hand.
func TestNoParts(t *testing.T) {
	l := all()
	word := func(n uint64) statetree.Value { return statetree.Value{Word: uint256.NewInt(n).Bytes32()} }
	key := word(0)
	for name, tt := range map[string]struct {
		path  statetree.Path
		value statetree.Value
	}{
		"no path":           {nil, word(0)},
		"no variable":       {statetree.Path{{Member: "none"}}, word(0)},
		"a bool of two":     {statetree.Path{{Member: "flag"}}, word(2)},
		"an enum of two":    {statetree.Path{{Member: "choice"}}, word(2)},
		"a long address":    {statetree.Path{{Member: "who"}}, statetree.Value{Word: [32]byte{1}}},
		"bytes in a word":   {statetree.Path{{Member: "flag"}}, statetree.Value{Bytes: []byte{1}}},
		"a word in a text":  {statetree.Path{{Member: "name"}}, word(1)},
		"no text":           {statetree.Path{{Member: "name"}}, statetree.Value{}},
		"a very long text":  {statetree.Path{{Member: "name"}}, statetree.Value{Bytes: make([]byte, statetree.MaxText+1)}},
		"a key of an array": {statetree.Path{{Member: "list"}, {Key: &key}}, word(1)},
		"no key":            {statetree.Path{{Member: "roles"}, {Index: 1}, {Member: "admin"}}, word(1)},
		"another key":       {statetree.Path{{Member: "roles"}, {Key: &key, KeyType: "address"}, {Member: "admin"}}, word(1)},
		"an element past":   {statetree.Path{{Member: "three"}, {Index: 3}}, word(1)},
		"a fixed array":     {statetree.Path{{Member: "three"}}, word(1)},
		"a mapping":         {statetree.Path{{Member: "roles"}}, word(1)},
		"in a value":        {statetree.Path{{Member: "flag"}, {Index: 1}}, word(1)},
		"no member":         {statetree.Path{{Member: "roles"}, {Key: &key}, {Member: ""}}, word(1)},
	} {
		if _, err := treeOf(t, l).Parts(tt.path, tt.value); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: got error %v", name, err)
		}
	}
	if _, err := treeOf(t, l).Parts(statetree.Path{{Member: "roles"}, {Key: &key}, {Member: "admin"}}, word(1)); err != nil {
		t.Error(err)
	}
}

// FuzzParse reads paths that may be anything, and writes what it read.
func FuzzParse(f *testing.F) {
	l := kinds(f, "Kinds").Layout
	tree, err := statetree.New(l)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		"small", "point.x", "words[3]", "grid[1][2]", "balances[0x0000000000000000000000000000000000000001]", `byText["a]\"b"]`, "byBytes[0x00]",
		"byEnum[1][true]", "byTag[0xaabbccdd].points[1].x", "pairs[1][200][0x11223344]", "erc7201:example.kinds.seen[0x0000000000000000000000000000000000000001]",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := tree.Parse(s)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Fatalf("got error %v", err)
			}
			return
		}
		again, err := tree.Parse(p.String())
		if diff := cmp.Diff(p, again); err != nil || diff != "" {
			t.Fatalf("%q was read as %q: %v: %s", s, p, err, diff)
		}
		if field, err := tree.Locate(p); err == nil {
			if shape := p.Pattern(); statetree.Format(l, field.Type, field.Value) == "" && shape == "" {
				t.Fatal("a field without a pattern")
			}
		}
	})
}

// FuzzParseValue reads values that may be anything, and writes what it read.
func FuzzParseValue(f *testing.F) {
	l := elementaries()
	for _, s := range []string{"true", "-1", "0x10", "B", `"a\x00"`, "text", "0x", "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045", "0x01020304"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for typ := range l.Types {
			v, err := statetree.ParseValue(l, typ, s)
			if err != nil {
				if !errors.Is(err, registry.ErrInvalid) {
					t.Fatalf("got error %v", err)
				}
				continue
			}
			again, err := statetree.ParseValue(l, typ, statetree.Format(l, typ, v))
			if diff := cmp.Diff(v, again); err != nil || diff != "" {
				t.Fatalf("%s %q: %v: %s", typ, s, err, diff)
			}
		}
	})
}
