// Package sdktest runs the operations of a rule set in a plain Go test, through
// the same encoded bytes that cross between host and module. What passes here
// behaves the same in WebAssembly, because the same code reads and writes them.
//
// # Dependencies
//
// It imports the SDK and testing. Only tests import it.
package sdktest

import (
	"bytes"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/wire"
)

// A Record is a record as its parties see it: what the host keeps between two
// transitions. Set the exported fields, then send commands.
type Record struct {
	// Rules decide. A test may exchange them, as an activation does.
	Rules sdk.Rules
	// Parties share the record, in ascending order.
	Parties []string
	// Time is the logical time of the next command, in unix seconds.
	Time int64
	// References are pinned reference data.
	References []sdk.Reference
	// State is the encoded state. Empty before the first command.
	State []byte
	// Sequence counts the transitions.
	Sequence uint64
	// Final is true once the record is finished.
	Final bool
}

// Send runs nv_apply. When the rules accept, the record moves on; when they
// reject, it stays as it was and the reply has reasons. Every command is run
// twice: a difference between the replies fails the test.
func (r *Record) Send(t testing.TB, actor string, command wire.Encoder) *sdk.Reply {
	t.Helper()
	encoded, err := wire.Append(nil, command)
	if err != nil {
		t.Fatalf("the command has no encoding: %v", err)
	}
	reply := Run(t, r.Rules.Apply, &sdk.Request{
		State: r.State, Command: encoded, Time: r.Time, Actor: actor, Parties: r.Parties,
		Sequence: r.Sequence + 1, References: r.References, Seed: make([]byte, 32),
	})
	if len(reply.Reasons) == 0 {
		r.State, r.Final = reply.State, reply.Final
		r.Sequence++
	}
	return reply
}

// Accept is Send for commands that the rules must accept.
func (r *Record) Accept(t testing.TB, actor string, command wire.Encoder) *sdk.Reply {
	t.Helper()
	reply := r.Send(t, actor, command)
	if len(reply.Reasons) > 0 {
		t.Fatalf("%s is rejected: %v", actor, sdk.Reasons(reply.Reasons))
	}
	if r.Rules.Check != nil {
		if check := Run(t, r.Rules.Check, &sdk.Request{State: r.State}); len(check.Reasons) > 0 {
			t.Fatalf("the state after the command of %s breaks an invariant: %v", actor, sdk.Reasons(check.Reasons))
		}
	}
	return reply
}

// Reject is Send for commands that the rules must reject. It returns why.
func (r *Record) Reject(t testing.TB, actor string, command wire.Encoder) sdk.Reasons {
	t.Helper()
	reply := r.Send(t, actor, command)
	if len(reply.Reasons) == 0 {
		t.Fatalf("the command of %s is accepted", actor)
	}
	if reply.State != nil || reply.Final || reply.Documents != nil {
		t.Fatalf("a rejection carries more than reasons: %+v", reply)
	}
	return reply.Reasons
}

// Convert runs nv_up or nv_down on an encoded state.
func Convert(t testing.TB, op sdk.Operation, state []byte) *sdk.Reply {
	t.Helper()
	return Run(t, op, &sdk.Request{State: state})
}

// Run runs an operation on the encoding of a request, twice.
func Run(t testing.TB, op sdk.Operation, req *sdk.Request) *sdk.Reply {
	t.Helper()
	encoded, err := wire.Append(nil, req)
	if err != nil {
		t.Fatalf("the request has no encoding: %v", err)
	}
	before := bytes.Clone(encoded)
	first, second := sdk.Run(op, encoded), sdk.Run(op, encoded)
	if !bytes.Equal(first, second) {
		t.Fatalf("two runs differ:\n%x\n%x", first, second)
	}
	if !bytes.Equal(encoded, before) {
		t.Fatal("the operation changed its request")
	}
	var reply sdk.Reply
	if err := wire.Decode(first, &reply); err != nil {
		t.Fatalf("the reply is not canonical: %v", err)
	}
	return &reply
}

// Decode reads an encoded state into m and returns it.
func Decode[M wire.Decoder](t testing.TB, b []byte, m M) M {
	t.Helper()
	if err := wire.Decode(b, m); err != nil {
		t.Fatalf("reading %x: %v", b, err)
	}
	return m
}

// Encode returns the encoding of m.
func Encode(t testing.TB, m wire.Encoder) []byte {
	t.Helper()
	b, err := wire.Append(nil, m)
	if err != nil {
		t.Fatalf("%+v has no encoding: %v", m, err)
	}
	return b
}
