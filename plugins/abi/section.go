package abi

import (
	"encoding/binary"

	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/registry"
)

// SectionName names the custom section that says what a module needs.
const SectionName = "novation.abi"

// A Section is the content of the custom section. Nothing must run to read it.
type Section struct {
	// Version is [Version].
	Version uint32
	// Descriptor is the digest of the descriptor set the rules were generated
	// from.
	Descriptor registry.Digest
	// Buffer is the size of the shared buffer, in bytes, 1 to [MaxBuffer]. No
	// longer request can be sent.
	Buffer uint32
	// MemoryPages bounds linear memory, in pages of 64 KiB, 1 to
	// [MaxMemoryPages].
	MemoryPages uint32
}

// Validate reports the first thing about s that no section may have.
func (s Section) Validate() error {
	switch {
	case s.Version != Version:
		return invalid("section %s: ABI version %d is not known to this program (it knows %d)", SectionName, s.Version, Version)
	case s.Descriptor.IsZero():
		return invalid("section %s: the digest of the descriptor set is missing", SectionName)
	case s.Buffer == 0 || s.Buffer > MaxBuffer:
		return invalid("section %s: a buffer of %d bytes is not between 1 and %d", SectionName, s.Buffer, MaxBuffer)
	case s.MemoryPages == 0 || s.MemoryPages > MaxMemoryPages:
		return invalid("section %s: %d pages of memory are not between 1 and %d", SectionName, s.MemoryPages, MaxMemoryPages)
	}
	return nil
}

// Encode writes the canonical content of the section.
func (s Section) Encode() []byte {
	var w writer
	w.varint(1, uint64(s.Version))
	if !s.Descriptor.IsZero() {
		w.element(2, s.Descriptor[:])
	}
	w.varint(3, uint64(s.Buffer))
	w.varint(4, uint64(s.MemoryPages))
	return w.b
}

// DecodeSection reads what [Section.Encode] writes and nothing else.
func DecodeSection(b []byte) (Section, error) {
	var s Section
	err := fields("section "+SectionName, b, func(f wire.Field, p *reader) {
		switch f.Number {
		case 1:
			s.Version = p.uint32(f)
		case 2:
			if d := p.bytes(f); len(d) != len(s.Descriptor) {
				p.fail("field 2: a digest has %d bytes, not %d", len(s.Descriptor), len(d))
			} else {
				s.Descriptor = registry.Digest(d)
			}
		case 3:
			s.Buffer = p.uint32(f)
		case 4:
			s.MemoryPages = p.uint32(f)
		default:
			p.fail("unknown field %d", f.Number)
		}
	})
	if err != nil {
		return Section{}, err
	}
	return s, s.Validate()
}

func (p *reader) uint32(f wire.Field) uint32 {
	v := p.varint(f)
	if v > 1<<32-1 {
		p.fail("field %d: %d does not fit uint32", f.Number, v)
	}
	return uint32(v)
}

// AppendSection returns module with its section. A section that it has already
// is replaced, so that doing it twice changes nothing.
func AppendSection(module []byte, s Section) ([]byte, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	out := wasm.Header()
	err := wasm.Sections(module, func(sec wasm.Section) error {
		if name, _, ok := sec.Custom(); !ok || name != SectionName {
			out = append(out, sec.Raw...)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	content := binary.AppendUvarint(nil, uint64(len(SectionName)))
	content = append(append(content, SectionName...), s.Encode()...)
	out = binary.AppendUvarint(append(out, 0), uint64(len(content)))
	return append(out, content...), nil
}

// ReadSection finds and reads the section of a module. It must be there
// exactly once.
func ReadSection(module []byte) (Section, error) {
	var found [][]byte
	err := wasm.Sections(module, func(sec wasm.Section) error {
		if name, content, ok := sec.Custom(); ok && name == SectionName {
			found = append(found, content)
		}
		return nil
	})
	switch {
	case err != nil:
		return Section{}, err
	case len(found) == 0:
		return Section{}, invalid("the module has no section %s: build it with `novation release build`", SectionName)
	case len(found) > 1:
		return Section{}, invalid("the module has %d sections %s: one is allowed", len(found), SectionName)
	}
	return DecodeSection(found[0])
}
