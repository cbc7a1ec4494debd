package wire

import (
	"unicode/utf8"
	"unsafe"
)

// valid reports whether s is valid UTF-8. It looks at eight bytes at once, which
// the standard library leaves to compilers that join loads; this one does not.
func valid(s string) bool {
	const bits = 0x8080808080808080
	at, n := unsafe.Pointer(unsafe.StringData(s)), uintptr(len(s))
	if n < 8 {
		all := byte(0)
		for i := range n {
			all |= *(*byte)(unsafe.Add(at, i))
		}
		return all < 0x80 || utf8.ValidString(s)
	}
	all := *(*uint64)(unsafe.Add(at, n-8)) // the end, which the loops leave
	for ; n >= 32; n -= 32 {
		w := (*[4]uint64)(at)
		all |= w[0] | w[1] | w[2] | w[3]
		at = unsafe.Add(at, 32)
	}
	for ; n >= 8; n -= 8 {
		all |= *(*uint64)(at)
		at = unsafe.Add(at, 8)
	}
	return all&bits == 0 || utf8.ValidString(s)
}
