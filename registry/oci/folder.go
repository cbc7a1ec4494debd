package oci

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2/content/oci"
	"oras.land/oras-go/v2/errdef"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// layoutTag is the tag of a release in a folder, which may hold several lines.
func layoutTag(name, version string) string { return name + ":" + version }

// Folder returns the image layout in a folder, to be written to. It makes the
// folder when there is none.
func Folder(ctx context.Context, dir string) (*Repository, error) {
	if _, err := os.Stat(dir); err == nil {
		root, err := os.OpenRoot(dir)
		if err != nil {
			return nil, fmt.Errorf("opening %s: %v: %w", dir, err, registry.ErrInvalid)
		}
		_, err = readIndex(root)
		_ = root.Close() // it was only read
		if err != nil && !errors.Is(err, registry.ErrNotFound) {
			return nil, fmt.Errorf("opening the image layout in %s: %w", dir, err)
		}
	}
	s, err := oci.NewWithContext(ctx, dir)
	if err != nil {
		return nil, fmt.Errorf("opening the image layout in %s: %v: %w", dir, err, registry.ErrInvalid)
	}
	return &Repository{name: dir, target: s, tag: layoutTag}, nil
}

// OpenFolder returns the image layout in a folder, to be read. Only plain files
// inside it are read: links are refused. The caller closes it.
func OpenFolder(dir string) (*Repository, io.Closer, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("opening %s: %v: %w", dir, err, registry.ErrNotFound)
	}
	index, err := readIndex(root)
	if err != nil {
		_ = root.Close() // it was only read
		return nil, nil, fmt.Errorf("opening the image layout in %s: %w", dir, err)
	}
	return &Repository{name: dir, target: &layout{root: root, index: index}, tag: layoutTag}, root, nil
}

// layout is an image layout that is only read.
type layout struct {
	root  *os.Root
	index []ocispec.Descriptor
}

// readIndex reads the index of an image layout, which names manifests and
// nothing else.
func readIndex(root *os.Root) ([]ocispec.Descriptor, error) {
	b, err := readPlain(root, ocispec.ImageIndexFile, maxMetadata)
	if err != nil {
		return nil, err
	}
	var index ocispec.Index
	if err := json.Unmarshal(b, &index); err != nil {
		return nil, fmt.Errorf("reading %s: %v: %w", ocispec.ImageIndexFile, err, registry.ErrInvalid)
	}
	for _, d := range index.Manifests {
		if d.MediaType != ocispec.MediaTypeImageManifest || d.Size < 0 || d.Size > bundle.MaxManifest || d.Digest.Validate() != nil {
			return nil, fmt.Errorf("%s names %s of type %s with %d bytes: want image manifests of at most %d bytes: %w",
				ocispec.ImageIndexFile, d.Digest, d.MediaType, d.Size, bundle.MaxManifest, registry.ErrInvalid)
		}
	}
	return index.Manifests, nil
}

// openPlain opens a file that is neither a link nor a device, and returns its
// size.
func openPlain(root *os.Root, name string) (*os.File, int64, error) {
	info, err := root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, 0, fmt.Errorf("%s: %w", name, errors.Join(errdef.ErrNotFound, registry.ErrNotFound))
	case err != nil:
		return nil, 0, fmt.Errorf("%s: %v: %w", name, err, registry.ErrInvalid)
	case !info.Mode().IsRegular():
		return nil, 0, fmt.Errorf("%s is not a plain file: %w", name, registry.ErrInvalid)
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %v: %w", name, err, registry.ErrInvalid)
	}
	return f, info.Size(), nil
}

func readPlain(root *os.Root, name string, limit int64) ([]byte, error) {
	f, size, err := openPlain(root, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if size > limit {
		return nil, fmt.Errorf("%s has %d bytes, at most %d are possible: %w", name, size, limit, registry.ErrInvalid)
	}
	return io.ReadAll(io.LimitReader(f, limit))
}

// Resolve implements target.
func (l *layout) Resolve(_ context.Context, reference string) (ocispec.Descriptor, error) {
	for _, d := range l.index {
		if d.Annotations[ocispec.AnnotationRefName] == reference || d.Digest.String() == reference {
			return d, nil
		}
	}
	return ocispec.Descriptor{}, fmt.Errorf("%s: %w", reference, errdef.ErrNotFound)
}

// Fetch implements target.
func (l *layout) Fetch(_ context.Context, d ocispec.Descriptor) (io.ReadCloser, error) {
	name := ocispec.ImageBlobsDir + "/" + d.Digest.Algorithm().String() + "/" + d.Digest.Encoded()
	f, size, err := openPlain(l.root, name)
	if err != nil {
		return nil, err
	}
	if size != d.Size {
		f.Close()
		return nil, fmt.Errorf("%s has %d bytes, %d were promised: %w", name, size, d.Size, registry.ErrRefused)
	}
	return f, nil
}

// Predecessors implements target. What cannot be read refers to nothing.
func (l *layout) Predecessors(_ context.Context, node ocispec.Descriptor) ([]ocispec.Descriptor, error) {
	var out []ocispec.Descriptor
	for _, d := range l.index {
		b, err := readPlain(l.root, ocispec.ImageBlobsDir+"/"+d.Digest.Algorithm().String()+"/"+d.Digest.Encoded(), bundle.MaxManifest)
		var m ocispec.Manifest
		if err == nil && json.Unmarshal(b, &m) == nil && m.Subject != nil && m.Subject.Digest == node.Digest {
			d.ArtifactType = m.ArtifactType
			out = append(out, d)
		}
	}
	return out, nil
}
