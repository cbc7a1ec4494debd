package execute

import (
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/registry"
)

// ErrDiffers means that this member has read the new state and that it is not
// what the plan says. It comes with a registry.ErrConflict. Do not go on: find
// out which slots differ, and why, before anybody activates.
var ErrDiffers = errors.New("the new state is not what the plan says")

// Differs marks with [ErrDiffers] what a verification found. Other failures, as of a node that
// does not answer, say nothing of the state.
func Differs(err error) error {
	if errors.Is(err, registry.ErrConflict) && !errors.Is(err, ErrDiffers) {
		return fmt.Errorf("%w: %w", ErrDiffers, err)
	}
	return err
}

// VerifyRevert is [Migration.Verify] of the revert. It fails with
// registry.ErrNotFound when none was begun.
func (m *Migration) VerifyRevert(ctx context.Context) (*Report, error) {
	if m.back == nil {
		return nil, fmt.Errorf("no revert of %s was begun: %w", m.plan.Address, registry.ErrNotFound)
	}
	return m.back.Verify(ctx)
}
