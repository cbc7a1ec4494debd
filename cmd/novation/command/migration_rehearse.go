package command

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/contract/picture"
	"github.com/novation-dev/novation/migrate/rehearse"
	"github.com/novation-dev/novation/pod/moving"
	"github.com/novation-dev/novation/registry"
)

func migrationRehearse() *cobra.Command {
	var f planFlags
	var html string
	var seed uint64
	var limit int
	cmd := &cobra.Command{
		Use:   "rehearse (DIR | --from FILE#C --to FILE#C --address ADDRESS --rpc URL)",
		Short: "Carry a plan out on a fork of the live state, with crashes, and back",
		Long: `Rehearse starts a chain that begins with the live state of the contract, in this process,
and carries the plan out there: every getter is asked before and after and the answers are
compared; the plan is run again and must change nothing; it is stopped at every step and
resumed; it is aborted, and reverted, and every slot must be as it was. The live chain is
only read, and nobody's key is needed.

The report tells the gas of each step, and what was found. Exit status 3 means that
something was found that must not be.`,
		Example: `  novation migration rehearse token
  novation migration rehearse --from v4.json#Token --to v5.json#Token --address 0x5FbDB2315678afecb367f032d93F642f64180aa3 --rpc http://127.0.0.1:8545 --html report.html`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, p, done, err := f.planned(cmd, args)
			if err != nil {
				return err
			}
			defer done()
			r, err := rehearse.Run(cmd.Context(), rehearse.Config{
				Input: in, Fork: moving.Fork, Seed: seed, Limit: limit,
				Progress: func(what string) { fmt.Fprintf(cmd.ErrOrStderr(), "%s …\n", what) },
			}, p)
			if err != nil {
				return err
			}
			if err := writeRehearsal(r, p, html); err != nil {
				return err
			}
			if err := show(cmd, r, func(w io.Writer) { _ = r.Text(w) }); err != nil { // a broken pipe is nobody's news
				return err
			}
			if !r.Ready() {
				return fmt.Errorf("the rehearsal of %s found what must not be: %w", p.From.Name, registry.ErrRefused)
			}
			return nil
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&html, "html", "", "file for the report as one page")
	cmd.Flags().Uint64Var(&seed, "seed", 1, "chooses the questions that are made up for getters")
	cmd.Flags().IntVar(&limit, "limit", 1000, "how many questions to ask each getter")
	return cmd
}

// planned returns the plan of a folder, or makes one from the flags.
func (f *planFlags) planned(cmd *cobra.Command, args []string) (contract.Input, *contract.Plan, func(), error) {
	if len(args) == 1 {
		opened, err := openFolder(cmd, args[0], f.nodeFlags)
		if err != nil {
			return contract.Input{}, nil, nil, err
		}
		return opened.in, opened.plan, opened.done, nil
	}
	in, done, err := f.input(cmd)
	if err != nil {
		return in, nil, nil, err
	}
	p, err := contract.New(cmd.Context(), in)
	if err != nil {
		done()
		return in, nil, nil, err
	}
	return in, p, done, nil
}

// writeRehearsal writes the report as a page.
func writeRehearsal(r *rehearse.Report, p *contract.Plan, file string) error {
	if file == "" {
		return nil
	}
	var page bytes.Buffer
	if err := r.HTML(&page, string(picture.SVG(p))); err != nil {
		return err
	}
	if err := os.WriteFile(file, page.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}
