// Command deals is the rules of a migration: amounts of 6 decimals become
// amounts of 18, port and country become one text, and a mark gets a label.
package main

import (
	"deals/element"

	"github.com/novation-dev/novation/plugins/sdk"
)

// A reactor runs package initialisation and never main.
func init() {
	sdk.Serve(sdk.Rules{Apply: sdk.Apply(apply), Up: sdk.Convert(up), Down: sdk.Convert(down)})
}

func main() {}

// apply is never called.
func apply(*sdk.Call, *element.Element, *element.Command) error {
	return sdk.Reject("no-records", "", "these rules move the state of a contract")
}

func up(e *element.Element) (*element.Element, error) {
	switch e.Sources[0].Name {
	case "total", "balanceOf[]", "deals[].price":
		return e, grow(&e.Sources[0], &e.Targets[0])
	case "deals[].port":
		return e, join(&e.Sources[0], &e.Sources[1], &e.Targets[0])
	case "marks[][].score":
		return e, label(e)
	}
	return nil, failure("these rules know nothing of " + e.Sources[0].Name)
}

func down(e *element.Element) (*element.Element, error) {
	switch e.Sources[0].Name {
	case "total", "balanceOf[]", "deals[].price":
		return e, shrink(&e.Targets[0], &e.Sources[0])
	case "deals[].port":
		return e, split(&e.Targets[0], &e.Sources[0], &e.Sources[1])
	case "marks[][].score":
		return e, unlabel(e)
	}
	return nil, failure("these rules know nothing of " + e.Sources[0].Name)
}

// A failure is no rejection: it ends the migration.
type failure string

func (f failure) Error() string { return string(f) }
