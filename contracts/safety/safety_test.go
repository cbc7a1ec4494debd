package safety_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/contracts/safety"
	"github.com/novation-dev/novation/registry"
)

var update = flag.Bool("update", false, "compile the sources anew, with Node and the solc of contracts/")

const head = "// SPDX-License-Identifier: Apache-2.0\npragma solidity ^0.8.20;\n"

const base = `abstract contract Initializable { modifier initializer() { _; } modifier onlyInitializing() { _; } }
abstract contract A is Initializable { uint256 a; function __A_init() internal onlyInitializing { a = 1; } }
abstract contract B is Initializable { uint256 b; function __B_init() internal onlyInitializing { b = 1; } }
`

// Each contract C, and its facts: kind, way, label, line and what allows it.
var contracts = map[string]struct {
	source string
	want   []string
}{
	"nothing": {"contract C { uint256 a; function f() public { a = 1; } }", nil},
	"state": {
		"contract C {\n uint256 a = 1;\n uint256 immutable b = 1;\n uint256 constant c = 1;\n function() internal f;\n function() internal[] g;\n constructor() { a = 2; }\n}",
		[]string{
			"constructor  C:9", "internal-function-storage  f:7", "internal-function-storage nested g:8",
			"state-variable-assignment  a:4", "state-variable-immutable  b:5",
		},
	},
	"operations": {
		"library L {\n function go(address a) internal { a.delegatecall(\"\"); }\n}\ncontract D {\n" +
			" function open(address a) public { inner(a); }\n function inner(address a) internal { L.go(a); }\n}\n" +
			"contract C is D {\n function end(address payable a) public { selfdestruct(a); }\n function raw(address a) public { assembly { pop(delegatecall(gas(), a, 0, 0, 0, 0)) } }\n}",
		[]string{"delegatecall inherited delegatecall:4", "delegatecall assembly delegatecall:12", "selfdestruct  selfdestruct:11"},
	},
	"value": {
		"library L {\n function go(address a) internal { a.delegatecall(\"\"); }\n}\ncontract C {\n function f(address a) public { function(address) g = L.go; g(a); }\n}",
		[]string{"delegatecall referred delegatecall:4"},
	},
	"allowed": {
		"contract C {\n /// @custom:oz-upgrades-unsafe-allow delegatecall\n function f(address a) public { a.delegatecall(\"\"); }\n" +
			" /// @custom:novation-allow selfdestruct: the contract is a\n /// toy\n function g(address payable a) public { selfdestruct(a); }\n}",
		[]string{"delegatecall  delegatecall:5 oz-upgrades-unsafe-allow", "selfdestruct  selfdestruct:8 novation-allow (the contract is a toy)"},
	},
	"no reason": {
		"contract C {\n /// @custom:novation-allow delegatecall\n function f(address a) public { a.delegatecall(\"\"); }\n}",
		[]string{"allowance-without-reason  f:5", "delegatecall  delegatecall:5"},
	},
	"reachable on one way only": {
		"library L {\n function go(address a) internal { a.delegatecall(\"\"); }\n}\ncontract C {\n" +
			" /// @custom:oz-upgrades-unsafe-allow-reachable delegatecall\n function f(address a) public { L.go(a); }\n function g(address a) public { L.go(a); }\n}",
		[]string{"delegatecall  delegatecall:4"},
	},
	"reachable on all ways": {
		"library L {\n function go(address a) internal { a.delegatecall(\"\"); }\n}\n/// @custom:oz-upgrades-unsafe-allow-reachable delegatecall\ncontract C {\n" +
			" function f(address a) public { L.go(a); }\n function g(address a) public { L.go(a); }\n}",
		[]string{"delegatecall  delegatecall:4 oz-upgrades-unsafe-allow-reachable"},
	},
	"library": {
		"library L {\n function go() public { }\n}\ncontract C {\n function f() public { L.go(); }\n}",
		[]string{"external-library-linking  library/C.sol:L:3"},
	},
	"library by an internal function that nobody calls": {
		"library L {\n function go() public { }\n}\ncontract C {\n function f() internal { L.go(); }\n}", nil,
	},
	"initialised": {base + "contract C is A, B {\n function initialize() public initializer { __A_init(); __B_init(); }\n}", nil},
	"no initialiser": {
		base + "contract C is A, B { }", []string{"missing-initializer  C:6"},
	},
	"one forgotten": {
		base + "contract C is A, B {\n function initialize() public initializer { __B_init(); }\n}",
		[]string{"incorrect-initializer-order  __B_init:7", "missing-initializer-call  initialize:7"},
	},
	"twice": {
		base + "contract C is A, B {\n function initialize() public initializer { __A_init(); __B_init(); __A_init(); }\n}",
		[]string{"duplicate-initializer-call  __A_init:7"},
	},
	"open": {"contract C {\n address o;\n function initialize() public { o = msg.sender; }\n}", []string{"unprotected-initializer  initialize:5"}},
}

func compile(t testing.TB, file string) {
	t.Helper()
	sources := map[string]any{}
	for name, c := range contracts {
		sources[name+"/C.sol"] = map[string]string{"content": head + c.source + "\n"}
	}
	in, err := json.Marshal(map[string]any{"language": "Solidity", "sources": sources})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", "testdata/compile.mjs")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(out)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

type compiled struct {
	Sources map[string]struct{ Content string }
	Trees   map[string]struct {
		ID  int
		AST jsontext.Value
	}
}

func read(t testing.TB) (out compiled) {
	t.Helper()
	const file = "testdata/contracts.json.gz"
	if *update {
		compile(t, file)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func (c compiled) program(t testing.TB) *ast.Program {
	t.Helper()
	var units []ast.Unit
	for name, s := range c.Trees {
		tree, err := ast.Parse(s.AST)
		if err != nil {
			t.Fatal(err)
		}
		units = append(units, ast.Unit{Name: name, Number: s.ID, Tree: tree, Text: []byte(c.Sources[name].Content)})
	}
	p, err := ast.NewProgram(units)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestFacts(t *testing.T) {
	c := read(t)
	p := c.program(t)
	for name, tt := range contracts {
		t.Run(name, func(t *testing.T) {
			source := name + "/C.sol"
			if c.Sources[source].Content != head+tt.source+"\n" {
				t.Fatal("the source has changed; run the test with -update")
			}
			facts, err := safety.Of(p, source, "C")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range facts.Facts {
				s := fmt.Sprintf("%s %s %s:%d", f.Kind, f.Way, f.Label, f.Place.Line)
				if a := f.Allowed; a != nil {
					s += " " + a.By
					if a.Reason != "" {
						s += " (" + a.Reason + ")"
					}
				}
				got = append(got, s)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("facts (-want +got):\n%s", diff)
			}
			for range 5 {
				again, err := safety.Of(p, source, "C")
				if diff := cmp.Diff(facts, again); err != nil || diff != "" {
					t.Fatalf("another time: %v\n%s", err, diff)
				}
			}
			b, err := json.Marshal(facts)
			if err != nil {
				t.Fatal(err)
			}
			var back safety.Facts
			if err := json.Unmarshal(b, &back); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(facts, &back); diff != "" {
				t.Errorf("after JSON (-want +got):\n%s", diff)
			}
		})
	}
	if _, err := safety.Of(p, "state/C.sol", "D"); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("a contract that is not there: %v, want ErrNotFound", err)
	}
}

// tree makes a source with one contract C, whose parts are JSON.
func tree(contract string) string {
	return `{"id":9,"nodeType":"SourceUnit","src":"0:9:0","nodes":[{"id":1,"nodeType":"ContractDefinition","src":"0:1:0","name":"C","contractKind":"contract",` + contract + `}]}`
}

func one(text string) (*safety.Facts, error) {
	n, err := ast.Parse([]byte(text))
	if err != nil {
		return nil, err
	}
	p, err := ast.NewProgram([]ast.Unit{{Name: "a.sol", Tree: n}})
	if err != nil {
		return nil, err
	}
	return safety.Of(p, "a.sol", "C")
}

func TestRefused(t *testing.T) {
	for name, contract := range map[string]string{
		"no bases":      `"nodes":[]`,
		"missing base":  `"linearizedBaseContracts":[1,7],"nodes":[]`,
		"itself twice":  `"linearizedBaseContracts":[1,1],"nodes":[]`,
		"unknown kind":  `"linearizedBaseContracts":[1],"documentation":"@custom:oz-upgrades-unsafe-allow everything","nodes":[]`,
		"unknown, ours": `"linearizedBaseContracts":[1],"documentation":"@custom:novation-allow everything: because","nodes":[]`,
	} {
		if f, err := one(tree(contract)); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v, %v, want ErrInvalid", name, f, err)
		}
	}
}

// Trees of compilers before 0.6: text of assembly, comments as strings, kinds of
// functions by other fields.
func TestOldTrees(t *testing.T) {
	facts, err := one(tree(`"linearizedBaseContracts":[1],"baseContracts":[],"nodes":[
		{"id":2,"nodeType":"FunctionDefinition","src":"1:1:0","name":"","isConstructor":true,"visibility":"public","modifiers":[],"body":{"id":3,"nodeType":"Block","src":"1:1:0","statements":[
			{"id":4,"nodeType":"InlineAssembly","src":"2:1:0","operations":"{ let x := delegatecall(1, 2, 3, 4, 5, 6) }"}]}},
		{"id":5,"nodeType":"FunctionDefinition","src":"3:1:0","name":"f","visibility":"public","documentation":"@custom:oz-upgrades-unsafe-allow selfdestruct","body":{"id":6,"nodeType":"Block","src":"3:1:0","statements":[
			{"nodeType":"FunctionCall","src":"4:1:0","expression":{"nodeType":"Identifier","src":"4:1:0","name":"suicide","typeDescriptions":{"typeIdentifier":"t_function_selfdestruct_nonpayable$_t_address_$returns$__$"}}}]}}]`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range facts.Facts {
		got = append(got, fmt.Sprint(f.Kind, " ", f.Way, " ", f.Allowed != nil))
	}
	want := []string{"constructor  false", "delegatecall assembly false", "selfdestruct  true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

func FuzzOf(f *testing.F) {
	c := read(f)
	for _, name := range []string{"operations", "one forgotten", "allowed", "library"} {
		f.Add([]byte(c.Trees[name+"/C.sol"].AST))
	}
	f.Add([]byte(tree(`"linearizedBaseContracts":[1],"documentation":"@a\n @custom:novation-allow constructor: x","nodes":[null]`)))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := one(string(b)); err != nil && !errors.Is(err, registry.ErrInvalid) && !errors.Is(err, registry.ErrNotFound) {
			t.Errorf("Of = %v", err)
		}
	})
}
