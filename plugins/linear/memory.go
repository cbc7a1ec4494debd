package linear

import (
	"errors"
	"fmt"
)

// A Memory is the linear memory of one instance. It belongs to the goroutine that
// uses the instance.
type Memory struct {
	space  *Space
	limit  uint64
	bytes  []byte // what the instance sees
	image  *Image
	denied bool
	inside bool // between Enter and Reset
	region region
}

// NewMemory returns an empty memory that can grow to limit bytes.
func (s *Space) NewMemory(limit uint64) (*Memory, error) {
	m := &Memory{space: s, limit: limit}
	if err := m.region.reserve(s, limit); err != nil {
		return nil, fmt.Errorf("reserving %d bytes for a memory: %w", limit, err)
	}
	return m, nil
}

// Reallocate implements experimental.LinearMemory. New bytes are zero. It
// returns nil when the memory may not have, or cannot be given, so many.
func (m *Memory) Reallocate(size uint64) []byte {
	if size > m.limit {
		m.denied = true
		return nil
	}
	if size > uint64(len(m.bytes)) {
		b := m.region.grow(m.bytes, size)
		if b == nil {
			return nil
		}
		m.bytes = b
	}
	return m.bytes[:size:size]
}

// Free implements experimental.LinearMemory. It does nothing: wazero calls it
// while a call runs. See [Memory.Close].
func (m *Memory) Free() {}

// Bytes returns the content.
func (m *Memory) Bytes() []byte { return m.bytes }

// Denied reports whether the memory was asked for more than its limit since the
// last Reset.
func (m *Memory) Denied() bool { return m.denied }

// Attach makes the memory equal to an image of its size, which must live as long
// as it.
func (m *Memory) Attach(i *Image) error {
	if len(m.bytes) != len(i.bytes) {
		return fmt.Errorf("an image of %d bytes does not fit a memory of %d", len(i.bytes), len(m.bytes))
	}
	if err := m.region.attach(m.bytes, i); err != nil {
		return fmt.Errorf("mapping an image: %w", err)
	}
	m.image, m.denied = i, false
	return nil
}

// Enter begins a use of the memory, which Reset ends: both, and all writing
// between them, by one goroutine. It is not needed, but makes Reset faster: where
// the system counts the page faults of a thread, the goroutine stays on its
// thread, and when it had none Reset need not look for new private pages.
func (m *Memory) Enter() {
	m.leave()
	m.inside = m.region.enter(m.space)
}

func (m *Memory) leave() {
	if m.inside {
		m.inside = false
		m.region.leave()
	}
}

// errDetached means that a memory without an image was to be reset.
var errDetached = errors.New("linear: the memory has no image")

// Reset makes the memory equal to its image. It returns false when the memory
// has grown, which cannot be undone: the instance must be dropped.
func (m *Memory) Reset() bool {
	if m.image == nil {
		panic(errDetached)
	}
	defer m.leave()
	m.denied = false
	if len(m.bytes) != len(m.image.bytes) {
		return false
	}
	return m.region.reset(m.space, m.bytes, m.image)
}

// Shrink gives pages back that a reset kept. The memory must have been reset.
func (m *Memory) Shrink() { m.region.shrink(m.bytes) }

// Private returns how much memory this one has for itself beside its image, in
// bytes.
func (m *Memory) Private() int { return m.region.private(m.space, m.bytes) }

// Close gives the memory back. The instance must be closed, and none of its
// calls may run.
func (m *Memory) Close() error {
	m.leave()
	m.bytes, m.image = nil, nil
	return m.region.free()
}
