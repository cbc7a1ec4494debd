package mirror

import (
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
)

// KeySets returns the key sets of the publishers, as the log at the server has
// them now. A set that may not follow is passed over, as by every reader; passed
// says which. A set that the server does not hand out fails: it may be the one
// that revokes a key.
func (c *Client) KeySets(ctx context.Context, trust keyset.Trust) (ring *keyset.Ring, passed []error, err error) {
	if ring, err = trust.Ring(); err != nil {
		return nil, nil, err
	}
	tree, err := c.Tree(ctx)
	if err != nil {
		return nil, nil, err
	}
	entries, err := c.entries(tree, 0)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		if e.Kind != merklelog.KindKeySet || ring.History(e.Name) == nil {
			continue
		}
		raw, err := c.Document(ctx, e.Digest)
		if errors.Is(err, registry.ErrNotFound) {
			err = fmt.Errorf("it does not have what its log covers: %v: %w", err, ErrFalse)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("the key set of %s at entry %d of the log: %w", e.Name, e.Index, err)
		}
		if err := ring.Add(e.Name, e.Index, raw); err != nil {
			passed = append(passed, fmt.Errorf("the log has a key set of %s at entry %d that is passed over: %w", e.Name, e.Index, err))
		}
	}
	return ring, passed, nil
}
