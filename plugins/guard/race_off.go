//go:build !race

package guard

const (
	raceFactor = 1
	raced      = false
)
