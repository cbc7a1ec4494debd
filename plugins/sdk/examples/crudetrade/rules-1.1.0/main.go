// Command rules-1.1.0 is the rules module of release crude-trade@1.1.0. Build it
// for WebAssembly as a reactor:
//
//	GOOS=wasip1 GOARCH=wasm go build -buildmode=c-shared -o rules.wasm .
package main

import (
	"github.com/novation-dev/novation/plugins/sdk"
	v1 "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/v1"
)

// A reactor runs package initialisation and never main.
func init() { sdk.Serve(v1.Rules110()) }

func main() {}
