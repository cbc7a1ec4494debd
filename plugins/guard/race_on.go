//go:build race

package guard

// The detector keeps eight bytes or more for each byte of the program, in
// mappings that the kernel's limit of data would count.
const (
	raceFactor = 8
	raced      = true
)
