package linear

// growSlice returns b with size bytes. It moves, and wazero takes the new place.
func growSlice(b []byte, size uint64) []byte {
	if size <= uint64(cap(b)) {
		return b[:size]
	}
	bigger := make([]byte, size, max(size, min(2*uint64(cap(b)), size+16*PageSize)))
	copy(bigger, b)
	return bigger
}
