// Package damage turns what a damaged database file does to a reader into an
// error. bbolt maps the file into memory and trusts its pages: a changed byte
// can make it panic or read beyond the file, which would end the process, or
// forget its last transaction.
//
// The package imports the registry vocabulary and bbolt.
package damage

import (
	"fmt"
	"runtime/debug"

	"github.com/novation-dev/novation/registry"
)

// Guard begins a stretch of code that reads a mapped file, and returns what
// ends it, to be deferred. A panic or a fault of this goroutine in between
// becomes *err, which then matches [registry.ErrRefused]:
//
//	defer damage.Guard("reading the log", &err)()
func Guard(doing string, err *error) func() {
	old := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(old)
		if r := recover(); r != nil {
			*err = fmt.Errorf("%s: the file is damaged (%v), restore it from a copy: %w", doing, r, registry.ErrRefused)
		}
	}
}
