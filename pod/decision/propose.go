package decision

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
)

// attempts bounds how often a command is decided again because the world moved
// on: the epoch changed, or another party's command came first.
const attempts = 8

// A Ticket names a decision that was proposed.
type Ticket struct {
	Record   evidence.Hash `json:"record"`
	Sequence uint64        `json:"sequence"`
	Next     evidence.Hash `json:"next"`
}

// Create proposes a new record of a line. parties are member ids, this pod's
// among them. The record exists when the ticket is final. When a party could not
// take it now, nothing is written, and the error names the party.
func (d *Decider) Create(ctx context.Context, line string, parties []string, command Encoder) (Ticket, error) {
	var key evidence.Hash
	_, _ = rand.Read(key[:]) // never fails: it ends the program instead
	ph, err := d.checkParties(parties, key)
	if err != nil {
		return Ticket{}, err
	}
	id := evidence.Hash(typed.RecordID(ph, keys.RecordSalt(key)))
	l := d.cfg.View().Lines[d.cfg.Salt.Line(line)]
	if l == nil || l.Release.IsZero() {
		return Ticket{}, fmt.Errorf("line %s has no active release: propose and approve a change first: %w", line, registry.ErrNotFound)
	}
	if err := d.free(); err != nil {
		return Ticket{}, err
	}
	if err := d.cfg.Admit(ctx, line, parties); err != nil {
		return Ticket{}, err
	}
	r := &record.Record{
		ID: id, Key: key, Line: line, Book: evidence.Address(l.Book), Parties: parties, Status: record.Proposed,
	}
	defer d.hold(id)()
	return d.propose(ctx, r, evidence.Create, command)
}

// checkParties refuses parties that no record can have, and returns the hash of
// their addresses.
func (d *Decider) checkParties(members []string, key evidence.Hash) (evidence.Hash, error) {
	if !slices.Contains(members, d.cfg.Member) {
		return evidence.Hash{}, fmt.Errorf("parties %v do not name %s, the member of this pod: %w", members, d.cfg.Member, registry.ErrInvalid)
	}
	for i, m := range members {
		if slices.Contains(members[:i], m) {
			return evidence.Hash{}, fmt.Errorf("party %s is named twice: %w", m, registry.ErrInvalid)
		}
	}
	_, h, err := d.parties(members, key)
	return h, err
}

// Submit proposes a command on a record. When the record's line has moved on
// and the record is not pinned, the record is novated first.
func (d *Decider) Submit(ctx context.Context, id evidence.Hash, command Encoder) (Ticket, error) {
	if err := d.Touch(ctx, id); err != nil {
		return Ticket{}, err
	}
	defer d.hold(id)()
	r, err := d.record(ctx, id)
	if err != nil {
		return Ticket{}, err
	}
	return d.propose(ctx, r, evidence.Transition, command)
}

// Touch novates a record that its line has left behind and that is not pinned,
// and waits for it. A refusal by the rules is no error: the record goes on where
// it is, when that is possible.
func (d *Decider) Touch(ctx context.Context, id evidence.Hash) error {
	r, err := d.record(ctx, id)
	if err != nil {
		return err
	}
	kind, ok := d.Due(r)
	if !ok || r.Status != record.Open || kind == evidence.Up && r.Pinned {
		return nil
	}
	t, err := d.Novate(ctx, id)
	if err == nil {
		err = d.Wait(ctx, t)
	}
	if errors.Is(err, registry.ErrRefused) || errors.Is(err, registry.ErrStale) {
		return nil
	}
	return err
}

// Due reports whether the record lives in a Book that its line has left, and in
// which direction a novation would take it.
func (d *Decider) Due(r *record.Record) (evidence.Kind, bool) {
	v := d.cfg.View()
	l, b := v.Lines[d.cfg.Salt.Line(r.Line)], v.Books[common.Address(r.Book)]
	switch {
	case l == nil || b == nil || l.Book == common.Address(r.Book):
		return "", false
	case b.State == change.Suspended:
		return evidence.Down, true
	default:
		return evidence.Up, true
	}
}

// Novate proposes to move a record to the Book that is active on its line. When
// this pod has proposed that already, the ticket is the one of then.
func (d *Decider) Novate(ctx context.Context, id evidence.Hash) (Ticket, error) {
	defer d.hold(id)()
	r, err := d.record(ctx, id)
	if err != nil {
		return Ticket{}, err
	}
	kind, ok := d.Due(r)
	if !ok {
		return Ticket{}, fmt.Errorf("record %s is where its line is: there is nothing to novate: %w", id.Short(), registry.ErrStale)
	}
	if kind == evidence.Up && r.Pinned {
		return Ticket{}, fmt.Errorf("record %s is pinned: unpin it first: %w", id.Short(), registry.ErrConflict)
	}
	if c, err := d.underWay(ctx, r); err != nil || c != nil && c.Decision.Kind == kind {
		return ticketOf(c), err
	}
	return d.propose(ctx, r, kind, nil)
}

// underWay returns the candidate of this pod for the next decision on r, nil
// when there is none.
func (d *Decider) underWay(ctx context.Context, r *record.Record) (mine *record.Candidate, err error) {
	err = d.cfg.Store.View(ctx, func(tx store.Tx) error {
		mine = nil
		return record.Candidates(tx, r.ID, func(c *record.Candidate) error {
			if c.Mine && c.Decision.Sequence > r.Sequence {
				mine = c
			}
			return nil
		})
	})
	return mine, err
}

func ticketOf(c *record.Candidate) Ticket {
	if c == nil {
		return Ticket{}
	}
	return Ticket{c.Decision.Record, c.Decision.Sequence, c.Decision.Next}
}

// propose evaluates, signs, and hands the proposal to the exchange. The caller
// holds the record.
func (d *Decider) propose(ctx context.Context, r *record.Record, kind evidence.Kind, command Encoder) (Ticket, error) {
	if err := d.ready(ctx, r, kind); err != nil {
		return Ticket{}, err
	}
	dec, rel, err := d.draft(ctx, r, kind)
	if err != nil {
		if kind.Novates() && errors.Is(err, registry.ErrRefused) {
			d.noteRefusal(ctx, r, err.Error())
		}
		return Ticket{}, err
	}
	dec.Actor = d.cfg.Member
	if command != nil {
		if dec.Command, err = command(rel); err != nil {
			return Ticket{}, err
		}
	}
	dec.Time = max(int64(d.cfg.View().Time), r.Time)
	if err := d.decide(ctx, rel, r, dec); err != nil {
		var rejected *evidence.RejectedError
		if kind.Novates() && errors.As(err, &rejected) {
			d.noteRefusal(ctx, r, err.Error())
		}
		return Ticket{}, err
	}
	own, err := d.endorse(dec, r.Key)
	if err != nil {
		return Ticket{}, err
	}
	c := &record.Candidate{
		Decision: *dec, Mine: true, Created: dec.Time,
		Endorsements: map[string][]byte{d.cfg.Member: own},
	}
	d.cfg.Point("propose")
	if err := d.store(ctx, r, c, own); err != nil {
		return Ticket{}, err
	}
	d.cfg.Exchange.Wake()
	d.cfg.Submit.Wake()
	d.cfg.Point("proposed")
	return Ticket{r.ID, dec.Sequence, dec.Next}, nil
}

// ready fails when this pod cannot propose on r now.
func (d *Decider) ready(ctx context.Context, r *record.Record, kind evidence.Kind) error {
	if err := d.free(); err != nil {
		return err
	}
	switch {
	case kind == evidence.Create:
		return nil
	case r.Blocked != "":
		return fmt.Errorf("record %s is blocked: %s: %w", r.ID.Short(), r.Blocked, registry.ErrConflict)
	case r.Status == record.Closed:
		return fmt.Errorf("record %s is closed: its rules called it finished: %w", r.ID.Short(), registry.ErrRefused)
	case r.Status == record.Proposed:
		return fmt.Errorf("record %s is only proposed: its first decision is not final yet: %w", r.ID.Short(), registry.ErrStale)
	}
	c, err := d.underWay(ctx, r)
	if err == nil && c != nil {
		err = fmt.Errorf("record %s has a decision of yours under way (sequence %d), which waits for %s: %w",
			r.ID.Short(), c.Decision.Sequence, WaitsFor(r, c), registry.ErrConflict)
	}
	return err
}

// WaitsFor says in words what a candidate of this pod waits for.
func WaitsFor(r *record.Record, c *record.Candidate) string {
	if c.Sent {
		return "the chain"
	}
	var out strings.Builder
	for _, m := range r.Parties {
		if c.Endorsements[m] == nil {
			out.WriteString(", " + m)
		}
	}
	return "the endorsement of " + out.String()[min(2, len(out.String())):]
}

// draft fills in everything about the next decision on r that follows from the
// chain and from r, and finds the release that takes it.
func (d *Decider) draft(ctx context.Context, r *record.Record, kind evidence.Kind) (*evidence.Decision, *evidence.Release, error) {
	from, err := d.book(r.Book)
	if err != nil {
		return nil, nil, err
	}
	_, signers, err := d.parties(r.Parties, r.Key)
	if err != nil {
		return nil, nil, err
	}
	dec := &evidence.Decision{
		Format: evidence.Format, Kind: kind, Record: r.ID, Line: r.Line,
		Chain: d.cfg.Chain, Book: r.Book, Epoch: from.Epoch,
		Sequence: r.Sequence + 1, Parties: r.Parties, Signers: signers, Previous: r.Commitment,
	}
	decides := from // the Book whose release takes the decision
	if kind.Novates() {
		l := d.cfg.View().Lines[from.Line]
		to, err := d.book(evidence.Address(l.Book))
		if err != nil {
			return nil, nil, err
		}
		dec.To, dec.ToEpoch = evidence.Address(l.Book), to.Epoch
		if kind == evidence.Up {
			decides = to
		}
	}
	if err := allowed(kind, from.State); err != nil {
		return nil, nil, fmt.Errorf("record %s: %w", r.ID.Short(), err)
	}
	rel, err := d.release(ctx, decides)
	if err != nil {
		return nil, nil, err
	}
	if err := d.open(ctx, rel, kind); err != nil {
		return nil, nil, err
	}
	if kind == evidence.Up {
		if err := d.reaches(ctx, from, rel); err != nil {
			return nil, nil, fmt.Errorf("record %s: %w", r.ID.Short(), err)
		}
	}
	dec.Release, dec.Version = rel.Digest, rel.Manifest.Version
	return dec, rel, nil
}

// reaches fails when no conversion of rel reads the states of a Book: a record
// that stayed behind for several state schemas cannot skip one.
func (d *Decider) reaches(ctx context.Context, from change.Book, rel *evidence.Release) error {
	old, err := d.release(ctx, from)
	if err != nil {
		return err
	}
	m := rel.Manifest
	if m.Conversion == nil && old.Manifest.StateSchema == m.StateSchema || m.Conversion != nil && old.Manifest.StateSchema == m.Conversion.From {
		return nil
	}
	return fmt.Errorf("its state has schema %d, and %s has no conversion from it: it goes on under %s: %w",
		old.Manifest.StateSchema, m.Ref(), old.Manifest.Ref(), registry.ErrRefused)
}

// allowed mirrors what the Book contract allows in each state, so that people
// get words instead of a revert.
func allowed(kind evidence.Kind, s change.BookState) error {
	switch {
	case s == change.Active, s == change.Draining && kind != evidence.Create, s == change.Suspended && kind == evidence.Down:
		return nil
	case s == change.Suspended:
		return fmt.Errorf("its release was reverted and the rules would not carry it back, so it cannot change "+
			"until the line rolls forward to that release again: %w", registry.ErrConflict)
	default:
		return errMoved
	}
}

// errMoved means that a record cannot be created any more where it was about to
// be.
var errMoved = fmt.Errorf("its Book takes no new records: the line has moved on: %w", registry.ErrStale)

// decide asks the rules and completes dec with the answer.
func (d *Decider) decide(ctx context.Context, rel *evidence.Release, r *record.Record, dec *evidence.Decision) error {
	a, err := evidence.Evaluate(ctx, rel, evidence.Question{
		Kind: dec.Kind, Record: dec.Record, Key: r.Key, Sequence: dec.Sequence, Time: dec.Time,
		Actor: dec.Actor, Parties: dec.Parties, State: r.State, Command: dec.Command,
	})
	if err != nil {
		return err
	}
	if a.Reasons != nil {
		return &evidence.RejectedError{Release: rel.Manifest.Ref(), Kind: dec.Kind, Reasons: a.Reasons}
	}
	dec.State, dec.Final, dec.Documents, dec.Next = a.State, a.Final, a.Documents, a.Next
	return nil
}

// store makes the candidate and its messages durable.
func (d *Decider) store(ctx context.Context, r *record.Record, c *record.Candidate, own []byte) error {
	p := proposal{Format: payloadFormat, Decision: c.Decision, Endorsement: own}
	p.Decision.State, p.Decision.Documents = nil, nil
	if c.Decision.Kind == evidence.Create {
		p.Key = &r.Key
	}
	body, binding := encode(p), bindingOf(&c.Decision)
	return d.cfg.Store.Update(ctx, func(tx store.Tx) error {
		if c.Decision.Kind == evidence.Create {
			if err := record.Put(tx, r); err != nil {
				return err
			}
		} else if now, err := record.Get(tx, r.ID); err != nil || now.Sequence != r.Sequence {
			return errors.Join(err, fmt.Errorf("record %s changed while it was decided: %w", r.ID.Short(), registry.ErrStale))
		}
		if err := merge(tx, c); err != nil {
			return err
		}
		for _, m := range r.Parties {
			if m == d.cfg.Member {
				continue
			}
			if err := d.cfg.Exchange.Send(tx, m, kindProposal, binding, body); err != nil {
				return err
			}
		}
		return d.complete(tx, r, c)
	})
}

// merge stores a candidate. When another party came to the very same decision,
// each is a candidate of both: neither pod may lose sight of its own, or nobody
// would submit it, and the Book takes whichever comes first.
func merge(tx store.Tx, c *record.Candidate) error {
	old, err := record.GetCandidate(tx, c.Decision.Record, c.Decision.Sequence, c.Decision.Next)
	if err != nil {
		return err
	}
	if old != nil {
		maps.Copy(old.Endorsements, c.Endorsements)
		c.Endorsements = old.Endorsements
		if old.Mine {
			c.Decision, c.Mine, c.Sent, c.Created = old.Decision, true, old.Sent, old.Created
		}
	}
	return record.PutCandidate(tx, c)
}

// bindingOf returns what a message about a decision is bound to.
func bindingOf(d *evidence.Decision) exchange.Binding {
	return exchange.Binding{ChainID: d.Chain, Book: d.Book, Record: d.Record, Sequence: d.Sequence, Release: d.Release}
}

// noteRefusal remembers that the rules would not carry a record.
func (d *Decider) noteRefusal(ctx context.Context, r *record.Record, why string) {
	err := d.cfg.Store.Update(ctx, func(tx store.Tx) error { return d.refuse(tx, r.ID, why) })
	if err != nil {
		d.cfg.Log.WarnContext(ctx, "noting a refused novation", "record", r.ID, "error", err)
	}
}

// refuse notes that a record does not move, so that the background does not ask
// again before its line does.
func (d *Decider) refuse(tx store.Tx, id evidence.Hash, why string) error {
	r, err := record.Get(tx, id)
	if err != nil {
		return err
	}
	r.Refusal, r.RefusedAt = why, d.cfg.View().Lines[d.cfg.Salt.Line(r.Line)].Epoch
	return record.Put(tx, r)
}
