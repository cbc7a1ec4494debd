package plugins

import (
	"sync"

	"github.com/tetratelabs/wazero/experimental"
)

// pooledBytes bounds the memories that are kept for the next call. A module that
// may use more gets a new one from the library each time.
const pooledBytes = 64 << 20

// memories keeps the linear memories of a module's instances, so that a call
// neither asks the system for memory nor copies it when the module grows. What
// a call is given is zero, like a new memory.
type memories struct {
	max  uint64 // bytes
	free sync.Pool
}

// A linear is the memory of one instance. It implements
// experimental.LinearMemory.
type linear struct {
	all  []byte
	used uint64 // never shrinks: bytes beyond it are zero
}

// get returns a memory of zeros, or nil when memories of this size are not
// kept.
func (m *memories) get() *linear {
	if m.max > pooledBytes {
		return nil
	}
	if l, ok := m.free.Get().(*linear); ok {
		return l
	}
	return &linear{all: make([]byte, m.max)}
}

// put takes a memory back. The instance that had it must be closed and its call
// must have returned: the library calls Free while a call that was stopped may
// still be running, so Free cannot be the moment.
func (m *memories) put(l *linear) {
	if l == nil {
		return
	}
	clear(l.all[:l.used])
	l.used = 0
	m.free.Put(l)
}

// Allocate implements experimental.MemoryAllocator. A module has one memory.
func (l *linear) Allocate(_, limit uint64) experimental.LinearMemory {
	if limit > uint64(len(l.all)) {
		return nil // cannot be: the runtime's limit is the pool's
	}
	return l
}

// Reallocate implements experimental.LinearMemory.
func (l *linear) Reallocate(size uint64) []byte {
	if size > uint64(len(l.all)) {
		return nil
	}
	l.used = max(l.used, size)
	return l.all[:size]
}

// Free implements experimental.LinearMemory.
func (l *linear) Free() {}
