package statetree_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

func variable(label, contract, typ string, slot uint64, offset int) layout.Variable {
	return layout.Variable{Label: label, Contract: contract, Type: typ, Slot: *uint256.NewInt(slot), Offset: offset}
}

func one() uint256.Int { return *uint256.NewInt(1) }

// basics are types that layouts of the tests share.
func basics() map[string]layout.Type {
	return map[string]layout.Type{
		"bool":        {Kind: layout.Bool, Size: 1},
		"uint8":       {Kind: layout.Unsigned, Size: 1},
		"uint256":     {Kind: layout.Unsigned, Size: 32},
		"int16":       {Kind: layout.Signed, Size: 2},
		"address":     {Kind: layout.Address, Size: 20},
		"bytes4":      {Kind: layout.FixedBytes, Size: 4},
		"string":      {Kind: layout.String, Slots: one()},
		"bytes":       {Kind: layout.Bytes, Slots: one()},
		"enum E":      {Kind: layout.Enum, Size: 1, Values: []string{"A", "B"}},
		"uint8[]":     {Kind: layout.Dynamic, Value: "uint8", Slots: one()},
		"uint256[50]": {Kind: layout.Array, Value: "uint256", Length: *uint256.NewInt(50), Slots: *uint256.NewInt(50)},
		"uint8[3]":    {Kind: layout.Array, Value: "uint8", Length: *uint256.NewInt(3), Slots: one()},
		"string[]":    {Kind: layout.Dynamic, Value: "string", Slots: one()},
		"map":         {Kind: layout.Mapping, Key: "address", Value: "bool", Slots: one()},
		"struct R":    {Kind: layout.Struct, Slots: *uint256.NewInt(2), Members: []layout.Variable{{Label: "members", Type: "map"}, {Label: "admin", Type: "uint256", Slot: one()}}},
		"roles":       {Kind: layout.Mapping, Key: "uint256", Value: "struct R", Slots: one()},
	}
}

// TestShapes names every pattern of a layout with variables of one name.
func TestShapes(t *testing.T) {
	l := &layout.Layout{
		Base: *uint256.NewInt(16),
		Storage: []layout.Variable{
			variable("x", "a.sol:A", "uint8", 16, 0),
			variable("x", "b.sol:B", "uint8", 16, 1),
			variable("x", "c.sol:B", "uint8", 16, 2),
			variable("B", "c.sol:B", "bool", 16, 3),
			variable("roles", "c.sol:B", "roles", 17, 0),
			variable("gap", "c.sol:B", "uint256[50]", 18, 0),
			variable("list", "c.sol:B", "uint8[]", 68, 0),
		},
		Namespaces: []layout.Namespace{{ID: "erc7201:n", Slot: *uint256.NewInt(1 << 40), Contract: "a.sol:A", Type: "struct R"}},
		Types:      basics(),
	}
	shapes, err := statetree.Shapes(l)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range shapes {
		got = append(got, fmt.Sprintf("%s: %s in %s, keys %v, slot %d+%d", s.Pattern, s.Type, s.Variable, s.KeyTypes, s.Slot.Big(), s.Offset))
	}
	want := []string{
		"A.x: uint8 in A.x, keys [], slot 16+0",
		"b.sol:B.x: uint8 in b.sol:B.x, keys [], slot 16+1",
		"c.sol:B.x: uint8 in c.sol:B.x, keys [], slot 16+2",
		"B: bool in B, keys [], slot 16+3",
		"roles[].members[]: bool in roles, keys [uint256 address], slot 17+0",
		"roles[].admin: uint256 in roles, keys [uint256], slot 17+0",
		"gap[]: uint256 in gap, keys [], slot 18+0",
		"list: uint8[] in list, keys [], slot 68+0",
		"list[]: uint8 in list, keys [], slot 68+0",
		"erc7201:n.members[]: bool in erc7201:n.members, keys [address], slot 1099511627776+0",
		"erc7201:n.admin: uint256 in erc7201:n.admin, keys [], slot 1099511627777+0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestInside follows a struct that is inside itself, and not for ever.
func TestInside(t *testing.T) {
	shapes, err := statetree.Shapes(kinds(t, "Kinds").Layout)
	if err != nil {
		t.Fatal(err)
	}
	deepest := 0
	for _, s := range shapes {
		if s.Variable == "tree" {
			deepest = max(deepest, strings.Count(s.Pattern, "[]"))
		}
	}
	if deepest < 4 || deepest > 6 {
		t.Errorf("the deepest pattern has %d levels", deepest)
	}
}

// TestHostile refuses layouts that contradict themselves, or are too large, soon.
func TestHostile(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(l *layout.Layout)
		want   string
	}{
		"no type":        {func(l *layout.Layout) { l.Storage[0].Type = "gone" }, "does not define"},
		"no key type":    {func(l *layout.Layout) { delete(l.Types, "address") }, "keys of"},
		"no value type":  {func(l *layout.Layout) { delete(l.Types, "bool") }, "does not define"},
		"unknown kind":   {func(l *layout.Layout) { l.Types["uint8"] = layout.Type{Kind: "new", Size: 1} }, "cannot be read"},
		"transient kind": {func(l *layout.Layout) { l.Types["uint8"] = layout.Type{} }, "cannot be read"},
		"size":           {func(l *layout.Layout) { l.Types["uint8"] = layout.Type{Kind: layout.Unsigned, Size: 33} }, "cannot be read"},
		"negative size":  {func(l *layout.Layout) { l.Types["uint8"] = layout.Type{Kind: layout.Unsigned, Size: -1} }, "cannot be read"},
		"offset":         {func(l *layout.Layout) { l.Storage[0].Offset = 32 }, "does not fit"},
		"below zero":     {func(l *layout.Layout) { l.Storage[0].Offset = -1 }, "does not fit"},
		"overlap":        {func(l *layout.Layout) { l.Storage[1].Offset = 0 }, "overlap"},
		"offset of text": {func(l *layout.Layout) { l.Storage[0].Type, l.Storage[0].Offset = "string", 1 }, "want 0"},
		"offset of map":  {func(l *layout.Layout) { l.Storage[0].Type, l.Storage[0].Offset = "map", 1 }, "want 0"},
		"twice":          {func(l *layout.Layout) { l.Storage[1].Label = l.Storage[0].Label }, "are called"},
		"no name":        {func(l *layout.Layout) { l.Storage[0].Label = "" }, "no name"},
		"a bad name":     {func(l *layout.Layout) { l.Storage[0].Label = "a[0]" }, "no name"},
		"no room":        {func(l *layout.Layout) { l.Types["string"] = layout.Type{Kind: layout.String} }, "take no room"},
		"namespace":      {func(l *layout.Layout) { l.Namespaces = []layout.Namespace{{ID: "x", Type: "bool"}} }, "no struct"},
		"two namespaces": {func(l *layout.Layout) {
			l.Namespaces = []layout.Namespace{{ID: "x", Type: "struct R"}, {ID: "x", Type: "struct R"}}
		}, "are called"},
		"a namespace like a member": {func(l *layout.Layout) {
			l.Types["outer"] = layout.Type{Kind: layout.Struct, Slots: one(), Members: []layout.Variable{{Label: "y", Type: "struct R"}}}
			l.Namespaces = []layout.Namespace{{ID: "x", Type: "outer"}, {ID: "x.y", Type: "struct R"}}
		}, "are called"},
		"a namespace like a path": {func(l *layout.Layout) { l.Namespaces = []layout.Namespace{{ID: "x[", Type: "struct R"}} }, "character"},
		"itself": {func(l *layout.Layout) {
			l.Types["bool"] = layout.Type{Kind: layout.Struct, Slots: one(), Members: []layout.Variable{{Label: "y", Type: "bool"}}}
		}, "contains itself"},
		"itself in an array": {func(l *layout.Layout) {
			l.Types["bool"] = layout.Type{Kind: layout.Struct, Slots: one(), Members: []layout.Variable{{Label: "y", Type: "bool[2]"}}}
			l.Types["bool[2]"] = layout.Type{Kind: layout.Array, Length: *uint256.NewInt(2), Value: "bool", Slots: one()}
		}, "contains itself"},
		"an array of itself": {func(l *layout.Layout) {
			l.Types["bool"] = layout.Type{Kind: layout.Dynamic, Value: "bool", Slots: one()}
		}, "levels deep"},
		"a value of itself": {func(l *layout.Layout) {
			l.Types["bool"] = layout.Type{Kind: layout.UserDefined, Value: "bool", Size: 1}
		}, "cannot be read"},
		"many": {func(l *layout.Layout) {
			for i := range 40 {
				var members []layout.Variable
				for k := range 40 {
					members = append(members, layout.Variable{Label: fmt.Sprintf("m%d", k), Type: fmt.Sprintf("s%d", i+1), Slot: *uint256.NewInt(uint64(k))})
				}
				l.Types[fmt.Sprintf("s%d", i)] = layout.Type{Kind: layout.Struct, Slots: one(), Members: members}
			}
			l.Types["s40"], l.Storage[0].Type = l.Types["bool"], "s0"
		}, "more than"},
		"nothing": {func(l *layout.Layout) { *l = layout.Layout{Storage: l.Storage} }, "does not define"},
	} {
		t.Run(name, func(t *testing.T) {
			l := &layout.Layout{Types: basics(), Storage: []layout.Variable{
				variable("a", "a.sol:A", "uint8", 0, 0), variable("b", "a.sol:A", "bool", 0, 1),
				variable("c", "a.sol:A", "map", 1, 0), variable("d", "a.sol:A", "string[]", 2, 0),
			}}
			if _, err := statetree.New(l); err != nil {
				t.Fatal(err)
			}
			tt.change(l)
			begin := time.Now()
			_, err := statetree.New(l)
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %.300v\nwant one with %q", err, tt.want)
			}
			if took := time.Since(begin); took > 5*time.Second {
				t.Errorf("it took %s", took)
			}
		})
	}
	if _, err := statetree.New(nil); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("no layout: %v", err)
	}
}
