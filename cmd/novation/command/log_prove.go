package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
)

// proven is what prove and verify-proof print.
type proven struct {
	Entry merklelog.Entry `json:"entry"`
	Size  int64           `json:"size"`
	File  string          `json:"file"`
}

func logProve() *cobra.Command {
	var t target
	var out string
	cmd := &cobra.Command{
		Use:   "prove INDEX|NAME@VERSION",
		Short: "Write a proof that an entry is in the log",
		Long: `Prove writes a file (C2SP tlog-proof, with the entry in it) with which anybody who
knows the key of the log can check offline that the entry is in the log.`,
		Example: "  novation log prove crude-trade@1.1.0 --out crude-trade.proof",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			index, err := strconv.ParseInt(args[0], 10, 64)
			var name, version string
			if err != nil || index < 0 {
				if name, version, err = splitRef(cmd, args[0]); err != nil {
					return err
				}
			}
			return t.withLog(cmd, nil, func(ctx context.Context, _ *pod.Network, c *mirror.Client) error {
				tree, err := c.Tree(ctx)
				if err != nil {
					return err
				}
				e, err := entryOf(tree, index, name, version)
				if err != nil {
					return err
				}
				p, err := tree.Inclusion(tree.Head().Size, e.Index)
				if err != nil {
					return err
				}
				proof := merklelog.LogProof{Entry: e, Proof: p, Checkpoint: tree.Head().Signed}
				if out == "" {
					out = fmt.Sprintf("entry-%d.proof", e.Index)
				}
				if err := os.WriteFile(out, proof.Encode(), 0o644); err != nil { //nolint:gosec // a proof is public
					return fmt.Errorf("writing the proof: %w", err)
				}
				return showProven(cmd, proven{e, tree.Head().Size, out})
			})
		},
	}
	t.netFlags(cmd)
	cmd.Flags().StringVar(&out, "out", "", "file to write (default entry-INDEX.proof)")
	return cmd
}

func showProven(cmd *cobra.Command, p proven) error {
	return show(cmd, p, func(w io.Writer) {
		e := p.Entry
		fmt.Fprintf(w, "entry %d of %d: %s of %s %s, %s (%s)\n", e.Index, p.Size, e.Kind, e.Name, e.Version, e.Digest, p.File)
	})
}

func logVerifyProof() *cobra.Command {
	var t target
	var key string
	cmd := &cobra.Command{
		Use:   "verify-proof FILE",
		Short: "Check a proof that an entry is in the log, offline",
		Long: `Verify-proof checks the file that prove wrote: the signature of the log, the
cosignatures that the network asks for, and the hashes up to the entry.`,
		Example: "  novation log verify-proof crude-trade.proof\n  novation log verify-proof crude-trade.proof --log-key KEY",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := os.ReadFile(args[0])
			if err != nil {
				return fmt.Errorf("reading the proof: %w", missing(err))
			}
			p, err := merklelog.ParseLogProof(b)
			if err != nil {
				return err
			}
			policy := merklelog.Policy{Log: key}
			if key == "" {
				n, err := t.network()
				if err != nil {
					return err
				}
				policy = n.LogPolicy()
			}
			c, err := p.Check(policy)
			if err != nil {
				return err
			}
			return showProven(cmd, proven{p.Entry, c.Size, args[0]})
		},
	}
	t.netFlags(cmd)
	cmd.Flags().StringVar(&key, "log-key", "", "verifier key of the log, when there is no network; cosignatures are not asked for then")
	return cmd
}
