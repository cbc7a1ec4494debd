package artifact

import (
	"bytes"
	"fmt"

	"github.com/novation-dev/novation/registry"
)

// The forms of Hardhat.
const (
	// Hardhat2 is a build-info file of Hardhat 2.
	Hardhat2 Form = "hardhat-2"
	// Hardhat3 is a pair of files: ID.json and ID.output.json.
	Hardhat3 Form = "hardhat-3"
)

// buildHardhat3 reads either half of a build and finds the other beside it. The
// output alone is a build without texts; the input alone is none.
func (d *document) buildHardhat3(near *neighbours) (*Build, error) {
	in, out := d, d
	id := text(d.ID)
	if d.Output == nil {
		b, name, err := near.output(id)
		if err != nil {
			return nil, err
		}
		if out, err = parseDocument(name, b); err != nil {
			return nil, err
		}
	} else {
		in = &document{}
		if b, name, err := near.input(id); err == nil {
			if in, err = parseDocument(name, b); err != nil {
				return nil, err
			}
		}
	}
	if out.Output == nil {
		return nil, fmt.Errorf("the file with the output of %q has none: %w", id, registry.ErrInvalid)
	}
	if in.ID != nil && text(in.ID) != text(out.ID) {
		return nil, fmt.Errorf("input %q and output %q are of different builds: %w", text(in.ID), text(out.ID), registry.ErrInvalid)
	}
	out.Input, out.SolcLongVersion, out.SolcVersion = in.Input, in.SolcLongVersion, in.SolcVersion
	b, err := out.buildInfo(Hardhat3)
	if err != nil {
		return nil, err
	}
	for author, compiler := range in.Names {
		if b.Sources[compiler] == nil {
			return nil, fmt.Errorf("the author's %s is the compiler's %s, which is not there: %w", author, compiler, registry.ErrInvalid)
		}
	}
	b.Names = in.Names
	return b, nil
}

// followArtifact reads the build that Hardhat made a contract's own file from,
// and checks that the file is of that build.
func (d *document) followArtifact(near *neighbours) (*Build, error) {
	data, name, err := near.buildInfo(d.BuildInfoID)
	if err != nil {
		return nil, err
	}
	pointed, err := parseDocument(name, data)
	if err != nil {
		return nil, err
	}
	if !pointed.isBuildInfo() {
		return nil, fmt.Errorf("it points to %s, which is no build-info: %w", name, registry.ErrInvalid)
	}
	b, err := pointed.build(&neighbours{path: name})
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	source := d.SourceName
	if d.InputSourceName != "" {
		source = d.InputSourceName
	}
	c := b.Contracts[source][d.ContractName]
	if c == nil {
		return nil, fmt.Errorf("%s has no contract %s:%s: build again: %w", name, source, d.ContractName, registry.ErrInvalid)
	}
	for what, pair := range map[string]struct {
		own  rawCode
		here Code
	}{
		"creation code": {rawCode{Object: text(d.Bytecode), LinkReferences: d.Links}, c.Creation},
		"runtime code":  {rawCode{Object: text(d.DeployedBytecode), LinkReferences: d.DeployedLinks}, c.Runtime},
	} {
		own, err := pair.own.code()
		if err != nil {
			return nil, fmt.Errorf("%s: %v: %w", what, err, registry.ErrInvalid)
		}
		if !bytes.Equal(own.Object, pair.here.Object) {
			return nil, fmt.Errorf("its %s is not that of %s: one of them is older; build again: %w", what, name, registry.ErrInvalid)
		}
	}
	b.Only = source + ":" + d.ContractName
	return b, nil
}

// isBuildInfo reports whether a file has a build, or the first half of one.
func (d *document) isBuildInfo() bool {
	format := text(d.Format)
	return d.Output != nil || format == "hh-sol-build-info-1" || format == "hh3-sol-build-info-1"
}
