package command

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod/api"
)

func changeCosign() *cobra.Command {
	var f resolveFlags
	cmd := &cobra.Command{
		Use:   "cosign FILE",
		Short: "Add your member's signature to a resolution in a file",
		Long: `Cosign reads what other members have signed into a FILE with --out: the end of a pause,
what a class of changes needs, the end of a release. It asks the member's pod whether
its member can sign that, says in words what it means, signs with the member's
approval key (EIP-712), and writes the file anew. Only the member's pod can say whether
the member still needs a release, so it must be reached; the key can be elsewhere.`,
		Example: `  novation change cosign retire.json --as beta
  novation change cosign retire.json --as beta --key clef:/run/clef/clef.ipc`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := f.network()
			if err != nil {
				return err
			}
			file, members, err := readResolution(n, args[0])
			if err != nil {
				return err
			}
			return f.with(cmd, func(ctx context.Context, _ *api.Client) error {
				if err := f.sign(ctx, cmd, n, file, f.member); err != nil {
					return err
				}
				if err := replace(args[0], file.Encode()); err != nil {
					return err
				}
				return showSigned(cmd, args[0], append(members, f.member))
			})
		},
	}
	f.flags(cmd)
	f.approvalFlags.add(cmd)
	return cmd
}

func changeResolve() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use:   "resolve FILE",
		Short: "Hand a resolution that members have signed to a pod, which carries it out",
		Long: `Resolve has a pod carry what members signed with novation change cosign onto the chain.
As many must have signed as approve a change; all of them, when it retires a release.`,
		Example: "  novation change resolve retire.json --as alpha",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := t.network()
			if err != nil {
				return err
			}
			file, members, err := readResolution(n, args[0])
			if err != nil {
				return err
			}
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				if err := carry(ctx, c, file); err != nil {
					return err
				}
				slices.Sort(members)
				v := map[string]any{"resolution": file.Resolution.Number, "signedBy": members}
				return show(cmd, v, func(w io.Writer) { fmt.Fprintf(w, "resolution %d is carried out\n", file.Resolution.Number) })
			})
		},
	}
	t.flags(cmd)
	return cmd
}
