package source

import (
	"fmt"
	"slices"
	"strings"

	"github.com/Masterminds/semver/v3"

	"github.com/novation-dev/novation/registry"
)

// A Requirement is what one place asks of the compiler's version.
type Requirement struct {
	// Text is a range in the form of pragmas, such as ">=0.8.2 <0.9.0".
	Text string
	// Where says who asks, such as "src/A.sol:2".
	Where string

	allows *semver.Constraints
}

func require(text, where string) (Requirement, error) {
	c, err := semver.NewConstraint(strings.Trim(text, `"'`))
	if err != nil {
		return Requirement{}, fmt.Errorf("%s: %q is no range of versions: want one like ^0.8.20 or >=0.8.2 <0.9.0: %w", where, text, registry.ErrInvalid)
	}
	return Requirement{Text: text, Where: where, allows: c}, nil
}

// Requirements are what the sources of a project, or its configuration, ask of
// the compiler.
type Requirements []Requirement

// Accept returns nil when a compiler of the given version, in its own words or
// shorter, satisfies everything, and else an error that matches
// [registry.ErrInvalid] and names what it does not. A prerelease counts as the
// release it precedes.
func (r Requirements) Accept(version string) error {
	v, err := Version(version)
	if err != nil {
		return err
	}
	for _, q := range r {
		if q.allows == nil { // made elsewhere
			if q, err = require(q.Text, q.Where); err != nil {
				return err
			}
		}
		if !q.allows.Check(v) {
			return fmt.Errorf("%s asks for a compiler %s, this is %s: %w", q.Where, q.Text, v, registry.ErrInvalid)
		}
	}
	return nil
}

// Newest returns the newest of the given versions that satisfies everything. A
// prerelease is never chosen. When none does, the error matches
// [registry.ErrNotFound] and names what asks.
func (r Requirements) Newest(versions []string) (string, error) {
	var best *semver.Version
	chosen := ""
	for _, text := range versions {
		v, err := semver.NewVersion(text)
		if err != nil || v.Prerelease() != "" || r.Accept(text) != nil {
			continue
		}
		if best == nil || v.GreaterThan(best) {
			best, chosen = v, text
		}
	}
	if best == nil {
		return "", fmt.Errorf("no compiler that is here satisfies %s (here: %s): %w",
			r, orNone(versions), registry.ErrNotFound)
	}
	return chosen, nil
}

// String names each range once, with the first place that asks for it.
func (r Requirements) String() string {
	var parts, seen []string
	for _, q := range r {
		if slices.Contains(seen, q.Text) {
			continue
		}
		seen = append(seen, q.Text)
		if len(seen) == 5 {
			parts = append(parts, "and others")
			break
		}
		parts = append(parts, fmt.Sprintf("%s (%s)", q.Text, q.Where))
	}
	if parts == nil {
		return "any version"
	}
	return strings.Join(parts, ", ")
}

// Version reads a version in the compiler's own words, such as
// "0.8.34+commit.80d5c536.Emscripten.clang", and returns the release it is or
// precedes.
func Version(text string) (*semver.Version, error) {
	v, err := semver.NewVersion(text)
	if err != nil {
		return nil, fmt.Errorf("%q is no version of a compiler: %w", text, registry.ErrInvalid)
	}
	return semver.New(v.Major(), v.Minor(), v.Patch(), "", ""), nil
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, ", ")
}

// must is Version for a constant.
func must(text string) *semver.Version { return semver.MustParse(text) }
