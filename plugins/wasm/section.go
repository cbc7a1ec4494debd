package wasm

import "bytes"

// The sections of a module.
const (
	CustomSection = iota
	TypeSection
	ImportSection
	FunctionSection
	TableSection
	MemorySection
	GlobalSection
	ExportSection
	StartSection
	ElementSection
	CodeSection
	DataSection
	DataCountSection
)

// header is the magic number and version 1 of the binary format.
var header = []byte("\x00asm\x01\x00\x00\x00")

// Header returns what every module begins with.
func Header() []byte { return bytes.Clone(header) }

// A Section is one section of a module. Its slices alias the module.
type Section struct {
	// ID is 0 for a custom section.
	ID byte
	// Content is what stands in the section, Raw the same with ID and size.
	Content, Raw []byte

	offset int // of Content in the module
}

// Custom returns name and content of a custom section.
func (s Section) Custom() (name string, content []byte, ok bool) {
	if s.ID != CustomSection {
		return "", nil, false
	}
	n, rest, ok := leb(s.Content)
	if !ok || uint64(n) > uint64(len(rest)) {
		return "", nil, false
	}
	return string(rest[:n]), rest[n:], true
}

// Sections calls yield for every section of a module. It judges the frame
// only: the header, the sizes, the end; not how long the module is.
func Sections(module []byte, yield func(Section) error) error {
	b, ok := bytes.CutPrefix(module, header)
	if !ok {
		return invalid("it does not begin like a WebAssembly module of version 1")
	}
	for len(b) > 0 {
		n, rest, ok := leb(b[1:])
		if !ok || uint64(n) > uint64(len(rest)) {
			return invalid("section %d at byte %d reaches beyond the end", b[0], len(module)-len(b))
		}
		head := len(b) - len(rest)
		s := Section{ID: b[0], Content: rest[:n:n], Raw: b[: head+int(n) : head+int(n)], offset: len(module) - len(rest)}
		if err := yield(s); err != nil {
			return err
		}
		b = rest[n:]
	}
	return nil
}

// leb reads an unsigned LEB128 of at most 32 bits, which need not be minimal:
// linkers pad them.
func leb(b []byte) (v uint32, rest []byte, ok bool) {
	var n uint64
	for i := 0; i < len(b) && i < 5; i++ {
		n |= uint64(b[i]&0x7f) << (7 * i)
		if b[i] < 0x80 {
			return uint32(n), b[i+1:], n <= 1<<32-1
		}
	}
	return 0, b, false
}
