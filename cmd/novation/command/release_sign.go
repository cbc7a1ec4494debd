package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/plugins/guests"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/provenance"
)

func releaseSign() *cobra.Command {
	var key publisherKey
	var from, out string
	cmd := &cobra.Command{
		Use:   "sign FILE",
		Short: "Sign a bundle and attest where it comes from",
		Long: `Sign adds the signature of a publisher to a bundle, and two attestations as Sigstore
bundles: what is in the module of its rules (CycloneDX), and how it was built (SLSA
provenance; with --project from the record that "novation build" left there). The
release digest stays what it is.

The key is a file, which may be locked with a passphrase, or a program: see
registry/signer for the two lines of JSON that it speaks.`,
		Example: "  novation release sign crude-trade-1.1.0.tar --key publisher.pem --passphrase-file phrase.txt\n" +
			"  novation release sign crude-trade-1.1.0.tar --signer \"token-signer --slot 1\" --public-key publisher.pem.pub",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			k, err := key.open(cmd)
			if err != nil {
				return err
			}
			if info, err := os.Stat(args[0]); err == nil && info.IsDir() {
				return usage(cmd, "%s is a folder: build the bundle first, with novation release build", args[0])
			}
			b, err := openBundle(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if err := b.SignWith(cmd.Context(), k); err != nil {
				return err
			}
			if err := attest(cmd, b, k, from); err != nil {
				return err
			}
			file, err := bundle.Pack(b)
			if err != nil {
				return err
			}
			if out == "" {
				out = args[0]
			}
			if err := replaceFile(out, file); err != nil {
				return err
			}
			return showBuilt(cmd, b, file, out)
		},
	}
	key.add(cmd)
	cmd.Flags().StringVar(&from, "project", "", "folder of the project that the bundle was built from")
	cmd.Flags().StringVar(&out, "out", "", "file to write (default: FILE itself)")
	return cmd
}

// attest adds what the publisher states about a release.
func attest(cmd *cobra.Command, b *bundle.Bundle, k bundle.Signer, folder string) error {
	contents, err := provenance.Read(b.Rules)
	if err != nil {
		return err
	}
	build := provenance.Build{Program: programVersion()}
	for _, t := range append(contents.Languages, contents.Tools...) {
		build.Toolchain = append(build.Toolchain, strings.TrimSpace(t.Name+" "+t.Version))
	}
	if folder != "" {
		r, err := guests.ReadRecord(folder)
		if err != nil {
			return err
		}
		if r.Module != b.Manifest.Rules.Digest {
			return usage(cmd, "the record in %s is about the module %s, the bundle has %s: build the project again", folder, r.Module, b.Manifest.Rules.Digest)
		}
		build.Toolchain, build.Flags, build.Sources = r.Toolchain, r.Flags, r.Inputs
	}
	if err := b.Attest(cmd.Context(), k, provenance.BillType, provenance.BillOf(&b.Manifest, contents)); err != nil {
		return err
	}
	return b.Attest(cmd.Context(), k, provenance.Type, provenance.Of(&b.Manifest, build))
}

// replaceFile writes a file beside the old one and puts it in its place.
func replaceFile(name string, b []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".novation-*")
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, missing(err))
	}
	_, err = tmp.Write(b)
	mode := fs.FileMode(0o644)
	if info, statErr := os.Stat(name); statErr == nil {
		mode = info.Mode().Perm()
	}
	err = errors.Join(err, tmp.Chmod(mode), tmp.Sync(), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		_ = os.Remove(tmp.Name()) // it is of no use
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}
