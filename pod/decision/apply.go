package decision

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"strings"

	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// An Event is what a Book said about a record in a finalised block.
type Event struct {
	Record   evidence.Hash
	Sequence uint64
	Previous evidence.Hash
	Next     evidence.Hash
	Epoch    uint64
	// Final means that the Book closed the record.
	Final bool
	// Book recorded the event; From is the Book that was left by a novation,
	// zero otherwise.
	Book, From evidence.Address

	Block       uint64
	BlockHash   evidence.Hash
	Transaction evidence.Hash
}

// Apply makes what the chain finalised true in this pod, in the store
// transaction in which the caller's place on the chain moves. Events about
// records of others are ignored.
func (d *Decider) Apply(tx store.Tx, e Event) error {
	r, err := record.Get(tx, e.Record)
	if errors.Is(err, registry.ErrNotFound) {
		return nil
	}
	if err != nil || e.Sequence <= r.Sequence {
		return err
	}
	c, err := record.GetCandidate(tx, e.Record, e.Sequence, e.Next)
	if err != nil {
		return err
	}
	if c == nil || e.Sequence != r.Sequence+1 {
		return d.miss(tx, r, e)
	}
	return d.accept(tx, r, c, e)
}

// accept appends a decision to the history and moves the record on.
func (d *Decider) accept(tx store.Tx, r *record.Record, c *record.Candidate, e Event) error {
	dec := c.Decision
	dec.Before = r.Last
	dec.Block, dec.BlockHash, dec.Transaction = e.Block, e.BlockHash, e.Transaction
	ps, _, err := d.parties(r.Parties, r.Key)
	if err != nil {
		return err
	}
	dec.Endorsements = nil
	for _, p := range ps {
		if sig := c.Endorsements[p.member]; sig != nil {
			dec.Endorsements = append(dec.Endorsements, sig)
		}
		if p.member == d.cfg.Member && c.Sent {
			if err := submit.Drop(tx, evidence.Address(p.address), ref(&dec), e.Transaction); err != nil {
				return err
			}
		}
	}
	r.Last, err = record.Append(tx, &dec)
	if err != nil {
		return err
	}
	r.Book, r.Epoch, r.Release = e.Book, e.Epoch, dec.Release
	r.Sequence, r.Commitment, r.State, r.Time = dec.Sequence, dec.Next, dec.State, dec.Time
	r.Status, r.Refusal = record.Open, ""
	if e.Final {
		r.Status = record.Closed
	}
	if err := record.Put(tx, r); err != nil {
		return err
	}
	return record.DropCandidates(tx, r.ID, r.Sequence)
}

// Applied tells those who wait for the records of events that these are
// durable.
func (d *Decider) Applied(events []Event) {
	for _, e := range events {
		d.notify(e.Record)
	}
	d.cfg.Exchange.Wake()
}

// Settled handles the end of a transaction that was not seen as an event:
// success needs nothing more, a revert means that the candidate lost.
func (d *Decider) Settled(tx store.Tx, e submit.Entry, r submit.Result) error {
	if r.Err == nil {
		return nil
	}
	c, err := d.candidate(tx, e)
	if err != nil || c == nil {
		return err
	}
	return d.drop(tx, c)
}

// AfterSettled is called when Settled is durable.
func (d *Decider) AfterSettled(e submit.Entry, r submit.Result) {
	if r.Err == nil {
		return
	}
	id, sequence, next, err := parseRef(e.Ref)
	if err != nil {
		return
	}
	d.lose(&record.Candidate{Decision: evidence.Decision{Record: id, Sequence: sequence, Next: next}}, r.Err)
}

func (d *Decider) candidate(tx store.Tx, e submit.Entry) (*record.Candidate, error) {
	id, sequence, next, err := parseRef(e.Ref)
	if err != nil {
		return nil, err
	}
	return record.GetCandidate(tx, id, sequence, next)
}

// Key returns the one-time key that signs for a queued transaction.
func (d *Decider) Key(ctx context.Context, name string) (*ecdsa.PrivateKey, error) {
	id, err := evidence.ParseHash(strings.TrimPrefix(name, keyPrefix))
	if err != nil {
		return nil, err
	}
	r, err := d.record(ctx, id)
	if err != nil {
		return nil, err
	}
	return d.cfg.Keys.RecordKey(r.Key)
}

const keyPrefix = "record/"

// Mine reports whether a queued transaction with the given key name belongs to
// a record.
func Mine(name string) bool { return strings.HasPrefix(name, keyPrefix) }

func keyName(id evidence.Hash) string { return keyPrefix + id.String() }

func ref(dec *evidence.Decision) string {
	return fmt.Sprintf("%s/%d/%s", dec.Record, dec.Sequence, dec.Next)
}

func parseRef(s string) (id evidence.Hash, sequence uint64, next evidence.Hash, err error) {
	part := strings.Split(s, "/")
	if len(part) != 3 {
		return id, 0, next, fmt.Errorf("transaction reference %q: %w", s, registry.ErrInvalid)
	}
	_, scan := fmt.Sscan(part[1], &sequence)
	id, e1 := evidence.ParseHash(part[0])
	next, e2 := evidence.ParseHash(part[2])
	return id, sequence, next, errors.Join(scan, e1, e2)
}
