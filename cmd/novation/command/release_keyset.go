package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
	"github.com/novation-dev/novation/testnet"
)

func releaseKeySet() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "key-set",
		Short: "Change the keys that sign releases",
		Long: `A key set names the keys of a publisher, how many of them must sign a release, and
how many the next key set. The network file pins the first; later ones stand in the
log, each signed as the one before and itself ask for. A key that a set leaves out is
revoked from its place in the log on: what it signed before goes on to count.`,
		Example: "  novation release key-set new --publisher publisher --public a.pem.pub --public b.pem.pub --out next.json\n" +
			"  novation release key-set sign next.json --key net/publisher.pem\n" +
			"  novation release key-set sign next.json --key a.pem\n" +
			"  novation release key-set publish next.json --publisher publisher",
	}
	cmd.AddCommand(keySetNew(), keySetSign(), keySetPublish(), keySetList())
	return cmd
}

// keySetFile is what new, sign and publish print.
type keySetFile struct {
	Version    uint64          `json:"version"`
	Digest     registry.Digest `json:"digest"`
	Keys       int             `json:"keys"`
	Threshold  int             `json:"threshold"`
	Releases   int             `json:"releases"`
	Signatures int             `json:"signatures"`
	File       string          `json:"file,omitempty"`
	// Index is the entry of the log; nil while it is not published.
	Index *int64 `json:"index,omitempty"`
}

func showKeySet(cmd *cobra.Command, s *keyset.Signed, file string, index *int64) error {
	v := keySetFile{
		s.Set.Version, s.Digest(), len(s.Set.Keys), s.Set.Threshold, s.Set.Releases, s.Signatures(), file, index,
	}
	return show(cmd, v, func(w io.Writer) {
		fmt.Fprintf(w, "key set %d  %s  %d keys, %d sign the next set, %d sign a release, %d signatures", v.Version, v.Digest, v.Keys, v.Threshold, v.Releases, v.Signatures)
		if index != nil {
			fmt.Fprintf(w, ", entry %d", *index)
		}
		if file != "" {
			fmt.Fprintf(w, "  %s", file)
		}
		fmt.Fprintln(w)
	})
}

func keySetNew() *cobra.Command {
	var t target
	var after, publisher, out string
	var public []string
	set := keyset.Set{Format: keyset.Format, Version: 1}
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Write the next key set, to be signed",
		Long: `New writes a key set of the given public keys. It is version 1, unless --after names
the file of the set before it, or --publisher whose present set the log of the network
has. Nothing is signed yet.`,
		Example: "  novation release key-set new --public a.pem.pub --public desk=b.pem.pub --threshold 2 --out first.json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if len(public) == 0 || after != "" && publisher != "" {
				return usage(cmd, "give the keys with --public, and --after or --publisher, not both")
			}
			if err := addKeys(&set, public); err != nil {
				return err
			}
			before, err := keySetBefore(cmd, &t, after, publisher)
			if err != nil {
				return err
			}
			if before != nil {
				set.Version = before.Set.Version + 1
			}
			s, err := keyset.New(set)
			if err != nil {
				return err
			}
			if err := writeNew(out, s.Raw, 0o644); err != nil {
				return err
			}
			return showKeySet(cmd, s, out, nil)
		},
	}
	t.netFlags(cmd)
	cmd.Flags().StringArrayVar(&public, "public", nil, "public key FILE, or NAME=FILE (required, may be repeated)")
	cmd.Flags().IntVar(&set.Threshold, "threshold", 1, "how many of the keys must sign this set and the next one")
	cmd.Flags().IntVar(&set.Releases, "releases", 1, "how many of the keys must sign a release")
	cmd.Flags().StringVar(&after, "after", "", "file of the set before it")
	cmd.Flags().StringVar(&publisher, "publisher", "", "publisher of the network whose present set is the one before it")
	cmd.Flags().StringVar(&out, "out", "key-set.json", "file to write")
	return cmd
}

// addKeys reads public keys into a set.
func addKeys(set *keyset.Set, public []string) error {
	for _, p := range public {
		name, file, named := strings.Cut(p, "=")
		if !named {
			name, file = "", p
		}
		keys, err := publicKeys([]string{file})
		if err != nil {
			return err
		}
		set.Keys = append(set.Keys, keyset.KeyOf(keys[0], name))
	}
	set.Sort()
	return nil
}

// keySetBefore returns the set that another one is to follow, nil for the first.
func keySetBefore(cmd *cobra.Command, t *target, after, publisher string) (*keyset.Signed, error) {
	if publisher != "" {
		h, err := t.keySets(cmd, publisher)
		if err != nil {
			return nil, err
		}
		return h.Latest().Signed, nil
	}
	if after == "" {
		return nil, nil
	}
	return readKeySet(after)
}

func readKeySet(file string) (*keyset.Signed, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading a key set: %w", missing(err))
	}
	s, err := keyset.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return s, nil
}

// keySets returns the key sets of a publisher as the log of the network has them.
func (t *target) keySets(cmd *cobra.Command, publisher string) (h *keyset.History, err error) {
	err = t.withLog(cmd, nil, func(ctx context.Context, n *pod.Network, c *mirror.Client) error {
		trust, err := n.Keys()
		if err != nil {
			return err
		}
		ring, passed, err := c.KeySets(ctx, trust)
		if err != nil {
			return err
		}
		for _, p := range passed {
			fmt.Fprintf(cmd.ErrOrStderr(), "warning: %v\n", p)
		}
		if h = ring.History(publisher); h == nil {
			return fmt.Errorf("the network follows no publisher %q, but %q: %w", publisher, ring.Names(), registry.ErrNotFound)
		}
		return nil
	})
	return h, err
}

func keySetSign() *cobra.Command {
	var key publisherKey
	var out string
	cmd := &cobra.Command{
		Use:   "sign FILE",
		Short: "Sign a key set",
		Long: `Sign adds the signature of one key to a key set. A set needs those that the set
before it asks for, and those that it asks for itself.`,
		Example: "  novation release key-set sign next.json --key publisher.pem --passphrase-file phrase.txt",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			k, err := key.open(cmd)
			if err != nil {
				return err
			}
			s, err := readKeySet(args[0])
			if err != nil {
				return err
			}
			if s, err = s.Sign(cmd.Context(), k); err != nil {
				return err
			}
			if out == "" {
				out = args[0]
			}
			if err := replaceFile(out, s.Raw); err != nil {
				return err
			}
			return showKeySet(cmd, s, out, nil)
		},
	}
	key.add(cmd)
	cmd.Flags().StringVar(&out, "out", "", "file to write (default: FILE itself)")
	return cmd
}

func keySetPublish() *cobra.Command {
	var t target
	var publisher, note string
	cmd := &cobra.Command{
		Use:   "publish FILE",
		Short: "Publish a key set in the log of the network",
		Long: `Publish puts a key set into the registry and its log. It is in force for every entry
behind it. The registry refuses one that is not signed as the present set and itself
ask for, and pods would pass over it.`,
		Example: "  novation release key-set publish next.json --publisher publisher --note 'laptop lost'",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := readKeySet(args[0])
			if err != nil {
				return err
			}
			n, err := t.network()
			if err != nil {
				return err
			}
			c, err := testnet.Registry(t.dir, n)
			if err != nil {
				return err
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), t.wait)
			defer cancel()
			d, err := c.PutDocument(ctx, merklelog.KindKeySet, publisher, note, s.Raw)
			if err != nil {
				return err
			}
			return showKeySet(cmd, s, "", &d.Index)
		},
	}
	t.netFlags(cmd)
	cmd.Flags().StringVar(&publisher, "publisher", testnet.PublisherName, "whose key set it is, as in the network file")
	cmd.Flags().StringVar(&note, "note", "", "remark that stands in the log")
	return cmd
}
