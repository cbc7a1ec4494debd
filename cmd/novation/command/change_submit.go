package command

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

func changeSubmit() *cobra.Command {
	var t target
	var wait waitFlags
	cmd := &cobra.Command{
		Use:   "submit FILE…",
		Short: "Hand signature files to a pod, which carries them onto the chain",
		Long: `Submit takes files that novation change sign wrote, of one change and of any
members, and has a pod carry them onto the chain: all of them or none.`,
		Example: "  novation change submit approval-3f2a1b0c-beta.json --as alpha",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := t.network()
			if err != nil {
				return err
			}
			sigs, members, hash, err := readApprovals(n, args)
			if err != nil {
				return err
			}
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				ch, err := find(ctx, c, hash)
				if err != nil {
					return err
				}
				for _, m := range members {
					if err := open(&ch, m); err != nil {
						return err
					}
				}
				if err := c.Approve(ctx, hash, sigs...); err != nil {
					return err
				}
				v := map[string]any{"change": hash, "approvedBy": members}
				return wait.show(ctx, cmd, c, &t, hash, v, func(w io.Writer) {
					for _, m := range members {
						fmt.Fprintf(w, "%s approved %s\n", m, hash)
					}
				})
			})
		},
	}
	t.flags(cmd)
	wait.add(cmd)
	return cmd
}

// readApprovals reads signature files of one change, each of another member.
func readApprovals(n *pod.Network, paths []string) (sigs []api.Signature, members []string, hash string, err error) {
	for _, path := range paths {
		b, err := readBounded(path, 1<<20)
		if err != nil {
			return nil, nil, "", err
		}
		a, err := change.ParseApproval(b)
		if err == nil {
			err = a.For(n.Chain, n.Consortium)
		}
		if err != nil {
			return nil, nil, "", fmt.Errorf("%s: %w", path, err)
		}
		i := slices.IndexFunc(n.Members, func(m pod.Member) bool { return m.Approver == a.Approver })
		switch {
		case i < 0:
			return nil, nil, "", fmt.Errorf("%s: %s is no member's approval key: %w", path, a.Approver, registry.ErrNotAllowed)
		case slices.Contains(members, n.Members[i].ID):
			return nil, nil, "", fmt.Errorf("%s: a second signature of %s: %w", path, n.Members[i].ID, registry.ErrConflict)
		case hash != "" && hash != a.Change.Hex():
			return nil, nil, "", fmt.Errorf("%s is of change %s, the one before of %s: submit them one after the other: %w", path, a.Change, hash, registry.ErrInvalid)
		}
		hash = a.Change.Hex()
		members = append(members, n.Members[i].ID)
		sigs = append(sigs, api.Signature{Approver: a.Approver.Hex(), Signature: a.Signature})
	}
	return sigs, members, hash, nil
}
