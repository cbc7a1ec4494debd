package remap

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// A pending computation has seen some of its sources, all in one element.
type pending struct {
	c       *computation
	element statetree.Path // the way to the element
	first   statetree.Field
	values  []statetree.Value
}

// collect notes a source of a computation.
func (r *run) collect(p part, f statetree.Field) {
	for _, o := range r.open {
		if o.c == p.c {
			o.values[p.i] = f.Value // flush has seen to it that the element is the same
			return
		}
	}
	o := &pending{c: p.c, element: f.Path[:p.c.depth], first: f, values: slices.Clone(p.c.empty)}
	o.values[p.i] = f.Value
	r.open = append(r.open, o)
}

// flush runs computations whose element the stream has left; a nil path means
// that the stream is at its end.
func (r *run) flush(at statetree.Path) error {
	left := r.open[:0]
	for _, o := range r.open {
		if at != nil && inside(at, o.element) {
			left = append(left, o)
			continue
		}
		if err := r.compute(o); err != nil {
			return err
		}
	}
	r.open = left
	return nil
}

// inside reports whether a path goes through an element.
func inside(p, element statetree.Path) bool {
	if len(p) < len(element) {
		return false
	}
	for i, s := range element {
		if p[i].Member != s.Member || p[i].Index != s.Index || (p[i].Key == nil) != (s.Key == nil) {
			return false
		}
		if s.Key != nil && !equal(*p[i].Key, *s.Key) {
			return false
		}
	}
	return true
}

func equal(a, b statetree.Value) bool { return a.Word == b.Word && bytes.Equal(a.Bytes, b.Bytes) }

// ask works the values of an element out.
func (r *run) ask(o *pending, keys []statetree.Value) ([]statetree.Value, error) {
	switch {
	case o.c.By != "":
		return o.c.difference(o.values)
	case o.c.back:
		return r.computer.Down(r.ctx, o.c.Computation, keys, o.values)
	}
	return r.computer.Up(r.ctx, o.c.Computation, keys, o.values)
}

func (r *run) compute(o *pending) error {
	var keys []statetree.Value
	for _, s := range o.element {
		switch {
		case s.Key != nil:
			keys = append(keys, *s.Key)
		case s.Member == "":
			keys = append(keys, statetree.Value{Word: common.Hash(uint256.NewInt(s.Index).Bytes32())})
		}
	}
	out, err := r.ask(o, keys)
	if refusal, ok := errors.AsType[*Refusal](err); ok {
		return r.refuse(o.first.Path, refusal.Reason)
	}
	if err != nil {
		return fmt.Errorf("computing %v of %s: %w", o.c.Targets, o.first.Path, err)
	}
	if len(out) != len(o.c.out) {
		return fmt.Errorf("computing %v of %s: the rules return %d values, want %d: %w", o.c.Targets, o.first.Path, len(out), len(o.c.out), registry.ErrInvalid)
	}
	for i, v := range out {
		f := o.first
		f.Value = v
		if err := r.put(&o.c.out[i], f); err != nil {
			return err
		}
	}
	return nil
}
