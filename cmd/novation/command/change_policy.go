package command

import (
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
)

// policyFlags are what a change can ask for beyond the rules for every change.
type policyFlags struct {
	approvals      uint32
	required, veto []string
	again, expires time.Duration
	patch          bool
}

func (f *policyFlags) add(cmd *cobra.Command, t *target) {
	cmd.Flags().Uint32Var(&f.approvals, "approvals", 0, "approvals that it needs, when more than every change does")
	cmd.Flags().StringSliceVar(&f.required, "require", nil, "members who must be among those that approve")
	cmd.Flags().StringSliceVar(&f.veto, "veto", nil, "members whose rejection ends it")
	cmd.Flags().DurationVar(&f.again, "again", 0, "let the activation window open again after this time, until --expires")
	cmd.Flags().DurationVar(&f.expires, "expires", 0, "with --again: until when from now")
	cmd.Flags().BoolVar(&f.patch, "patch", false, "a patch, which needs what members agreed on for patches")
	completeMembers(cmd, "require", t)
	completeMembers(cmd, "veto", t)
}

// set writes the policy into a proposal.
func (f *policyFlags) set(cmd *cobra.Command, t *target, p *api.Proposal) (err error) {
	if (f.again == 0) != (f.expires == 0) {
		return usage(cmd, "--again and --expires need each other")
	}
	p.Policy.Threshold, p.Policy.Period, p.Expiry = f.approvals, uint64(f.again.Seconds()), uint64(f.expires.Seconds())
	if f.patch {
		p.Policy.Class = typed.ClassPatch
	}
	if len(f.required)+len(f.veto) == 0 {
		return nil
	}
	n, err := t.network()
	if err != nil {
		return err
	}
	if p.Policy.Required, err = bits(cmd, n, f.required); err != nil {
		return err
	}
	p.Policy.Veto, err = bits(cmd, n, f.veto)
	return err
}

// bits names members as a policy does.
func bits(cmd *cobra.Command, n *pod.Network, members []string) (all uint64, err error) {
	for _, id := range members {
		i := slices.IndexFunc(n.Members, func(m pod.Member) bool { return m.ID == id })
		if i < 0 || i > 63 {
			return 0, usage(cmd, "%s is no member of this network that a policy can name", id)
		}
		all |= 1 << i
	}
	return all, nil
}
