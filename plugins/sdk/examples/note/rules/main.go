// Command rules is the rules module of the note.
package main

import (
	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/examples/note"
)

// A reactor runs package initialisation and never main.
func init() { sdk.Serve(note.Rules) }

func main() {}
