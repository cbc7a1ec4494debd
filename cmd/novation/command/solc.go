package command

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/solc"
)

func solcCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "solc", GroupID: "release",
		Short: "Install and list Solidity compilers",
		Long: `Solc manages the compilers that novation compile runs. They are those that the Solidity
project publishes for JavaScript (soljson.js, as in npm's package solc), 0.8.2 or later,
and run in a sandbox of this program. They are known by their digest and by the version
that they report themselves, whatever a file or a package is called. The compiler is
under the GPL and no part of this program.`,
		Example: "  novation solc install 0.8.34\n  novation solc list",
	}
	cmd.AddCommand(solcInstall(), solcList())
	return cmd
}

// installedView is a compiler in JSON.
type installedView struct {
	solc.Installed
	Path string `json:"path"`
}

func solcInstall() *cobra.Command {
	var from string
	cmd := &cobra.Command{
		Use:   "install VERSION|FILE...",
		Short: "Install compilers",
		Long: `Install downloads a VERSION from the official list and compares it with the digest that
stands there, or takes a FILE, which needs no network: the soljson.js of npm's package
solc. "-" is a file on stdin. Each is run once, to learn its version and to make its
machine code, which takes about half a minute and 150 MB.`,
		Example: "  novation solc install 0.8.34 0.8.20\n  novation solc install node_modules/solc/soljson.js\n" +
			"  novation solc install 0.8.34 --from https://mirror.example/emscripten-wasm32",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := solc.UserStore()
			if err != nil {
				return err
			}
			s.BaseURL = from
			var done []installedView
			for _, what := range args {
				i, err := install(cmd, s, what)
				if err != nil {
					return fmt.Errorf("installing %s: %w", what, err)
				}
				done = append(done, installedView{i, i.Path})
			}
			return show(cmd, listOf(done), func(w io.Writer) { viewInstalled(w, done) })
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "where the list of compilers is, instead of "+solc.DefaultBaseURL)
	return cmd
}

// install installs what an argument names.
func install(cmd *cobra.Command, s *solc.Store, what string) (solc.Installed, error) {
	switch {
	case what == "-":
		return s.Add(cmd.Context(), cmd.InOrStdin(), "stdin")
	case isCompilerFile(what):
		return s.AddFile(cmd.Context(), what)
	}
	return s.Install(cmd.Context(), what)
}

func solcList() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the compilers that are installed",
		Long:    "List prints version, digest and file of each compiler that is installed, oldest version\nfirst.",
		Example: "  novation solc list -o json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := solc.UserStore()
			if err != nil {
				return err
			}
			all, err := s.List()
			if err != nil {
				return err
			}
			var views []installedView
			for _, i := range all {
				views = append(views, installedView{i, i.Path})
			}
			return show(cmd, listOf(views), func(w io.Writer) { viewInstalled(w, views) })
		},
	}
}

func viewInstalled(w io.Writer, list []installedView) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, i := range list {
		fmt.Fprintf(tw, "%s\t%s\t%s\n", i.Version, i.Digest, i.Path)
	}
	_ = tw.Flush() // a broken stdout shows elsewhere
}
