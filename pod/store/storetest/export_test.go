package storetest

import (
	"context"

	"github.com/novation-dev/novation/pod/store"
)

// Failures returns the names of the checks that a driver does not pass.
func Failures(ctx context.Context, open func() store.Store) []string {
	var names []string
	for _, c := range checks {
		if err := c.run(ctx, open()); err != nil {
			names = append(names, c.name)
		}
	}
	return names
}

// Names returns the names of all checks.
func Names() []string {
	var names []string
	for _, c := range checks {
		names = append(names, c.name)
	}
	return names
}

// Reopened is the check of RunDurable.
var Reopened = reopened
