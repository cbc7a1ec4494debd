// Package source reads the folder in which the rules of a release are written:
// its novation.yaml and its schema.
//
// It sees what compiling and testing the rules needs. Package registry/project
// reads the same file to make a release, and is the one that refuses what does
// not belong there.
//
// # Dependencies
//
// It imports registry, plugins/abi and plugins/schema, and reads YAML with
// goccy/go-yaml.
package source

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// File is the name of the description in a project's folder.
const File = "novation.yaml"

// DefaultBuffer is the size of the shared buffer, in bytes: room for states and
// commands of some kilobytes and tables of reference data of some hundred.
const DefaultBuffer = 256 << 10

// A Project is what a novation.yaml says about rules and schema.
type Project struct {
	// Dir is the folder of the file. It is not read from it.
	Dir string `yaml:"-"`
	// Name is that of the line.
	Name string `yaml:"name"`
	// Version is that of the release, "1.0.0".
	Version string `yaml:"version"`
	Rules   struct {
		// Language is what the rules are written in. Empty means that the
		// project does not say how it is built.
		Language string `yaml:"language"`
		// Wasm is the module, a file in the project.
		Wasm string `yaml:"wasm"`
		// Source is the folder of the sources, relative to Dir.
		Source string `yaml:"source"`
	} `yaml:"rules"`
	Schema struct {
		Files   []string `yaml:"files"`
		State   string   `yaml:"state"`
		Command string   `yaml:"command"`
	} `yaml:"schema"`
	// Limits are those of the release; a zero means the default.
	Limits struct {
		MemoryPages uint32 `yaml:"memoryPages"`
		ReplyBytes  uint32 `yaml:"replyBytes"`
		Gas         uint64 `yaml:"gas"`
		Depth       uint32 `yaml:"depth"`
	} `yaml:"limits"`
}

// Read reads dir/novation.yaml. A folder without one matches
// [registry.ErrNotFound], a file that says nothing useful [registry.ErrInvalid].
func Read(dir string) (*Project, error) {
	b, err := os.ReadFile(filepath.Join(dir, File))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s has no %s: make a project with `novation new`: %w: %w", dir, File, err, registry.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the project: %w", err)
	}
	p := &Project{Dir: dir}
	if err := yaml.Unmarshal(b, p); err != nil {
		return nil, fmt.Errorf("reading %s:\n%v: %w", File, err, registry.ErrInvalid)
	}
	if p.Rules.Wasm == "" || !filepath.IsLocal(p.Rules.Wasm) {
		return nil, fmt.Errorf("%s: rules.wasm is %q: name a file in the project, such as rules.wasm: %w", File, p.Rules.Wasm, registry.ErrInvalid)
	}
	return p, nil
}

// Folder returns the folder of the sources.
func (p *Project) Folder() (string, error) {
	if p.Rules.Source == "" {
		return "", fmt.Errorf("%s: rules.source is missing: name the folder of the sources, such as rules: %w", File, registry.ErrInvalid)
	}
	return filepath.Join(p.Dir, p.Rules.Source), nil
}

// Wasm returns the path of the module.
func (p *Project) Wasm() string { return filepath.Join(p.Dir, p.Rules.Wasm) }

// Compile compiles the schema.
func (p *Project) Compile(ctx context.Context) (*schema.Schema, error) {
	sources := map[string][]byte{}
	for _, name := range p.Schema.Files {
		b, err := p.file(name)
		if err != nil {
			return nil, fmt.Errorf("reading the schema: %w", err)
		}
		sources[name] = b
	}
	set, err := schema.Compile(ctx, sources)
	if err != nil {
		return nil, err
	}
	return schema.Load(set, schema.Names{State: p.Schema.State, Command: p.Schema.Command})
}

// Seal appends the section novation.abi to a module that was compiled for
// schema s. A buffer of 0 bytes means [DefaultBuffer].
func (p *Project) Seal(module []byte, s *schema.Schema, buffer uint32) ([]byte, error) {
	return abi.AppendSection(bytes.Clone(module), abi.Section{
		Version: abi.Version, Descriptor: s.Digest(), Buffer: cmp.Or(buffer, DefaultBuffer),
		MemoryPages: cmp.Or(p.Limits.MemoryPages, abi.DefaultMemoryPages),
	})
}

// file reads a file inside the project and nowhere else.
func (p *Project) file(name string) ([]byte, error) {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, fmt.Errorf("%s names the file %q: want a path inside the project: %w", File, name, registry.ErrInvalid)
	}
	return os.ReadFile(filepath.Join(p.Dir, filepath.FromSlash(name)))
}
