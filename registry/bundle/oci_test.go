package bundle_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2"
	"oras.land/oras-go/v2/content"
	"oras.land/oras-go/v2/content/memory"
	"oras.land/oras-go/v2/content/oci"

	"github.com/novation-dev/novation/registry/bundle"
)

// Tools that know nothing of Novation find the release, its parts and its
// signature in the file, and can copy them into a registry.
func TestFileIsAnOCILayout(t *testing.T) {
	ctx := context.Background()
	b := signed(t, publisher)
	path := filepath.Join(t.TempDir(), "release.tar")
	if err := os.WriteFile(path, pack(t, b), 0o600); err != nil {
		t.Fatal(err)
	}
	layout, err := oci.NewFromTar(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	dst := memory.New()
	desc, err := oras.ExtendedCopy(ctx, layout, "1.0.0", dst, "", oras.DefaultExtendedCopyOptions)
	if err != nil {
		t.Fatal(err)
	}
	if desc.Digest.String() != digest(t, b).String() {
		t.Errorf("the tag 1.0.0 is %s, want the release digest %s", desc.Digest, digest(t, b))
	}
	layers, err := content.Successors(ctx, dst, desc)
	if err != nil {
		t.Fatal(err)
	}
	i := 1 // after the config
	for _, want := range [][]byte{b.Rules, b.Schema, b.Artifact} {
		got, err := content.FetchAll(ctx, dst, layers[i])
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("layer %d (%s) = %q, %v", i, layers[i].MediaType, got, err)
		}
		i++
	}
	referrers, err := dst.Predecessors(ctx, desc)
	if err != nil || len(referrers) != 1 || referrers[0].MediaType != ocispec.MediaTypeImageManifest {
		t.Errorf("referrers of the release: %v, %v", referrers, err)
	}
	if layers[1].MediaType != bundle.MediaTypeRules {
		t.Errorf("the rules have media type %s", layers[1].MediaType)
	}
}
