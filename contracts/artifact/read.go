package artifact

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"

	"github.com/novation-dev/novation/registry"
)

// MaxFile bounds a file, in bytes, after it is unpacked. The build-info of a
// project of 500 sources has about a quarter of it.
const MaxFile = 256 << 20

// Read reads a build from one file that has all of it: solc's output, output
// and input under these names in one object, a build-info file of Foundry or
// Hardhat 2, the output half of a build-info of Hardhat 3, or one contract's
// file of Foundry. The file may be packed with gzip. Name is for errors.
//
// It fails with [registry.ErrInvalid] and the place when the file is something
// else, is cut short, contradicts itself, or holds the compiler's errors. It
// takes a few times the memory of the unpacked file, whatever the file says.
func Read(name string, r io.Reader) (*Build, error) {
	b, err := unpack(name, r, MaxFile)
	if err != nil {
		return nil, err
	}
	return read(name, b, nil)
}

// unpack reads all of r, through gzip where it begins like that.
func unpack(name string, r io.Reader, limit int64) ([]byte, error) {
	var head [2]byte
	n, err := io.ReadFull(r, head[:])
	if err != nil && n == 0 {
		return nil, fmt.Errorf("reading %s: the file is empty: %w", name, registry.ErrInvalid)
	}
	r = io.MultiReader(bytes.NewReader(head[:n]), r)
	if n == len(head) && head == [2]byte{0x1f, 0x8b} {
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("unpacking %s: %v: %w", name, err, registry.ErrInvalid)
		}
		r = z
	}
	var out bytes.Buffer
	if _, err := out.ReadFrom(io.LimitReader(r, limit+1)); err != nil {
		return nil, fmt.Errorf("reading %s: %v: %w", name, err, registry.ErrInvalid)
	}
	if int64(out.Len()) > limit {
		return nil, fmt.Errorf("reading %s: it has more than %d bytes unpacked: %w", name, limit, registry.ErrInvalid)
	}
	return out.Bytes(), nil
}

// read tells the forms apart. Near finds what the file points to; it is nil
// when there are no files beside it.
func read(name string, b []byte, near *neighbours) (*Build, error) {
	d, err := parseDocument(name, b)
	if err != nil {
		return nil, err
	}
	made, err := d.build(near)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return made, nil
}

func (d *document) build(near *neighbours) (*Build, error) {
	switch format := text(d.Format); format {
	case "":
		return d.buildPlain()
	case "ethers-rs-sol-build-info-1":
		return d.buildInfo(Foundry)
	case "hh-sol-build-info-1":
		return d.buildInfo(Hardhat2)
	case "hh3-sol-build-info-1", "hh3-sol-build-info-output-1":
		return d.buildHardhat3(near)
	case "hh-sol-artifact-1", "hh3-artifact-1":
		return d.followArtifact(near)
	case "hh-sol-dbg-1":
		return nil, fmt.Errorf("it only points to %s; open that: %w", d.BuildInfo, registry.ErrInvalid)
	default:
		return nil, fmt.Errorf("its format is %q, which this version does not read: %w", format, registry.ErrInvalid)
	}
}

// buildPlain reads a file that does not say what it is.
func (d *document) buildPlain() (*Build, error) {
	switch {
	case d.Output != nil:
		return d.buildInfo(Standard)
	case d.Contracts != nil || d.Errors != nil:
		return newBuild(Standard, rawOutput{Errors: d.Errors, Sources: d.Sources, Contracts: d.Contracts}, nil, "")
	case d.Sources != nil:
		return nil, fmt.Errorf("it is what a compiler reads (standard JSON input), not what one wrote; compile it first: %w", registry.ErrInvalid)
	case d.Paths != nil:
		return nil, fmt.Errorf("it is a build-info without the compiler's output; run forge build --build-info, or open the folder \"out\" for interface and code alone: %w", registry.ErrInvalid)
	case d.ABI.Kind() == '[' && d.Bytecode.Kind() == '{':
		return d.buildFoundryContract()
	}
	return nil, fmt.Errorf("it is not what solc, Foundry or Hardhat writes: want contracts, or input and output: %w", registry.ErrInvalid)
}

// buildInfo reads a file with the compiler's input and output.
func (d *document) buildInfo(form Form) (*Build, error) {
	if d.Output == nil {
		return nil, fmt.Errorf("it has no output of the compiler: %w", registry.ErrInvalid)
	}
	version := d.SolcLongVersion
	if version == "" {
		version = d.SolcVersion
	}
	return newBuild(form, *d.Output, d.Input, version)
}
