package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/testnet"
)

// resolveFlags say who signs what members resolve beside changes, and why.
type resolveFlags struct {
	target
	approvalFlags
	reason, out string
	signers     []string
}

func (f *resolveFlags) add(cmd *cobra.Command) {
	f.flags(cmd)
	f.approvalFlags.add(cmd)
	cmd.Flags().StringVar(&f.reason, "reason", "", "why; its digest is signed")
	cmd.Flags().StringSliceVar(&f.signers, "signers", nil, "members whose approval keys sign (default: the one that acts)")
	cmd.Flags().StringVar(&f.out, "out", "", "write the resolution and the signatures to this file, for novation change cosign, and carry out nothing")
	completeMembers(cmd, "signers", &f.target)
}

// finish has a resolution signed, if it is what was asked for, and carried out or
// written to a file. done says what was done when it was carried out.
func (f *resolveFlags) finish(ctx context.Context, cmd *cobra.Command, c *api.Client, review *api.ResolutionReview,
	want func(*typed.Resolution) bool, done any, text string,
) error {
	n, err := f.network()
	if err != nil {
		return err
	}
	file := &change.Resolution{Format: change.ResolutionFormat, Chain: n.Chain, Consortium: n.Consortium, Reason: f.reason}
	if err := json.Unmarshal(review.Resolution, &file.Resolution); err != nil {
		return err
	}
	if file.Resolution.Reason != change.ReasonDigest(f.reason) || !want(&file.Resolution) {
		return fmt.Errorf("the pod asks for a signature under something else than what was asked for: %w", registry.ErrRefused)
	}
	if len(f.signers) == 0 {
		f.signers = []string{f.member}
	}
	for _, m := range f.signers {
		if err := f.sign(ctx, cmd, n, file, m); err != nil {
			return err
		}
	}
	if f.out == "" {
		if err := carry(ctx, c, file); err != nil {
			return err
		}
		return show(cmd, done, func(w io.Writer) { fmt.Fprintln(w, text) })
	}
	if err := writeNew(f.out, file.Encode(), 0o600); err != nil {
		return err
	}
	return showSigned(cmd, f.out, f.signers)
}

// sign adds the signature of a member. The member's pod is asked first whether
// its member can sign, and what that means.
func (f *resolveFlags) sign(ctx context.Context, cmd *cobra.Command, n *pod.Network, file *change.Resolution, member string) error {
	own, err := testnet.Client(f.dir, n, member)
	if err != nil {
		return err
	}
	b, err := json.Marshal(file.Resolution)
	if err != nil {
		return err
	}
	consent, err := own.Consent(ctx, b)
	if err != nil {
		return fmt.Errorf("nothing was signed for %s: %w", member, err)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "%s signs: %s\n", member, strings.Join(consent.Words, "; "))
	k, err := f.signer(n, member)
	if err != nil {
		return err
	}
	defer k.Close()
	if file.Signed(k.Address()) {
		return fmt.Errorf("%s has signed it already: a signature counts once: %w", member, registry.ErrConflict)
	}
	sig, err := k.SignTyped(ctx, file.Resolution, n.Chain, n.Consortium)
	if err != nil {
		return err
	}
	file.Signatures = append(file.Signatures, change.ResolutionSignature{Approver: k.Address(), Signature: sig})
	return nil
}

// signer returns who signs for a member: for the one that acts as --key says.
func (f *resolveFlags) signer(n *pod.Network, member string) (signer.Signer, error) {
	if member == f.member {
		return f.open(&f.target, n)
	}
	return testnet.Approver(f.dir, n, member)
}

// carry has a pod carry out what was signed.
func carry(ctx context.Context, c *api.Client, file *change.Resolution) error {
	b, err := json.Marshal(file.Resolution)
	if err != nil {
		return err
	}
	req := api.ResolutionRequest{Resolution: b}
	for _, s := range file.Signatures {
		req.Signatures = append(req.Signatures, api.Signature{Approver: s.Approver.Hex(), Signature: s.Signature})
	}
	return c.Resolve(ctx, req)
}

func showSigned(cmd *cobra.Command, path string, members []string) error {
	v := map[string]any{"file": path, "signedBy": members}
	return show(cmd, v, func(w io.Writer) {
		fmt.Fprintf(w, "%s: signed by %s; others sign it with novation change cosign, novation change resolve carries it out\n", path, strings.Join(members, ", "))
	})
}

// readResolution reads a resolution file of a network.
func readResolution(n *pod.Network, path string) (*change.Resolution, []string, error) {
	b, err := readBounded(path, 1<<20)
	if err != nil {
		return nil, nil, err
	}
	r, err := change.ParseResolution(b)
	if err == nil {
		err = r.For(n.Chain, n.Consortium)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	var members []string
	for _, s := range r.Signatures {
		i := slices.IndexFunc(n.Members, func(m pod.Member) bool { return m.Approver == s.Approver })
		if i < 0 {
			return nil, nil, fmt.Errorf("%s: %s is no member's approval key: %w", path, s.Approver, registry.ErrNotAllowed)
		}
		members = append(members, n.Members[i].ID)
	}
	return r, members, nil
}

// replace writes a file anew, at once or not at all.
func replace(path string, b []byte) error {
	tmp := path + ".new"
	if err := os.WriteFile(tmp, b, 0o600); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return errors.Join(fmt.Errorf("writing %s: %w", path, err), os.Remove(tmp))
	}
	return nil
}
