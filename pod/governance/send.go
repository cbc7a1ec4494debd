package governance

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
)

// Send sends a call of another contract from the pod's account and waits for its
// end. One that an earlier run has queued is not queued again.
func (g *Governor) Send(ctx context.Context, to common.Address, data []byte, ref string) error {
	_, err := g.send(ctx, evidence.Address(to), data, ref, nil)
	return err
}

// call sends a call of the Consortium and waits for its end.
func (g *Governor) call(ctx context.Context, data []byte, ref string) (submit.Result, error) {
	return g.send(ctx, evidence.Address(g.cfg.Consortium), data, ref, nil)
}

// callFor is call for something that was given a reason, which is about a line.
func (g *Governor) callFor(ctx context.Context, data []byte, ref, line, reason string) error {
	if err := checkReason(reason); err != nil {
		return err
	}
	_, err := g.send(ctx, evidence.Address(g.cfg.Consortium), data, ref, keepReason(line, reason))
	select {
	case g.words <- struct{}{}:
	default:
	}
	return err
}

// send queues a transaction of the pod's account, together with an effect that
// may be nil, and waits for its end. When ctx ends first, the transaction stays
// under way.
func (g *Governor) send(ctx context.Context, to evidence.Address, data []byte, ref string, effect func(store.Tx) error) (submit.Result, error) {
	end := make(chan submit.Result, 1)
	g.mu.Lock()
	if g.waits[ref] != nil {
		g.mu.Unlock()
		return submit.Result{}, fmt.Errorf("%s is under way already: %w", ref, registry.ErrConflict)
	}
	g.waits[ref] = end
	g.mu.Unlock()
	defer func() {
		g.mu.Lock()
		delete(g.waits, ref)
		g.mu.Unlock()
	}()
	err := g.cfg.Store.Update(ctx, func(tx store.Tx) error {
		queued := false
		err := submit.Pending(tx, func(e submit.Entry) error {
			queued = queued || e.Ref == ref
			return nil
		})
		if err != nil || queued {
			return err
		}
		if effect != nil {
			if err := effect(tx); err != nil {
				return err
			}
		}
		return g.cfg.Submit.Queue(tx, submit.Entry{Account: g.cfg.Pod, Key: upgrade.PodKey, To: to, Data: data, Ref: ref})
	})
	if err != nil {
		return submit.Result{}, err
	}
	g.cfg.Submit.Wake()
	select {
	case r := <-end:
		return r, r.Err
	case <-ctx.Done():
		return submit.Result{}, fmt.Errorf("waiting for %s, which stays under way: %w", ref, registry.ErrTimeout)
	}
}

// AfterSettled is called when the end of one of the pod's own transactions is
// durable.
func (g *Governor) AfterSettled(e submit.Entry, r submit.Result) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if end := g.waits[e.Ref]; end != nil {
		end <- r
		delete(g.waits, e.Ref)
	}
}

// until waits until this pod's view of the chain satisfies cond.
func (g *Governor) until(ctx context.Context, cond func(*change.View) bool) error {
	for {
		moved := g.cfg.Moved()
		if cond(g.cfg.View()) {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return fmt.Errorf("waiting for the chain to be followed: %w", registry.ErrTimeout)
		}
	}
}
