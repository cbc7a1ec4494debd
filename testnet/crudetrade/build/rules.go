package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/goccy/go-yaml"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// toolchain compiles every module. Another one gives other bytes, so changing
// it changes every release that is not published yet.
const toolchain = "go1.26.8"

// bufferBytes is the shared buffer of the modules: a trade is a few kilobytes,
// a year of quotes twenty.
const bufferBytes = 256 << 10

// versions are the projects whose rules are built here. The broken draft has the
// rules of 1.1.0: only its schema is compared, and is never run.
var versions = []string{"1.0.0", "1.1.0", "1.1.1-broken", "2.0.0"}

// A project is what this program needs to know of a novation.yaml.
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

// rules compiles the rules of one release and appends their custom section.
func (o *output) rules(ctx context.Context, version string) error {
	dir := filepath.Join(o.root, projects, version)
	var p project
	b, err := os.ReadFile(filepath.Join(dir, "novation.yaml"))
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(b, &p); err != nil {
		return fmt.Errorf("reading the project of %s: %w", version, err)
	}
	digest, err := descriptors(ctx, dir, p)
	if err != nil {
		return fmt.Errorf("compiling the schema of %s: %w", version, err)
	}
	module, err := compile(ctx, filepath.Join(dir, p.Rules.Source))
	if err != nil {
		return fmt.Errorf("compiling the rules of %s: %w", version, err)
	}
	module, err = abi.AppendSection(module, abi.Section{
		Version: abi.Version, Descriptor: digest, Buffer: bufferBytes, MemoryPages: p.Limits.MemoryPages,
	})
	if err != nil {
		return err
	}
	return o.put(filepath.Join(projects, version, p.Rules.Wasm), module)
}

func descriptors(ctx context.Context, dir string, p project) (registry.Digest, error) {
	sources := map[string][]byte{}
	for _, name := range p.Schema.Files {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return registry.Digest{}, err
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
func compile(ctx context.Context, dir string) ([]byte, error) {
	tmp, err := os.MkdirTemp("", "rules-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(tmp) }() // the operating system cleans up after us
	out := filepath.Join(tmp, "rules.wasm")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-buildmode=c-shared",
		"-ldflags=-s -w -buildid=", "-o", out, ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "GOTOOLCHAIN="+toolchain,
		"GOFLAGS=", "GOWASM=", "GOEXPERIMENT=", "GOFIPS140=off", "GOWORK=off", "CGO_ENABLED=0")
	if said, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, said)
	}
	return os.ReadFile(out)
}
