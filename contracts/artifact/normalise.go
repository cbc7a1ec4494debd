package artifact

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/contracts/safety"
	"github.com/novation-dev/novation/registry"
)

// Artifact returns what a release keeps of a contract; ref is as in
// [Build.Find]. What the form of the build cannot tell is noted in Missing. It
// fails with [registry.ErrInvalid] when what it does tell contradicts itself.
func (b *Build) Artifact(ref string) (*Artifact, error) {
	source, name, err := b.Find(ref)
	if err != nil {
		return nil, err
	}
	c := b.Contracts[source][name]
	a := &Artifact{
		Name: name, Kind: c.Kind, Source: source, Compiler: b.Compiler, Metadata: c.Metadata,
		Creation: Code{Object: c.Creation.Object, Links: c.Creation.Links},
		Runtime:  Code{Object: c.Runtime.Object, Links: c.Runtime.Links},
	}
	for _, fill := range []func(*Artifact, *Output) error{b.fillABI, b.fillMetadata, b.fillCode, b.fillTrees, b.fillSources} {
		if err := fill(a, c); err != nil {
			return nil, fmt.Errorf("%s:%s: %w", source, name, err)
		}
	}
	return a, nil
}

func (b *Build) fillABI(a *Artifact, c *Output) (err error) {
	if c.ABI == nil {
		a.lacks("abi", "compile with \"abi\" among the outputs")
		return nil
	}
	if a.ABI, err = compact(c.ABI); err != nil {
		return fmt.Errorf("abi: %w", err)
	}
	return checkABI(a.ABI)
}

// fillMetadata takes version and settings from metadata, which has them in the
// compiler's own words, whatever tool ran it; or else from the build.
func (b *Build) fillMetadata(a *Artifact, c *Output) error {
	settings, without := b.Settings, "outputSelection"
	if c.Metadata == "" {
		a.lacks("metadata", "compile with \"metadata\" among the outputs")
	} else {
		m, _, err := parseMetadata(c.Metadata)
		if err != nil {
			return err
		}
		if len(m.Compiler.Version) > 0 {
			a.Compiler = m.Compiler.Version
		}
		if m.Settings != nil {
			settings, without = m.Settings, "compilationTarget"
		}
	}
	if a.Compiler == "" {
		a.lacks("compiler", "neither the file nor metadata tells the version")
	}
	if settings == nil {
		a.lacks("settings", "neither the compiler's input nor metadata is there")
		return nil
	}
	var fields map[string]jsontext.Value
	err := decode("the settings", settings, &fields)
	if err == nil {
		delete(fields, without)
		a.Settings, err = compactOf(fields)
	}
	return err
}

func (b *Build) fillCode(a *Artifact, c *Output) error {
	if len(a.Runtime.Object) == 0 || len(a.Creation.Object) == 0 {
		if a.deployable() {
			a.lacks("code", "compile with \"evm.bytecode\" and \"evm.deployedBytecode\" among the outputs, or it is abstract")
		}
		return nil
	}
	a.Creation.Metadata, a.Runtime.Metadata = b.described(a.Creation.Object), b.described(a.Runtime.Object)
	if !appendsMetadata(a.Settings) {
		return nil
	}
	if own, ok := MetadataAt(a.Runtime.Object, len(a.Runtime.Object)); ok {
		a.Runtime.Metadata = inOrder(append(a.Runtime.Metadata, own))
	}
	return nil
}

// deployable reports whether the contract may have code, as far as is known.
func (a *Artifact) deployable() bool {
	return a.Kind == "" || a.Kind == "contract" || a.Kind == "library"
}

// fillTrees works out what needs the syntax trees.
func (b *Build) fillTrees(a *Artifact, c *Output) error {
	p, err := b.Program()
	if err == nil && p.Unit(a.Source) == nil {
		err = fmt.Errorf("%s has no syntax tree; compile with \"ast\" among the outputs: %w", a.Source, registry.ErrInvalid)
	} else if err != nil && b.untree == nil && b.trees() {
		return err
	}
	if err != nil {
		why := strings.TrimSuffix(err.Error(), ": "+registry.ErrInvalid.Error())
		a.lacks("layout", why)
		a.lacks("safety", why)
		p = nil
	} else {
		if a.Layout, err = layout.Of(p, a.Source, a.Name, layout.Reported{Storage: c.StorageLayout, Transient: c.TransientLayout}); err != nil {
			return err
		}
		if a.Safety, err = safety.Of(p, a.Source, a.Name); err != nil {
			return err
		}
	}
	if a.Immutables, err = immutables(p, c.Runtime); err != nil {
		return err
	}
	for _, i := range a.Immutables {
		if i.Name == "" {
			a.lacks("immutables", "their names need a syntax tree")
		}
	}
	return nil
}

// trees reports whether any source has a tree.
func (b *Build) trees() bool {
	for _, s := range b.Sources {
		if s.Tree != nil {
			return true
		}
	}
	return false
}

// fillSources notes the digests of what the contract's source imports, by the
// syntax trees, or by metadata, or else of all sources.
func (b *Build) fillSources(a *Artifact, c *Output) error {
	names, err := b.needs(a, c)
	if err != nil {
		return err
	}
	a.Sources = map[string]registry.Digest{}
	for name := range names {
		s := b.Sources[name]
		if s == nil {
			return fmt.Errorf("%s is imported and not here: %w", name, registry.ErrInvalid)
		}
		a.Sources[name] = registry.Digest{}
		if s.Text == nil {
			a.lacks("sources", "the texts are in the compiler's input, which is not there")
			continue
		}
		a.Sources[name] = registry.DigestOf(s.Text)
	}
	return nil
}

func (b *Build) needs(a *Artifact, c *Output) (map[string]bool, error) {
	if p, err := b.Program(); err == nil && p.Unit(a.Source) != nil {
		return b.imports(p, a.Source)
	}
	out := map[string]bool{a.Source: true}
	if c.Metadata == "" {
		for name := range b.Sources {
			out[name] = true
		}
		return out, nil
	}
	m, _, err := parseMetadata(c.Metadata)
	for name := range m.Sources {
		out[name] = true
	}
	return out, err
}

// imports follows the imports of a source to the end.
func (b *Build) imports(p *ast.Program, source string) (map[string]bool, error) {
	out, todo := map[string]bool{source: true}, []string{source}
	for len(todo) > 0 {
		u := p.Unit(todo[len(todo)-1])
		todo = todo[:len(todo)-1]
		if u == nil {
			continue
		}
		for _, n := range u.Tree.List("nodes") {
			if n == nil || n.Type != "ImportDirective" {
				continue
			}
			path := cmp.Or(n.Str("absolutePath"), n.Str("file"))
			if b.Sources[path] == nil {
				return nil, fmt.Errorf("%s: it imports %s, which is not here: %w", p.Place(n), path, registry.ErrInvalid)
			}
			if !out[path] {
				out[path], todo = true, append(todo, path)
			}
		}
	}
	return out, nil
}

// compact returns JSON with sorted keys and without white space.
func compact(v []byte) (json.RawMessage, error) {
	out, err := jsontext.AppendFormat(nil, v, jsontext.ReorderRawObjects(true))
	if err != nil {
		return nil, fmt.Errorf("%v: %w", err, registry.ErrInvalid)
	}
	return out, nil
}
