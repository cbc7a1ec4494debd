package lock

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/Masterminds/semver/v3"

	"github.com/novation-dev/novation/registry"
)

// File is the name of the lock in a project's folder.
const File = "novation.lock"

// MaxSize bounds a lock, in bytes.
const MaxSize = 1 << 20

const header = "# novation.lock 1"

// A Kind says what a line is about.
type Kind string

// The kinds.
const (
	// Release is a release that the project comes after or is checked against.
	Release Kind = "release"
	// Tool is a compiler of rules, Component what it puts into the module.
	Tool      Kind = "tool"
	Component Kind = "component"
	// Book is the artefact of a Book that is not part of the project.
	Book Kind = "book"
	// Compiler is a compiler of contracts.
	Compiler Kind = "compiler"
)

// An Entry is one line.
type Entry struct {
	Kind Kind `json:"kind"`
	// Name and Version say which one it is: 1 to 256 and at most 128 bytes of
	// printable text. The version of a release is a semantic one.
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
	// Digest is that of its bytes; zero when the tool does not tell. A release has one.
	Digest registry.Digest `json:"digest,omitzero"`
	// Checksum is what a language's own package manager calls its bytes.
	Checksum string `json:"checksum,omitempty"`
	// Lineage, StateSchema and HostABI are those of a release; nil and 0 otherwise.
	Lineage     *uint64 `json:"lineage,omitempty"`
	StateSchema uint32  `json:"stateSchema,omitempty"`
	HostABI     uint32  `json:"hostAbi,omitempty"`
	// Log is where a release was published; nil when it came from elsewhere.
	Log *Place `json:"log,omitempty"`
}

// A Place is where the log of a registry has a release.
type Place struct {
	// Index is that of the entry, Size that of the log in which it was seen.
	Index int64 `json:"index"`
	Size  int64 `json:"size"`
	// Publisher and KeySet say by which key set it was judged; "" and 0 for a
	// network with a fixed list of keys.
	Publisher string `json:"publisher,omitempty"`
	KeySet    uint64 `json:"keySet,omitempty"`
}

// ReleaseEntry returns the line of a release.
func ReleaseEntry(m *registry.Manifest, digest registry.Digest, at *Place) Entry {
	lineage := m.Semver().Major()
	return Entry{
		Kind: Release, Name: m.Name, Version: m.Version, Digest: digest,
		Lineage: &lineage, StateSchema: m.StateSchema, HostABI: m.HostABI, Log: at,
	}
}

// String returns what e is about, in words.
func (e *Entry) String() string {
	s := string(e.Kind) + " " + e.Name
	if e.Version != "" {
		s += "@" + e.Version
	}
	return s
}

// Check reports the first thing about e that no line may have. Its error matches
// [registry.ErrInvalid].
func (e *Entry) Check() error {
	bad := func(why string) error { return fmt.Errorf("%s: %s: %w", e, why, registry.ErrInvalid) }
	switch e.Kind {
	case Release:
		v, err := semver.StrictNewVersion(e.Version)
		switch {
		case registry.CheckName(e.Name) != nil:
			return bad("that is no name of a line")
		case err != nil || v.String() != e.Version:
			return bad("that is no semantic version")
		case e.Digest.IsZero():
			return bad("the digest is missing")
		case e.Lineage == nil || *e.Lineage != v.Major():
			return bad("the lineage is not that of the version")
		case e.Log != nil && (e.Log.Index < 0 || e.Log.Size <= e.Log.Index):
			return bad("the log cannot have it at that index")
		}
	case Tool, Component, Book, Compiler:
		if e.Lineage != nil || e.StateSchema != 0 || e.HostABI != 0 || e.Log != nil {
			return bad("only a release has a lineage, schema, ABI or place in a log")
		}
	default:
		return bad("the kind is not known to this program: upgrade it")
	}
	publisher := ""
	if e.Log != nil {
		publisher = e.Log.Publisher
	}
	if e.Name == "" || len(e.Name) > 256 || len(e.Version) > 128 || !printable(e.Name+e.Version+e.Checksum+publisher) || len(e.Checksum) > 256 || len(publisher) > 64 {
		return bad("want short printable text")
	}
	return nil
}

func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
}

// compare orders lines by what they are about.
func compare(a, b Entry) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Version, b.Version))
}

// encode returns the canonical JSON of e.
func (e *Entry) encode() []byte {
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	if err := w.Encode(e); err != nil {
		panic(err) // no field of Entry can fail to marshal
	}
	return b.Bytes()
}
