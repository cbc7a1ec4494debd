package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/source"
)

// A contract has an artefact.
type contract struct {
	name string
	// file is what is compiled; source is what defines the contract, file when
	// it is empty.
	file, source string
	// immutables are allowed: the contract runs in the storage of a proxy, so it
	// has no other place for what is fixed when it is deployed.
	immutables bool
}

const proxies = "@openzeppelin/contracts/proxy/"

// contracts are those that have artefacts.
var contracts = []contract{
	{name: "Book", file: "src/Book.sol"},
	{name: "Consortium", file: "src/Consortium.sol"},
	{name: "Migration", file: "src/move/Migration.sol"},
	{name: "StandIn", file: "src/move/StandIn.sol", immutables: true},
	{name: "Gate", file: "src/move/Gate.sol", immutables: true},
	{name: "ERC1967Proxy", file: "src/move/Proxies.sol", source: proxies + "ERC1967/ERC1967Proxy.sol"},
	{
		name: "TransparentUpgradeableProxy", file: "src/move/Proxies.sol",
		source: proxies + "transparent/TransparentUpgradeableProxy.sol", immutables: true,
	},
}

// settings are those of the committed artefacts. foundry.toml says the same.
var settings = map[string]any{
	"evmVersion": "prague",
	"metadata":   map[string]any{"bytecodeHash": "ipfs"},
	"optimizer":  map[string]any{"enabled": true, "runs": 200},
	"viaIR":      false,
}

// A compiler compiles standard JSON.
type compiler interface {
	Compile(ctx context.Context, input []byte) ([]byte, error)
	Version() string
}

// artefact compiles one contract and everything it imports, and returns the
// bytes of its artefact.
func artefact(ctx context.Context, c compiler, dir string, want contract) ([]byte, error) {
	own, err := json.Marshal(settings)
	if err != nil {
		return nil, err
	}
	// Imports keep the names that the sources use, whatever forge maps them to.
	p, err := source.Open(dir, source.Options{Kind: source.Plain, Sources: []string{want.file}, Settings: own})
	if err != nil {
		return nil, err
	}
	input, err := p.Input(c.Version())
	if err != nil {
		return nil, err
	}
	b, err := c.Compile(ctx, input)
	if err != nil {
		return nil, err
	}
	if complaints, err := complaints(b); err != nil || complaints != "" {
		return nil, errors.Join(err, fmt.Errorf("compiling %s:\n%s", want.file, complaints))
	}
	made, err := artifact.ReadStandard(b, input)
	if err != nil {
		return nil, err
	}
	a, err := made.Artifact(cmp.Or(want.source, want.file) + ":" + want.name)
	if err != nil {
		return nil, err
	}
	if err := a.Complete(); err != nil {
		return nil, err
	}
	if len(a.Creation.Links)+len(a.Runtime.Links) > 0 || !want.immutables && len(a.Immutables) > 0 {
		return nil, fmt.Errorf("%s has libraries or immutables, so deployed code would differ from the artefact", want.name)
	}
	return a.Encode()
}

// complaints are the compiler's words on errors and warnings.
func complaints(output []byte) (string, error) {
	var o struct {
		Errors []struct {
			Severity  string `json:"severity"`
			Formatted string `json:"formattedMessage"`
		} `json:"errors"`
	}
	if err := json.Unmarshal(output, &o); err != nil {
		return "", fmt.Errorf("reading the compiler's output: %w", err)
	}
	var all []string
	for _, e := range o.Errors {
		if e.Severity != "info" {
			all = append(all, e.Formatted)
		}
	}
	return strings.Join(all, "\n"), nil
}
