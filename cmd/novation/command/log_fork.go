package command

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

func logVerifyFork() *cobra.Command {
	var key string
	cmd := &cobra.Command{
		Use:   "verify-fork FILE",
		Short: "Check a proof that a log has signed two histories, offline",
		Long: `Verify-fork needs nothing but the file: it holds both signed checkpoints, the
hashes that show that they contradict each other, and the key of the log. Compare
the key that is printed with the one you know, or give that as --log-key. Exit
status 0 means that the log did fork.`,
		Example: "  novation log verify-fork fork.json --log-key KEY",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := os.ReadFile(args[0])
			if err != nil {
				return fmt.Errorf("reading the proof: %w", missing(err))
			}
			f, err := merklelog.ParseFork(b)
			if err != nil {
				return err
			}
			smaller, larger, err := f.Check()
			if err != nil {
				return err
			}
			if key != "" && key != f.LogKey {
				return fmt.Errorf("the fork is of log %s, not of %s: %w", f.LogKey, key, registry.ErrRefused)
			}
			v := struct {
				LogKey  string          `json:"logKey"`
				Size    int64           `json:"size"`
				Root    registry.Digest `json:"root"`
				Other   int64           `json:"otherSize"`
				AtSize  registry.Digest `json:"otherRootAtSize"`
				Verdict string          `json:"verdict"`
			}{f.LogKey, smaller.Size, smaller.Root, larger.Size, f.Root, "forked"}
			return show(cmd, v, func(w io.Writer) {
				fmt.Fprintf(w, "forked: log %s\nhas signed that its first %d entries have root %s\nand, at size %d, that they have root %s\n",
					f.LogKey, smaller.Size, smaller.Root, larger.Size, f.Root)
			})
		},
	}
	cmd.Flags().StringVar(&key, "log-key", "", "verifier key that the log must have")
	return cmd
}
