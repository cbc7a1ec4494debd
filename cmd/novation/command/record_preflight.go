package command

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/fleet"
)

func recordPreflight() *cobra.Command {
	var t target
	var line string
	var parties []string
	cmd := &cobra.Command{
		Use:   "preflight",
		Short: "Ask the parties of a new record whether they can take it now",
		Long: `Preflight has the member's pod ask the pods of all parties, and says under which
releases of the line they could decide a new record now, which one will be used, and
who stands in the way, and why. A pod does the same by itself before it proposes a new
record. Exit status 3 means that somebody blocks it, 6 that a pod is about to get
there, 8 that a pod does not answer.`,
		Example: "  novation record preflight --parties beta,gamma\n  novation record preflight --parties beta --line crude-trade -o json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if len(parties) == 0 {
				return usage(cmd, "say with --parties whose pods are asked")
			}
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				p, err := c.Preflight(ctx, line, parties)
				if err != nil {
					return err
				}
				if err := show(cmd, p, func(w io.Writer) { viewPreflight(w, &p) }); err != nil {
					return err
				}
				return p.Err()
			})
		},
	}
	t.flags(cmd)
	cmd.Flags().StringSliceVar(&parties, "parties", nil, "the other parties (required)")
	cmd.Flags().StringVar(&line, "line", "crude-trade", "line of the record")
	completeMembers(cmd, "parties", &t)
	return cmd
}

func viewPreflight(w io.Writer, p *fleet.Preflight) {
	fmt.Fprintf(w, "a record of %s between %s would be made under %s\n", p.Line, strings.Join(p.Parties, ", "), p.Uses)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	defer tw.Flush()
	for _, r := range p.Releases {
		if r.All {
			fmt.Fprintf(tw, "%s\tall can decide it\n", r.Version)
		}
		for _, b := range r.Blocks {
			fmt.Fprintf(tw, "%s\t%s: %s\n", r.Version, b.Member, b.Why)
		}
	}
	for _, m := range p.Older {
		fmt.Fprintf(tw, "%s\tits pod does not know the question: it judges what is proposed\n", m)
	}
}
