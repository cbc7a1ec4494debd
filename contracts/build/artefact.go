package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/source"
)

// contracts are those that have artefacts; each is in the source of its name.
var contracts = []string{"Book", "Consortium"}

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
func artefact(ctx context.Context, c compiler, dir, name string) ([]byte, error) {
	own, err := json.Marshal(settings)
	if err != nil {
		return nil, err
	}
	file := "src/" + name + ".sol"
	// Imports keep the names that the sources use, whatever forge maps them to.
	p, err := source.Open(dir, source.Options{Kind: source.Plain, Sources: []string{file}, Settings: own})
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
		return nil, errors.Join(err, fmt.Errorf("compiling %s:\n%s", file, complaints))
	}
	made, err := artifact.ReadStandard(b, input)
	if err != nil {
		return nil, err
	}
	a, err := made.Artifact(file + ":" + name)
	if err != nil {
		return nil, err
	}
	if err := a.Complete(); err != nil {
		return nil, err
	}
	if len(a.Creation.Links)+len(a.Runtime.Links)+len(a.Immutables) > 0 {
		return nil, fmt.Errorf("%s has libraries or immutables, so deployed code would differ from the artefact", name)
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
