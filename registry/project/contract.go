package project

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// contractEntry is a contract beside the Book, in novation.yaml.
type contractEntry struct {
	Name string `yaml:"name"`
	// Artifact is FILE#SOURCE:NAME of a toolchain's file, or the file of an
	// artefact. Everything that it needs stands in that one file.
	Artifact string   `yaml:"artifact"`
	Proxy    string   `yaml:"proxy"`
	Allow    []string `yaml:"allow"`
	Match    string   `yaml:"match"`
	// Move is a file, YAML or JSON: see package migrate/contract.
	Move string `yaml:"move"`
}

// add reads a contract into a release.
func (c *contractEntry) add(dir fs.FS, out *bundle.Bundle) error {
	proxy, err := registry.ParseProxy(c.Proxy)
	if err != nil {
		return fmt.Errorf("contract %s: %w", c.Name, err)
	}
	if _, ok := out.Contracts[c.Name]; ok {
		return fmt.Errorf("contract %s is in %s twice: %w", c.Name, File, registry.ErrInvalid)
	}
	a, err := readArtifact(dir, c.Artifact)
	if err != nil {
		return fmt.Errorf("contract %s: %w", c.Name, err)
	}
	// A part that is missing now cannot be compared with later.
	if err := a.Complete(); err != nil {
		return fmt.Errorf("contract %s: %w", c.Name, err)
	}
	have := bundle.Contract{}
	if have.Artifact, err = a.Encode(); err != nil {
		return fmt.Errorf("contract %s: %w", c.Name, err)
	}
	m := registry.Contract{Name: c.Name, Artifact: registry.BlobOf(have.Artifact), Proxy: proxy, Allow: c.Allow}
	if c.Match != "" {
		if have.Match, err = read(dir, c.Match); err != nil {
			return err
		}
		blob := registry.BlobOf(have.Match)
		m.Match = &blob
	}
	if c.Move != "" {
		text, err := read(dir, c.Move)
		if err != nil {
			return err
		}
		if have.Move, err = yaml.YAMLToJSON(text); err != nil {
			return fmt.Errorf("contract %s: reading %s: %v: %w", c.Name, c.Move, err, registry.ErrInvalid)
		}
		move, err := contract.ParseMap(have.Move)
		if err == nil {
			err = move.Check(a)
		}
		if err != nil {
			return fmt.Errorf("contract %s: %s: %w", c.Name, c.Move, err)
		}
		blob := registry.BlobOf(have.Move)
		m.Move = &blob
	}
	if out.Contracts == nil {
		out.Contracts = map[string]bundle.Contract{}
	}
	out.Contracts[c.Name] = have
	out.Manifest.Contracts = append(out.Manifest.Contracts, m)
	return nil
}

// readArtifact reads FILE#SOURCE:NAME, or the file of an artefact.
func readArtifact(dir fs.FS, name string) (*artifact.Artifact, error) {
	file, ref, named := strings.Cut(name, "#")
	b, err := read(dir, file)
	if err != nil {
		return nil, err
	}
	if !named {
		return artifact.Parse(b)
	}
	build, err := artifact.Read(file, bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return build.Artifact(ref)
}
