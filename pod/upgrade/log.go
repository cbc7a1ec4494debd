package upgrade

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
)

// syncEvery is the pause between two looks at the log when nothing else asks
// for it: how soon a pod finds out by itself that the log was forked.
const syncEvery = 2 * time.Second

// RunLog follows the log until ctx ends, and fetches the words of reasons.
func (u *Upgrader) RunLog(ctx context.Context) error {
	for warned := ""; ; {
		err := u.Sync(ctx)
		if why := text(err); why != warned && ctx.Err() == nil {
			if warned = why; err != nil {
				u.cfg.Log.WarnContext(ctx, "following the log of the registry; it will be tried again", "error", err)
			}
		}
		u.reasons(ctx)
		t := time.NewTimer(syncEvery)
		select {
		case <-ctx.Done():
			t.Stop()
			return nil
		case <-t.C:
		}
	}
}

// Sync follows the registry's log, from whoever has it, and remembers what it
// publishes. A log that has signed two histories stops every change from here on.
func (u *Upgrader) Sync(ctx context.Context) error { return u.sync(ctx, false) }

// sync follows the log; with all, every source is asked, one of which may have
// seen more than the others.
func (u *Upgrader) sync(ctx context.Context, all bool) error {
	u.syncing.Lock()
	defer u.syncing.Unlock()
	err := u.cfg.Mirror.Sync(ctx, all, u.take)
	if fork, ok := errors.AsType[*merklelog.ForkError](err); ok {
		err = errors.Join(err, u.cfg.Forked(fork.Fork))
	}
	if err != nil {
		return fmt.Errorf("following the log of the registry: %w", err)
	}
	return nil
}

// take stores what a source says is new in the log.
func (u *Upgrader) take(ctx context.Context, news mirror.Update) error {
	if err := u.anchored(news); err != nil || len(news.Entries) == 0 {
		return err
	}
	err := u.cfg.Store.Update(ctx, func(tx store.Tx) error {
		return releases.Follow(tx, news.Entries)
	})
	u.cfg.Point("followed")
	if err == nil && hasKeys(news.Entries) {
		// The sets come along now, so that they are here when they are needed.
		_, err = u.ring(ctx)
	}
	return err
}

// anchored holds what the registry shows against the checkpoint on chain. That
// one is not signed by the log, so that a difference proves nothing about it:
// the pod does not go on until it is settled who is wrong.
func (u *Upgrader) anchored(news mirror.Update) error {
	v := u.cfg.View()
	size := int64(v.LogSize)
	switch {
	case size == 0:
		return nil
	case size > news.Checkpoint.Size:
		return fmt.Errorf("it shows %d entries, but size %d is anchored on chain: ask another mirror, or whoever runs the registry: %w",
			news.Checkpoint.Size, size, registry.ErrStale)
	}
	root, err := news.Root(size)
	if err == nil && root != registry.Digest(v.LogRoot) {
		err = fmt.Errorf("its first %d entries have root %s, on chain is %s: either the log was rewritten or a pod has anchored what it never had: %w",
			size, root, registry.Digest(v.LogRoot), registry.ErrRefused)
	}
	return err
}
