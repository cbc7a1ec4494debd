// Command rules is the rules module of the recap.
package main

import (
	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/examples/recap"
)

// A reactor runs package initialisation and never main.
func init() { sdk.Serve(recap.Rules) }

func main() {}
