package pod

import (
	"context"

	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/merklelog"
)

// view returns what the chain has said, as far as the pod has followed it.
func (p *Pod) view() *change.View { return p.ingest.View() }

// moved is closed when the next block was applied.
func (p *Pod) moved() <-chan struct{} { return p.ingest.Moved() }

// reached returns when the pod has applied a block.
func (p *Pod) reached(ctx context.Context, block uint64) error {
	for {
		moved := p.ingest.Moved()
		if p.ingest.View().Block >= block {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// changed is called when the view changed and is durable.
func (p *Pod) changed(*change.View) {
	p.upgrader.Wake()
	p.exchange.Wake()
}

// publishReason puts the words of a revert into the registry and its log.
func (p *Pod) publishReason(ctx context.Context, c *change.Change, reason string) error {
	doc, err := p.upgrader.Document(ctx, c)
	if err != nil {
		return err
	}
	note := "reason of the revert of " + c.Hash.Hex()
	_, err = p.mirror.PutDocument(ctx, merklelog.KindRevertPlan, doc.Plan.Line, note, []byte(reason))
	return err
}
