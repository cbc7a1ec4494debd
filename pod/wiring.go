package pod

import (
	"context"
	"runtime/debug"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/registry/change"
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
	p.mover.Wake()
	p.exchange.Wake()
}

// verifyCalls says whether the pod vets the calls of a change.
func (p *Pod) verifyCalls(ctx context.Context, d *change.Document) error {
	if len(d.Moves) == 0 && p.cfg.VerifyCalls != nil {
		return p.cfg.VerifyCalls(ctx, d)
	}
	return p.mover.Verify(ctx, d)
}

// settledMoves reports whether the migrations of a change are done and were
// found right.
func (p *Pod) settledMoves(ctx context.Context, c *change.Change, d *change.Document) (bool, error) {
	return p.mover.Settled(ctx, c, d)
}

// send sends a transaction of the pod's account.
func (p *Pod) send(ctx context.Context, to common.Address, data []byte, ref string) error {
	return p.governor.Send(ctx, to, data, ref)
}

// build returns the version of this program, "(devel)" when it was not built from
// a released one.
func build() string {
	if b, ok := debug.ReadBuildInfo(); ok && b.Main.Version != "" {
		return b.Main.Version
	}
	return "(devel)"
}

// VerifyCalls says whether the pod would vet the calls and the migrations of a
// change: nil, or the reason why not.
func (p *Pod) VerifyCalls(ctx context.Context, d *change.Document) error {
	return p.upgrader.VerifyCalls(ctx, d)
}
