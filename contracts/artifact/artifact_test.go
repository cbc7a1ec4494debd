package artifact_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
)

func vaultOf(t *testing.T, path string) *artifact.Artifact {
	t.Helper()
	a, err := open(t, path).Artifact("Vault")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func encode(t *testing.T, a *artifact.Artifact) []byte {
	t.Helper()
	b, err := a.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestSame makes the artefact of one contract from four forms: the same bytes.
func TestSame(t *testing.T) {
	want := encode(t, vaultOf(t, "testdata/solc"))
	for _, path := range []string{"testdata/pair.json.gz", "testdata/foundry/full", infoOf(t, "foundry/full")} {
		if diff := cmp.Diff(string(want), string(encode(t, vaultOf(t, path)))); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
	if bytes.Equal(want, encode(t, vaultOf(t, "testdata/hardhat2/artifacts"))) {
		t.Error("another name of the source gives the same artefact")
	}
}

// TestToolchains compares what does not depend on the names of sources.
func TestToolchains(t *testing.T) {
	type place struct {
		Label  string
		Slot   string
		Offset int
	}
	places := func(a *artifact.Artifact) (out []place) {
		for _, v := range a.Layout.Storage {
			out = append(out, place{v.Label, v.Slot.Dec(), v.Offset})
		}
		return out
	}
	want := []place{{"owner", "0", 0}, {"weights", "1", 0}, {"label", "2", 0}}
	for _, path := range []string{"testdata/solc", "testdata/foundry/full", "testdata/hardhat2/artifacts", "testdata/hardhat3/artifacts"} {
		a := vaultOf(t, path)
		if diff := cmp.Diff(want, places(a)); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
		var names []string
		for _, i := range a.Immutables {
			names = append(names, i.Name[strings.LastIndexByte(i.Name, '/')+1:]+" "+i.Encoding)
		}
		if diff := cmp.Diff([]string{"Vault.sol:Vault.tag bytes32", "Base.sol:Base.opened uint64", "Vault.sol:Vault.strict bool"}, names); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
		if len(a.Immutables[1].Ranges) != 2 || len(a.Runtime.Links) != 1 || len(a.Runtime.Metadata) != 1 || len(a.Sources) != 4 {
			t.Errorf("%s: places %v, libraries %v, metadata %v, sources %v", path, a.Immutables, a.Runtime.Links, a.Runtime.Metadata, a.Sources)
		}
		if err := a.Complete(); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestSources notes the digests of what is imported, and of nothing else.
func TestSources(t *testing.T) {
	b := open(t, "testdata/solc")
	for ref, want := range map[string][]string{
		"Sums":              {"src/Sums.sol"},
		"src/Twin.sol:Twin": {"src/Twin.sol"},
		"Vault":             {"src/Vault.sol", "src/Base.sol", "src/Sums.sol", "node_modules/@acme/units/Units.sol"},
	} {
		a, err := b.Artifact(ref)
		if err != nil {
			t.Fatal(err)
		}
		digests := map[string]registry.Digest{}
		for _, name := range want {
			text, err := os.ReadFile("testdata/project/" + strings.Replace(name, "node_modules", "packages", 1))
			if err != nil {
				t.Fatal(err)
			}
			digests[name] = registry.DigestOf(text)
		}
		if diff := cmp.Diff(digests, a.Sources); diff != "" {
			t.Errorf("%s: %s", ref, diff)
		}
	}
}

// TestRoundTrip writes and reads artefacts of every kind.
func TestRoundTrip(t *testing.T) {
	for _, path := range []string{"testdata/solc", "testdata/foundry/extra", "testdata/old/solc4.json.gz", "testdata/old/solc5.json.gz", "testdata/old/solc82.json.gz"} {
		b := open(t, path)
		for source, contracts := range b.Contracts {
			for name := range contracts {
				a, err := b.Artifact(source + ":" + name)
				if err != nil {
					t.Fatal(err)
				}
				encoded := encode(t, a)
				again, err := artifact.Parse(encoded)
				if err != nil {
					t.Fatalf("%s %s: %v", path, name, err)
				}
				if diff := cmp.Diff(string(encoded), string(encode(t, again))); diff != "" {
					t.Errorf("%s %s: %s", path, name, diff)
				}
				if again.CodeHash() != a.CodeHash() || string(again.ABI) != string(a.ABI) {
					t.Errorf("%s %s: code or interface changed", path, name)
				}
			}
		}
	}
}

// TestOld reads what compilers of other times wrote: placeholders with names,
// hashes for Swarm, syntax trees with other fields.
func TestOld(t *testing.T) {
	for file, compiler := range map[string]string{"solc4": "0.4.26+commit", "solc5": "0.5.17+commit", "solc82": "0.8.2+commit"} {
		a, err := open(t, "testdata/old/"+file+".json.gz").Artifact("Ledger")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(a.Compiler, compiler) || len(a.Runtime.Links["old/Old.sol:Sums"]) != 1 || len(a.Runtime.Metadata) != 1 {
			t.Errorf("%s: %s, libraries %v, metadata %v", file, a.Compiler, a.Runtime.Links, a.Runtime.Metadata)
		}
		if a.Layout == nil || len(a.Layout.Storage) != 2 || a.Layout.Storage[1].Label != "weights" {
			t.Errorf("%s: layout %+v", file, a.Layout)
		}
	}
}

// TestFormat1 reads artefacts of format 1, which releases may have for ever, and
// says of them what
// the compiler said.
func TestFormat1(t *testing.T) {
	for _, name := range []string{"Book", "Consortium"} {
		raw, err := os.ReadFile("testdata/format1/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		a, err := artifact.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		if a.Name != name || !a.Matches(a.Runtime.Object) || a.Matches(a.Creation.Object) || a.Matches(nil) {
			t.Errorf("%s: matches other code, or not its own", a.Name)
		}
		if a.CodeHash() != crypto.Keccak256Hash(a.Runtime.Object) || len(a.Runtime.Metadata) != 1 {
			t.Errorf("%s: metadata at %v", a.Name, a.Runtime.Metadata)
		}
		if _, err := abi.JSON(bytes.NewReader(a.ABI)); err != nil || len(a.StorageLayout) == 0 || a.Layout != nil {
			t.Errorf("%s: interface (%v) or layout", a.Name, err)
		}
		if _, err := artifact.Parse(encode(t, a)); err != nil {
			t.Errorf("%s as format 2: %v", a.Name, err)
		}
	}
}

// TestUnequal tells that code with places to fill is never equal as it is.
func TestUnequal(t *testing.T) {
	if a := vaultOf(t, "testdata/solc"); a.Matches(a.Runtime.Object) {
		t.Error("code with empty places matches")
	}
}

// TestRefused changes one thing in an artefact.
func TestRefused(t *testing.T) {
	whole := string(encode(t, vaultOf(t, "testdata/solc")))
	book, err := os.ReadFile("testdata/format1/Book.json")
	if err != nil {
		t.Fatal(err)
	}
	swap := func(old, next string) func(*testing.T) string {
		return func(t *testing.T) string {
			if !strings.Contains(whole, old) {
				t.Fatalf("no %q in %s", old, whole)
			}
			return strings.Replace(whole, old, next, 1)
		}
	}
	edit := func(change func(o object)) func(*testing.T) string {
		return func(t *testing.T) string {
			var o object
			if err := json.Unmarshal([]byte(whole), &o); err != nil {
				t.Fatal(err)
			}
			change(o)
			var out bytes.Buffer
			e := json.NewEncoder(&out)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			if err := e.Encode(o); err != nil {
				t.Fatal(err)
			}
			return out.String()
		}
	}
	text := func(s string) func(*testing.T) string { return func(*testing.T) string { return s } }
	for _, test := range []struct {
		name string
		make func(*testing.T) string
		says string
	}{
		{"nothing", edit(func(object) {}), ""},
		{"empty", text(""), "EOF"},
		{"cut", text(whole[:len(whole)-10]), "EOF"},
		{"too long", text(whole + strings.Repeat(" ", artifact.MaxArtifact)), "at most"},
		{"followed", text(whole + "{}"), "after top-level value"},
		{"white space", text(whole + "\n"), "not written as artefacts are"},
		{"order", swap(`"format": 2,`, `"name": "Vault", "format": 2,`), "duplicate"},
		{"unknown field", swap(`"format": 2,`, `"extra": 1, "format": 2,`), "extra"},
		{"unknown field of format 1", text(strings.Replace(string(book), `"format": 1,`, `"extra": 1, "format": 1,`, 1)), "extra"},
		{"format 3", swap(`"format": 2,`, `"format": 3,`), "format 3"},
		{"language", swap(`"Solidity"`, `"Vyper"`), "Vyper"},
		{"name", edit(func(o object) { o["name"] = "a b" }), "name"},
		{"kind", edit(func(o object) { o["kind"] = "module" }), "kind"},
		{"source", edit(func(o object) { o["source"] = "x.sol" }), "x.sol"},
		{"digest", edit(func(o object) { in(o, "sources")["src/Vault.sol"] = "" }), "no digest"},
		{"compiler", edit(func(o object) { o["compiler"] = "" }), "compiler is missing"},
		{"interface", edit(func(o object) { delete(o, "abi") }), "abi is missing"},
		{"interface that is none", edit(func(o object) {
			o["abi"] = []any{object{"type": "function", "name": "f", "inputs": []any{object{"type": "foo"}}}}
		}), "abi"},
		{"layout", edit(func(o object) { delete(o, "layout") }), "layout is missing"},
		{"needless reason", edit(func(o object) { o["missing"] = object{"abi": "lost"} }), "said to be missing"},
		{"reason for nothing", edit(func(o object) { o["missing"] = object{"ab": "lost"} }), "no part"},
		{"runtime", edit(func(o object) { in(o, "runtime")["object"] = "0x" }), "is missing"},
		{"upper case", edit(func(o object) { in(o, "runtime")["object"] = strings.ToUpper(in(o, "runtime")["object"].(string)) }), "hex"},
		{"filled immutable", edit(func(o object) { replace(in(o, "runtime"), "object", "7f0000", "7f0001") }), "not left free"},
		{"metadata elsewhere", edit(func(o object) { in(o, "runtime")["metadata"].([]any)[0].(object)["start"] = 1 }), "no metadata at byte 1"},
		{"metadata outside", edit(func(o object) { in(o, "runtime")["metadata"].([]any)[0].(object)["start"] = 1 << 50 }), "outside"},
		{"immutable that overflows", edit(func(o object) {
			o["immutables"].([]any)[0].(object)["ranges"] = []any{object{"start": json.Number("9223372036854775800"), "length": 32}}
		}), "immutable"},
		{"immutable without name", edit(func(o object) { delete(o["immutables"].([]any)[0].(object), "name") }), "is empty"},
		{"immutables in another order", edit(func(o object) {
			list := o["immutables"].([]any)
			list[0], list[1] = list[1], list[0]
		}), "order"},
		{"library without source", edit(func(o object) {
			links := in(o, "runtime", "links")
			links["Sums"] = links["src/Sums.sol:Sums"]
			delete(links, "src/Sums.sol:Sums")
		}), "no library"},
		{"type of nothing", edit(func(o object) { in(o, "layout")["storage"].([]any)[0].(object)["type"] = "t_none" }), "t_none"},
		{"offset", edit(func(o object) { in(o, "layout")["storage"].([]any)[0].(object)["offset"] = 32 }), "byte 32"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := artifact.Parse([]byte(test.make(t)))
			if test.says == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %q", err, test.says)
			}
		})
	}
}

// TestAppends finds no metadata where the compiler was told to put none, whatever
// the code ends with.
func TestAppends(t *testing.T) {
	for _, test := range []struct {
		append bool
		want   int
	}{{true, 1}, {false, 0}} {
		var o object
		if err := json.Unmarshal(unpacked(t, "testdata/pair.json.gz"), &o); err != nil {
			t.Fatal(err)
		}
		in(o, "input", "settings", "metadata")["appendCBOR"] = test.append
		delete(in(o, "output", "contracts", "src/Sums.sol", "Sums"), "metadata")
		delete(in(o, "output"), "errors")
		if !test.append {
			for _, contracts := range in(o, "output", "contracts") {
				for _, c := range contracts.(object) {
					delete(c.(object), "metadata")
				}
			}
		}
		b, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		build, err := artifact.Read("x", bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		a, err := build.Artifact("Sums")
		if err != nil || len(a.Runtime.Metadata) != test.want || len(a.Creation.Metadata) != test.want {
			t.Errorf("appended %t: metadata at %v and %v (%v)", test.append, a.Runtime.Metadata, a.Creation.Metadata, err)
		}
	}
}

// TestNotImmutable refers to declarations that are no immutables.
func TestNotImmutable(t *testing.T) {
	for _, test := range []struct{ variable, id, says string }{
		{"opened", "", ""},
		{"owner", "", "no immutable"},
		{"", "9999", "does not define"},
		{"", "-1", "does not define"},
		{"", "x", "whole number"},
		{"", "1", "no immutable"},
	} {
		var o object
		if err := json.Unmarshal(unpacked(t, "testdata/pair.json.gz"), &o); err != nil {
			t.Fatal(err)
		}
		id := test.id
		for _, n := range in(o, "output", "sources", "src/Base.sol", "ast")["nodes"].([]any)[1].(object)["nodes"].([]any) {
			if n := n.(object); n["name"] == test.variable && test.variable != "" {
				id = fmt.Sprint(n["id"])
			}
		}
		references := in(o, "output", "contracts", "src/Vault.sol", "Vault", "evm", "deployedBytecode", "immutableReferences")
		places := references["21"]
		delete(references, "21")
		references[id] = places
		b, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		build, err := artifact.Read("x", bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		_, err = build.Artifact("Vault")
		if (err == nil) != (test.says == "") || err != nil && (!errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), test.says)) {
			t.Errorf("immutable %s%s: %v, want %q", test.variable, test.id, err, test.says)
		}
	}
}

// TestNotMixed gives trees of different compilations to a build: what
// each file of "out" has is not enough, and the trees are refused together.
func TestNotMixed(t *testing.T) {
	var o, other object
	for _, v := range []*object{&o, &other} {
		if err := json.Unmarshal(unpacked(t, "testdata/pair.json.gz"), v); err != nil {
			t.Fatal(err)
		}
	}
	// The tree of Twin as compiled alone has the ids of another source's.
	tree := in(o, "output", "sources", "src/Twin.sol", "ast")
	tree["nodes"].([]any)[1].(object)["id"] = in(o, "output", "sources", "src/Base.sol", "ast")["nodes"].([]any)[1].(object)["id"]
	b, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	build, err := artifact.Read("mixed.json", bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := build.Artifact("Vault"); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "more than one compilation") {
		t.Errorf("trees of two compilations give an artefact: %v", err)
	}
}

// FuzzParse reads anything as an artefact. What it takes, it writes the same.
func FuzzParse(f *testing.F) {
	b, err := artifact.Open("testdata/old/solc82.json.gz")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range []string{"Ledger", "Sums"} {
		a, err := b.Artifact(name)
		if err != nil {
			f.Fatal(err)
		}
		encoded, err := a.Encode()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(encoded)
	}
	f.Add([]byte(`{"format":1}`))
	f.Add([]byte(`{"format":2,"sources":{"a":""},"source":"a","name":"C","language":"Solidity","missing":{"sources":"x"}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := artifact.Parse(b)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Fatal(err)
			}
			return
		}
		encoded, err := a.Encode()
		if err != nil {
			t.Fatalf("%v: %s", err, b)
		}
		if _, err := artifact.Parse(encoded); err != nil {
			t.Fatalf("%v: %s", err, encoded)
		}
	})
}
