package moving

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/rehearse"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
)

// A Draft is a migration that is about to be proposed.
type Draft struct {
	Plan []byte `json:"plan"`
	// Keys is the keys file that the plan was made with; nil for none. LogsFrom
	// is the block from which on events were searched.
	Keys     []byte `json:"keys,omitempty"`
	LogsFrom uint64 `json:"logsFrom,omitempty"`
}

// Provide deploys what migrations and their reverts need, and returns what a
// change says of them, with the calls that follow.
func (m *Mover) Provide(ctx context.Context, drafts []Draft, from, to *bundle.Bundle) ([]change.Move, *change.Calls, error) {
	if len(drafts) > change.MaxMoves {
		return nil, nil, fmt.Errorf("%d migrations, one change brings at most %d: %w", len(drafts), change.MaxMoves, registry.ErrInvalid)
	}
	var moves []change.Move
	calls := &change.Calls{}
	for i, d := range drafts {
		plan, err := contract.Parse(d.Plan)
		if err != nil {
			return nil, nil, fmt.Errorf("migration %d: %w", i, err)
		}
		s, err := m.between(plan, d.Keys, d.LogsFrom, from, to)
		if err == nil {
			err = m.recompute(ctx, s)
		}
		if err == nil { // what no pod would vet is not begun
			err = m.rehearse(ctx, s)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("migration %d: %w", i, err)
		}
		mv, owner, err := m.provide(ctx, s, d)
		if err != nil {
			return nil, nil, fmt.Errorf("migration %d: %w", i, err)
		}
		moves = append(moves, *mv)
		add(calls, owner)
	}
	return moves, calls, nil
}

// provide deploys in a folder of its own, which gets the ledger's name when
// there is one.
func (m *Mover) provide(ctx context.Context, s *subject, d Draft) (*change.Move, *execute.OwnerCalls, error) {
	dir := filepath.Join(m.cfg.Dir, fmt.Sprintf("draft-%x-%d", s.plan.Digest().Short(), m.cfg.View().MemberEpoch))
	cfg, err := m.config(s, dir, true)
	if err != nil {
		return nil, nil, err
	}
	e, err := execute.Open(ctx, cfg)
	if errors.Is(err, registry.ErrNotFound) {
		e, err = execute.Start(ctx, cfg, s.plan)
	}
	if err != nil {
		return nil, nil, err
	}
	mv := &change.Move{Plan: s.plan.Digest(), LogsFrom: d.LogsFrom}
	if len(d.Keys) > 0 {
		mv.Keys = registry.DigestOf(d.Keys)
	}
	owner, err := func() (*execute.OwnerCalls, error) {
		if err := e.Provide(ctx); err != nil {
			return nil, err
		}
		mv.Ledger, mv.Back = e.Ledgers()
		in := e.StandIns()
		mv.Source, mv.Target, mv.BackSource, mv.BackTarget = in.Source, in.Target, in.BackSource, in.BackTarget
		return e.OwnerCalls(ctx, in)
	}()
	if err := errors.Join(err, e.Close()); err != nil {
		return nil, nil, err
	}
	if err := os.Rename(dir, m.dir(mv.Ledger)); err != nil {
		return nil, nil, fmt.Errorf("keeping the migration: %w", err)
	}
	return mv, owner, nil
}

// add appends what the owner of a contract does to the calls of a change.
func add(to *change.Calls, owner *execute.OwnerCalls) {
	for stage, calls := range map[*[]change.Call][]execute.Call{
		&to.Prepare: owner.Freeze, &to.Activate: owner.Activate, &to.Abort: owner.Abort, &to.Revert: owner.Revert,
	} {
		for _, c := range calls {
			*stage = append(*stage, change.Call{Target: c.To, Data: c.Data})
		}
	}
}

// Verify says whether this pod would vet the calls of a change: whether they are
// exactly those that follow from its migrations, and whether these are what the
// chain and the releases say and can be carried out.
func (m *Mover) Verify(ctx context.Context, d *change.Document) error {
	switch {
	case d.Calls.Len() == 0 && len(d.Moves) == 0:
		return nil
	case len(d.Moves) == 0:
		return fmt.Errorf("the change brings %d calls to contracts beside the Book, and no migration that says what they do: "+
			"this pod cannot tell what they do: %w", d.Calls.Len(), registry.ErrRefused)
	}
	want := &change.Calls{}
	for i, mv := range d.Moves {
		owner, err := m.verify(ctx, d, mv)
		if err != nil {
			return fmt.Errorf("migration %d: %w", i, err)
		}
		add(want, owner)
	}
	if why := d.Calls.Differs(want); why != "" {
		return fmt.Errorf("the calls of the change are not those that follow from its migrations: %s: %w", why, registry.ErrRefused)
	}
	return nil
}

func (m *Mover) verify(ctx context.Context, d *change.Document, mv change.Move) (*execute.OwnerCalls, error) {
	s, err := m.subject(ctx, d, mv)
	if err != nil {
		return nil, err
	}
	if err := m.recompute(ctx, s); err != nil {
		return nil, err
	}
	p := m.part(mv.Ledger)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := m.open(ctx, p, s, mv, d.Proposer == m.cfg.Member); err != nil {
		return nil, err
	}
	owner, err := p.m.OwnerCalls(ctx, execute.StandIns{Source: mv.Source, Target: mv.Target, BackSource: mv.BackSource, BackTarget: mv.BackTarget})
	if err != nil {
		return nil, err
	}
	return owner, m.rehearse(ctx, s)
}

// recompute makes the plan again from the block that it names, and compares.
func (m *Mover) recompute(ctx context.Context, s *subject) error {
	in := s.in
	in.Read.Block, in.Map = &s.plan.Snapshot.Block, s.plan.Map
	mine, err := contract.New(ctx, in)
	if err != nil {
		return fmt.Errorf("making the plan for %s again at block %d: %w", s.plan.Address, s.plan.Snapshot.Block, err)
	}
	if bytes.Equal(mine.Encode(), s.plan.Encode()) {
		return nil
	}
	return fmt.Errorf("the plan for %s is not what this pod comes to at block %d: %s: %w",
		s.plan.Address, s.plan.Snapshot.Block, differ(s.plan.Encode(), mine.Encode()), registry.ErrRefused)
}

// maxShown bounds what is shown of a field, in bytes.
const maxShown = 160

// differ names the first field in which two plans differ.
func differ(theirs, mine []byte) string {
	var a, b map[string]json.RawMessage
	if json.Unmarshal(theirs, &a) != nil || json.Unmarshal(mine, &b) != nil {
		return "one of them cannot be read"
	}
	cut := func(r json.RawMessage) string {
		if len(r) > maxShown {
			return string(r[:maxShown]) + "…"
		}
		return string(r)
	}
	fields := slices.Sorted(maps.Keys(a))
	for f := range b {
		if _, has := a[f]; !has {
			fields = append(fields, f)
		}
	}
	for _, f := range fields {
		if !bytes.Equal(a[f], b[f]) {
			return fmt.Sprintf("%s is %s in the plan and %s here", f, cut(a[f]), cut(b[f]))
		}
	}
	return "their forms differ"
}

const (
	// maxRehearsed is how many slots a contract may have that a pod rehearses
	// before it vets; of larger ones members rehearse themselves.
	maxRehearsed = 100_000
	// maxRehearsal is how long it may take.
	maxRehearsal = 3 * time.Minute
)

// rehearse carries the plan out on a fork, once.
func (m *Mover) rehearse(ctx context.Context, s *subject) error {
	m.mu.Lock()
	done := m.rehearsed[s.plan.Digest()]
	m.mu.Unlock()
	if done {
		return nil
	}
	if err := m.onFork(ctx, s); err != nil {
		return err
	}
	m.mu.Lock()
	m.rehearsed[s.plan.Digest()] = true
	m.mu.Unlock()
	return nil
}

func (m *Mover) onFork(ctx context.Context, s *subject) error {
	if s.plan.Snapshot.Slots > maxRehearsed {
		m.cfg.Log.WarnContext(ctx, "a contract is too large to be rehearsed before vetting", "contract", s.plan.Address, "slots", s.plan.Snapshot.Slots)
		return nil
	}
	bounded, cancel := context.WithTimeout(ctx, maxRehearsal)
	defer cancel()
	r, err := rehearse.Run(bounded, rehearse.Config{Input: s.in, Fork: m.cfg.Fork, Seed: 1, Limit: 20, Brief: true}, s.plan)
	if err != nil {
		if ctx.Err() == nil && bounded.Err() != nil {
			return fmt.Errorf("rehearsing the plan for %s takes over %s: %w", s.plan.Address, maxRehearsal, registry.ErrTimeout)
		}
		return fmt.Errorf("rehearsing the plan for %s: %w", s.plan.Address, err)
	}
	for _, f := range r.Findings {
		if f.Level == rehearse.Bad {
			return fmt.Errorf("the rehearsal of the plan for %s found what must not be: %s: %w", s.plan.Address, f.Text, registry.ErrRefused)
		}
	}
	return nil
}
