package guests

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/novation-dev/novation/plugins/guests/guest"
	"github.com/novation-dev/novation/plugins/guests/source"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// A Product is a module that was built, with what belongs beside it.
type Product struct {
	// Path is where the module belongs.
	Path string
	// Module has its section novation.abi.
	Module []byte
	// Record says how it came about.
	Record Record
	// Generated are the codecs that were written because the schema gives
	// others, below the project's folder.
	Generated []string
	bill      []byte
}

// Build builds the project in dir: its codecs are brought up to date, its rules
// compiled. Only the codecs are written; see [Product.Write].
func Build(ctx context.Context, dir string) (*Product, error) {
	p, l, err := open(dir)
	if err != nil {
		return nil, err
	}
	folder, err := p.Folder()
	if err != nil {
		return nil, err
	}
	s, err := p.Compile(ctx)
	if err != nil {
		return nil, err
	}
	out := &Product{Path: p.Wasm()}
	if out.Generated, err = generate(p, l, s); err != nil {
		return nil, err
	}
	inputs, err := digest(p) // before the compiler, which takes its time
	if err != nil {
		return nil, err
	}
	built, err := l.Build(ctx, folder)
	if err != nil {
		return nil, err
	}
	if out.Module, err = p.Seal(built.Module, s, 0); err != nil {
		return nil, err
	}
	out.Record = record(l, built, inputs, s, out.Module)
	out.bill, err = bill(p, out.Record)
	return out, err
}

// open reads a project that says its language.
func open(dir string) (*source.Project, guest.Language, error) {
	p, err := source.Read(dir)
	if err != nil {
		return nil, nil, err
	}
	if p.Rules.Language == "" {
		return nil, nil, fmt.Errorf("%s does not say what the rules are written in: add rules.language, one of %s: %w",
			source.File, strings.Join(Names(), ", "), registry.ErrInvalid)
	}
	l, err := Named(p.Rules.Language)
	return p, l, err
}

// Write writes the module, its record and its bill of materials.
func (p *Product) Write() error {
	record, err := p.Record.encode()
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		p.Path: p.Module, beside(p.Path, recordSuffix): record, beside(p.Path, billSuffix): p.bill,
	} {
		if err := put(name, content); err != nil {
			return fmt.Errorf("writing what was built: %w", err)
		}
	}
	return nil
}

// Reproduce compiles the sources of a product once more, in a copy in another
// folder. A module that differs matches [registry.ErrRefused].
func Reproduce(ctx context.Context, dir string, first *Product) error {
	p, l, err := open(dir)
	if err != nil {
		return err
	}
	folder, err := p.Folder()
	if err != nil {
		return err
	}
	s, err := p.Compile(ctx)
	if err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "novation-elsewhere-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(tmp) }() // what stays is only temporary
	elsewhere := filepath.Join(tmp, "another", "folder")
	if err := os.CopyFS(elsewhere, os.DirFS(folder)); err != nil {
		return fmt.Errorf("copying the sources: %w", err)
	}
	built, err := l.Build(ctx, elsewhere)
	if err != nil {
		return fmt.Errorf("building a copy of %s in another folder: %w", p.Rules.Source, err)
	}
	module, err := p.Seal(built.Module, s, 0)
	if err != nil {
		return err
	}
	if !bytes.Equal(module, first.Module) {
		return fmt.Errorf("the module differs when it is built in another folder: %s and %s\n"+
			"Look for a path, a date or a random number in what the compiler is given: %w",
			registry.DigestOf(first.Module), registry.DigestOf(module), registry.ErrRefused)
	}
	return nil
}

// generate writes the codecs that differ from what the schema gives, and takes
// away generated files that it no longer gives. It returns the paths of both.
func generate(p *source.Project, l guest.Language, s *schema.Schema) (changed []string, err error) {
	want, err := l.Generate(s, p.Schema.Files)
	if err != nil {
		return nil, fmt.Errorf("generating codecs: %w", err)
	}
	folder := filepath.Join(p.Dir, p.Rules.Source, CodecFolder)
	for _, name := range slices.Sorted(maps.Keys(want)) {
		to := filepath.Join(folder, filepath.FromSlash(name))
		if there, err := os.ReadFile(to); err == nil && bytes.Equal(there, want[name]) {
			continue
		}
		if err := put(to, want[name]); err != nil {
			return nil, fmt.Errorf("writing codecs: %w", err)
		}
		changed = append(changed, filepath.ToSlash(filepath.Join(p.Rules.Source, CodecFolder, name)))
	}
	err = filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		below, err := filepath.Rel(folder, name)
		if err != nil || want[filepath.ToSlash(below)] != nil {
			return err
		}
		content, err := os.ReadFile(name)
		if err != nil || !bytes.Contains(content, []byte("DO NOT EDIT")) {
			return err
		}
		changed = append(changed, filepath.ToSlash(filepath.Join(p.Rules.Source, CodecFolder, below)))
		return os.Remove(name)
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("clearing old codecs: %w", err)
	}
	return changed, nil
}
