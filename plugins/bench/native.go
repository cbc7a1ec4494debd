package main

import (
	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/examples/recap"
)

// native is the rule compiled into this program: it decodes the request, runs,
// and encodes the reply, with the code of the Go module.
func native(s subject) *contender {
	var reply []byte
	return &contender{
		kind: kindNative, lang: "go",
		call:  func() error { reply = sdk.Run(recap.Rules.Apply, s.request); return nil },
		reply: func() []byte { return reply },
		close: func() {},
	}
}
