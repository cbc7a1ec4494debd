package registry

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/Masterminds/semver/v3"
)

// ManifestVersion is the version of the manifest format this package writes.
const ManifestVersion = 1

// HostABI is the version of the contract between host and rules.
const HostABI = 1

// Meter is the version of the gas meter: package plugins/meter.
const Meter = 1

// The gas and depth of a call when a release sets no limit.
const (
	DefaultGas   = 20_000_000
	DefaultDepth = 1500
)

// MaxGas and MaxDepth bound what a release may set.
const (
	MaxGas   = 10_000_000_000
	MaxDepth = 1500
)

// A Manifest says what a release consists of. Its JSON form is canonical: one
// line, the fields in the order below, and nothing that [ParseManifest] would
// not write back identically.
type Manifest struct {
	// Format is [ManifestVersion].
	Format int `json:"format"`
	// Name is the name of the line: see [CheckName].
	Name string `json:"name"`
	// Version is the semantic version without a leading "v".
	Version string `json:"version"`
	// StateSchema numbers the schema of the state. Releases of a line with the
	// same number read each other's records; a higher number needs a
	// conversion. It starts at 1.
	StateSchema uint32 `json:"stateSchema"`
	// HostABI is the version of the host interface the rules are written for.
	HostABI uint32 `json:"hostABI"`
	// Meter is the version of the gas meter the rules are instrumented with.
	Meter uint32 `json:"meter"`
	// Rules is the Wasm module.
	Rules Blob `json:"rules"`
	// Schema is the serialised FileDescriptorSet of State and Command.
	Schema Schema `json:"schema"`
	// Book is the contract that records commitments.
	Book Book `json:"book"`
	// Conversion says how states of the schema before this one are carried.
	// Nil means that there is none.
	Conversion *Conversion `json:"conversion,omitempty"`
	// References are the reference data that the rules may read, in ascending
	// order of their names.
	References []Reference `json:"references"`
	// Limits bound one call of the rules.
	Limits Limits `json:"limits"`
	// Samples are calls that warm the rules up before they serve: the encoding
	// of package plugins/abi. Nil means none.
	Samples *Blob `json:"samples,omitempty"`
	// Contracts are what the release brings beside its Book, public state such
	// as a token or a timelock, in ascending order of their names.
	Contracts []Contract `json:"contracts,omitempty"`
	// Dates end the use of the release. They are part of what members approve;
	// nil means that it has no end but a yank or a withdrawal.
	Dates *Dates `json:"dates,omitempty"`
}

// Dates are times after which a release is not used for something, in Unix
// seconds of block time. Zero means never.
type Dates struct {
	// Cutoff ends the creation of records.
	Cutoff int64 `json:"cutoff,omitempty"`
	// Sunset ends every decision but those by which records leave the release.
	Sunset int64 `json:"sunset,omitempty"`
}

// Creates reports whether a record may be created at a time.
func (d *Dates) Creates(at int64) bool {
	return d == nil || (d.Cutoff == 0 || at < d.Cutoff) && d.Decides(at)
}

// Decides reports whether a command may be decided at a time.
func (d *Dates) Decides(at int64) bool { return d == nil || d.Sunset == 0 || at < d.Sunset }

// A Blob names bytes by digest and size.
type Blob struct {
	Digest Digest `json:"digest"`
	// Size in bytes.
	Size int64 `json:"size"`
}

// BlobOf returns the blob that names b.
func BlobOf(b []byte) Blob { return Blob{Digest: DigestOf(b), Size: int64(len(b))} }

// A Schema names the messages of a release.
type Schema struct {
	Blob
	// State and Command are full protobuf names, "crude.v1.Trade".
	State   string `json:"state"`
	Command string `json:"command"`
}

// A Book describes the contract of a release.
type Book struct {
	// Artifact is the compiled contract: JSON with ABI, creation and runtime
	// code, storage layout, compiler and settings.
	Artifact Blob `json:"artifact"`
	// CodeHash is the Keccak-256 of the runtime code, "0x" and 64
	// lower-case hex digits.
	CodeHash string `json:"codeHash"`
	// Shared means that the release goes on with the Book of the release that
	// is active before it. Otherwise it is activated with a Book of its own.
	Shared bool `json:"shared"`
}

// A Contract is one that a release brings beside its Book.
type Contract struct {
	// Name is the same in every release that has the contract: a Solidity
	// identifier of at most 64 bytes.
	Name string `json:"name"`
	// Artifact is the compiled contract, in the form of the Book's.
	Artifact Blob `json:"artifact"`
	// Proxy says how the contract is upgraded. Its state must then fit the
	// code of the next release.
	Proxy Proxy `json:"proxy,omitempty"`
	// Allow has kinds of findings about the contract that are wanted, each with
	// the reason: "delegatecall: the target is fixed".
	Allow []string `json:"allow,omitempty"`
	// Match says what was found when the code on chain was compared with the
	// artefact: values of immutables, addresses of libraries. Nil when the
	// release was made before the contract was deployed.
	Match *Blob `json:"match,omitempty"`
	// Move says how the state of the contract in the release before becomes
	// this one's: what variables become, and which events tell keys of mappings
	// (package migrate/contract). Nil means that names and types say it all.
	Move *Blob `json:"move,omitempty"`
}

// A Proxy is a way to give a contract new code and leave its state where it is.
type Proxy string

// The kinds of proxies. The zero value is a contract whose code stays.
const (
	NoProxy     Proxy = ""
	Transparent Proxy = "transparent"
	UUPS        Proxy = "uups"
	Beacon      Proxy = "beacon"
)

// ParseProxy reads the kind of a proxy. It fails with [ErrInvalid].
func ParseProxy(s string) (Proxy, error) {
	switch p := Proxy(s); p {
	case NoProxy, Transparent, UUPS, Beacon:
		return p, nil
	}
	return NoProxy, fmt.Errorf("proxy %q: want transparent, uups or beacon: %w", s, ErrInvalid)
}

// A Conversion is the two-way mapping to the state schema before.
type Conversion struct {
	// From is the StateSchema that nv_up reads and nv_down writes.
	From uint32 `json:"from"`
	// Down is true when the rules can carry states back.
	Down bool `json:"down"`
}

// A Reference is a table of reference data pinned by a release.
type Reference struct {
	// Name is lower-case letters, digits and single ".", "_" or "-" between
	// them, at most 64 bytes: it may become the name of a file.
	Name string `json:"name"`
	Blob
}

// Limits bound one call of the rules. Zero means the default of the engine.
type Limits struct {
	// MemoryPages bounds linear memory, in pages of 64 KiB.
	MemoryPages uint32 `json:"memoryPages"`
	// ReplyBytes bounds one reply.
	ReplyBytes uint32 `json:"replyBytes"`
	// Gas bounds the work of one call, in units of the gas meter, at most
	// [MaxGas]. Zero means [DefaultGas].
	Gas uint64 `json:"gas,omitempty"`
	// Depth bounds how deep calls inside the rules nest, at most [MaxDepth].
	// Zero means [DefaultDepth].
	Depth uint32 `json:"depth,omitempty"`
}

// nameRE is the form of a line's name: it is also an OCI repository name.
var nameRE = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// referenceRE is the form of the name of reference data.
var referenceRE = regexp.MustCompile(`^[a-z0-9]+([._-][a-z0-9]+)*$`)

// contractRE is the form of the name of a contract.
var contractRE = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_$]*$`)

// codeHashRE is the form of a code hash.
var codeHashRE = regexp.MustCompile(`^0x[0-9a-f]{64}$`)

// CheckName reports whether name can name a line: lower-case letters, digits
// and single hyphens, at most 64 bytes, beginning with a letter.
func CheckName(name string) error {
	if len(name) > 64 || !nameRE.MatchString(name) {
		return fmt.Errorf("line name %q: want lower-case letters, digits and single hyphens, "+
			"beginning with a letter, at most 64 bytes: %w", name, ErrInvalid)
	}
	return nil
}

// Ref returns "name@version".
func (m *Manifest) Ref() string { return m.Name + "@" + m.Version }

// Semver returns the parsed version. It is valid after [Manifest.Check].
func (m *Manifest) Semver() *semver.Version { return semver.MustParse(m.Version) }

// Check reports the first thing about m that no release may have. Its error
// matches [ErrInvalid].
func (m *Manifest) Check() error {
	bad := func(format string, a ...any) error {
		return fmt.Errorf("manifest of %s: %s: %w", m.Ref(), fmt.Sprintf(format, a...), ErrInvalid)
	}
	if m.Format != ManifestVersion {
		return bad("format %d is not known to this program (it knows %d): upgrade it", m.Format, ManifestVersion)
	}
	if err := CheckName(m.Name); err != nil {
		return err
	}
	v, err := semver.StrictNewVersion(m.Version)
	if err != nil || v.String() != m.Version || v.Metadata() != "" {
		return bad("version %q is not a plain semantic version such as 1.2.3", m.Version)
	}
	switch {
	case m.HostABI != HostABI:
		return bad("host ABI %d: this program offers %d", m.HostABI, HostABI)
	case m.Meter != Meter:
		return bad("gas meter %d: this program has %d", m.Meter, Meter)
	case m.StateSchema == 0:
		return bad("state schema 0: numbers start at 1")
	case m.Rules.Digest.IsZero(), m.Schema.Digest.IsZero(), m.Book.Artifact.Digest.IsZero():
		return bad("a digest of rules, schema or book is missing")
	case m.Rules.Size <= 0, m.Schema.Size <= 0, m.Book.Artifact.Size <= 0:
		return bad("the rules, schema or book are empty")
	case m.Schema.State == "" || m.Schema.Command == "":
		return bad("the names of the state and command messages are missing")
	case !codeHashRE.MatchString(m.Book.CodeHash):
		return bad("code hash %q of the book is not 0x and 64 lower-case hex digits", m.Book.CodeHash)
	case m.Conversion != nil && m.Conversion.From >= m.StateSchema:
		return bad("it converts from state schema %d, which is not before its own %d", m.Conversion.From, m.StateSchema)
	}
	if m.Limits.Gas > MaxGas || m.Limits.Depth > MaxDepth {
		return bad("limits of %d gas and %d nested calls are over what is possible (%d and %d)", m.Limits.Gas, m.Limits.Depth, uint64(MaxGas), MaxDepth)
	}
	if d := m.Dates; d != nil && (*d == Dates{} || d.Cutoff < 0 || d.Sunset < 0 || d.Sunset > 0 && d.Cutoff > d.Sunset) {
		return bad("cutoff %d and sunset %d: want times from 1, the cutoff not after the sunset, and no dates when there are none", d.Cutoff, d.Sunset)
	}
	if s := m.Samples; s != nil && (s.Digest.IsZero() || s.Size <= 0) {
		return bad("the samples have no digest or no size: leave them out when there are none")
	}
	for i, r := range m.References {
		if len(r.Name) > 64 || !referenceRE.MatchString(r.Name) {
			return bad("name %q of reference data: want lower-case letters, digits and single '.', '_' or '-' between them", r.Name)
		}
		if r.Digest.IsZero() || r.Size < 0 || i > 0 && m.References[i-1].Name >= r.Name {
			return bad("reference data must have digests, and stand in ascending order of names")
		}
	}
	return m.checkContracts(bad)
}

func (m *Manifest) checkContracts(bad func(string, ...any) error) error {
	for i, c := range m.Contracts {
		switch {
		case len(c.Name) > 64 || !contractRE.MatchString(c.Name):
			return bad("name %q of a contract: want a Solidity identifier of at most 64 bytes", c.Name)
		case slices.ContainsFunc(m.Contracts[:i], func(o Contract) bool { return o.Name != c.Name && strings.EqualFold(o.Name, c.Name) }):
			return bad("contract %s has the name of another but for the case of letters", c.Name)
		case i > 0 && m.Contracts[i-1].Name >= c.Name:
			return bad("contracts must stand in ascending order of their names, each once: %s follows %s", c.Name, m.Contracts[i-1].Name)
		case c.Artifact.Digest.IsZero() || c.Artifact.Size <= 0:
			return bad("contract %s has no artefact", c.Name)
		case c.Match != nil && (c.Match.Digest.IsZero() || c.Match.Size <= 0):
			return bad("the match of contract %s is empty: leave it out when there is none", c.Name)
		case c.Move != nil && (c.Move.Digest.IsZero() || c.Move.Size <= 0):
			return bad("the move of contract %s is empty: leave it out when there is none", c.Name)
		}
		if _, err := ParseProxy(string(c.Proxy)); err != nil {
			return bad("contract %s: %v", c.Name, err)
		}
		for _, a := range c.Allow {
			if kind, why, _ := strings.Cut(a, ":"); strings.TrimSpace(kind) == "" || strings.TrimSpace(why) == "" {
				return bad("contract %s allows %q: want the kind of a finding, a colon, and the reason", c.Name, a)
			}
		}
	}
	return nil
}

// Encode returns the canonical JSON of m.
func (m *Manifest) Encode() []byte {
	c := *m
	if c.References == nil {
		c.References = []Reference{}
	}
	b, err := json.Marshal(&c)
	if err != nil {
		panic(err) // no field of Manifest can fail to marshal
	}
	return b
}

// ParseManifest reads canonical JSON: unknown fields, other spacing or another
// order are refused, because the bytes are what members sign.
func ParseManifest(b []byte) (*Manifest, error) {
	var m Manifest
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return nil, fmt.Errorf("reading manifest: %v: %w", err, ErrInvalid)
	}
	if err := m.Check(); err != nil {
		return nil, err
	}
	if !bytes.Equal(m.Encode(), b) {
		return nil, fmt.Errorf("manifest of %s is not in canonical form: %w", m.Ref(), ErrInvalid)
	}
	return &m, nil
}
