package layout_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/registry"
)

type object = map[string]any

// TestEdited edits syntax trees by hand. Each edit makes a tree that no
// compiler writes, and is refused without a look at the compiler's report.
func TestEdited(t *testing.T) {
	for name, tt := range map[string]struct {
		source, contract, want string
		edit                   func(n object)
	}{
		"struct inside itself": {"pack.sol", "Structs", "struct Nested contains itself", func(n object) {
			if n["name"] == "b" && typeString(n) == "struct Structs.Two" {
				refer(n["typeName"], idOf["Nested"])
			}
		}},
		"array of itself": {"pack.sol", "Structs", "struct Nested contains itself", func(n object) {
			if n["name"] == "d" && typeString(n) == "struct Structs.Two[3]" {
				refer(n["typeName"].(object)["baseType"], idOf["Nested"])
			}
		}},
		"no such declaration": {"pack.sol", "Structs", "refers to id 123456789", func(n object) {
			if n["name"] == "b" && typeString(n) == "struct Structs.Two" {
				refer(n["typeName"], 123456789)
			}
		}},
		"two declarations": {"pack.sol", "Structs", "does not say which type that of b is", func(n object) {
			if n["name"] == "b" && typeString(n) == "struct Structs.Two" {
				n["typeName"].(object)["referencedDeclaration"] = idOf["Nested"]
			}
		}},
		"a variable as a type": {"pack.sol", "Structs", "is a VariableDeclaration", func(n object) {
			if n["name"] == "b" && typeString(n) == "struct Structs.Two" {
				refer(n["typeName"], idOf["l"])
			}
		}},
		"builtin as a type": {"pack.sol", "Structs", "refers to id -1", func(n object) {
			if n["name"] == "b" && typeString(n) == "struct Structs.Two" {
				refer(n["typeName"], -1)
			}
		}},
		"no type": {"pack.sol", "Structs", "has no type", func(n object) {
			if n["name"] == "k" {
				delete(n, "typeName")
			}
		}},
		"unknown type": {"pack.sol", "Structs", `is a "Novelty"`, func(n object) {
			if n["name"] == "k" {
				n["typeName"].(object)["nodeType"] = "Novelty"
			}
		}},
		"another elementary type": {"pack.sol", "Small", `is "uint8" in one place of the syntax tree and "uint16" in another`, func(n object) {
			if n["name"] == "b" && typeString(n) == "uint8" {
				n["typeName"].(object)["typeDescriptions"] = object{"typeString": "uint16", "typeIdentifier": "t_uint16"}
			}
		}},
		"another length": {"pack.sol", "Lengths", `"uint256[46]" in one place`, func(n object) {
			if n["name"] == "__gap" {
				d := n["typeName"].(object)["typeDescriptions"].(object)
				d["typeString"] = "uint256[46]"
			}
		}},
		"another literal": {"pack.sol", "Arrays", "the length of the array l3 is 4 in one place of the syntax tree and 3 in another", func(n object) {
			if n["name"] == "l3" {
				n["typeName"].(object)["length"].(object)["value"] = "4"
			}
		}},
		"length of a dynamic array": {"pack.sol", "Structs", "has no length that could be read", func(n object) {
			if n["name"] == "next" {
				d := n["typeName"].(object)["typeDescriptions"].(object)
				d["typeString"] = "struct Structs.Linked[3]"
				d["typeIdentifier"] = "t_array$_t_struct$_Linked_$1_storage_$3_storage_ptr"
			}
		}},
		"length without end": {"pack.sol", "Large", "has no length that could be read", func(n object) {
			if n["name"] == "b" {
				d := n["typeName"].(object)["typeDescriptions"].(object)
				d["typeString"] = "uint256[" + strings.Repeat("9", 100) + "]"
				d["typeIdentifier"] = "t_array$_t_uint256_$" + strings.Repeat("9", 100) + "_storage_ptr"
			}
		}},
		"array past the end": {"pack.sol", "Large", "reaches past the last slot", func(n object) {
			if n["name"] == "b" {
				const most = "115792089237316195423570985008687907853269984665640564039457584007913129639935"
				d := n["typeName"].(object)["typeDescriptions"].(object)
				d["typeString"] = "uint256[" + most + "]"
				d["typeIdentifier"] = "t_array$_t_uint256_$" + most + "_storage_ptr"
			}
		}},
		"order of bases": {"inherit.sol", "Swapped", "does not follow from the contracts", func(n object) {
			if n["name"] == "Swapped" {
				l := n["linearizedBaseContracts"].([]any)
				l[1], l[2] = l[2], l[1]
			}
		}},
		"a base is missing": {"inherit.sol", "Deep", "does not follow from the contracts", func(n object) {
			if n["name"] == "Deep" {
				l := n["linearizedBaseContracts"].([]any)
				n["linearizedBaseContracts"] = l[:len(l)-1]
			}
		}},
		"a base twice": {"inherit.sol", "Deep", "or from it twice", func(n object) {
			if n["name"] == "Deep" {
				l := n["linearizedBaseContracts"].([]any)
				n["linearizedBaseContracts"] = append(l, l[1])
			}
		}},
		"two variables": {"pack.sol", "Small", `has two variables "a"`, func(n object) {
			if n["name"] == "b" && n["stateVariable"] == true {
				n["name"] = "a"
			}
		}},
		"unknown mutability": {"pack.sol", "Small", `is "fleeting"`, func(n object) {
			if n["name"] == "b" && n["stateVariable"] == true {
				n["mutability"] = "fleeting"
			}
		}},
		"unknown location": {"pack.sol", "Small", `is in "cloud"`, func(n object) {
			if n["name"] == "b" && n["stateVariable"] == true {
				n["storageLocation"] = "cloud"
			}
		}},
		"nameless enum member": {"enums.sol", "Enum2", "a member of enum E has no name", func(n object) {
			if n["name"] == "M1" {
				n["name"] = ""
			}
		}},
		"enum without members": {"enums.sol", "Enum2", "enum E has no members", func(n object) {
			if n["nodeType"] == "EnumDefinition" {
				n["members"] = []any{}
			}
		}},
		"user-defined value of a string": {"modern.sol", "Modern", "is not a value", func(n object) {
			if n["name"] == "Id" && n["nodeType"] == "UserDefinedValueTypeDefinition" {
				u := n["underlyingType"].(object)
				u["name"], u["typeDescriptions"] = "string", object{"typeString": "string"}
			}
		}},
		"neither internal nor external": {"types.sol", "Kinds", `is a function that is "public"`, func(n object) {
			if n["nodeType"] == "FunctionTypeName" {
				n["visibility"] = "public"
			}
		}},
		"two layout specifiers": {"at.sol", "Decimal", "Decimal inherits from it", func(n object) {
			if n["name"] == "Plain" && n["nodeType"] == "ContractDefinition" {
				n["storageLayout"] = object{"nodeType": "StorageLayoutSpecifier"}
			}
		}},
		"base slot that is no number": {"at.sol", "Decimal", "cannot work out the slot", func(n object) {
			if n["nodeType"] == "StorageLayoutSpecifier" {
				n["baseSlotExpression"].(object)["typeDescriptions"] = object{}
			}
		}},
		"base slot below zero": {"at.sol", "Decimal", "which is no slot", func(n object) {
			if n["nodeType"] == "StorageLayoutSpecifier" {
				n["baseSlotExpression"].(object)["typeDescriptions"] = object{"typeIdentifier": "t_rational_minus_1_by_1"}
			}
		}},
		"variables after the end": {"at.sol", "Decimal", "variable b reaches past the last slot", func(n object) {
			if n["name"] == "b" && n["stateVariable"] == true {
				tt := n["typeName"].(object)
				tt["name"], tt["typeDescriptions"] = "uint256", object{"typeString": "uint256"}
			}
			if n["nodeType"] == "StorageLayoutSpecifier" {
				n["baseSlotExpression"].(object)["typeDescriptions"] = object{"typeIdentifier": "t_rational_115792089237316195423570985008687907853269984665640564039457584007913129639935_by_1"}
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			r := open(t, compiled("0.8.34"))[0]
			if n := edit(t, r, tt.source, tt.edit); n == 0 {
				t.Fatal("nothing was edited")
			}
			p, err := r.parse()
			if err == nil {
				_, err = layout.Of(p, tt.source, tt.contract, layout.Reported{})
			}
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %v\nwant %s", err, tt.want)
			}
		})
	}
}

// TestReportedBase takes the number away that "layout at" has: then the slot is
// that of the first variable in the report, and an error without.
func TestReportedBase(t *testing.T) {
	r := open(t, compiled("0.8.34"))[0]
	edit(t, r, "at.sol", func(n object) {
		if n["nodeType"] == "StorageLayoutSpecifier" {
			n["baseSlotExpression"].(object)["typeDescriptions"] = object{}
		}
	})
	p := r.program(t)
	for name, want := range map[string]string{"Decimal": "1000", "Hex": "65535", "Nothing": ""} {
		l, err := layout.Of(p, "at.sol", name, r.Output.Contracts["at.sol"][name].reported())
		if want == "" {
			refused(t, name, "cannot work out the slot", func() error { return err })
		} else if err != nil || l.Base.Dec() != want {
			t.Errorf("%s: %+v, error %v", name, l, err)
		}
	}
}

// idOf has the ids of the declarations in the source that is being edited.
var idOf = map[string]int64{}

// edit calls f for every node of a tree and puts the tree back. It returns how
// many nodes were changed.
func edit(t *testing.T, r *run, source string, f func(object)) (changed int) {
	t.Helper()
	s := r.Output.Sources[source]
	d := json.NewDecoder(bytes.NewReader(s.AST))
	d.UseNumber()
	var root any
	if err := d.Decode(&root); err != nil {
		t.Fatal(err)
	}
	clear(idOf)
	walk(root, func(n object) {
		kind, _ := n["nodeType"].(string)
		if name, ok := n["name"].(string); ok && (strings.HasSuffix(kind, "Definition") || kind == "VariableDeclaration") {
			id, err := n["id"].(json.Number).Int64()
			if err != nil {
				t.Fatal(err)
			}
			idOf[name] = id
		}
	})
	walk(root, func(n object) {
		before, _ := json.Marshal(n)
		f(n)
		if after, _ := json.Marshal(n); !bytes.Equal(before, after) {
			changed++
		}
	})
	b, err := json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	s.AST = b
	r.Output.Sources[source] = s
	return changed
}

func walk(v any, f func(object)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			walk(e, f)
		}
	case object:
		if v["nodeType"] != nil {
			f(v)
		}
		for _, e := range v {
			walk(e, f)
		}
	}
}

func typeString(n object) any {
	d, _ := n["typeDescriptions"].(object)
	return d["typeString"]
}

// refer lets a type's name mean another declaration, in both places.
func refer(typeName any, id int64) {
	n := typeName.(object)
	n["referencedDeclaration"] = id
	n["pathNode"].(object)["referencedDeclaration"] = id
}
