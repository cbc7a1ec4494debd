package sdk

import "github.com/novation-dev/novation/plugins/sdk/wire"

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
func Run(op Operation, request []byte) []byte {
	b, err := wire.Append(nil, run(op, request))
	if err != nil {
		// A text in the reply is not valid UTF-8. The rejection below has
		// only numbers from the error, so it can be written.
		b, _ = wire.Append(nil, rejected(err))
	}
	return b
}

func run(op Operation, request []byte) *Reply {
	if op == nil {
		return &Reply{Reasons: Reasons{{Code: CodeUnsupported, Message: "the release has no such operation"}}}
	}
	var req Request
	if err := wire.Decode(request, &req); err != nil {
		return malformed("request", err)
	}
	if err := req.Validate(); err != nil {
		return malformed("request", err)
	}
	return op(&req)
}
