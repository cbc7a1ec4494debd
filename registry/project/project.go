// Package project reads a release project: the folder in which a contract
// developer keeps what becomes a release, described by novation.yaml.
//
//	name: crude-trade
//	version: 1.1.0
//	stateSchema: 1
//	rules:
//	  wasm: rules.wasm              # a module with its novation.abi section
//	schema:
//	  files: [crude/v1/trade.proto] # compiled from the folder of novation.yaml
//	  state: crude.v1.Trade
//	  command: crude.v1.Command
//	book:
//	  artifact: builtin:Book        # or a file
//	  shared: true
//	conversion: {from: 1, down: true}
//	references:
//	  - {name: quotes, file: quotes.bin}
//	limits: {memoryPages: 256, replyBytes: 262144, gas: 20000000, depth: 1500}
//	dates: {cutoff: 2027-06-30T00:00:00Z, sunset: 2028-01-01T00:00:00Z} # no new records; no decisions
//	samples: cases                  # a folder of cases that warm the rules up
//	contracts:                      # public state beside the Book
//	  - name: Token
//	    artifact: build.json#src/Token.sol:Token # what a toolchain wrote, or an artefact
//	    proxy: uups                 # or transparent, beacon; none when left out
//	    allow: ["delegatecall: the target is fixed"]
//	    match: token.match.json     # what novation contract match found on chain
//	    move: token.move.yaml       # how its state moves from the release before
//
// # Dependencies
//
// The package may import registry, registry/bundle, plugins/abi, plugins/cases,
// plugins/schema, contracts and contracts/artifact.
package project

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/goccy/go-yaml"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// File is the name of the description in a project's folder.
const File = "novation.yaml"

// Builtin begins the names of artefacts that come with this program.
const Builtin = "builtin:"

// builtinBook is the artefact of the Book that comes with this program.
const builtinBook = Builtin + "Book"

// file is the form of novation.yaml.
type file struct {
	Name        string `yaml:"name"`
	Version     string `yaml:"version"`
	StateSchema uint32 `yaml:"stateSchema"`
	Rules       struct {
		Wasm string `yaml:"wasm"`
		// Language and Source say where the module comes from, for people and
		// for the project's own build.
		Language string `yaml:"language"`
		Source   string `yaml:"source"`
	} `yaml:"rules"`
	Schema struct {
		Files   []string `yaml:"files"`
		State   string   `yaml:"state"`
		Command string   `yaml:"command"`
	} `yaml:"schema"`
	Book struct {
		Artifact string `yaml:"artifact"`
		Shared   bool   `yaml:"shared"`
	} `yaml:"book"`
	Conversion *struct {
		From uint32 `yaml:"from"`
		Down bool   `yaml:"down"`
	} `yaml:"conversion"`
	References []struct {
		Name string `yaml:"name"`
		File string `yaml:"file"`
	} `yaml:"references"`
	Limits struct {
		MemoryPages uint32 `yaml:"memoryPages"`
		ReplyBytes  uint32 `yaml:"replyBytes"`
		Gas         uint64 `yaml:"gas"`
		Depth       uint32 `yaml:"depth"`
	} `yaml:"limits"`
	// Samples is a folder of cases that warm the rules up.
	Samples   string          `yaml:"samples"`
	Contracts []contractEntry `yaml:"contracts"`
	// Dates are RFC 3339; both may be left out.
	Dates struct {
		Cutoff string `yaml:"cutoff"`
		Sunset string `yaml:"sunset"`
	} `yaml:"dates"`
}

// dates returns what the manifest says of them.
func (f *file) dates() (*registry.Dates, error) {
	d := &registry.Dates{}
	for to, text := range map[*int64]string{&d.Cutoff: f.Dates.Cutoff, &d.Sunset: f.Dates.Sunset} {
		if text == "" {
			continue
		}
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return nil, fmt.Errorf("dates in %s: %q is not a time such as 2027-06-30T00:00:00Z: %w", File, text, registry.ErrInvalid)
		}
		*to = at.Unix()
	}
	if *d == (registry.Dates{}) {
		return nil, nil
	}
	return d, nil
}

// Language returns what the rules of the project in dir are written in, "" when
// it does not say.
func Language(dir fs.FS) (string, error) {
	f, err := describe(dir)
	return f.Rules.Language, err
}

// Book returns what the project in dir names as the artefact of its Book: a file
// of the project, or one that begins with [Builtin].
func Book(dir fs.FS) (string, error) {
	f, err := describe(dir)
	return f.Book.Artifact, err
}

// describe reads novation.yaml.
func describe(dir fs.FS) (f file, err error) {
	b, err := read(dir, File)
	if err != nil {
		return f, err
	}
	if err := yaml.UnmarshalWithOptions(b, &f, yaml.Strict()); err != nil {
		return f, fmt.Errorf("reading %s:\n%v: %w", File, err, registry.ErrInvalid)
	}
	return f, nil
}

// Build reads the project in dir and returns its release, unsigned. It fails
// with [registry.ErrInvalid] and names the file at fault.
func Build(ctx context.Context, dir fs.FS) (*bundle.Bundle, error) {
	f, err := describe(dir)
	if err != nil {
		return nil, err
	}
	out := &bundle.Bundle{References: map[string][]byte{}}
	if out.Rules, err = read(dir, f.Rules.Wasm); err != nil {
		return nil, err
	}
	if out.Schema, err = compile(ctx, dir, f.Schema.Files); err != nil {
		return nil, err
	}
	s, err := schema.Load(out.Schema, schema.Names{State: f.Schema.State, Command: f.Schema.Command})
	if err != nil {
		return nil, fmt.Errorf("the schema of %s: %w", f.Name, err)
	}
	code, err := book(dir, f.Book.Artifact, out)
	if err != nil {
		return nil, err
	}
	out.Manifest = registry.Manifest{
		Format: registry.ManifestVersion, Name: f.Name, Version: f.Version, StateSchema: f.StateSchema, HostABI: registry.HostABI, Meter: registry.Meter,
		Rules:      registry.BlobOf(out.Rules),
		Schema:     registry.Schema{Blob: registry.BlobOf(out.Schema), State: f.Schema.State, Command: f.Schema.Command},
		Book:       registry.Book{Artifact: registry.BlobOf(out.Artifact), CodeHash: code.Hex(), Shared: f.Book.Shared},
		References: []registry.Reference{},
		Limits:     registry.Limits(f.Limits),
	}
	if out.Manifest.Dates, err = f.dates(); err != nil {
		return nil, err
	}
	if f.Conversion != nil {
		out.Manifest.Conversion = &registry.Conversion{From: f.Conversion.From, Down: f.Conversion.Down}
	}
	for _, r := range f.References {
		data, err := read(dir, r.File)
		if err != nil {
			return nil, err
		}
		out.References[r.Name] = data
		out.Manifest.References = append(out.Manifest.References, registry.Reference{Name: r.Name, Blob: registry.BlobOf(data)})
	}
	if f.Samples != "" {
		if out.Samples, err = samples(dir, f.Samples, s); err != nil {
			return nil, err
		}
		blob := registry.BlobOf(out.Samples)
		out.Manifest.Samples = &blob
	}
	for _, c := range f.Contracts {
		if err := c.add(dir, out); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out.Manifest.Contracts, func(a, b registry.Contract) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(out.Manifest.References, func(a, b registry.Reference) int { return cmp.Compare(a.Name, b.Name) })
	_, err = out.Digest()
	return out, err
}

// compile compiles the named .proto files.
func compile(ctx context.Context, dir fs.FS, files []string) ([]byte, error) {
	sources := map[string][]byte{}
	for _, name := range files {
		src, err := read(dir, name)
		if err != nil {
			return nil, err
		}
		sources[name] = src
	}
	return schema.Compile(ctx, sources)
}

// book reads the artefact into out and returns the hash of its runtime code.
func book(dir fs.FS, name string, out *bundle.Bundle) (common.Hash, error) {
	if name == builtinBook {
		out.Artifact = contracts.Files()["Book"]
	} else if b, err := bookFile(dir, name); err != nil {
		return common.Hash{}, fmt.Errorf("book.artifact %s: %w", name, err)
	} else {
		out.Artifact = b
	}
	a, err := artifact.Parse(out.Artifact)
	if err != nil {
		return common.Hash{}, fmt.Errorf("book.artifact %s: %w", name, err)
	}
	if !a.Matches(a.Runtime.Object) {
		return common.Hash{}, fmt.Errorf("book.artifact %s: it has libraries or immutables, or no code: what is deployed must be equal to the artefact: %w",
			name, registry.ErrInvalid)
	}
	return a.CodeHash(), nil
}

// bookFile returns the artefact of a Book that is not the built-in one.
func bookFile(dir fs.FS, name string) ([]byte, error) {
	if !strings.Contains(name, "#") {
		return read(dir, name)
	}
	a, err := readArtifact(dir, name)
	if err != nil {
		return nil, err
	}
	return a.Encode()
}

// read reads a file inside the project and nowhere else.
func read(dir fs.FS, name string) ([]byte, error) {
	if !fs.ValidPath(name) || strings.HasPrefix(path.Clean(name), "..") {
		return nil, fmt.Errorf("%s names the file %q: want a path inside the project: %w", File, name, registry.ErrInvalid)
	}
	b, err := fs.ReadFile(dir, name)
	if err != nil {
		return nil, fmt.Errorf("reading the project: %v: %w", err, registry.ErrInvalid)
	}
	return b, nil
}
