package artifact

import (
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/registry"
)

// metadata is the compiler's description of one compilation, as far as it is
// compared with the rest.
type metadata struct {
	Compiler struct {
		Version string `json:"version"`
	} `json:"compiler"`
	Settings jsontext.Value       `json:"settings"`
	Sources  map[string]described `json:"sources"`
}

// described is what metadata says of one source.
type described struct {
	Keccak  string  `json:"keccak256"`
	Content *string `json:"content"`
}

// settings are those that decide what code is made. Nil means that it is not
// said.
type settings struct {
	Target    map[string]string `json:"compilationTarget"`
	Evm       *string           `json:"evmVersion"`
	ViaIR     *bool             `json:"viaIR"`
	Optimizer struct {
		Enabled *bool   `json:"enabled"`
		Runs    *uint64 `json:"runs"`
	} `json:"optimizer"`
	Metadata struct {
		Hash *string `json:"bytecodeHash"`
		CBOR *bool   `json:"appendCBOR"`
	} `json:"metadata"`
}

func parseMetadata(s string) (m metadata, set settings, err error) {
	if err = decode("its metadata", []byte(s), &m); err == nil && len(m.Settings) > 0 {
		err = decode("the settings in its metadata", m.Settings, &set)
	}
	return m, set, err
}

// checkMetadata compares the metadata of a contract with everything else that
// is known of the compilation. It takes from it what is not: the compiler's
// version, and texts.
func (b *Build) checkMetadata(source, name, text string, hashes map[string][32]byte) error {
	m, set, err := parseMetadata(text)
	if err != nil {
		return err
	}
	if !b.partial && !sameVersion(m.Compiler.Version, b.Compiler) {
		return fmt.Errorf("its metadata is of compiler %q, the build of %q: two compilers' files are mixed: %w", m.Compiler.Version, b.Compiler, registry.ErrInvalid)
	}
	if !b.partial && len(m.Compiler.Version) > len(b.Compiler) {
		b.Compiler = m.Compiler.Version
	}
	for s, n := range set.Target {
		if n != name || !sameFile(s, source) {
			return fmt.Errorf("its metadata is of %s:%s: %w", s, n, registry.ErrInvalid)
		}
	}
	if err := b.checkSettings(set); err != nil {
		return err
	}
	for s, d := range m.Sources {
		if err := b.checkSource(s, d, hashes); err != nil {
			return err
		}
	}
	return nil
}

// checkSource compares a source with its hash in metadata. Metadata may carry
// the text.
func (b *Build) checkSource(name string, d described, hashes map[string][32]byte) error {
	s := b.Sources[name]
	if s == nil {
		if !b.partial {
			return fmt.Errorf("its metadata says that %s was read, which is not here: %w", name, registry.ErrInvalid)
		}
		s = &Source{Number: -1}
		b.Sources[name] = s
	}
	if s.Text == nil && d.Content != nil {
		s.Text = []byte(*d.Content)
	}
	if s.Text == nil {
		return nil
	}
	hash, ok := hashes[name]
	if !ok {
		hash = crypto.Keccak256Hash(s.Text)
		hashes[name] = hash
	}
	if digits := hex.EncodeToString(hash[:]); strings.TrimPrefix(d.Keccak, "0x") != digits {
		return fmt.Errorf("its metadata says that %s has the Keccak-256 %s, the text here has 0x%s: %w", name, d.Keccak, digits, registry.ErrInvalid)
	}
	return nil
}

// checkSettings compares settings in metadata with those of the input, where
// both say something.
func (b *Build) checkSettings(made settings) error {
	if b.input == nil {
		return nil
	}
	asked := b.input
	err := differ("optimizer.enabled", asked.Optimizer.Enabled, made.Optimizer.Enabled)
	for _, next := range []error{
		differ("optimizer.runs", asked.Optimizer.Runs, made.Optimizer.Runs),
		differ("evmVersion", asked.Evm, made.Evm),
		differ("metadata.bytecodeHash", asked.Metadata.Hash, made.Metadata.Hash),
		differ("metadata.appendCBOR", asked.Metadata.CBOR, made.Metadata.CBOR),
		differ("viaIR", asked.ViaIR, unlessNil(made.ViaIR, asked.ViaIR)),
	} {
		if err == nil {
			err = next
		}
	}
	return err
}

func differ[T comparable](what string, asked, made *T) error {
	if asked == nil || made == nil || *asked == *made {
		return nil
	}
	return fmt.Errorf("setting %s is %v in the input and %v in its metadata: they are not of the same compilation: %w", what, *asked, *made, registry.ErrInvalid)
}

// unlessNil returns made, or false in its place where something was asked: the
// compiler's metadata leaves out what is false.
func unlessNil(made, asked *bool) *bool {
	if made == nil && asked != nil {
		return new(bool)
	}
	return made
}

// sameVersion reports whether two versions of a compiler can be of the same
// one: tools leave out the commit or the platform. Unknown is "".
func sameVersion(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	rest, ok := strings.CutPrefix(b, a)
	return ok && (a == "" || rest == "" || strings.ContainsRune(".+-", rune(rest[0])))
}

// sameFile reports whether two names of a source can be of the same one: tools
// cut the project's folder off.
func sameFile(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	rest, ok := strings.CutSuffix(b, a)
	return ok && (rest == "" || strings.HasSuffix(rest, "/"))
}
