package rules_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/solc"
	"github.com/novation-dev/novation/contracts/source"
	"github.com/novation-dev/novation/migrate/remap/rules"
	"github.com/novation-dev/novation/plugins/nvgen"
	project "github.com/novation-dev/novation/plugins/nvgen/rules"
)

var update = flag.Bool("update", false, "write the artefacts anew")

const deals = "testdata/deals"

// TestArtefacts compares the committed artefacts with their source.
func TestArtefacts(t *testing.T) {
	const soljson = "../../../contracts/node_modules/solc/soljson.js"
	if _, err := os.Stat(soljson); errors.Is(err, fs.ErrNotExist) {
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatal("NOVATION_TOOLCHAINS=required, but the compiler is missing: run npm ci in contracts")
		}
		t.Skip("the compiler is missing: run npm ci in contracts")
	}
	build := compileDeals(t, soljson)
	for _, name := range []string{"Deals", "DealsV2"} {
		a, err := build.Artifact(name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := a.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			var packed bytes.Buffer
			z := gzip.NewWriter(&packed)
			if _, err := z.Write(want); err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(z.Close(), os.WriteFile("testdata/"+name+".json.gz", packed.Bytes(), 0o644)); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(want, unpacked(t, name)) {
			t.Errorf("the artefact of %s is not what its source gives: run the test with -update", name)
		}
	}
}

func compileDeals(t *testing.T, soljson string) *artifact.Build {
	t.Helper()
	cache := ""
	if store, err := solc.UserStore(); err == nil {
		cache = store.CacheDir()
	}
	c, err := solc.Load(t.Context(), solc.Config{Path: soljson, CacheDir: cache})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.WithoutCancel(t.Context())) })
	p, err := source.Open("testdata", source.Options{
		Kind: source.Plain, Sources: []string{"Deals.sol"},
		Settings: []byte(`{"evmVersion":"prague","optimizer":{"enabled":true,"runs":200},"viaIR":false}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	input, err := p.Input(c.Version())
	if err != nil {
		t.Fatal(err)
	}
	output, err := c.Compile(t.Context(), input)
	if err != nil {
		t.Fatal(err)
	}
	var said struct {
		Errors []struct {
			Severity  string `json:"severity"`
			Formatted string `json:"formattedMessage"`
		} `json:"errors"`
	}
	if err := json.Unmarshal(output, &said); err != nil {
		t.Fatal(err)
	}
	for _, e := range said.Errors {
		t.Log(e.Formatted)
	}
	build, err := artifact.ReadStandard(output, input)
	if err != nil {
		t.Fatal(err)
	}
	return build
}

func unpacked(tb testing.TB, name string) []byte {
	tb.Helper()
	packed, err := os.Open("testdata/" + name + ".json.gz")
	if err != nil {
		tb.Fatal(err)
	}
	defer packed.Close()
	z, err := gzip.NewReader(packed)
	if err != nil {
		tb.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func artefact(tb testing.TB, name string) *artifact.Artifact {
	tb.Helper()
	a, err := artifact.Parse(unpacked(tb, name))
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// TestProject compares the schema and the codec of the rules with what this
// package has, and with SLOW the module with its sources.
func TestProject(t *testing.T) {
	read := func(path string) string {
		b, err := os.ReadFile(filepath.Join(deals, path))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if diff := cmp.Diff(string(rules.SchemaSource()), read(rules.SchemaPath)); diff != "" {
		t.Errorf("the schema of the project is another: %s", diff)
	}
	s, err := rules.Schema(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	codec, err := nvgen.Generate(s, nvgen.Config{Package: "element", Files: []string{rules.SchemaPath}})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range codec {
		if diff := cmp.Diff(string(want), read("rules/element/"+name)); diff != "" {
			t.Errorf("%s is not what the schema gives: %s", name, diff)
		}
	}
	if os.Getenv("SLOW") == "" {
		return
	}
	_, module, err := project.Build(t.Context(), deals, project.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(module, dealsModule(t)) {
		t.Error("the module is not what its sources give: build it as testdata/README.md says")
	}
}

// TestSchemaIsPinned: another schema would make every module that is out there
// useless.
func TestSchemaIsPinned(t *testing.T) {
	s, err := rules.Schema(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	const want = "sha256:423942c827878b9d8f9f3330eea441bb777315a6f3776b5f8cc4bbcab142f5a9"
	if got := s.Digest().String(); got != want {
		t.Errorf("the schema has digest %s, want %s: it must not change; a new form gets a new name", got, want)
	}
}

func dealsModule(tb testing.TB) []byte {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join(deals, "rules.wasm"))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}
