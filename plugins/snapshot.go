package plugins

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/plugins/linear"
	"github.com/novation-dev/novation/registry"
)

// A snapshot is what every instance begins with.
type snapshot struct {
	image   *linear.Image
	globals []uint64 // in the order of meter.Metered.Globals
	buffer  uint32   // address
	digest  registry.Digest
}

// capture takes the snapshot of an instance that has been warmed up.
func capture(space *linear.Space, i *instance) (*snapshot, error) {
	s := &snapshot{buffer: i.buffer}
	for _, g := range i.globals {
		v := g.Get()
		if t := g.Type(); t == api.ValueTypeI32 || t == api.ValueTypeF32 {
			v = uint64(uint32(v)) // the upper half may hold anything
		}
		s.globals = append(s.globals, v)
	}
	s.digest = digestOf(i.memory.Bytes(), s.globals)
	var err error
	s.image, err = space.NewImage(i.memory.Bytes())
	return s, err
}

// digestOf returns the SHA-256 of a domain, the length of the memory and the
// memory, the number of globals and the globals; numbers are eight bytes,
// big-endian.
func digestOf(memory []byte, globals []uint64) registry.Digest {
	h := sha256.New()
	h.Write([]byte("novation/snapshot/v1\x00"))
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(memory))))
	h.Write(memory)
	b := binary.BigEndian.AppendUint64(nil, uint64(len(globals)))
	for _, g := range globals {
		b = binary.BigEndian.AppendUint64(b, g)
	}
	h.Write(b)
	return registry.Digest(h.Sum(nil))
}
