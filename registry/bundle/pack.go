package bundle

import (
	"archive/tar"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	digests "github.com/opencontainers/go-digest"
	"github.com/opencontainers/image-spec/specs-go"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2"
	"oras.land/oras-go/v2/content"

	"github.com/novation-dev/novation/registry"
)

// The media types of a release and its parts.
const (
	// MediaTypeRelease is the artefact type of a release.
	MediaTypeRelease = "application/vnd.novation.release.v1"
	// MediaTypeManifest is the config of a release: a [registry.Manifest].
	MediaTypeManifest = "application/vnd.novation.release.config.v1+json"
	// MediaTypeRules is a WebAssembly module.
	MediaTypeRules = "application/wasm"
	// MediaTypeSchema is a serialised FileDescriptorSet.
	MediaTypeSchema = "application/vnd.novation.schema.v1+protobuf"
	// MediaTypeBook is a compiled contract.
	MediaTypeBook = "application/vnd.novation.book.v1+json"
	// MediaTypeContract is a compiled contract beside the Book.
	MediaTypeContract = "application/vnd.novation.contract.v1+json"
	// MediaTypeMatch is what was found when code on chain was compared with a
	// contract.
	MediaTypeMatch = "application/vnd.novation.match.v1+json"
	// MediaTypeMove says how the state of a contract moves.
	MediaTypeMove = "application/vnd.novation.move.v1+json"
	// MediaTypeReference is a table of reference data.
	MediaTypeReference = "application/vnd.novation.reference.v1"
	// MediaTypeSamples are encoded sample calls.
	MediaTypeSamples = "application/vnd.novation.samples.v1+protobuf"
	// MediaTypeSignature is the artefact type of a signature.
	MediaTypeSignature = "application/vnd.novation.signature.v1"
	// MediaTypeAttestation is the artefact type of an attestation and its layer:
	// a Sigstore bundle.
	MediaTypeAttestation = "application/vnd.dev.sigstore.bundle.v0.3+json"
	// MediaTypeEnvelope is the layer of a signature.
	MediaTypeEnvelope = "application/vnd.dsse.envelope.v1+json"
)

const (
	layoutFile = ocispec.ImageLayoutFile
	indexFile  = ocispec.ImageIndexFile
	blobDir    = ocispec.ImageBlobsDir + "/sha256/"
)

// epoch stands for "no time": a time would make two packings differ.
const epoch = "1970-01-01T00:00:00Z"

// blobs are contents by their digest. It is what oras-go pushes into.
type blobs map[registry.Digest][]byte

// Push implements content.Pusher.
func (s blobs) Push(_ context.Context, want ocispec.Descriptor, r io.Reader) error {
	b, err := content.ReadAll(r, want)
	if err != nil {
		return err
	}
	s[registry.DigestOf(b)] = b
	return nil
}

// add stores data and returns its descriptor. An empty title means none.
func (s blobs) add(mediaType, title string, data []byte) ocispec.Descriptor {
	digest := registry.DigestOf(data)
	s[digest] = data
	d := ocispec.Descriptor{MediaType: mediaType, Digest: digests.Digest(digest.String()), Size: int64(len(data))}
	if title != "" {
		d.Annotations = map[string]string{ocispec.AnnotationTitle: title}
	}
	return d
}

// manifest stores an artefact manifest and returns its descriptor as it stands
// in an index.
func (s blobs) manifest(artifactType string, o oras.PackManifestOptions) (ocispec.Descriptor, error) {
	if o.ManifestAnnotations == nil {
		o.ManifestAnnotations = map[string]string{}
	}
	o.ManifestAnnotations[ocispec.AnnotationCreated] = epoch
	d, err := oras.PackManifest(context.Background(), s, oras.PackManifestVersion1_1, artifactType, o)
	d.Annotations = nil
	return d, err
}

func toDigest(d ocispec.Descriptor) registry.Digest {
	// Only digests made by oras-go from bytes come here.
	r, _ := registry.ParseDigest(d.Digest.String())
	return r
}

// A release is a checked bundle without its signatures, as blobs.
type release struct {
	blobs blobs
	desc  ocispec.Descriptor
}

func (b *Bundle) release() (release, error) {
	if err := b.check(); err != nil {
		return release{}, err
	}
	s := blobs{}
	config := s.add(MediaTypeManifest, "", b.Manifest.Encode())
	layers := []ocispec.Descriptor{
		s.add(MediaTypeRules, "rules.wasm", b.Rules),
		s.add(MediaTypeSchema, "schema.binpb", b.Schema),
		s.add(MediaTypeBook, "book.json", b.Artifact),
	}
	for _, r := range b.Manifest.References {
		layers = append(layers, s.add(MediaTypeReference, "references/"+r.Name, b.References[r.Name]))
	}
	if b.Manifest.Samples != nil {
		layers = append(layers, s.add(MediaTypeSamples, "samples.binpb", b.Samples))
	}
	for _, c := range b.Manifest.Contracts {
		layers = append(layers, s.add(MediaTypeContract, "contracts/"+c.Name+".json", b.Contracts[c.Name].Artifact))
		if c.Match != nil {
			layers = append(layers, s.add(MediaTypeMatch, "contracts/"+c.Name+".match.json", b.Contracts[c.Name].Match))
		}
		if c.Move != nil {
			layers = append(layers, s.add(MediaTypeMove, "contracts/"+c.Name+".move.json", b.Contracts[c.Name].Move))
		}
	}
	desc, err := s.manifest(MediaTypeRelease, oras.PackManifestOptions{ConfigDescriptor: &config, Layers: layers})
	if err != nil {
		return release{}, fmt.Errorf("packing %s: %w", b.Manifest.Ref(), err)
	}
	return release{blobs: s, desc: desc}, nil
}

// A Layout is a bundle in pieces, as an OCI image layout or registry holds it.
type Layout struct {
	// Release is the descriptor of the release.
	Release ocispec.Descriptor
	// Referrers are those of its signatures and attestations, in ascending order
	// of their digests.
	Referrers []ocispec.Descriptor
	blobs     blobs
}

// Blob returns the bytes with the given digest, nil when the bundle has none
// such.
func (l *Layout) Blob(d registry.Digest) []byte { return l.blobs[d] }

// Layout takes b apart. It fails when the bytes of b are not those that its
// manifest names, or when a signature or attestation is not about them.
func (b *Bundle) Layout() (*Layout, error) {
	r, err := b.release()
	if err != nil {
		return nil, err
	}
	if err := b.checkEnvelopes(toDigest(r.desc)); err != nil {
		return nil, err
	}
	if err := b.checkAttestations(toDigest(r.desc)); err != nil {
		return nil, err
	}
	l := &Layout{Release: r.desc, blobs: r.blobs}
	for _, env := range b.Signatures {
		if err := l.refer(MediaTypeSignature, MediaTypeEnvelope, env, nil); err != nil {
			return nil, fmt.Errorf("packing a signature of %s: %w", b.Manifest.Ref(), err)
		}
	}
	for _, raw := range b.Attestations {
		if err := l.refer(MediaTypeAttestation, MediaTypeAttestation, raw, sigstoreAnnotations(raw)); err != nil {
			return nil, fmt.Errorf("packing an attestation of %s: %w", b.Manifest.Ref(), err)
		}
	}
	slices.SortFunc(l.Referrers, func(a, b ocispec.Descriptor) int { return cmp.Compare(a.Digest, b.Digest) })
	return l, nil
}

// refer adds a manifest with one layer whose subject is the release.
func (l *Layout) refer(artifactType, layerType string, data []byte, annotations map[string]string) error {
	layer := l.blobs.add(layerType, "", data)
	d, err := l.blobs.manifest(artifactType, oras.PackManifestOptions{
		Subject: &l.Release, Layers: []ocispec.Descriptor{layer}, ManifestAnnotations: annotations,
	})
	l.Referrers = append(l.Referrers, d)
	return err
}

// Pack returns the bundle file of b. It fails when the bytes of b are not those
// that its manifest names, or when a signature is not about them.
func Pack(b *Bundle) ([]byte, error) {
	l, err := b.Layout()
	if err != nil {
		return nil, err
	}
	return l.pack(b.Manifest.Version)
}

// pack returns the bundle file of a release with a version.
func (l *Layout) pack(version string) ([]byte, error) {
	named := l.Release
	named.Annotations = map[string]string{ocispec.AnnotationRefName: version}
	return l.blobs.archive(append([]ocispec.Descriptor{named}, l.Referrers...))
}

func (s blobs) archive(manifests []ocispec.Descriptor) ([]byte, error) {
	layout, err := json.Marshal(ocispec.ImageLayout{Version: ocispec.ImageLayoutVersion})
	if err != nil {
		return nil, fmt.Errorf("encoding the layout: %w", err)
	}
	index, err := json.Marshal(ocispec.Index{
		Versioned: specs.Versioned{SchemaVersion: 2},
		MediaType: ocispec.MediaTypeImageIndex,
		Manifests: manifests,
	})
	if err != nil {
		return nil, fmt.Errorf("encoding the index: %w", err)
	}
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	add := func(name string, data []byte) {
		if err != nil {
			return
		}
		if err = w.WriteHeader(&tar.Header{
			Typeflag: tar.TypeReg, Name: name, Size: int64(len(data)), Mode: 0o644,
			ModTime: time.Unix(0, 0), Format: tar.FormatUSTAR,
		}); err == nil {
			_, err = w.Write(data)
		}
	}
	add(layoutFile, layout)
	add(indexFile, index)
	order := slices.SortedFunc(maps.Keys(s), func(a, b registry.Digest) int { return bytes.Compare(a[:], b[:]) })
	for _, d := range order {
		add(blobDir+d.String()[len("sha256:"):], s[d])
	}
	if err == nil {
		err = w.Close()
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("writing the archive: %w", err)
	case out.Len() > MaxSize:
		return nil, fmt.Errorf("packing %d bytes: %w", out.Len(), ErrTooLarge)
	}
	return out.Bytes(), nil
}
