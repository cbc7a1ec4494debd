package execute

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
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute/outbox"
	"github.com/novation-dev/novation/migrate/leaves"
	"github.com/novation-dev/novation/registry"
)

// A Migration is one member's part in moving the state of one contract. Its
// methods must not be called at the same time, except View.
type Migration struct {
	cfg  Config
	plan *contract.Plan
	look looker
	j    *journal
	box  *outbox.Box
	// parent is the migration that this one reverts; nil for others.
	parent *Migration
	// back is the migration that reverts this one; nil when none was begun.
	back *Migration
	// eager and deferred are opened when they are needed.
	eager, deferred *leaves.Tree

	// mu protects what View reads while another method runs.
	mu      sync.Mutex
	waiting *Waiting
	pace    pace
}

// Start makes the folder of a new migration. Nothing is sent. It fails with
// registry.ErrConflict when the folder has a migration.
func Start(ctx context.Context, cfg Config, plan *contract.Plan) (*Migration, error) {
	ends, err := endsOf(ctx, cfg, plan)
	if err != nil {
		return nil, err
	}
	return begin(ctx, cfg, plan, ends)
}

// endsOf finds the accounts of a plan.
func endsOf(ctx context.Context, cfg Config, plan *contract.Plan) (func(*record), error) {
	l := looker{cfg.Input.Chain}
	admin, err := l.admin(ctx, plan.Address, nil)
	if err != nil {
		return nil, err
	}
	return func(r *record) {
		r.Source, r.SourceAdmin = plan.Address, admin
		r.Implementation = plan.To.Implementation
		if plan.Way == contract.InPlace {
			r.Target, r.TargetAdmin = plan.Address, admin
		} else {
			r.OwnTarget = true
		}
	}, nil
}

// begin makes the folder.
func begin(ctx context.Context, cfg Config, plan *contract.Plan, ends func(*record)) (*Migration, error) {
	if err := checkConfig(cfg, plan); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(cfg.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder of the migration: %w", err)
	}
	file := filepath.Join(cfg.Dir, planFile)
	if _, err := os.Stat(file); err == nil {
		return nil, fmt.Errorf("%s has a migration already; resume it, or take another folder: %w", cfg.Dir, registry.ErrConflict)
	}
	at, err := cfg.Input.Chain.Finalized(ctx)
	if err != nil {
		return nil, err
	}
	attesters := sorted(cfg.Attesters)
	if me := cfg.me(); len(attesters) == 0 && me != (common.Address{}) {
		attesters = []common.Address{me}
	}
	if len(attesters) == 0 && ledgered(plan) {
		return nil, fmt.Errorf("nobody attests what is moved; name attesters: %w", registry.ErrInvalid)
	}
	j, err := openJournal(cfg.Dir, false)
	if err != nil {
		return nil, err
	}
	err = j.save(func(r *record) {
		*r = record{Attesters: attesters, Unattended: cfg.Unattended, Begun: mark{at.Number, at.Hash, at.Time}}
		ends(r)
	})
	if err == nil {
		err = writeFile(file, plan.Encode()) // last: with it, the folder has a migration
	}
	if err != nil {
		_ = j.db.Close()
		return nil, err
	}
	return assemble(cfg, plan, j)
}

// Open opens the folder of a migration that Start or Join made.
func Open(ctx context.Context, cfg Config) (*Migration, error) {
	m, err := open(cfg)
	if err != nil {
		return nil, err
	}
	if err := m.reopenRevert(); err != nil && !errors.Is(err, registry.ErrNotFound) {
		return nil, errors.Join(err, m.Close())
	}
	return m, nil
}

func open(cfg Config) (*Migration, error) {
	b, err := os.ReadFile(filepath.Join(cfg.Dir, planFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no migration in %s: %w", cfg.Dir, registry.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the plan: %w", err)
	}
	plan, err := contract.Parse(b)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", filepath.Join(cfg.Dir, planFile), err)
	}
	if err := checkConfig(cfg, plan); err != nil {
		return nil, err
	}
	j, err := openJournal(cfg.Dir, true)
	if err != nil {
		return nil, err
	}
	return assemble(cfg, plan, j)
}

// assemble puts the parts of a migration together.
func assemble(cfg Config, plan *contract.Plan, j *journal) (*Migration, error) {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	m := &Migration{cfg: cfg, plan: plan, j: j, look: looker{cfg.Input.Chain}}
	box, err := outbox.New(j.db, cfg.Input.Chain)
	if err != nil {
		_ = j.db.Close()
		return nil, err
	}
	box.Before, box.Ended = cfg.Point, ended
	m.box = box
	return m, nil
}

// Close closes the journal and the data.
func (m *Migration) Close() error {
	m.closeTrees()
	var err error
	if m.back != nil {
		err = m.back.Close()
		m.back = nil
	}
	return errors.Join(err, m.j.db.Close())
}

func (m *Migration) closeTrees() {
	for _, t := range []**leaves.Tree{&m.eager, &m.deferred} {
		if *t != nil {
			_ = (*t).Close()
			*t = nil
		}
	}
}

func checkConfig(cfg Config, plan *contract.Plan) error {
	in := cfg.Input
	switch {
	case in.Chain == nil || in.From == nil || in.To == nil:
		return fmt.Errorf("a migration needs a chain and the artefacts before and after: %w", registry.ErrInvalid)
	case cfg.Dir == "":
		return fmt.Errorf("a migration needs a folder: %w", registry.ErrInvalid)
	case in.Chain.ChainID().Uint64() != plan.ChainID:
		return fmt.Errorf("the plan is for chain %d, the node is of chain %d: %w", plan.ChainID, in.Chain.ChainID(), registry.ErrConflict)
	case plan.Movable || plan.Proxy == registry.Beacon && !ledgered(plan):
		return nil
	case plan.Proxy == registry.Beacon:
		return fmt.Errorf("%s asks the beacon %s, through which no slots can be changed; a revert that must clear something is none: roll forward: %w",
			plan.Address, plan.Beacon, registry.ErrRefused)
	case plan.Proxy != registry.Transparent && plan.Proxy != registry.UUPS:
		return fmt.Errorf("%s is %s; only transparent and UUPS proxies can be frozen from outside: derive the contract from Movable, or move it by hand: %w",
			plan.Address, proxyName(plan.Proxy), registry.ErrRefused)
	}
	return nil
}

func proxyName(p registry.Proxy) string {
	if p == registry.NoProxy {
		return "no proxy"
	}
	return "a proxy of kind " + string(p)
}

// ledgered reports whether a plan needs a contract Migration: all do but one
// that changes no slot, which is a plain upgrade.
func ledgered(p *contract.Plan) bool { return p.Way != contract.InPlace || p.Rewrite }

// writeFile writes a file so that a crash leaves all of it or nothing.
func writeFile(file string, b []byte) error {
	next := file + ".next"
	f, err := os.OpenFile(next, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	if err := os.Rename(next, file); err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	return nil
}

// keys are those of this member's accounts.
func (m *Migration) keys() []*ecdsa.PrivateKey {
	var out []*ecdsa.PrivateKey
	add := func(k *ecdsa.PrivateKey) {
		if k != nil && !slices.ContainsFunc(out, func(o *ecdsa.PrivateKey) bool { return o.Equal(k) }) {
			out = append(out, k)
		}
	}
	add(m.cfg.Carrier)
	add(m.cfg.Attester)
	switch a := m.cfg.Authority.(type) {
	case Key:
		add(a.PrivateKey)
	case Relay:
		add(a.Key)
	}
	return out
}
