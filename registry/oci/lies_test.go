package oci_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/oci"
)

// liar returns a registry that holds a release, and a client of it.
func liar(t *testing.T) (*server, *oci.Repository, *bundle.Bundle) {
	t.Helper()
	s := newServer(t)
	web := httptest.NewServer(s)
	t.Cleanup(web.Close)
	r := remote(t, web.Listener.Addr().String())
	b := sample(t, "1.0.0")
	if err := r.Push(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	return s, r, b
}

// refused pulls a release and wants an error; memory may not grow by more than
// the caps.
func refused(t *testing.T, r *oci.Repository, d registry.Digest, want error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got, err := r.Pull(ctx, d)
	runtime.ReadMemStats(&after)
	if !errors.Is(err, want) || got != nil {
		t.Errorf("Pull = %v, want %v", err, want)
	}
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 4*bundle.MaxSize {
		t.Errorf("%d bytes were allocated for it", grown)
	}
}

// Arbitrary bytes in place of any part of a release.
func TestArbitraryBytes(t *testing.T) {
	for name, change := range map[string]func(b []byte) []byte{
		"another":  func([]byte) []byte { return []byte("something else") },
		"nothing":  func([]byte) []byte { return nil },
		"one bit":  func(b []byte) []byte { b = bytes.Clone(b); b[len(b)/2] ^= 1; return b },
		"longer":   func(b []byte) []byte { return append(bytes.Clone(b), ' ') },
		"shorter":  func(b []byte) []byte { return b[:len(b)-1] },
		"HTML":     func([]byte) []byte { return []byte("<html>proxy login</html>") },
		"too much": func([]byte) []byte { return make([]byte, bundle.MaxSize+1) },
	} {
		for _, part := range []string{"manifest", "config", "rules", "book"} {
			t.Run(name+" as "+part, func(t *testing.T) {
				s, r, b := liar(t)
				target := map[string]registry.Digest{
					"manifest": digestOf(t, b), "config": registry.DigestOf(b.Manifest.Encode()),
					"rules": b.Manifest.Rules.Digest, "book": b.Manifest.Book.Artifact.Digest,
				}[part].String()
				s.lie = func(_ http.ResponseWriter, req *http.Request, a *answer) bool {
					if a.digest == target && req.Method != http.MethodHead {
						a.body = change(a.body)
					}
					return false
				}
				ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
				defer cancel()
				if got, err := r.Pull(ctx, digestOf(t, b)); err == nil {
					t.Errorf("accepted %v", got.Bundle.Manifest.Ref())
				}
			})
		}
	}
}

// A part that never ends.
func TestEndlessData(t *testing.T) {
	for name, lie := range map[string]func(w http.ResponseWriter){
		"chunks": func(w http.ResponseWriter) {
			for range 1 << 20 {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		},
		"a length": func(w http.ResponseWriter) { w.Header().Set("Content-Length", fmt.Sprint(int64(1)<<50)) },
	} {
		t.Run(name, func(t *testing.T) {
			s, r, b := liar(t)
			s.lie = func(w http.ResponseWriter, req *http.Request, a *answer) bool {
				if a.digest != b.Manifest.Rules.Digest.String() {
					return false
				}
				lie(w)
				return true
			}
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			if _, err := r.Pull(ctx, digestOf(t, b)); err == nil || ctx.Err() != nil {
				t.Errorf("Pull = %v", err)
			}
		})
	}
}

// A thousand bytes for each that is sent: the answer is decompressed no further
// than what was promised.
func TestBomb(t *testing.T) {
	s, r, b := liar(t)
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	if _, err := z.Write(make([]byte, 256<<20)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if 256<<20/bomb.Len() < 1000 {
		t.Fatalf("this is no bomb: %d bytes", bomb.Len())
	}
	s.lie = func(w http.ResponseWriter, req *http.Request, a *answer) bool {
		if a.digest != b.Manifest.Rules.Digest.String() {
			return false
		}
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb.Bytes())
		return true
	}
	refused(t, r, digestOf(t, b), registry.ErrRefused)
}

// A registry that sends a byte now and then, or nothing at all, holds nobody
// longer than asked for.
func TestSlowRegistry(t *testing.T) {
	for name, lie := range map[string]func(w http.ResponseWriter, req *http.Request){
		"drips": func(w http.ResponseWriter, req *http.Request) {
			w.Header().Set("Content-Length", "8")
			for range 100 {
				_, _ = w.Write([]byte{0})
				w.(http.Flusher).Flush()
				select {
				case <-req.Context().Done():
					return
				case <-time.After(200 * time.Millisecond):
				}
			}
		},
		"is silent": func(_ http.ResponseWriter, req *http.Request) { <-req.Context().Done() },
	} {
		t.Run(name, func(t *testing.T) {
			s, r, b := liar(t)
			s.lie = func(w http.ResponseWriter, req *http.Request, a *answer) bool {
				if a.digest != b.Manifest.Rules.Digest.String() {
					return false
				}
				lie(w, req)
				return true
			}
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer cancel()
			began := time.Now()
			if _, err := r.Pull(ctx, digestOf(t, b)); !errors.Is(err, registry.ErrTimeout) {
				t.Errorf("Pull = %v, want ErrTimeout", err)
			}
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("it held us for %v", took)
			}
		})
	}
}

// plant puts a manifest into a registry as if somebody had pushed it, and
// returns its digest.
func (s *server) plant(m ocispec.Manifest) registry.Digest {
	m.SchemaVersion, m.MediaType = 2, ocispec.MediaTypeImageManifest
	raw, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d := digest.FromBytes(raw).String()
	s.blob[d], s.kind[d] = raw, ocispec.MediaTypeImageManifest
	out, err := registry.ParseDigest(d)
	if err != nil {
		panic(err)
	}
	return out
}

func (s *server) store(kind string, b []byte) ocispec.Descriptor {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := digest.FromBytes(b)
	s.blob[d.String()] = b
	return ocispec.Descriptor{MediaType: kind, Digest: d, Size: int64(len(b))}
}

// manifestOf returns the stored manifest of a release.
func (s *server) manifestOf(t *testing.T, d registry.Digest) ocispec.Manifest {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var m ocispec.Manifest
	if err := json.Unmarshal(s.blob[d.String()], &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// Manifests that disagree with their layers: each has a digest of its own, and
// whoever asks for it gets no release.
func TestManifestsThatDisagree(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(s *server, m *ocispec.Manifest)
		want   error
	}{
		"rules of another release (mix and match)": {func(s *server, m *ocispec.Manifest) {
			m.Layers[0] = s.store(bundle.MediaTypeRules, []byte("\x00asm\x01\x00\x00\x00\x00"))
		}, registry.ErrRefused},
		"a layer more":     {func(s *server, m *ocispec.Manifest) { m.Layers = append(m.Layers, s.store("text/plain", []byte("x"))) }, registry.ErrInvalid},
		"a layer less":     {func(_ *server, m *ocispec.Manifest) { m.Layers = m.Layers[:1] }, registry.ErrInvalid},
		"layers exchanged": {func(_ *server, m *ocispec.Manifest) { m.Layers[0], m.Layers[1] = m.Layers[1], m.Layers[0] }, registry.ErrRefused},
		"no layers":        {func(_ *server, m *ocispec.Manifest) { m.Layers = nil }, registry.ErrInvalid},
		"another type":     {func(_ *server, m *ocispec.Manifest) { m.ArtifactType = "text/plain" }, bundle.ErrNotCanonical},
		"an annotation":    {func(_ *server, m *ocispec.Manifest) { m.Annotations["x"] = "y" }, bundle.ErrNotCanonical},
		"a path as title": {func(_ *server, m *ocispec.Manifest) {
			m.Layers[0].Annotations[ocispec.AnnotationTitle] = "../../rules.wasm"
		}, bundle.ErrNotCanonical},
		"a huge layer":       {func(_ *server, m *ocispec.Manifest) { m.Layers[0].Size = 1 << 60 }, registry.ErrRefused},
		"a negative size":    {func(_ *server, m *ocispec.Manifest) { m.Layers[0].Size = -1 }, registry.ErrRefused},
		"another size":       {func(_ *server, m *ocispec.Manifest) { m.Layers[0].Size++ }, registry.ErrRefused},
		"another hash":       {func(_ *server, m *ocispec.Manifest) { m.Layers[0].Digest = digest.SHA512.FromString("x") }, registry.ErrInvalid},
		"no digest":          {func(_ *server, m *ocispec.Manifest) { m.Layers[0].Digest = "../../etc/passwd" }, registry.ErrInvalid},
		"layers elsewhere":   {func(_ *server, m *ocispec.Manifest) { m.Layers[0].URLs = []string{"http://127.0.0.1:1/"} }, bundle.ErrNotCanonical},
		"config is not ours": {func(s *server, m *ocispec.Manifest) { m.Config = s.store(bundle.MediaTypeManifest, []byte("{}")) }, registry.ErrInvalid},
		"the same layer a million times": {func(_ *server, m *ocispec.Manifest) {
			m.Layers = slices.Repeat(m.Layers[:1], 5000)
		}, registry.ErrInvalid},
		"a manifest beyond its bound": {func(_ *server, m *ocispec.Manifest) { m.Annotations["x"] = strings.Repeat("x", 2<<20) }, registry.ErrRefused},
		"nothing (it is the control)": {func(*server, *ocispec.Manifest) {}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s, r, b := liar(t)
			m := s.manifestOf(t, digestOf(t, b))
			tt.change(s, &m)
			d := s.plant(m)
			if tt.want == nil {
				if _, err := r.Pull(t.Context(), d); err != nil || d != digestOf(t, b) {
					t.Fatalf("the control: %v", err)
				}
				return
			}
			refused(t, r, d, tt.want)
		})
	}
}

// A name that leads to another release, or a digest that the registry answers
// with another manifest.
func TestWrongSoftware(t *testing.T) {
	s, r, b := liar(t)
	evil := sample(t, "6.6.6")
	if err := r.Push(t.Context(), evil); err != nil {
		t.Fatal(err)
	}
	want, other := digestOf(t, b), digestOf(t, evil)
	s.lie = func(_ http.ResponseWriter, _ *http.Request, a *answer) bool {
		if a.digest == want.String() {
			a.digest, a.body = other.String(), s.blob[other.String()]
		}
		return false
	}
	if got, err := r.Pull(t.Context(), want); err == nil {
		t.Errorf("got %s in place of 1.0.0", got.Bundle.Manifest.Ref())
	}
	s.lie = func(_ http.ResponseWriter, _ *http.Request, a *answer) bool {
		if a.digest == want.String() {
			a.body = s.blob[other.String()] // under the digest that was asked for
		}
		return false
	}
	if got, err := r.Pull(t.Context(), want); err == nil {
		t.Errorf("got %s in place of 1.0.0", got.Bundle.Manifest.Ref())
	}
}

// Whoever may write can hang things onto a release. They are passed over, and a
// bounded number of them is looked at.
func TestForeignReferrers(t *testing.T) {
	s, r, b := liar(t)
	release := digestOf(t, b)
	raw := s.blob[release.String()]
	subject := &ocispec.Descriptor{MediaType: ocispec.MediaTypeImageManifest, Digest: digest.FromBytes(raw), Size: int64(len(raw))}
	foreign, err := sample(t, "9.9.9").Layout()
	if err != nil {
		t.Fatal(err)
	}
	env := sample(t, "9.9.9").Signatures[0]
	junk := []ocispec.Manifest{
		{ArtifactType: bundle.MediaTypeSignature, Subject: subject, Config: ocispec.DescriptorEmptyJSON, Layers: []ocispec.Descriptor{s.store(bundle.MediaTypeEnvelope, env)}},
		{ArtifactType: bundle.MediaTypeSignature, Subject: subject, Config: ocispec.DescriptorEmptyJSON, Layers: []ocispec.Descriptor{s.store(bundle.MediaTypeEnvelope, []byte("junk"))}},
		{ArtifactType: bundle.MediaTypeSignature, Subject: subject, Config: ocispec.DescriptorEmptyJSON},
		{ArtifactType: bundle.MediaTypeAttestation, Subject: subject, Config: ocispec.DescriptorEmptyJSON, Layers: []ocispec.Descriptor{{MediaType: "x", Size: 1 << 40, Digest: foreign.Release.Digest}}},
		{ArtifactType: "application/spam", Subject: subject, Config: ocispec.DescriptorEmptyJSON},
	}
	for _, m := range junk {
		s.plant(m)
	}
	got, err := r.Pull(t.Context(), release)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Ignored) != 4 || !bytes.Equal(got.File, pack(t, b)) {
		t.Errorf("%d ignored: %q; %d signatures", len(got.Ignored), got.Ignored, len(got.Bundle.Signatures))
	}
	for i := range 200 {
		s.plant(ocispec.Manifest{ArtifactType: bundle.MediaTypeSignature, Subject: subject, Config: ocispec.DescriptorEmptyJSON, Annotations: map[string]string{"n": fmt.Sprint(i)}})
	}
	asked := 0
	s.lie = func(http.ResponseWriter, *http.Request, *answer) bool { asked++; return false }
	got, err = r.Pull(t.Context(), release)
	if err != nil || !got.Bundle.Manifest.Semver().Equal(b.Manifest.Semver()) {
		t.Fatalf("Pull = %v", err)
	}
	if asked > 150 {
		t.Errorf("%d requests were made", asked)
	}
}

// A registry whose list of referrers never ends.
func TestEndlessReferrers(t *testing.T) {
	s, r, b := liar(t)
	pages := 0
	s.lie = func(w http.ResponseWriter, req *http.Request, a *answer) bool {
		if strings.Contains(req.URL.Path, "/referrers/") {
			pages++
			w.Header().Set("Link", fmt.Sprintf(`<%s?n=%d>; rel="next"`, req.URL.Path, pages))
		}
		return false
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if _, err := r.Pull(ctx, digestOf(t, b)); err == nil || ctx.Err() != nil || pages > 20 {
		t.Errorf("Pull = %v after %d pages", err, pages)
	}
}

// What a registry refuses has its own condition.
func TestRefusingRegistry(t *testing.T) {
	for status, want := range map[int]error{
		http.StatusUnauthorized: registry.ErrNotAllowed, http.StatusForbidden: registry.ErrNotAllowed,
		http.StatusInternalServerError: registry.ErrUnreachable, http.StatusNotFound: registry.ErrNotFound,
	} {
		s, r, b := liar(t)
		s.lie = func(w http.ResponseWriter, _ *http.Request, _ *answer) bool { w.WriteHeader(status); return true }
		refused(t, r, digestOf(t, b), want)
	}
}
