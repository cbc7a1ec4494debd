package project_test

import (
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/project"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

const description = `name: crude-trade
version: 2.0.0
stateSchema: 2
rules:
  wasm: rules.wasm
  source: ./src
schema:
  files: [crude/v1/trade.proto]
  state: crude.v1.Trade
  command: crude.v1.Command
book:
  artifact: builtin:Book
  shared: false
conversion: {from: 1, down: true}
references:
  - {name: quotes, file: data/quotes.csv}
  - {name: calendar, file: data/calendar}
limits: {memoryPages: 256, replyBytes: 262144}
`

const proto = `syntax = "proto3";
package crude.v1;
message Trade { string reference = 1; }
message Command { string reference = 1; }
`

// folder returns the project of description, which a test may change.
func folder() fstest.MapFS {
	return fstest.MapFS{
		"novation.yaml":        {Data: []byte(description)},
		"rules.wasm":           {Data: []byte("\x00asm\x01\x00\x00\x00")},
		"crude/v1/trade.proto": {Data: []byte(proto)},
		"data/quotes.csv":      {Data: []byte("date,price\n")},
		"data/calendar":        {Data: []byte("2026-01-01\n")},
		"book.json":            {Data: contracts.Files()["Book"]},
	}
}

func TestBuild(t *testing.T) {
	b, err := project.Build(t.Context(), folder())
	if err != nil {
		t.Fatal(err)
	}
	want := registry.Manifest{
		Format: 1, Name: "crude-trade", Version: "2.0.0", StateSchema: 2, HostABI: 1, Meter: 1,
		Rules:      registry.BlobOf([]byte("\x00asm\x01\x00\x00\x00")),
		Schema:     registry.Schema{Blob: registry.BlobOf(b.Schema), State: "crude.v1.Trade", Command: "crude.v1.Command"},
		Book:       registry.Book{Artifact: registry.BlobOf(contracts.Files()["Book"]), CodeHash: codeHash()},
		Conversion: &registry.Conversion{From: 1, Down: true},
		References: []registry.Reference{ // in the order of their names
			{Name: "calendar", Blob: registry.BlobOf([]byte("2026-01-01\n"))}, {Name: "quotes", Blob: registry.BlobOf([]byte("date,price\n"))},
		},
		Limits: registry.Limits{MemoryPages: 256, ReplyBytes: 262_144},
	}
	if diff := cmp.Diff(want, b.Manifest); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := schema.Load(b.Schema, schema.Names{State: "crude.v1.Trade", Command: "crude.v1.Command"}); err != nil {
		t.Errorf("the schema: %v", err)
	}
	if string(b.References["quotes"]) != "date,price\n" || len(b.Signatures) != 0 {
		t.Errorf("references %q, %d signatures", b.References, len(b.Signatures))
	}
	if _, err := bundle.Pack(b); err != nil {
		t.Errorf("packing it: %v", err)
	}
}

// The dates of a project are those of the manifest, in Unix seconds.
func TestDates(t *testing.T) {
	f := folder()
	replace(f, "limits:", "dates: {cutoff: 2027-06-30T00:00:00Z, sunset: 2028-01-01T01:00:00+01:00}\nlimits:")
	b, err := project.Build(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&registry.Dates{Cutoff: 1814313600, Sunset: 1830297600}, b.Manifest.Dates); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !b.Manifest.Dates.Creates(1814313599) || b.Manifest.Dates.Creates(1814313600) || !b.Manifest.Dates.Decides(1830297599) || b.Manifest.Dates.Decides(1830297600) {
		t.Error("a date does not end at its second")
	}
	f = folder()
	replace(f, "limits:", "dates: {cutoff: soon}\nlimits:")
	if _, err := project.Build(t.Context(), f); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a date that is none: %v", err)
	}
}

// A release may bring contracts beside its Book, as a toolchain wrote them.
func TestContracts(t *testing.T) {
	toolchain, err := os.ReadFile("../../contracts/artifact/testdata/hardhat2/artifacts/build-info/d15bd4d3d6d5b7605e9c16b5f09dafb4.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	with := func(entries string) (*bundle.Bundle, error) {
		f := folder()
		replace(f, "limits:", "contracts:\n"+entries+"limits:")
		f["build.json.gz"] = &fstest.MapFile{Data: toolchain}
		f["match.json"] = &fstest.MapFile{Data: []byte("{}")}
		f["book.json"] = &fstest.MapFile{Data: contracts.Files()["Book"]}
		return project.Build(t.Context(), f)
	}
	const vault = "- {name: Vault, artifact: 'build.json.gz#Vault', proxy: uups, allow: ['delegatecall: fixed'], match: match.json}\n"
	b, err := with(vault + "- {name: Ledger, artifact: book.json}\n")
	if err != nil {
		t.Fatal(err)
	}
	match := registry.BlobOf([]byte("{}"))
	want := []registry.Contract{
		{Name: "Ledger", Artifact: registry.BlobOf(contracts.Files()["Book"])},
		{Name: "Vault", Artifact: registry.BlobOf(b.Contracts["Vault"].Artifact), Proxy: registry.UUPS, Allow: []string{"delegatecall: fixed"}, Match: &match},
	}
	if diff := cmp.Diff(want, b.Manifest.Contracts); diff != "" {
		t.Errorf("contracts (-want +got):\n%s", diff)
	}
	if a, err := artifact.Parse(b.Contracts["Vault"].Artifact); err != nil || a.Name != "Vault" || a.Layout == nil || a.Safety == nil {
		t.Errorf("the artefact of Vault: %v", err)
	}
	file, err := bundle.Pack(b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bundle.Open(file); err != nil {
		t.Error(err)
	}
	for entry, want := range map[string]string{
		vault + vault: "twice",
		"- {name: Vault, artifact: 'build.json.gz#Gone'}\n":                  "no contract Gone",
		"- {name: Vault, artifact: gone.json}\n":                             "gone.json",
		"- {name: Vault, artifact: 'build.json.gz#Vault', proxy: diamond}\n": "diamond",
		"- {name: Vault, artifact: 'build.json.gz#Vault', match: gone}\n":    "gone",
		"- {name: Vault, artifact: 'build.json.gz#Vault', allow: [x]}\n":     "the reason",
		"- {name: 'a b', artifact: 'build.json.gz#Vault'}\n":                 "identifier",
		"- {name: Vault, artifact: match.json}\n":                            "artefact",
	} {
		if _, err := with(entry); !errors.Is(err, registry.ErrInvalid) && !errors.Is(err, registry.ErrNotFound) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", entry, err, want)
		}
	}
	f := folder()
	replace(f, "builtin:Book", "'build.json.gz#Vault'")
	f["build.json.gz"] = &fstest.MapFile{Data: toolchain}
	if _, err := project.Build(t.Context(), f); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "libraries or immutables") {
		t.Errorf("a Book with immutables: %v", err)
	}
}

func codeHash() string {
	h := contracts.Book().CodeHash()
	return "0x" + hex.EncodeToString(h[:])
}

func TestSamples(t *testing.T) {
	const first = "name: first\nparties: [alpha]\nsteps:\n- command: {reference: R-1}\n  expect: {state: {reference: R-1}}\n- {op: check}\n"
	build := func(t *testing.T, cases string) (*bundle.Bundle, error) {
		f := folder()
		replace(f, "limits:", "samples: cases\nlimits:")
		f["cases/a.yaml"] = &fstest.MapFile{Data: []byte(cases)}
		return project.Build(t.Context(), f)
	}
	b, err := build(t, first)
	if err != nil {
		t.Fatal(err)
	}
	if b.Manifest.Samples == nil || b.Manifest.Samples.Digest != registry.DigestOf(b.Samples) {
		t.Fatalf("the manifest does not name the samples: %+v", b.Manifest.Samples)
	}
	got, err := abi.DecodeSamples(b.Samples)
	if err != nil {
		t.Fatal(err)
	}
	state := []byte("\x0a\x03R-1")
	want := []abi.Sample{
		{Name: "first", Op: abi.Apply, Request: abi.Request{Command: state, Parties: []string{"alpha"}, Sequence: 1}},
		{Name: "first, step 2", Op: abi.Check, Request: abi.Request{State: state, Parties: []string{"alpha"}, Sequence: 2}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("samples (-want +got):\n%s", diff)
	}
	for name, tt := range map[string]struct{ cases, want string }{
		"unknown key":    {"name: x\ncommand: {none: 1}\n", "none"},
		"own references": {"name: x\ncommand: {reference: a}\nreferences: {quotes: {text: a}}\n", "reference data"},
		"same name":      {first + "---\n" + first, "no other sample"},
		"no case":        {"# nothing\n", "0 samples"},
	} {
		if _, err := build(t, tt.cases); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want ErrInvalid with %q", name, err, tt.want)
		}
	}
	f := folder()
	replace(f, "limits:", "samples: ../cases\nlimits:")
	if _, err := project.Build(t.Context(), f); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a folder outside: %v", err)
	}
}

// The same folder gives the same release, wherever it lies and whatever is not
// part of the release.
func TestBuildIsReproducible(t *testing.T) {
	digest := func(dir fs.FS) registry.Digest {
		t.Helper()
		b, err := project.Build(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		d, err := b.Digest()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	want := digest(folder())
	other := folder()
	other["README.md"] = &fstest.MapFile{Data: []byte("more")}
	other["novation.yaml"].Data = []byte("# a remark\n" + strings.Replace(description, "./src", "./elsewhere", 1))
	if got := digest(other); got != want {
		t.Errorf("remarks and other files change the digest: %s, %s", got, want)
	}
	disk := t.TempDir()
	if err := os.CopyFS(disk, folder()); err != nil {
		t.Fatal(err)
	}
	if got := digest(os.DirFS(disk)); got != want {
		t.Errorf("on disk the digest is %s, %s in memory", got, want)
	}
	own := folder()
	own["novation.yaml"].Data = []byte(strings.Replace(description, "builtin:Book", "book.json", 1))
	if got := digest(own); got != want {
		t.Errorf("the same artefact from a file: %s, %s", got, want)
	}
	for name, edit := range map[string]func(fstest.MapFS){
		"rules":     func(f fstest.MapFS) { f["rules.wasm"].Data = append(f["rules.wasm"].Data, 0) },
		"schema":    func(f fstest.MapFS) { f["crude/v1/trade.proto"].Data = []byte(strings.Replace(proto, "= 1", "= 2", 1)) },
		"reference": func(f fstest.MapFS) { f["data/calendar"].Data = []byte("2026-01-02\n") },
		"version":   func(f fstest.MapFS) { replace(f, "2.0.0", "2.0.1") },
		"shared":    func(f fstest.MapFS) { replace(f, "shared: false", "shared: true") },
		"limits":    func(f fstest.MapFS) { replace(f, "256", "255") },
	} {
		f := folder()
		edit(f)
		if digest(f) == want {
			t.Errorf("other %s: the same digest", name)
		}
	}
}

func replace(f fstest.MapFS, old, with string) {
	f["novation.yaml"].Data = []byte(strings.Replace(string(f["novation.yaml"].Data), old, with, 1))
}

func TestBuildRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(fstest.MapFS)
		want string
	}{
		{"no description", func(f fstest.MapFS) { delete(f, "novation.yaml") }, "novation.yaml"},
		{"no YAML", func(f fstest.MapFS) { f["novation.yaml"].Data = []byte(":\n\t-") }, "novation.yaml"},
		{"unknown field", func(f fstest.MapFS) { replace(f, "stateSchema: 2", "stateSchema: 2\nlicence: MIT") }, "licence"},
		{"misspelt field", func(f fstest.MapFS) { replace(f, "stateSchema", "stateschema") }, "stateschema"},
		{"number that is none", func(f fstest.MapFS) { replace(f, "stateSchema: 2", "stateSchema: two") }, "novation.yaml"},
		{"name", func(f fstest.MapFS) { replace(f, "crude-trade", "Crude") }, "Crude"},
		{"version", func(f fstest.MapFS) { replace(f, "version: 2.0.0", "version: v2") }, "v2"},
		{"no state schema", func(f fstest.MapFS) { replace(f, "stateSchema: 2", "stateSchema: 0") }, "state schema 0"},
		{"conversion from itself", func(f fstest.MapFS) { replace(f, "from: 1", "from: 2") }, "not before its own"},
		{"rules missing", func(f fstest.MapFS) { delete(f, "rules.wasm") }, "rules.wasm"},
		{"rules empty", func(f fstest.MapFS) { f["rules.wasm"].Data = nil }, "empty"},
		{"rules not named", func(f fstest.MapFS) { replace(f, "wasm: rules.wasm", "wasm: ''") }, "novation.yaml"},
		{"rules outside", func(f fstest.MapFS) { replace(f, "rules.wasm", "../rules.wasm") }, "inside the project"},
		{"rules absolute", func(f fstest.MapFS) { replace(f, "rules.wasm", "/etc/passwd") }, "inside the project"},
		{"schema missing", func(f fstest.MapFS) { delete(f, "crude/v1/trade.proto") }, "trade.proto"},
		{"schema outside", func(f fstest.MapFS) { replace(f, "crude/v1/trade.proto", "crude/../../x.proto") }, "inside the project"},
		{"schema that does not compile", func(f fstest.MapFS) { f["crude/v1/trade.proto"].Data = []byte("message {") }, "trade.proto"},
		{"schema out of profile", func(f fstest.MapFS) {
			f["crude/v1/trade.proto"].Data = []byte(strings.Replace(proto, "string reference", "double reference", 1))
		}, "reference"},
		{"message missing", func(f fstest.MapFS) { replace(f, "crude.v1.Trade", "crude.v1.Deal") }, "crude.v1.Deal"},
		{"artefact missing", func(f fstest.MapFS) { replace(f, "builtin:Book", "other.json") }, "other.json"},
		{"artefact of another builtin", func(f fstest.MapFS) { replace(f, "builtin:Book", "builtin:Consortium") }, "builtin:Consortium"},
		{"artefact that is none", func(f fstest.MapFS) { replace(f, "builtin:Book", "rules.wasm") }, "rules.wasm"},
		{"artefact outside", func(f fstest.MapFS) { replace(f, "builtin:Book", "../book.json") }, "inside the project"},
		{"reference missing", func(f fstest.MapFS) { delete(f, "data/calendar") }, "data/calendar"},
		{"reference outside", func(f fstest.MapFS) { replace(f, "data/calendar", "./data/calendar") }, "inside the project"},
		{"reference twice", func(f fstest.MapFS) { replace(f, "name: quotes", "name: calendar") }, "reference data"},
		{"reference that cannot be a file", func(f fstest.MapFS) { replace(f, "name: quotes", "name: ../quotes") }, "../quotes"},
	} {
		f := folder()
		c.edit(f)
		b, err := project.Build(t.Context(), f)
		if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: Build = %v, %v; want ErrInvalid with %q", c.name, b != nil, err, c.want)
		}
	}
}

// A link that leads out of the folder is not followed when the caller opens the
// folder as a root.
func TestBuildInARoot(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, folder()); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Remove(filepath.Join(dir, "data/calendar")), os.Symlink(outside, filepath.Join(dir, "data/calendar"))); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if _, err := project.Build(t.Context(), root.FS()); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a link out of the project: %v, want ErrInvalid", err)
	}
}

// Every project of the example line builds.
func TestExamples(t *testing.T) {
	for _, version := range append(crudetrade.Versions(), crudetrade.Broken) {
		dir, err := crudetrade.Open(version)
		if err != nil {
			t.Fatal(err)
		}
		b, err := project.Build(t.Context(), dir)
		if err != nil {
			t.Errorf("%s: %v", version, err)
			continue
		}
		if want, _, _ := strings.Cut(version, "-"); b.Manifest.Ref() != "crude-trade@"+want {
			t.Errorf("%s calls itself %s", version, b.Manifest.Ref())
		}
	}
}
