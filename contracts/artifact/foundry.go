package artifact

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/registry"
)

// The forms of Foundry.
const (
	// Foundry is a build-info file of "forge build --build-info".
	Foundry Form = "foundry"
	// FoundryOut is the folder "out", or one contract's file in it. It gives
	// interface, code and metadata only: each file may be of another
	// compilation, whose ids mean something else.
	FoundryOut Form = "foundry-out"
)

// errOut is why there are no trees in a build of the form FoundryOut.
var errOut = fmt.Errorf("the files in \"out\" may each be of another compilation, so the ids in their syntax trees do not agree; "+
	"run forge clean and forge build --build-info, and open the file in out/build-info: %w", registry.ErrInvalid)

// foundryContract is one contract's file, read.
type foundryContract struct {
	file, source, name string
	made               *Output
}

// contract reads one contract's file. The metadata says which contract it is;
// without it, the file's name does.
func (d *document) contract(file, folder, name string) (*foundryContract, error) {
	c := &foundryContract{file: file, source: folder, name: name}
	var raw rawContract
	raw.ABI, raw.Metadata = d.ABI, d.RawMetadata
	for what, part := range map[*rawCode]jsontext.Value{&raw.EVM.Bytecode: d.Bytecode, &raw.EVM.DeployedBytecode: d.DeployedBytecode} {
		if len(part) == 0 {
			continue
		}
		if err := decode("code", part, what); err != nil {
			return nil, err
		}
	}
	if d.RawMetadata != "" {
		_, set, err := parseMetadata(d.RawMetadata)
		if err != nil {
			return nil, err
		}
		for c.source, c.name = range set.Target {
		}
	}
	if c.name == "" || c.source == "" {
		return nil, fmt.Errorf("nothing says which contract it is; compile with \"metadata\" among extra_output: %w", registry.ErrInvalid)
	}
	made, err := raw.output()
	if err != nil {
		return nil, fmt.Errorf("%v: %w", err, registry.ErrInvalid)
	}
	c.made = made
	return c, nil
}

func (d *document) buildFoundryContract() (*Build, error) {
	c, err := d.contract("", "", "")
	if err != nil {
		return nil, err
	}
	b, err := newPartial([]*foundryContract{c})
	if err == nil {
		b.Only = c.source + ":" + c.name
	}
	return b, err
}

// newPartial puts contracts together of which nothing says that they are of one
// compilation.
func newPartial(found []*foundryContract) (*Build, error) {
	b := &Build{Form: FoundryOut, Sources: map[string]*Source{}, Contracts: map[string]map[string]*Output{}, partial: true, untree: errOut}
	from := map[*Output]string{}
	for _, c := range found {
		if b.Sources[c.source] == nil {
			b.Sources[c.source] = &Source{Number: -1}
			b.Contracts[c.source] = map[string]*Output{}
		}
		if old := b.Contracts[c.source][c.name]; old != nil {
			return nil, fmt.Errorf("%s and %s are both %s:%s; open one of them: %w", from[old], c.file, c.source, c.name, registry.ErrInvalid)
		}
		b.Contracts[c.source][c.name], from[c.made] = c.made, c.file
	}
	return b, b.check()
}

// covers reports the first contract of out whose code a build-info does not
// have, or "".
func covers(info, out *Build) string {
	for _, source := range slices.Sorted(maps.Keys(out.Contracts)) {
		for _, name := range slices.Sorted(maps.Keys(out.Contracts[source])) {
			want, got := out.Contracts[source][name], info.Contracts[source][name]
			if got == nil || !bytes.Equal(want.Creation.Object, got.Creation.Object) || !bytes.Equal(want.Runtime.Object, got.Runtime.Object) {
				return source + ":" + name
			}
		}
	}
	return ""
}
