package fleet

import (
	"encoding/json"
	"fmt"
	"unicode"

	"github.com/novation-dev/novation/registry"
)

// Format is the version of the encoding of a [Statement] and of the question for
// it. Fields may be added without another one.
const Format = 1

// MaxStatement bounds a statement, in bytes.
const MaxStatement = 1 << 20

// A Stage says how far a pod is with a release.
type Stage string

// The stages, in order.
const (
	// Known means that the release stands in the log, and nothing else.
	Known     Stage = "known"
	Fetched   Stage = "fetched"
	Verified  Stage = "verified"
	Compiled  Stage = "compiled"
	Rehearsed Stage = "rehearsed"
	Vetted    Stage = "vetted"
	// Prepared means that the first calls of a change to it were made.
	Prepared Stage = "prepared"
	// Runs means that the release is the active one of its line, and the pod has
	// switched to it.
	Runs Stage = "runs"
	// Ran means that the pod ran it before, and can still decide under it.
	Ran Stage = "ran"
)

// A Range is a range of versions, both ends included.
type Range struct {
	Min uint32 `json:"min"`
	Max uint32 `json:"max"`
}

// A Statement is what a pod says of itself.
type Statement struct {
	Format int    `json:"format"`
	Member string `json:"member"`
	// Build is the version of the program; HostABI are the versions of the
	// interface of rules that it serves.
	Build   string `json:"build"`
	HostABI Range  `json:"hostABI"`
	// Block is the last final block that the pod has followed, Time that block's
	// second.
	Block       uint64 `json:"block"`
	Time        uint64 `json:"time"`
	MemberEpoch uint64 `json:"memberEpoch"`
	// Quarantined means that the pod decides nothing.
	Quarantined bool   `json:"quarantined"`
	Lines       []Line `json:"lines"`
}

// A Line is what a pod says of one line.
type Line struct {
	Name string `json:"name"`
	// Active is the version that is active as the pod has followed the chain, ""
	// when none is; Epoch counts activations.
	Active   string    `json:"active"`
	Epoch    uint64    `json:"epoch"`
	Releases []Release `json:"releases"`
}

// A Release is how far a pod is with one release.
type Release struct {
	Version string          `json:"version"`
	Digest  registry.Digest `json:"digest"`
	Stage   Stage           `json:"stage"`
	// Serves means that the pod can decide new records under it now.
	Serves bool `json:"serves"`
	// Why says what stops the pod with this release, "" when nothing does.
	Why string `json:"why,omitempty"`
	// Snapshot is what its rules start every call from, zero before they are
	// compiled in this run of the pod.
	Snapshot registry.Digest `json:"snapshot,omitzero"`
	// Open says whether the pod has open records under the release; nil when it
	// does not tell.
	Open *bool `json:"open,omitempty"`
}

// Line returns what is said of a line, nil when nothing is.
func (s *Statement) Line(name string) *Line {
	for i := range s.Lines {
		if s.Lines[i].Name == name {
			return &s.Lines[i]
		}
	}
	return nil
}

// Release returns what is said of a release, nil when nothing is.
func (l *Line) Release(version string) *Release {
	for i := range l.Releases {
		if l.Releases[i].Version == version {
			return &l.Releases[i]
		}
	}
	return nil
}

// Encode returns the encoding of s.
func (s *Statement) Encode() []byte {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // plain data
	}
	return b
}

// ParseStatement reads what the pod of a member said. It fails with
// [registry.ErrInvalid] when that makes no sense, or could not be shown on a
// terminal. Fields that it does not know it leaves out: a later version may say
// more.
func ParseStatement(b []byte, member string) (*Statement, error) {
	bad := func(format string, a ...any) (*Statement, error) {
		return nil, fmt.Errorf("what the pod of %s says of itself: %s: %w", member, fmt.Sprintf(format, a...), registry.ErrInvalid)
	}
	var s Statement
	if len(b) > MaxStatement {
		return bad("%d bytes, at most %d are read", len(b), MaxStatement)
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return bad("%v", err)
	}
	switch {
	case s.Format != Format:
		return bad("format %d, this pod knows %d", s.Format, Format)
	case s.Member != member:
		return bad("it is about %q", s.Member)
	case !plain(s.Build):
		return bad("its build cannot be shown")
	}
	lines := map[string]bool{}
	for _, l := range s.Lines {
		if err := registry.CheckName(l.Name); err != nil || lines[l.Name] {
			return bad("line %q: %v", l.Name, err)
		}
		lines[l.Name] = true
		if err := l.check(); err != nil {
			return bad("line %s: %v", l.Name, err)
		}
	}
	return &s, nil
}

func (l *Line) check() error {
	if l.Active != "" && l.Release(l.Active) == nil {
		return fmt.Errorf("nothing is said of %q, which is active", l.Active)
	}
	seen := map[string]bool{}
	for _, r := range l.Releases {
		if r.Version == "" || !plain(r.Version) || seen[r.Version] {
			return fmt.Errorf("version %q is none, or said twice", r.Version)
		}
		seen[r.Version] = true
		if r.Digest.IsZero() || !plain(string(r.Stage)) || !plain(r.Why) {
			return fmt.Errorf("%s: it has no digest, or words that cannot be shown", r.Version)
		}
	}
	return nil
}

// plain reports whether a text can be shown in one line, on any terminal.
func plain(s string) bool {
	if len(s) > 1000 {
		return false
	}
	for _, r := range s {
		if !unicode.IsPrint(r) {
			return false
		}
	}
	return true
}
