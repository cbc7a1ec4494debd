package exchange

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
)

// Run delivers what is in the outbox until ctx ends, and returns nil then. It
// returns an error when the store fails. It must not run twice at a time.
//
// Each lane (one member, one record) has a goroutine of its own while it has
// messages, so that one lane never waits for another except for a slot of
// Config.PerPeer, which is held for one attempt.
func (x *Exchange) Run(ctx context.Context) error {
	if !x.running.CompareAndSwap(false, true) {
		return fmt.Errorf("delivering the outbox of %s: it is being delivered already: %w", x.cfg.Member, registry.ErrConflict)
	}
	defer x.running.Store(false)
	x.queues.reset()

	inner, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	r := &run{x: x, fail: fail, delivered: make(chan struct{}, 1)}
	removed := make(chan struct{})
	go func() {
		defer close(removed)
		r.remove(inner)
	}()
	r.dispatch(inner)
	r.lanes.Wait()
	<-removed
	r.removeDone(context.WithoutCancel(ctx)) // what the lanes delivered while they ended
	x.queues.reset()
	if ctx.Err() != nil {
		return nil
	}
	return fmt.Errorf("delivering the outbox of %s: %w", x.cfg.Member, context.Cause(inner))
}

// A run is one call of Run.
type run struct {
	x     *Exchange
	fail  context.CancelCauseFunc // ends the run with an error
	lanes sync.WaitGroup

	delivered chan struct{} // has room for one
	mu        sync.Mutex
	done      []uint64 // delivered, and still in the outbox; guarded by mu
}

// dispatch gives new messages to their lanes.
func (r *run) dispatch(ctx context.Context) {
	sweep := time.NewTicker(r.x.cfg.Sweep)
	defer sweep.Stop()
	for next := uint64(1); ; {
		found, err := r.newer(ctx, next)
		if err != nil {
			r.fail(err)
			return
		}
		for _, f := range found {
			next = f.number + 1
			if l := r.x.queues.add(f.laneKey, f.number); l != nil {
				r.lanes.Go(func() { r.empty(ctx, l) })
			}
		}
		select {
		case <-r.x.wake:
		case <-sweep.C:
		case <-ctx.Done():
			return
		}
	}
}

// A waiting message is one in the outbox, without its contents.
type waiting struct {
	laneKey
	number uint64
}

// newer returns the messages whose numbers are at least next, in ascending
// order.
func (r *run) newer(ctx context.Context, next uint64) ([]waiting, error) {
	var found []waiting
	err := r.x.cfg.Store.View(ctx, func(tx store.Tx) error {
		return tx.Scan(outboxBucket, nil, key(next), func(k, v []byte) error {
			number := binary.BigEndian.Uint64(k)
			e, err := decodeEntry(number, v)
			if err != nil { // one message that cannot be read must not hold up the others
				r.x.cfg.Log.ErrorContext(ctx, "a message stays in the outbox", "error", err)
				return nil
			}
			found = append(found, waiting{laneKey{e.envelope.to, e.binding.Record}, number})
			return nil
		})
	})
	return found, err
}

// empty delivers the messages of a lane, one after the other.
func (r *run) empty(ctx context.Context, l *lane) {
	q := &r.x.queues
	link := q.link(l.to, r.x.cfg.PerPeer)
	for ctx.Err() == nil {
		number, ok := q.first(l)
		if !ok {
			return
		}
		e, err := r.load(ctx, number)
		if err != nil {
			r.fail(err)
			return
		}
		if e == nil { // somebody removed it
			q.settled(l)
			continue
		}
		no := (*refusal)(nil)
		err = r.attempt(ctx, link, e)
		switch answered := err == nil || errors.As(err, &no); {
		case ctx.Err() != nil && err != nil:
			return
		case err == nil:
			link.report(answered)
			r.forget(number)
			q.settled(l)
		case no != nil && no.final():
			link.report(answered)
			if err := r.bury(ctx, e, no); err != nil {
				r.fail(err)
				return
			}
			q.settled(l)
		default:
			up := link.report(answered)
			attempts := q.failed(l, err.Error())
			r.x.cfg.Log.DebugContext(ctx, "a message was not delivered and will be tried again",
				"to", l.to, "number", number, "attempts", attempts, "error", err)
			wait(ctx, r.x.interval(attempts), up)
		}
	}
}

// load returns a message, or nil when it is not there.
func (r *run) load(ctx context.Context, number uint64) (e *entry, err error) {
	err = r.x.cfg.Store.View(ctx, func(tx store.Tx) error {
		b, err := tx.Get(outboxBucket, key(number))
		if err != nil || b == nil {
			return err
		}
		e, err = decodeEntry(number, b)
		return err
	})
	return e, err
}

// attempt tries to deliver a message once.
func (r *run) attempt(ctx context.Context, link *link, e *entry) error {
	select {
	case link.slots <- struct{}{}:
		defer func() { <-link.slots }()
	case <-ctx.Done():
		return ctx.Err()
	}
	peer, err := r.x.cfg.Peers(e.envelope.to)
	if err != nil {
		return fmt.Errorf("looking up %s: %w", e.envelope.to, err)
	}
	return r.x.post(ctx, peer.URL, e.sealed)
}

// bury makes a message a dead letter.
func (r *run) bury(ctx context.Context, e *entry, no *refusal) error {
	// The receiver has decided: a shutdown must not make it decide again.
	d, err := r.x.bury(context.WithoutCancel(ctx), e, no)
	if err != nil {
		return err
	}
	r.x.cfg.Log.WarnContext(ctx, "a message was refused for good", "to", d.To, "kind", d.Kind, "record", d.Record,
		"sequence", d.Sequence, "number", d.Number, "code", d.Code, "reason", d.Reason)
	return nil
}

// interval returns the time to wait after so many failures: it doubles, up to
// MaxRetry, and is cut by up to a half at random, so that lanes do not keep
// step.
func (x *Exchange) interval(attempts int) time.Duration {
	d := x.cfg.MaxRetry
	if shift := attempts - 1; shift < 30 && x.cfg.MinRetry<<shift < d {
		d = x.cfg.MinRetry << shift
	}
	return d - rand.N(d/2+1)
}

// wait returns after d, or as soon as up is closed or ctx ends.
func wait(ctx context.Context, d time.Duration, up <-chan struct{}) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-up:
	case <-ctx.Done():
	}
}

// forget has a delivered message removed from the outbox, soon. When the pod
// crashes before, it is delivered once more.
func (r *run) forget(number uint64) {
	r.mu.Lock()
	r.done = append(r.done, number)
	r.mu.Unlock()
	select {
	case r.delivered <- struct{}{}:
	default:
	}
}

// remove removes delivered messages, all there are at a time.
func (r *run) remove(ctx context.Context) {
	for {
		select {
		case <-r.delivered:
			r.removeDone(context.WithoutCancel(ctx))
		case <-ctx.Done():
			return
		}
	}
}

func (r *run) removeDone(ctx context.Context) {
	r.mu.Lock()
	done := r.done
	r.done = nil
	r.mu.Unlock()
	if len(done) == 0 {
		return
	}
	err := r.x.cfg.Store.Update(ctx, func(tx store.Tx) error {
		for _, number := range done {
			if err := tx.Delete(outboxBucket, key(number)); err != nil {
				return fmt.Errorf("removing message %d, which was delivered: %w", number, err)
			}
		}
		return nil
	})
	if err != nil {
		r.fail(err)
	}
}
