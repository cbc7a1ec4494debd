package oci_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// A server is a small OCI registry that does as it is told: lie, when it has a
// hook, sees the answer to each read before it goes out.
type server struct {
	t    testing.TB
	mu   sync.Mutex
	blob map[string][]byte // by digest
	kind map[string]string // media types of manifests
	tags map[string]string // tag → digest
	// lie may change an answer, or write its own and return true.
	lie func(w http.ResponseWriter, r *http.Request, a *answer) (done bool)
}

type answer struct {
	digest, kind string
	body         []byte
}

func newServer(t testing.TB) *server {
	return &server{t: t, blob: map[string][]byte{}, kind: map[string]string{}, tags: map[string]string{}}
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	const prefix = "/v2/acme/crude-trade/"
	path, ok := strings.CutPrefix(r.URL.Path, prefix)
	if !ok {
		w.WriteHeader(http.StatusOK)
		return
	}
	what, ref, _ := strings.Cut(path, "/")
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case what == "blobs" && r.Method == http.MethodPost:
		w.Header().Set("Location", prefix+"upload/x")
		w.WriteHeader(http.StatusAccepted)
	case what == "upload":
		b, _ := io.ReadAll(r.Body)
		s.blob[digest.FromBytes(b).String()] = b
		w.WriteHeader(http.StatusCreated)
	case r.Method == http.MethodPut:
		s.putManifest(w, r, ref)
	case what == "referrers":
		s.referrers(w, r, ref)
	default:
		s.read(w, r, what, ref)
	}
}

func (s *server) putManifest(w http.ResponseWriter, r *http.Request, ref string) {
	b, _ := io.ReadAll(r.Body)
	d := digest.FromBytes(b).String()
	s.blob[d], s.kind[d] = b, r.Header.Get("Content-Type")
	if !strings.HasPrefix(ref, "sha256:") {
		s.tags[ref] = d
	}
	var m ocispec.Manifest
	if json.Unmarshal(b, &m) == nil && m.Subject != nil {
		w.Header().Set("OCI-Subject", m.Subject.Digest.String())
	}
	w.Header().Set("Docker-Content-Digest", d)
	w.WriteHeader(http.StatusCreated)
}

func (s *server) referrers(w http.ResponseWriter, r *http.Request, of string) {
	index := ocispec.Index{MediaType: ocispec.MediaTypeImageIndex}
	index.SchemaVersion = 2
	for d := range s.kind {
		var m ocispec.Manifest
		if json.Unmarshal(s.blob[d], &m) == nil && m.Subject != nil && m.Subject.Digest.String() == of {
			index.Manifests = append(index.Manifests, ocispec.Descriptor{
				MediaType: s.kind[d], Digest: digest.Digest(d), Size: int64(len(s.blob[d])), ArtifactType: m.ArtifactType,
			})
		}
	}
	b, err := json.Marshal(index)
	if err != nil {
		s.t.Error(err)
	}
	s.answer(w, r, &answer{kind: ocispec.MediaTypeImageIndex, body: b})
}

func (s *server) read(w http.ResponseWriter, r *http.Request, what, ref string) {
	if d, ok := s.tags[ref]; ok {
		ref = d
	}
	b, ok := s.blob[ref]
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"errors":[{"code":"MANIFEST_UNKNOWN"}]}`)
		return
	}
	kind := "application/octet-stream"
	if what == "manifests" {
		kind = s.kind[ref]
	}
	s.answer(w, r, &answer{digest: ref, kind: kind, body: b})
}

func (s *server) answer(w http.ResponseWriter, r *http.Request, a *answer) {
	if s.lie != nil && s.lie(w, r, a) {
		return
	}
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	if a.digest != "" {
		w.Header().Set("Docker-Content-Digest", a.digest)
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(a.body) // a client that has heard enough hangs up
	}
}
