// Package rules works out values of a contract that is moved by asking rules: a
// WebAssembly module with the operations nv_up and nv_down, which gets one
// element at a time and answers with its values in the other contract. README.md
// beside this file tells how such rules are written.
//
// # Promises
//
// The engine of package plugins runs them: the answer depends on the question
// only, is the same on every machine, and is had within the gas, the depth and
// the memory that a release has by default, or there is an error. These bounds
// cannot be changed, so that all members of a migration come to the same end.
// One element costs one call, and no call sees anything of another.
//
// Rules that reject an element refuse it: see [remap.Refusal]. Rules that fail
// (they break off, use too much, leave a value out, give one that its type does
// not have) end the migration with registry.ErrInvalid.
//
// # Dependencies
//
// Of ours it imports registry, contracts/layout, migrate/remap,
// migrate/statetree, and plugins with its packages abi, schema and wire.
package rules

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// A Computer asks rules. It is a [remap.Computer], and may be used by several
// goroutines.
type Computer struct {
	rules    plugins.Rules
	digest   registry.Digest
	from, to *layout.Layout

	mu sync.Mutex // protects what follows
	// known are the lines of the map that were asked for.
	known []*line
}

var _ remap.Computer = (*Computer)(nil)

// Load makes a Computer of a module. The layouts are those that the map of the
// migration leads from and to; the same Computer serves the plan that leads back.
// The caller closes it, before the engine.
//
// A module that is no rules of a migration (too large, built for another schema,
// without nv_up or nv_down) fails with registry.ErrInvalid.
func Load(ctx context.Context, e *plugins.Engine, module []byte, from, to *layout.Layout) (*Computer, error) {
	if e == nil || from == nil || to == nil {
		return nil, invalid("rules of a migration need an engine and both layouts")
	}
	s, err := Schema(ctx)
	if err != nil {
		return nil, err
	}
	section, err := abi.ReadSection(module)
	if err != nil {
		return nil, fmt.Errorf("reading the rules of the migration: %w", err)
	}
	if section.Descriptor != s.Digest() {
		return nil, invalid("the rules are built for schema %s, and those of a migration for %s (%s): write them for the file %s of this version",
			section.Descriptor.Short(), s.Digest().Short(), stateName, SchemaPath)
	}
	c := &Computer{digest: registry.DigestOf(module), from: from, to: to}
	if c.rules, err = e.Load(ctx, module, plugins.Spec{Digest: c.digest, Schema: s, Previous: s}); err != nil {
		return nil, err
	}
	for _, op := range []abi.Op{abi.Up, abi.Down} {
		if !c.rules.Has(op) {
			return nil, errors.Join(invalid("the rules of the migration do not offer %s: export it, if only to reject", op), c.Close())
		}
	}
	return c, nil
}

// Digest returns the digest of the module: what members of a migration must
// agree on.
func (c *Computer) Digest() registry.Digest { return c.digest }

// Close waits for running calls and releases the module. Later calls fail.
func (c *Computer) Close() error { return c.rules.Close() }

// Up asks nv_up for the targets of an element.
func (c *Computer) Up(ctx context.Context, m remap.Computation, keys, sources []statetree.Value) ([]statetree.Value, error) {
	l, err := c.line(m)
	if err != nil {
		return nil, err
	}
	return c.ask(ctx, abi.Up, l, l.from, l.to, keys, sources)
}

// Down asks nv_down for the sources of an element.
func (c *Computer) Down(ctx context.Context, m remap.Computation, keys, targets []statetree.Value) ([]statetree.Value, error) {
	l, err := c.line(m)
	if err != nil {
		return nil, err
	}
	return c.ask(ctx, abi.Down, l, l.to, l.from, keys, targets)
}

// ask asks for the values of one end of a line by those of the other.
func (c *Computer) ask(ctx context.Context, op abi.Op, l *line, by, of *end, keys, values []statetree.Value) ([]statetree.Value, error) {
	if len(keys) != len(by.keys) || len(values) != len(by.places) {
		return nil, invalid("an element has %d keys and %d values, want %d and %d", len(keys), len(values), len(by.keys), len(by.places))
	}
	var q []byte
	for i, k := range keys {
		q = by.append(q, fieldKeys, by.keys[i], &k)
	}
	for _, side := range []*end{l.from, l.to} {
		for i, p := range side.places {
			if side == by {
				q = side.append(q, side.field, p, &values[i])
			} else {
				q = side.append(q, side.field, p, nil)
			}
		}
	}
	r, err := plugins.Call(ctx, c.rules, op, abi.Request{State: q})
	if limit, ok := errors.AsType[*plugins.LimitError](err); ok {
		return nil, invalid("%s: the rules used up what one element may cost: %d (%s): make them do less", op, limit.Limit, limit.What)
	}
	if err != nil {
		return nil, err
	}
	if r.Rejected() {
		return nil, rejected(op, r.Reasons)
	}
	return of.read(op, r.State)
}

// line prepares a line of the map, once.
func (c *Computer) line(m remap.Computation) (*line, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range c.known {
		if slices.Equal(l.sources, m.Sources) && slices.Equal(l.targets, m.Targets) {
			return l, nil
		}
	}
	l, err := newLine(c.from, c.to, m)
	if err != nil {
		return nil, err
	}
	c.known = append(c.known, l)
	return l, nil
}
