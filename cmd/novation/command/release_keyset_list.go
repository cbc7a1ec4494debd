package command

import (
	"cmp"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/testnet"
)

// keySetRow is one version as list prints it.
type keySetRow struct {
	Version uint64          `json:"version"`
	Digest  registry.Digest `json:"digest"`
	// Index is the entry from behind which it is in force; -1 for the first.
	Index     int64        `json:"index"`
	Threshold int          `json:"threshold"`
	Releases  int          `json:"releases"`
	Keys      []keyset.Key `json:"keys"`
	// Revoked are the ids of keys that the version before had.
	Revoked []registry.Digest `json:"revoked"`
}

func keySetList() *cobra.Command {
	var t target
	var publisher string
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the key sets that the log has",
		Long: `List follows the key sets of a publisher through the log, from the one that the
network file pins, and verifies each: keys, thresholds, from which entry on it is in
force, and which keys it revokes. A set in the log that may not follow is named on
stderr, and nobody acts on it.`,
		Example: "  novation release key-set list\n  novation release key-set list --publisher acme -o json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			h, err := t.keySets(cmd, publisher)
			if err != nil {
				return err
			}
			rows := keySetRows(h.Versions())
			return show(cmd, listOf(rows), func(w io.Writer) { viewKeySets(w, rows) })
		},
	}
	t.netFlags(cmd)
	cmd.Flags().StringVar(&publisher, "publisher", testnet.PublisherName, "whose key sets, as in the network file")
	return cmd
}

func keySetRows(all []keyset.Version) (rows []keySetRow) {
	for i, v := range all {
		row := keySetRow{v.Set.Version, v.Digest(), v.From, v.Set.Threshold, v.Set.Releases, v.Set.Keys, []registry.Digest{}}
		if i > 0 {
			row.Revoked = append(row.Revoked, v.Set.Without(&all[i-1].Set)...)
		}
		rows = append(rows, row)
	}
	return rows
}

func viewKeySets(w io.Writer, rows []keySetRow) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	defer tw.Flush()
	for _, r := range rows {
		from := "pinned"
		if r.Index >= 0 {
			from = fmt.Sprintf("from entry %d on", r.Index)
		}
		fmt.Fprintf(tw, "key set %d\t%s\t%d of %d sign the next, %d a release\n", r.Version, from, r.Threshold, len(r.Keys), r.Releases)
		for _, k := range r.Keys {
			fmt.Fprintf(tw, "  key\t%s\t%s\n", k.ID, cmp.Or(k.Name, "-"))
		}
		for _, id := range r.Revoked {
			fmt.Fprintf(tw, "  revokes\t%s\t\n", id)
		}
	}
}
