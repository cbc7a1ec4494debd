package decision

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// maxSkew bounds how far the logical time of a proposal may lie ahead of this
// pod's view of the chain's clock, in seconds.
const maxSkew = 120

// Receive handles one message of a counterparty. Nil means that it was dealt
// with for good, be it by saying no; an error that matches [registry.ErrStale]
// or [registry.ErrUnreachable] asks the sender to deliver it again later.
func (d *Decider) Receive(ctx context.Context, m exchange.Message) error {
	switch m.Kind {
	case kindProposal:
		return d.receiveProposal(ctx, m)
	case kindEndorsement:
		return d.receiveEndorsement(ctx, m)
	case kindRefusal:
		return d.receiveRefusal(ctx, m)
	case kindMissing:
		return d.receiveMissing(ctx, m)
	case kindHistory:
		return d.receiveHistory(ctx, m)
	default:
		return fmt.Errorf("message kind %q is not known to this pod: %w", m.Kind, registry.ErrInvalid)
	}
}

func (d *Decider) receiveProposal(ctx context.Context, m exchange.Message) error {
	p, err := decode(m.Body, func(p *proposal) int { return p.Format })
	if err != nil {
		return err
	}
	dec := &p.Decision
	if bindingOf(dec) != m.Binding || dec.Actor != m.From || dec.Chain != d.cfg.Chain {
		return fmt.Errorf("a proposal of %s says something else inside than outside: %w", m.From, registry.ErrInvalid)
	}
	if dec.Format != evidence.Format || !dec.Kind.Known() {
		return fmt.Errorf("a proposal of %s for a decision of kind %q in format %d: this pod knows format %d: %w",
			m.From, dec.Kind, dec.Format, evidence.Format, registry.ErrInvalid)
	}
	if !slices.Contains(dec.Parties, d.cfg.Member) || !slices.Contains(dec.Parties, m.From) {
		return fmt.Errorf("a proposal of %s is not between them and %s: %w", m.From, d.cfg.Member, registry.ErrNotAllowed)
	}
	if err := d.free(); err != nil {
		// Not an answer: the proposal stays with the sender until this pod is well.
		return fmt.Errorf("%v: %w", err, registry.ErrUnreachable)
	}
	defer d.hold(dec.Record)()
	r, err := d.proposed(ctx, m.From, p)
	if err != nil {
		return err
	}
	offered := dec.Next // consider puts what this pod computes in its place
	no := d.consider(ctx, r, p)
	if behind(no) {
		return no.Unwrap()
	}
	if no != nil {
		return d.answer(ctx, m, kindRefusal, encode(refusal{payloadFormat, offered, no.stale, no.Error()}), nil)
	}
	own, err := d.endorse(dec, r.Key)
	if err != nil {
		return err
	}
	d.cfg.Point("endorse")
	c := &record.Candidate{
		Decision: *dec, Created: int64(d.cfg.View().Time),
		Endorsements: map[string][]byte{m.From: p.Endorsement, d.cfg.Member: own},
	}
	return d.answer(ctx, m, kindEndorsement, encode(endorsement{payloadFormat, dec.Next, own}), func(tx store.Tx) error {
		if dec.Kind == evidence.Create {
			// What is there already must not be begun anew.
			if _, err := record.Get(tx, r.ID); errors.Is(err, registry.ErrNotFound) {
				err = record.Put(tx, r)
				if err != nil {
					return err
				}
			} else if err != nil {
				return err
			}
		}
		if err := merge(tx, c); err != nil || !c.Mine {
			return err
		}
		return d.complete(tx, r, c)
	})
}

// answer records that m was dealt with, together with the effect and the reply.
func (d *Decider) answer(ctx context.Context, m exchange.Message, kind string, body []byte, effect func(store.Tx) error) error {
	err := d.cfg.Store.Update(ctx, func(tx store.Tx) error {
		if seen, err := d.cfg.Exchange.Seen(tx, m.ID); err != nil || seen {
			return err
		}
		if effect != nil {
			if err := effect(tx); err != nil {
				return err
			}
		}
		if kind != "" {
			if err := d.cfg.Exchange.Send(tx, m.From, kind, m.Binding, body); err != nil {
				return err
			}
		}
		return d.cfg.Exchange.MarkSeen(tx, m.ID)
	})
	if err == nil {
		d.cfg.Exchange.Wake()
		d.cfg.Submit.Wake()
	}
	return err
}

// proposed returns the record a proposal is about: for a first decision the
// one that it would create. Who is no party to a record is answered as if it
// were not here, so that nobody can find out by asking who is.
func (d *Decider) proposed(ctx context.Context, from string, p *proposal) (*record.Record, error) {
	dec := &p.Decision
	r, err := d.record(ctx, dec.Record)
	switch {
	case err != nil && !errors.Is(err, registry.ErrNotFound):
		return nil, err
	case err == nil && slices.Contains(r.Parties, from) && (dec.Kind != evidence.Create || r.Status != record.Proposed):
		return r, nil
	case dec.Kind != evidence.Create:
		// The first decision may still be under way on another connection.
		return nil, fmt.Errorf("record %s is not known here yet: %w", dec.Record.Short(), registry.ErrStale)
	}
	if p.Key == nil {
		return nil, fmt.Errorf("a proposal for a new record without its key: %w", registry.ErrInvalid)
	}
	ph, err := d.checkParties(dec.Parties, *p.Key)
	if err != nil {
		return nil, err
	}
	if id := evidence.Hash(typed.RecordID(ph, keys.RecordSalt(*p.Key))); id != dec.Record {
		return nil, fmt.Errorf("record %s does not follow from its parties and key: %w", dec.Record.Short(), registry.ErrRefused)
	}
	return &record.Record{
		ID: dec.Record, Key: *p.Key, Line: dec.Line, Book: dec.Book, Parties: dec.Parties, Status: record.Proposed,
	}, nil
}

// A no is a reason not to endorse.
type no struct {
	err error
	// stale means that the proposer should decide again.
	stale bool
	// behind means that this pod has not seen enough of the chain to answer.
	behind bool
}

func (n *no) Error() string { return n.err.Error() }
func (n *no) Unwrap() error { return n.err }

func behind(n *no) bool { return n != nil && n.behind }

func staleNo(format string, a ...any) *no { return &no{err: fmt.Errorf(format, a...), stale: true} }

func behindNo(format string, a ...any) *no {
	return &no{err: fmt.Errorf(format+": %w", append(a, registry.ErrStale)...), behind: true}
}

// consider re-executes a proposal and returns why this pod will not endorse it,
// nil when it computed the same.
func (d *Decider) consider(ctx context.Context, r *record.Record, p *proposal) *no {
	dec := &p.Decision
	switch want := r.Sequence + 1; {
	case dec.Sequence < want:
		return staleNo("sequence %d of record %s is decided already", dec.Sequence, r.ID.Short())
	case dec.Sequence > want:
		return behindNo("sequence %d of record %s comes before this one and is not final here", want, r.ID.Short())
	case r.Blocked != "":
		return behindNo("the record is blocked here: %s", r.Blocked)
	case dec.Kind == evidence.Up && r.Pinned:
		return &no{err: fmt.Errorf("%s keeps the record pinned to the release it is on", d.cfg.Member)}
	}
	mine, rel, err := d.draft(ctx, r, dec.Kind)
	if err != nil {
		return classify(err)
	}
	if n := compare(dec, mine); n != nil {
		return n
	}
	if kind, due := d.Due(r); dec.Kind.Novates() && (!due || kind != dec.Kind) {
		return staleNo("the record is where its line is, or its line lies in the other direction: there is no %s to be done", dec.Kind)
	}
	now := int64(d.cfg.View().Time)
	if dec.Time < r.Time || dec.Time > now+maxSkew {
		return &no{err: fmt.Errorf("its logical time %d is before the last decision (%d) or too far ahead of the chain's clock (%d)", dec.Time, r.Time, now)}
	}
	want := dec.Next
	switch err := d.decide(ctx, rel, r, dec); {
	case errors.Is(err, registry.ErrInvalid):
		return &no{err: err} // what is malformed stays so
	case err != nil:
		return classify(err)
	}
	if dec.Next != want {
		return &no{err: fmt.Errorf("%s computed another outcome with the rules of %s: commitment %s, not %s; "+
			"one of the two pods does not run what was approved", d.cfg.Member, rel.Manifest.Ref(), dec.Next.Short(), want.Short())}
	}
	ps, _, err := d.parties(r.Parties, r.Key)
	if err == nil {
		err = checkEndorsement(dec, ps, dec.Actor, p.Endorsement)
	}
	if err != nil {
		return &no{err: err}
	}
	return nil
}

// compare holds the facts of a proposal against what this pod would have
// drafted itself.
func compare(got, mine *evidence.Decision) *no {
	switch {
	case got.Epoch < mine.Epoch, got.ToEpoch < mine.ToEpoch:
		return staleNo("it was decided under epoch %d, and epoch %d is current for the record", max(got.Epoch, got.ToEpoch), max(mine.Epoch, mine.ToEpoch))
	case got.Epoch > mine.Epoch, got.ToEpoch > mine.ToEpoch:
		return behindNo("epoch %d is not known here yet", max(got.Epoch, got.ToEpoch))
	case got.Book != mine.Book, got.To != mine.To, got.Release != mine.Release:
		return staleNo("the record is in Book %s under %s, the proposal says Book %s under %s",
			mine.Book, mine.Version, got.Book, got.Version)
	case got.Previous != mine.Previous:
		return &no{err: fmt.Errorf("it does not follow the decision that this pod has as the last one")}
	case got.Line != mine.Line, got.Version != mine.Version, got.Signers != mine.Signers, !slices.Equal(got.Parties, mine.Parties):
		return &no{err: fmt.Errorf("it names another line, version or other parties than the record has")}
	}
	return nil
}

// classify turns an error met while considering into an answer, or into a
// request to come back later.
func classify(err error) *no {
	var rejected *evidence.RejectedError
	switch {
	case errors.As(err, &rejected):
		return &no{err: err}
	case errors.Is(err, errMoved), errors.Is(err, registry.ErrConflict), errors.Is(err, registry.ErrRefused):
		return &no{err: err, stale: true}
	default:
		return &no{err: fmt.Errorf("%v: %w", err, registry.ErrStale), behind: true}
	}
}

func (d *Decider) receiveEndorsement(ctx context.Context, m exchange.Message) error {
	e, err := decode(m.Body, func(e *endorsement) int { return e.Format })
	if err != nil {
		return err
	}
	defer d.hold(m.Binding.Record)()
	r, err := d.shared(ctx, m)
	if errors.Is(err, registry.ErrNotFound) {
		return nil // it never came to be: the endorsement is of no use any more
	}
	if err != nil {
		return err
	}
	ps, _, err := d.parties(r.Parties, r.Key)
	if err != nil {
		return err
	}
	return d.answer(ctx, m, "", nil, func(tx store.Tx) error {
		c, err := record.GetCandidate(tx, m.Binding.Record, m.Binding.Sequence, e.Next)
		if err != nil || c == nil || !c.Mine {
			return err // it lost meanwhile: the endorsement is of no use any more
		}
		if err := checkEndorsement(&c.Decision, ps, m.From, e.Endorsement); err != nil {
			return err
		}
		c.Endorsements[m.From] = e.Endorsement
		if err := record.PutCandidate(tx, c); err != nil {
			return err
		}
		return d.complete(tx, r, c)
	})
}

// complete hands a candidate of this pod to the submitter once every party has
// endorsed it.
func (d *Decider) complete(tx store.Tx, r *record.Record, c *record.Candidate) error {
	ps, _, err := d.parties(r.Parties, r.Key)
	if err != nil {
		return err
	}
	sigs := ordered(ps, c.Endorsements)
	if sigs == nil || c.Sent {
		return nil
	}
	data, err := call(&c.Decision, r.Key, sigs)
	if err != nil {
		return fmt.Errorf("packing the call of the Book: %w", err)
	}
	c.Sent = true
	if err := record.PutCandidate(tx, c); err != nil {
		return err
	}
	self := ps[slices.IndexFunc(ps, func(p party) bool { return p.member == d.cfg.Member })]
	d.cfg.Point("complete")
	return d.cfg.Submit.Queue(tx, submit.Entry{
		Account: evidence.Address(self.address), Key: keyName(r.ID), To: c.Decision.Book, Data: data, Ref: ref(&c.Decision),
	})
}

// shared returns the record that a message is about. Who is no party to it is
// answered as if it were not here.
func (d *Decider) shared(ctx context.Context, m exchange.Message) (*record.Record, error) {
	r, err := d.record(ctx, m.Binding.Record)
	if err == nil && !slices.Contains(r.Parties, m.From) {
		err = fmt.Errorf("record %s: this pod is no party to it: %w", evidence.Hash(m.Binding.Record), registry.ErrNotFound)
	}
	return r, err
}

func (d *Decider) receiveRefusal(ctx context.Context, m exchange.Message) error {
	n, err := decode(m.Body, func(n *refusal) int { return n.Format })
	if err != nil {
		return err
	}
	if _, err := d.shared(ctx, m); errors.Is(err, registry.ErrNotFound) {
		return nil // another party refused before
	} else if err != nil {
		return err
	}
	var lost *record.Candidate
	err = d.answer(ctx, m, "", nil, func(tx store.Tx) error {
		c, err := record.GetCandidate(tx, m.Binding.Record, m.Binding.Sequence, n.Next)
		if err != nil || c == nil || !c.Mine || c.Sent {
			return err
		}
		lost = c
		if c.Decision.Kind.Novates() && !n.Stale {
			// The background does not ask again before the line moves.
			if err := d.refuse(tx, c.Decision.Record, m.From+" does not endorse: "+n.Reason); err != nil {
				return err
			}
		}
		return d.drop(tx, c)
	})
	if err != nil || lost == nil {
		return err
	}
	d.lose(lost, &RefusedError{By: m.From, Reason: n.Reason, Stale: n.Stale})
	return nil
}

// Undeliverable is called in the transaction in which a message became a dead
// letter: a pod that would not even read a proposal does not endorse it.
func (d *Decider) Undeliverable(tx store.Tx, l exchange.DeadLetter) error {
	if l.Kind != kindProposal {
		return nil
	}
	id, err := evidence.ParseHash(l.Record)
	if err != nil {
		return err
	}
	var lost *record.Candidate
	err = record.Candidates(tx, id, func(c *record.Candidate) error {
		if c.Mine && !c.Sent && c.Decision.Sequence == l.Sequence && c.Endorsements[l.To] == nil {
			lost = c
		}
		return nil
	})
	if err != nil || lost == nil {
		return err
	}
	d.lose(lost, &RefusedError{By: l.To, Reason: l.Reason})
	return d.drop(tx, lost)
}

// drop removes a candidate, and the record with it when it never came to be.
func (d *Decider) drop(tx store.Tx, c *record.Candidate) error {
	r, err := record.Get(tx, c.Decision.Record)
	if err != nil {
		return err
	}
	if r.Status == record.Proposed {
		return record.Remove(tx, r.ID)
	}
	return record.DropCandidate(tx, c)
}

// A RefusedError says that a party would not endorse. It matches
// [registry.ErrStale] when deciding again may help, [registry.ErrRefused]
// otherwise.
type RefusedError struct {
	By     string
	Reason string
	Stale  bool
}

func (e *RefusedError) Error() string { return fmt.Sprintf("%s does not endorse: %s", e.By, e.Reason) }

// Unwrap returns the condition.
func (e *RefusedError) Unwrap() error {
	if e.Stale {
		return registry.ErrStale
	}
	return registry.ErrRefused
}
