package command

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/testnet"
)

// resolveFlags say who signs what members resolve beside changes, and why.
type resolveFlags struct {
	target
	reason  string
	signers []string
}

func (f *resolveFlags) add(cmd *cobra.Command) {
	f.flags(cmd)
	cmd.Flags().StringVar(&f.reason, "reason", "", "why; its digest is signed")
	cmd.Flags().StringSliceVar(&f.signers, "signers", nil, "members whose approval keys sign (default: the one that acts)")
	completeMembers(cmd, "signers", &f.target)
}

// carry shows what a resolution means, has it signed if it is what was asked for,
// and has a pod carry it out. The pod of each member that signs is asked first
// whether its member can.
func (f *resolveFlags) carry(ctx context.Context, cmd *cobra.Command, c *api.Client, review *api.ResolutionReview, want func(*typed.Resolution) bool) error {
	var r typed.Resolution
	if err := json.Unmarshal(review.Resolution, &r); err != nil {
		return err
	}
	var reason [32]byte
	if f.reason != "" {
		reason = registry.DigestOf([]byte(f.reason))
	}
	if r.Reason != reason || !want(&r) {
		return fmt.Errorf("the pod asks for a signature under something else than what was asked for: %w", registry.ErrRefused)
	}
	if len(f.signers) == 0 {
		f.signers = []string{f.member}
	}
	n, err := f.network()
	if err != nil {
		return err
	}
	req := api.ResolutionRequest{Resolution: review.Resolution}
	for _, m := range f.signers {
		pod, err := testnet.Client(f.dir, n, m)
		if err != nil {
			return err
		}
		consent, err := pod.Consent(ctx, review.Resolution)
		if err != nil {
			return fmt.Errorf("nothing was signed for %s: %w", m, err)
		}
		fmt.Fprintf(cmd.ErrOrStderr(), "%s signs: %s\n", m, strings.Join(consent.Words, "; "))
		sig, approver, err := signAs(ctx, f.dir, n, m, r)
		if err != nil {
			return err
		}
		req.Signatures = append(req.Signatures, api.Signature{Approver: approver.Hex(), Signature: sig})
	}
	return c.Resolve(ctx, req)
}
