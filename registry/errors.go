package registry

import "errors"

// The conditions an operation can end in. An error that matches none of them
// is an internal failure: the operation could not be done (exit code 1).
var (
	// ErrInvalid means that the input is malformed or contradicts itself.
	// Correct the input; trying again unchanged cannot help.
	ErrInvalid = errors.New("invalid")

	// ErrRefused means that the question was understood and the answer is no:
	// a breaking finding, a failed proof, a rejection by the rules.
	ErrRefused = errors.New("refused")

	// ErrNotAllowed means that the caller lacks the right to ask for this.
	ErrNotAllowed = errors.New("not allowed")

	// ErrNotFound means that the thing named does not exist here.
	ErrNotFound = errors.New("not found")

	// ErrConflict means that something else already holds the name or place.
	ErrConflict = errors.New("conflict")

	// ErrStale means that the input was right once and the world moved on:
	// read the present state and decide again.
	ErrStale = errors.New("stale")

	// ErrTimeout means that the awaited state was not reached in time.
	ErrTimeout = errors.New("timed out")

	// ErrUnreachable means that a chain node or a peer did not answer. The
	// operation may be tried again unchanged.
	ErrUnreachable = errors.New("unreachable")
)
