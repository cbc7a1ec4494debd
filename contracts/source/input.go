package source

import (
	"fmt"
	"maps"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/registry"
)

// outputs are what is asked of the compiler for every contract.
var outputs = []string{
	"abi", "metadata", "storageLayout",
	"evm.bytecode.object", "evm.bytecode.linkReferences", "evm.bytecode.sourceMap",
	"evm.deployedBytecode.object", "evm.deployedBytecode.linkReferences", "evm.deployedBytecode.immutableReferences", "evm.deployedBytecode.sourceMap",
	"evm.methodIdentifiers",
}

// transientSince is the first compiler that has the layout of transient storage.
const transientSince = "0.8.27"

// An input is the compiler's standard JSON input.
type input struct {
	Language string             `json:"language"`
	Sources  map[string]content `json:"sources"`
	Settings map[string]any     `json:"settings"`
}

type content struct {
	Content string `json:"content"`
}

// Names returns the names of the sources in order.
func (p *Project) Names() []string { return slices.Sorted(maps.Keys(p.Files)) }

// Input returns the standard JSON for a compiler of the given version, which is
// in the compiler's own words or shorter. It asks for interface, code, metadata,
// layouts and syntax trees of everything.
func (p *Project) Input(compiler string) ([]byte, error) {
	v, err := Version(compiler)
	if err != nil {
		return nil, err
	}
	in := input{Language: "Solidity", Sources: map[string]content{}, Settings: maps.Clone(p.settings)}
	for name, f := range p.Files {
		in.Sources[name] = content{string(f.Text)}
	}
	if len(p.remappings) > 0 {
		var list []any
		for _, r := range p.remappings {
			list = append(list, r.String())
		}
		in.Settings["remappings"] = list
	}
	if evm, ok := in.Settings["evmVersion"].(string); ok && p.normalizeEVM {
		in.Settings["evmVersion"] = evmFor(evm, compiler)
	}
	wanted := slices.Clone(outputs)
	if !v.LessThan(must(transientSince)) {
		wanted = append(wanted, "transientStorageLayout")
	}
	for _, more := range p.outputs {
		if !slices.Contains(wanted, more) {
			wanted = append(wanted, more)
		}
	}
	in.Settings["outputSelection"] = map[string]any{"*": map[string]any{"*": wanted, "": []string{"ast"}}}
	in.Settings = patched(in.Settings, p.patch)
	b, err := json.Marshal(in, json.Deterministic(true))
	if err != nil {
		return nil, fmt.Errorf("writing the compiler's input: %v: %w", err, registry.ErrInvalid)
	}
	return b, nil
}

// patched returns v with the patch laid over it.
func patched(v, patch map[string]any) map[string]any {
	out := maps.Clone(v)
	if out == nil {
		out = map[string]any{}
	}
	for key, p := range patch {
		sub, isObject := p.(map[string]any)
		switch {
		case p == nil:
			delete(out, key)
		case isObject:
			under, _ := out[key].(map[string]any)
			out[key] = patched(under, sub)
		default:
			out[key] = p
		}
	}
	return out
}

// parseObject reads a JSON object; nil when there is none.
func parseObject(what string, b []byte) (map[string]any, error) {
	if len(b) == 0 {
		return nil, nil
	}
	var out map[string]any
	if err := json.Unmarshal(b, &out); err != nil {
		return nil, fmt.Errorf("reading the %s: %v: %w", what, err, registry.ErrInvalid)
	}
	if out == nil {
		return nil, fmt.Errorf("reading the %s: want a JSON object: %w", what, registry.ErrInvalid)
	}
	return out, nil
}

// A Given is an input that someone else wrote.
type Given struct {
	// Input is standard JSON, byte for byte as it was written.
	Input []byte
	// Requires is what it asks of the compiler's version.
	Requires Requirements
}

// ReadInput reads the compiler's standard JSON input, or the input out of a
// build-info file of Foundry or Hardhat, which also says the compiler. Anything
// else matches [registry.ErrInvalid].
func ReadInput(b []byte) (*Given, error) {
	g, err := readInput(b)
	if err != nil {
		return nil, fmt.Errorf("reading the compiler's input: %w", err)
	}
	return g, nil
}

func readInput(b []byte) (*Given, error) {
	if len(b) > 2*MaxTotal {
		return nil, fmt.Errorf("%d bytes, at most %d are allowed: %w", len(b), 2*MaxTotal, registry.ErrInvalid)
	}
	var info struct {
		Input    jsontext.Value `json:"input"`
		Version  string         `json:"solcVersion"`
		Language string         `json:"language"`
	}
	if err := json.Unmarshal(b, &info); err != nil {
		return nil, fmt.Errorf("%v: %w", err, registry.ErrInvalid)
	}
	g := &Given{Input: b}
	if info.Input != nil {
		g.Input = info.Input
		if info.Version != "" {
			q, err := require(info.Version, "solcVersion")
			if err != nil {
				return nil, err
			}
			g.Requires = append(g.Requires, q)
		}
	}
	return g, g.scan()
}

// scan reads what the sources ask of the compiler.
func (g *Given) scan() error {
	var in struct {
		Language string `json:"language"`
		Sources  map[string]struct {
			Content string `json:"content"`
		} `json:"sources"`
	}
	if err := json.Unmarshal(g.Input, &in); err != nil {
		return fmt.Errorf("%v: %w", err, registry.ErrInvalid)
	}
	if in.Language == "" || in.Sources == nil {
		return fmt.Errorf("it has no language or no sources, so it is no standard JSON: %w", registry.ErrInvalid)
	}
	if in.Language != "Solidity" {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(in.Sources)) {
		h, err := Scan([]byte(in.Sources[name].Content))
		if err != nil {
			continue // what is wrong with it is the compiler's to say
		}
		for _, v := range h.Pragmas {
			q, err := require(v.Text, fmt.Sprintf("%s:%d", name, v.Line))
			if err != nil {
				continue // as above
			}
			g.Requires = append(g.Requires, q)
		}
	}
	return nil
}

// Patch lays settings over those of the input, as [Options].Settings does.
func (g *Given) Patch(settings []byte) error {
	patch, err := parseObject("settings", settings)
	if err != nil || patch == nil {
		return err
	}
	var in map[string]any
	if err := json.Unmarshal(g.Input, &in); err != nil {
		return fmt.Errorf("reading the compiler's input: %v: %w", err, registry.ErrInvalid)
	}
	own, _ := in["settings"].(map[string]any)
	in["settings"] = patched(own, patch)
	g.Input, err = json.Marshal(in, json.Deterministic(true))
	return err
}
