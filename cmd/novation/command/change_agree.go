package command

import (
	"context"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/api"
)

func changeAgree() *cobra.Command {
	var f resolveFlags
	var approvals uint32
	var length time.Duration
	cmd := &cobra.Command{
		Use:   "agree CLASS",
		Short: "Agree beforehand on how many approvals a class of changes needs",
		Long: `Agree signs, with the approval keys of the members named by --signers, that changes of a
class need other approvals than every change, for a while, and has a pod carry it out.
As many must sign as approve a change. The class patch is a change to a release that
differs in its patch number only: novation change propose --patch. Every pod must have
vetted such a change; one rejection brings the ordinary number back. The agreement ends
with its time, with another agreement, and with the member set.`,
		Example:   `  novation change agree patch --approvals 1 --for 720h --reason "fixes in the season" --signers alpha,beta`,
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"patch"},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.reason == "" {
				return usage(cmd, "an agreement needs a --reason: members and auditors read it")
			}
			until := uint64(time.Now().Add(length).Unix())
			return f.with(cmd, func(ctx context.Context, c *api.Client) error {
				review, err := c.ReviewAgree(ctx, typed.ClassPatch, approvals, until, f.reason)
				if err != nil {
					return err
				}
				is := func(r *typed.Resolution) bool {
					return r.Kind == typed.Agree && common.Hash(r.Subject).Big().Uint64() == uint64(typed.ClassPatch) && r.Quorum == approvals && r.Value == until
				}
				done := map[string]any{"class": "patch", "approvals": approvals, "until": until}
				return f.finish(ctx, cmd, c, &review, is, done, fmt.Sprintf("until %s patches need %d approvals", clock(until), approvals))
			})
		},
	}
	f.add(cmd)
	cmd.Flags().Uint32Var(&approvals, "approvals", 1, "approvals that such a change needs")
	cmd.Flags().DurationVar(&length, "for", 30*24*time.Hour, "how long the agreement holds")
	return cmd
}
