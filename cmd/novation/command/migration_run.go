package command

import (
	"context"
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/registry"
)

// runFlags are those of a command that carries a migration on.
type runFlags struct {
	nodeFlags
	keyFlags
	hold, drain bool
	attesters   []string
	ledger      string // of a revert that another member began
}

func (f *runFlags) add(cmd *cobra.Command) {
	f.nodeFlags.add(cmd)
	f.keyFlags.add(cmd)
	cmd.Flags().BoolVar(&f.hold, "hold", false, "stop when everything is written and confirmed, before the switch")
	cmd.Flags().BoolVar(&f.drain, "drain", false, "also write the deferred entries that nobody touches")
}

// addAttesters adds the flag of those who must agree.
func (f *runFlags) addAttesters(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&f.attesters, "attester", nil, "account that must work out the same (may be repeated; default: that of --key)")
}

// open gets at the migration in a folder, and does something with it.
func (f *runFlags) open(cmd *cobra.Command, dir string, open opener, do func(context.Context, *execute.Migration) error) error {
	opened, err := openFolder(cmd, dir, f.nodeFlags)
	if err != nil {
		return err
	}
	defer opened.done()
	key, err := f.read()
	if err != nil {
		return err
	}
	cfg := opened.config(key)
	cfg.Activate = !f.hold
	for _, a := range f.attesters {
		if !common.IsHexAddress(a) {
			return usage(cmd, "--attester %q is no address: want 0x and 40 hex digits", a)
		}
		cfg.Attesters = append(cfg.Attesters, common.HexToAddress(a))
	}
	m, err := open(cmd.Context(), cfg, opened)
	if err != nil {
		return err
	}
	defer m.Close()
	return do(cmd.Context(), m)
}

// work carries the migration in a folder on, and shows how far it is.
func (f *runFlags) work(cmd *cobra.Command, dir string, open opener, do func(context.Context, *execute.Migration) (*execute.Waiting, error)) error {
	return f.open(cmd, dir, open, func(ctx context.Context, m *execute.Migration) error {
		waiting, err := do(ctx, m)
		if err != nil {
			return err
		}
		v, err := m.View(ctx)
		if err != nil {
			return err
		}
		if v.Waiting == nil {
			v.Waiting = waiting
		}
		return show(cmd, v, func(w io.Writer) { viewMigration(w, v) })
	})
}

// An opener gets at the migration in a folder.
type opener func(context.Context, execute.Config, *folder) (*execute.Migration, error)

func opening(ctx context.Context, cfg execute.Config, _ *folder) (*execute.Migration, error) {
	return execute.Open(ctx, cfg)
}

func starting(ctx context.Context, cfg execute.Config, f *folder) (*execute.Migration, error) {
	return execute.Start(ctx, cfg, f.plan)
}

// run goes on as far as it goes, and drains when that was asked for.
func (f *runFlags) run(ctx context.Context, m *execute.Migration) (*execute.Waiting, error) {
	w, err := m.Run(ctx)
	if err == nil && w != nil && w.For == execute.ForDrain && f.drain {
		return m.Drain(ctx)
	}
	return w, err
}

func migrationStart() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "start DIR",
		Short: "Carry out the plan in a folder",
		Long: `Start carries out the plan that novation migration plan --dir put into a folder. It looks
once more whether the plan holds, deploys what is needed, freezes the contract, reads it
at a final block, writes in batches that are proven against what all attesters agree on,
reads back, and switches.

It may be interrupted at any time, also by a power cut: novation migration resume goes on.
With --hold it stops before the switch. Until then novation migration abort restores the
contract exactly; afterwards novation rollback DIR goes back.`,
		Example: "  novation migration start token --key owner.key\n  novation migration start token --key owner.key --attester 0x5FbDB2315678afecb367f032d93F642f64180aa3 --hold",
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return f.work(cmd, args[0], starting, f.run) },
	}
	f.add(cmd)
	f.addAttesters(cmd)
	return cmd
}

func migrationJoin() *cobra.Command {
	var f runFlags
	var ledger string
	cmd := &cobra.Command{
		Use:   "join DIR --ledger ADDRESS",
		Short: "Take part in a migration that another member started",
		Long: `Join checks that the contract Migration at an address is exactly what the plan in the
folder says, works out from the chain what is to be written, and attests it. Nothing is
written before all attesters agree, and nothing is switched before each has read the
result back.`,
		Example: "  novation migration join token --ledger 0x5FbDB2315678afecb367f032d93F642f64180aa3 --key pod.key",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !common.IsHexAddress(ledger) {
				return usage(cmd, "--ledger %q is no address: want 0x and 40 hex digits", ledger)
			}
			joining := func(ctx context.Context, cfg execute.Config, o *folder) (*execute.Migration, error) {
				return execute.Join(ctx, cfg, o.plan, common.HexToAddress(ledger))
			}
			return f.work(cmd, args[0], joining, f.run)
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&ledger, "ledger", "", "address of the contract Migration (required)")
	return cmd
}

func migrationResume() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "resume DIR",
		Short: "Go on with a migration that was interrupted or paused",
		Long: `Resume goes on from whatever is on chain: every step may be taken again. It is also how
one waits: it returns when it can do no more, and says for whom the migration waits.`,
		Example: "  novation migration resume token --key owner.key\n  novation migration resume token --key owner.key --drain",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.work(cmd, args[0], opening, func(ctx context.Context, m *execute.Migration) (*execute.Waiting, error) {
				if err := m.Resume(); err != nil {
					return nil, err
				}
				return f.run(ctx, m)
			})
		},
	}
	f.add(cmd)
	return cmd
}

func migrationPause() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:     "pause DIR",
		Short:   "Stop a migration before its next step",
		Long:    `Pause makes this member's part stand still until novation migration resume. What others do goes on.`,
		Example: "  novation migration pause token",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.work(cmd, args[0], opening, func(_ context.Context, m *execute.Migration) (*execute.Waiting, error) { return nil, m.Pause() })
		},
	}
	f.nodeFlags.add(cmd)
	return cmd
}

func migrationAbort() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "abort DIR",
		Short: "End a migration before its switch, and restore the contract exactly",
		Long: `Abort takes back what was written, in the reverse order, and gives the contract its old
code. Every slot is then as it was at the freeze. After the switch it refuses: novation
rollback goes back from there.`,
		Example: "  novation migration abort token --key owner.key",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.work(cmd, args[0], opening, func(ctx context.Context, m *execute.Migration) (*execute.Waiting, error) { return m.Abort(ctx) })
		},
	}
	f.nodeFlags.add(cmd)
	f.keyFlags.add(cmd)
	return cmd
}

func migrationView() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:     "view DIR",
		Short:   "Tell how far a migration is, and for whom it waits",
		Long:    `View reads the chain and the journal, and changes nothing.`,
		Example: "  novation migration view token",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.work(cmd, args[0], opening, func(context.Context, *execute.Migration) (*execute.Waiting, error) { return nil, nil })
		},
	}
	f.nodeFlags.add(cmd)
	return cmd
}

func migrationVerify() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "verify DIR",
		Short: "Compare the state on chain with what the plan says",
		Long: `Verify reads the old state at the freeze and the new state once more, and compares them
by the plan, without anything that wrote it. Exit status 6 means that they differ.`,
		Example: "  novation migration verify token\n  novation migration verify token --rpc https://my-own-node.example -o json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.open(cmd, args[0], opening, func(ctx context.Context, m *execute.Migration) error {
				r, err := m.Verify(ctx)
				if r == nil {
					return err
				}
				if failed := show(cmd, r, func(w io.Writer) { viewVerified(w, r) }); failed != nil {
					return failed
				}
				return err
			})
		},
	}
	f.nodeFlags.add(cmd)
	return cmd
}

// rollBack reverts the migration in a folder, or says what that would do.
func (f *runFlags) rollBack(cmd *cobra.Command, dir string, dry, accept bool) error {
	if dry {
		return f.open(cmd, dir, opening, func(ctx context.Context, m *execute.Migration) error {
			pre, err := m.PreviewRevert(ctx)
			if err != nil {
				return err
			}
			return show(cmd, pre, func(w io.Writer) { viewMigrationRevert(w, pre) })
		})
	}
	switch {
	case f.key == "":
		return fmt.Errorf("a revert begins with a call of the owner of the proxy: name its key with --key, or ask with --plan what a revert would do: %w", registry.ErrInvalid)
	case f.ledger != "" && !common.IsHexAddress(f.ledger):
		return usage(cmd, "--ledger %q is no address: want 0x and 40 hex digits", f.ledger)
	}
	return f.work(cmd, dir, opening, func(ctx context.Context, m *execute.Migration) (*execute.Waiting, error) {
		if f.ledger != "" {
			if err := m.JoinRevert(ctx, common.HexToAddress(f.ledger), accept); err != nil {
				return nil, err
			}
		}
		return m.Revert(ctx, accept)
	})
}
