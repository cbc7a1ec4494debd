// Package rules compiles the rules of a release project, when they are written
// in Go, to the WebAssembly module that the release carries.
//
// [Build] is reproducible: the same sources and the same toolchain give the same
// bytes in any folder on any machine. Paths, build ids and version control stay
// out, and no setting of the caller's environment counts. The module gets its
// custom section novation.abi, with the digest of the project's schema.
//
// # Dependencies
//
// It imports registry, plugins/abi and plugins/schema, reads novation.yaml with
// goccy/go-yaml, and runs the go command.
package rules

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// Toolchain compiles modules unless a [Config] names another. A different one
// gives different bytes, and so another release.
const Toolchain = "go1.26.8"

// DefaultBuffer is the size of the shared buffer, in bytes: room for states and
// commands of some kilobytes and tables of reference data of some hundred.
const DefaultBuffer = 256 << 10

// A Config says how to compile. The zero value works.
type Config struct {
	// Toolchain is the Go toolchain, "go1.26.8". Empty means [Toolchain].
	Toolchain string
	// Buffer is the size of the shared buffer, in bytes. Zero means
	// [DefaultBuffer].
	Buffer uint32
}

// project is what this package needs to know of a novation.yaml.
type project struct {
	Rules struct {
		Wasm   string `yaml:"wasm"`
		Source string `yaml:"source"`
	} `yaml:"rules"`
	Schema struct {
		Files   []string `yaml:"files"`
		State   string   `yaml:"state"`
		Command string   `yaml:"command"`
	} `yaml:"schema"`
	Limits struct {
		MemoryPages uint32 `yaml:"memoryPages"`
	} `yaml:"limits"`
}

// Build compiles the main package that rules.source of dir/novation.yaml names.
// It returns the module and where it belongs, rules.wasm below dir. Faults of
// the project match [registry.ErrInvalid].
func Build(ctx context.Context, dir string, c Config) (path string, module []byte, err error) {
	var p project
	b, err := os.ReadFile(filepath.Join(dir, "novation.yaml"))
	if err != nil {
		return "", nil, fmt.Errorf("reading the project: %w", err)
	}
	if err := yaml.Unmarshal(b, &p); err != nil {
		return "", nil, fmt.Errorf("reading novation.yaml: %v: %w", err, registry.ErrInvalid)
	}
	if p.Rules.Source == "" || !filepath.IsLocal(p.Rules.Wasm) {
		return "", nil, fmt.Errorf("novation.yaml: rules.source must name a folder with a main package, "+
			"and rules.wasm a file in the project: %w", registry.ErrInvalid)
	}
	digest, err := descriptors(ctx, dir, p)
	if err != nil {
		return "", nil, err
	}
	module, err = compile(ctx, filepath.Join(dir, p.Rules.Source), cmp.Or(c.Toolchain, Toolchain))
	if err != nil {
		return "", nil, err
	}
	module, err = abi.AppendSection(module, abi.Section{
		Version: abi.Version, Descriptor: digest, Buffer: cmp.Or(c.Buffer, DefaultBuffer),
		MemoryPages: cmp.Or(p.Limits.MemoryPages, abi.DefaultMemoryPages),
	})
	return filepath.Join(dir, p.Rules.Wasm), module, err
}

// descriptors returns the digest of the project's descriptor set.
func descriptors(ctx context.Context, dir string, p project) (registry.Digest, error) {
	sources := map[string][]byte{}
	for _, name := range p.Schema.Files {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return registry.Digest{}, fmt.Errorf("reading the schema: %w", err)
		}
		sources[name] = b
	}
	set, err := schema.Compile(ctx, sources)
	if err != nil {
		return registry.Digest{}, err
	}
	s, err := schema.Load(set, schema.Names{State: p.Schema.State, Command: p.Schema.Command})
	if err != nil {
		return registry.Digest{}, err
	}
	return s.Digest(), nil
}

// compile builds the main package in dir as a WebAssembly reactor.
func compile(ctx context.Context, dir, toolchain string) ([]byte, error) {
	tmp, err := os.MkdirTemp("", "rules-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(tmp) }() // what stays is only temporary
	out := filepath.Join(tmp, "rules.wasm")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-buildmode=c-shared",
		"-ldflags=-s -w -buildid=", "-o", out, ".")
	cmd.Dir = dir
	cmd.Env = append(environment(), "GOOS=wasip1", "GOARCH=wasm", "GOTOOLCHAIN="+toolchain, "GOWORK=off", "CGO_ENABLED=0")
	if said, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("compiling the rules in %s: %w\n%s", dir, err, said)
	}
	return os.ReadFile(out)
}

// environment leaves out what would change the bytes.
func environment() []string {
	return slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains([]string{"GOFLAGS", "GOWASM", "GOEXPERIMENT", "GOFIPS140", "GODEBUG"}, name)
	})
}
