package artifact

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/registry"
)

// An outline is the little of a syntax tree that every build is checked with.
type outline struct {
	Type  string        `json:"nodeType"`
	Path  string        `json:"absolutePath"`
	Src   string        `json:"src"`
	Nodes []outlineNode `json:"nodes"`
}

// An outlineNode is a contract, or something else that stands beside contracts.
type outlineNode struct {
	Type string `json:"nodeType"`
	// Name is a node of its own where it is no declaration's.
	Name jsontext.Value `json:"name"`
	Kind jsontext.Value `json:"contractKind"`
	// Abstract is of compilers from 0.6 on; those before say only whether all
	// functions have bodies, which does not make a contract deployable.
	Abstract jsontext.Value `json:"abstract"`
}

// check refuses a build whose parts are not of the same compilation.
func (b *Build) check() error {
	if err := b.numbers(); err != nil {
		return err
	}
	if len(b.Settings) > 0 {
		b.input = &settings{}
		if err := decode("the settings", b.Settings, b.input); err != nil {
			return err
		}
	}
	for _, source := range slices.Sorted(keys(b.Sources)) {
		if s := b.Sources[source]; s.Tree != nil {
			if err := b.checkTree(source, s); err != nil {
				return fmt.Errorf("%s: %w", source, err)
			}
		}
	}
	hashes := map[string][32]byte{}
	for _, source := range slices.Sorted(keys(b.Contracts)) {
		if b.Sources[source] == nil {
			return fmt.Errorf("there are contracts of %s, which is not among the sources: %w", source, registry.ErrInvalid)
		}
		for _, name := range slices.Sorted(keys(b.Contracts[source])) {
			if err := b.checkContract(source, name, hashes); err != nil {
				return fmt.Errorf("%s:%s: %w", source, name, err)
			}
		}
	}
	return nil
}

// numbers checks that no two sources have the same number.
func (b *Build) numbers() error {
	if b.partial {
		return nil
	}
	seen := map[int]string{}
	for _, name := range slices.Sorted(keys(b.Sources)) {
		n := b.Sources[name].Number
		if old, ok := seen[n]; ok && n >= 0 {
			return fmt.Errorf("%s and %s both have number %d: the output is of more than one compilation: %w", old, name, n, registry.ErrInvalid)
		}
		seen[n] = name
	}
	return nil
}

// checkTree compares the syntax tree of a source with its name, its number, its
// text and its contracts.
func (b *Build) checkTree(source string, s *Source) error {
	var o outline
	if err := decode("its syntax tree", s.Tree, &o); err != nil {
		return err
	}
	if o.Type != "SourceUnit" {
		return fmt.Errorf("its syntax tree is a %q, want a SourceUnit: %w", o.Type, registry.ErrInvalid)
	}
	if o.Path != "" && !sameFile(o.Path, source) {
		return fmt.Errorf("its syntax tree is that of %s: %w", o.Path, registry.ErrInvalid)
	}
	var start, length, number int
	if _, err := fmt.Sscanf(o.Src, "%d:%d:%d", &start, &length, &number); err != nil || start < 0 || length < 0 {
		return fmt.Errorf("its syntax tree stands at %q, want start:length:number: %w", o.Src, registry.ErrInvalid)
	}
	if number != s.Number && !b.partial {
		return fmt.Errorf("its number is %d, and %d in its syntax tree: %w", s.Number, number, registry.ErrInvalid)
	}
	if s.Text != nil && (start > len(s.Text) || length > len(s.Text)-start) {
		return fmt.Errorf("its text has %d bytes, fewer than its syntax tree covers: %w", len(s.Text), registry.ErrInvalid)
	}
	s.kinds = map[string]string{}
	for _, n := range o.Nodes {
		if n.Type != "ContractDefinition" {
			continue
		}
		name, kind := text(n.Name), text(n.Kind)
		if n.Abstract.Kind() == 't' {
			kind = "abstract contract"
		}
		if _, twice := s.kinds[name]; twice {
			return fmt.Errorf("its syntax tree defines %s twice: %w", name, registry.ErrInvalid)
		}
		s.kinds[name] = kind
	}
	return nil
}

// checkContract compares a contract with the syntax tree of its source and with
// its own metadata.
func (b *Build) checkContract(source, name string, hashes map[string][32]byte) error {
	c, s := b.Contracts[source][name], b.Sources[source]
	kind, ok := s.kinds[name]
	switch {
	case s.kinds == nil:
	case !ok:
		return fmt.Errorf("the syntax tree of its source defines no such contract: %w", registry.ErrInvalid)
	case (kind == "interface" || strings.HasPrefix(kind, "abstract")) && len(c.Creation.Object)+len(c.Runtime.Object) > 0:
		return fmt.Errorf("it is an %s and has code all the same: %w", kind, registry.ErrInvalid)
	}
	c.Kind = kind
	if len(c.Creation.Immutables) > 0 {
		return fmt.Errorf("its creation code has immutables: %w", registry.ErrInvalid)
	}
	if c.Metadata == "" {
		return nil
	}
	if err := c.checkHash(); err != nil {
		return err
	}
	return b.checkMetadata(source, name, c.Metadata, hashes)
}

// checkHash compares the metadata with its hash at the end of the code.
func (c *Output) checkHash() error {
	at, ok := MetadataAt(c.Runtime.Object, len(c.Runtime.Object))
	if !ok {
		return nil
	}
	hash, known := ipfsOf(c.Metadata)
	want := ipfsIn(c.Runtime.Object, at)
	if known && want != nil && !bytes.Equal(hash[:], want) {
		return fmt.Errorf("its metadata has the hash %x, its code ends with %x: one of them was edited or is of another compilation: %w", hash, want, registry.ErrInvalid)
	}
	return nil
}
