package command

import (
	"context"
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry/change"
)

func changeExport() *cobra.Command {
	var t target
	var out string
	cmd := &cobra.Command{
		Use:   "export HASH",
		Short: "Write a change with all its bytes into one file",
		Long: `Export writes the change document and the bundles that it names into one file, for
a machine that reaches nobody: there, novation change sign --offline rebuilds from
these bytes what is asked for, and signs it.`,
		Example: "  novation change export 0x3f2a --as beta --out change.json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				_, e, err := fetchExport(ctx, c, args[0])
				if err != nil {
					return err
				}
				if out == "" {
					out = "change-" + e.Change.Hex()[2:10] + ".json"
				}
				b := e.Encode()
				if err := writeNew(out, b, 0o600); err != nil {
					return err
				}
				v := map[string]any{"change": e.Change, "file": out, "bytes": len(b)}
				return show(cmd, v, func(w io.Writer) {
					fmt.Fprintf(w, "%s (%d bytes): sign it with novation change sign %s --offline\n", out, len(b), out)
				})
			})
		},
	}
	t.flags(cmd)
	cmd.Flags().StringVar(&out, "out", "", "file to write (default: change- and the first digits of the hash)")
	return cmd
}

// fetchExport fetches everything that a change is rebuilt from.
func fetchExport(ctx context.Context, c *api.Client, hash string) (*api.Review, *change.Export, error) {
	if _, err := find(ctx, c, hash); err != nil {
		return nil, nil, err
	}
	s, err := c.Status(ctx)
	if err != nil {
		return nil, nil, err
	}
	r, err := c.Review(ctx, hash)
	if err != nil {
		return nil, nil, err
	}
	return &r, &change.Export{
		Format: change.ExportFormat, Change: common.HexToHash(r.Change.Hash), Chain: r.Chain, Consortium: common.HexToAddress(r.Consortium),
		Block: s.Block, Time: s.Time, MemberEpoch: s.MemberEpoch, Status: r.Change.Status,
		Document: r.Document, Bundle: r.Bundle, Parent: r.Parent,
	}, nil
}
