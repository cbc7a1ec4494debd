package upgrade

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// A step is the next thing that the pods want to do about a change on chain.
type step struct {
	name  string
	since time.Time
	// next is when to send it again, should the chain refuse it.
	next  time.Time
	pause time.Duration
}

// slack is how far the clock of this machine may be ahead of the chain's. For
// others the contract decides whether a change is too late, but the pod of the
// member who proposed it may abort it at any time.
const slack = time.Hour

// VerifyCalls says whether this pod would vet the calls of a change: whether
// they are those that its release means.
func (u *Upgrader) VerifyCalls(ctx context.Context, d *change.Document) error {
	if d.Calls.Len() == 0 && len(d.Moves) == 0 {
		return nil
	}
	return u.cfg.VerifyCalls(ctx, d)
}

// end aborts a prepared change that came too late, so that nothing that it
// froze stays frozen. It reports false when the change is not too late.
func (u *Upgrader) end(ctx context.Context, v *change.View, c *change.Change) (bool, error) {
	doc, err := u.Document(ctx, c)
	if err != nil {
		return false, err
	}
	now := *v
	now.Time = max(v.Time, uint64(time.Now().Unix()))
	if doc.Proposer == u.cfg.Member {
		now.Time = max(v.Time, uint64(time.Now().Add(-slack).Unix()))
	}
	if !now.Over(c) {
		return false, nil
	}
	if !v.IsMember(common.Address(u.cfg.Pod)) {
		return true, nil // those who are members now do it
	}
	return true, u.turn(ctx, c, doc, "abort", doc.PackAbort)
}

// turn sends a step of a change. The pod of the member who proposed it goes
// first; the others leave it some time. What would fail is not sent.
func (u *Upgrader) turn(ctx context.Context, c *change.Change, doc *change.Document, name string, pack func(common.Hash) ([]byte, error)) error {
	at, now := u.ready[c.Hash], time.Now()
	if at.name != name {
		at = step{name: name, since: now, pause: minTry}
		u.ready[c.Hash] = at
	}
	if doc.Proposer != u.cfg.Member && now.Sub(at.since) < activationDelay || now.Before(at.next) {
		return nil
	}
	data, err := pack(c.Hash)
	if err != nil {
		return err
	}
	if doc.Calls.Len() > 0 {
		if err := u.try(ctx, doc, data); err != nil {
			return fmt.Errorf("the step %s would fail: %w", name, err)
		}
	}
	at.pause = min(2*at.pause, maxTry)
	at.next = now.Add(at.pause)
	u.ready[c.Hash] = at
	u.cfg.Point(name)
	err = u.once(ctx, name+"/"+c.Hash.Hex(), data)
	u.cfg.Point(name + "-queued")
	return err
}

// once queues a call of the Consortium unless it is under way.
func (u *Upgrader) once(ctx context.Context, ref string, data []byte) error {
	defer u.cfg.Submit.Wake()
	return u.cfg.Store.Update(ctx, func(tx store.Tx) error {
		queued := false
		err := submit.Pending(tx, func(e submit.Entry) error {
			queued = queued || e.Ref == ref
			return nil
		})
		if err != nil || queued {
			return err
		}
		return u.queue(tx, data, ref)
	})
}

// try makes a call without a transaction and reports a call of the change that
// fails. What else the Consortium says may be different in the next block,
// which has another time.
func (u *Upgrader) try(ctx context.Context, doc *change.Document, data []byte) error {
	_, err := u.cfg.Chain.CallContract(ctx, ethereum.CallMsg{
		From: common.Address(u.cfg.Pod), To: &u.cfg.Consortium, Data: data, Gas: submit.GasLimit,
	}, nil)
	var no *chain.RevertError
	if !errors.As(err, &no) || no.Name != "CallFailed" || len(no.Args) != 4 {
		return nil // sending it will tell
	}
	var known []abi.ABI
	if b, err := u.Bundle(ctx, doc.Plan.To.Release); err == nil {
		known = change.Interfaces(b)
	}
	reason, _ := no.Args[3].([]byte)
	return fmt.Errorf("call %v, to %v, fails: %s: %w", no.Args[1], no.Args[2], change.Reason(reason, known...), registry.ErrRefused)
}
