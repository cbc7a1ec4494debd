package abi

import "bytes"

// MaxModule bounds a module, in bytes.
const MaxModule = 8 << 20

const customID = 0

// header is the magic number and version 1 of the binary format.
var header = []byte("\x00asm\x01\x00\x00\x00")

// A rawSection is one section of a module; its slices alias the module.
type rawSection struct {
	id      byte
	content []byte
	raw     []byte // with id and size
}

// custom returns name and content of a custom section.
func (s rawSection) custom() (name string, content []byte, ok bool) {
	if s.id != customID {
		return "", nil, false
	}
	n, rest, ok := leb(s.content)
	if !ok || uint64(n) > uint64(len(rest)) {
		return "", nil, false
	}
	return string(rest[:n]), rest[n:], true
}

// walk calls yield for every section of a module. It judges the frame only:
// header, sizes, the end.
func walk(module []byte, yield func(rawSection) error) error {
	if len(module) > MaxModule {
		return invalid("module: %d bytes are over the limit of %d", len(module), MaxModule)
	}
	b, ok := bytes.CutPrefix(module, header)
	if !ok {
		return invalid("module: it does not begin like a WebAssembly module of version 1")
	}
	for len(b) > 0 {
		id := b[0]
		n, rest, ok := leb(b[1:])
		if !ok || uint64(n) > uint64(len(rest)) {
			return invalid("module: section %d at byte %d reaches beyond the end", id, len(module)-len(b))
		}
		head := len(b) - len(rest)
		if err := yield(rawSection{id: id, content: rest[:n], raw: b[:head+int(n)]}); err != nil {
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
