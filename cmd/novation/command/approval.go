package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/cmd/novation/internal/watch"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/testnet"
)

// approvalFlags say who signs what a member approves.
type approvalFlags struct{ key, passphrase string }

func (f *approvalFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.key, "key", "", "who has the approval key: a keystore FILE, clef:ADDRESS, web3signer:ADDRESS or pkcs11:ATTRIBUTES (default: as the member's folder says)")
	cmd.Flags().StringVar(&f.passphrase, "passphrase-file", "", "file with the passphrase of the keystore")
}

// open returns the signer of the member's approvals.
func (f *approvalFlags) open(t *target, n *pod.Network) (signer.Signer, error) {
	if f.key == "" {
		return testnet.Approver(t.dir, n, t.member)
	}
	m, err := n.Member(t.member)
	if err != nil {
		return nil, err
	}
	o := signer.Options{Address: m.Approver}
	if f.passphrase != "" {
		b, err := readBounded(f.passphrase, 1<<10)
		if err != nil {
			return nil, err
		}
		o.Passphrase = trimLine(b)
	}
	return signer.Open(f.key, o)
}

// approve has a pod carry the member's approval of a change that was rebuilt. A
// member that has voted before approves by its next vote.
func (f *approvalFlags) approve(ctx context.Context, c *api.Client, t *target, r *api.Review, e *change.Export, o *change.Offer) error {
	n, err := t.network()
	if err != nil {
		return err
	}
	m, err := n.Member(t.member)
	if err != nil {
		return err
	}
	if voted(&r.Change, m.Approver) {
		if err := e.InTime(o.Document, change.Trust{}); err != nil {
			return err
		}
		return f.vote(ctx, c, t, &r.Change, o.Hash, change.Approving, "")
	}
	a, err := f.sign(ctx, t, e, o, change.Trust{})
	if err != nil {
		return err
	}
	return c.Approve(ctx, r.Change.Hash, api.Signature{Approver: a.Approver.Hex(), Signature: a.Signature})
}

// sign has a change signed that was rebuilt, if it is not too late for that.
func (f *approvalFlags) sign(ctx context.Context, t *target, e *change.Export, o *change.Offer, trust change.Trust) (*change.Approval, error) {
	n, err := t.network()
	if err != nil {
		return nil, err
	}
	if err := e.InTime(o.Document, trust); err != nil {
		return nil, err
	}
	s, err := f.open(t, n)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	sig, err := s.SignTyped(ctx, o.Struct, n.Chain, n.Consortium)
	if err != nil {
		return nil, err
	}
	return &change.Approval{
		Format: change.ApprovalFormat, Change: o.Hash, Chain: n.Chain, Consortium: n.Consortium, Approver: s.Address(), Signature: sig,
		Move: watch.MoveOf(o.Document), Expiry: o.Document.Terms.Expiry,
	}, nil
}

// trustIn returns what the network file says about the consortium.
func trustIn(n *pod.Network) change.Trust {
	return change.Trust{Chain: n.Chain, Consortium: n.Consortium, Salt: registry.Salt(n.Salt)}
}

// trimLine returns a text without the end of its line.
func trimLine(b []byte) string { return strings.TrimRight(string(b), "\r\n") }

// readBounded reads a file that has at most so many bytes.
func readBounded(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %v: %w", path, err, registry.ErrNotFound)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	if int64(len(b)) > most {
		return nil, fmt.Errorf("reading %s: it has more than %d bytes: %w", path, most, registry.ErrInvalid)
	}
	return b, nil
}

// writeNew writes a file that is not there yet.
func writeNew(path string, b []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there and is not overwritten\nName another file with --out: %w", path, registry.ErrConflict)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	_, err = f.Write(b)
	if err := errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(path) // half of a file is none
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}
