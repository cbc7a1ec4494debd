package command

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/testnet"
)

// defaultDir is where commands look for a network when nothing else is said.
const defaultDir = "novation-net"

// A target is the network and the member that a command acts for.
type target struct {
	dir    string
	member string
	wait   time.Duration
}

// flags adds the flags of a command that acts for a member.
func (t *target) flags(cmd *cobra.Command) {
	t.netFlags(cmd)
	cmd.Flags().StringVar(&t.member, "as", "", "member to act for (default: the first)")
	completeMembers(cmd, "as", t)
}

// netFlags adds the flags of a command that acts on a network.
func (t *target) netFlags(cmd *cobra.Command) {
	t.dirFlag(cmd)
	cmd.Flags().DurationVar(&t.wait, "timeout", time.Minute, "how long to wait for the others and for the chain")
}

// dirFlag adds the flag that names the network.
func (t *target) dirFlag(cmd *cobra.Command) {
	dir := os.Getenv("NOVATION_DIR")
	if dir == "" {
		dir = defaultDir
	}
	cmd.Flags().StringVar(&t.dir, "dir", dir, "folder of the network (NOVATION_DIR)")
}

// network reads the network file and settles the member.
func (t *target) network() (*pod.Network, error) {
	n, err := pod.ReadNetwork(filepath.Join(t.dir, testnet.NetworkFile))
	if err != nil {
		return nil, err
	}
	if t.member == "" && len(n.Members) > 0 {
		t.member = n.Members[0].ID
	}
	return n, nil
}

// client returns a client of the member's pod, and a context that ends with the
// flag --timeout.
func (t *target) client(ctx context.Context) (*api.Client, context.Context, context.CancelFunc, error) {
	n, err := t.network()
	if err != nil {
		return nil, nil, nil, err
	}
	c, err := testnet.Client(t.dir, n, t.member)
	if err != nil {
		return nil, nil, nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, t.wait)
	return c, ctx, cancel, nil
}

// completeMembers completes a flag with the ids of the network's members.
func completeMembers(cmd *cobra.Command, flag string, t *target) {
	// It fails only for a flag that does not exist.
	_ = cmd.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		n, err := t.network()
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var ids []string
		for _, m := range n.Members {
			ids = append(ids, m.ID)
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	})
}

// with runs fn with a client of the member's pod.
func (t *target) with(cmd *cobra.Command, fn func(ctx context.Context, c *api.Client) error) error {
	c, ctx, cancel, err := t.client(cmd.Context())
	if err != nil {
		return err
	}
	defer cancel()
	return fn(ctx, c)
}
