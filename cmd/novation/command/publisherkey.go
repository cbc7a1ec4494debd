package command

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/signer"
)

// publisherKey are the flags that say what a publisher signs with.
type publisherKey struct{ file, passphrase, program, public string }

func (k *publisherKey) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&k.file, "key", "", "publisher's private key to sign with")
	cmd.Flags().StringVar(&k.passphrase, "passphrase-file", "", "file with the passphrase of a locked key")
	cmd.Flags().StringVar(&k.program, "signer", "", "program, with arguments, that signs in place of --key")
	cmd.Flags().StringVar(&k.public, "public-key", "", "public half of the key of --signer")
}

// given reports whether there is anything to sign with.
func (k *publisherKey) given() bool { return k.file != "" || k.program != "" }

// open returns what to sign with.
func (k *publisherKey) open(cmd *cobra.Command) (bundle.Signer, error) {
	switch {
	case k.file != "" && k.program != "":
		return nil, usage(cmd, "give --key or --signer, not both")
	case k.program != "" && k.public == "":
		return nil, usage(cmd, "--signer needs the --public-key that its signatures are verified with")
	case k.program != "":
		keys, err := publicKeys([]string{k.public})
		if err != nil {
			return nil, err
		}
		return &signer.Command{Argv: strings.Fields(k.program), Key: keys[0]}, nil
	case k.file == "":
		return nil, usage(cmd, "give the key to sign with: --key FILE, or --signer PROGRAM")
	}
	pem, err := os.ReadFile(k.file)
	if err != nil {
		return nil, fmt.Errorf("reading the publisher's key: %w", missing(err))
	}
	if !bundle.Locked(pem) {
		return bundle.ParsePrivateKey(pem)
	}
	phrase, err := readPassphrase(k.passphrase)
	if err != nil {
		return nil, err
	}
	return bundle.Unlock(pem, phrase)
}

// readPassphrase reads a file without the end of its line.
func readPassphrase(file string) ([]byte, error) {
	if file == "" {
		return nil, fmt.Errorf("the key is locked\nGive the passphrase with --passphrase-file: %w", registry.ErrNotAllowed)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the passphrase: %w", missing(err))
	}
	return bytes.TrimRight(b, "\r\n"), nil
}

// publicKeys reads the files of public keys.
func publicKeys(files []string) ([]bundle.PublicKey, error) {
	var out []bundle.PublicKey
	for _, f := range files {
		pem, err := os.ReadFile(f)
		if err != nil {
			return nil, fmt.Errorf("reading a publisher's public key: %w", missing(err))
		}
		k, err := bundle.ParsePublicKey(pem)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		out = append(out, k)
	}
	return out, nil
}
