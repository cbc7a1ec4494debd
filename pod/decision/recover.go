package decision

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// missingBucket holds events of the chain for which this pod has no payload.
const missingBucket = "missing"

// maxHistory bounds the decisions sent in one message.
const maxHistory = 64

// miss blocks a record whose event the chain finalised and whose payload this
// pod does not have, and asks the other parties for it.
func (d *Decider) miss(tx store.Tx, r *record.Record, e Event) error {
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if err := tx.Put(missingBucket, missingKey(e.Record, e.Sequence), b); err != nil {
		return err
	}
	r.Blocked = fmt.Sprintf("the chain finalised sequence %d and this pod has only %d; the other parties were asked for what is missing", e.Sequence, r.Sequence)
	if err := record.Put(tx, r); err != nil {
		return err
	}
	d.cfg.Log.Warn("record is blocked: payload missing", "record", r.ID, "sequence", e.Sequence)
	binding := exchange.Binding{ChainID: d.cfg.Chain, Book: e.Book, Record: r.ID, Sequence: r.Sequence + 1, Release: r.Release}
	for _, m := range r.Parties {
		if m == d.cfg.Member {
			continue
		}
		if err := d.cfg.Exchange.Send(tx, m, kindMissing, binding, encode(missing{payloadFormat})); err != nil {
			return err
		}
	}
	return nil
}

func missingKey(id evidence.Hash, sequence uint64) []byte {
	return binary.BigEndian.AppendUint64(id[:], sequence)
}

// receiveMissing answers a party that lost payloads with the history.
func (d *Decider) receiveMissing(ctx context.Context, m exchange.Message) error {
	if _, err := decode(m.Body, func(m *missing) int { return m.Format }); err != nil {
		return err
	}
	r, err := d.shared(ctx, m)
	if err != nil {
		return err
	}
	h := history{Format: payloadFormat}
	err = d.cfg.Store.View(ctx, func(tx store.Tx) error {
		return record.History(tx, r.ID, m.Binding.Sequence, func(dec *evidence.Decision, _ []byte) error {
			if h.Decisions = append(h.Decisions, *dec); len(h.Decisions) == maxHistory {
				return store.ErrStop
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	if len(h.Decisions) == 0 {
		return fmt.Errorf("record %s: sequence %d is not final here yet: %w", r.ID.Short(), m.Binding.Sequence, registry.ErrStale)
	}
	return d.answer(ctx, m, kindHistory, encode(h), nil)
}

// receiveHistory replays what another party sent and accepts what leads to the
// commitments that the chain finalised. The sender is not trusted.
func (d *Decider) receiveHistory(ctx context.Context, m exchange.Message) error {
	h, err := decode(m.Body, func(h *history) int { return h.Format })
	if err != nil {
		return err
	}
	defer d.hold(m.Binding.Record)()
	if _, err := d.shared(ctx, m); err != nil {
		return err
	}
	for i := range h.Decisions {
		if err := d.replay(ctx, m.Binding.Record, h.Decisions[i]); err != nil {
			return err
		}
	}
	d.notify(m.Binding.Record)
	return d.answer(ctx, m, "", nil, nil)
}

// replay accepts one decision of a blocked record.
func (d *Decider) replay(ctx context.Context, id evidence.Hash, dec evidence.Decision) error {
	r, err := d.record(ctx, id)
	if err != nil || dec.Record != id || dec.Sequence != r.Sequence+1 {
		return err // another party's answer came first
	}
	rel, err := d.cfg.Releases.Release(ctx, dec.Release)
	if errors.Is(err, registry.ErrNotFound) {
		return fmt.Errorf("%v: %w", err, registry.ErrStale) // this pod is about to fetch it
	}
	if err != nil {
		return err
	}
	if err := d.decide(ctx, rel, r, &dec); err != nil {
		return err
	}
	if err := dec.CheckEndorsements(keys.RecordSalt(r.Key)); err != nil {
		return fmt.Errorf("the history sent for record %s: %w", id.Short(), err)
	}
	ps, _, err := d.parties(r.Parties, r.Key)
	if err != nil {
		return err
	}
	c := &record.Candidate{Decision: dec, Endorsements: map[string][]byte{}}
	for i, p := range ps {
		if len(dec.Endorsements) == len(ps) {
			c.Endorsements[p.member] = dec.Endorsements[i]
		}
	}
	return d.cfg.Store.Update(ctx, func(tx store.Tx) error {
		b, err := tx.Get(missingBucket, missingKey(id, dec.Sequence))
		if err != nil || b == nil {
			return err
		}
		var e Event
		if err := json.Unmarshal(b, &e); err != nil {
			return fmt.Errorf("event of record %s is damaged in the store: %v: %w", id.Short(), err, registry.ErrInvalid)
		}
		if r, err = record.Get(tx, id); err != nil || dec.Sequence != r.Sequence+1 {
			return err
		}
		if e.Next != dec.Next || e.Previous != r.Commitment || dec.Previous != r.Commitment {
			return fmt.Errorf("the history sent for record %s does not lead to what the chain finalised: %w", id.Short(), registry.ErrRefused)
		}
		if err := tx.Delete(missingBucket, missingKey(id, dec.Sequence)); err != nil {
			return err
		}
		last := true
		err = tx.Scan(missingBucket, id[:], nil, func(_, _ []byte) error { last = false; return store.ErrStop })
		if err != nil {
			return err
		}
		if last {
			r.Blocked = ""
		}
		return d.accept(tx, r, c, e)
	})
}
