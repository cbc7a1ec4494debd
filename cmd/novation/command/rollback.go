package command

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/cmd/novation/internal/watch"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
	"github.com/novation-dev/novation/testnet"
)

// rolledBack is what rollback prints.
type rolledBack struct {
	Change string                      `json:"change"`
	Epoch  uint64                      `json:"epoch"`
	Pods   map[string]api.RevertReview `json:"pods"`
	// Missing are the members whose pods could not be asked.
	Missing []string `json:"missing"`
	Done    bool     `json:"done"`
}

func rollbackCommand() *cobra.Command {
	var t target
	var reason string
	var signers []string
	var dry, accept bool
	var run runFlags
	var wait waitFlags
	cmd := &cobra.Command{
		Use: "rollback (HASH | DIR)", GroupID: "release",
		Short: "Revert a change within its revert window, or a migration",
		Long: `Rollback first shows the plan: which records come back, which cannot and why (the
loss list), and which documents went out under the release (the taint report).
Then it signs the revert with the approval keys of the members named by
--signers and has a pod execute it. A revert is an activation too: the epoch
rises, and the plan that was approved with the change is used once.

For a migration that stands in a folder, it carries out the reverse of its plan: what
nobody touched returns as it was, the rest is carried back by the inverse mapping. What
that would lose is listed first (--plan), and refused unless --accept-losses.`,
		Example: `  novation rollback 0x3f2a --reason "demurrage is wrong" --plan
  novation rollback 0x3f2a --reason "demurrage is wrong" --signers alpha,beta
  novation rollback token --plan
  novation rollback token --key owner.key`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if isMigration(args[0]) {
				return run.rollBack(cmd, args[0], dry, accept)
			}
			if reason == "" {
				return usage(cmd, "a revert needs a --reason: members and auditors read it")
			}
			n, err := t.network()
			if err != nil {
				return err
			}
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				ch, err := find(ctx, c, args[0])
				if err != nil {
					return err
				}
				out, err := planRevert(ctx, &t, n, &ch, reason)
				if err != nil {
					return err
				}
				if dry {
					return show(cmd, out, func(w io.Writer) { viewRevert(w, &ch, out) })
				}
				if !wantsJSON(cmd) {
					viewRevert(cmd.ErrOrStderr(), &ch, out)
				}
				if err := revert(ctx, c, &t, n, ch.Hash, reason, signers); err != nil {
					return err
				}
				out.Done = true
				return wait.show(ctx, cmd, c, &t, ch.Hash, out, func(w io.Writer) {
					fmt.Fprintf(w, "%s reverted; the line is at epoch %d\n", ch.Hash, out.Epoch)
				})
			})
		},
	}
	t.flags(cmd)
	wait.add(cmd)
	cmd.Flags().StringVar(&reason, "reason", "", "why (required)")
	cmd.Flags().StringSliceVar(&signers, "signers", nil, "members whose approval keys sign the revert")
	completeMembers(cmd, "signers", &t)
	cmd.Flags().BoolVar(&dry, "plan", false, "show the plan, the losses and the taint, and stop")
	cmd.Flags().BoolVar(&accept, "accept-losses", false, "of a migration: revert although some values cannot be carried back")
	cmd.Flags().StringVar(&run.ledger, "ledger", "", "of a migration: take part in the revert that another member began, with this contract Migration")
	run.nodeFlags.add(cmd)
	run.keyFlags.add(cmd)
	return cmd
}

// planRevert asks every pod that it can what a revert would do there. The pod of
// the member that acts must answer.
func planRevert(ctx context.Context, t *target, n *pod.Network, ch *api.Change, reason string) (*rolledBack, error) {
	out := &rolledBack{Change: ch.Hash, Pods: map[string]api.RevertReview{}, Missing: []string{}}
	for _, m := range n.Members {
		c, err := testnet.Client(t.dir, n, m.ID)
		var r api.RevertReview
		if err == nil {
			r, err = c.ReviewRevert(ctx, ch.Hash, reason)
		}
		switch {
		case err == nil:
			out.Pods[m.ID], out.Epoch = r, r.Epoch+1
		case m.ID == t.member:
			return nil, err
		default: // another member's records are its own business
			out.Missing = append(out.Missing, m.ID)
		}
	}
	return out, nil
}

// revert signs with the keys of the given members and executes.
func revert(ctx context.Context, c *api.Client, t *target, n *pod.Network, hash, reason string, signers []string) error {
	if len(signers) == 0 {
		signers = []string{t.member}
	}
	r, err := c.ReviewRevert(ctx, hash, reason)
	if err != nil {
		return err
	}
	what := typed.Revert{Change: common.HexToHash(hash), Epoch: r.Epoch, Reason: registry.DigestOf([]byte(reason))}
	if got := common.Hash(what.Digest(n.Chain, n.Consortium)); got.Hex() != r.Digest {
		return fmt.Errorf("the pod asks to sign %s for this revert, and it is %s: %w", r.Digest, got, registry.ErrRefused)
	}
	req := api.RevertRequest{Reason: reason}
	for _, m := range signers {
		sig, by, err := signAs(ctx, t.dir, n, m, what)
		if err != nil {
			return err
		}
		req.Signatures = append(req.Signatures, api.Signature{Approver: by.Hex(), Signature: sig})
	}
	return c.Revert(ctx, hash, req)
}

// signAs signs as a member, with the approval key that its folder names.
func signAs(ctx context.Context, dir string, n *pod.Network, member string, what typed.Statement) ([]byte, common.Address, error) {
	s, err := testnet.Approver(dir, n, member)
	if err != nil {
		return nil, common.Address{}, err
	}
	defer s.Close()
	sig, err := s.SignTyped(ctx, what, n.Chain, n.Consortium)
	return sig, s.Address(), err
}

func viewRevert(w io.Writer, ch *api.Change, out *rolledBack) {
	fmt.Fprintf(w, "Revert of %s (%s), possible until %s\n", ch.Hash[:10], watch.Move(ch), clock(ch.RevertUntil))
	if d := ch.Document; d != nil && d.Plan.Revert != nil {
		fmt.Fprintf(w, "plan: back to %s; records: %s\n", d.Plan.Revert.To.Version, d.Plan.Revert.Carry)
	}
	for _, m := range out.Missing {
		fmt.Fprintf(w, "\n%s: its pod could not be asked\n", m)
	}
	for _, m := range sortedKeys(out.Pods) {
		r := out.Pods[m].Preview
		fmt.Fprintf(w, "\n%s: %d records never left, %d come back, %d cannot, %d documents went out\n",
			m, r.Untouched, r.Return, len(r.Losses), len(r.Taint))
		for _, l := range r.Losses {
			fmt.Fprintf(w, "  loss   %s  %s\n", l.Record.Short(), evidence.ReasonText(l.Reasons[0]))
		}
		for i, x := range r.Taint {
			if i == 20 {
				fmt.Fprintf(w, "  taint  … and %d more (see -o json)\n", len(r.Taint)-i)
				break
			}
			fmt.Fprintf(w, "  taint  %s  %s %s: %s\n", x.Record.Short(), x.Document.Kind, x.Document.Number, strings.TrimSpace(x.Document.Summary))
		}
		for i := range out.Pods[m].Moves {
			fmt.Fprintf(w, "contract %s\n", out.Pods[m].Moves[i].Contract)
			viewMigrationRevert(w, &out.Pods[m].Moves[i].Preview)
		}
	}
}
