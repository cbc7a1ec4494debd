package remap_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/registry"
)

var update = flag.Bool("update", false, "write the golden files")

// lines writes the fates as "source -> target how".
func lines(m *remap.Mapping) []string {
	var out []string
	for _, f := range m.Fates {
		from, to := "-", "-"
		if f.Source != nil {
			from = f.Source.Pattern
		}
		if f.Target != nil {
			to = f.Target.Pattern
		}
		out = append(out, fmt.Sprintf("%s -> %s %s", from, to, f.How))
	}
	return out
}

func TestDefaults(t *testing.T) {
	for _, tt := range []struct {
		name, from, to string
		want           []string
	}{
		{"the same", "C.a uint256\nC.b string", "C.b string\nC.a uint256", []string{"a -> a same", "b -> b same"}},
		{
			"into a namespace", "ERC20Upgradeable._name string\nEIP712Upgradeable._name string",
			"ns:x.ERC20 ERC20Upgradeable {_name string}\nns:x.EIP712 EIP712Upgradeable {_name string}",
			[]string{
				"ERC20Upgradeable._name -> erc7201:x.ERC20._name same",
				"EIP712Upgradeable._name -> erc7201:x.EIP712._name same",
			},
		},
		{
			"the contract counts more than the name alone", "Base._x uint256", "Other._x uint256\nns:base Base {_x uint256}",
			[]string{"_x -> erc7201:base._x same", "- -> _x fresh"},
		},
		{"without Upgradeable", "PermitUpgradeable._x uint256", "Permit._x uint256", []string{"_x -> _x same"}},
		{"another contract", "V1.x uint256", "V2.x uint256", []string{"x -> x same"}},
		{"renamed by a comment", "C.motto string", "C.slogan string was motto", []string{"motto -> slogan same"}},
		{"case and underscores", "C._HASHED_NAME bytes32", "C._hashedName bytes32", []string{"_HASHED_NAME -> _hashedName same"}},
		{
			"case and underscores with another type", "C._TOKEN bytes32", "D.token address",
			[]string{"_TOKEN -> - empty", "- -> token fresh"},
		},
		{
			"known names", "VestingWalletUpgradeable._beneficiary address", "ns:o.Ownable OwnableUpgradeable {_owner address}",
			[]string{"_beneficiary -> erc7201:o.Ownable._owner same"},
		},
		{
			"gaps are never paired", "C.__gap uint256[3]\nC.a uint8", "C.__gap uint256[2]\nC.a uint8",
			[]string{"__gap[] -> - empty", "a -> a same", "- -> __gap[] fresh"},
		},
		{"a struct of one member", "struct Counter {_value uint256}\nC._n mapping(address => Counter)", "C._n mapping(address => uint256)", []string{"_n[]._value -> _n[] same"}},
		{"into a struct of one member", "C._n uint8[]", "struct T {_c uint8[]}\nC._n T", []string{"_n -> _n._c same", "_n[] -> _n._c[] same"}},
		{
			"the only nested member left", "struct R {members mapping(address => bool), admin bytes32}\nC._roles mapping(bytes32 => R)",
			"struct R {hasRole mapping(address => bool), admin bytes32}\nC._roles mapping(bytes32 => R)",
			[]string{"_roles[].members[] -> _roles[].hasRole[] same", "_roles[].admin -> _roles[].admin same"},
		},
		{
			"elementary members are not paired by type", "struct S {a uint256, b uint256}\nC.s S", "struct S {a uint256, c uint256}\nC.s S",
			[]string{"s.a -> s.a same", "s.b -> - empty", "- -> s.c fresh"},
		},
		{
			"types", "enum E {A, B}\ntype Fee uint96\nC.a uint8\nC.b int16\nC.c contract\nC.d Fee\nC.e E\nC.f string\nC.g uint8[2]",
			"enum E {A, B, C}\nC.a uint64\nC.b int32\nC.c address\nC.d uint96\nC.e E\nC.f bytes\nC.g uint8[3]",
			[]string{"a -> a widened", "b -> b widened", "c -> c same", "d -> d same", "e -> e widened", "f -> f retyped", "g[] -> g[] same"},
		},
		{
			"a struct that has itself in a mapping", "struct N {v uint8, next mapping(uint8 => N)}\nC.n N", "struct N {v uint16, next mapping(uint8 => N)}\nC.n N",
			[]string{
				"n.v -> n.v widened", "n.next[].v -> n.next[].v widened", "n.next[].next[].v -> n.next[].next[].v widened",
				"n.next[].next[].next[].v -> n.next[].next[].next[].v widened", "n.next[].next[].next[].next[].v -> n.next[].next[].next[].next[].v widened",
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := remap.New(layoutOf(t, tt.from), layoutOf(t, tt.to), remap.Map{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, lines(m)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMap(t *testing.T) {
	const from = "enum E {A, B, Old}\nstruct S {x uint256, y uint8}\nC.a uint256\nC.b uint256\nC.s S\nC.m mapping(address => S)\nC.e E\nC.fixed uint8[2]"
	const to = "enum E {B, A}\nstruct S {x uint256, y uint8}\nC.a uint256\nC.b uint256\nC.s S\nC.m mapping(address => S)\nns:n D {t S, u mapping(address => uint8), l uint8[]}\nC.small uint8\nC.e E"
	drops := func(names ...string) map[string]string {
		out := map[string]string{}
		for _, n := range names {
			out[n] = "not needed"
		}
		return out
	}
	for _, tt := range []struct {
		name string
		m    remap.Map
		want []string
	}{
		{
			"swap",
			remap.Map{Move: map[string]string{"a": "b", "b": "a", "e": "e"}, Drop: drops("fixed")},
			[]string{"a -> b same", "b -> a same", "s.x -> s.x same", "s.y -> s.y same", "m[].x -> m[].x same", "m[].y -> m[].y same", "e -> e retyped"},
		},
		{
			"a struct, and a member of one",
			remap.Map{Move: map[string]string{"s": "erc7201:n.t", "m[].y": "n.u[]", "e": "e", "C.a": "small", "fixed": "n.l"}},
			[]string{
				"a -> small narrowed", "b -> b same", "s.x -> erc7201:n.t.x same", "s.y -> erc7201:n.t.y same",
				"m[].x -> m[].x same", "m[].y -> erc7201:n.u[] same", "e -> e retyped", "fixed[] -> erc7201:n.l[] same", "- -> erc7201:n.l given",
			},
		},
		{
			"drop and set",
			remap.Map{Drop: drops("src/C.sol:C.a", "s.x", "m[].x", "fixed", "e"), Set: map[string]string{"small": "7", "a": "0x10"}},
			[]string{"a -> - dropped", "b -> b same", "s.x -> - dropped", "m[].x -> - dropped", "m[].y -> m[].y same", "e -> - dropped", "- -> a given", "- -> small given"},
		},
		{
			"compute",
			remap.Map{Drop: drops("fixed", "e"), Compute: []remap.Computation{{Sources: []string{"m[].x", "m[].y"}, Targets: []string{"n.u[]"}}}},
			[]string{"m[].x -> erc7201:n.u[] computed", "m[].y -> - computed"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := remap.New(layoutOf(t, from), layoutOf(t, to), tt.m)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(lines(m), "\n") + "\n"
			for _, want := range tt.want {
				if !strings.Contains(got, want+"\n") {
					t.Errorf("no %q in\n%s", want, got)
				}
			}
		})
	}
}

// TestRefused has maps and layouts that do not fit. Each error must name the
// place and what to do.
func TestRefused(t *testing.T) {
	move := func(pairs ...string) remap.Map {
		m := remap.Map{Move: map[string]string{}}
		for i := 0; i < len(pairs); i += 2 {
			m.Move[pairs[i]] = pairs[i+1]
		}
		return m
	}
	for _, tt := range []struct {
		name, from, to string
		m              remap.Map
		want           []string
	}{
		{"no such source", "C.a uint8", "C.a uint8", move("b", "a"), []string{`"move"`, `"b" is no variable`, "there is a"}},
		{"no such target", "C.a uint8", "C.b uint8", move("a", "c"), []string{`"c" is no variable`, "b"}},
		{"no such member", "struct S {x uint8}\nC.s S", "C.a uint8", move("s.y", "a"), []string{`after s there is .x`}},
		{"an element of none", "C.a uint8", "C.a uint8", move("a[]", "a"), []string{"has no elements"}},
		{"two into one", "C.a uint8\nC.b uint8", "C.c uint8", move("a", "c", "b", "c"), []string{"another line speaks of c too"}},
		{"one source twice", "C.a uint8", "C.b uint8\nC.c uint8", move("a", "b", "C.a", "c"), []string{"another line speaks of a too"}},
		{"moved and dropped", "C.a uint8", "C.b uint8", remap.Map{Move: map[string]string{"a": "b"}, Drop: map[string]string{"a": "x"}}, []string{"another line speaks of a"}},
		{"dropped without a reason", "C.a uint8", "C.b uint8", remap.Map{Drop: map[string]string{"a": " "}}, []string{"say why"}},
		{"ambiguous in the map", "A.x uint8\nB.x uint8", "C.y uint8", move("x", "y"), []string{`"x" can be A.x or B.x`}},
		{"ambiguous by name", "A.x uint8", "B.x uint8\nC.x uint8", remap.Map{}, []string{"could each be B.x and C.x", `"move": {"x": "B.x"}`}},
		{"ambiguous the other way", "A.x uint8\nB.x uint8", "C.x uint8", remap.Map{}, []string{"A.x and B.x", `"drop"`}},
		{"smaller", "C.a uint16", "C.a uint8", remap.Map{}, []string{"a and a", "larger than uint8", `"move": {"a": "a"}`}},
		{"another kind", "C.a uint256", "C.a mapping(address => bool)", remap.Map{}, []string{"cannot become"}},
		{"another sign", "C.a int8", "C.a uint8", remap.Map{}, []string{"unless the map says so"}},
		{"bytes of another length", "C.a bytes4", "C.a bytes8", remap.Map{}, []string{"unless the map says so"}},
		{"enum that lost a value", "enum E {A, B}\nC.a E", "enum E {A}\nC.a E", remap.Map{}, []string{"values of E are [A] and not [A B]"}},
		{"internal function", "C.f function", "C.f function", move("f", "f"), []string{"internal function"}},
		{"array that shrinks", "C.a uint8[3]", "C.a uint8[2]", move("a", "a"), []string{"3 elements do not fit into 2"}},
		{"fixed to dynamic without a word", "C.a uint8[3]", "C.a uint8[]", remap.Map{}, []string{"only if the map says so"}},
		{"fixed to dynamic in a mapping", "C.a mapping(bool => uint8[3])", "C.a mapping(bool => uint8[])", move("a", "a"), []string{"only outside of mappings"}},
		{"other keys", "C.a mapping(address => bool)", "C.a mapping(bytes32 => bool)", remap.Map{}, []string{"their keys", "address does not become bytes32"}},
		{"other number of keys", "C.a mapping(address => bool)", "C.b bool", move("a[]", "b"), []string{"1 keys or indices", "under 0"}},
		{"an array is no mapping", "C.a bool[]", "C.b mapping(uint256 => bool)", move("a[]", "b[]"), []string{"one is in an array"}},
		{"set what is many", "C.a uint8", "C.b mapping(bool => uint8)", remap.Map{Set: map[string]string{"b[]": "1"}}, []string{"only a single value"}},
		{"set what is no value", "C.a uint8", "C.b uint8", remap.Map{Set: map[string]string{"b": "256"}}, []string{`"set" of b`}},
		{"compute of nothing", "C.a uint8", "C.b uint8", remap.Map{Compute: []remap.Computation{{Targets: []string{"b"}}}}, []string{"needs sources"}},
		{
			"compute across elements", "C.a mapping(bool => uint8)\nC.c mapping(bool => uint8)", "C.b mapping(bool => uint8)",
			remap.Map{Compute: []remap.Computation{{Sources: []string{"a[]", "c[]"}, Targets: []string{"b[]"}}}},
			[]string{"not in the same element"},
		},
		{"several at once", "C.a uint16\nC.b uint16", "C.a uint8\nC.b uint8", remap.Map{}, []string{"a and a", "b and b"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := remap.New(layoutOf(t, tt.from), layoutOf(t, tt.to), tt.m)
			if !errors.Is(err, registry.ErrInvalid) {
				t.Fatalf("New = %v, %v; want ErrInvalid", m, err)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("no %q in %v", want, err)
				}
			}
		})
	}
	if _, err := remap.New(nil, layoutOf(t, ""), remap.Map{}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("no layout: %v", err)
	}
}

// TestTrio holds the defaults for real contracts against a golden file: nothing
// of them needs a map.
func TestTrio(t *testing.T) {
	var out strings.Builder
	for _, n := range [][2]string{{"Token", "Token"}, {"Vesting", "Vesting"}, {"Timelock", "TimelockV2"}, {"Club", "Club"}, {"UUPSToken", "UUPSToken"}} {
		m, err := remap.New(migratetest.Artifact("v4", n[0]).Layout, migratetest.Artifact("v5", n[1]).Layout, remap.Map{})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%s\n  %s\n", n[0], strings.Join(lines(m), "\n  "))
	}
	golden(t, "trio.txt", out.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s has changed; -update writes it anew: %s", path, diff)
	}
}
