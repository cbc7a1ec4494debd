// Package explore looks for calls that break rules: it changes the calls of
// cases, field by field as the schema allows, and follows the states that come
// out.
//
// What it takes for a fault of the rules:
//
//   - they break off, run out of gas, or answer what is no reply;
//   - compiled and interpreted they answer differently;
//   - nv_check complains about a state that nv_apply made of one that a record
//     can have: that of a case, or what came of it;
//   - a state is not the same after nv_up and nv_down, or nv_down and nv_up, or
//     one refuses what the other has made.
//
// Elsewhere a state that was made up counts, too, when nv_check has nothing against
// it. nv_check itself must answer whatever the state.
//
// The same seed makes the same calls, as far as the time reaches.
//
// # Dependencies
//
// It imports registry, plugins/abi, plugins/cases, plugins/cases/trial,
// plugins/schema and plugins/wire.
package explore

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
	"github.com/novation-dev/novation/registry"
)

// The rules under exploration. Package trial has them.
type rules interface {
	// Has reports whether an operation is offered.
	Has(op abi.Op) bool
	// Once calls the rules, Ask calls them in two ways that must agree.
	Once(ctx context.Context, c cases.Call) (plugins.Result, error)
	Ask(ctx context.Context, c cases.Call) (plugins.Result, error)
}

// A Config says how to look. The zero value works.
type Config struct {
	// Seed picks the calls.
	Seed uint64
	// Every n-th call is made twice, compiled and interpreted. Zero means 16.
	Every int
	// Findings ends the search when there are as many. Zero means 10.
	Findings int
}

// A Report tells what was done and found.
type Report struct {
	// Calls were made; Accepted of them changed a state, Rejected did not.
	Calls, Accepted, Rejected int
	Findings                  []Found
}

// Found is a fault of the rules.
type Found struct {
	// Kind is "broken", "disagreement", "check" or "conversion".
	Kind string
	cases.Finding
}

const (
	maxCorpus       = 1024
	defaultEvery    = 16
	defaultFindings = 10
)

// Run looks until ctx ends or enough is found. seeds are calls to begin with. An
// error means that the search itself failed.
func Run(ctx context.Context, r cases.Reader, rules rules, seeds []cases.Call, c Config) (Report, error) {
	x := &explorer{
		reader: r, rules: rules, every: cmp.Or(c.Every, defaultEvery), seen: map[string]bool{},
		mutator: mutator{rng: rand.New(rand.NewPCG(c.Seed, 0)), reader: r},
	}
	for _, call := range seeds {
		x.corpus = append(x.corpus, candidate{call, true})
		x.mutator.learn(call)
	}
	if len(x.corpus) == 0 {
		x.corpus = append(x.corpus, candidate{cases.Call{Op: abi.Apply, Request: abi.Request{
			Actor: "alpha", Parties: []string{"alpha", "beta"}, Sequence: 1, References: r.References,
		}}, true})
	}
	for ctx.Err() == nil && len(x.report.Findings) < cmp.Or(c.Findings, defaultFindings) {
		call, err := x.mutator.change(x.corpus[x.mutator.rng.IntN(len(x.corpus))])
		if err != nil {
			return x.report, err
		}
		fault := x.try(ctx, call)
		if fault == nil || x.seen[fault.key()] || ctx.Err() != nil {
			continue
		}
		x.seen[fault.key()] = true
		fault = x.shrink(ctx, call, fault)
		x.report.Findings = append(x.report.Findings, fault.found())
	}
	return x.report, nil
}

// A candidate is a call that was changed or will be.
type candidate struct {
	cases.Call
	// real means that a record can have the state.
	real bool
}

// An explorer is owned by one call of Run.
type explorer struct {
	reader  cases.Reader
	rules   rules
	every   int
	mutator mutator
	corpus  []candidate
	seen    map[string]bool // keys of faults
	report  Report
}

// try makes a call and what has to follow from it. Nil means that nothing is
// wrong.
func (x *explorer) try(ctx context.Context, on candidate) *fault {
	c := on.Call
	if !x.rules.Has(c.Op) || c.Op != abi.Apply && len(c.Request.State) == 0 {
		return nil
	}
	if sound, f := x.sound(ctx, c); !sound {
		return f
	}
	reply, f := x.ask(ctx, c)
	if f != nil || reply == nil || reply.Rejected() {
		return f
	}
	switch c.Op {
	case abi.Apply:
		x.keep(on, reply.State)
		if f := x.checked(ctx, on, reply.State); f != nil {
			return f
		}
		return x.thereAndBack(ctx, follow(c, abi.Down, reply.State), c)
	case abi.Up, abi.Down:
		return x.back(ctx, c, reply.State)
	default:
		return nil
	}
}

// ask makes one call. Neither answer nor fault means that it could not be made.
func (x *explorer) ask(ctx context.Context, c cases.Call) (*abi.Reply, *fault) {
	x.report.Calls++
	ask := x.rules.Once
	if x.report.Calls%x.every == 0 {
		ask = x.rules.Ask
	}
	r, err := ask(ctx, c)
	if _, ours := errors.AsType[*plugins.RequestError](err); ours || ctx.Err() != nil || errors.Is(err, registry.ErrTimeout) {
		return nil, nil
	}
	_, disagree := errors.AsType[*plugins.DisagreeError](err)
	switch {
	case disagree:
		return nil, &fault{kind: "disagreement", why: err.Error(), calls: []cases.Call{c}, any: true}
	case err != nil:
		return nil, &fault{kind: "broken", why: err.Error(), calls: []cases.Call{c}, any: true}
	case r.Rejected():
		x.report.Rejected++
	default:
		x.report.Accepted++
	}
	return &r.Reply, nil
}

// keep remembers a state that the rules made, to go on from it.
func (x *explorer) keep(c candidate, state []byte) {
	next := candidate{follow(c.Call, abi.Apply, state), c.real}
	next.Request.Command = c.Request.Command
	next.Request.Sequence++
	if len(x.corpus) < maxCorpus {
		x.corpus = append(x.corpus, next)
	} else {
		x.corpus[x.mutator.rng.IntN(len(x.corpus))] = next
	}
}

// sound asks nv_check about the state that a call begins with.
func (x *explorer) sound(ctx context.Context, c cases.Call) (bool, *fault) {
	if !x.rules.Has(abi.Check) || len(c.Request.State) == 0 || c.Op != abi.Apply && c.Op != abi.Down {
		return true, nil
	}
	reply, f := x.ask(ctx, follow(c, abi.Check, c.Request.State))
	return f == nil && reply != nil && !reply.Rejected(), f
}

// checked asks nv_check about a state that apply made of a real one.
func (x *explorer) checked(ctx context.Context, c candidate, state []byte) *fault {
	if !x.rules.Has(abi.Check) || !c.real {
		return nil
	}
	check := follow(c.Call, abi.Check, state)
	after, f := x.ask(ctx, check)
	if f != nil || after == nil || !after.Rejected() {
		return f
	}
	return &fault{kind: "check", why: "nv_check complains about what nv_apply made: " + said(after), calls: []cases.Call{c.Call, check}}
}

// thereAndBack converts a state, and what comes out back again. made is the call
// that the state comes from.
func (x *explorer) thereAndBack(ctx context.Context, c, made cases.Call) *fault {
	if !x.rules.Has(c.Op) || x.reader.Previous == nil {
		return nil
	}
	reply, f := x.ask(ctx, c)
	if f != nil || reply == nil || reply.Rejected() {
		return f
	}
	f = x.back(ctx, c, reply.State)
	if f != nil {
		f.calls = append([]cases.Call{made}, f.calls...)
	}
	return f
}

// back converts state, which c has answered, the other way.
func (x *explorer) back(ctx context.Context, c cases.Call, state []byte) *fault {
	op := abi.Down
	if c.Op == abi.Down {
		op = abi.Up
	}
	if !x.rules.Has(op) {
		return nil
	}
	again := follow(c, op, state)
	reply, f := x.ask(ctx, again)
	switch {
	case f != nil || reply == nil:
		return f
	case reply.Rejected():
		return &fault{kind: "conversion", why: string(op) + " refuses what " + string(c.Op) + " has made: " + said(reply), calls: []cases.Call{c, again}}
	case string(reply.State) != string(c.Request.State):
		return &fault{
			kind: "conversion", why: "a state is another one after " + string(c.Op) + " and " + string(op),
			calls: []cases.Call{c, again}, state: c.Request.State,
		}
	}
	return nil
}

// said returns the first reason of a rejection.
func said(r *abi.Reply) string { return r.Reasons[0].Code + ": " + r.Reasons[0].Message }

// follow returns a call on a state in the circumstances of another call.
func follow(c cases.Call, op abi.Op, state []byte) cases.Call {
	c.Op, c.Request.State, c.Request.Command = op, state, nil
	return c
}
