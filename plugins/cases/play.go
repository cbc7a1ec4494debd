package cases

import (
	"context"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/wire"
)

// An Outcome is what became of a step.
type Outcome struct {
	// Step is the index of the step.
	Step int
	Call Call
	// Reply is what was answered, when Err is nil.
	Reply abi.Reply
	Err   error
	// Differences say what is not as expected. None, and no Err, is a pass.
	Differences []string
}

// OK reports whether the step came out as expected.
func (o Outcome) OK() bool { return o.Err == nil && len(o.Differences) == 0 }

// Play asks step after step, and stops after one that did not come out as
// expected: what would follow has lost its ground.
func (r Reader) Play(ctx context.Context, c Case, ask func(context.Context, Call) (abi.Reply, error)) (all []Outcome) {
	var at record
	for i, s := range c.Steps {
		o := Outcome{Step: i, Call: at.call(s)}
		if o.Reply, o.Err = ask(ctx, o.Call); o.Err == nil {
			o.Differences = s.Expect.Check(o.Reply, r.answered(s.Op))
		}
		all = append(all, o)
		if !o.OK() {
			return all
		}
		if !o.Reply.Rejected() {
			at.moves(s.Op, o.Reply.State)
		}
	}
	return all
}

// answered returns what describes the state that op answers with.
func (r Reader) answered(op abi.Op) protoreflect.MessageDescriptor {
	if op == abi.Down && r.Previous != nil {
		return r.Previous.State()
	}
	return r.Schema.State()
}

// Requests returns the calls of a case that can be told without running the
// rules: the first, and each that follows a step whose expectation tells the
// state it leaves.
func (c Case) Requests() (calls []Call) {
	var at record
	for _, s := range c.Steps {
		calls = append(calls, at.call(s))
		if len(s.Expect.Reasons) > 0 || s.Op == abi.Check {
			continue
		}
		if s.Expect.State == nil {
			return calls
		}
		state, err := wire.Encode(s.Expect.State)
		if err != nil {
			return calls
		}
		at.moves(s.Op, state)
	}
	return calls
}

// A record is what one step leaves for the next.
type record struct {
	state    []byte
	sequence uint64 // of the transition to come; 0 when no step has told
}

// call returns what a step asks.
func (r *record) call(s Step) Call {
	q := s.Request
	if s.Carried {
		q.State = r.state
	}
	switch {
	case q.Sequence != 0:
	case r.sequence != 0:
		q.Sequence = r.sequence
	case len(q.State) == 0:
		q.Sequence = 1
	default:
		q.Sequence = 2
	}
	r.state, r.sequence = q.State, q.Sequence
	return Call{s.Op, q}
}

// moves takes note of a step that was accepted.
func (r *record) moves(op abi.Op, state []byte) {
	switch op {
	case abi.Check:
	case abi.Apply:
		r.state, r.sequence = state, r.sequence+1
	default:
		r.state = state
	}
}
