// Command rules-2.0.0 is the rules module of release crude-trade@2.0.0. Build it
// for WebAssembly as a reactor:
//
//	GOOS=wasip1 GOARCH=wasm go build -buildmode=c-shared -o rules.wasm .
package main

import (
	"github.com/novation-dev/novation/plugins/sdk"
	v2 "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/v2"
)

// A reactor runs package initialisation and never main.
func init() { sdk.Serve(v2.Rules200()) }

func main() {}
