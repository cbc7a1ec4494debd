package oci_test

import (
	"bytes"
	"context"
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/oci"
)

var (
	publisher = bundle.NewKey([32]byte{1})
	other     = bundle.NewKey([32]byte{2})
)

// sample returns a release that is signed and attested.
func sample(t testing.TB, version string) *bundle.Bundle {
	t.Helper()
	b := &bundle.Bundle{
		Rules:      []byte("\x00asm\x01\x00\x00\x00"),
		Schema:     []byte("schema"),
		Artifact:   []byte(`{"abi":[]}`),
		References: map[string][]byte{"calendar": bytes.Repeat([]byte("2026-01-01\n"), 1000)},
	}
	b.Manifest = registry.Manifest{
		Format: 1, Name: "crude-trade", Version: version, StateSchema: 1, HostABI: 1, Meter: 1,
		Rules:      registry.BlobOf(b.Rules),
		Schema:     registry.Schema{Blob: registry.BlobOf(b.Schema), State: "crude.v1.Trade", Command: "crude.v1.Command"},
		Book:       registry.Book{Artifact: registry.BlobOf(b.Artifact), CodeHash: "0x" + strings.Repeat("ab", 32)},
		References: []registry.Reference{{Name: "calendar", Blob: registry.BlobOf(b.References["calendar"])}},
	}
	if err := errors.Join(b.Sign(publisher), b.Sign(other),
		b.Attest(context.Background(), publisher, "https://slsa.dev/provenance/v1", map[string]int{"x": 1})); err != nil {
		t.Fatal(err)
	}
	return b
}

func digestOf(t testing.TB, b *bundle.Bundle) registry.Digest {
	t.Helper()
	d, err := b.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func pack(t testing.TB, b *bundle.Bundle) []byte {
	t.Helper()
	file, err := bundle.Pack(b)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// remote returns the line's repository of a registry.
func remote(t testing.TB, host string) *oci.Repository {
	t.Helper()
	r, err := oci.Remote(host+"/acme/crude-trade", oci.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// journey is what every place must do.
func journey(t *testing.T, to, from *oci.Repository) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	b := sample(t, "1.0.0")
	release := digestOf(t, b)
	if _, err := from.Pull(ctx, release); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("a release that is not there: %v", err)
	}
	unsigned := *b
	unsigned.Signatures, unsigned.Attestations = nil, nil
	if err := to.Push(ctx, &unsigned); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the same again changes nothing, signatures are added
		if err := to.Push(ctx, b); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Push(ctx, sample(t, "1.1.0")); err != nil {
		t.Fatal(err)
	}
	if d, err := from.Resolve(ctx, "crude-trade", "1.0.0"); err != nil || d != release {
		t.Errorf("Resolve = %v, %v", d, err)
	}
	got, err := from.Pull(ctx, release)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.File, pack(t, b)) || len(got.Ignored) > 0 {
		t.Errorf("another file came back: %d signatures, %d attestations, ignored %q", len(got.Bundle.Signatures), len(got.Bundle.Attestations), got.Ignored)
	}
	changed := sample(t, "1.0.0")
	changed.Schema = []byte("another schema")
	changed.Manifest.Schema.Blob = registry.BlobOf(changed.Schema)
	changed.Signatures, changed.Attestations = nil, nil
	if err := to.Push(ctx, changed); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("other bytes for the same version: %v", err)
	}
	if d, err := from.Resolve(ctx, "crude-trade", "1.0.0"); err != nil || d != release {
		t.Errorf("the version was moved to %v, %v", d, err)
	}
}

func TestFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "layout")
	to, err := oci.Folder(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	b := sample(t, "1.0.0")
	if err := to.Push(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if err := to.Push(t.Context(), sample(t, "2.0.0")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"1.0.0", "2.0.0"} {
		from, closer, err := oci.OpenFolder(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer closer.Close()
		want := sample(t, name)
		got, err := from.Pull(t.Context(), digestOf(t, want))
		if err != nil || !bytes.Equal(got.File, pack(t, want)) || len(got.Ignored) > 0 {
			t.Fatalf("Pull = %v", err)
		}
		if d, err := from.Resolve(t.Context(), "crude-trade", name); err != nil || d != digestOf(t, want) {
			t.Errorf("Resolve = %v, %v", d, err)
		}
		if err := from.Push(t.Context(), want); !errors.Is(err, registry.ErrNotAllowed) {
			t.Errorf("pushing into a folder that is only read: %v", err)
		}
	}
	again, err := oci.Folder(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	changed := sample(t, "1.0.0")
	changed.Signatures, changed.Attestations = nil, nil
	changed.Manifest.StateSchema = 9
	if err := again.Push(t.Context(), changed); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("other bytes for the same version: %v", err)
	}
}

// A folder is somebody's: what in it is no plain file of the right size is not
// read.
func TestBadFolders(t *testing.T) {
	b := sample(t, "1.0.0")
	release := digestOf(t, b)
	blob := func(dir string, d registry.Digest) string {
		return filepath.Join(dir, "blobs", "sha256", d.String()[len("sha256:"):])
	}
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, b.Rules, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		change func(dir string) error
		want   error
	}{
		"nothing":  {func(string) error { return nil }, nil},
		"no index": {func(dir string) error { return os.Remove(filepath.Join(dir, "index.json")) }, registry.ErrNotFound},
		"an index that is a link": {func(dir string) error {
			return errors.Join(os.Rename(filepath.Join(dir, "index.json"), filepath.Join(dir, "x")), os.Symlink("x", filepath.Join(dir, "index.json")))
		}, registry.ErrInvalid},
		"an endless index": {func(dir string) error { return os.Truncate(filepath.Join(dir, "index.json"), 1<<40) }, registry.ErrInvalid},
		"an index of an index": {func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "index.json"), []byte(`{"manifests":[{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"`+release.String()+`","size":5}]}`), 0o600)
		}, registry.ErrInvalid},
		"a manifest that is large": {func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "index.json"), []byte(`{"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"`+release.String()+`","size":1099511627776}]}`), 0o600)
		}, registry.ErrInvalid},
		"a path in place of a digest": {func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "index.json"), []byte(`{"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:../../../../etc/passwd","size":5}]}`), 0o600)
		}, registry.ErrInvalid},
		"a blob that is a link": {func(dir string) error {
			p := blob(dir, b.Manifest.Rules.Digest)
			return errors.Join(os.Remove(p), os.Symlink(secret, p))
		}, registry.ErrInvalid},
		"a blob that is longer": {func(dir string) error { return os.Truncate(blob(dir, b.Manifest.Rules.Digest), 1<<40) }, registry.ErrRefused},
		"a blob that is another": {func(dir string) error {
			p := blob(dir, b.Manifest.Rules.Digest)
			return errors.Join(os.Remove(p), os.WriteFile(p, []byte("\x00asm\x01\x00\x00\x01"), 0o600))
		}, registry.ErrRefused},
		"a blob that is missing": {func(dir string) error { return os.Remove(blob(dir, b.Manifest.Schema.Digest)) }, registry.ErrNotFound},
		"a folder of blobs that is a link": {func(dir string) error {
			away := filepath.Join(t.TempDir(), "away")
			return errors.Join(os.Rename(filepath.Join(dir, "blobs"), away), os.Symlink(away, filepath.Join(dir, "blobs")))
		}, registry.ErrInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			to, err := oci.Folder(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			if err := to.Push(t.Context(), b); err != nil {
				t.Fatal(err)
			}
			if err := tt.change(dir); err != nil {
				t.Fatal(err)
			}
			from, closer, err := oci.OpenFolder(dir)
			if err == nil {
				defer closer.Close()
				_, err = from.Pull(t.Context(), release)
			}
			if !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestRemoteNames(t *testing.T) {
	for _, name := range []string{
		"", "crude-trade", "host/Crude-Trade", "host/acme/crude-trade:1.0.0", "host/acme/crude_trade", "host/../crude-trade",
		"http://host/crude-trade", "host/acme/crude-trade@sha256:" + strings.Repeat("a", 64), "host/сrude-trade",
	} {
		if _, err := oci.Remote(name, oci.Config{}); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("Remote(%q) = %v, want ErrInvalid", name, err)
		}
	}
	r, err := oci.Remote("localhost:1/acme/other-line", oci.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Push(t.Context(), sample(t, "1.0.0")); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("pushing into the repository of another line: %v", err)
	}
	if _, err := r.Pull(t.Context(), registry.DigestOf(nil)); !errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("a registry that is not there: %v", err)
	}
}

// The malicious registry of the tests, when it is not, is one that works.
func TestHonestServer(t *testing.T) {
	s := newServer(t)
	web := httptest.NewServer(s)
	defer web.Close()
	r := remote(t, web.Listener.Addr().String())
	journey(t, r, r)
}
