package command

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/api"
)

func releaseRetire() *cobra.Command {
	var f resolveFlags
	cmd := &cobra.Command{
		Use:   "retire NAME@VERSION",
		Short: "Retire a release that no record needs any more",
		Long: `Retire signs, with the approval keys of the members named by --signers, that a release
which the line has left takes no decision any more, for ever, and has a pod carry it
out. No contract can see whether a member still needs a record, so all members sign,
each for itself. The pod of a member refuses, and nothing is signed for it, while one
of its records is open or pinned under the release, while the line could still be
reverted to it, or while a retention holds (novation release retain). Its bytes stay,
for audit.`,
		Example: `  novation release retire crude-trade@1.0.0 --reason "all trades moved" --out retire.json
  novation release retire crude-trade@1.0.0 --reason "all trades moved" --signers alpha,beta,gamma`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, _, err := splitRef(cmd, args[0]); err != nil {
				return err
			}
			if f.reason == "" {
				return usage(cmd, "retiring a release needs a --reason: members and auditors read it")
			}
			return f.with(cmd, func(ctx context.Context, c *api.Client) error {
				review, err := c.ReviewRetire(ctx, args[0], f.reason)
				if err != nil {
					return err
				}
				is := func(r *typed.Resolution) bool { return r.Kind == typed.Retire }
				return f.finish(ctx, cmd, c, &review, is, map[string]string{"retired": args[0]}, args[0]+" is retired")
			})
		},
	}
	f.add(cmd)
	return cmd
}
