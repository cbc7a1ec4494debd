package artifact

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// Standard is solc's standard JSON: output, alone or with its input.
const Standard Form = "standard-json"

// ReadStandard reads the output of a compiler, and the input it was made from;
// nil when that is not known. An output that reports errors is refused with
// [registry.ErrInvalid] and the compiler's own messages.
func ReadStandard(output, input []byte) (*Build, error) {
	var out rawOutput
	if err := decode("the compiler's output", output, &out); err != nil {
		return nil, err
	}
	if input == nil {
		return newBuild(Standard, out, nil, "")
	}
	var in rawInput
	if err := decode("the compiler's input", input, &in); err != nil {
		return nil, err
	}
	return newBuild(Standard, out, &in, "")
}

// maxContracts bounds the contracts of a build.
const maxContracts = 20_000

// newBuild makes a build of an output and, unless it is nil, its input.
// Compiler is the version that the form tells, or "".
func newBuild(form Form, out rawOutput, in *rawInput, compiler string) (*Build, error) {
	if err := complaints(out.Errors); err != nil {
		return nil, err
	}
	if len(out.Contracts) == 0 && len(out.Sources) == 0 {
		return nil, fmt.Errorf("the compiler's output has neither contracts nor sources: %w", registry.ErrInvalid)
	}
	b := &Build{
		Form: form, Compiler: strings.TrimPrefix(compiler, "v"),
		Sources: map[string]*Source{}, Contracts: map[string]map[string]*Output{},
	}
	if err := b.addInput(in); err != nil {
		return nil, err
	}
	// A compiler that loads imports itself reads more than its input has.
	for name, s := range out.Sources {
		if b.Sources[name] == nil {
			b.Sources[name] = &Source{Number: -1}
		}
		b.Sources[name].Tree = none(s.AST)
		if s.ID != nil {
			b.Sources[name].Number = *s.ID
		}
	}
	count := 0
	for source, contracts := range out.Contracts {
		if count += len(contracts); count > maxContracts {
			return nil, fmt.Errorf("more than %d contracts: %w", maxContracts, registry.ErrInvalid)
		}
		b.Contracts[source] = map[string]*Output{}
		for name, c := range contracts {
			made, err := c.output()
			if err != nil {
				return nil, fmt.Errorf("%s:%s: %v: %w", source, name, err, registry.ErrInvalid)
			}
			b.Contracts[source][name] = made
		}
	}
	return b, b.check()
}

func (b *Build) addInput(in *rawInput) error {
	if in == nil {
		return nil
	}
	if in.Language != "" && in.Language != "Solidity" {
		return fmt.Errorf("the language is %s, want Solidity: %w", in.Language, registry.ErrInvalid)
	}
	b.Settings = none(in.Settings)
	for name, s := range in.Sources {
		b.Sources[name] = &Source{Number: -1}
		if s.Content != nil {
			b.Sources[name].Text = []byte(*s.Content)
		}
	}
	return nil
}

func (c rawContract) output() (*Output, error) {
	creation, err := c.EVM.Bytecode.code()
	if err != nil {
		return nil, fmt.Errorf("creation code: %w", err)
	}
	runtime, err := c.EVM.DeployedBytecode.code()
	if err != nil {
		return nil, fmt.Errorf("runtime code: %w", err)
	}
	return &Output{
		ABI: none(c.ABI), Metadata: c.Metadata, StorageLayout: none(c.StorageLayout), TransientLayout: none(c.TransientStorageLayout),
		Creation: creation, Runtime: runtime,
	}, nil
}

// maxComplaints bounds how many of the compiler's errors are shown.
const maxComplaints = 5

func complaints(errors []rawError) error {
	var said []string
	for _, e := range errors {
		if e.Severity == "error" {
			said = append(said, strings.TrimSpace(cmp.Or(e.Formatted, e.Message, "an error without a message")))
		}
	}
	if len(said) == 0 {
		return nil
	}
	more := ""
	if len(said) > maxComplaints {
		more = fmt.Sprintf("\nand %d more", len(said)-maxComplaints)
		said = said[:maxComplaints]
	}
	return fmt.Errorf("the compiler found errors, so there is nothing to read:\n%s%s: %w", strings.Join(said, "\n"), more, registry.ErrInvalid)
}
