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

	// ErrUnwitnessed means that the log has signed a checkpoint, but not enough
	// witnesses have cosigned it. Ask again later; when it stays so, a pod is
	// down or the log shows different histories to different readers.
	ErrUnwitnessed = fmt.Errorf("too few cosignatures: %w", ErrProof)
)

// A ForkError reports two signed checkpoints of one log that contradict each
// other: the log tells two histories. It matches [registry.ErrRefused]. Save the
// fork and show it to the other members.
type ForkError struct {
	// Fork is the proof.
	Fork *Fork
	// Old was seen before New.
	Old, New Checkpoint
}

// Error says what was compared.
func (e *ForkError) Error() string {
	return fmt.Sprintf("log %s forked: size %d with root %s does not extend size %d with root %s, "+
		"act on nothing from it and show the proof to the other members", e.New.Origin, e.New.Size, e.New.Root, e.Old.Size, e.Old.Root)
}

// Unwrap returns [registry.ErrRefused].
func (e *ForkError) Unwrap() error { return registry.ErrRefused }
