package command

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/provenance"
)

// verified is what release verify prints.
type verified struct {
	OK      bool              `json:"ok"`
	Ref     string            `json:"release"`
	Digest  registry.Digest   `json:"digest"`
	Signers []registry.Digest `json:"signers"`
	// Attested are the predicate types that trusted publishers attest.
	Attested []string `json:"attested"`
	// Bill says whether the attested bill of materials is the one that the module
	// gives: "exact", or "none" when nobody attested one.
	Bill string `json:"bill"`
}

func releaseVerify() *cobra.Command {
	var trust []string
	var threshold int
	cmd := &cobra.Command{
		Use:   "verify FILE",
		Short: "Verify who signed a release and what they attest",
		Long: `Verify holds a bundle against its digests, its signatures and attestations against
the public keys given by --trust, and the attested bill of materials against the
module. Exit status 3 means that fewer than --threshold of the keys have signed it, or
that something in it is false.`,
		Example: "  novation release verify crude-trade-1.1.0.tar --trust publisher.pem.pub",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(trust) == 0 || threshold < 1 {
				return usage(cmd, "say whom to trust: --trust PUBLIC-KEY, and a --threshold from 1")
			}
			keys, err := publicKeys(trust)
			if err != nil {
				return err
			}
			b, err := openBundle(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			v, err := verifyBundle(b, keys, threshold)
			if err != nil {
				return err
			}
			return show(cmd, v, func(w io.Writer) {
				fmt.Fprintf(w, "%s  %s\n", v.Ref, v.Digest)
				for _, s := range v.Signers {
					fmt.Fprintf(w, "signed by %s\n", s)
				}
				for _, a := range v.Attested {
					fmt.Fprintf(w, "attested %s\n", a)
				}
				fmt.Fprintf(w, "bill of materials: %s\n", v.Bill)
			})
		},
	}
	cmd.Flags().StringArrayVar(&trust, "trust", nil, "public key of a publisher (required, may be repeated)")
	cmd.Flags().IntVar(&threshold, "threshold", 1, "how many of them must have signed")
	return cmd
}

func verifyBundle(b *bundle.Bundle, keys []bundle.PublicKey, threshold int) (*verified, error) {
	d, err := b.Digest()
	if err != nil {
		return nil, err
	}
	by, err := b.Signers(keys...)
	if err != nil {
		return nil, err
	}
	v := &verified{Ref: b.Manifest.Ref(), Digest: d, Signers: []registry.Digest{}, Attested: []string{}, Bill: "none"}
	for _, k := range by {
		v.Signers = append(v.Signers, k.ID())
	}
	if len(by) < threshold {
		return nil, fmt.Errorf("%s is signed by %d of the trusted publishers, %d are needed: %w", v.Ref, len(by), threshold, bundle.ErrUntrusted)
	}
	all, err := b.VerifyAttestations(keys...)
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		v.Attested = append(v.Attested, a.PredicateType)
		if a.PredicateType != provenance.BillType {
			continue
		}
		if err := sameBill(b, a); err != nil {
			return nil, err
		}
		v.Bill = "exact"
	}
	v.OK = true
	return v, nil
}

// sameBill holds an attested bill of materials against the module.
func sameBill(b *bundle.Bundle, a bundle.Attestation) error {
	c, err := provenance.Read(b.Rules)
	if err != nil {
		return err
	}
	want, err := json.Marshal(provenance.BillOf(&b.Manifest, c))
	if err != nil {
		return err
	}
	if string(want) != string(a.Predicate) {
		return fmt.Errorf("the bill of materials that %s attests for %s is not what is in the module: %w", a.By, b.Manifest.Ref(), registry.ErrRefused)
	}
	return nil
}
