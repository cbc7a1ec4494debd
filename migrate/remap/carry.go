package remap

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// A Carried is a field of the target layout, and what it puts into slots.
type Carried struct {
	statetree.Field
	Parts []statetree.Part
}

// Carry carries fields of the source layout to the target layout. They come in
// the order of their sources, which is not that of the target layout; what is
// new and zero is left out. A value that cannot be carried ends the stream with
// a *Refusal, unless Accept takes it.
func (m *Mapping) Carry(ctx context.Context, c Computer, fields iter.Seq2[statetree.Field, error]) iter.Seq2[Carried, error] {
	return func(yield func(Carried, error) bool) {
		r := newRun(ctx, m, c)
		r.emit = func(c Carried) bool { return yield(c, nil) }
		if err := r.all(fields); err != nil {
			yield(Carried{}, err)
		}
	}
}

// Parts is Carry for who wants slots only.
func (m *Mapping) Parts(ctx context.Context, c Computer, fields iter.Seq2[statetree.Field, error]) iter.Seq2[statetree.Part, error] {
	return func(yield func(statetree.Part, error) bool) {
		for f, err := range m.Carry(ctx, c, fields) {
			if err != nil {
				yield(statetree.Part{}, err)
				return
			}
			for _, p := range f.Parts {
				if !yield(p, nil) {
					return
				}
			}
		}
	}
}

// Fields is Carry for who wants fields only.
func (m *Mapping) Fields(ctx context.Context, c Computer, fields iter.Seq2[statetree.Field, error]) iter.Seq2[statetree.Field, error] {
	return func(yield func(statetree.Field, error) bool) {
		for f, err := range m.Carry(ctx, c, fields) {
			if !yield(f.Field, err) || err != nil {
				return
			}
		}
	}
}

// Losses yields what cannot be carried, and carries nothing.
func (m *Mapping) Losses(ctx context.Context, c Computer, fields iter.Seq2[statetree.Field, error]) iter.Seq2[*Refusal, error] {
	return func(yield func(*Refusal, error) bool) {
		stopped := false
		all := *m
		all.Accept = func(r *Refusal) bool {
			stopped = stopped || !yield(r, nil)
			return !stopped
		}
		r := newRun(ctx, &all, c)
		r.emit = func(Carried) bool { return true }
		if err := r.all(fields); err != nil && !stopped {
			yield(nil, err)
		}
	}
}

// A run carries one stream of fields.
type run struct {
	m        *Mapping
	ctx      context.Context
	computer Computer
	emit     func(Carried) bool
	// open are computations whose sources are not all seen.
	open []*pending
	// totals are the sums so far.
	totals []uint256.Int
}

func newRun(ctx context.Context, m *Mapping, c Computer) *run {
	return &run{m: m, ctx: ctx, computer: c, totals: make([]uint256.Int, len(m.d.sums))}
}

// errStopped ends a stream whose reader wants no more.
var errStopped = errors.New("stopped")

// all carries the whole stream. It returns nil when the reader has stopped.
func (r *run) all(fields iter.Seq2[statetree.Field, error]) error {
	err := r.stream(fields)
	if errors.Is(err, errStopped) {
		return nil
	}
	return err
}

func (r *run) stream(fields iter.Seq2[statetree.Field, error]) error {
	if r.computer == nil && slices.ContainsFunc(r.m.comps, func(c *computation) bool { return c.By == "" }) {
		return fmt.Errorf("the map has values that rules work out, and there are no rules: %w", registry.ErrInvalid)
	}
	for f, err := range fields {
		if err != nil {
			return err
		}
		if err := r.field(f); err != nil {
			return err
		}
	}
	for _, g := range r.m.d.given {
		c := carry{to: g.at.steps, typ: g.at.typ, do: asIs}
		if err := r.put(&c, statetree.Field{Value: g.value}); err != nil {
			return err
		}
	}
	if err := r.total(); err != nil {
		return err
	}
	return r.flush(nil)
}

func (r *run) field(f statetree.Field) error {
	l := r.m.tree.find(f.Path)
	if l == nil {
		return fmt.Errorf("the old layout has no %s: %w", f.Path, registry.ErrInvalid)
	}
	if len(r.open) > 0 {
		if err := r.flush(f.Path); err != nil {
			return err
		}
	}
	for _, p := range l.comps {
		r.collect(p, f)
	}
	for _, i := range l.sums {
		if err := r.add(i, f); err != nil {
			return err
		}
	}
	switch {
	case l.carry != nil:
		return r.put(l.carry, f)
	case l.dropped || len(l.comps) > 0:
		return nil
	case l.checked != nil:
		if equal(f.Value, l.checked.value) {
			return nil
		}
		return r.refuse(f.Path, fmt.Sprintf("was given %s, and is %s now", l.checked.text, statetree.Format(r.m.From, f.Type, f.Value)))
	case !f.Value.IsZero():
		return r.refuse(f.Path, fmt.Sprintf("is %s: %s", statetree.Format(r.m.From, f.Type, f.Value), l.why))
	}
	return nil
}

// refuse reports a value that cannot be carried.
func (r *run) refuse(p statetree.Path, reason string) error {
	refusal := &Refusal{p.String(), reason}
	if r.m.Accept != nil && r.m.Accept(refusal) {
		return nil
	}
	return refusal
}

// put takes one value to its target.
func (r *run) put(c *carry, f statetree.Field) error {
	v, err := c.do(f.Value)
	if err != nil {
		return r.refuse(f.Path, err.Error())
	}
	path, err := c.path(f.Path)
	if err != nil {
		return r.refuse(f.Path, err.Error())
	}
	tree := r.m.d.to.tree
	out, err := tree.Locate(path)
	switch {
	case err != nil && v.IsZero(): // an array of fixed length is shorter there
		return nil
	case err != nil:
		return r.refuse(f.Path, fmt.Sprintf("has no place as %s: %v", path, err))
	}
	out.Value = v
	parts, err := tree.Put(out)
	if err != nil {
		return fmt.Errorf("carrying %s to %s: %w", f.Path, path, err)
	}
	if !r.emit(Carried{out, parts}) {
		return errStopped
	}
	return nil
}

// path puts the keys and indices of a source path into the target's.
func (c *carry) path(from statetree.Path) (statetree.Path, error) {
	out := make(statetree.Path, 0, len(c.to))
	next, n := 0, 0
	for _, s := range c.to {
		if s.member != "" {
			out = append(out, statetree.Step{Member: s.member})
			continue
		}
		for next < len(from) && from[next].Member != "" {
			next++
		}
		if next == len(from) {
			return nil, fmt.Errorf("it has fewer keys than its target")
		}
		step := from[next]
		if step.Key != nil {
			key, err := c.keys[n].do(*step.Key)
			if err != nil {
				return nil, fmt.Errorf("its key: %v", err)
			}
			step = statetree.Step{Key: &key, KeyType: s.key}
		}
		out = append(out, step)
		next, n = next+1, n+1
	}
	return out, nil
}
