package mirror

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// DefaultSourceTimeout is how long one of several sources may take.
const DefaultSourceTimeout = time.Minute

// A Source has bundles: a [Client], or a repository of package oci.
type Source interface {
	// Bundle returns the release with the given digest, verified against it, and
	// its file.
	Bundle(ctx context.Context, digest registry.Digest) (*bundle.Bundle, []byte, error)
}

// Sources asks one source after the other until one has what is asked for. What
// one of them says falsely, slowly or not at all does not keep the others from
// being asked.
type Sources struct {
	// List is in the order in which they are asked.
	List []Source
	// Timeout bounds each of them. Zero means [DefaultSourceTimeout].
	Timeout time.Duration
}

// Bundle returns the release with the given digest. What comes back is checked
// here again, so that a source need not be trusted to check. When no source has
// it, the error tells of each, and matches what they have in common:
// [registry.ErrNotFound] when all say so, else [registry.ErrUnreachable].
func (s Sources) Bundle(ctx context.Context, digest registry.Digest) (*bundle.Bundle, []byte, error) {
	limit := s.Timeout
	if limit <= 0 {
		limit = DefaultSourceTimeout
	}
	var all []error
	why := registry.ErrNotFound
	for _, source := range s.List {
		b, file, err := ask(ctx, source, digest, limit)
		if err == nil {
			return b, file, nil
		}
		if ctx.Err() != nil {
			return nil, nil, err
		}
		if !errors.Is(err, registry.ErrNotFound) {
			why = registry.ErrUnreachable
		}
		all = append(all, err)
	}
	return nil, nil, fmt.Errorf("fetching release %s: none of %d sources has it: %v: %w", digest, len(s.List), errors.Join(all...), why)
}

// ask asks one source, and believes it nothing.
func ask(ctx context.Context, s Source, digest registry.Digest, limit time.Duration) (*bundle.Bundle, []byte, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	_, file, err := s.Bundle(ctx, digest)
	if err != nil {
		return nil, nil, err
	}
	b, err := bundle.Open(file)
	if err != nil {
		return nil, nil, fmt.Errorf("%v: %w", err, ErrFalse)
	}
	if got, err := b.Digest(); err != nil || got != digest {
		return nil, nil, fmt.Errorf("it is release %s: %w", got, ErrFalse)
	}
	return b, file, nil
}
