package merklelog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/Masterminds/semver/v3"

	"github.com/novation-dev/novation/registry"
)

// EntryFormat is the version of the entry format this package writes.
const EntryFormat = 1

// MaxEntry bounds the canonical JSON of an entry, in bytes.
const MaxEntry = 8 << 10

// A Kind says what an entry is about. Readers must pass over kinds that they
// do not know.
type Kind string

// The kinds that are in use.
const (
	// KindRelease publishes a release; the digest is the release digest.
	KindRelease Kind = "release"
	// KindYank ends new use of a release; its bytes stay.
	KindYank Kind = "yank"
	// KindWithdraw ends all use of a release; its bytes stay, for audit.
	KindWithdraw Kind = "withdraw"
	// KindKeySet publishes the next version of the publishers' keys: package
	// registry/keyset.
	KindKeySet Kind = "key-set"
	// KindChange publishes the document of a change.
	KindChange Kind = "change"
	// KindRevertPlan publishes the document of a revert plan.
	KindRevertPlan Kind = "revert-plan"
	// KindReason publishes the words of a vote, a pause or a revert.
	KindReason Kind = "reason"
)

var kindRE = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// An Entry is one leaf of the log. Its JSON form is canonical: one line, all
// fields, in the order below.
type Entry struct {
	// Format is [EntryFormat]. It is set by [Log.Append].
	Format int `json:"format"`
	// Index is the place in the log, from 0. It is set by [Log.Append].
	Index int64 `json:"index"`
	// Time is when it was appended, in Unix seconds by the writer's clock.
	Time int64 `json:"time"`
	// Kind says what the rest means.
	Kind Kind `json:"kind"`
	// Name is the line.
	Name string `json:"name"`
	// Version is the version of the release, or empty.
	Version string `json:"version"`
	// Digest is that of the release or the document.
	Digest registry.Digest `json:"digest"`
	// By is who asked for the entry, for example the id of a publisher's key.
	// At most 256 bytes of printable text; it may be empty.
	By string `json:"by"`
	// Note is a remark for people, at most 1024 bytes of printable text.
	Note string `json:"note"`
}

// Check reports the first thing about e that no entry may have. Its error
// matches [registry.ErrInvalid].
func (e *Entry) Check() error {
	bad := func(format string, a ...any) error {
		return fmt.Errorf("log entry %d: %s: %w", e.Index, fmt.Sprintf(format, a...), registry.ErrInvalid)
	}
	if e.Format != EntryFormat {
		return bad("format %d is not known to this program (it knows %d): upgrade it", e.Format, EntryFormat)
	}
	if err := registry.CheckName(e.Name); err != nil {
		return bad("%v", err)
	}
	if e.Version != "" {
		if v, err := semver.StrictNewVersion(e.Version); err != nil || v.String() != e.Version {
			return bad("version %q is not a semantic version", e.Version)
		}
	}
	switch {
	case e.Index < 0:
		return bad("the index is negative")
	case e.Time <= 0:
		return bad("the time is missing")
	case len(e.Kind) > 32 || !kindRE.MatchString(string(e.Kind)):
		return bad("kind %q: want lower-case words and hyphens", e.Kind)
	case e.Digest.IsZero():
		return bad("the digest is missing")
	case len(e.By) > 256 || !printable(e.By):
		return bad("by %q: want at most 256 bytes of printable text", e.By)
	case len(e.Note) > 1024 || !printable(e.Note):
		return bad("note %q: want at most 1024 bytes of printable text", e.Note)
	}
	return nil
}

func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
}

// Encode returns the canonical JSON of e: the bytes of the leaf.
func (e *Entry) Encode() []byte {
	b, err := json.Marshal(e)
	if err != nil {
		panic(err) // no field of Entry can fail to marshal
	}
	return b
}

// ParseEntry reads canonical JSON and refuses every other form.
func ParseEntry(b []byte) (Entry, error) {
	var e Entry
	if len(b) > MaxEntry {
		return e, fmt.Errorf("log entry of %d bytes: at most %d are possible: %w", len(b), MaxEntry, registry.ErrInvalid)
	}
	if err := json.Unmarshal(b, &e); err != nil {
		return Entry{}, fmt.Errorf("reading a log entry: %v: %w", err, registry.ErrInvalid)
	}
	if err := e.Check(); err != nil {
		return Entry{}, err
	}
	if !bytes.Equal(e.Encode(), b) {
		return Entry{}, fmt.Errorf("log entry %d is not in canonical form: %w", e.Index, registry.ErrInvalid)
	}
	return e, nil
}
