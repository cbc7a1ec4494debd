package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/audit"
	"github.com/novation-dev/novation/testnet"
)

func auditCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "audit", GroupID: "audit",
		Short: "Check what a pod has kept, offline",
		Long: `Audit reads a pod's database, or a backup of it, and answers: is the log the one
that was seen, are the releases the ones that were approved, and did every
decision come out as it stands in the history? Exit status 3 means no.`,
		Example: "  novation audit verify --as beta\n  novation audit replay --as beta",
	}
	cmd.AddCommand(auditVerify(), auditReplay())
	return cmd
}

// source opens the database to audit: a given file, or that of the member's pod.
// The caller calls done after use.
func source(ctx context.Context, t *target, file string) (src *pod.AuditSource, done func() error, err error) {
	if file != "" {
		src, err = pod.OpenAudit(file)
		return src, closer(src), err
	}
	n, err := t.network()
	if err != nil {
		return nil, nil, err
	}
	if _, err := n.Member(t.member); err != nil {
		return nil, nil, err
	}
	src, err = pod.OpenAudit(filepath.Join(testnet.PodDir(t.dir, t.member), pod.DatabaseFile))
	if errors.Is(err, registry.ErrConflict) {
		return copied(ctx, t, n) // the pod runs
	}
	return src, closer(src), err
}

func closer(src *pod.AuditSource) func() error {
	return func() error { return src.Close() }
}

// copied opens a consistent copy of the database of a pod that runs.
func copied(ctx context.Context, t *target, n *pod.Network) (src *pod.AuditSource, done func() error, err error) {
	c, err := testnet.Client(t.dir, n, t.member)
	if err != nil {
		return nil, nil, err
	}
	tmp, err := os.MkdirTemp("", "novation-audit-")
	if err != nil {
		return nil, nil, fmt.Errorf("making a folder for a copy: %w", err)
	}
	remove := func() error { return os.RemoveAll(tmp) }
	ctx, cancel := context.WithTimeout(ctx, t.wait)
	defer cancel()
	path := filepath.Join(tmp, pod.DatabaseFile)
	if err := c.Backup(ctx, path); err != nil {
		return nil, nil, errors.Join(err, remove())
	}
	if src, err = pod.OpenAudit(path); err != nil {
		return nil, nil, errors.Join(err, remove())
	}
	return src, func() error { return errors.Join(src.Close(), remove()) }, nil
}

func auditVerify() *cobra.Command {
	var t target
	var db string
	var offline bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Verify log, releases, approvals and code",
		Long: `Verify checks that the log adds up to its signed and to its anchored checkpoint,
every release's digest and signature, every change's document and approvals,
that the code of each Book equals the artefact, and that the records stand on
chain as they stand in the pod.`,
		Example: "  novation audit verify --as beta\n  novation audit verify --db backup.db --offline",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			n, err := t.network()
			if err != nil {
				return err
			}
			src, done, err := source(cmd.Context(), &t, db)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, done()) }()
			trust, err := n.Trust()
			if err != nil {
				return err
			}
			var chain audit.Chain
			if !offline {
				c, err := pod.DialAudit(cmd.Context(), n)
				if err != nil {
					return fmt.Errorf("%w\nTo audit without a node, give --offline", err)
				}
				defer c.Close()
				chain = c
			}
			r, err := audit.Verify(cmd.Context(), src, trust, chain)
			if err != nil {
				return err
			}
			return showReport(cmd, r)
		},
	}
	t.flags(cmd)
	cmd.Flags().StringVar(&db, "db", "", "database or backup to read (default: that of the member's pod)")
	cmd.Flags().BoolVar(&offline, "offline", false, "do without a node, and say what was not checked")
	return cmd
}

func auditReplay() *cobra.Command {
	var t target
	var db string
	cmd := &cobra.Command{
		Use:   "replay",
		Short: "Decide again everything the pod has decided",
		Long: `Replay runs every decision of the pod again with the release it was taken under,
and compares the bytes, the commitments and the endorsements.`,
		Example: "  novation audit replay --as beta\n  novation audit replay --db backup.db",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			src, done, err := source(cmd.Context(), &t, db)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, done()) }()
			engine, err := plugins.NewEngine(cmd.Context(), plugins.Config{})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, engine.Close(cmd.Context())) }()
			r, err := audit.Replay(cmd.Context(), src, engine, nil)
			if err != nil {
				return err
			}
			return showReport(cmd, r)
		},
	}
	t.flags(cmd)
	cmd.Flags().StringVar(&db, "db", "", "database or backup to read (default: that of the member's pod)")
	return cmd
}

// showReport prints a report; a report with a failed check is an answer of no.
func showReport(cmd *cobra.Command, r *audit.Report) error {
	err := show(cmd, r, func(w io.Writer) {
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		defer tw.Flush()
		for _, c := range r.Checks {
			fmt.Fprintf(tw, "%s\t%s\t%s\n", c.Word, c.Name, c.Detail)
		}
	})
	if err == nil && !r.OK() {
		err = fmt.Errorf("%d of %d checks failed: %w", r.Failed, len(r.Checks), registry.ErrRefused)
	}
	return err
}
