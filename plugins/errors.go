package plugins

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// ErrClosed means that rules or engine were used after Close.
var ErrClosed = errors.New("plugins: already closed")

// A LoadError says why a module is not accepted as the rules of a release.
type LoadError struct {
	// Digest is that of the bytes that were given.
	Digest registry.Digest
	// Err is the cause.
	Err error
}

// Error implements error.
func (e *LoadError) Error() string {
	return fmt.Sprintf("loading rules %s: %v", e.Digest.Short(), e.Err)
}

// Unwrap returns the cause, and [registry.ErrInvalid].
func (e *LoadError) Unwrap() []error { return []error{e.Err, registry.ErrInvalid} }

// A TrapError means that the rules broke off instead of answering: a trap, an
// exit. A limit that was reached is a [LimitError].
type TrapError struct {
	// Op is the operation; empty while the module is being initialised.
	Op abi.Op
	// Err is the cause, with the module's stack.
	Err error
	// Log is what the module wrote, at most wasi.MaxLog bytes.
	Log []byte
}

// Error implements error. It tells the cause in one line, and the last line
// the module wrote.
func (e *TrapError) Error() string {
	cause, _, _ := strings.Cut(e.Err.Error(), "\n")
	doing := "initialising the rules"
	if e.Op != "" {
		doing = string(e.Op)
	}
	s := fmt.Sprintf("%s: the rules broke off: %s", doing, strings.TrimSuffix(cause, " (recovered by wazero)"))
	return s + lastWords(e.Log)
}

// lastWords quotes the first line that a module wrote.
func lastWords(log []byte) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(log)), "\n")
	if line == "" {
		return ""
	}
	return fmt.Sprintf(" (they wrote %.200q)", line)
}

// Unwrap returns the cause, and [registry.ErrInvalid].
func (e *TrapError) Unwrap() []error { return []error{e.Err, registry.ErrInvalid} }

// A RequestError means that an operation was not called, because what it was
// to be asked is malformed.
type RequestError struct {
	Op  abi.Op
	Err error
}

// Error implements error.
func (e *RequestError) Error() string {
	return fmt.Sprintf("%s: the request is not sound: %v", e.Op, e.Err)
}

// Unwrap returns the cause, and [registry.ErrInvalid].
func (e *RequestError) Unwrap() []error { return []error{e.Err, registry.ErrInvalid} }

// A ReplyError means that the rules answered with something that is no reply.
type ReplyError struct {
	Op  abi.Op
	Err error
}

// Error implements error.
func (e *ReplyError) Error() string {
	return fmt.Sprintf("%s: the reply is not sound: %v", e.Op, e.Err)
}

// Unwrap returns the cause, and [registry.ErrInvalid].
func (e *ReplyError) Unwrap() []error { return []error{e.Err, registry.ErrInvalid} }

// waited says why a caller no longer waits for an instance. after is how long the
// engine let it wait; zero means that its own context ended.
func waited(ctx context.Context, after time.Duration) error {
	cause := context.Cause(ctx)
	switch {
	case ctx.Err() == nil:
		return fmt.Errorf("no instance of the rules was free for %v: %w", after, registry.ErrTimeout)
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("stopped before it began: %w: %w", cause, registry.ErrTimeout)
	default:
		return fmt.Errorf("stopped before it began: %w", cause)
	}
}

// A hostError says nothing about the module: this machine could not.
type hostError struct{ err error }

func (e *hostError) Error() string { return e.err.Error() }

func (e *hostError) Unwrap() error { return e.err }

// interrupted reports that err says nothing about the module.
func interrupted(err error) bool {
	if _, ok := errors.AsType[*hostError](err); ok {
		return true
	}
	return errors.Is(err, registry.ErrTimeout) || errors.Is(err, context.Canceled) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrClosed)
}
