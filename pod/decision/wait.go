package decision

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// A wait is one caller of Wait.
type wait struct {
	ticket Ticket
	// wake has room for one signal.
	wake chan struct{}
}

// look is how often those who wait look by themselves: what ends a candidate in
// the transaction of another part does not wake them afterwards.
const look = 250 * time.Millisecond

// pause is the time after which a command is first decided again.
const pause = 5 * time.Millisecond

// maxLosses bounds how many reasons of lost candidates are remembered.
const maxLosses = 4096

// Reach returns when this pod has applied the given sequence of a record, which
// may be one that it has not heard of yet. It fails with [registry.ErrTimeout]
// when ctx ends.
func (d *Decider) Reach(ctx context.Context, id evidence.Hash, sequence uint64) error {
	w := &wait{ticket: Ticket{Record: id, Sequence: sequence}, wake: make(chan struct{}, 1)}
	d.await(w)
	defer d.forget(w)
	for {
		r, err := d.record(ctx, id)
		switch {
		case err == nil && r.Sequence >= sequence:
			return nil
		case err != nil && !errors.Is(err, registry.ErrNotFound):
			return err
		}
		select {
		case <-w.wake:
		case <-ctx.Done():
			return fmt.Errorf("waiting for sequence %d of record %s to be final here: %w", sequence, id.Short(), registry.ErrTimeout)
		}
	}
}

func (d *Decider) await(w *wait) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.waits[w.ticket.Record] = append(d.waits[w.ticket.Record], w)
}

// Wait returns when the chain has finalised the decision that t names. It fails
// with what the others said when they refused, with [registry.ErrStale] when
// another decision came first, and with [registry.ErrTimeout] when ctx ends:
// the decision stays under way then.
func (d *Decider) Wait(ctx context.Context, t Ticket) error {
	w := &wait{ticket: t, wake: make(chan struct{}, 1)}
	d.await(w)
	defer d.forget(w)
	for {
		done, err := d.ended(ctx, t)
		if done || err != nil {
			return err
		}
		select {
		case <-w.wake:
		case <-time.After(look):
		case <-ctx.Done():
			return fmt.Errorf("waiting for sequence %d of record %s, which stays under way: %w", t.Sequence, t.Record.Short(), registry.ErrTimeout)
		}
	}
}

func (d *Decider) forget(w *wait) {
	d.mu.Lock()
	defer d.mu.Unlock()
	all := d.waits[w.ticket.Record]
	for i := range all {
		if all[i] == w {
			all = append(all[:i:i], all[i+1:]...)
			break
		}
	}
	if len(all) == 0 {
		delete(d.waits, w.ticket.Record)
		return
	}
	d.waits[w.ticket.Record] = all
}

// ended looks up in the store how a decision ended.
func (d *Decider) ended(ctx context.Context, t Ticket) (bool, error) {
	done := false
	err := d.cfg.Store.View(context.WithoutCancel(ctx), func(tx store.Tx) error {
		r, err := record.Get(tx, t.Record)
		if errors.Is(err, registry.ErrNotFound) {
			return d.loss(t, fmt.Errorf("record %s did not come to be: a party or the chain refused it: %w", t.Record.Short(), registry.ErrRefused))
		}
		if err != nil {
			return err
		}
		if r.Sequence < t.Sequence {
			c, err := record.GetCandidate(tx, t.Record, t.Sequence, t.Next)
			if err == nil && (c == nil || !c.Mine) {
				err = d.loss(t, fmt.Errorf("sequence %d of record %s was refused by a party or the chain: %w", t.Sequence, t.Record.Short(), registry.ErrStale))
			}
			return err
		}
		done = true
		return record.History(tx, t.Record, t.Sequence, func(dec *evidence.Decision, _ []byte) error {
			if dec.Next != t.Next {
				return fmt.Errorf("another decision took sequence %d of record %s: %w", t.Sequence, t.Record.Short(), registry.ErrStale)
			}
			return store.ErrStop
		})
	})
	return done, err
}

// loss returns why the candidate of t was lost, or unknown when this process
// does not remember.
func (d *Decider) loss(t Ticket, unknown error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if why := d.losses[t.Next]; why != nil {
		return why
	}
	return unknown
}

// lose remembers why a candidate will not become a decision and tells who waits
// for it.
func (d *Decider) lose(c *record.Candidate, why error) {
	d.mu.Lock()
	if len(d.losses) >= maxLosses {
		clear(d.losses)
	}
	d.losses[c.Decision.Next] = why
	d.mu.Unlock()
	d.notify(c.Decision.Record)
}

// notify wakes the waits of a record.
func (d *Decider) notify(id evidence.Hash) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, w := range d.waits[id] {
		select {
		case w.wake <- struct{}{}:
		default:
		}
	}
}

// Execute submits a command and waits for it, and decides again when the world
// moved on meanwhile: another party's command came first, or a new epoch.
func (d *Decider) Execute(ctx context.Context, id evidence.Hash, command Encoder) (Ticket, error) {
	return d.persist(ctx, func() (Ticket, error) { return d.Submit(ctx, id, command) })
}

// ExecuteCreate creates a record as [Decider.Execute] gives a command.
func (d *Decider) ExecuteCreate(ctx context.Context, line string, parties []string, command Encoder) (Ticket, error) {
	return d.persist(ctx, func() (Ticket, error) { return d.Create(ctx, line, parties, command) })
}

// persist proposes and waits until that is final, or refused for a reason that
// time does not mend.
func (d *Decider) persist(ctx context.Context, propose func() (Ticket, error)) (t Ticket, err error) {
	for n := range attempts {
		if t, err = propose(); err == nil {
			err = d.Wait(ctx, t)
		}
		if !errors.Is(err, registry.ErrStale) {
			break
		}
		select {
		case <-ctx.Done():
			return t, err
		case <-time.After(pause << n): // the one that is behind may catch up
		}
	}
	return t, err
}
