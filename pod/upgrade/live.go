package upgrade

import (
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/compat"
)

// verifyLive holds a release against every other release on which this pod has
// live records, not only against the one before it: a pinned record will move
// from where it is. A release that is newer than the one proposed is left out:
// its records were reverted, and go the way of the revert plan.
func (u *Upgrader) verifyLive(ctx context.Context, s *subject) error {
	digests, err := u.live(ctx, s.to.Manifest.Name)
	if err != nil {
		return err
	}
	var from []*bundle.Bundle
	for _, d := range digests {
		if parent := s.doc.Plan.From; parent != nil && parent.Release == d {
			continue // verify compared with it
		}
		b, err := releases.Open(ctx, u.cfg.Store, d)
		if err != nil {
			return fmt.Errorf("records of this pod are at release %s: %w", d.Short(), err)
		}
		if s.to.Manifest.Semver().GreaterThan(b.Manifest.Semver()) {
			from = append(from, b)
		}
	}
	steps, err := compat.Steps(s.to, from...)
	return errors.Join(err, compat.Worst(steps))
}

// live returns the releases of a line at which records stand that can still
// change, each once.
func (u *Upgrader) live(ctx context.Context, line string) (found []registry.Digest, err error) {
	seen := map[registry.Digest]bool{}
	err = u.cfg.Store.View(ctx, func(tx store.Tx) error {
		return record.Each(tx, func(r *record.Record) error {
			if r.Line == line && r.Status != record.Closed && !r.Release.IsZero() && !seen[r.Release] {
				seen[r.Release] = true
				found = append(found, r.Release)
			}
			return nil
		})
	})
	return found, err
}
