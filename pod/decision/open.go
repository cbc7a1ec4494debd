package decision

import (
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// open reports whether a release still takes decisions of a kind: it does not
// when it was withdrawn, or when its dates are past by this pod's chain. A record
// may always leave it. The rules of the dates themselves are in package evidence,
// by the logical time of a decision; here a proposer who gives an old one is held
// to the present.
func (d *Decider) open(ctx context.Context, rel *evidence.Release, kind evidence.Kind) error {
	if kind.Novates() {
		return nil
	}
	var known releases.Known
	err := d.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		known, err = releases.FindKnown(tx, func(k releases.Known) bool { return k.Digest == rel.Digest }, rel.Digest.Short())
		return err
	})
	if err != nil && !errors.Is(err, registry.ErrNotFound) { // one that is not from the log has no end
		return err
	}
	at := int64(d.cfg.View().Time) - maxSkew
	dates := rel.Manifest.Dates
	switch {
	case known.Withdrawn != "":
		return fmt.Errorf("%s was withdrawn (%s): novate the record: %w", known.Ref(), known.Withdrawn, registry.ErrRefused)
	case kind == evidence.Create && !dates.Creates(at), !dates.Decides(at):
		return fmt.Errorf("the dates of %s are past: it takes no %s any more: %w", rel.Manifest.Ref(), kind, registry.ErrRefused)
	}
	return nil
}
