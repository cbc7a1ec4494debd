package command

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/moving"
	"github.com/novation-dev/novation/registry/change"
)

// drafts reads the plans that a change is to carry out.
func drafts(cmd *cobra.Command, plans []string, keys string) ([]moving.Draft, error) {
	if keys != "" && len(plans) == 0 {
		return nil, usage(cmd, "--keys is for plans: name one with --migration")
	}
	list, err := optionalFile(keys, "keys")
	if err != nil {
		return nil, err
	}
	var all []moving.Draft
	for _, name := range plans {
		text, err := optionalFile(name, "plan")
		if err != nil {
			return nil, err
		}
		if _, err := contract.Parse(text); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, moving.Draft{Plan: text, Keys: list})
	}
	return all, nil
}

// viewMigrations renders what a change says of its migrations.
func viewMigrations(w io.Writer, d *change.Document) {
	for _, m := range d.Moves {
		fmt.Fprintf(w, "migration\t%s, by plan %s, back by %s\n", m.Ledger, m.Plan, m.Back)
	}
}

// viewMoves renders the migrations of a change.
func viewMoves(w io.Writer, ch *api.Change) {
	if ch.Document != nil {
		viewMigrations(w, ch.Document)
	}
	for _, m := range ch.Moves {
		fmt.Fprintf(w, "moves\t%s: %s, %d of %d entries written\n", m.Contract, m.Phase, m.Loaded, m.Eager)
		switch {
		case m.Differs:
			fmt.Fprintf(w, "differs here\t%s\n", m.Error)
		case m.Error != "":
			fmt.Fprintf(w, "stops here\t%s\n", m.Error)
		case !m.Returned.IsZero():
			fmt.Fprintf(w, "back as planned\tby this pod's own reading, report %s\n", m.Returned.Short())
		case !m.Verified.IsZero():
			fmt.Fprintf(w, "as planned\tby this pod's own reading, report %s\n", m.Verified.Short())
		}
		if m.Waits != "" {
			fmt.Fprintf(w, "it waits\t%s\n", m.Waits)
		}
	}
}
