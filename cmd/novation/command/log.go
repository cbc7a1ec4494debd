package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
	"github.com/novation-dev/novation/registry/shelf"
)

func logCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "log", GroupID: "audit",
		Short: "Check the transparency log of a registry",
		Long: `The log says what was published, yanked and proposed, in an order that nobody can
change unseen. A checkpoint of it counts when the log has signed it and enough pods
have cosigned it as witnesses. Exit status 3 means that something does not hold.`,
		Example: "  novation log verify --checkpoint last.checkpoint\n  novation log witnesses\n  novation log verify-fork fork.json",
	}
	cmd.AddCommand(logVerify(), logProve(), logVerifyProof(), logWitnesses(), logVerifyFork())
	return cmd
}

// withLog runs fn with a reader of the network's log, for as long as --timeout
// allows; memory may be nil.
func (t *target) withLog(cmd *cobra.Command, memory mirror.Memory, fn func(context.Context, *pod.Network, *mirror.Client) error) error {
	n, err := t.network()
	if err != nil {
		return err
	}
	p := n.LogPolicy()
	c, err := mirror.NewClient(mirror.ClientConfig{URL: n.Registry, VerifierKey: p.Log, Witnesses: p.Witnesses, Quorum: p.Quorum, Memory: memory})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(cmd.Context(), t.wait)
	defer cancel()
	return fn(ctx, n, c)
}

// logHead is what verify prints.
type logHead struct {
	Origin   string          `json:"origin"`
	Size     int64           `json:"size"`
	Root     registry.Digest `json:"root"`
	Cosigned []string        `json:"cosigned"`
	New      int             `json:"new"`
}

func logVerify() *cobra.Command {
	var t target
	var file string
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Read the whole log and verify every entry",
		Long: `Verify fetches all entries and hashes, and checks them against a checkpoint that
the log and enough witnesses have signed. With --checkpoint it also demands that
the log extends the one in the file, and then writes the new one there. When the
log contradicts it, the proof is written beside the file, as FILE.fork.json.`,
		Example: "  novation log verify --checkpoint last.checkpoint",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var memory mirror.Memory
			if file != "" {
				memory = mirror.FileMemory{Path: file}
			}
			return t.withLog(cmd, memory, func(ctx context.Context, n *pod.Network, c *mirror.Client) error {
				news, err := c.Sync(ctx)
				if err != nil {
					return saveFork(err, file)
				}
				if _, err := c.Releases(ctx); err != nil {
					return err
				}
				if err := c.Remember(ctx, news.Checkpoint); err != nil {
					return err
				}
				names, err := n.LogPolicy().Cosigned(news.Checkpoint.Signed)
				if err != nil {
					return err
				}
				h := news.Checkpoint
				return show(cmd, logHead{h.Origin, h.Size, h.Root, names, len(news.Entries)}, func(w io.Writer) {
					fmt.Fprintf(w, "%s: %d entries, %d of them new, root %s, cosigned by %d\n", h.Origin, h.Size, len(news.Entries), h.Root, len(names))
				})
			})
		},
	}
	t.netFlags(cmd)
	cmd.Flags().StringVar(&file, "checkpoint", "", "file with the last checkpoint seen; it need not exist yet")
	return cmd
}

// saveFork writes the proof in err beside a file, when there is one.
func saveFork(err error, file string) error {
	var fork *merklelog.ForkError
	if !errors.As(err, &fork) || file == "" {
		return err
	}
	path := file + ".fork.json"
	if err2 := os.WriteFile(path, fork.Fork.Encode(), 0o600); err2 != nil {
		return errors.Join(err, fmt.Errorf("writing the proof: %w", err2))
	}
	return fmt.Errorf("%w\nThe proof is in %s: novation log verify-fork %s", err, path, path)
}

// entryOf finds the entry that published a release, or the one with an index.
func entryOf(tree *merklelog.Tree, index int64, name, version string) (merklelog.Entry, error) {
	if name == "" {
		some, err := tree.Entries(index, index+1)
		if err == nil && len(some) == 0 {
			err = fmt.Errorf("the log has %d entries, none has index %d: %w", tree.Head().Size, index, registry.ErrNotFound)
		}
		if err != nil {
			return merklelog.Entry{}, err
		}
		return some[0], nil
	}
	all, err := tree.Entries(0, tree.Head().Size)
	if err != nil {
		return merklelog.Entry{}, err
	}
	releases, err := shelf.Replay(all)
	if err != nil {
		return merklelog.Entry{}, err
	}
	for _, r := range releases {
		if r.Name == name && r.Version == version {
			return all[r.Index], nil
		}
	}
	return merklelog.Entry{}, fmt.Errorf("the log does not know release %s@%s: %w", name, version, registry.ErrNotFound)
}
