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

// Sync follows the registry's log and remembers what it publishes. A log that
// has signed two histories stops every change from here on.
func (u *Upgrader) Sync(ctx context.Context) error {
	u.syncing.Lock()
	defer u.syncing.Unlock()
	news, err := u.cfg.Mirror.Sync(ctx)
	if fork, ok := errors.AsType[*merklelog.ForkError](err); ok {
		err = errors.Join(err, u.cfg.Forked(fork.Fork))
	}
	if err == nil {
		err = u.anchored(news)
	}
	if err != nil {
		return fmt.Errorf("following the log of the registry: %w", err)
	}
	if len(news.Entries) == 0 {
		return nil
	}
	err = u.cfg.Store.Update(ctx, func(tx store.Tx) error {
		return releases.Follow(tx, news.Entries)
	})
	if err != nil {
		return err
	}
	return u.cfg.Mirror.Remember(ctx, news.Checkpoint)
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
