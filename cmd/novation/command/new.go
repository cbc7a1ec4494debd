package command

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/plugins/guests"
)

// created is what new prints.
type created struct {
	Name     string   `json:"name"`
	Language string   `json:"language"`
	Folder   string   `json:"folder"`
	Files    []string `json:"files"`
}

func newCommand() *cobra.Command {
	var language string
	cmd := &cobra.Command{
		Use: "new FOLDER", GroupID: "rules",
		Short: "Make a project for rules in a language of your choice",
		Long: `New makes a folder in which the rules of a release are written: a schema, rules
with the SDK beside them, cases, and the description of the release. It is the
example of a promissory note, it builds and passes its tests as it is, and needs
nothing but the language's own compiler. The line is called like the folder.

The languages are ` + strings.Join(guests.Names(), ", ") + `.`,
		Example: "  novation new iou\n  novation new ./work/iou -t go",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			l, err := guests.Named(language)
			if err != nil {
				return usage(cmd, "%v", err)
			}
			folder, err := filepath.Abs(args[0])
			if err != nil {
				return fmt.Errorf("naming the folder: %w", err)
			}
			v := created{Name: filepath.Base(folder), Language: l.Name(), Folder: args[0]}
			if v.Files, err = guests.New(cmd.Context(), args[0], v.Name, l); err != nil {
				return fmt.Errorf("making the project: %w", err)
			}
			return show(cmd, v, func(w io.Writer) {
				fmt.Fprintf(w, "%s has rules in %s: a promissory note to begin with.\n\n", v.Folder, v.Language)
				fmt.Fprintf(w, "  novation build %[1]s\n  novation test %[1]s\n\nThen read %s.\n", v.Folder, filepath.Join(v.Folder, "README.md"))
			})
		},
	}
	cmd.Flags().StringVarP(&language, "template", "t", "go", "language of the rules: "+strings.Join(guests.Names(), ", "))
	// It fails only for a flag that does not exist.
	_ = cmd.RegisterFlagCompletionFunc("template", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return guests.Names(), cobra.ShellCompDirectiveNoFileComp
	})
	return cmd
}
