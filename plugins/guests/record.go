package guests

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/novation-dev/novation/plugins/guests/guest"
	"github.com/novation-dev/novation/plugins/guests/source"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// What stands beside rules.wasm.
const (
	recordSuffix = ".build.json"
	billSuffix   = ".cdx.json"
)

// RecordVersion is the version of the form of a [Record].
const RecordVersion = 1

// A Record says how a module came about, so that others can build it again.
type Record struct {
	// Format is [RecordVersion].
	Format   int    `json:"format"`
	Language string `json:"language"`
	// Toolchain and Flags are those of the compiler.
	Toolchain []string `json:"toolchain"`
	Flags     []string `json:"flags"`
	// Inputs is the digest of what went in: the sources with SDK and codecs, the
	// schema, novation.yaml.
	Inputs registry.Digest `json:"inputs"`
	// Schema is the digest of the descriptor set.
	Schema registry.Digest `json:"schema"`
	// Module is the digest of the module.
	Module registry.Digest `json:"module"`
	// Components are what is in the module besides the sources.
	Components []Component `json:"components"`
}

// A Component is a [guest.Component] with the names it has in a record.
type Component struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
	Digest  string `json:"digest,omitempty"`
}

func record(l guest.Language, b guest.Built, inputs registry.Digest, s *schema.Schema, module []byte) Record {
	r := Record{
		Format: RecordVersion, Language: l.Name(), Toolchain: []string{}, Flags: []string{}, Components: []Component{},
		Inputs: inputs, Schema: s.Digest(), Module: registry.DigestOf(module),
	}
	r.Toolchain = append(r.Toolchain, b.Toolchain...)
	r.Flags = append(r.Flags, b.Flags...)
	for _, c := range b.Components {
		r.Components = append(r.Components, Component(c))
	}
	return r
}

func (r Record) encode() ([]byte, error) {
	b, err := json.MarshalIndent(r, "", "  ")
	return append(b, '\n'), err
}

// ReadRecord returns the record beside the module of the project in dir. It fails
// with [registry.ErrNotFound] when nothing was built there.
func ReadRecord(dir string) (Record, error) {
	var r Record
	p, err := source.Read(dir)
	if err != nil {
		return r, err
	}
	b, err := os.ReadFile(beside(p.Wasm(), recordSuffix))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return r, fmt.Errorf("%s has no record of a build: run `novation build`: %w", dir, registry.ErrNotFound)
	case err != nil:
		return r, fmt.Errorf("reading what was built: %w", err)
	}
	if err := json.Unmarshal(b, &r); err != nil || r.Format != RecordVersion {
		return Record{}, fmt.Errorf("the record of the build in %s cannot be read: run `novation build` (%v): %w", dir, err, registry.ErrInvalid)
	}
	return r, nil
}

// beside returns the path of a companion of a module.
func beside(module, suffix string) string {
	return strings.TrimSuffix(module, filepath.Ext(module)) + suffix
}

// Current reports whether the module of the project in dir is what its sources
// give, as far as its record says. A project that names no language is never out
// of date: nothing here can build it.
func Current(dir string) (bool, error) {
	p, err := source.Read(dir)
	if err != nil {
		return false, err
	}
	module, err := os.ReadFile(p.Wasm())
	if p.Rules.Language == "" {
		return true, err
	}
	b, err2 := os.ReadFile(beside(p.Wasm(), recordSuffix))
	if err := errors.Join(err, err2); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	} else if err != nil {
		return false, fmt.Errorf("reading what was built: %w", err)
	}
	var r Record
	if err := json.Unmarshal(b, &r); err != nil {
		return false, nil //nolint:nilerr // a record that cannot be read vouches for nothing
	}
	inputs, err := digest(p)
	if err != nil {
		return false, err
	}
	return r.Format == RecordVersion && r.Module == registry.DigestOf(module) && r.Inputs == inputs, nil
}

// digest returns the digest of everything that shapes the module: one line for
// each file, its SHA-256 and its path, in the order of the paths. What compilers
// leave in hidden folders, node_modules and target is no source.
func digest(p *source.Project) (registry.Digest, error) {
	folder, err := p.Folder()
	if err != nil {
		return registry.Digest{}, err
	}
	names := []string{filepath.Join(p.Dir, source.File)}
	for _, f := range p.Schema.Files {
		names = append(names, filepath.Join(p.Dir, filepath.FromSlash(f)))
	}
	err = filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		switch base := filepath.Base(name); {
		case err != nil:
			return err
		case name != folder && (strings.HasPrefix(base, ".") || d.IsDir() && (base == "node_modules" || base == "target")):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type().IsRegular():
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return registry.Digest{}, fmt.Errorf("reading the sources: %w", err)
	}
	slices.Sort(names)
	var lines bytes.Buffer
	for _, name := range slices.Compact(names) {
		content, err := os.ReadFile(name)
		if err != nil {
			return registry.Digest{}, fmt.Errorf("reading the sources: %w", err)
		}
		path, err := filepath.Rel(p.Dir, name)
		if err != nil {
			return registry.Digest{}, err
		}
		fmt.Fprintf(&lines, "%x  %s\n", sha256.Sum256(content), filepath.ToSlash(path))
	}
	return registry.DigestOf(lines.Bytes()), nil
}
