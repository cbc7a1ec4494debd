package oci

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2/content"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// maxReferrers bounds how many of those that refer to a release are looked at.
const maxReferrers = 64

// A Pulled is a release that was fetched.
type Pulled struct {
	Bundle *bundle.Bundle
	// File is the bundle file.
	File []byte
	// Ignored says, one line for each, what refers to the release and is neither
	// a signature nor an attestation of it, though it says that it is.
	Ignored []string
}

// Resolve returns the digest that a place gives for a version of a line. It
// proves nothing.
func (r *Repository) Resolve(ctx context.Context, name, version string) (registry.Digest, error) {
	d, err := r.target.Resolve(ctx, r.tag(name, version))
	if err != nil {
		return registry.Digest{}, r.failed(ctx, "looking for "+name+"@"+version, err)
	}
	return registry.ParseDigest(d.Digest.String())
}

// Pull fetches the release with the given digest.
func (r *Repository) Pull(ctx context.Context, release registry.Digest) (*Pulled, error) {
	doing := "fetching release " + release.String()
	d, err := r.target.Resolve(ctx, release.String())
	if err != nil {
		return nil, r.failed(ctx, doing, err)
	}
	if d.Digest.String() != release.String() {
		return nil, fmt.Errorf("%s at %s: it names %s: %w", doing, r.name, d.Digest, registry.ErrRefused)
	}
	f := &fetcher{ctx: ctx, from: r, left: bundle.MaxSize}
	b, err := bundle.Assemble(d, f.fetch)
	if err != nil {
		return nil, r.failed(ctx, doing, err)
	}
	out := &Pulled{Bundle: b}
	if err := f.referrers(out, d); err != nil {
		return nil, r.failed(ctx, doing, err)
	}
	if out.File, err = bundle.Pack(b); err != nil {
		return nil, r.failed(ctx, doing, err)
	}
	return out, nil
}

// Bundle is [Repository.Pull] in the form in which package mirror asks its
// sources.
func (r *Repository) Bundle(ctx context.Context, release registry.Digest) (*bundle.Bundle, []byte, error) {
	p, err := r.Pull(ctx, release)
	if err != nil {
		return nil, nil, err
	}
	return p.Bundle, p.File, nil
}

// A fetcher reads the parts of one release.
type fetcher struct {
	ctx  context.Context //nolint:containedctx // it lives as long as one call
	from *Repository
	// left is how many bytes may still be read.
	left int64
}

// fetch implements [bundle.Fetch]: it reads exactly the bytes that d promises,
// and no more than the whole release may have.
func (f *fetcher) fetch(what string, d ocispec.Descriptor) ([]byte, error) {
	if d.Digest.Validate() != nil || d.Digest.Algorithm() != digest.SHA256 {
		return nil, fmt.Errorf("the descriptor of the %s names %q: want sha256: %w", what, d.Digest, registry.ErrInvalid)
	}
	limit := f.left
	if d.MediaType == ocispec.MediaTypeImageManifest {
		limit = min(limit, bundle.MaxManifest)
	}
	if d.Size < 0 || d.Size > limit {
		return nil, fmt.Errorf("the %s are said to have %d bytes, at most %d are possible: %w", what, d.Size, limit, registry.ErrRefused)
	}
	f.left -= d.Size
	body, err := f.from.target.Fetch(f.ctx, d)
	if err != nil {
		return nil, f.from.failed(f.ctx, "fetching the "+what, err)
	}
	defer body.Close()
	b, err := content.ReadAll(io.LimitReader(body, d.Size+1), d)
	if err != nil {
		if f.ctx.Err() != nil {
			return nil, f.from.failed(f.ctx, "reading the "+what, err)
		}
		return nil, fmt.Errorf("the %s are not the %d bytes of %s that were promised (%v): %w", what, d.Size, d.Digest, err, registry.ErrRefused)
	}
	return b, nil
}

// referrers adds the signatures and attestations of the release.
func (f *fetcher) referrers(out *Pulled, release ocispec.Descriptor) error {
	all, err := f.from.target.Predecessors(f.ctx, release)
	if err != nil {
		return f.from.failed(f.ctx, "listing what refers to the release", err)
	}
	all = slices.DeleteFunc(all, func(d ocispec.Descriptor) bool {
		return d.ArtifactType != bundle.MediaTypeSignature && d.ArtifactType != bundle.MediaTypeAttestation
	})
	if len(all) > maxReferrers {
		out.Ignored = append(out.Ignored, fmt.Sprintf("%d of %d referrers", len(all)-maxReferrers, len(all)))
		all = all[:maxReferrers]
	}
	slices.SortFunc(all, func(a, b ocispec.Descriptor) int { return compare(a.Digest, b.Digest) })
	for _, d := range slices.CompactFunc(all, func(a, b ocispec.Descriptor) bool { return a.Digest == b.Digest }) {
		if err := out.Bundle.Attach(d, f.fetch); err != nil {
			if f.ctx.Err() != nil {
				return err
			}
			out.Ignored = append(out.Ignored, fmt.Sprintf("%s: %v", d.Digest, err))
		}
	}
	return nil
}
