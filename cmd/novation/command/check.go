package command

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/registry/compat"
)

// checked is what check prints.
type checked struct {
	From     string           `json:"from"`
	To       string           `json:"to"`
	Needs    compat.Level     `json:"needs"`
	OK       bool             `json:"ok"`
	Findings []compat.Finding `json:"findings"`
}

func checkCommand() *cobra.Command {
	var against string
	cmd := &cobra.Command{
		Use: "check FILE|FOLDER", GroupID: "release",
		Short: "Check a release against the one before it",
		Long: `Check compares schemas, the Book's ABI and the manifest, and says which version
bump the differences need. Exit status 3 means that the version is not enough.`,
		Example: "  novation check --against crude-trade-1.1.0.tar ./crude-trade",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if against == "" {
				return usage(cmd, "give the release to compare with: --against FILE|FOLDER")
			}
			from, err := openBundle(cmd.Context(), against)
			if err != nil {
				return err
			}
			to, err := openBundle(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			findings, err := compat.Compare(from, to)
			if err != nil {
				return err
			}
			bump := compat.Check(from.Manifest.Semver(), to.Manifest.Semver(), findings)
			v := checked{from.Manifest.Ref(), to.Manifest.Ref(), compat.Need(findings), bump == nil, findings}
			if v.Findings == nil {
				v.Findings = []compat.Finding{}
			}
			if err := show(cmd, v, func(w io.Writer) { viewFindings(w, &v) }); err != nil {
				return err
			}
			return bump
		},
	}
	cmd.Flags().StringVar(&against, "against", "", "bundle or project of the release before (required)")
	return cmd
}

func viewFindings(w io.Writer, v *checked) {
	for _, f := range v.Findings {
		fmt.Fprintf(w, "%s %s  %s\n  %s\n", f.Code, f.Level, f.Where, f.What)
		tw := tabwriter.NewWriter(w, 0, 0, 1, ' ', 0)
		fmt.Fprintf(tw, "  why:\t%s\n  do:\t%s\n", f.Why, f.Do)
		_ = tw.Flush() // a broken stdout shows below
	}
	fmt.Fprintf(w, "%s → %s needs a %s release\n", v.From, v.To, v.Needs)
}
