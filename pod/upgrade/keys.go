package upgrade

import (
	"context"
	"fmt"
	"slices"

	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
)

// ring returns the key sets of the publishers, as far as this pod has followed
// the log, from what is in the store; a set that is not is fetched. It fails when
// one cannot be had: it may be the one that revokes a key. A set that may not
// follow the one before it changes nothing, here and at every other pod.
func (u *Upgrader) ring(ctx context.Context) (*keyset.Ring, error) {
	ring, err := u.cfg.Keys.Ring()
	if err != nil {
		return nil, err
	}
	var all []merklelog.Entry
	err = u.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		all, err = releases.KeySets(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		if ring.History(e.Name) == nil {
			continue // nobody whom this network follows
		}
		raw, err := u.Bytes(ctx, e.Digest)
		if err != nil {
			return nil, fmt.Errorf("the key set of %s at entry %d of the log, without which nothing after it can be judged: %w", e.Name, e.Index, err)
		}
		if err := ring.Add(e.Name, e.Index, raw); err != nil {
			u.cfg.Log.WarnContext(ctx, "the log has a key set that is passed over", "publisher", e.Name, "entry", e.Index, "error", err)
		}
	}
	return ring, nil
}

// hasKeys reports whether some of the entries are about key sets.
func hasKeys(entries []merklelog.Entry) bool {
	return slices.ContainsFunc(entries, func(e merklelog.Entry) bool { return e.Kind == merklelog.KindKeySet })
}
