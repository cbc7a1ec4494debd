package evidence

import (
	"context"
	"fmt"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// Schema reads the schema of a bundle.
func Schema(b *bundle.Bundle) (*schema.Schema, error) {
	s, err := schema.Load(b.Schema, schema.Names{State: b.Manifest.Schema.State, Command: b.Manifest.Schema.Command})
	if err != nil {
		return nil, fmt.Errorf("reading the schema of %s: %w", b.Manifest.Ref(), err)
	}
	return s, nil
}

// Load makes the release of a bundle ready to decide: its rules are compiled and
// warmed up. digest is that of the bundle, previous the schema that its
// conversion reads, nil when it has none. The caller closes the rules.
func Load(ctx context.Context, engine *plugins.Engine, b *bundle.Bundle, digest registry.Digest, previous *schema.Schema) (*Release, error) {
	s, err := Schema(b)
	if err != nil {
		return nil, err
	}
	r := &Release{Digest: digest, Manifest: &b.Manifest, Schema: s, Previous: previous}
	for _, ref := range b.Manifest.References {
		r.References = append(r.References, abi.Reference{Name: ref.Name, Data: b.References[ref.Name]})
	}
	samples, err := r.samples(b)
	if err != nil {
		return nil, err
	}
	r.Rules, err = engine.Load(ctx, b.Rules, plugins.Spec{
		Digest: b.Manifest.Rules.Digest, Schema: s, Previous: previous, Limits: b.Manifest.Limits, Samples: samples,
	})
	if err != nil {
		return nil, fmt.Errorf("loading the rules of %s: %w", b.Manifest.Ref(), err)
	}
	return r, nil
}

// samples reads the sample calls of a bundle and gives them the reference data.
func (r *Release) samples(b *bundle.Bundle) ([]plugins.Sample, error) {
	if b.Manifest.Samples == nil {
		return nil, nil
	}
	all, err := abi.DecodeSamples(b.Samples)
	if err != nil {
		return nil, fmt.Errorf("reading the samples of %s: %w", b.Manifest.Ref(), err)
	}
	for i := range all {
		all[i].Request.References = r.References
	}
	return all, nil
}
