package mirror

import (
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/shelf"
)

// maxGrowth bounds how many entries one Sync fetches.
const maxGrowth = 1 << 20

// An Update is what is new in a log.
type Update struct {
	// Entries are those after the remembered checkpoint, in order, each proven
	// to be in Checkpoint.
	Entries []merklelog.Entry
	// Checkpoint is the present head of the log. It extends the remembered one.
	Checkpoint merklelog.Checkpoint

	tree *merklelog.Tree
}

// Root returns the root that the log had at an earlier size, to be compared with
// what others have seen. It may ask the server.
func (u Update) Root(size int64) (registry.Digest, error) { return u.tree.Root(size) }

// Sync returns what is new since the remembered checkpoint. It does not change
// the memory: call [Client.Remember] with the checkpoint when the entries were
// dealt with, and until then Sync returns them again.
//
// It fails with a [*merklelog.ForkError] when the log contradicts what was seen,
// with [registry.ErrStale] when the server shows an older state, and with
// [merklelog.ErrUnwitnessed] when too few witnesses have cosigned the new one.
func (c *Client) Sync(ctx context.Context) (Update, error) {
	old, err := c.remembered(ctx)
	if err != nil {
		return Update{}, err
	}
	tree, err := c.tree(ctx, old)
	if err != nil {
		return Update{}, err
	}
	entries, err := c.entries(tree, old.Size)
	return Update{Entries: entries, Checkpoint: tree.Head(), tree: tree}, err
}

// Remember saves a checkpoint that came from [Client.Sync].
func (c *Client) Remember(ctx context.Context, head merklelog.Checkpoint) error {
	if c.cfg.Memory == nil {
		return nil
	}
	if err := c.cfg.Memory.Save(ctx, head.Signed); err != nil {
		return fmt.Errorf("saving checkpoint %s: %w", head, err)
	}
	return nil
}

// Releases returns all releases that the log knows, by name and version. Their
// sizes are not known. Every entry behind it was verified; a server cannot hide
// a yank without going back to an older log.
func (c *Client) Releases(ctx context.Context) ([]shelf.Release, error) {
	tree, err := c.Tree(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := c.entries(tree, 0)
	if err != nil {
		return nil, err
	}
	return shelf.Replay(entries)
}

// Tree returns the log as the server shows it now, verified as by [Client.Sync].
// What is read from it is fetched when it is asked for, until ctx ends.
func (c *Client) Tree(ctx context.Context) (*merklelog.Tree, error) {
	old, err := c.remembered(ctx)
	if err != nil {
		return nil, err
	}
	return c.tree(ctx, old)
}

// remembered returns the checkpoint in memory, of size 0 when there is none.
func (c *Client) remembered(ctx context.Context) (merklelog.Checkpoint, error) {
	if c.cfg.Memory == nil {
		return merklelog.Checkpoint{}, nil
	}
	signed, err := c.cfg.Memory.Load(ctx)
	if err != nil {
		return merklelog.Checkpoint{}, fmt.Errorf("loading the remembered checkpoint: %w", err)
	}
	if len(signed) == 0 {
		return merklelog.Checkpoint{}, nil
	}
	old, err := merklelog.OpenCheckpoint(signed, c.cfg.VerifierKey)
	if err != nil {
		return old, fmt.Errorf("reading the remembered checkpoint: %w", err)
	}
	return old, nil
}

// tree returns the tree of the server's checkpoint, verified to extend old.
func (c *Client) tree(ctx context.Context, old merklelog.Checkpoint) (*merklelog.Tree, error) {
	signed, err := c.get(ctx, "checkpoint", maxAnswer)
	if err != nil {
		return nil, err
	}
	policy := merklelog.Policy{Log: c.cfg.VerifierKey, Witnesses: c.cfg.Witnesses, Quorum: c.cfg.Quorum}
	head, refused := policy.Open(signed)
	if errors.Is(refused, merklelog.ErrUnwitnessed) {
		// It is not believed. But the log has signed it: it may be half of a fork.
		head, err = merklelog.OpenCheckpoint(signed, c.cfg.VerifierKey)
	} else {
		err = refused
	}
	if err != nil {
		return nil, fmt.Errorf("reading the checkpoint of %s: %w", c.cfg.URL, err)
	}
	tree := merklelog.NewTree(head, &source{ctx: ctx, client: c, size: head.Size, tiles: map[string][]byte{}}, ErrFalse)
	if old.Signed != nil {
		err = tree.Compare(old, c.cfg.VerifierKey)
	}
	var fork *merklelog.ForkError
	if refused != nil && !errors.As(err, &fork) {
		err = fmt.Errorf("reading the checkpoint of %s: %w", c.cfg.URL, refused)
	}
	return tree, err
}

// entries returns those of the log from index from on.
func (c *Client) entries(tree *merklelog.Tree, from int64) ([]merklelog.Entry, error) {
	if head := tree.Head(); head.Size-from > maxGrowth {
		return nil, fmt.Errorf("log %s has %d new entries, more than one call can take: %w", head, head.Size-from, registry.ErrRefused)
	}
	entries, err := tree.Entries(from, tree.Head().Size)
	if err != nil {
		return nil, fmt.Errorf("reading the log at %s: %w", c.cfg.URL, err)
	}
	return entries, nil
}
