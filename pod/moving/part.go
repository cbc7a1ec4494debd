package moving

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
)

// A part is what this pod has of one migration.
type part struct {
	// mu is held while something is done with the migration.
	mu sync.Mutex
	// m is nil while it is not open.
	m *execute.Migration
	// carries is true when this pod sends batches; waits is since when they are
	// waited for.
	carries bool
	waits   time.Time
}

func (p *part) close(ctx context.Context, log *slog.Logger) {
	if p.m == nil {
		return
	}
	if err := p.m.Close(); err != nil {
		log.WarnContext(ctx, "closing a migration", "error", err)
	}
	p.m = nil
}

// part returns the one of a ledger.
func (m *Mover) part(ledger common.Address) *part {
	m.mu.Lock()
	defer m.mu.Unlock()
	p := m.parts[ledger]
	if p == nil {
		p = &part{}
		m.parts[ledger] = p
	}
	return p
}

// A subject is a migration with everything that it is made from.
type subject struct {
	plan *contract.Plan
	in   contract.Input
}

// subject fetches what a change names about a migration.
func (m *Mover) subject(ctx context.Context, doc *change.Document, mv change.Move) (*subject, error) {
	text, err := m.cfg.Bytes(ctx, mv.Plan)
	if err != nil {
		return nil, fmt.Errorf("fetching plan %s: %w", mv.Plan.Short(), err)
	}
	var keys []byte
	if !mv.Keys.IsZero() {
		if keys, err = m.cfg.Bytes(ctx, mv.Keys); err != nil {
			return nil, fmt.Errorf("fetching the keys file %s: %w", mv.Keys.Short(), err)
		}
	}
	plan, err := contract.Parse(text)
	if err != nil {
		return nil, err
	}
	if doc.Plan.From == nil {
		return nil, fmt.Errorf("the first release of a line has nothing before it that could be moved: %w", registry.ErrInvalid)
	}
	from, err := m.cfg.Bundle(ctx, doc.Plan.From.Release)
	if err != nil {
		return nil, err
	}
	to, err := m.cfg.Bundle(ctx, doc.Plan.To.Release)
	if err != nil {
		return nil, err
	}
	return m.between(plan, keys, mv.LogsFrom, from, to)
}

// between finds the two artefacts of a plan among the contracts of two releases.
func (m *Mover) between(plan *contract.Plan, keys []byte, logsFrom uint64, from, to *bundle.Bundle) (*subject, error) {
	switch {
	case plan.ChainID != m.cfg.Chain.ChainID().Uint64():
		return nil, fmt.Errorf("the plan is for chain %d, this is chain %s: %w", plan.ChainID, m.cfg.Chain.ChainID(), registry.ErrRefused)
	case plan.Owner != m.cfg.Consortium:
		return nil, fmt.Errorf("%s is upgraded by %s, and not by the Consortium %s: a change cannot move it: %w",
			plan.Address, plan.Owner, m.cfg.Consortium, registry.ErrRefused)
	case plan.Way == contract.InPlace && !plan.Rewrite:
		return nil, fmt.Errorf("the plan for %s rewrites nothing: it is an upgrade, which needs no migration: %w", plan.Address, registry.ErrRefused)
	case !plan.Rules.IsZero():
		return nil, fmt.Errorf("the plan for %s computes values by rules, which pods do not run for a migration: %w", plan.Address, registry.ErrRefused)
	}
	s := &subject{plan: plan}
	a, _, err := find(from, plan.From)
	if err != nil {
		return nil, err
	}
	b, move, err := find(to, plan.To)
	if err != nil {
		return nil, err
	}
	if len(move) > 0 {
		author, err := contract.ParseMap(move)
		if err == nil {
			err = plan.MadeWith(author, b)
		}
		if err != nil {
			return nil, err
		}
	}
	s.in = contract.Input{From: a, To: b, Address: plan.Address, Chain: m.cfg.Chain, Keys: keys, Map: plan.Map, LogsFrom: logsFrom}
	return s, nil
}

// find returns the contract of a release with the artefact that a plan names,
// and what the release says about its move.
func find(b *bundle.Bundle, end contract.End) (*artifact.Artifact, []byte, error) {
	for _, c := range b.Manifest.Contracts {
		if c.Artifact.Digest == end.Artifact {
			have := b.Contracts[c.Name]
			a, err := artifact.Parse(have.Artifact)
			return a, have.Move, err
		}
	}
	return nil, nil, fmt.Errorf("%s brings no contract with the artefact %s (%s) of the plan: %w", b.Manifest.Ref(), end.Artifact.Short(), end.Name, registry.ErrRefused)
}

// config is this pod's part.
func (m *Mover) config(s *subject, dir string, carries bool) (execute.Config, error) {
	cfg := execute.Config{
		Input: s.in, Dir: dir, AttestBy: attester{m}, Attesters: slices.Clone(m.cfg.View().Pods), Log: m.cfg.Log,
		Point: func(name string) error {
			m.cfg.Point("move " + name)
			return nil
		},
	}
	if !carries {
		return cfg, nil
	}
	var err error
	cfg.Carrier, err = m.carrier()
	return cfg, err
}

func (m *Mover) dir(ledger common.Address) string {
	return filepath.Join(m.cfg.Dir, strings.ToLower(ledger.Hex()))
}

// open opens the migration, or joins it.
func (m *Mover) open(ctx context.Context, p *part, s *subject, mv change.Move, carries bool) error {
	if p.m != nil && p.carries == carries {
		return errors.Join(p.m.Is(s.plan), p.m.JoinProvided(ctx, mv.Back))
	}
	p.close(ctx, m.cfg.Log)
	cfg, err := m.config(s, m.dir(mv.Ledger), carries)
	if err != nil {
		return err
	}
	e, err := execute.Open(ctx, cfg)
	if errors.Is(err, registry.ErrNotFound) {
		if err := os.MkdirAll(m.cfg.Dir, 0o700); err != nil {
			return fmt.Errorf("making the folder of migrations: %w", err)
		}
		e, err = execute.Join(ctx, cfg, s.plan, mv.Ledger)
	}
	if err != nil {
		return err
	}
	if err := errors.Join(e.Is(s.plan), e.JoinProvided(ctx, mv.Back)); err != nil {
		return errors.Join(err, e.Close())
	}
	p.m, p.carries = e, carries
	return nil
}

// attester is the pod's account, as one who attests.
type attester struct{ m *Mover }

// Address implements [execute.Authority].
func (a attester) Address() common.Address { return a.m.cfg.Pod }

// Call implements [execute.Authority].
func (a attester) Call(ctx context.Context, _ execute.Sender, to common.Address, data []byte) error {
	return a.m.cfg.Send(ctx, to, data, "move/"+crypto.Keccak256Hash(to[:], data).Hex())
}

// carrierFile is the key of the account that carries batches, in hex.
const carrierFile = "carrier"

// readCarrier reads the carrier's key, which it makes when there is none.
func (m *Mover) readCarrier() (*ecdsa.PrivateKey, error) {
	file := filepath.Join(m.cfg.Dir, carrierFile)
	key, err := crypto.LoadECDSA(file)
	if !errors.Is(err, fs.ErrNotExist) {
		if err != nil {
			err = fmt.Errorf("reading the carrier's key %s: %v; remove it, and another is made: %w", file, err, registry.ErrInvalid)
		}
		return key, err
	}
	if err := os.MkdirAll(m.cfg.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder of migrations: %w", err)
	}
	if key, err = crypto.GenerateKey(); err != nil {
		return nil, err
	}
	next := file + ".next"
	if err := crypto.SaveECDSA(next, key); err != nil {
		return nil, fmt.Errorf("keeping the carrier's key: %w", err)
	}
	return key, os.Rename(next, file)
}
