package bundle

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/novation-dev/novation/registry"
)

// maxEntries is more than [Pack] ever writes.
const maxEntries = 2 + 1 + 4 + maxReferences + 1 + 2*maxContracts + 1 + 2*maxSignatures + 2*maxAttestations

// Open reads a bundle file and checks all of it, except whether a signature is
// true: see [Bundle.VerifySignature].
func Open(file []byte) (*Bundle, error) {
	b, _, err := OpenRelease(file)
	return b, err
}

// OpenRelease is [Open] for whoever asks for the release digest, too: it is what
// [Bundle.Digest] would return, and falls out of the checks.
func OpenRelease(file []byte) (*Bundle, registry.Digest, error) {
	var none registry.Digest
	if len(file) > MaxSize {
		return nil, none, fmt.Errorf("opening a file of %d bytes: %w", len(file), ErrTooLarge)
	}
	a, err := readArchive(file)
	if err != nil {
		return nil, none, fmt.Errorf("reading the archive: %w", err)
	}
	b, err := a.bundle()
	if err != nil {
		return nil, none, fmt.Errorf("reading the bundle: %w", err)
	}
	l, err := b.Layout()
	if err != nil {
		return nil, none, err
	}
	again, err := l.pack(b.Manifest.Version)
	if err != nil {
		return nil, none, err
	}
	if !bytes.Equal(again, file) {
		return nil, none, fmt.Errorf("bundle of %s: %w", b.Manifest.Ref(), ErrNotCanonical)
	}
	return b, toDigest(l.Release), nil
}

// An archive is a bundle file taken apart.
type archive struct {
	index []byte
	blobs blobs
}

func readArchive(file []byte) (*archive, error) {
	a := &archive{blobs: blobs{}}
	seen := map[string]bool{}
	r := tar.NewReader(bytes.NewReader(file))
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return a, nil
		}
		if err != nil {
			return nil, malformed("%v", err)
		}
		// Sparse files and headers of other formats can claim more bytes than
		// the file has, so they are refused before anything is read.
		if h.Typeflag != tar.TypeReg || h.Format != tar.FormatUSTAR || len(h.PAXRecords) > 0 || h.Size > int64(len(file)) {
			return nil, malformed("entry %q is not a plain file", h.Name)
		}
		if seen[h.Name] {
			return nil, malformed("entry %q is there twice", h.Name)
		}
		if seen[h.Name] = true; len(seen) > maxEntries {
			return nil, malformed("more than %d entries", maxEntries)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return nil, malformed("entry %q: %v", h.Name, err)
		}
		if err := a.add(h.Name, data); err != nil {
			return nil, err
		}
	}
}

func (a *archive) add(name string, data []byte) error {
	switch {
	case name == layoutFile:
		// Its only possible contents are compared at the end.
	case name == indexFile:
		a.index = data
	case strings.HasPrefix(name, blobDir):
		want, err := registry.ParseDigest("sha256:" + strings.TrimPrefix(name, blobDir))
		if err != nil {
			return malformed("entry %q is not named by a digest", name)
		}
		got := registry.DigestOf(data)
		if got != want {
			return &DigestError{What: "contents of an entry", Want: want, Got: got}
		}
		a.blobs[got] = data
	default:
		return malformed("entry %q does not belong into a bundle", name)
	}
	return nil
}

// blob returns the bytes that d describes. Whether they are all of the right
// kind shows when the bundle is packed again.
func (a *archive) blob(what string, d ocispec.Descriptor) ([]byte, error) {
	digest, err := registry.ParseDigest(d.Digest.String())
	if err != nil {
		return nil, malformed("the descriptor of the %s: %v", what, err)
	}
	b, ok := a.blobs[digest]
	if !ok {
		return nil, malformed("the %s (%s) are missing", what, digest)
	}
	return b, nil
}

func (a *archive) bundle() (*Bundle, error) {
	var index ocispec.Index
	if err := json.Unmarshal(a.index, &index); err != nil {
		return nil, malformed("the index: %v", err)
	}
	if len(index.Manifests) == 0 {
		return nil, malformed("the index names no release")
	}
	b, err := contents(index.Manifests[0], a.blob)
	if err != nil {
		return nil, err
	}
	for _, d := range index.Manifests[1:] {
		if err := b.referrer(d, a.blob); err != nil {
			return nil, err
		}
	}
	return b, nil
}
