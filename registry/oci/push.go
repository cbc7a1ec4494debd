package oci

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2"
	"oras.land/oras-go/v2/content"
	"oras.land/oras-go/v2/errdef"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// The form in which the CNCF carries WebAssembly.
const (
	mediaTypeWasmConfig = "application/vnd.wasm.config.v0+json"
	// RulesTag precedes the version in the tag of the rules alone.
	RulesTag = "rules-"
)

// wasmConfig describes a module to tools for Wasm.
type wasmConfig struct {
	Created      string          `json:"created"`
	Architecture string          `json:"architecture"`
	OS           string          `json:"os"`
	LayerDigests []digest.Digest `json:"layerDigests"`
}

// Push puts a release with its signatures and attestations in its place. The
// same release again adds the signatures that are missing. It fails with
// [registry.ErrConflict] when its version names another release there.
//
// A registry does not hold two who push at once apart: which bytes belong to a
// version is what the log of the consortium says.
func (r *Repository) Push(ctx context.Context, b *bundle.Bundle) error {
	doing := "pushing " + b.Manifest.Ref()
	if r.line != "" && r.line != b.Manifest.Name {
		return fmt.Errorf("%s to %s: the last element of a repository is the name of the line, %s: %w",
			doing, r.name, b.Manifest.Name, registry.ErrInvalid)
	}
	to, ok := r.target.(oras.Target)
	if !ok {
		return fmt.Errorf("%s to %s: it was opened for reading only: %w", doing, r.name, registry.ErrNotAllowed)
	}
	l, err := b.Layout()
	if err != nil {
		return err
	}
	tag := r.tag(b.Manifest.Name, b.Manifest.Version)
	switch there, err := r.target.Resolve(ctx, tag); {
	case err == nil && there.Digest != l.Release.Digest:
		return fmt.Errorf("%s to %s: the version is there with digest %s, this one has %s: choose another version: %w",
			doing, r.name, there.Digest, l.Release.Digest, registry.ErrConflict)
	case err != nil && !errors.Is(err, errdef.ErrNotFound):
		return r.failed(ctx, doing, err)
	}
	if err := (&pusher{to}).all(ctx, b, l, tag, r.tag(b.Manifest.Name, RulesTag+b.Manifest.Version)); err != nil {
		return r.failed(ctx, doing, err)
	}
	return nil
}

// A pusher writes to one place. What is there already is not sent.
type pusher struct{ to oras.Target }

// all pushes everything, and last the tags.
func (p *pusher) all(ctx context.Context, b *bundle.Bundle, l *bundle.Layout, tag, rulesTag string) error {
	for _, d := range append([]ocispec.Descriptor{l.Release}, l.Referrers...) {
		if err := p.tree(ctx, l, d); err != nil {
			return err
		}
	}
	if err := p.rules(ctx, b, l.Release, rulesTag); err != nil {
		return err
	}
	return p.to.Tag(ctx, l.Release, tag)
}

// tree pushes what a manifest names, and then the manifest.
func (p *pusher) tree(ctx context.Context, l *bundle.Layout, d ocispec.Descriptor) error {
	raw := blob(l, d)
	var m ocispec.Manifest
	if err := json.Unmarshal(raw, &m); err != nil {
		return fmt.Errorf("reading our own manifest: %w", err)
	}
	for _, part := range append([]ocispec.Descriptor{m.Config}, m.Layers...) {
		if err := p.push(ctx, part, blob(l, part)); err != nil {
			return err
		}
	}
	return p.push(ctx, d, raw)
}

func blob(l *bundle.Layout, d ocispec.Descriptor) []byte {
	if d.Digest == ocispec.DescriptorEmptyJSON.Digest {
		return ocispec.DescriptorEmptyJSON.Data
	}
	id, err := registry.ParseDigest(d.Digest.String())
	if err != nil {
		return nil
	}
	return l.Blob(id)
}

// push sends bytes. Blobs that are there are not sent again; manifests are, for
// a registry may have one and not yet list it among the referrers.
func (p *pusher) push(ctx context.Context, d ocispec.Descriptor, data []byte) error {
	if d.MediaType != ocispec.MediaTypeImageManifest {
		there, err := p.to.Exists(ctx, d)
		if err != nil || there {
			return err
		}
	}
	err := p.to.Push(ctx, d, bytes.NewReader(data))
	if errors.Is(err, errdef.ErrAlreadyExists) {
		return nil
	}
	return err
}

// rules pushes the rules alone, as a WebAssembly artefact that refers to the
// release.
func (p *pusher) rules(ctx context.Context, b *bundle.Bundle, release ocispec.Descriptor, tag string) error {
	layer := content.NewDescriptorFromBytes(bundle.MediaTypeRules, b.Rules)
	raw, err := json.Marshal(wasmConfig{
		Created: "1970-01-01T00:00:00Z", Architecture: "wasm", OS: "wasip1", LayerDigests: []digest.Digest{layer.Digest},
	})
	if err != nil {
		return err
	}
	config := content.NewDescriptorFromBytes(mediaTypeWasmConfig, raw)
	if err := p.push(ctx, config, raw); err != nil {
		return err
	}
	d, err := oras.PackManifest(ctx, p, oras.PackManifestVersion1_1, "", oras.PackManifestOptions{
		Subject: &release, ConfigDescriptor: &config, Layers: []ocispec.Descriptor{layer},
		ManifestAnnotations: map[string]string{ocispec.AnnotationCreated: "1970-01-01T00:00:00Z"},
	})
	if err != nil {
		return err
	}
	return p.to.Tag(ctx, d, tag)
}

// Push implements content.Pusher, for oras-go.
func (p *pusher) Push(ctx context.Context, d ocispec.Descriptor, body io.Reader) error {
	data, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	return p.push(ctx, d, data)
}

func compare(a, b digest.Digest) int { return cmp.Compare(a, b) }
