package command

import (
	"fmt"
	"io"
	"slices"
	"strings"
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

// viewPolicy says in words what a change asks for beyond the rules for every
// change.
func viewPolicy(w io.Writer, p typed.Policy, required, veto []string) {
	var words []string
	if p.Threshold > 0 {
		words = append(words, fmt.Sprintf("at least %d approvals", p.Threshold))
	}
	if p.Required != 0 {
		words = append(words, "approved by "+members(required))
	}
	if p.Veto != 0 {
		words = append(words, members(veto)+" can veto")
	}
	if p.Class == typed.ClassPatch {
		words = append(words, "a patch, with fewer approvals where members agreed to that")
	}
	if p.Period > 0 {
		words = append(words, fmt.Sprintf("the window opens again every %s", time.Duration(p.Period)*time.Second))
	}
	if len(words) > 0 {
		fmt.Fprintf(w, "policy\t%s\n", strings.Join(words, "; "))
	}
}

func members(ids []string) string {
	if len(ids) == 0 {
		return "members of another member set"
	}
	return strings.Join(ids, " and ")
}

// namedIn returns the members of a network whose bits are set.
func namedIn(n *pod.Network, bits uint64) (ids []string) {
	for i, m := range n.Members {
		if i < 64 && bits>>i&1 == 1 {
			ids = append(ids, m.ID)
		}
	}
	return ids
}
