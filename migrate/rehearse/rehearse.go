// Package rehearse carries a plan out on a fork of the live state, with every
// fault it can think of, and reports.
//
// A fork is a chain of its own that begins with what the live chain has at one
// final block: the contract with all of its storage, and every account that its
// upgrade and its getters touch. The owner is replaced by a relay, so that
// nobody's key is needed. On forks like this one [Run] carries the plan out and
// compares every getter before and after, runs it again, reverts it and compares
// the storage root, crashes it at every point, and aborts it before its
// activation.
//
// # Promises
//
// The live chain is only read. The fork has the storage root of exactly what was
// read of the live contract and found complete against its proven root. A
// rehearsal that could not look at something says so: a [Report] is ready only
// when everything was done and nothing bad was found.
// One fork is held in memory, so an account of more than [MaxSlots] slots is
// refused. A contract that still drains is put on the fork as it will be when it
// has drained.
//
// # Dependencies
//
// Of ours it imports registry, contracts/chain, contracts/layout, and the
// packages below migrate; not pod/node, whose chains the caller gives with
// [Fork]. Of go-ethereum it uses accounts/abi, core/types,
// common, crypto and rpc.
package rehearse

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/probe"
	"github.com/novation-dev/novation/registry"
)

// A Config says what to rehearse and where.
type Config struct {
	// Input is what the plan was made from; its Chain is the live one.
	Input contract.Input
	// Fork starts chains to rehearse on.
	Fork Fork
	// Dir is for scratch files; "" means a temporary folder. Nothing is left in
	// it.
	Dir string
	// Callers ask getters besides the zero address. The owner is one anyway.
	Callers []common.Address
	// Seed chooses the questions that are made up, and Limit bounds those per
	// getter: see probe.Source.
	Seed  uint64
	Limit int
	// Brief only carries the plan out and compares: no revert, no crashes, no
	// aborts. Such a report is never ready.
	Brief bool
	// Invariants must hold before and after.
	Invariants []Invariant
	// Progress hears of what is being done; may be nil.
	Progress func(what string)
	// Log hears what the migration says. Nil means silence.
	Log *slog.Logger
}

// An Invariant is something that must be true of the contract before and after,
// such as the check of a release's rules.
type Invariant struct {
	Name string
	// Check asks a side, and fails when the invariant does not hold.
	Check func(ctx context.Context, side probe.Side) error
}

// Run rehearses a plan. What the rehearsal finds is in the report and no error;
// an error means that it could not be done. The report is not nil when the plan
// itself does not hold any more.
func Run(ctx context.Context, cfg Config, plan *contract.Plan) (_ *Report, err error) {
	if cfg.Fork == nil || cfg.Input.Chain == nil || plan == nil {
		return nil, fmt.Errorf("a rehearsal needs a plan, the live chain and a fork: %w", registry.ErrInvalid)
	}
	dir, err := os.MkdirTemp(cfg.Dir, "rehearsal-")
	if err != nil {
		return nil, fmt.Errorf("making a folder for the rehearsal: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	key, err := crypto.GenerateKey()
	if err != nil {
		return nil, err
	}
	r := &rehearsal{cfg: cfg, plan: plan, dir: dir, key: key, report: newReport(plan)}
	if cfg.Input.Overlay != nil {
		r.find(Note, "drained", "entries of an earlier migration that are not settled are on the fork as if they were, and the contract runs what it will run then")
	}
	if n := len(plan.Siblings); n > 0 {
		alone := *plan
		alone.Siblings = nil
		r.plan = &alone
		r.find(Note, "siblings", "%d other proxies of the beacon are not on the fork; the state of each was read and explained when the plan was made", n)
	}
	if r.cfg.Progress == nil {
		r.cfg.Progress = func(string) {}
	}
	start := time.Now()
	err = r.run(ctx)
	r.report.Seconds = time.Since(start).Seconds()
	if err != nil && !errors.Is(err, errFound) {
		return nil, err
	}
	return r.report, nil
}

// errFound ends a rehearsal that found something which makes the rest pointless.
var errFound = errors.New("found")

// A rehearsal is one Run.
type rehearsal struct {
	cfg    Config
	plan   *contract.Plan
	dir    string
	key    *ecdsa.PrivateKey
	report *Report

	live  *liveState
	list  *probe.List
	forks int
}

func (r *rehearsal) run(ctx context.Context) error {
	steps := []struct {
		name string
		do   func(context.Context) error
	}{
		{"reading the live state", r.read},
		{"carrying the plan out", r.straight},
		{"crashing at every point", r.crashes},
		{"aborting before the activation", r.aborts},
	}
	if r.cfg.Brief {
		steps = steps[:2]
	}
	for _, s := range steps {
		r.cfg.Progress(s.name)
		start := time.Now()
		err := s.do(ctx)
		r.report.Parts = append(r.report.Parts, Part{Name: s.name, Seconds: time.Since(start).Seconds()})
		if err != nil {
			if errors.Is(err, errFound) || ctx.Err() != nil {
				return err
			}
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	r.report.Complete = !r.cfg.Brief
	return nil
}

// sub makes a folder of the rehearsal's.
func (r *rehearsal) sub(name string) (string, error) {
	path := filepath.Join(r.dir, name)
	return path, os.MkdirAll(path, 0o700)
}

// find notes a finding.
func (r *rehearsal) find(level Level, code, text string, args ...any) {
	r.report.Findings = append(r.report.Findings, Finding{Level: level, Code: code, Text: fmt.Sprintf(text, args...)})
}
