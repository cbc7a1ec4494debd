package bundle

import (
	"encoding/json"
	"fmt"
	"slices"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/novation-dev/novation/registry"
)

// MaxManifest bounds the OCI manifest of a release or of a referrer, in bytes.
const MaxManifest = 1 << 20

// A Fetch returns the bytes that a descriptor promises; what says to people
// what they are. It answers for their digest and size, and for how much it reads.
type Fetch func(what string, d ocispec.Descriptor) ([]byte, error)

// Assemble reads a release that lies in pieces, in an OCI registry for example.
// d names its OCI manifest. What the manifest names must be what its layers are:
// a release that [Pack] would write otherwise fails with [ErrNotCanonical].
func Assemble(d ocispec.Descriptor, fetch Fetch) (*Bundle, error) {
	b, err := contents(d, fetch)
	if err != nil {
		return nil, err
	}
	got, err := b.Digest()
	if err != nil {
		return nil, err
	}
	if got.String() != d.Digest.String() {
		return nil, fmt.Errorf("release %s lies under %s, and its parts make %s: %w", b.Manifest.Ref(), d.Digest, got, ErrNotCanonical)
	}
	return b, nil
}

// Attach adds a signature or an attestation that lies in pieces. b is as it was
// when that fails.
func (b *Bundle) Attach(d ocispec.Descriptor, fetch Fetch) error {
	signatures, attestations := slices.Clone(b.Signatures), slices.Clone(b.Attestations)
	err := b.referrer(d, fetch)
	if err == nil {
		var l *Layout
		l, err = b.Layout()
		if err == nil && !slices.ContainsFunc(l.Referrers, func(have ocispec.Descriptor) bool { return have.Digest == d.Digest }) {
			err = fmt.Errorf("the referrer %s of %s: %w", d.Digest, b.Manifest.Ref(), ErrNotCanonical)
		}
	}
	if err != nil {
		b.Signatures, b.Attestations = signatures, attestations
	}
	return err
}

// manifest returns the OCI manifest that d describes.
func manifest(what string, d ocispec.Descriptor, fetch Fetch) (*ocispec.Manifest, error) {
	b, err := fetch(what, d)
	if err != nil {
		return nil, err
	}
	var m ocispec.Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, malformed("the %s: %v", what, err)
	}
	return &m, nil
}

// referrer adds what the manifest that d describes holds. Whether it does so in
// the right form shows when it is packed again.
func (b *Bundle) referrer(d ocispec.Descriptor, fetch Fetch) error {
	m, err := manifest("manifest of a signature", d, fetch)
	if err != nil {
		return err
	}
	if len(m.Layers) != 1 {
		return malformed("a signature has %d layers, not one", len(m.Layers))
	}
	data, err := fetch("contents of a signature", m.Layers[0])
	if err != nil {
		return err
	}
	if m.ArtifactType == MediaTypeAttestation {
		b.Attestations = append(b.Attestations, data)
	} else {
		b.Signatures = append(b.Signatures, data)
	}
	return nil
}

// contents returns the bundle of the release that d describes.
func contents(d ocispec.Descriptor, fetch Fetch) (*Bundle, error) {
	m, err := manifest("manifest of the release", d, fetch)
	if err != nil {
		return nil, err
	}
	config, err := fetch("contents of the manifest", m.Config)
	if err != nil {
		return nil, err
	}
	manifest, err := registry.ParseManifest(config)
	if err != nil {
		return nil, err
	}
	b := &Bundle{Manifest: *manifest}
	return b, b.parts(m.Layers, fetch)
}

// parts reads the layers of a release in the order in which [Pack] writes them.
func (b *Bundle) parts(layers []ocispec.Descriptor, fetch Fetch) (err error) {
	m, named := &b.Manifest, 0
	next := func(what string) []byte {
		if named++; err != nil || named > len(layers) {
			return nil
		}
		var data []byte
		data, err = fetch(what, layers[named-1])
		return data
	}
	b.Rules, b.Schema, b.Artifact = next("rules"), next("schema"), next("contents of the Book")
	if len(m.References) > 0 {
		b.References = map[string][]byte{}
	}
	for _, r := range m.References {
		b.References[r.Name] = next(fmt.Sprintf("reference data %q", r.Name))
	}
	if m.Samples != nil {
		b.Samples = next("samples")
	}
	if len(m.Contracts) > 0 {
		b.Contracts = map[string]Contract{}
	}
	for _, c := range m.Contracts {
		have := Contract{Artifact: next("contents of contract " + c.Name)}
		if c.Match != nil {
			have.Match = next("match of contract " + c.Name)
		}
		if c.Move != nil {
			have.Move = next("move of contract " + c.Name)
		}
		b.Contracts[c.Name] = have
	}
	if err == nil && named != len(layers) {
		err = malformed("the release has %d layers, its manifest names %d parts", len(layers), named)
	}
	return err
}
