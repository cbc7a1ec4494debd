package command

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// madeKey is what release key prints.
type madeKey struct {
	ID     registry.Digest `json:"id"`
	File   string          `json:"file"`
	Public string          `json:"public"`
	Locked bool            `json:"locked"`
}

func releaseKey() *cobra.Command {
	var out, passphrase string
	cmd := &cobra.Command{
		Use:   "key",
		Short: "Make the key of a publisher",
		Long: `Key makes an ed25519 key: a private half, which with --passphrase-file is locked in
the form that cosign uses, and beside it a public half (.pub) for those who are to
trust the publisher. A file that is there is never overwritten.`,
		Example: "  novation release key --out publisher.pem --passphrase-file phrase.txt",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			k, err := bundle.GenerateKey()
			if err != nil {
				return err
			}
			private := k.Encode()
			if passphrase != "" {
				phrase, err := readPassphrase(passphrase)
				if err != nil {
					return err
				}
				if private, err = k.EncodeLocked(phrase); err != nil {
					return err
				}
			}
			v := madeKey{ID: k.Public().ID(), File: out, Public: out + ".pub", Locked: passphrase != ""}
			if err := writeNew(v.File, private, 0o600); err != nil {
				return err
			}
			if err := writeNew(v.Public, k.Public().Encode(), 0o644); err != nil {
				return err
			}
			return show(cmd, v, func(w io.Writer) { fmt.Fprintf(w, "publisher %s  %s  %s\n", v.ID, v.File, v.Public) })
		},
	}
	cmd.Flags().StringVar(&out, "out", "publisher.pem", "file to write the private half to")
	cmd.Flags().StringVar(&passphrase, "passphrase-file", "", "file with the passphrase that locks the key")
	return cmd
}
