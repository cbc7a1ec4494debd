package contracts_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/registry"
)

func TestEmbedded(t *testing.T) {
	for name, a := range map[string]contracts.Artifact{"Book": contracts.Book(), "Consortium": contracts.Consortium()} {
		if a.Name != name || len(a.Creation) <= len(a.Runtime) || !strings.HasPrefix(a.Compiler, "0.8.") {
			t.Errorf("%s: name %q, compiler %q, %d and %d bytes of code", name, a.Name, a.Compiler, len(a.Creation), len(a.Runtime))
		}
		if !bytes.Contains(a.Creation, a.Runtime) {
			t.Errorf("%s: the creation code does not hold the runtime code", name)
		}
		// An EVM chain takes no more code than this.
		if len(a.Runtime) > 24576 {
			t.Errorf("%s: %d bytes of code", name, len(a.Runtime))
		}
	}
	if contracts.Book().CodeHash() == contracts.Consortium().CodeHash() {
		t.Error("two contracts have one code hash")
	}
}

// The full check rebuilds; this one notices at once that a source was edited
// and the artefact was not.
func TestSourcesAreThoseOfTheArtefacts(t *testing.T) {
	for _, a := range []contracts.Artifact{contracts.Book(), contracts.Consortium()} {
		for name, want := range a.Sources {
			if strings.HasPrefix(name, "@") {
				continue
			}
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, registry.Digest(sha256.Sum256(b))); diff != "" {
				t.Errorf("%s was made from another %s: run npm run build in contracts (-artefact +file):\n%s", a.Name, name, diff)
			}
		}
	}
}

func TestParseArtifactRefuses(t *testing.T) {
	good := contracts.Files()["Book"]
	if _, err := contracts.ParseArtifact(good); err != nil {
		t.Fatal(err)
	}
	edit := func(key string, value any) []byte {
		var m map[string]any
		if err := json.Unmarshal(good, &m); err != nil {
			t.Fatal(err)
		}
		m[key] = value
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, bad := range map[string][]byte{
		"nothing":          nil,
		"half":             good[:len(good)/2],
		"more":             append(bytes.Clone(good), '{'),
		"list":             []byte("[]"),
		"too large":        bytes.Repeat([]byte(" "), contracts.MaxArtifact+1),
		"unknown field":    edit("extra", 1),
		"other format":     edit("format", 2),
		"no name":          edit("name", ""),
		"no compiler":      edit("compiler", nil),
		"other language":   edit("language", "Vyper"),
		"unknown source":   edit("source", "src/Other.sol"),
		"bad digest":       edit("sources", map[string]string{"src/Book.sol": "sha256:00"}),
		"no ABI":           edit("abi", nil),
		"bad ABI":          edit("abi", []any{map[string]any{"type": "function", "inputs": []any{map[string]any{"type": "word"}}}}),
		"no settings":      edit("settings", nil),
		"layout is a list": edit("storageLayout", []any{}),
		"no code":          edit("creation", "0x"),
		"upper case":       edit("creation", "0xAB"),
		"odd":              edit("runtime", "0xabc"),
		"no hex":           edit("runtime", "0xzz"),
		"unlinked":         edit("runtime", "0x__$aa$__"),
		"no prefix":        edit("runtime", "ab"),
	} {
		if _, err := contracts.ParseArtifact(bad); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
}

func TestFilesAreCopies(t *testing.T) {
	contracts.Files()["Book"][0] = 'x'
	if contracts.Files()["Book"][0] != '{' {
		t.Error("a caller changed the embedded artefact")
	}
}

func FuzzParseArtifact(f *testing.F) {
	f.Add([]byte(`{"format":1,"name":"A","language":"Solidity","compiler":"0","abi":[{"type":"function","name":"f","inputs":[{"type":"tuple","components":[{"name":"a","type":"uint8[2][]"}]}]}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := contracts.ParseArtifact(b); err != nil && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%v is no ErrInvalid", err)
		}
	})
}
