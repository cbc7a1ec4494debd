package guard

import (
	"context"
	"os"

	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/registry"
)

// For tests of what a sound child never does.

// An Outcome is what a child reports.
type Outcome = outcome

// Variable is the one that makes a process a child, and NewToken a good value.
const Variable = variable

func NewToken() string { return newToken().String() }

// Work makes a folder as for a child, and returns it with wazero's in it.
func (g *Guard) Work() (dir, folder string, err error) {
	dir, err = g.store.work()
	return dir, g.store.folder, err
}

// Adopt takes what stands in a work folder.
func (g *Guard) Adopt(work string, o Outcome, key registry.Digest) error {
	return g.store.adopt(work, o, key, 16, false)
}

// FromCache compiles as Load does, without Ensure.
func FromCache(r wazero.Runtime, module []byte) error {
	_, err := compile(fromCache(), r, module)
	return err
}

var ErrNotCached = errNotCached

// Parse finds the outcome in a child's output.
func Parse(output []byte, value string) (Outcome, bool) {
	t, ok := parseToken(value)
	if !ok {
		return Outcome{}, false
	}
	return parseOutcome(output, t)
}

// Encode is what a child writes.
func Encode(o Outcome, value string) []byte {
	t, _ := parseToken(value)
	return o.encode(t)
}

// Diagnose says why a child ended.
func Diagnose(s *os.ProcessState, stderr string) (Cause, string) {
	return diagnose(s, stderr, job{Deadline: DefaultDeadline})
}

// InProcess compiles in this process, into the guard's cache.
func (g *Guard) InProcess(ctx context.Context, r wazero.Runtime, module []byte) error {
	_, err := compile(ctx, r, module)
	return err
}
