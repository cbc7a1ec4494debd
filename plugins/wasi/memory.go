package wasi

import "github.com/tetratelabs/wazero/api"

// A memory is the linear memory of a guest. Each method reports false when an
// address is out of range, and then has written nothing.
type memory struct{ api.Memory }

func (m memory) read(ptr, n uint32) ([]byte, bool) {
	if m.Memory == nil {
		return nil, false
	}
	return m.Read(ptr, n)
}

func (m memory) putU32(ptr, v uint32) bool {
	return m.Memory != nil && m.WriteUint32Le(ptr, v)
}

func (m memory) putU64(ptr uint32, v uint64) bool {
	return m.Memory != nil && m.WriteUint64Le(ptr, v)
}

// ok turns the answer of a method into an errno.
func ok(done bool) errno {
	if done {
		return success
	}
	return fault
}
