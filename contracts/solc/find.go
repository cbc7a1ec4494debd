package solc

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/Masterminds/semver/v3"

	"github.com/novation-dev/novation/registry"
)

// List returns the compilers, oldest version first, and of one version by
// digest. A damaged record is an error.
func (s *Store) List() ([]Installed, error) {
	entries, err := os.ReadDir(s.Dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("listing compilers: %w", err)
	}
	var all []Installed
	for _, e := range entries {
		hex, ok := strings.CutSuffix(e.Name(), ".json")
		d, err := registry.ParseDigest("sha256:" + hex)
		if !ok || err != nil {
			continue
		}
		i, err := s.read(d)
		if err != nil {
			return nil, err
		}
		all = append(all, i)
	}
	slices.SortFunc(all, func(a, b Installed) int {
		if c := compareVersions(a.Version, b.Version); c != 0 {
			return c
		}
		return bytes.Compare(a.Digest[:], b.Digest[:])
	})
	return all, nil
}

// compareVersions orders versions; those that differ in the commit only, by it.
func compareVersions(a, b string) int {
	v, w := semver.MustParse(a), semver.MustParse(b)
	if c := v.Compare(w); c != 0 {
		return c
	}
	return strings.Compare(v.Metadata(), w.Metadata())
}

// Find returns a compiler by its digest ("sha256:…", which may be cut after at
// least eight digits), its full version, or else the newest one that meets a
// version constraint such as "0.8.26", "^0.8.20" or ">=0.8.20 <0.9.0". Nightly
// and other versions before a release are found by digest and full version only,
// unless the constraint names one. Nothing found is [registry.ErrNotFound].
func (s *Store) Find(want string) (Installed, error) {
	all, err := s.List()
	if err != nil {
		return Installed{}, err
	}
	match, err := matcher(want)
	if err != nil {
		return Installed{}, err
	}
	var found []Installed
	for _, i := range all {
		if match(i) {
			found = append(found, i)
		}
	}
	if len(found) == 0 {
		return Installed{}, fmt.Errorf("no compiler %q is installed among %d; install it: %w", want, len(all), registry.ErrNotFound)
	}
	if strings.HasPrefix(want, "sha256:") && len(found) > 1 {
		return Installed{}, fmt.Errorf("%d compilers begin with %s; give more digits: %w", len(found), want, registry.ErrInvalid)
	}
	return found[len(found)-1], nil
}

// matcher says which compilers are meant.
func matcher(want string) (func(Installed) bool, error) {
	if hex, ok := strings.CutPrefix(want, "sha256:"); ok {
		if len(hex) < 8 {
			return nil, fmt.Errorf("%q: want at least eight digits of a digest: %w", want, registry.ErrInvalid)
		}
		return func(i Installed) bool { return strings.HasPrefix(i.Digest.String(), want) }, nil
	}
	full := strings.TrimPrefix(want, "v")
	if v, err := semver.StrictNewVersion(full); err == nil && (v.Metadata() != "" || v.Prerelease() != "") {
		return func(i Installed) bool {
			return i.Version == full || strings.HasPrefix(i.Version, full+".") || strings.HasPrefix(i.Version, full+"+")
		}, nil
	}
	c, err := semver.NewConstraint(want)
	if err != nil {
		return nil, fmt.Errorf("%q is no version, constraint or digest of a compiler: %v: %w", want, err, registry.ErrInvalid)
	}
	return func(i Installed) bool { return c.Check(semver.MustParse(i.Version)) }, nil
}
