package artifact

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/registry"
)

// A document is any file that a toolchain writes, read once. Which fields are
// there tells the form.
type document struct {
	Format jsontext.Value `json:"_format"`
	ID     jsontext.Value `json:"id"`

	// Standard JSON: input and output share the name "sources".
	rawInput
	Contracts map[string]rawContracts `json:"contracts"`
	Errors    []rawError              `json:"errors"`

	// Build-info.
	SolcVersion     string            `json:"solcVersion"`
	SolcLongVersion string            `json:"solcLongVersion"`
	Names           map[string]string `json:"userSourceNameMap"`
	Paths           map[string]string `json:"source_id_to_path"`
	Input           *rawInput         `json:"input"`
	Output          *rawOutput        `json:"output"`
	BuildInfo       string            `json:"buildInfo"`
	rawArtifactFile
}

// A rawArtifactFile is one contract in a file of its own. Its code is text in
// Hardhat's files and an object in Foundry's.
type rawArtifactFile struct {
	ContractName     string               `json:"contractName"`
	SourceName       string               `json:"sourceName"`
	InputSourceName  string               `json:"inputSourceName"`
	BuildInfoID      string               `json:"buildInfoId"`
	ABI              jsontext.Value       `json:"abi"`
	Bytecode         jsontext.Value       `json:"bytecode"`
	DeployedBytecode jsontext.Value       `json:"deployedBytecode"`
	Links            map[string]rawRanges `json:"linkReferences"`
	DeployedLinks    map[string]rawRanges `json:"deployedLinkReferences"`
	RawMetadata      string               `json:"rawMetadata"`
}

type rawOutput struct {
	Errors    []rawError              `json:"errors"`
	Sources   map[string]rawSource    `json:"sources"`
	Contracts map[string]rawContracts `json:"contracts"`
}

// rawRanges are places in code by what goes there.
type rawRanges map[string][]Range

type rawError struct {
	Severity  string `json:"severity"`
	Message   string `json:"message"`
	Formatted string `json:"formattedMessage"`
}

type rawInput struct {
	Language string               `json:"language"`
	Settings jsontext.Value       `json:"settings"`
	Sources  map[string]rawSource `json:"sources"`
}

// A rawSource is a source in the compiler's input, or in its output.
type rawSource struct {
	Content *string        `json:"content"`
	ID      *int           `json:"id"`
	AST     jsontext.Value `json:"ast"`
}

type rawContracts map[string]rawContract

type rawContract struct {
	ABI                    jsontext.Value `json:"abi"`
	Metadata               string         `json:"metadata"`
	StorageLayout          jsontext.Value `json:"storageLayout"`
	TransientStorageLayout jsontext.Value `json:"transientStorageLayout"`
	EVM                    struct {
		Bytecode         rawCode `json:"bytecode"`
		DeployedBytecode rawCode `json:"deployedBytecode"`
	} `json:"evm"`
}

type rawCode struct {
	Object              string               `json:"object"`
	LinkReferences      map[string]rawRanges `json:"linkReferences"`
	ImmutableReferences map[string][]Range   `json:"immutableReferences"`
}

// maxItems bounds how many contracts, sources, places, messages and names one
// file may have, so that memory stays in proportion to honest files.
const maxItems = 2_000_000

// decode reads JSON into v: keys at most once, valid UTF-8, nothing after the
// end, at most maxItems items.
func decode(what string, b []byte, v any) error {
	items := 0
	if err := json.Unmarshal(b, v, json.WithUnmarshalers(json.JoinUnmarshalers(
		count[rawContracts](&items), count[rawContract](&items), count[rawSource](&items), count[rawRanges](&items), count[Range](&items),
		count[rawError](&items), count[string](&items), count[outlineNode](&items), count[described](&items),
	))); err != nil {
		return fmt.Errorf("reading %s: %v: %w", what, err, registry.ErrInvalid)
	}
	return nil
}

// count leaves the reading of a T to the package's rules, and counts it.
func count[T any](items *int) *json.Unmarshalers {
	return json.UnmarshalFromFunc(func(*jsontext.Decoder, *T) error {
		if *items++; *items > maxItems {
			return fmt.Errorf("more than %d items", maxItems)
		}
		return errors.ErrUnsupported
	})
}

func parseDocument(name string, b []byte) (*document, error) {
	if trimmed := bytes.TrimLeft(b, " \t\r\n"); len(trimmed) == 0 || trimmed[0] != '{' {
		return nil, fmt.Errorf("reading %s: it is no JSON object: want what solc, Foundry or Hardhat writes: %w", name, registry.ErrInvalid)
	}
	var d document
	if err := decode(name, b, &d); err != nil {
		return nil, err
	}
	return &d, nil
}

// text returns a value that is a string, or "".
func text(v jsontext.Value) string {
	if v.Kind() != '"' {
		return ""
	}
	s, err := jsontext.AppendUnquote(nil, v)
	if err != nil {
		return ""
	}
	return string(s)
}

// none returns v, or nil when it is null.
func none(v jsontext.Value) jsontext.Value {
	if v.Kind() == 'n' {
		return nil
	}
	return v
}
