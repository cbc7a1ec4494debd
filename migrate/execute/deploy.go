package execute

import (
	"bytes"
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute/outbox"
	"github.com/novation-dev/novation/registry"
)

// A piece is a contract that the migration deploys.
type piece struct {
	name string
	code []byte
}

// deploy deploys what is missing, each contract at an address that is known
// before.
func (m *Migration) deploy(ctx context.Context) error {
	key, err := m.carrier()
	if err != nil {
		return err
	}
	nest, err := m.nest(ctx)
	if err != nil {
		return err
	}
	r := m.j.rec
	pieces, err := m.pieces(nest, &r)
	if err != nil {
		return err
	}
	for i, p := range pieces {
		code, err := m.look.CodeAt(ctx, nestling(nest, uint64(i+1)), nil)
		if err != nil {
			return err
		}
		if len(code) > 0 {
			continue
		}
		if err := m.send(ctx, key, outbox.Call{Ref: "deploy " + p.name, To: &nest, Data: p.code}); err != nil {
			return err
		}
	}
	if r.OwnTarget {
		if r.TargetAdmin, err = m.look.admin(ctx, r.Target, nil); err != nil {
			return err
		}
		if err := m.checkTarget(ctx, &r); err != nil {
			return err
		}
	}
	if err := m.checkDeployed(ctx, &r); err != nil {
		return err
	}
	return m.j.save(func(old *record) {
		r.Step, r.Deployed = old.Step, true
		*old = r
	})
}

// isDeployed reports whether everything is on chain.
func (m *Migration) isDeployed(ctx context.Context) (bool, error) {
	r := &m.j.rec
	if !r.Deployed {
		return false, nil
	}
	last := r.Ledger
	if !ledgered(m.plan) {
		last = r.Implementation
	}
	code, err := m.look.CodeAt(ctx, last, nil)
	return len(code) > 0, err
}

// nest returns the address of the nest, which it makes if there is none.
func (m *Migration) nest(ctx context.Context) (common.Address, error) {
	const ref = "deploy nest"
	owner := crypto.PubkeyToAddress(m.cfg.Carrier.PublicKey)
	for range attempts {
		nest := m.j.created(ref)
		if nest != (common.Address{}) {
			code, err := m.look.CodeAt(ctx, nest, nil)
			if err != nil {
				return nest, err
			}
			if bytes.Equal(code, nestCode(owner)) {
				return nest, m.j.save(func(r *record) { r.Nest = nest })
			}
			if len(code) > 0 {
				return nest, fmt.Errorf("contracts were deployed by another account than the carrier %s; go on with the key that was used before: %w",
					owner, registry.ErrConflict)
			}
		}
		if err := m.send(ctx, m.cfg.Carrier, outbox.Call{Ref: ref, Data: nestCreation(owner)}); err != nil {
			return nest, err
		}
	}
	return common.Address{}, errAgain
}

// pieces returns what is to be deployed, in order, and notes the addresses.
func (m *Migration) pieces(nest common.Address, r *record) ([]piece, error) {
	if m.plan.Movable {
		out, err := m.standing(nest, r)
		if err != nil {
			return nil, err
		}
		return m.withLedger(out, r)
	}
	var out []piece
	place := func(name string, code []byte) common.Address {
		out = append(out, piece{name, code})
		return nestling(nest, uint64(len(out)))
	}
	if m.plan.To.Implementation == (common.Address{}) {
		code, err := creation(m.cfg.Input.To)
		if err != nil {
			return nil, err
		}
		r.Implementation = place("implementation", code)
	}
	if !ledgered(m.plan) {
		return out, nil
	}
	// The ledger is the last, so that it stands only when all else does.
	n := len(out) + 2
	if r.Target != r.Source || r.OwnTarget {
		n++
	}
	if r.OwnTarget {
		n++
	}
	if m.plan.Way == contract.Deferred {
		n++
	}
	r.Ledger = nestling(nest, uint64(n))
	code, err := creation(contracts.StandIn(), r.Ledger, m.plan.From.Implementation)
	if err != nil {
		return nil, err
	}
	r.SourceStandIn = place("stand-in of the source", code)
	r.TargetStandIn = r.SourceStandIn
	if r.OwnTarget || r.Target != r.Source {
		reader := common.Address{}
		if !r.OwnTarget {
			reader = m.plan.To.Implementation
		}
		if code, err = creation(contracts.StandIn(), r.Ledger, reader); err != nil {
			return nil, err
		}
		r.TargetStandIn = place("stand-in of the target", code)
	}
	if r.OwnTarget {
		if code, err = m.proxyCode(r.TargetStandIn); err != nil {
			return nil, err
		}
		r.Target = place("target", code)
	}
	if m.plan.Way == contract.Deferred {
		rules, err := m.rules()
		if err != nil {
			return nil, err
		}
		if code, err = creation(contracts.Gate(), r.Ledger, r.Implementation, rules); err != nil {
			return nil, err
		}
		r.Gate = place("gate", code)
	}
	if got := nestling(nest, uint64(len(out)+1)); got != r.Ledger {
		return nil, fmt.Errorf("counting contracts: the ledger would be at %s, not %s", got, r.Ledger) // cannot be
	}
	return m.withLedger(out, r)
}

// withLedger adds the ledger, as the last.
func (m *Migration) withLedger(all []piece, r *record) ([]piece, error) {
	config, err := m.chainConfig(r)
	if err != nil {
		return nil, err
	}
	code, err := creation(contracts.Migration(), config)
	if err != nil {
		return nil, err
	}
	return append(all, piece{"ledger", code}), nil
}

// chainConfig is what the ledger is made with.
func (m *Migration) chainConfig(r *record) (chainConfig, error) {
	init, err := initCall(m.plan)
	c := chainConfig{
		Plan: m.plan.Digest(), Authority: m.plan.Owner, Attesters: r.Attesters,
		Source: r.Source, SourceImplementation: m.plan.From.Implementation,
		Target: r.Target, TargetImplementation: r.Implementation, InitCall: init,
		Gate: r.Gate, Unattended: r.Unattended,
	}
	if m.plan.Movable { // they become nothing else
		c.SourceImplementation, c.TargetImplementation = r.Source, r.Target
	}
	return c, err
}

// creation is what deploys an artefact.
func creation(a *artifact.Artifact, args ...any) ([]byte, error) {
	parsed, err := abiOf(a)
	if err != nil {
		return nil, err
	}
	if len(a.Creation.Links) > 0 || len(a.Creation.Object) == 0 || len(parsed.Constructor.Inputs) != len(args) {
		return nil, fmt.Errorf("%s cannot be deployed without more than its artefact tells (libraries, arguments of the constructor, or code "+
			"are missing); deploy it, and plan with its address: %w", a.Name, registry.ErrInvalid)
	}
	data, err := parsed.Pack("", args...)
	if err != nil {
		return nil, fmt.Errorf("encoding the arguments of %s: %v: %w", a.Name, err, registry.ErrInvalid)
	}
	return append(bytes.Clone(a.Creation.Object), data...), nil
}
