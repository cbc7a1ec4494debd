package artifact_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
)

func unpacked(tb testing.TB, path string) []byte {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

type object = map[string]any

// in walks into an object.
func in(o any, path ...string) object {
	for _, name := range path {
		o = o.(object)[name]
	}
	return o.(object)
}

// replace changes the text in a field.
func replace(o object, field, old, next string) {
	s := o[field].(string)
	if !strings.Contains(s, old) {
		panic(fmt.Sprintf("%s has no %q", field, old))
	}
	o[field] = strings.Replace(s, old, next, 1)
}

// TestContradictions changes one thing in a build that is otherwise whole.
func TestContradictions(t *testing.T) {
	vault := func(o object) object { return in(o, "output", "contracts", "src/Vault.sol", "Vault") }
	runtime := func(o object) object { return in(vault(o), "evm", "deployedBytecode") }
	tree := func(o object, source string) object { return in(o, "output", "sources", source, "ast") }
	for _, test := range []struct {
		name   string
		change func(o object)
		says   string
	}{
		{"nothing", func(object) {}, ""},
		{"source gone", func(o object) {
			delete(in(o, "output", "sources"), "src/Twin.sol")
			delete(in(o, "input", "sources"), "src/Twin.sol")
		}, "src/Twin.sol, which is not among the sources"},
		{"contract not in the tree", func(o object) {
			c := in(o, "output", "contracts", "src/Vault.sol")
			c["Other"] = c["Vault"]
		}, "src/Vault.sol:Other: the syntax tree of its source defines no such contract"},
		{"abstract with code", func(o object) {
			in(o, "output", "contracts", "src/Base.sol", "Base")["evm"] = in(o, "output", "contracts", "src/Twin.sol", "Twin")["evm"]
		}, "src/Base.sol:Base: it is an abstract contract and has code"},
		{"tree of another source", func(o object) {
			in(o, "output", "sources", "src/Twin.sol")["ast"] = tree(o, "src/Base.sol")
		}, "its syntax tree is that of src/Base.sol"},
		{"tree of another run", func(o object) { replace(tree(o, "src/Twin.sol"), "src", ":3", ":9") }, "src/Twin.sol: its number is 3, and 9"},
		{"number twice", func(o object) { in(o, "output", "sources", "src/Twin.sol")["id"] = 0 }, "both have number 0"},
		{"shorter text", func(o object) {
			in(o, "input", "sources", "src/Twin.sol")["content"] = "contract Twin {}"
			delete(in(o, "output", "contracts", "src/Twin.sol", "Twin"), "metadata")
		}, "fewer than its syntax tree covers"},
		{"other text", func(o object) { replace(in(o, "input", "sources", "src/Vault.sol"), "content", "grain", "sugar") }, "src/Vault.sol:Vault: its metadata says that src/Vault.sol has the Keccak-256"},
		{"edited metadata", func(o object) { replace(vault(o), "metadata", `"runs":200`, `"runs":201`) }, "src/Vault.sol:Vault: its metadata has the hash"},
		{"other settings", func(o object) { in(o, "input", "settings", "optimizer")["runs"] = 1 }, "setting optimizer.runs is 1 in the input and 200"},
		{"other pipeline", func(o object) { in(o, "input", "settings")["viaIR"] = true }, "setting viaIR is true in the input and false"},
		{"other evm", func(o object) { in(o, "input", "settings")["evmVersion"] = "cancun" }, "setting evmVersion"},
		{"other compiler", func(o object) { o["solcLongVersion"] = "0.8.3+commit.80d5c536" }, "two compilers' files are mixed"},
		{"an older compiler", func(o object) { o["solcVersion"] = "0.8.3" }, "two compilers' files are mixed"},
		{"metadata of another contract", func(o object) {
			vault(o)["metadata"] = in(o, "output", "contracts", "src/Sums.sol", "Sums")["metadata"]
			runtime(o)["object"] = strings.TrimSuffix(runtime(o)["object"].(string), "64736f6c63430008220033")
		}, "its metadata is of src/Sums.sol:Sums"},
		{"metadata that is cut", func(o object) {
			vault(o)["metadata"] = vault(o)["metadata"].(string)[:100]
			replace(runtime(o), "object", "64736f6c63430008220033", "64736f6c63430008220034")
		}, "src/Vault.sol:Vault: reading its metadata"},
		{"errors", func(o object) {
			in(o, "output")["errors"] = []any{object{"severity": "error", "message": "no such thing"}}
		}, "no such thing"},
		{"another language", func(o object) { in(o, "input")["language"] = "Yul" }, "Yul"},
		{"odd hex", func(o object) { runtime(o)["object"] = runtime(o)["object"].(string) + "0" }, "odd number"},
		{"no hex", func(o object) { replace(runtime(o), "object", "6080", "60g0") }, "byte 1: "},
		{"place outside", func(o object) { links(runtime(o))[0].(object)["start"] = 1 << 40 }, "no address within the code"},
		{"place that overflows", func(o object) { links(runtime(o))[0].(object)["start"] = json.Number("9223372036854775807") }, "no address within the code"},
		{"place before", func(o object) { links(runtime(o))[0].(object)["start"] = -1 }, "no address within the code"},
		{"place of another length", func(o object) { links(runtime(o))[0].(object)["length"] = 19 }, "no address within the code"},
		{"place on code", func(o object) { links(runtime(o))[0].(object)["start"] = 0 }, "no placeholder at byte 0"},
		{"place that is no number", func(o object) { links(runtime(o))[0].(object)["start"] = "0" }, "/start"},
		{"place that is no whole number", func(o object) { links(runtime(o))[0].(object)["start"] = 1.5 }, "/start"},
		{"placeholder without place", func(o object) { delete(runtime(o), "linkReferences") }, "a placeholder"},
		{"two libraries in one", func(o object) {
			in(runtime(o), "linkReferences", "src/Sums.sol")["Other"] = links(runtime(o))
		}, "library "},
		{"immutable on code", func(o object) { immutable(runtime(o))[0].(object)["start"] = 40 }, "immutable 21: byte 40 is not"},
		{"immutable on a link", func(o object) {
			immutable(runtime(o))[0].(object)["start"] = links(runtime(o))[0].(object)["start"]
		}, "immutable 21: byte"},
		{"immutable twice", func(o object) { in(runtime(o), "immutableReferences")["97"] = immutable(runtime(o)) }, "overlap"},
		{"immutable nowhere", func(o object) { in(runtime(o), "immutableReferences")["97"] = []any{} }, "immutable 97: it is referred to nowhere"},
		{"immutable that is filled", func(o object) { replace(runtime(o), "object", "7f0000", "7f0001") }, "not left free"},
		{"immutable in creation code", func(o object) {
			in(vault(o), "evm", "bytecode")["immutableReferences"] = object{"97": []any{object{"start": creationPush(o), "length": 32}}}
		}, "its creation code has immutables"},
		{"neither contracts nor sources", func(o object) { o["output"] = object{} }, "neither contracts nor sources"},
		{"no output", func(o object) { delete(o, "output") }, "not what solc, Foundry or Hardhat writes"},
		{"another format", func(o object) { o["_format"] = "truffle-9" }, "truffle-9"},
		{"tree that is none", func(o object) { in(o, "output", "sources", "src/Twin.sol")["ast"] = 7 }, "src/Twin.sol: reading its syntax tree"},
		{"tree of another kind", func(o object) { tree(o, "src/Twin.sol")["nodeType"] = "Block" }, "want a SourceUnit"},
		{"a contract twice in a tree", func(o object) {
			tree := tree(o, "src/Twin.sol")
			tree["nodes"] = append(tree["nodes"].([]any), tree["nodes"].([]any)[1])
		}, "defines Twin twice"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var o object
			if err := json.Unmarshal(unpacked(t, "testdata/pair.json.gz"), &o); err != nil {
				t.Fatal(err)
			}
			test.change(o)
			b, err := json.Marshal(o)
			if err != nil {
				t.Fatal(err)
			}
			_, err = artifact.Read("some.json", bytes.NewReader(b))
			if test.says == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), "some.json") {
				t.Errorf("got %v, want %q", err, test.says)
			}
		})
	}
}

func links(code object) []any {
	return in(code, "linkReferences", "src/Sums.sol")["Sums"].([]any)
}

func immutable(code object) []any { return in(code, "immutableReferences")["21"].([]any) }

// creationPush finds a word of zeros that Vault's creation code pushes: an
// immutable's place in the runtime code inside.
func creationPush(o object) int {
	code := in(o, "output", "contracts", "src/Vault.sol", "Vault", "evm", "bytecode")["object"].(string)
	return strings.Index(code, "7f"+strings.Repeat("00", 32))/2 + 1
}

// TestNoBuild reads files that are something else.
func TestNoBuild(t *testing.T) {
	whole := unpacked(t, "testdata/pair.json.gz")
	for _, test := range []struct{ name, text, says string }{
		{"empty", "", "empty"},
		{"one byte", "{", "unexpected EOF"},
		{"a list", "[]", "no JSON object"},
		{"text", "contract C {}", "no JSON object"},
		{"cut short", string(whole[:len(whole)/2]), "unexpected EOF"},
		{"twice", string(whole) + "{}", "after top-level value"},
		{"key twice", `{"contracts":{},"contracts":{}}`, "duplicate"},
		{"key twice, deep", strings.Replace(string(whole), `"nodeType":`, `"nodeType":"a","nodeType":`, 1), "duplicate"},
		{"no UTF-8", strings.Replace(string(whole), `"nodeType":"`, "\"nodeType\":\"\xff", 1), "UTF-8"},
		{"input alone", `{"language":"Solidity","sources":{"a.sol":{"content":"contract C {}"}},"settings":{}}`, "compile it first"},
		{"build-info without output", string(unpacked(t, infoOf(t, "foundry/plain"))), "forge build --build-info"},
		{"half of a build", string(unpacked(t, infoOf(t, "hardhat3/artifacts"))), "open it by its path"},
		{"a pointer", `{"_format":"hh-sol-dbg-1","buildInfo":"../x.json"}`, "../x.json"},
		{"a contract that points", `{"_format":"hh-sol-artifact-1","abi":[],"bytecode":"0x"}`, "open it by its path"},
		{"other JSON", `{"name":"x","version":"1"}`, "not what solc"},
		{"deep", `{"contracts":` + strings.Repeat(`{"a":`, 20000), "depth"},
		{"gzip that is cut", "\x1f\x8b\x08", "unpacking"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := artifact.Read("some.json", strings.NewReader(test.text))
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %q", err, test.says)
			}
		})
	}
	if _, err := artifact.Open("testdata/broken.json.gz"); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "src/Base.sol:15") || !strings.Contains(err.Error(), "bool") {
		t.Errorf("the compiler's words are lost: %v", err)
	}
}

// TestPlaceholders gives libraries placeholders that do not go with them.
func TestPlaceholders(t *testing.T) {
	one, two := "__$"+strings.Repeat("a", 34)+"$__", "__$"+strings.Repeat("b", 34)+"$__"
	cut := "__some/long/path/to/a/File.sol:Librar__"
	for _, test := range []struct{ name, first, second, links, says string }{
		{"one library", one, one, `{"L":[{"start":1,"length":20},{"start":22,"length":20}]}`, ""},
		{"two libraries", one, two, `{"L":[{"start":1,"length":20}],"M":[{"start":22,"length":20}]}`, ""},
		{"two libraries in one", one, one, `{"L":[{"start":1,"length":20}],"M":[{"start":22,"length":20}]}`, "the same placeholder"},
		{"one library in two", one, two, `{"L":[{"start":1,"length":20},{"start":22,"length":20}]}`, "has placeholders"},
		{"names that are cut", cut + "_", cut + "_", `{"L":[{"start":1,"length":20}],"M":[{"start":22,"length":20}]}`, ""},
		{"a place left out", one, one, `{"L":[{"start":1,"length":20}]}`, "byte 22: a placeholder"},
		{"a place twice", one, one, `{"L":[{"start":1,"length":20},{"start":1,"length":20}]}`, "no placeholder at byte 1"},
	} {
		_, err := artifact.Read("some.json", strings.NewReader(`{"sources":{"a":{"id":0}},"contracts":{"a":{"C":{"evm":{"bytecode":{"object":"73`+
			test.first+"73"+test.second+`","linkReferences":{"a":`+test.links+`}}}}}}}`))
		if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, want %q", test.name, err, test.says)
		}
	}
}

// TestPushed refers to places that no instruction pushes: what stands there
// could be anything that is zero.
func TestPushed(t *testing.T) {
	zeros := strings.Repeat("00", 40)
	for _, test := range []struct{ code, says string }{
		{`{"object":"7f` + zeros + `","immutableReferences":{"5":[{"start":1,"length":32}]}}`, ""},
		{`{"object":"7e` + zeros + `","immutableReferences":{"5":[{"start":1,"length":32}]}}`, "byte 1 is not what an instruction pushes"},
		{`{"object":"` + zeros + `","immutableReferences":{"5":[{"start":0,"length":32}]}}`, "byte 0 is not what an instruction pushes"},
		{`{"object":"7f` + zeros + `","immutableReferences":{"5":[{"start":1,"length":31}]}}`, "want 32 bytes"},
		{`{"object":"72__$` + zeros[:34] + `$__","linkReferences":{"a":{"L":[{"start":1,"length":20}]}}}`, "byte 1 is not what an instruction pushes"},
	} {
		_, err := artifact.Read("some.json", strings.NewReader(`{"sources":{"a":{"id":0}},"contracts":{"a":{"C":{"evm":{"deployedBytecode":`+test.code+`}}}}}`))
		if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, want %q", test.code, err, test.says)
		}
	}
}

// TestBounds reads files that are small and become large.
func TestBounds(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	if _, err := z.Write(bytes.Repeat([]byte(" "), 1<<20)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	if _, err := artifact.Unpack("bomb", bytes.NewReader(bomb.Bytes()), 1<<20-1); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "more than") {
		t.Errorf("a bomb of %d bytes: %v", bomb.Len(), err)
	}
	if b, err := artifact.Unpack("bomb", bytes.NewReader(bomb.Bytes()), 1<<20); err != nil || len(b) != 1<<20 {
		t.Errorf("%d bytes: %v", len(b), err)
	}
	var contracts strings.Builder
	for i := range 20_001 {
		fmt.Fprintf(&contracts, `"C%d":{},`, i)
	}
	crowd := `{"sources":{"a":{"id":0}},"contracts":{"a":{` + contracts.String() + `"D":{}}}}`
	if _, err := artifact.Read("crowd", strings.NewReader(crowd)); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "20000 contracts") {
		t.Errorf("a crowd of contracts: %v", err)
	}
	many := `{"contracts":{"a.sol":{"C":{"evm":{"bytecode":{"linkReferences":{"a":{"b":[` + strings.Repeat("{},", 2_100_000) + "{}]}}}}}}}}"
	if _, err := artifact.Read("many", strings.NewReader(many)); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "items") {
		t.Errorf("two million places: %v", err)
	}
}

// FuzzRead reads anything. What it takes, it can also make artefacts of.
func FuzzRead(f *testing.F) {
	for _, path := range []string{"testdata/old/solc4.json.gz", "testdata/foundry/plain/Sums.sol/Sums.json.gz", "testdata/broken.json.gz"} {
		f.Add(unpacked(f, path))
	}
	f.Add([]byte(`{"contracts":{"a":{"C":{"abi":[],"evm":{"bytecode":{"object":"00"},"deployedBytecode":{"object":"00"}}}}},"sources":{"a":{"id":0,"ast":{"nodeType":"SourceUnit","src":"0:0:0","nodes":[]}}}}`))
	f.Add([]byte("\x1f\x8b"))
	f.Fuzz(func(t *testing.T, b []byte) {
		build, err := artifact.Read("fuzz", bytes.NewReader(b))
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Fatal(err)
			}
			return
		}
		for source, contracts := range build.Contracts {
			for name := range contracts {
				a, err := build.Artifact(source + ":" + name)
				if err != nil {
					continue
				}
				if encoded, err := a.Encode(); err == nil {
					if _, err := artifact.Parse(encoded); err != nil {
						t.Fatalf("%v in %s", err, encoded)
					}
				}
			}
		}
	})
}
