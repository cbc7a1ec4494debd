package command

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/fleet"
)

func releaseRetain() *cobra.Command {
	var t target
	var until, reason string
	cmd := &cobra.Command{
		Use:   "retain [NAME[@VERSION]]",
		Short: "Keep a release from being retired until a date, for an auditor",
		Long: `Retain sets a retention at the member's pod: until that date the pod, and whoever asks
it before signing for the member, refuses to retire the release, or any of the line.
The last one set counts; one with a date that is past ends it. All of them stay in the
pod's database, with their reasons, and an audit shows them. Without a name it lists
them.`,
		Example: `  novation release retain crude-trade@1.0.0 --until 2033-12-31 --reason "ten years, says the auditor"
  novation release retain crude-trade --until 2030-06-30 --reason "tax office"
  novation release retain`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return t.with(cmd, func(ctx context.Context, c *api.Client) error { return listRetentions(ctx, cmd, c) })
			}
			r := api.RetentionRequest{Reason: reason}
			var err error
			if r.Line, r.Version, err = lineOrRef(cmd, args[0]); err != nil {
				return err
			}
			day, err := time.Parse(time.DateOnly, until)
			if err != nil || reason == "" {
				return usage(cmd, "a retention needs --until 2033-12-31, a day, and a --reason")
			}
			r.Until = day.AddDate(0, 0, 1).Unix() // the day itself is kept
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				if err := c.Retain(ctx, r); err != nil {
					return err
				}
				return show(cmd, r, func(w io.Writer) { fmt.Fprintf(w, "%s is kept from being retired through %s\n", args[0], until) })
			})
		},
	}
	t.flags(cmd)
	cmd.Flags().StringVar(&until, "until", "", "last day on which it is kept, in UTC")
	cmd.Flags().StringVar(&reason, "reason", "", "why; auditors read it")
	return cmd
}

func listRetentions(ctx context.Context, cmd *cobra.Command, c *api.Client) error {
	all, err := c.Retentions(ctx)
	if err != nil {
		return err
	}
	return show(cmd, listOf(all), func(w io.Writer) { viewRetentions(w, all) })
}

func viewRetentions(w io.Writer, all []fleet.Retention) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	defer tw.Flush()
	fmt.Fprintln(tw, "KEPT\tUNTIL\tSET\tREASON")
	for _, r := range all {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\n", r.Of(), clock(uint64(r.Until)), clock(uint64(r.Set)), r.Reason)
	}
}

// lineOrRef reads a line, or a release of one.
func lineOrRef(cmd *cobra.Command, s string) (line, version string, err error) {
	if !strings.Contains(s, "@") {
		return s, "", nil
	}
	return splitRef(cmd, s)
}
