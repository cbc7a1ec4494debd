package artifact

import (
	"bytes"
	"encoding/hex"
	stdjson "encoding/json"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/contracts/safety"
	"github.com/novation-dev/novation/registry"
)

// Format is the version of the artefact format that [Artifact.Encode] writes.
// [Parse] also reads format 1, which has the compiler's storage layout only,
// and neither immutables nor libraries.
const Format = 2

// MaxArtifact bounds an artefact, in bytes. The largest contract that an EVM
// chain takes needs less than a tenth of it; metadata that carries the text of
// every source needs the rest.
const MaxArtifact = 16 << 20

// file is the JSON of an artefact.
type file struct {
	Format        int                        `json:"format"`
	Name          string                     `json:"name"`
	Kind          string                     `json:"kind,omitzero"`
	Source        string                     `json:"source"`
	Language      string                     `json:"language"`
	Compiler      string                     `json:"compiler"`
	Settings      jsontext.Value             `json:"settings,omitzero"`
	Sources       map[string]registry.Digest `json:"sources"`
	ABI           jsontext.Value             `json:"abi,omitzero"`
	Metadata      string                     `json:"metadata,omitzero"`
	Creation      fileCode                   `json:"creation"`
	Runtime       fileCode                   `json:"runtime"`
	Immutables    []Immutable                `json:"immutables,omitzero"`
	Layout        *layout.Layout             `json:"layout,omitzero"`
	Safety        *safety.Facts              `json:"safety,omitzero"`
	StorageLayout jsontext.Value             `json:"storageLayout,omitzero"`
	Missing       map[string]string          `json:"missing,omitzero"`
}

// file1 is the JSON of format 1.
type file1 struct {
	Format        int                        `json:"format"`
	Name          string                     `json:"name"`
	Source        string                     `json:"source"`
	Language      string                     `json:"language"`
	Compiler      string                     `json:"compiler"`
	Settings      jsontext.Value             `json:"settings"`
	Sources       map[string]registry.Digest `json:"sources"`
	ABI           jsontext.Value             `json:"abi"`
	Creation      hexBytes                   `json:"creation"`
	Runtime       hexBytes                   `json:"runtime"`
	StorageLayout jsontext.Value             `json:"storageLayout"`
}

type fileCode struct {
	Object   hexBytes           `json:"object"`
	Links    map[string][]Range `json:"links,omitempty"`
	Metadata []Range            `json:"metadata,omitempty"`
}

func (c fileCode) code() Code { return Code{Object: c.Object, Links: c.Links, Metadata: c.Metadata} }

func (c Code) file() fileCode {
	return fileCode{Object: c.Object, Links: c.Links, Metadata: c.Metadata}
}

// hexBytes are 0x and lower-case hex digits.
type hexBytes []byte

// MarshalText implements [encoding.TextMarshaler].
func (h hexBytes) MarshalText() ([]byte, error) { return []byte("0x" + hex.EncodeToString(h)), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (h *hexBytes) UnmarshalText(b []byte) error {
	digits, ok := strings.CutPrefix(string(b), "0x")
	if !ok || strings.ToLower(digits) != digits {
		return fmt.Errorf("want 0x and lower-case hex digits")
	}
	out, err := hex.DecodeString(digits)
	if len(out) > 0 {
		*h = out
	}
	return err
}

// Encode returns the artefact as canonical JSON of the current [Format]: keys
// sorted, two spaces, one line feed at the end. The same artefact gives the same
// bytes. An artefact that [Parse] would not take is refused, with
// [registry.ErrInvalid].
func (a *Artifact) Encode() ([]byte, error) {
	out, err := a.encode()
	if err == nil {
		err = a.check()
	}
	if err == nil && len(out) > MaxArtifact {
		err = fmt.Errorf("%d bytes, at most %d are allowed", len(out), MaxArtifact)
	}
	if err != nil {
		return nil, fmt.Errorf("writing contract artefact: %v: %w", err, registry.ErrInvalid)
	}
	return out, nil
}

func (a *Artifact) encode() ([]byte, error) {
	b, err := json.Marshal(file{
		Format: Format, Name: a.Name, Kind: a.Kind, Source: a.Source, Language: "Solidity", Compiler: a.Compiler,
		Settings: jsontext.Value(a.Settings), Sources: a.Sources, ABI: jsontext.Value(a.ABI), Metadata: a.Metadata,
		Creation: a.Creation.file(), Runtime: a.Runtime.file(), Immutables: a.Immutables, Layout: a.Layout, Safety: a.Safety,
		StorageLayout: jsontext.Value(a.StorageLayout), Missing: a.Missing,
	}, json.Deterministic(true))
	if err != nil {
		return nil, err
	}
	b, err = jsontext.AppendFormat(nil, b, jsontext.ReorderRawObjects(true), jsontext.Multiline(true), jsontext.WithIndent("  "))
	return append(b, '\n'), err
}

// Parse reads an artefact of format 1 or 2. Unknown fields, missing parts, code
// that is no hex, places outside of the code or on top of it, storage of unknown
// types and anything after the end are refused with [registry.ErrInvalid]; so is
// JSON of format 2 that is not canonical, so that one artefact has one digest.
func Parse(b []byte) (*Artifact, error) {
	a, err := parse(b)
	if err != nil {
		return nil, fmt.Errorf("reading contract artefact: %v: %w", err, registry.ErrInvalid)
	}
	return a, nil
}

func parse(b []byte) (*Artifact, error) {
	if len(b) > MaxArtifact {
		return nil, fmt.Errorf("%d bytes, at most %d are allowed", len(b), MaxArtifact)
	}
	var head struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return nil, err
	}
	switch head.Format {
	case 1:
		return parse1(b)
	case Format:
		return parse2(b)
	}
	return nil, fmt.Errorf("format %d, this version reads 1 and %d", head.Format, Format)
}

func parse1(b []byte) (*Artifact, error) {
	var f file1
	if err := json.Unmarshal(b, &f, json.RejectUnknownMembers(true)); err != nil {
		return nil, err
	}
	if f.Language != "Solidity" || f.StorageLayout.Kind() != '{' || len(f.Creation) == 0 || len(f.Runtime) == 0 {
		return nil, fmt.Errorf("language, storageLayout, creation or runtime is missing")
	}
	a := &Artifact{
		Name: f.Name, Source: f.Source, Compiler: f.Compiler, Settings: stdjson.RawMessage(f.Settings), Sources: f.Sources,
		ABI: stdjson.RawMessage(f.ABI), StorageLayout: stdjson.RawMessage(f.StorageLayout),
		Creation: Code{Object: f.Creation}, Runtime: Code{Object: f.Runtime},
	}
	if own, ok := MetadataAt(f.Runtime, len(f.Runtime)); ok && appendsMetadata(f.Settings) {
		a.Runtime.Metadata = []Range{own}
	}
	for _, what := range []string{"layout", "safety", "metadata"} {
		a.lacks(what, "artefacts of format 1 do not have it")
	}
	return a, a.check()
}

func parse2(b []byte) (*Artifact, error) {
	var f file
	if err := json.Unmarshal(b, &f, json.RejectUnknownMembers(true)); err != nil {
		return nil, err
	}
	if f.Language != "Solidity" {
		return nil, fmt.Errorf("language is %q, want Solidity", f.Language)
	}
	a := &Artifact{
		Name: f.Name, Kind: f.Kind, Source: f.Source, Compiler: f.Compiler, Sources: f.Sources, Metadata: f.Metadata,
		Creation: f.Creation.code(), Runtime: f.Runtime.code(), Immutables: f.Immutables, Layout: f.Layout, Safety: f.Safety, Missing: f.Missing,
	}
	var err error
	for _, raw := range []struct {
		from jsontext.Value
		to   *stdjson.RawMessage
	}{{f.Settings, &a.Settings}, {f.ABI, &a.ABI}, {f.StorageLayout, &a.StorageLayout}} {
		if len(raw.from) > 0 {
			if *raw.to, err = compact(raw.from); err != nil {
				return nil, err
			}
		}
	}
	if err := a.check(); err != nil {
		return nil, err
	}
	again, err := a.encode()
	if err == nil && !bytes.Equal(again, b) {
		err = fmt.Errorf("it is not written as artefacts are: keys sorted, two spaces, one line feed at the end")
	}
	return a, err
}

// compactOf returns a value as JSON with sorted keys and without white space.
func compactOf(v any) (stdjson.RawMessage, error) {
	b, err := json.Marshal(v, json.Deterministic(true))
	if err != nil {
		return nil, err
	}
	return compact(b)
}
