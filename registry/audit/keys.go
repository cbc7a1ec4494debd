package audit

import (
	"context"
	"fmt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
)

// followKeys takes a key set of the log into ring, as pods do. One that may not
// follow changes nothing for them; that it is in the log is reported, since an
// honest registry refuses it. One that is missing is reported, too: what was
// published after it cannot be judged without it.
func followKeys(ctx context.Context, r *Report, src Source, ring *keyset.Ring, e merklelog.Entry) error {
	name := fmt.Sprintf("key set of %s at entry %d", e.Name, e.Index)
	if ring.History(e.Name) == nil {
		r.skip(name, "no such publisher is pinned; nobody acts on it")
		return nil
	}
	raw, err := src.Document(ctx, e.Digest)
	if err != nil {
		return err
	}
	switch {
	case raw == nil:
		err = fmt.Errorf("it is missing here, so that what was published after it is judged by the key set before: %w", registry.ErrNotFound)
	case registry.DigestOf(raw) != e.Digest:
		err = fmt.Errorf("what is stored is another than the log has: %w", registry.ErrRefused)
	default:
		err = ring.Add(e.Name, e.Index, raw)
	}
	v := ring.History(e.Name).Latest()
	r.add(name, err, "version %d with %d keys, signed as version %d and itself ask for", v.Set.Version, len(v.Set.Keys), v.Set.Version-1)
	return nil
}
