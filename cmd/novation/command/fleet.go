package command

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod/api"
)

func fleetCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "fleet", GroupID: "release",
		Short: "Show what the pods of all members have, vet and run",
		Long: `The fleet are the pods of all members. Each tells the others, signed, which releases
it has, how far it is with each, and how far it has followed the chain. It tells
nobody how many records it has, and under which releases some are open only when its
operator allows that.`,
		Example: "  novation fleet status --as beta\n  novation fleet tell open --as beta",
	}
	cmd.AddCommand(fleetStatus(), fleetTell())
	return cmd
}

func fleetStatus() *cobra.Command {
	var t target
	var watch bool
	var every time.Duration
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Show which pod has, vets and runs what",
		Long: `Status has the member's pod ask all others, and shows for each line how far each pod
is with each release, where a pod differs from this one, field by field, and why. Of a
pod that does not answer it shows what was heard last, and when. Below stand the
member's own records by release, which nobody else is told.

With -w it asks again and again, and prints what has changed, until it is stopped.`,
		Example: "  novation fleet status --as beta\n  novation fleet status -w\n  novation fleet status -o json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !watch {
				return t.with(cmd, func(ctx context.Context, c *api.Client) error { return showFleet(ctx, cmd, c, cmd.OutOrStdout()) })
			}
			if every <= 0 {
				return usage(cmd, "--every %s: want some time between two questions", every)
			}
			return watchFleet(cmd, &t, every)
		},
	}
	t.flags(cmd)
	cmd.Flags().BoolVarP(&watch, "watch", "w", false, "go on, and print what has changed")
	cmd.Flags().DurationVar(&every, "every", 2*time.Second, "with -w: how long between two questions")
	return cmd
}

func showFleet(ctx context.Context, cmd *cobra.Command, c *api.Client, w io.Writer) error {
	r, err := c.Fleet(ctx)
	if err != nil {
		return err
	}
	return showTo(cmd, w, r, func(w io.Writer) { viewFleet(w, &r) })
}

// watchFleet prints the fleet whenever it looks different. A pod that stops
// answering ends it: what it said is not true any more.
func watchFleet(cmd *cobra.Command, t *target, every time.Duration) error {
	for before := []byte(nil); ; {
		var now bytes.Buffer
		err := t.with(cmd, func(ctx context.Context, c *api.Client) error { return showFleet(ctx, cmd, c, &now) })
		if cmd.Context().Err() != nil {
			return nil //nolint:nilerr // being stopped is how watching ends
		}
		if err != nil {
			return err
		}
		if !bytes.Equal(before, now.Bytes()) {
			if before != nil && !wantsJSON(cmd) {
				fmt.Fprintln(cmd.OutOrStdout())
			}
			before = now.Bytes()
			if _, err := cmd.OutOrStdout().Write(before); err != nil {
				return fmt.Errorf("printing the fleet: %w", err)
			}
		}
		select {
		case <-cmd.Context().Done():
			return nil
		case <-time.After(every):
		}
	}
}

func fleetTell() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use:   "tell (open | nothing)",
		Short: "Say what your pod tells the others about your records",
		Long: `Tell open lets the member's pod tell the others under which releases it has open
records, yes or no, so that they see what still drains. Tell nothing ends that; it is
what a pod does at first. How many records there are is never told.`,
		Example:   "  novation fleet tell open --as beta\n  novation fleet tell nothing --as beta",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"open", "nothing"},
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				if err := c.SetTells(ctx, args[0] == "open"); err != nil {
					return err
				}
				v := map[string]string{"member": t.member, "tells": args[0]}
				return show(cmd, v, func(w io.Writer) { fmt.Fprintf(w, "the pod of %s tells others: %s\n", t.member, args[0]) })
			})
		},
	}
	t.flags(cmd)
	return cmd
}
