package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/testnet"
)

func keyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "key", GroupID: "story",
		Short: "Show and set where a member's keys are",
		Long: `A member has an account, which sends its pod's own transactions, and an approval
key, which approves changes. Either is in the folder of the pod, or in a keystore
elsewhere, behind a signer such as Clef or Web3Signer, or in a PKCS#11 token. The
pod key, which the keys of records are derived from, stays in the folder.`,
		Example: "  novation key list --as beta\n  novation key set approval clef:/run/clef/clef.ipc --as beta",
	}
	cmd.AddCommand(keyList(), keySet())
	return cmd
}

// A heldKey is what key list says of one key.
type heldKey struct {
	Role    string `json:"role"`
	Address string `json:"address"`
	// Source is where it is, "folder" for the folder of the pod.
	Source string `json:"source"`
	// State is "ready", or why it is not.
	State string `json:"state"`
}

// inFolder is the source of a key that is in the folder of the pod.
const inFolder = "folder"

func keyList() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use: "list", Short: "Show where a member's keys are, and whether they can be used",
		Long: `List opens the keys of a member, asks remote signers whether they have them, and
signs nothing.`,
		Example: "  novation key list --as beta\n  novation key list --as beta -o json", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			n, err := t.network()
			if err != nil {
				return err
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), t.wait)
			defer cancel()
			all, err := heldKeys(ctx, &t, n)
			if err != nil {
				return err
			}
			return show(cmd, listOf(all), func(w io.Writer) {
				tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
				defer tw.Flush()
				fmt.Fprintln(tw, "KEY\tADDRESS\tWHERE\tSTATE")
				for _, k := range all {
					fmt.Fprintf(tw, "%s\t%s\t%s\t%s\n", k.Role, k.Address, k.Source, k.State)
				}
			})
		},
	}
	t.flags(cmd)
	return cmd
}

func heldKeys(ctx context.Context, t *target, n *pod.Network) ([]heldKey, error) {
	m, err := n.Member(t.member)
	if err != nil {
		return nil, err
	}
	home := testnet.PodDir(t.dir, t.member)
	places, err := signer.ReadPlaces(home)
	if err != nil {
		return nil, err
	}
	state := func(err error) string {
		if err != nil {
			return bodyOf(err).Message
		}
		return "ready"
	}
	k, err := testnet.MemberKeys(t.dir, t.member)
	if err == nil && k.Pod() != m.Pod {
		err = fmt.Errorf("the folder has the pod key of %s: %w", k.Pod(), registry.ErrInvalid)
	}
	all := []heldKey{{"pod", m.Pod.Hex(), inFolder, state(err)}}
	account := heldKey{"account", m.Sender().Hex(), inFolder, state(err)}
	if places.Account.Source != "" {
		cfg, err := testnet.PodConfig(t.dir, n, t.member)
		if err == nil {
			err = errors.Join(cfg.Account.Check(ctx), cfg.Account.Close())
		}
		account.Source, account.State = places.Account.Source, state(err)
	}
	approval := heldKey{"approval", m.Approver.Hex(), inFolder, ""}
	if places.Approval.Source != "" {
		approval.Source = places.Approval.Source
	}
	s, err := testnet.Approver(t.dir, n, t.member)
	if err == nil {
		err = errors.Join(s.Check(ctx), s.Close())
	} else if errors.Is(err, registry.ErrNotFound) && places.Approval.Source == "" {
		approval.Source = "elsewhere"
	}
	approval.State = state(err)
	return append(all, account, approval), nil
}

func keySet() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use: "set (account | approval) SOURCE", Short: "Say where a member's account or approval key is",
		Long: `Set asks SOURCE for the key, and writes down where it is when it has that of the
address which the members know. SOURCE is a keystore FILE (opened with the pod's
passphrase), clef:ADDRESS, web3signer:ADDRESS, pkcs11:ATTRIBUTES, or "folder" for the
folder of the pod. A pod that runs takes up a new account when it is started again.

The approval key may also be where no pod and no command of this machine reaches it:
move approval.json out of the folder keys, and sign with novation change sign
--offline.`,
		Example: "  novation key set approval clef:/run/clef/clef.ipc --as beta\n" +
			"  novation key set account 'pkcs11:token=pods;object=beta?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/etc/novation/pin' --as beta",
		Args: cobra.ExactArgs(2), ValidArgs: []string{"account", "approval"},
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := t.network()
			if err != nil {
				return err
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), t.wait)
			defer cancel()
			at, err := setKey(ctx, cmd, &t, n, args[0], args[1])
			if err != nil {
				return err
			}
			v := map[string]string{"role": args[0], "source": args[1], "address": at}
			return show(cmd, v, func(w io.Writer) { fmt.Fprintf(w, "%s of %s (%s): %s\n", args[0], t.member, at, args[1]) })
		},
	}
	t.flags(cmd)
	return cmd
}

// setKey writes down where a key is, after it was found there.
func setKey(ctx context.Context, cmd *cobra.Command, t *target, n *pod.Network, role, source string) (string, error) {
	m, err := n.Member(t.member)
	if err != nil {
		return "", err
	}
	home := testnet.PodDir(t.dir, t.member)
	places, err := signer.ReadPlaces(home)
	if err != nil {
		return "", err
	}
	at := signer.Place{Source: source, Address: m.Sender()}
	place := &places.Account
	switch role {
	case "account":
	case "approval":
		at.Address, place = m.Approver, &places.Approval
	default:
		return "", usage(cmd, "%q: want account or approval", role)
	}
	address := at.Address.Hex()
	if source == inFolder {
		if role == "account" && m.Sender() != m.Pod {
			return "", fmt.Errorf("the members know the pod of %s by account %s, and the key in its folder is that of %s: %w", m.ID, m.Sender(), m.Pod, registry.ErrInvalid)
		}
		*place = signer.Place{}
		return address, places.Write(home)
	}
	pass, err := readBounded(filepath.Join(home, "passphrase"), 1<<10)
	if err != nil {
		return "", err
	}
	if path := strings.TrimPrefix(source, "keystore:"); isFile(path) {
		if at.Source, err = filepath.Abs(path); err != nil {
			return "", fmt.Errorf("naming the keystore: %w", err)
		}
	}
	s, err := signer.Open(at.Source, signer.Options{Address: at.Address, Passphrase: trimLine(pass)})
	if err != nil {
		return "", err
	}
	if err := errors.Join(s.Check(ctx), s.Close()); err != nil {
		return "", err
	}
	*place = at
	return address, places.Write(home)
}

// isFile reports whether a file is at the path.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
