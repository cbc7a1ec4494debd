package command

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/evidence"
)

// A subject is a module with what its release says of it.
type subject struct {
	// name is what the command line calls it.
	name   string
	module []byte
	spec   plugins.Spec
	reader cases.Reader
}

// subjectFlags are the flags that say what a module belongs to.
type subjectFlags struct{ schema, previous string }

func (f *subjectFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.schema, "schema", "", "bundle or project whose schema, limits and samples a bare module has")
	f.addPrevious(cmd)
}

func (f *subjectFlags) addPrevious(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.previous, "previous", "", "bundle or project of the release before, whose states are converted")
}

// open reads a module, a bundle or a project. A bare module without --schema has
// no schema.
func (f *subjectFlags) open(ctx context.Context, path string) (*subject, error) {
	var module []byte
	if b, err := os.ReadFile(path); err == nil && bytes.HasPrefix(b, []byte("\x00asm")) {
		if f.schema == "" {
			return &subject{name: path, module: b, spec: plugins.Spec{Digest: registry.DigestOf(b)}}, nil
		}
		module, path = b, f.schema
	}
	b, err := openBundle(ctx, path)
	if err != nil {
		return nil, err
	}
	if module != nil {
		b.Rules, b.Manifest.Rules = module, registry.BlobOf(module)
	}
	var before *schema.Schema
	if f.previous != "" {
		p, err := openBundle(ctx, f.previous)
		if err != nil {
			return nil, fmt.Errorf("the release before: %w", err)
		}
		if before, err = evidence.Schema(p); err != nil {
			return nil, err
		}
	}
	return subjectOf(b, before)
}

// subjectOf returns the rules of a bundle as a pod would load them.
func subjectOf(b *bundle.Bundle, before *schema.Schema) (*subject, error) {
	s, err := evidence.Schema(b)
	if err != nil {
		return nil, err
	}
	out := &subject{
		name: b.Manifest.Ref(), module: b.Rules, reader: cases.Reader{Schema: s, Previous: before},
		spec: plugins.Spec{Digest: b.Manifest.Rules.Digest, Schema: s, Previous: before, Limits: b.Manifest.Limits},
	}
	for _, r := range b.Manifest.References {
		out.reader.References = append(out.reader.References, abi.Reference{Name: r.Name, Data: b.References[r.Name]})
	}
	if b.Manifest.Samples == nil {
		return out, nil
	}
	samples, err := abi.DecodeSamples(b.Samples)
	if err != nil {
		return nil, fmt.Errorf("reading the samples of %s: %w", b.Manifest.Ref(), err)
	}
	for _, x := range samples {
		x.Request.References = out.reader.References
		out.spec.Samples = append(out.spec.Samples, x)
	}
	return out, nil
}

// moduleCache returns the folder in which compiled modules are kept between
// commands, for a day; empty when the user has none. A project that is worked on
// leaves a new one with every build.
func moduleCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	dir = filepath.Join(dir, "novation", "modules")
	// What cannot be removed is kept: the cache works either way, and a module
	// that is missing from it is compiled again.
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil //nolint:nilerr // as above
		}
		if info, err := d.Info(); err == nil && time.Since(info.ModTime()) > 24*time.Hour {
			_ = os.Remove(name)
		}
		return nil
	})
	return dir
}
