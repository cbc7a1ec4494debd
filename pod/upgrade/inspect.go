package upgrade

import (
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
)

// inspect checks, once after a start, that every release which decides records
// is still here as it was verified, and makes it ready. A release that is not
// puts the pod into quarantine. It reports false when it could not tell.
func (u *Upgrader) inspect(ctx context.Context) bool {
	for a, b := range u.cfg.View().Books {
		err := u.inspectBook(ctx, b.Release)
		switch {
		case err == nil:
		case ctx.Err() != nil, errors.Is(err, registry.ErrUnreachable), errors.Is(err, registry.ErrNotFound):
			u.cfg.Log.WarnContext(ctx, "inspecting a release; it will be tried again", "book", a, "error", err)
			return false
		default:
			u.cfg.Quarantine(ctx, fmt.Sprintf("the release that decides the records of Book %s cannot be used any more: %v", a, err))
		}
	}
	return true
}

// inspectBook makes the release with the given salted digest ready. What this
// pod has switched to is in its store; what it has not is fetched by follow.
func (u *Upgrader) inspectBook(ctx context.Context, salted registry.Digest) error {
	var known releases.Known
	var here bool
	err := u.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		if known, err = releases.BySalted(tx, u.cfg.Salt, salted); err != nil {
			return err
		}
		file, err := releases.GetBundle(tx, known.Digest)
		here = file != nil
		return err
	})
	if errors.Is(err, registry.ErrNotFound) || err == nil && !here {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := u.cfg.Releases.Release(ctx, known.Digest); err != nil {
		return fmt.Errorf("%s: %w", known.Ref(), err)
	}
	return nil
}
