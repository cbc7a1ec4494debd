package sdk

import (
	"slices"

	"github.com/novation-dev/novation/plugins/sdk/wire"
)

// served is the rule set behind the exports of the module. It is written once,
// while the module initialises, and a module has one thread.
var served Rules

// Serve names the rules that the exports of this module run. Call it from the
// main package's init, or from a package-level variable: a module built with
// -buildmode=c-shared is a reactor, whose _initialize runs package
// initialisation and never main. It is the one piece of global state, because
// WebAssembly exports are global functions that take no receiver.
//
// It panics when there is no Apply, or when called twice.
func Serve(rules Rules) {
	if rules.Apply == nil {
		panic("sdk: rules without Apply")
	}
	if served.Apply != nil {
		panic("sdk: Serve called twice")
	}
	served = rules
}

// Run runs one operation on an encoded request and returns the encoded reply,
// as the exports do. It never fails: a request that cannot be read is rejected.
func Run(op Operation, request []byte) []byte { return appendRun(nil, op, request) }

// appendRun is Run, appending the reply to b.
func appendRun(b []byte, op Operation, request []byte) []byte {
	x := new(struct { // one piece of memory
		reader  wire.Reader
		writer  wire.Writer
		request Request
	})
	var reply *Reply
	if err := x.reader.Decode(slices.Clone(request), &x.request); err != nil {
		reply = malformed("request", err)
	} else if err := x.request.Validate(); err != nil {
		reply = malformed("request", err)
	} else if op == nil {
		reply = &Reply{Reasons: Reasons{{Code: CodeUnsupported, Message: "the release has no such operation"}}}
	} else {
		reply = op(&x.request)
	}
	out, err := x.writer.Append(b, reply)
	if err != nil {
		// A text in the reply is not valid UTF-8. The rejection below has
		// only numbers from the error, so it can be written.
		out, _ = x.writer.Append(b, rejected(err))
	}
	return out
}
