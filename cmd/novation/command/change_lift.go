package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
)

func changeLift() *cobra.Command {
	var f resolveFlags
	var line string
	cmd := &cobra.Command{
		Use:   "lift [LINE]",
		Short: "End a pause with the signatures of members",
		Long: `Lift signs, with the approval keys of the members named by --signers, that the pause of
a line, or that of all lines, ends now, and has a pod carry it out.`,
		Example: `  novation change lift crude-trade --reason "it was a typing error" --signers alpha,beta`,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				line = args[0]
			}
			n, err := f.network()
			if err != nil {
				return err
			}
			return f.with(cmd, func(ctx context.Context, c *api.Client) error {
				review, err := c.ReviewLift(ctx, line, f.reason)
				if err != nil {
					return err
				}
				is := func(r *typed.Resolution) bool { return r.Kind == typed.Lift && r.Subject == saltedLine(n, line) }
				done := map[string]string{"lifted": lineOrAll(line)}
				return f.finish(ctx, cmd, c, &review, is, done, fmt.Sprintf("the pause of %s is lifted", lineOrAll(line)))
			})
		},
	}
	f.add(cmd)
	return cmd
}

// saltedLine returns the line as it appears on chain, zero for all lines.
func saltedLine(n *pod.Network, line string) registry.Digest {
	if line == "" {
		return registry.Digest{}
	}
	return registry.Salt(n.Salt).Line(line)
}
