package audit

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/evidence"
	"github.com/novation-dev/novation/registry/merklelog"
)

// Replay runs every decision of a pod again, with the release it was taken
// under, and compares the bytes. progress is told how many decisions were
// replayed so far; it may be nil. An error means that the audit could not be
// done; a failed check is part of the report.
func Replay(ctx context.Context, src Source, engine *plugins.Engine, progress func(done int)) (*Report, error) {
	if progress == nil {
		progress = func(int) {}
	}
	p := &player{src: src, engine: engine, releases: map[registry.Digest]*evidence.Release{}, progress: progress}
	defer p.close()
	err := src.Records(ctx, func(r Record) error {
		p.report.Records++
		if err := p.record(ctx, r); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			p.report.add("record "+r.ID.String(), err, "")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if p.report.Failed == 0 {
		p.report.add("replay", nil, "%d decisions of %d records come out byte for byte as they stand in the history, and every commitment opens",
			p.report.Decisions, p.report.Records)
	}
	return &p.report, nil
}

// A player replays; releases are loaded once.
type player struct {
	src      Source
	engine   *plugins.Engine
	releases map[registry.Digest]*evidence.Release
	report   Report
	progress func(int)
}

// close releases the rules.
func (p *player) close() {
	for _, rel := range p.releases {
		_ = rel.Rules.Close() // nothing is lost with it
	}
}

// record replays one record from its first decision on.
func (p *player) record(ctx context.Context, r Record) error {
	var before registry.Digest
	var last *evidence.Decision
	err := p.src.Decisions(ctx, r.ID, func(sequence uint64, stored []byte) error {
		d, err := evidence.ParseDecision(stored)
		if err != nil {
			return fmt.Errorf("the decision stored as sequence %d: %w", sequence, err)
		}
		if err := follows(d, last, before, r.ID, sequence); err != nil {
			return err
		}
		if err := p.decision(ctx, r, last, d); err != nil {
			return fmt.Errorf("sequence %d: %w", d.Sequence, err)
		}
		last, before = d, registry.DigestOf(stored)
		p.report.Decisions++
		p.progress(p.report.Decisions)
		return nil
	})
	if err != nil {
		return err
	}
	switch {
	case last == nil && r.Sequence == 0:
		return nil // proposed, never final
	case last == nil, last.Sequence != r.Sequence, last.Next != r.Commitment, before != r.Last:
		return fmt.Errorf("the record says it stands at sequence %d with commitment %s; its history ends otherwise: %w",
			r.Sequence, r.Commitment.Short(), registry.ErrRefused)
	case !bytes.Equal(last.State, r.State):
		return fmt.Errorf("the state of the record is not the one its last decision left: %w", registry.ErrRefused)
	}
	return nil
}

// follows checks that d continues the history.
func follows(d, last *evidence.Decision, before registry.Digest, id evidence.Hash, sequence uint64) error {
	want, previous := uint64(1), evidence.Hash{}
	if last != nil {
		want, previous = last.Sequence+1, last.Next
	}
	switch {
	case d.Record != id || d.Sequence != sequence:
		return fmt.Errorf("the decision stored as sequence %d says that it is sequence %d of record %s: %w", sequence, d.Sequence, d.Record.Short(), registry.ErrRefused)
	case d.Sequence != want:
		return fmt.Errorf("sequence %d is missing: %w", want, registry.ErrRefused)
	case d.Before != before:
		return fmt.Errorf("sequence %d does not continue the decision stored before it: one of the two was changed: %w", d.Sequence, registry.ErrRefused)
	case d.Previous != previous:
		return fmt.Errorf("sequence %d names another commitment as the one before: %w", d.Sequence, registry.ErrRefused)
	case last != nil && d.Time < last.Time:
		return fmt.Errorf("sequence %d lies before the decision it follows: %w", d.Sequence, registry.ErrRefused)
	}
	return nil
}

// decision evaluates d again and checks its endorsements.
func (p *player) decision(ctx context.Context, r Record, last, d *evidence.Decision) error {
	rel, err := p.release(ctx, d.Release)
	if err != nil {
		return err
	}
	if rel.Manifest.Name != d.Line || rel.Manifest.Version != d.Version {
		return fmt.Errorf("it says it was decided by %s@%s, its release is %s: %w", d.Line, d.Version, rel.Manifest.Ref(), registry.ErrRefused)
	}
	q := evidence.Question{
		Kind: d.Kind, Record: d.Record, Key: r.Key, Sequence: d.Sequence, Time: d.Time, Actor: d.Actor,
		Parties: d.Parties, Command: d.Command,
	}
	if last != nil {
		q.State = last.State
	}
	a, err := evidence.Evaluate(ctx, rel, q)
	switch {
	case err != nil:
		return err
	case a.Reasons != nil:
		return fmt.Errorf("%s refuses today what it decided then: %s: %w", rel.Manifest.Ref(), evidence.ReasonText(a.Reasons[0]), registry.ErrRefused)
	case !bytes.Equal(a.State, d.State), a.Final != d.Final, !slices.Equal(a.Documents, d.Documents):
		return fmt.Errorf("%s decides something else than what stands in the history: %w", rel.Manifest.Ref(), registry.ErrRefused)
	case a.Next != d.Next:
		return fmt.Errorf("the commitment %s does not open to the state: %w", d.Next.Short(), registry.ErrRefused)
	}
	return d.CheckEndorsements(r.Salt)
}

// release loads a release from the source and checks that it is the one asked
// for.
func (p *player) release(ctx context.Context, digest registry.Digest) (*evidence.Release, error) {
	if rel := p.releases[digest]; rel != nil {
		return rel, nil
	}
	b, err := openBundle(ctx, p.src, digest)
	if err != nil {
		return nil, err
	}
	previous, err := p.previous(ctx, &b.Manifest)
	if err != nil {
		return nil, err
	}
	rel, err := evidence.Load(ctx, p.engine, b, digest, previous)
	if err != nil {
		return nil, err
	}
	p.releases[digest] = rel
	return rel, nil
}

// previous returns the schema that the conversion of m reads, from the newest
// release in the log that has it.
func (p *player) previous(ctx context.Context, m *registry.Manifest) (*schema.Schema, error) {
	if m.Conversion == nil {
		return nil, nil
	}
	entries, _, err := p.src.Log(ctx)
	if err != nil {
		return nil, err
	}
	for _, b := range slices.Backward(entries) {
		e, err := merklelog.ParseEntry(b)
		if err != nil || e.Kind != merklelog.KindRelease || e.Name != m.Name {
			continue
		}
		older, err := openBundle(ctx, p.src, e.Digest)
		if err == nil && older.Manifest.StateSchema == m.Conversion.From {
			return evidence.Schema(older)
		}
	}
	return nil, fmt.Errorf("%s converts from state schema %d, and no release at hand has it: %w", m.Ref(), m.Conversion.From, registry.ErrNotFound)
}

// openBundle reads a stored bundle and checks its digest.
func openBundle(ctx context.Context, src Source, digest registry.Digest) (*bundle.Bundle, error) {
	file, err := src.Bundle(ctx, digest)
	if err != nil {
		return nil, err
	}
	if file == nil {
		return nil, fmt.Errorf("the bundle of release %s is missing: %w", digest, registry.ErrNotFound)
	}
	b, err := bundle.Open(file)
	if err != nil {
		return nil, fmt.Errorf("the bundle of release %s: %w", digest, err)
	}
	if got, err := b.Digest(); err != nil || got != digest {
		return nil, fmt.Errorf("what is stored as release %s is release %s: %w", digest, got, registry.ErrRefused)
	}
	return b, nil
}
