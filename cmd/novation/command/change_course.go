package command

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

func changeReject() *cobra.Command {
	return voteCommand(change.Rejecting, &cobra.Command{
		Use:   "reject HASH",
		Short: "Vote against a change",
		Long: `Reject signs a rejection with the member's approval key. A change ends when too few
members are left who could approve it, or by one rejection of a member that its policy
requires or gives a veto. A change that is prepared can then only be aborted.`,
		Example: `  novation change reject 0x3f2a --reason "demurrage is wrong" --as beta`,
	})
}

func changeRetract() *cobra.Command {
	return voteCommand(change.Undecided, &cobra.Command{
		Use:   "retract HASH",
		Short: "Take your member's approval or rejection of a change back",
		Long: `Retract signs that the member takes its vote back. The signature that it gave before
counts no more; it can vote again.`,
		Example: `  novation change retract 0x3f2a --as beta`,
	})
}

// voteCommand makes a command that votes.
func voteCommand(stance change.Stance, cmd *cobra.Command) *cobra.Command {
	var t target
	var key approvalFlags
	var wait waitFlags
	var reason string
	cmd.Args = cobra.ExactArgs(1)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return t.with(cmd, func(ctx context.Context, c *api.Client) error {
			ch, err := find(ctx, c, args[0])
			if err != nil {
				return err
			}
			// Whoever does not approve need not have rebuilt anything.
			if err := key.vote(ctx, c, &t, &ch, common.HexToHash(ch.Hash), stance, reason); err != nil {
				return err
			}
			v := map[string]string{"change": ch.Hash, "member": t.member, "vote": string(stance)}
			return wait.show(ctx, cmd, c, &t, ch.Hash, v, func(w io.Writer) { fmt.Fprintf(w, "%s: %s %s\n", t.member, stance, ch.Hash) })
		})
	}
	t.flags(cmd)
	key.add(cmd)
	wait.add(cmd)
	cmd.Flags().StringVar(&reason, "reason", "", "why, for the other members; its digest is signed")
	return cmd
}

// vote signs the member's next vote on a change and has its pod carry it.
func (f *approvalFlags) vote(ctx context.Context, c *api.Client, t *target, ch *api.Change, digest common.Hash, stance change.Stance, reason string) error {
	n, err := t.network()
	if err != nil {
		return err
	}
	k, err := f.open(t, n)
	if err != nil {
		return err
	}
	defer k.Close()
	v := typed.Vote{Change: digest, Number: 1}
	switch stance {
	case change.Approving:
		v.Stance = typed.Approved
	case change.Rejecting:
		v.Stance = typed.Rejected
	case change.Undecided:
	}
	if reason != "" {
		v.Reason = registry.DigestOf([]byte(reason))
	}
	for _, before := range ch.Votes {
		if before.Approver == k.Address() {
			v.Number = before.Number + 1
		}
	}
	sig, err := k.SignTyped(ctx, v, n.Chain, n.Consortium)
	if err != nil {
		return err
	}
	return c.Vote(ctx, ch.Hash, api.VoteRequest{Stance: stance, Reason: reason, Approver: k.Address().Hex(), Signature: sig})
}

// voted reports whether an approver has voted on a change: then its approval is
// its next vote.
func voted(ch *api.Change, approver common.Address) bool {
	return slices.ContainsFunc(ch.Votes, func(v change.Vote) bool { return v.Approver == approver })
}

func changePostpone() *cobra.Command {
	var t target
	var by time.Duration
	cmd := &cobra.Command{
		Use:   "postpone HASH",
		Short: "Let a change that your member proposed wait",
		Long: `Postpone lets a change wait for some time from now, within the activation windows that
its approvers signed. It can be postponed again, and brought forward again.`,
		Example: "  novation change postpone 0x3f2a --by 2h",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				ch, err := find(ctx, c, args[0])
				if err != nil {
					return err
				}
				until := uint64(time.Now().Add(by).Unix())
				if err := c.Postpone(ctx, ch.Hash, until); err != nil {
					return err
				}
				v := map[string]any{"change": ch.Hash, "until": until}
				return show(cmd, v, func(w io.Writer) { fmt.Fprintf(w, "%s waits until %s\n", ch.Hash, clock(until)) })
			})
		},
	}
	t.flags(cmd)
	cmd.Flags().DurationVar(&by, "by", time.Hour, "how long from now")
	return cmd
}

func changePause() *cobra.Command {
	var t target
	var r api.PauseRequest
	var length time.Duration
	cmd := &cobra.Command{
		Use:   "pause [LINE]",
		Short: "Stop all activations, or those of a line, for a while",
		Long: `Pause breaks the glass: one member stops preparations and activations of a line, or of
all lines, for at most three days; it can do so again thirty days later. Votes, reverts,
aborts, member sets and records go on. A threshold of members can lift the pause.`,
		Example: `  novation change pause crude-trade --for 4h --reason "prices differ"`,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if r.Reason == "" {
				return usage(cmd, "a pause needs a --reason: members read it")
			}
			if len(args) > 0 {
				r.Line = args[0]
			}
			r.Seconds = uint64(length.Seconds())
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				if err := c.Pause(ctx, r); err != nil {
					return err
				}
				return show(cmd, r, func(w io.Writer) { fmt.Fprintf(w, "%s paused for %s\n", lineOrAll(r.Line), length) })
			})
		},
	}
	t.flags(cmd)
	cmd.Flags().StringVar(&r.Reason, "reason", "", "why (required)")
	cmd.Flags().DurationVar(&length, "for", time.Hour, "how long, at most 72h")
	return cmd
}

func lineOrAll(line string) string {
	if line == "" {
		return "all lines"
	}
	return line
}
