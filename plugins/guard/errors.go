package guard

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/novation-dev/novation/registry"
)

// A Cause says why a module was not compiled.
type Cause int

// The causes.
const (
	// Refused: the compiler says that the module is not valid.
	Refused Cause = iota + 1
	// Memory: compiling it needs more memory than allowed.
	Memory
	// Time: compiling it takes longer than allowed.
	Time
	// Crash: the compiler broke off.
	Crash
	// Killed: somebody ended the compiler from outside.
	Killed
)

// An Error says why a module was not compiled. It matches [registry.ErrInvalid]
// when the module is at fault (Refused, Memory, Crash), [registry.ErrTimeout]
// when time ran out, which a busy machine may have caused (Time), and neither
// when the compiler was ended from outside (Killed).
type Error struct {
	// Module is the digest of the module.
	Module registry.Digest
	Cause  Cause
	// Limit is the limit of Time, or else of Memory, for people.
	Limit string
	// Detail is what the compiler said last, in one line. May be empty.
	Detail string
	// Report says what was used until then.
	Report Report
}

// Error implements error.
func (e *Error) Error() string {
	var what string
	switch e.Cause {
	case Refused:
		return fmt.Sprintf("compiling module %s: %s", e.Module.Short(), e.Detail)
	case Memory:
		what = fmt.Sprintf("it needs more than %s of memory; make it smaller, or its functions", e.Limit)
	case Time:
		what = fmt.Sprintf("it takes longer than %s; try again when the machine is less busy, or make it smaller", e.Limit)
	case Crash:
		what = "the compiler broke off; build it in another way, and report this with the module"
	case Killed:
		what = "something outside ended the compiler; try again, and see whether the machine has enough memory"
	}
	s := fmt.Sprintf("compiling module %s: %s", e.Module.Short(), what)
	if e.Detail != "" {
		s += fmt.Sprintf(" (%s)", e.Detail)
	}
	return s
}

// Unwrap returns the condition.
func (e *Error) Unwrap() []error {
	switch e.Cause {
	case Time:
		return []error{registry.ErrTimeout}
	case Killed:
		return nil
	default:
		return []error{registry.ErrInvalid}
	}
}

// A Report says what compiling took.
type Report struct {
	// Elapsed is the time from the start of the child to its end.
	Elapsed time.Duration
	// Peak is the most memory the child had in use, in bytes, the program
	// itself included. 0 where the system does not tell.
	Peak uint64
	// Code is the size of the machine code, in bytes, as it stands in the cache.
	Code int64
}

// stopped is the error for a caller that does not want to wait any longer.
func stopped(ctx context.Context, key registry.Digest) error {
	cause := context.Cause(ctx)
	if errors.Is(cause, context.DeadlineExceeded) {
		return fmt.Errorf("compiling module %s: %w: %w", key.Short(), registry.ErrTimeout, cause)
	}
	return fmt.Errorf("compiling module %s: %w", key.Short(), cause)
}
