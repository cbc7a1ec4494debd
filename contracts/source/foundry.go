package source

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/novation-dev/novation/registry"
)

const foundryFile = "foundry.toml"

// foundryEVM is the EVM version for which forge 1.7 compiles when none is said.
const foundryEVM = "osaka"

// openFoundry reads a project with a foundry.toml.
func (p *Project) openFoundry(o Options) error {
	name := o.Profile
	if name == "" {
		name = "default"
	}
	c, err := readProfile(p.tree, p.Root, name)
	if isMissing(err) {
		return fmt.Errorf("there is no %s: %w", foundryFile, registry.ErrNotFound)
	}
	if err != nil {
		return err
	}
	p.folders = []string{c.sources(p.Root)}
	if o.Tests {
		p.folders = append(p.folders, or(c.Test, "test"), or(c.Script, "script"))
	}
	p.include = append(slices.Clone(c.IncludePaths), c.libraries(p.Root)...)
	if p.remappings, err = foundryRemappings(p.tree, p.Root, c, 0); err != nil {
		return err
	}
	for _, v := range []*string{c.Solc, c.SolcVersion} {
		if v == nil {
			continue
		}
		q, err := require(strings.TrimPrefix(*v, "solc:"), foundryFile)
		if err != nil {
			p.note("%s names the compiler %q, which is not used: give it with --solc", foundryFile, *v)
			continue
		}
		p.Requires = append(p.Requires, q)
	}
	if c.Skip != nil {
		p.note("skip of %s is not applied: name the sources to compile", foundryFile)
	}
	if c.EVMVersion == nil {
		p.note("%s says no evm_version: %s, as forge 1.7 has it, or the latest that the compiler knows", foundryFile, foundryEVM)
	}
	p.outputs = slices.Concat(c.ExtraOutput, c.ExtraOutputFile)
	return p.foundrySettings(c)
}

// foundrySettings writes the settings in the form in which forge gives them, so
// that the code has the same metadata.
func (p *Project) foundrySettings(c *profile) error {
	runs, enabled := uint32(200), false
	switch {
	case c.OptimizerRuns != nil:
		runs = *c.OptimizerRuns
		enabled = or(c.Optimizer, runs > 0)
	default:
		enabled = or(c.Optimizer, false)
	}
	optimizer := map[string]any{"enabled": enabled, "runs": runs}
	if c.Details != nil {
		optimizer["details"] = camel(c.Details)
	}
	p.settings = map[string]any{
		"optimizer": optimizer,
		"metadata": map[string]any{
			"useLiteralContent": or(c.LiteralContent, false), "bytecodeHash": or(c.BytecodeHash, "ipfs"), "appendCBOR": or(c.CBORMetadata, true),
		},
		"evmVersion": or(c.EVMVersion, foundryEVM),
		"viaIR":      or(c.ViaIR, false),
	}
	p.normalizeEVM = true
	if c.RevertStrings != nil {
		p.settings["debug"] = map[string]any{"revertStrings": *c.RevertStrings}
	}
	libraries := map[string]any{}
	for _, l := range c.Libraries {
		parts := strings.Split(l, ":")
		if len(parts) != 3 {
			return fmt.Errorf("%s: library %q: want FILE:NAME:ADDRESS: %w", foundryFile, l, registry.ErrInvalid)
		}
		in, _ := libraries[parts[0]].(map[string]any)
		if in == nil {
			in = map[string]any{}
			libraries[parts[0]] = in
		}
		in[parts[1]] = parts[2]
	}
	p.settings["libraries"] = libraries
	return nil
}

// camel turns keys such as yul_details into the compiler's.
func camel(t map[string]any) map[string]any {
	out := map[string]any{}
	for key, v := range t {
		if sub, ok := v.(map[string]any); ok {
			v = camel(sub)
		}
		words := strings.Split(key, "_")
		for i := 1; i < len(words); i++ {
			if w := words[i]; w != "" {
				words[i] = strings.ToUpper(w[:1]) + w[1:]
			}
		}
		out[strings.Join(words, "")] = v
	}
	return out
}

// evmSince says from which compiler on forge lets an EVM version through,
// newest first.
var evmSince = []struct{ evm, compiler string }{
	{"osaka", "0.8.29"}, {"prague", "0.8.27"}, {"cancun", "0.8.24"}, {"shanghai", "0.8.20"}, {"paris", "0.8.18"}, {"london", "0.8.7"}, {"berlin", "0.8.5"}, {"istanbul", "0.5.14"},
}

// evmFor returns the EVM version that a compiler is asked for: the given one, or
// the newest that it knows, when that is older.
func evmFor(evm, compiler string) string {
	v, err := Version(compiler)
	if err != nil {
		return evm
	}
	older := false
	for _, e := range evmSince {
		older = older || e.evm == evm
		if since, err := Version(e.compiler); older && err == nil && !v.LessThan(since) {
			return e.evm
		}
	}
	return evm
}

// isMissing reports that a file is not there.
func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
