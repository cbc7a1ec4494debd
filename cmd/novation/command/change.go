package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/cmd/novation/internal/watch"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

func changeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "change", GroupID: "release",
		Short: "Propose, review and approve changes",
		Long: `A change moves a line from its active release to another: proposed by one member,
approved by as many as the consortium's threshold says, vetted by pods, activated
within its window, and revertible for a while. HASH is the hash of a change, or its
first digits: 0x and at least four of them.`,
		Example: `  novation change propose crude-trade@2.0.0 --reason "formula prices"
  novation change review 0x3f2a --as beta
  novation change approve 0x3f2a --as beta
  novation change view 0x3f2a --wait activated
  novation change view 0x3f2a -w`,
	}
	cmd.AddCommand(changePropose(), changeReview(), changeApprove(), changeExport(), changeSign(), changeSubmit(), changeReject(), changeRetract(),
		changeWithdraw(), changePostpone(), changePause(), changeLift(), changeAgree(), changeCosign(), changeResolve(), changeList(), changeView())
	return cmd
}

func splitRef(cmd *cobra.Command, s string) (name, version string, err error) {
	name, version, ok := strings.Cut(s, "@")
	if !ok || name == "" || version == "" {
		return "", "", usage(cmd, "%q: want NAME@VERSION, such as crude-trade@1.1.0", s)
	}
	return name, version, nil
}

func changePropose() *cobra.Command {
	var t target
	var p api.Proposal
	var delay, window, revert time.Duration
	var policy policyFlags
	var plans []string
	var keys string
	var wait waitFlags
	cmd := &cobra.Command{
		Use:   "propose NAME@VERSION",
		Short: "Propose to move a line to a published release",
		Long: `Propose publishes the change document and puts its digest on chain. A release with
a Book of its own gets one deployed first.

--migration PLAN.json names a plan of novation migration plan --out, for a contract that
the Consortium may upgrade and that both releases bring. The member's pod deploys what
the migration and its revert need; the calls of the change follow, and every pod works
them out again before it vets.`,
		Example: `  novation change propose crude-trade@2.0.0 --reason "formula prices" --revert-window 72h
  novation change propose crude-trade@2.0.0 --reason "the token moves too" --migration token.plan.json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if p.Line, p.Version, err = splitRef(cmd, args[0]); err != nil {
				return err
			}
			p.Delay, p.Window, p.RevertWindow = uint64(delay.Seconds()), uint64(window.Seconds()), uint64(revert.Seconds())
			if err := policy.set(cmd, &t, &p); err != nil {
				return err
			}
			if p.Moves, err = drafts(cmd, plans, keys); err != nil {
				return err
			}
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				ch, err := c.Propose(ctx, p)
				if err != nil {
					return err
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
	cmd.Flags().StringVar(&p.Reason, "reason", "", "why, for the other members")
	cmd.Flags().DurationVar(&delay, "delay", 0, "time until the activation window opens")
	cmd.Flags().DurationVar(&window, "window", 24*time.Hour, "how long the activation window stays open")
	cmd.Flags().DurationVar(&revert, "revert-window", 7*24*time.Hour, "how long the change can be reverted")
	cmd.Flags().StringSliceVar(&plans, "migration", nil, "plan of a migration that the change carries out (may be repeated)")
	cmd.Flags().StringVar(&keys, "keys", "", "file with keys of mappings that the plans were made with")
	cmd.Flags().Uint32Var(&p.Readiness, "readiness", 0, "pods that must have vetted (default: all)")
	cmd.Flags().Uint32Var(&p.RevertQuorum, "revert-quorum", 0, "members that must sign a revert (default: as many as approve)")
	policy.add(cmd, &t)
	return cmd
}

func changeReview() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use:   "review HASH",
		Short: "Rebuild what a change asks you to sign, and show it",
		Long: `Review fetches the change document and the bundles it names, computes every digest
again, and compares the result with what stands on chain. Exit status 3 means
that they differ: do not approve.`,
		Example: "  novation change review 0x3f2a --as beta",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				r, _, _, err := rebuild(ctx, c, &t, args[0])
				if err != nil {
					return err
				}
				return show(cmd, r.Change, func(w io.Writer) {
					viewChange(w, &r.Change)
					fmt.Fprintln(w, "\nEvery digest was rebuilt from the fetched bytes and equals what stands on chain.")
				})
			})
		},
	}
	t.flags(cmd)
	return cmd
}

// lag is how long a change that another pod has just proposed may be unknown to
// the pod that is asked.
const lag = 2 * time.Second

// find returns a change, and gives the pod a moment to hear of it.
func find(ctx context.Context, c *api.Client, hash string) (api.Change, error) {
	for end := time.Now().Add(lag); ; {
		ch, err := c.Change(ctx, hash)
		if !errors.Is(err, registry.ErrNotFound) || time.Now().After(end) {
			return ch, err
		}
		select {
		case <-ctx.Done():
			return ch, err
		case <-time.After(lag / 40):
		}
	}
}

// rebuild fetches a change and computes what its member would sign, in the
// consortium that the member knows.
func rebuild(ctx context.Context, c *api.Client, t *target, hash string) (*api.Review, *change.Export, *change.Offer, error) {
	n, err := t.network()
	if err != nil {
		return nil, nil, nil, err
	}
	r, e, err := fetchExport(ctx, c, hash)
	if err != nil {
		return nil, nil, nil, err
	}
	o, err := e.Rebuild(trustIn(n))
	if err != nil {
		return nil, nil, nil, err
	}
	// What is shown is what was rebuilt, not what the pod says of it.
	r.Change.Calls, r.Change.Document = r.Calls(o.Document), o.Document
	return r, e, o, nil
}

func changeApprove() *cobra.Command {
	var t target
	var key approvalFlags
	var wait waitFlags
	cmd := &cobra.Command{
		Use:   "approve HASH",
		Short: "Sign a change with your member's approval key",
		Long: `Approve does what review does, then signs the rebuilt struct (EIP-712) with the
member's approval key, here and not in the pod, and has the pod carry the
signature onto the chain. The key is in the member's folder, or where --key or
novation key set says. To sign on another machine, see novation change sign.`,
		Example: "  novation change approve 0x3f2a --as beta\n  novation change approve 0x3f2a --as beta --key clef:http://127.0.0.1:8550",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				r, e, o, err := rebuild(ctx, c, &t, args[0])
				if err != nil {
					return err
				}
				if err := open(&r.Change, t.member); err != nil {
					return err
				}
				if err := key.approve(ctx, c, &t, r, e, o); err != nil {
					return err
				}
				v := map[string]string{"change": r.Change.Hash, "approvedBy": t.member}
				return wait.show(ctx, cmd, c, &t, r.Change.Hash, v, func(w io.Writer) { fmt.Fprintf(w, "%s approved %s\n", t.member, r.Change.Hash) })
			})
		},
	}
	t.flags(cmd)
	wait.add(cmd)
	key.add(cmd)
	return cmd
}

// open reports why a member's approval can do nothing more for a change.
func open(ch *api.Change, member string) error {
	if ch.Status != change.Proposed {
		return fmt.Errorf("change %s is %s: there is nothing to approve any more: %w", ch.Hash, ch.Status, registry.ErrStale)
	}
	if slices.Contains(ch.Approved, member) {
		return fmt.Errorf("%s has approved change %s already: an approval counts once: %w", member, ch.Hash, registry.ErrConflict)
	}
	return nil
}

func changeWithdraw() *cobra.Command {
	var t target
	var wait waitFlags
	cmd := &cobra.Command{
		Use: "withdraw HASH", Short: "Take back a change that your member proposed",
		Long: `Withdraw ends a proposal before it is activated. Only the member that made it can.
A change that is prepared is aborted: its calls take back what was prepared. Once
its activation window has passed, every member can do that.`,
		Example: "  novation change withdraw 0x3f2a", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				ch, err := find(ctx, c, args[0])
				if err != nil {
					return err
				}
				if ch.Status != change.Proposed && ch.Status != change.Prepared {
					return fmt.Errorf("change %s is %s: only a proposal can be withdrawn: %w", ch.Hash, ch.Status, registry.ErrStale)
				}
				if d := ch.Document; d != nil && d.Proposer != t.member && ch.Status == change.Proposed {
					return fmt.Errorf("change %s was proposed by %s: nobody else can withdraw it: %w", ch.Hash, d.Proposer, registry.ErrNotAllowed)
				}
				if err := c.Withdraw(ctx, ch.Hash); err != nil {
					return err
				}
				v := map[string]string{"withdrawn": ch.Hash}
				return wait.show(ctx, cmd, c, &t, ch.Hash, v, func(w io.Writer) { fmt.Fprintf(w, "%s withdrawn\n", ch.Hash) })
			})
		},
	}
	t.flags(cmd)
	wait.add(cmd)
	return cmd
}

func changeList() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use: "list", Short: "List changes and what they wait for",
		Long: `List shows every change as far as the member's pod has followed the chain, oldest
first: what it moves, who approved, which pods vetted, and what it waits for.`,
		Example: "  novation change list\n  novation change list -o json", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				all, err := c.Changes(ctx)
				if err != nil {
					return err
				}
				return show(cmd, listOf(all), func(w io.Writer) {
					tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
					defer tw.Flush()
					fmt.Fprintln(tw, "CHANGE\tMOVE\tSTATUS\tEPOCH\tAPPROVED\tVETTED\tWAITS FOR")
					for i := range all {
						ch := &all[i]
						fmt.Fprintf(tw, "%s\t%s\t%s\t%d\t%s\t%s\t%s\n", ch.Hash[:10], watch.Move(ch), ch.Status, ch.Epoch,
							strings.Join(ch.Approved, " "), strings.Join(ch.Vetted, " "), strings.Join(ch.Waits, "; "))
					}
				})
			})
		},
	}
	t.flags(cmd)
	return cmd
}

func viewChange(w io.Writer, ch *api.Change) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	defer tw.Flush()
	fmt.Fprintf(tw, "change\t%s\n", ch.Hash)
	fmt.Fprintf(tw, "move\t%s\n", watch.Move(ch))
	fmt.Fprintf(tw, "status\t%s\n", ch.Status)
	if d := ch.Document; d != nil {
		fmt.Fprintf(tw, "way\t%s: %s\n", d.Plan.Way, d.Plan.Why)
		fmt.Fprintf(tw, "release\t%s\n", d.Plan.To.Release)
		fmt.Fprintf(tw, "book\t%s (code %s)\n", d.Book.Hex(), d.BookCodeHash.Hex())
		fmt.Fprintf(tw, "proposed by\t%s: %s\n", d.Proposer, d.Reason)
		fmt.Fprintf(tw, "window\t%s to %s\n", clock(d.Terms.NotBefore), clock(d.Terms.NotAfter))
	}
	if ch.Replaces != "" {
		fmt.Fprintf(tw, "takes the place of\t%s, which is prepared: nothing of that is taken back\n", ch.Replaces)
	}
	for _, c := range ch.Calls {
		fmt.Fprintf(tw, "%s\t%s\n", c.Stage, callInWords(&c))
	}
	viewMoves(tw, ch)
	if ch.Policy != nil {
		viewPolicy(tw, *ch.Policy, ch.Required, ch.Veto)
	}
	fmt.Fprintf(tw, "approved by\t%s, %d of %d\n", nobody(ch.Approved), len(ch.Approved), ch.Needed)
	if len(ch.Rejected) > 0 {
		fmt.Fprintf(tw, "rejected by\t%s\n", strings.Join(ch.Rejected, ", "))
	}
	viewReasons(tw, ch)
	if ch.FellAway != "" {
		fmt.Fprintf(tw, "fell away\t%s\n", ch.FellAway)
	}
	fmt.Fprintf(tw, "vetted by\t%s, %d of %d pods\n", nobody(ch.Vetted), len(ch.Vetted), ch.Readiness)
	for _, why := range ch.Waits {
		fmt.Fprintf(tw, "waits for\t%s\n", why)
	}
	if ch.Deadline > 0 {
		fmt.Fprintf(tw, "next\t%s: %s\n", clock(ch.Deadline), ch.DeadlineOf)
	}
	if p := ch.Pause; p != nil {
		fmt.Fprintf(tw, "paused by\t%s until %s: %s\n", p.By, clock(p.Until), ch.Words(p.Reason))
	}
	if ch.Epoch > 0 {
		fmt.Fprintf(tw, "epoch\t%d\n", ch.Epoch)
	}
	if ch.RevertUntil > 0 {
		fmt.Fprintf(tw, "can be reverted until\t%s\n", clock(ch.RevertUntil))
	}
	if ch.RevertEpoch > 0 {
		fmt.Fprintf(tw, "reverted\tby the activation of epoch %d\n", ch.RevertEpoch)
	}
	stage := "has not begun"
	if ch.Progress.Stage != "" {
		stage = fmt.Sprintf("%s, %d records rehearsed", ch.Progress.Stage, ch.Progress.Records)
	}
	fmt.Fprintf(tw, "this pod\t%s\n", stage)
	if ch.Progress.Error != "" {
		fmt.Fprintf(tw, "this pod stops\t%s\n", ch.Progress.Error)
	}
}

// nobody lists members, or says that there are none.
func nobody(members []string) string {
	if len(members) == 0 {
		return "nobody"
	}
	return strings.Join(members, ", ")
}

// callInWords renders a call of a change.
func callInWords(c *change.Described) string {
	what := c.Call
	if what == "" {
		what = fmt.Sprintf("%s, which no interface of the release explains", c.Data)
	}
	if c.Made {
		what += " (made)"
	}
	return fmt.Sprintf("call %s: %s", c.Target.Hex(), what)
}

// clock renders a time on the chain's clock.
func clock(seconds uint64) string {
	return time.Unix(int64(seconds), 0).UTC().Format("2006-01-02 15:04:05 UTC")
}
