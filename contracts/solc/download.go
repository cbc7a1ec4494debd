package solc

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/novation-dev/novation/contracts/solc/internal/soljson"
	"github.com/novation-dev/novation/registry"
)

// DefaultBaseURL is where the Solidity project publishes its compilers for
// JavaScript.
const DefaultBaseURL = "https://binaries.soliditylang.org/emscripten-wasm32"

// maxList bounds the list of compilers, in bytes. It has 60 kB.
const maxList = 8 << 20

// downloadTimeout bounds one request.
const downloadTimeout = 10 * time.Minute

// A build is an entry of the official list.
type build struct {
	Path        string `json:"path"`
	Version     string `json:"version"`
	Prerelease  string `json:"prerelease"`
	LongVersion string `json:"longVersion"`
	SHA256      string `json:"sha256"`
}

// Install downloads a version ("0.8.26", or in full "0.8.26+commit.8a97fa7a")
// from the official list, compares it with the digest that stands there, runs
// it, and installs it if it reports that version. One that is there already is
// not downloaded again, when the version is given in full.
//
// It fails with [registry.ErrNotFound] when the list does not have the version,
// with [registry.ErrUnreachable] when there is no answer, and with
// [registry.ErrInvalid] when something is not what the list says.
func (s *Store) Install(ctx context.Context, version string) (Installed, error) {
	base := strings.TrimSuffix(s.BaseURL, "/")
	if base == "" {
		base = DefaultBaseURL
	}
	text, err := get(ctx, base+"/list.json", maxList)
	if err != nil {
		return Installed{}, err
	}
	var list struct {
		Builds []build `json:"builds"`
	}
	if err := json.Unmarshal(text, &list); err != nil {
		return Installed{}, fmt.Errorf("reading %s/list.json: %v: %w", base, err, registry.ErrInvalid)
	}
	b, err := choose(list.Builds, strings.TrimPrefix(version, "v"))
	if err != nil {
		return Installed{}, fmt.Errorf("%s/list.json: %w", base, err)
	}
	return s.download(ctx, base, b)
}

// choose finds a build in a list. A release is preferred to what came before it.
func choose(list []build, version string) (build, error) {
	var found []build
	for _, b := range list {
		if version == b.Version && b.Prerelease == "" || version == b.LongVersion || version == b.Version+"-"+b.Prerelease && b.Prerelease != "" {
			found = append(found, b)
		}
	}
	switch len(found) {
	case 0:
		return build{}, fmt.Errorf("it has no compiler %q among %d; give a version such as 0.8.26, or install from a file: %w", version, len(list), registry.ErrNotFound)
	case 1:
		return found[0], nil
	}
	return build{}, fmt.Errorf("it has %d compilers %q; give the version in full, such as %q: %w", len(found), version, found[0].LongVersion, registry.ErrInvalid)
}

func (s *Store) download(ctx context.Context, base string, b build) (Installed, error) {
	want, err := registry.ParseDigest("sha256:" + strings.TrimPrefix(b.SHA256, "0x"))
	if err != nil {
		return Installed{}, fmt.Errorf("%s/list.json: %s: %w", base, b.LongVersion, err)
	}
	if b.Path == "" || strings.ContainsAny(b.Path, "/\\?#%") || strings.HasPrefix(b.Path, ".") {
		return Installed{}, fmt.Errorf("%s/list.json: %s: %q is not the name of a file: %w", base, b.LongVersion, b.Path, registry.ErrInvalid)
	}
	agree := func(reported string) error {
		if reported != b.LongVersion && !strings.HasPrefix(reported, b.LongVersion+".") {
			return fmt.Errorf("%s/%s reports that it is %s, and the list says %s; nothing was installed: %w", base, b.Path, reported, b.LongVersion, registry.ErrInvalid)
		}
		return nil
	}
	if i, err := s.read(want); err == nil {
		return i, agree(i.Version)
	}
	text, err := get(ctx, base+"/"+url.PathEscape(b.Path), soljson.MaxFile)
	if err != nil {
		return Installed{}, err
	}
	if got := registry.DigestOf(text); got != want {
		return Installed{}, fmt.Errorf("%s/%s has the digest %s, and the list says %s; nothing was installed: %w", base, b.Path, got, want, registry.ErrInvalid)
	}
	return s.add(ctx, text, agree)
}

// get downloads a file of at most most bytes.
func get(ctx context.Context, from string, most int64) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, downloadTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, from, nil)
	if err != nil {
		return nil, fmt.Errorf("downloading %s: %v: %w", from, err, registry.ErrInvalid)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, fmt.Errorf("downloading %s: %v; without a network, install the file soljson.js of npm's package solc: %w", from, err, registry.ErrUnreachable)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		condition := registry.ErrUnreachable
		if resp.StatusCode == http.StatusNotFound {
			condition = registry.ErrNotFound
		}
		return nil, fmt.Errorf("downloading %s: the server answers %s: %w", from, resp.Status, condition)
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, most+1))
	if err != nil {
		return nil, fmt.Errorf("downloading %s: %v: %w", from, err, registry.ErrUnreachable)
	}
	if int64(len(b)) > most {
		return nil, fmt.Errorf("downloading %s: it has more than %d bytes: %w", from, most, registry.ErrInvalid)
	}
	return b, nil
}
