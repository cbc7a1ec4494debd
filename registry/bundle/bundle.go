package bundle

import (
	"fmt"
	"maps"
	"slices"

	"github.com/novation-dev/novation/registry"
)

// MaxSize bounds a bundle file, in bytes.
const MaxSize = 64 << 20

// maxReferences bounds the reference tables of a release, and with them the
// entries of the archive.
const maxReferences = 256

// maxContracts bounds the contracts beside the Book.
const maxContracts = 256

// maxSignatures bounds the signatures in one bundle.
const maxSignatures = 16

// maxAttestations bounds the attestations in one bundle.
const maxAttestations = 32

// A Bundle is a release with all its bytes.
type Bundle struct {
	// Manifest says what the release consists of. Its digests and sizes must
	// be those of the bytes below.
	Manifest registry.Manifest
	// Rules is the Wasm module.
	Rules []byte
	// Schema is the serialised FileDescriptorSet of state and command.
	Schema []byte
	// Artifact is the JSON of the compiled Book.
	Artifact []byte
	// References holds the reference data by name. Nil means none.
	References map[string][]byte
	// Samples are the encoded sample calls. Nil means none.
	Samples []byte
	// Contracts holds the contracts beside the Book by name. Nil means none.
	Contracts map[string]Contract
	// Signatures are DSSE envelopes as JSON, one for each publisher. They are
	// added by [Bundle.Sign]. Their order does not matter.
	Signatures [][]byte
	// Attestations are Sigstore bundles: what publishers state about the release
	// beside that it is one, such as how it was built. They are added by
	// [Bundle.Attest]. Their order does not matter.
	Attestations [][]byte
}

// A Contract is the bytes of one contract beside the Book.
type Contract struct {
	// Artifact is the JSON of the compiled contract.
	Artifact []byte
	// Match is the JSON of what was found on chain. Nil means none.
	Match []byte
	// Move says how the state of the contract before becomes this one's. Nil
	// means that nothing needs to be said.
	Move []byte
}

// Digest returns the release digest. It covers everything except the
// signatures. It fails when the bytes are not those that the manifest names.
func (b *Bundle) Digest() (registry.Digest, error) {
	r, err := b.release()
	if err != nil {
		return registry.Digest{}, err
	}
	return toDigest(r.desc), nil
}

// check compares the bytes with the manifest.
func (b *Bundle) check() error {
	m := &b.Manifest
	if err := m.Check(); err != nil {
		return err
	}
	if len(m.References) > maxReferences {
		return fmt.Errorf("release %s has %d reference tables, at most %d are possible: %w",
			m.Ref(), len(m.References), maxReferences, registry.ErrInvalid)
	}
	parts := []part{
		{"rules", m.Rules, b.Rules},
		{"schema", m.Schema.Blob, b.Schema},
		{"contents of the Book", m.Book.Artifact, b.Artifact},
	}
	if m.Samples != nil {
		parts = append(parts, part{"samples", *m.Samples, b.Samples})
	} else if len(b.Samples) > 0 {
		return fmt.Errorf("checking %s: the manifest does not name the samples: %w", m.Ref(), registry.ErrInvalid)
	}
	for _, p := range parts {
		if err := checkBlob(p.what, p.want, p.data); err != nil {
			return fmt.Errorf("checking %s: %w", m.Ref(), err)
		}
	}
	for _, r := range m.References {
		data, ok := b.References[r.Name]
		if !ok {
			return fmt.Errorf("checking %s: reference data %q is missing: %w", m.Ref(), r.Name, registry.ErrInvalid)
		}
		if err := checkBlob(fmt.Sprintf("reference data %q", r.Name), r.Blob, data); err != nil {
			return fmt.Errorf("checking %s: %w", m.Ref(), err)
		}
	}
	if len(b.References) != len(m.References) {
		return fmt.Errorf("checking %s: the manifest does not name all of the reference data %q: %w",
			m.Ref(), slices.Sorted(maps.Keys(b.References)), registry.ErrInvalid)
	}
	return b.checkContracts()
}

func (b *Bundle) checkContracts() error {
	m := &b.Manifest
	if len(m.Contracts) > maxContracts {
		return fmt.Errorf("release %s has %d contracts beside its Book, at most %d are possible: %w",
			m.Ref(), len(m.Contracts), maxContracts, registry.ErrInvalid)
	}
	for _, c := range m.Contracts {
		have, ok := b.Contracts[c.Name]
		if !ok {
			return fmt.Errorf("checking %s: contract %s is missing: %w", m.Ref(), c.Name, registry.ErrInvalid)
		}
		if err := checkBlob("contents of contract "+c.Name, c.Artifact, have.Artifact); err != nil {
			return fmt.Errorf("checking %s: %w", m.Ref(), err)
		}
		if err := checkOptional("match of contract "+c.Name, c.Match, have.Match); err != nil {
			return fmt.Errorf("checking %s: %w", m.Ref(), err)
		}
		if err := checkOptional("move of contract "+c.Name, c.Move, have.Move); err != nil {
			return fmt.Errorf("checking %s: %w", m.Ref(), err)
		}
	}
	if len(b.Contracts) != len(m.Contracts) {
		return fmt.Errorf("checking %s: the manifest does not name all of the contracts %q: %w",
			m.Ref(), slices.Sorted(maps.Keys(b.Contracts)), registry.ErrInvalid)
	}
	return nil
}

// A part is bytes that the manifest names.
type part struct {
	what string
	want registry.Blob
	data []byte
}

// checkOptional is checkBlob for what a release may leave out.
func checkOptional(what string, want *registry.Blob, data []byte) error {
	if want != nil {
		return checkBlob(what, *want, data)
	}
	if data != nil {
		return fmt.Errorf("the manifest does not name the %s: %w", what, registry.ErrInvalid)
	}
	return nil
}

func checkBlob(what string, want registry.Blob, data []byte) error {
	if got := registry.DigestOf(data); got != want.Digest {
		return &DigestError{What: what, Want: want.Digest, Got: got}
	}
	if int64(len(data)) != want.Size {
		return fmt.Errorf("the %s have %d bytes, the manifest says %d: %w", what, len(data), want.Size, registry.ErrInvalid)
	}
	return nil
}
