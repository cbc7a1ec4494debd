package governance

import (
	"context"
	"fmt"

	"github.com/novation-dev/novation/pod/moving"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/merklelog"
)

// moves provides for the migrations of a proposal: it publishes what other pods
// need to make the plans again, and has the contracts deployed. The calls of the
// change follow.
func (g *Governor) moves(ctx context.Context, doc *change.Document, to *bundle.Bundle, p Proposal) error {
	switch {
	case len(p.Moves) == 0:
		return nil
	case p.Calls.Len() > 0:
		return fmt.Errorf("a change has the calls of its migrations, or others: leave one out: %w", registry.ErrInvalid)
	case doc.Plan.From == nil:
		return fmt.Errorf("the first release of a line has nothing before it that could be moved: %w", registry.ErrInvalid)
	}
	from, err := g.cfg.Upgrader.Bundle(ctx, doc.Plan.From.Release)
	if err != nil {
		return err
	}
	if doc.Moves, doc.Calls, err = g.cfg.Mover.Provide(ctx, p.Moves, from, to); err != nil {
		return err
	}
	for i, d := range p.Moves {
		note := fmt.Sprintf("plan of the migration of a contract by %s", to.Manifest.Ref())
		if err := g.publish(ctx, doc.Plan.Line, note, d.Plan); err != nil {
			return fmt.Errorf("publishing plan %d: %w", i, err)
		}
		if len(d.Keys) == 0 {
			continue
		}
		if err := g.publish(ctx, doc.Plan.Line, "keys for it", d.Keys); err != nil {
			return fmt.Errorf("publishing the keys of plan %d: %w", i, err)
		}
	}
	_, err = change.ParseDocument(doc.Encode())
	return err
}

func (g *Governor) publish(ctx context.Context, line, note string, contents []byte) error {
	_, err := g.cfg.Mirror.PutDocument(ctx, merklelog.KindChange, line, note, contents)
	return err
}

// PreviewRevert says what the revert of an activated change would do to the
// contracts that it moved.
func (g *Governor) PreviewRevert(ctx context.Context, c *change.Change) ([]moving.Return, error) {
	if c.Struct.Calls == [32]byte{} {
		return nil, nil
	}
	d, err := g.cfg.Document(ctx, c)
	if err != nil {
		return nil, err
	}
	return g.cfg.Mover.PreviewRevert(ctx, d)
}
