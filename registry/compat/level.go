package compat

import (
	"fmt"

	"github.com/Masterminds/semver/v3"

	"github.com/novation-dev/novation/registry"
)

// A Level is how far a version must rise, or rises.
type Level int

// The levels, ascending.
const (
	None Level = iota
	Patch
	Minor
	Major
	// Unsafe is what no version carries, however far it rises: the new code
	// would misread the old state, or lose it. It takes another contract and a
	// migration, or an allowance by someone who gives a reason.
	Unsafe
)

var levelNames = [...]string{"none", "patch", "minor", "major", "unsafe"}

// String returns "none", "patch", "minor", "major" or "unsafe".
func (l Level) String() string {
	if l < None || l > Unsafe {
		return fmt.Sprintf("Level(%d)", int(l))
	}
	return levelNames[l]
}

// MarshalText implements [encoding.TextMarshaler].
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (l *Level) UnmarshalText(b []byte) error {
	for i, name := range levelNames {
		if string(b) == name {
			*l = Level(i)
			return nil
		}
	}
	return fmt.Errorf("level %q: want none, patch, minor, major or unsafe: %w", b, registry.ErrInvalid)
}

// Need returns the highest level of the findings, [None] when there are none.
func Need(findings []Finding) Level {
	need := None
	for _, f := range findings {
		need = max(need, f.Level)
	}
	return need
}

// Bump returns the highest level of change that the step from one version to
// another may carry. It is [None] when to is not higher.
func Bump(from, to *semver.Version) Level {
	if !to.GreaterThan(from) {
		return None
	}
	if from.Prerelease() != "" {
		return Major
	}
	step := Patch
	switch {
	case to.Major() > from.Major():
		return Major
	case to.Minor() > from.Minor():
		step = Minor
	}
	if from.Major() == 0 {
		step++
	}
	return step
}

// Check reports whether the step from one version to another is large enough
// for the findings. It returns a [*BumpError] when it is not, and when to is
// not higher than from, whatever the findings.
func Check(from, to *semver.Version, findings []Finding) error {
	have, need := Bump(from, to), max(Need(findings), Patch)
	if have >= need {
		return nil
	}
	e := &BumpError{From: from, To: to, Have: have, Need: need}
	for _, f := range findings {
		if f.Level == need {
			e.Findings = append(e.Findings, f)
		}
	}
	return e
}

// A BumpError reports a version bump smaller than the findings require. It
// matches [registry.ErrRefused].
type BumpError struct {
	From, To *semver.Version
	// Have is what the step may carry, Need what it would have to.
	Have, Need Level
	// Findings are those at level Need, in the order of [Compare]. There are
	// none when the version does not rise at all and nothing else was found.
	Findings []Finding
}

// Error says what is too small, why, and which version would do.
func (e *BumpError) Error() string {
	if e.Have == None {
		return fmt.Sprintf("version %s is not higher than %s: choose %s or higher", e.To, e.From, e.Next())
	}
	if e.Need == Unsafe {
		return fmt.Sprintf("from %s to %s: no version may carry what was found: %d findings, first %s at %s: %s; %s",
			e.From, e.To, len(e.Findings), e.Findings[0].Code, e.Findings[0].Where, e.Findings[0].What, e.Findings[0].Do)
	}
	return fmt.Sprintf("from %s to %s is a step for at most a %s change, but there are %d findings that need a %s one, first %s at %s: %s; choose %s",
		e.From, e.To, e.Have, len(e.Findings), e.Need, e.Findings[0].Code, e.Findings[0].Where, e.Findings[0].What, e.Next())
}

// Unwrap returns [registry.ErrRefused].
func (e *BumpError) Unwrap() error { return registry.ErrRefused }

// Next returns the lowest plain version after From that may carry the findings.
// None may when they are [Unsafe]: then it is the next major version, which may
// once they are mended or allowed.
func (e *BumpError) Next() *semver.Version {
	need := e.Need
	need = min(need, Major)
	if e.From.Major() == 0 && need > Patch {
		need-- // below 1.0.0 every part counts one step less
	}
	var next semver.Version
	switch {
	case e.From.Prerelease() != "" || need <= Patch:
		next = e.From.IncPatch() // of 2.0.0-rc.1 that is 2.0.0
	case need == Minor:
		next = e.From.IncMinor()
	default:
		next = e.From.IncMajor()
	}
	return &next
}
