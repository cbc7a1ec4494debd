package solc

import (
	"bytes"
	"encoding/binary"

	"github.com/novation-dev/novation/registry"
)

// load and store access a word of memory, byte a byte.
func (i *instance) load(p uint32) uint32 { return binary.LittleEndian.Uint32(i.at(p, 4)) }

func (i *instance) store(p, v uint32) { binary.LittleEndian.PutUint32(i.at(p, 4), v) }

func (i *instance) byte(p uint32) *byte { return &i.at(p, 1)[0] }

// at returns n bytes of memory.
func (i *instance) at(p, n uint32) []byte {
	b := i.memory.Bytes()
	if uint64(p)+uint64(n) > uint64(len(b)) {
		stop("it passed an address outside of its memory: %w", registry.ErrInvalid)
	}
	return b[p : uint64(p)+uint64(n)]
}

// memorySize is the size of the memory, in bytes.
func (i *instance) memorySize() int { return len(i.memory.Bytes()) }

// text returns the text at p up to its zero, which is looked for in most bytes.
func (i *instance) text(p uint64, most int) ([]byte, bool) {
	b := i.memory.Bytes()
	at := int(uint32(p))
	if at == 0 || at >= len(b) {
		return nil, false
	}
	b = b[at:min(len(b), at+most)]
	n := bytes.IndexByte(b, 0)
	if n < 0 {
		return nil, false
	}
	return b[:n], true
}

// write writes text and a zero to p.
func (i *instance) write(p uint32, text []byte) bool {
	b := i.memory.Bytes()
	if p == 0 || uint64(p)+uint64(len(text))+1 > uint64(len(b)) {
		return false
	}
	copy(b[p:], text)
	b[int(p)+len(text)] = 0
	return true
}
