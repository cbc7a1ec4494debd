package contracts

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/registry"
)

// Format is the version of the artefact format that this package reads.
const Format = 1

// MaxArtifact bounds an artefact, in bytes. The largest contract an EVM chain
// takes needs less than a tenth of it.
const MaxArtifact = 4 << 20

// An Artifact is what the compiler made of one contract.
type Artifact struct {
	// Name is the contract's name, such as "Book".
	Name string
	// Source is the file that defines it, one of the keys of Sources.
	Source string
	// Compiler is the version in the compiler's own words.
	Compiler string
	// Settings are the compiler settings, as JSON.
	Settings json.RawMessage
	// Sources has the digest of every source, by the name it is imported
	// under.
	Sources map[string]registry.Digest
	// ABI is the contract's interface, as the JSON the compiler wrote. It
	// parses.
	ABI json.RawMessage
	// Creation is the code that deploys the contract, to be followed by the
	// encoded constructor arguments.
	Creation []byte
	// Runtime is the code that is found on chain afterwards. It holds no
	// immutables: what is deployed is equal to it, byte for byte.
	Runtime []byte
	// StorageLayout tells which slot holds what, as JSON.
	StorageLayout json.RawMessage
}

// CodeHash returns the Keccak-256 of the runtime code, which the EVM calls the
// code hash of an account.
func (a Artifact) CodeHash() [32]byte { return crypto.Keccak256Hash(a.Runtime) }

// Matches reports whether code, as found on chain, is exactly the artefact's.
func (a Artifact) Matches(code []byte) bool {
	return len(a.Runtime) > 0 && bytes.Equal(a.Runtime, code)
}

// file is the JSON of an artefact.
type file struct {
	Format        int                        `json:"format"`
	Name          string                     `json:"name"`
	Source        string                     `json:"source"`
	Language      string                     `json:"language"`
	Compiler      string                     `json:"compiler"`
	Settings      json.RawMessage            `json:"settings"`
	Sources       map[string]registry.Digest `json:"sources"`
	ABI           json.RawMessage            `json:"abi"`
	Creation      string                     `json:"creation"`
	Runtime       string                     `json:"runtime"`
	StorageLayout json.RawMessage            `json:"storageLayout"`
}

// ParseArtifact reads an artefact. Unknown fields, missing parts, code that is
// no hex and anything after the end are refused with [registry.ErrInvalid].
func ParseArtifact(b []byte) (Artifact, error) {
	a, err := parse(b)
	if err != nil {
		return Artifact{}, fmt.Errorf("reading contract artefact: %v: %w", err, registry.ErrInvalid)
	}
	return a, nil
}

func parse(b []byte) (Artifact, error) {
	if len(b) > MaxArtifact {
		return Artifact{}, fmt.Errorf("%d bytes, at most %d are allowed", len(b), MaxArtifact)
	}
	var f file
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return Artifact{}, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Artifact{}, fmt.Errorf("something follows the artefact")
	}
	if f.Format != Format {
		return Artifact{}, fmt.Errorf("format %d, this version reads %d", f.Format, Format)
	}
	if f.Name == "" || f.Compiler == "" || f.Language != "Solidity" {
		return Artifact{}, fmt.Errorf("name, compiler or language is missing")
	}
	if f.Sources[f.Source].IsZero() {
		return Artifact{}, fmt.Errorf("source %q has no digest", f.Source)
	}
	if !bytes.HasPrefix(f.ABI, []byte("[")) {
		return Artifact{}, fmt.Errorf("abi is missing")
	}
	if _, err := abi.JSON(bytes.NewReader(f.ABI)); err != nil {
		return Artifact{}, fmt.Errorf("abi: %v", err)
	}
	for what, raw := range map[string]json.RawMessage{"settings": f.Settings, "storageLayout": f.StorageLayout} {
		if !bytes.HasPrefix(raw, []byte("{")) {
			return Artifact{}, fmt.Errorf("%s is missing", what)
		}
	}
	creation, err := code(f.Creation)
	if err != nil {
		return Artifact{}, fmt.Errorf("creation code: %v", err)
	}
	runtime, err := code(f.Runtime)
	if err != nil {
		return Artifact{}, fmt.Errorf("runtime code: %v", err)
	}
	return Artifact{
		Name: f.Name, Source: f.Source, Compiler: f.Compiler, Settings: f.Settings, Sources: f.Sources,
		ABI: f.ABI, Creation: creation, Runtime: runtime, StorageLayout: f.StorageLayout,
	}, nil
}

// code decodes lower-case hex with the prefix 0x. There must be some.
func code(s string) ([]byte, error) {
	digits, ok := strings.CutPrefix(s, "0x")
	if !ok || digits == "" || strings.ToLower(digits) != digits {
		return nil, fmt.Errorf("want 0x and lower-case hex digits")
	}
	return hex.DecodeString(digits)
}
