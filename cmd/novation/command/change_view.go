package command

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
)

func changeView() *cobra.Command {
	var t target
	var wait waitFlags
	var follow bool
	cmd := &cobra.Command{
		Use: "view HASH", Short: "Show a change",
		Long: `View shows what a change moves, who approved and vetted it and why not, what it waits
for, and how far the member's pod is. With --wait it waits first until that pod has seen
the change so, and has switched; with --all, until all pods have.

-w follows the change until it is over, or until --wait says: as a tree on a terminal,
with the time that is left until what is due; elsewhere as one line for each event, with
-o ndjson as one JSON object for each. It waits as long as that takes unless there is a
--timeout.`,
		Example: `  novation change view 0x3f2a
  novation change view 0x3f2a --wait activated --all
  novation change view 0x3f2a -w
  novation change view 0x3f2a -w --wait ready --timeout 1h -o ndjson`,
		Args:        cobra.ExactArgs(1),
		Annotations: map[string]string{formats: "text json ndjson"},
		PreRunE: func(cmd *cobra.Command, _ []string) error {
			format, _ := cmd.Flags().GetString("output")
			switch {
			case follow && format == "json":
				return usage(cmd, "-w prints event after event: want -o ndjson")
			case !follow && format == "ndjson":
				return usage(cmd, "-o ndjson is for events: want -w")
			}
			return wait.check(cmd)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if follow && !cmd.Flags().Changed("timeout") {
				t.wait = forever
			}
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				ch, err := find(ctx, c, args[0])
				if err != nil {
					return err
				}
				if follow {
					return follower{cmd: cmd, target: &t, client: c, hash: ch.Hash, wait: &wait}.run(ctx)
				}
				if ch, err = wait.then(ctx, c, &t, ch); err != nil {
					return err
				}
				return show(cmd, ch, func(w io.Writer) { viewChange(w, &ch) })
			})
		},
	}
	t.flags(cmd)
	wait.add(cmd)
	cmd.Flags().BoolVarP(&follow, "watch", "w", false, "follow the change until it is over")
	return cmd
}

// viewReasons renders why members vote as they do, and why a change was reverted.
func viewReasons(w io.Writer, ch *api.Change) {
	for _, v := range ch.Votes {
		if why := ch.Words(registry.Digest(v.Reason)); why != "" {
			fmt.Fprintf(w, "vote %d of %s\t%s: %s\n", v.Number, v.Approver, v.Stance, why)
		}
	}
	if why := ch.Words(ch.RevertReason); why != "" {
		fmt.Fprintf(w, "reverted because\t%s\n", why)
	}
}
