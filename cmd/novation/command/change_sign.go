package command

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/cmd/novation/internal/watch"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// signFlags are the flags of a signature into a file.
type signFlags struct {
	target
	approvalFlags
	offline, yes bool
	out          string
	epoch        uint64
}

func changeSign() *cobra.Command {
	var f signFlags
	cmd := &cobra.Command{
		Use:   "sign (HASH | FILE)",
		Short: "Sign a change into a file, on a machine of your own",
		Long: `Sign rebuilds every digest of a change from its bytes, says what it would approve,
asks, signs it (EIP-712) with the member's approval key, and writes a signature file.
novation change submit hands that to a pod.

With --offline it takes the FILE that novation change export wrote, and reaches no
pod and no chain. The machine needs the network file in --dir, and the key: a
keystore, a signer such as Clef on a socket, or a PKCS#11 token. Chain, consortium
and salt are taken from the network file, never from the change; whatever does not
fit is refused: other bytes, another init call, another chain, consortium or member
set, an expired change.

Without a terminal to ask on, it wants --yes.`,
		Example: `  novation change sign change.json --offline --as beta --key /media/stick/approval.json --passphrase-file pass
  novation change sign 0x3f2a --as beta --key clef:/run/clef/clef.ipc --out beta.json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := f.network()
			if err != nil {
				return err
			}
			if f.offline {
				e, err := readExport(args[0])
				if err != nil {
					return err
				}
				ctx, cancel := context.WithTimeout(cmd.Context(), f.wait)
				defer cancel()
				return f.run(ctx, cmd, n, e)
			}
			return f.with(cmd, func(ctx context.Context, c *api.Client) error {
				_, e, err := fetchExport(ctx, c, args[0])
				if err != nil {
					return err
				}
				return f.run(ctx, cmd, n, e)
			})
		},
	}
	f.flags(cmd)
	f.add(cmd)
	cmd.Flags().BoolVar(&f.offline, "offline", false, "take the change from a FILE and reach nobody")
	cmd.Flags().BoolVar(&f.yes, "yes", false, "sign without asking")
	cmd.Flags().StringVar(&f.out, "out", "", "file to write (default: approval-, digits of the hash, and the member)")
	cmd.Flags().Uint64Var(&f.epoch, "member-epoch", 0, "the member set that you know to be in force (default: what the pod said)")
	return cmd
}

func readExport(path string) (*change.Export, error) {
	b, err := readBounded(path, change.MaxExport)
	if err != nil {
		return nil, err
	}
	return change.ParseExport(b)
}

// run signs one change into a file.
func (f *signFlags) run(ctx context.Context, cmd *cobra.Command, n *pod.Network, e *change.Export) error {
	trust := trustIn(n)
	trust.MemberEpoch = f.epoch
	if f.offline {
		trust.Now = time.Now()
	}
	o, err := e.Open(trust)
	if err != nil {
		return err
	}
	m, err := n.Member(f.member)
	if err != nil {
		return err
	}
	rebuilt, err := snapshot(ctx, e, o)
	if err != nil {
		return err
	}
	viewOffer(cmd.ErrOrStderr(), n, e, o)
	fmt.Fprintln(cmd.ErrOrStderr(), "Every digest was rebuilt from the bytes and adds up to this change.")
	if !rebuilt {
		fmt.Fprintln(cmd.ErrOrStderr(), "But for one: what the rules start from depends on a release that is not in the file. Every pod checks it before it vets.")
	}
	if err := f.confirm(cmd, fmt.Sprintf("Approve it as %s (%s)? Type yes: ", m.ID, m.Approver)); err != nil {
		return err
	}
	a, err := f.sign(ctx, &f.target, e, o, trust)
	if err != nil {
		return err
	}
	if f.out == "" {
		f.out = "approval-" + o.Hash.Hex()[2:10] + "-" + m.ID + ".json"
	}
	if err := writeNew(f.out, a.Encode(), 0o600); err != nil {
		return err
	}
	v := map[string]any{"change": o.Hash, "approver": a.Approver, "file": f.out}
	return show(cmd, v, func(w io.Writer) {
		fmt.Fprintf(w, "%s: hand it to a pod with novation change submit %s\n", f.out, f.out)
	})
}

// confirm asks on a terminal. Where there is none, --yes must have been given.
func (f *signFlags) confirm(cmd *cobra.Command, question string) error {
	if f.yes {
		return nil
	}
	if in, ok := cmd.InOrStdin().(io.Writer); !ok || !isTerminal(in) {
		return usage(cmd, "there is no terminal to ask on: look at the change, and give --yes")
	}
	fmt.Fprint(cmd.ErrOrStderr(), question)
	answer, err := bufio.NewReader(io.LimitReader(cmd.InOrStdin(), 100)).ReadString('\n')
	if err != nil || strings.TrimSpace(answer) != "yes" {
		return fmt.Errorf("not confirmed: nothing was signed: %w", registry.ErrRefused)
	}
	return nil
}

// viewOffer says in words what is asked for.
func viewOffer(w io.Writer, n *pod.Network, e *change.Export, o *change.Offer) {
	d := o.Document
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	defer tw.Flush()
	fmt.Fprintf(tw, "change\t%s\n", o.Hash)
	fmt.Fprintf(tw, "move\t%s\n", watch.MoveOf(d))
	fmt.Fprintf(tw, "way\t%s: %s\n", d.Plan.Way, d.Plan.Why)
	fmt.Fprintf(tw, "consortium\t%s on chain %d\n", n.Consortium, n.Chain)
	fmt.Fprintf(tw, "release\t%s\n", d.Plan.To.Release)
	if d.Plan.From != nil {
		fmt.Fprintf(tw, "leaves\t%s\n", d.Plan.From.Release)
	}
	fmt.Fprintf(tw, "book\t%s (code %s)\n", d.Book, d.BookCodeHash)
	bound := "none"
	if d.InitCall != "0x" {
		bound = "binds the new Book to the line"
	}
	fmt.Fprintf(tw, "init call\t%s\n", bound)
	for _, c := range o.Calls {
		fmt.Fprintf(tw, "%s\t%s\n", c.Stage, callInWords(&c))
	}
	viewMigrations(tw, d)
	viewPolicy(tw, d.Terms.Policy, namedIn(n, d.Terms.Policy.Required), namedIn(n, d.Terms.Policy.Veto))
	if len(o.Contracts) > 0 {
		fmt.Fprintf(tw, "contracts\t%s\n", strings.Join(o.Contracts, ", "))
	}
	t := d.Terms
	fmt.Fprintf(tw, "proposed by\t%s: %s\n", d.Proposer, d.Reason)
	fmt.Fprintf(tw, "window\t%s to %s\n", clock(t.NotBefore), clock(t.NotAfter))
	fmt.Fprintf(tw, "expires\t%s\n", clock(t.Expiry))
	revert := "cannot be reverted"
	if t.RevertWindow > 0 && d.Plan.Revert != nil {
		revert = fmt.Sprintf("back to %s within %s of the activation, by %d members", d.Plan.Revert.To.Version, time.Duration(t.RevertWindow)*time.Second, t.RevertQuorum)
	}
	fmt.Fprintf(tw, "revert\t%s\n", revert)
	fmt.Fprintf(tw, "needs\t%d pods that have vetted, and the approvals of member set %d\n", t.Readiness, t.MemberEpoch)
	fmt.Fprintf(tw, "as of\tblock %d, %s, by the pod that told\n", e.Block, clock(e.Time))
}
