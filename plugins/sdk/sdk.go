// Package sdk is the guest side of Novation's rules: what a contract developer
// imports to write the rules of a release in Go and compile them to
// WebAssembly.
//
// The rules of a release are a [Rules] value of up to four operations, made
// from plain Go functions on generated message types:
//
//	var rules = sdk.Rules{
//		Apply: sdk.Apply(apply), // func(*sdk.Call, *deal.Trade, *deal.Command) error
//		Check: sdk.Check(check), // func(*deal.Trade) error
//	}
//
//	func init() { sdk.Serve(rules) }
//	func main() {}
//
// A function changes the state in place and returns nil, or returns an error
// made by [Reject], or a list of [Reasons], and then nothing happens. Since the
// functions see only Go values they are tested with plain go test; package
// sdktest runs whole operations, encoded, as the host would.
//
// The same request must give the same bytes on every pod for ever. So rules
// have no clock but [Call.Time], do not range over maps where order shows, and
// use package decimal instead of floats.
//
// # Dependencies
//
// The module requires nothing but the standard library. Of that, the guest path
// avoids fmt, reflect, encoding/json, math/big and time: together they would
// double the size of a module and make calls slower.
package sdk

import (
	"errors"

	"github.com/novation-dev/novation/plugins/sdk/wire"
)

// ABIVersion is the version of the rules ABI this package speaks.
const ABIVersion = 1

// Codes of the reasons that the SDK itself gives. The rules may use any others.
const (
	// CodeMalformed means that bytes were not the canonical encoding of the
	// message expected. The host checks first, so rules rarely see it.
	CodeMalformed = "malformed"
	// CodeUnsupported means that the release has no such operation.
	CodeUnsupported = "unsupported"
	// CodeFailed means that the rules returned an error that is no rejection,
	// such as a number that became too large.
	CodeFailed = "failed"
)

// An Operation answers one request. It does not keep it.
type Operation func(*Request) *Reply

// Rules are the operations of a release. Make them with [Apply], [Convert] and
// [Check]. A nil operation answers with a reason of [CodeUnsupported].
type Rules struct {
	// Apply takes a command on a state. Every release has it.
	Apply Operation
	// Up makes a state of this release from one of the schema before it. It
	// should be total: every old state has a new one.
	Up Operation
	// Down makes a state of the schema before from one of this release, or
	// says which fields would be lost.
	Down Operation
	// Check says which invariants a state breaks.
	Check Operation
}

// A Message is a generated message type.
type Message[T any] interface {
	*T
	wire.Encoder
	wire.Decoder
}

// Apply makes the operation of nv_apply from a function on states of type S and
// commands of type C. The function changes the state in place; for a new record
// it gets the zero state, and [Call.New] is true.
func Apply[S, C any, PS Message[S], PC Message[C]](f func(call *Call, state *S, command *C) error) Operation {
	return func(req *Request) *Reply {
		x := new(struct { // one piece of memory
			reader  wire.Reader
			writer  wire.Writer
			state   S
			command C
			call    Call
		})
		if err := x.reader.Decode(req.State, PS(&x.state)); err != nil {
			return malformed("state", err)
		}
		if err := x.reader.Decode(req.Command, PC(&x.command)); err != nil {
			return malformed("command", err)
		}
		x.call.request = req
		if err := f(&x.call, &x.state, &x.command); err != nil {
			return rejected(err)
		}
		return answer(&x.writer, PS(&x.state), Reply{Final: x.call.final, Documents: x.call.documents})
	}
}

// Convert makes the operation of nv_up or nv_down from a function that maps one
// state to another. Its error should be [Reasons] naming the fields that the
// other schema cannot hold.
func Convert[From, To any, PF Message[From], PT Message[To]](f func(*From) (*To, error)) Operation {
	return func(req *Request) *Reply {
		var from From
		if err := wire.Decode(req.State, PF(&from)); err != nil {
			return malformed("state", err)
		}
		to, err := f(&from)
		if err != nil {
			return rejected(err)
		}
		return answer(new(wire.Writer), PT(to), Reply{})
	}
}

// Check makes the operation of nv_check from a function that reports which
// invariants a state breaks, as [Reasons], or nil.
func Check[S any, PS Message[S]](f func(*S) error) Operation {
	return func(req *Request) *Reply {
		var state S
		if err := wire.Decode(req.State, PS(&state)); err != nil {
			return malformed("state", err)
		}
		if err := f(&state); err != nil {
			return rejected(err)
		}
		return &Reply{}
	}
}

func answer(w *wire.Writer, state wire.Encoder, reply Reply) *Reply {
	b, err := w.Append(nil, state)
	if err != nil {
		return rejected(err)
	}
	reply.State = b
	if err := reply.Validate(true); err != nil {
		return rejected(err)
	}
	return &reply
}

func malformed(what string, err error) *Reply {
	return &Reply{Reasons: Reasons{{Code: CodeMalformed, Message: "reading the " + what + ": " + err.Error()}}}
}

// rejected turns an error of the rules into a reply. An error that is no
// rejection rejects too: whatever went wrong, nothing may be recorded.
func rejected(err error) *Reply {
	if reasons, ok := errors.AsType[Reasons](err); ok && len(reasons) > 0 {
		reply := Reply{Reasons: reasons}
		if err = reply.Validate(false); err == nil {
			return &reply
		}
	}
	return &Reply{Reasons: Reasons{{Code: CodeFailed, Message: err.Error()}}}
}
