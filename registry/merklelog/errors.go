package merklelog

import (
	"fmt"

	"github.com/novation-dev/novation/registry"
)

var (
	// ErrTampered means that the stored log contradicts its own signed
	// checkpoint: bytes were changed on disk. Restore the file from a copy.
	ErrTampered = fmt.Errorf("the stored log was changed: %w", registry.ErrRefused)

	// ErrProof means that an entry is not where the log claims it to be, or
	// that a checkpoint does not carry the signature of the log. Do not act on
	// what came with it.
	ErrProof = fmt.Errorf("the log does not prove this: %w", registry.ErrRefused)
)

// A ForkError reports two signed checkpoints of one log of which the second
// was not shown to extend the first: the log may be telling two histories. It
// matches [registry.ErrRefused]. Keep both checkpoints and show them to the
// other members.
type ForkError struct {
	// Old was seen before New.
	Old, New Checkpoint
}

// Error says what was compared.
func (e *ForkError) Error() string {
	return fmt.Sprintf("log %s forked: size %d with root %s does not extend size %d with root %s, "+
		"keep both checkpoints as evidence", e.New.Origin, e.New.Size, e.New.Root, e.Old.Size, e.Old.Root)
}

// Unwrap returns [registry.ErrRefused].
func (e *ForkError) Unwrap() error { return registry.ErrRefused }
