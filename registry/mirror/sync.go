package mirror

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

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
}

// Sync returns what is new since the remembered checkpoint. It does not change
// the memory: call [Client.Remember] with the checkpoint when the entries were
// dealt with, and until then Sync returns them again.
//
// It fails with a [*merklelog.ForkError] when the log does not extend what was
// seen, and with [registry.ErrStale] when the server shows an older state.
func (c *Client) Sync(ctx context.Context) (Update, error) {
	old, err := c.remembered(ctx)
	if err != nil {
		return Update{}, err
	}
	head, err := c.head(ctx, old)
	if err != nil {
		return Update{}, err
	}
	entries, err := c.entries(ctx, head, old.Size)
	if err != nil {
		return Update{}, err
	}
	return Update{Entries: entries, Checkpoint: head}, nil
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
	old, err := c.remembered(ctx)
	if err != nil {
		return nil, err
	}
	head, err := c.head(ctx, old)
	if err != nil {
		return nil, err
	}
	entries, err := c.entries(ctx, head, 0)
	if err != nil {
		return nil, err
	}
	return shelf.Replay(entries)
}

// Inclusion proves that e, which the caller has from anywhere, is in the log as
// it was at checkpoint head.
func (c *Client) Inclusion(ctx context.Context, head merklelog.Checkpoint, e merklelog.Entry) (merklelog.Proof, error) {
	var answer list[registry.Digest]
	if err := c.ask(ctx, "proofs/inclusion", &answer, "size", head.Size, "index", e.Index); err != nil {
		return nil, err
	}
	if err := merklelog.CheckInclusion(head, e, answer.Items); err != nil {
		return nil, fmt.Errorf("asking for the proof of entry %d: %v: %w", e.Index, err, ErrFalse)
	}
	return answer.Items, nil
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

// head returns the server's checkpoint, verified to extend old.
func (c *Client) head(ctx context.Context, old merklelog.Checkpoint) (merklelog.Checkpoint, error) {
	signed, err := c.get(ctx, "checkpoint", nil, maxAnswer)
	if err != nil {
		return merklelog.Checkpoint{}, err
	}
	head, err := merklelog.OpenCheckpoint(signed, c.cfg.VerifierKey)
	if err != nil {
		return merklelog.Checkpoint{}, fmt.Errorf("reading the checkpoint of %s: %w", c.cfg.URL, err)
	}
	if old.Signed == nil {
		return head, nil
	}
	var answer list[registry.Digest]
	if old.Size > 0 && old.Size < head.Size {
		if err := c.ask(ctx, "proofs/consistency", &answer, "from", old.Size, "size", head.Size); err != nil {
			return merklelog.Checkpoint{}, err
		}
	}
	return head, merklelog.CheckConsistency(old, head, answer.Items)
}

// entries returns those of the log from index from on, each proven.
func (c *Client) entries(ctx context.Context, head merklelog.Checkpoint, from int64) ([]merklelog.Entry, error) {
	if head.Size-from > maxGrowth {
		return nil, fmt.Errorf("log %s has %d new entries, more than one call can take: %w", head, head.Size-from, registry.ErrRefused)
	}
	var out []merklelog.Entry
	for next := from; next < head.Size; {
		var page list[wireLeaf]
		if err := c.ask(ctx, "entries", &page, "size", head.Size, "from", next); err != nil {
			return nil, err
		}
		if len(page.Items) == 0 {
			return nil, fmt.Errorf("asking %s for entry %d of %s: it is missing: %w", c.cfg.URL, next, head, ErrFalse)
		}
		for _, l := range page.Items {
			e, err := merklelog.ParseEntry(l.Entry)
			if err == nil && e.Index != next {
				err = fmt.Errorf("got entry %d: %w", e.Index, ErrFalse)
			}
			if err == nil {
				err = merklelog.CheckInclusion(head, e, l.Proof)
			}
			if err != nil {
				return nil, fmt.Errorf("asking %s for entry %d: %v: %w", c.cfg.URL, next, err, ErrFalse)
			}
			out = append(out, e)
			next++
		}
	}
	return out, nil
}

// ask gets a JSON answer. The numbers are two pairs of name and value.
func (c *Client) ask(ctx context.Context, path string, v any, name1 string, value1 int64, name2 string, value2 int64) error {
	q := url.Values{name1: {strconv.FormatInt(value1, 10)}, name2: {strconv.FormatInt(value2, 10)}}
	b, err := c.get(ctx, path, q, maxAnswer)
	if err != nil {
		return err
	}
	return decode(path, b, v)
}
