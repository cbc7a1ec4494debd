package chainstate_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"io"
	"os"
	"testing"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/solc"
)

var update = flag.Bool("update", false, "write the artefacts in testdata anew")

const soljson = "../../contracts/node_modules/solc/soljson.js"

// contractOf reads an artefact in testdata.
func contractOf(tb testing.TB, name string) *artifact.Artifact {
	tb.Helper()
	packed, err := os.ReadFile("testdata/" + name + ".json.gz")
	if err != nil {
		tb.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		tb.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		tb.Fatal(err)
	}
	a, err := artifact.Parse(b)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// The artefacts are what the compiler makes of the source.
func TestArtefacts(t *testing.T) {
	if os.Getenv("SLOW") == "" && !*update {
		t.Skip("compiling takes a while; SLOW=1 does it")
	}
	if _, err := os.Stat(soljson); err != nil {
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatal(err)
		}
		t.Skip("no compiler: run npm ci in contracts")
	}
	text, err := os.ReadFile("testdata/Keys.sol")
	if err != nil {
		t.Fatal(err)
	}
	input, err := json.Marshal(map[string]any{
		"language": "Solidity",
		"sources":  map[string]any{"Keys.sol": map[string]string{"content": string(text)}},
		"settings": map[string]any{
			"evmVersion": "prague",
			"optimizer":  map[string]any{"enabled": true},
			"outputSelection": map[string]any{"*": map[string]any{
				"":  []string{"ast"},
				"*": []string{"abi", "metadata", "storageLayout", "transientStorageLayout", "evm.bytecode", "evm.deployedBytecode"},
			}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	cache := ""
	if store, err := solc.UserStore(); err == nil {
		cache = store.CacheDir()
	}
	c, err := solc.Load(t.Context(), solc.Config{Path: soljson, CacheDir: cache})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(t.Context())
	output, err := c.Compile(t.Context(), input)
	if err != nil {
		t.Fatal(err)
	}
	build, err := artifact.ReadStandard(output, input)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Keys", "OldKeys"} {
		a, err := build.Artifact(name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := a.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			var packed bytes.Buffer
			z := gzip.NewWriter(&packed)
			if _, err := z.Write(b); err != nil {
				t.Fatal(err)
			}
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile("testdata/"+name+".json.gz", packed.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if kept, err := contractOf(t, name).Encode(); err != nil || !bytes.Equal(kept, b) {
			t.Errorf("%s in testdata is not what the compiler makes of the source (%v); run go test -run TestArtefacts -update", name, err)
		}
	}
}
