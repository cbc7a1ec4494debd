package boltstore

import (
	"fmt"
	"runtime/debug"

	"github.com/novation-dev/novation/registry"
)

// A DamagedError says that a file is not what bbolt wrote. The store that
// returns it takes no more writes. It matches [registry.ErrInvalid].
type DamagedError struct {
	Path   string
	Reason string // what was found, for the operator
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("database %s is damaged: %s: stop the pod, keep a copy of the file, then restore it from a "+
		"backup or start with an empty one and sync from the other parties", e.Path, e.Reason)
}

// StoreFailure marks the error as one of this pod's own disk, which must not be
// taken for a judgement of somebody else's input.
func (e *DamagedError) StoreFailure() {}

// Unwrap returns [registry.ErrInvalid].
func (e *DamagedError) Unwrap() error { return registry.ErrInvalid }

// guard calls fn, which calls bbolt, and turns a panic in it into an error:
// bbolt trusts the file and asserts what it finds.
func guard(path string, fn func() error) (err error) {
	// Pages are read from mapped memory. A wrong page number leads outside of
	// it, which must be a panic rather than the end of the process.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = &DamagedError{Path: path, Reason: fmt.Sprint(r)}
		}
	}()
	return fn()
}
