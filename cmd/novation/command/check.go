package command

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/compat"
)

// checked is what check prints.
type checked struct {
	OK    bool          `json:"ok"`
	Steps []compat.Step `json:"steps"`
}

func checkCommand() *cobra.Command {
	var against []string
	var report reportFlags
	var lock lockFlag
	cmd := &cobra.Command{
		Use: "check FILE|FOLDER", GroupID: "release",
		Short: "Check a release against those that are in use",
		Long: `Check compares a release with each of those given by --against: schemas, the Book,
the contracts beside it, and the manifest. It says what users of each would meet, and
which version bump that needs. Give every release that has live records, not only the
last one: a record that is pinned moves from where it is. Exit status 3 means that the
version does not rise far enough.

When novation.lock of the project in FOLDER has one of those releases, it must be the
same one; with --locked it must have all of them.`,
		Example: "  novation check --against crude-trade-1.1.0.tar ./crude-trade\n" +
			"  novation check --against crude-trade-1.0.0.tar --against crude-trade-1.1.0.tar -o json ./crude-trade",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(against) == 0 {
				return usage(cmd, "give the releases to compare with: --against FILE|FOLDER")
			}
			to, err := openBundle(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			var from []*bundle.Bundle
			for _, name := range against {
				b, err := openBundle(cmd.Context(), name)
				if err != nil {
					return err
				}
				from = append(from, b)
			}
			if info, err := os.Stat(args[0]); err == nil && info.IsDir() {
				if err := lock.releases(args[0], from); err != nil {
					return err
				}
			} else if lock.locked {
				return usage(cmd, "--locked is about a project: give its folder")
			}
			steps, err := compat.Steps(to, from...)
			if err != nil {
				return err
			}
			if err := report.steps(steps, from, to); err != nil {
				return err
			}
			worst := compat.Worst(steps)
			v := checked{OK: worst == nil, Steps: steps}
			if err := show(cmd, v, func(w io.Writer) { viewSteps(w, steps) }); err != nil {
				return err
			}
			return worst
		},
	}
	report.add(cmd)
	lock.add(cmd)
	cmd.Flags().StringArrayVar(&against, "against", nil, "bundle or project of a release that is in use (required, may be repeated)")
	return cmd
}

// steps writes the findings of all steps as SARIF, and draws the contracts of
// each, if that was asked for.
func (f *reportFlags) steps(steps []compat.Step, from []*bundle.Bundle, to *bundle.Bundle) error {
	var all []compat.Finding
	for _, s := range steps {
		all = append(all, s.Findings...)
	}
	err := f.write(all)
	for _, b := range from {
		if err == nil && f.svg != "" {
			err = drawContracts(filepath.Join(f.svg, b.Manifest.Version), b, to)
		}
	}
	return err
}

func viewSteps(w io.Writer, steps []compat.Step) {
	for i, s := range steps {
		if i > 0 {
			fmt.Fprintln(w)
		}
		newPrinter(w, nil).findings(s.Findings)
		fmt.Fprintf(w, "%s → %s needs a %s release\n", s.From, s.To, s.Needs)
	}
}
