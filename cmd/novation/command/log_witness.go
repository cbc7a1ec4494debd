package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
)

// A witnessRow is how one witness stands.
type witnessRow struct {
	Witness string `json:"witness"`
	URL     string `json:"url"`
	// Size is that of the checkpoint it cosigned last.
	Size int64 `json:"size"`
	// State is "agrees", "silent" or "contradicts".
	State string `json:"state"`
	Note  string `json:"note,omitempty"`
}

func logWitnesses() *cobra.Command {
	var t target
	var out string
	cmd := &cobra.Command{
		Use:   "witnesses",
		Short: "Show what each witness has cosigned last",
		Long: `Witnesses asks every pod for the checkpoint that it cosigned last, and holds it
against the log that the registry shows. One that contradicts it is proof that the
log tells two histories; it is written to --out. Exit status 3 then.`,
		Example: "  novation log witnesses -o json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return t.withLog(cmd, nil, func(ctx context.Context, n *pod.Network, c *mirror.Client) error {
				tree, err := c.Tree(ctx)
				if err != nil {
					return err
				}
				rows := []witnessRow{}
				var fork *merklelog.ForkError
				for _, p := range n.Witnesses() {
					last, err := p.Last(ctx, http.DefaultClient, n.LogKey)
					row := witnessRow{Witness: p.Name(), URL: p.URL, Size: last.Size, State: "agrees"}
					if err == nil {
						// It may have cosigned while the log was fetched.
						if err = tree.Compare(last, n.LogKey); errors.Is(err, registry.ErrStale) {
							row.Note, err = "ahead of what the registry shows", nil
						}
					}
					switch {
					case errors.As(err, &fork):
						row.State, row.Note = "contradicts", err.Error()
					case err != nil:
						row.State, row.Note = "silent", err.Error()
					}
					rows = append(rows, row)
				}
				if err := showWitnesses(cmd, rows); err != nil || fork == nil {
					return err
				}
				return saveFork(fork, out)
			})
		},
	}
	t.netFlags(cmd)
	cmd.Flags().StringVar(&out, "out", "log", "where to write a proof of a fork, without .fork.json")
	return cmd
}

func showWitnesses(cmd *cobra.Command, rows []witnessRow) error {
	v := struct {
		Items []witnessRow `json:"items"`
	}{rows}
	return show(cmd, v, func(w io.Writer) {
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		defer tw.Flush()
		fmt.Fprintln(tw, "WITNESS\tSIZE\tSTATE\tNOTE")
		for _, r := range rows {
			fmt.Fprintf(tw, "%s\t%d\t%s\t%s\n", r.Witness, r.Size, r.State, r.Note)
		}
	})
}
