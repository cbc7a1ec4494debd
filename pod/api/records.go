package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/danielgtaylor/huma/v2"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/pod/decision"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// RecordPath is the part of a path that names a record.
type RecordPath struct {
	ID string `path:"id" doc:"id of the record, or at least its first four hex digits after 0x"`
}

func (s *server) records(a huma.API) {
	post(a, "/v1/records", "Create a record and wait until it is final",
		func(ctx context.Context, in *struct{ Body NewRecord }) (*body[decision.Ticket], error) {
			return reply(s.create(ctx, &in.Body))
		})
	get(a, "/v1/records", "List this pod's records",
		func(ctx context.Context, in *struct {
			Line string `query:"line"`
		},
		) (*body[List[Record]], error) {
			return reply(s.list(ctx, in.Line))
		})
	get(a, "/v1/records/{id}", "Show a record with its state",
		func(ctx context.Context, in *RecordPath) (*body[Record], error) {
			r, err := s.find(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			return reply(s.record(ctx, r, true))
		})
	post(a, "/v1/records/{id}/commands", "Give a command and wait until its outcome is final",
		func(ctx context.Context, in *struct {
			RecordPath
			After uint64 `query:"after" doc:"wait first until this pod has applied that sequence of the record"`
			Body  json.RawMessage
		},
		) (*body[decision.Ticket], error) {
			return reply(s.command(ctx, in.ID, in.After, in.Body))
		})
	post(a, "/v1/records/{id}/novate", "Move a record to where its line is",
		func(ctx context.Context, in *RecordPath) (*body[decision.Ticket], error) {
			return reply(s.novate(ctx, in.ID))
		})
	post(a, "/v1/records/{id}/pin", "Keep a record on the release it is on, or let it go",
		func(ctx context.Context, in *struct {
			RecordPath
			Body struct {
				Pinned bool `json:"pinned"`
			}
		},
		) (*none, error) {
			return &none{}, s.pin(ctx, in.ID, in.Body.Pinned)
		})
	get(a, "/v1/records/{id}/history", "List the decisions of a record",
		func(ctx context.Context, in *RecordPath) (*body[List[Step]], error) {
			return reply(s.history(ctx, in.ID))
		})
}

func (s *server) create(ctx context.Context, n *NewRecord) (decision.Ticket, error) {
	return s.cfg.Decider.ExecuteCreate(ctx, n.Line, n.Parties, encoder(n.Command))
}

// encoder encodes the JSON form of a command with the schema of the release that
// decides it.
func encoder(j json.RawMessage) decision.Encoder {
	return func(rel *evidence.Release) ([]byte, error) {
		m, err := wire.FromJSON(rel.Schema.Command(), j)
		if err != nil {
			return nil, fmt.Errorf("reading the command as %s of %s: %w", rel.Schema.Command().FullName(), rel.Manifest.Ref(), err)
		}
		return wire.Encode(m)
	}
}

func (s *server) command(ctx context.Context, id string, after uint64, j json.RawMessage) (decision.Ticket, error) {
	if after > 0 {
		h, err := evidence.ParseHash(id)
		if err != nil {
			return decision.Ticket{}, err
		}
		if err := s.cfg.Decider.Reach(ctx, h, after); err != nil {
			return decision.Ticket{}, err
		}
	}
	r, err := s.find(ctx, id)
	if err != nil {
		return decision.Ticket{}, err
	}
	return s.cfg.Decider.Execute(ctx, r.ID, encoder(j))
}

func (s *server) novate(ctx context.Context, id string) (decision.Ticket, error) {
	r, err := s.find(ctx, id)
	if err != nil {
		return decision.Ticket{}, err
	}
	t, err := s.cfg.Decider.Novate(ctx, r.ID)
	if err != nil {
		return t, err
	}
	return t, s.cfg.Decider.Wait(ctx, t)
}

func (s *server) pin(ctx context.Context, id string, pinned bool) error {
	r, err := s.find(ctx, id)
	if err != nil {
		return err
	}
	return s.cfg.Store.Update(ctx, func(tx store.Tx) error {
		now, err := record.Get(tx, r.ID)
		if err != nil {
			return err
		}
		now.Pinned = pinned
		return record.Put(tx, now)
	})
}

// find returns the record whose id begins with the given text.
func (s *server) find(ctx context.Context, id string) (*record.Record, error) {
	var found []*record.Record
	err := s.cfg.Store.View(ctx, func(tx store.Tx) error {
		found = nil
		if h, err := evidence.ParseHash(id); err == nil {
			r, err := record.Get(tx, h)
			found = append(found, r)
			return err
		}
		if len(id) < 6 {
			return fmt.Errorf("record id %q: give all of it, or at least 0x and four hex digits: %w", id, registry.ErrInvalid)
		}
		return record.Each(tx, func(r *record.Record) error {
			if r.ID.String()[:min(len(id), 66)] == id {
				found = append(found, r)
			}
			return nil
		})
	})
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, fmt.Errorf("record %s: this pod is no party to it: %w", id, registry.ErrNotFound)
	case len(found) > 1:
		return nil, fmt.Errorf("record id %s stands for %d records: give more digits: %w", id, len(found), registry.ErrInvalid)
	}
	return found[0], nil
}

// releaseOf returns the release that decides a record now.
func (s *server) releaseOf(ctx context.Context, r *record.Record) (*evidence.Release, error) {
	b := s.cfg.View().Books[common.Address(r.Book)]
	if b == nil {
		return nil, fmt.Errorf("book %s is not known: %w", r.Book, registry.ErrNotFound)
	}
	return s.release(ctx, b.Release)
}

// release returns a release by its salted digest.
func (s *server) release(ctx context.Context, salted registry.Digest) (*evidence.Release, error) {
	var known releases.Known
	err := s.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		known, err = releases.BySalted(tx, s.cfg.Salt, salted)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s.cfg.Releases.Release(ctx, known.Digest)
}

func (s *server) list(ctx context.Context, line string) (List[Record], error) {
	out := List[Record]{Items: []Record{}}
	var all []*record.Record
	err := s.cfg.Store.View(ctx, func(tx store.Tx) error {
		all = nil
		return record.Each(tx, func(r *record.Record) error {
			if line == "" || r.Line == line {
				all = append(all, r)
			}
			return nil
		})
	})
	for _, r := range all {
		if err != nil {
			return out, err
		}
		var v Record
		v, err = s.record(ctx, r, false)
		out.Items = append(out.Items, v)
	}
	return out, err
}

// record renders a record; its state only when asked for.
func (s *server) record(ctx context.Context, r *record.Record, state bool) (Record, error) {
	out := Record{
		ID: r.ID.String(), Line: r.Line, Book: r.Book.String(), Epoch: r.Epoch, Parties: r.Parties,
		Status: string(r.Status), Sequence: r.Sequence, Commitment: r.Commitment.String(), Time: r.Time,
		Pinned: r.Pinned, Blocked: r.Blocked, Refusal: r.Refusal,
	}
	rel, err := s.releaseOf(ctx, r)
	if err != nil {
		return out, err
	}
	out.Version = rel.Manifest.Version
	err = s.cfg.Store.View(ctx, func(tx store.Tx) error {
		return record.Candidates(tx, r.ID, func(c *record.Candidate) error {
			if c.Mine {
				out.Pending = fmt.Sprintf("sequence %d waits for %s", c.Decision.Sequence, decision.WaitsFor(r, c))
			}
			return nil
		})
	})
	if err != nil || !state || len(r.State) == 0 {
		return out, err
	}
	m, err := wire.Decode(rel.Schema.State(), r.State)
	if err != nil {
		return out, fmt.Errorf("reading the state of record %s: %w", r.ID.Short(), err)
	}
	out.State, err = wire.ToJSON(m)
	return out, err
}

func (s *server) history(ctx context.Context, id string) (List[Step], error) {
	out := List[Step]{Items: []Step{}}
	r, err := s.find(ctx, id)
	if err != nil {
		return out, err
	}
	var all []*evidence.Decision
	err = s.cfg.Store.View(ctx, func(tx store.Tx) error {
		all = nil
		return record.History(tx, r.ID, 1, func(d *evidence.Decision, _ []byte) error {
			all = append(all, d)
			return nil
		})
	})
	if err != nil {
		return out, err
	}
	var before *evidence.Decision
	for _, d := range all {
		st, err := s.step(ctx, before, d)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, st)
		before = d
	}
	return out, nil
}

func (s *server) step(ctx context.Context, before, d *evidence.Decision) (Step, error) {
	st := Step{
		Sequence: d.Sequence, Kind: d.Kind, Version: d.Version, Epoch: max(d.Epoch, d.ToEpoch), Time: d.Time, Actor: d.Actor,
		Documents: d.Documents, Commitment: d.Next.String(), Block: d.Block, Transaction: d.Transaction.String(), Changed: []string{},
	}
	rel, err := s.cfg.Releases.Release(ctx, d.Release)
	if err != nil {
		return st, err
	}
	if len(d.Command) > 0 {
		m, err := wire.Decode(rel.Schema.Command(), d.Command)
		if err != nil {
			return st, err
		}
		if st.Command, err = wire.ToJSON(m); err != nil {
			return st, err
		}
	}
	if before == nil || d.Kind.Novates() {
		return st, nil // everything is new, or in another schema
	}
	old, err1 := wire.Decode(rel.Schema.State(), before.State)
	now, err2 := wire.Decode(rel.Schema.State(), d.State)
	if err := errors.Join(err1, err2); err != nil {
		return st, fmt.Errorf("comparing the states around sequence %d: %w", d.Sequence, err)
	}
	changed, err := wire.Diff(old, now)
	if changed != nil {
		st.Changed = changed
	}
	return st, err
}
