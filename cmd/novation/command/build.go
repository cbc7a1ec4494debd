package command

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/plugins/guests"
	"github.com/novation-dev/novation/registry"
)

// compiled is what build prints.
type compiled struct {
	Module string          `json:"module"`
	Digest registry.Digest `json:"digest"`
	Bytes  int             `json:"bytes"`
	// Changed tells whether the module was another one before.
	Changed bool `json:"changed"`
	// Generated are codecs that changed with the schema.
	Generated []string `json:"generated"`
	// Reproduced means that a second build elsewhere gave the same bytes.
	Reproduced bool          `json:"reproduced"`
	Record     guests.Record `json:"record"`
}

func buildCommand() *cobra.Command {
	var repro, sdk bool
	var lock lockFlag
	cmd := &cobra.Command{
		Use: "build [FOLDER]", GroupID: "rules",
		Short: "Compile the rules of a project",
		Long: `Build brings the codecs of a project up to date with its schema, compiles its
rules to WebAssembly, and writes the module that novation.yaml names. Beside it go
a record of how it was built (rules.build.json) and a bill of materials in the
form of CycloneDX (rules.cdx.json). FOLDER is the present one when none is given.

The same sources and the same compiler give the same bytes anywhere. With --repro
that is tried: the sources are compiled again in another folder, and exit status 3
means that the bytes differ.

What the module was compiled with goes into novation.lock, which belongs under version
control. With --locked that file must say so already: exit status 3 means that it does
not, and the module is left as it was.`,
		Example: "  novation build\n  novation build ./iou --repro\n  novation build --locked",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			folder := folderOf(args)
			locked, err := lock.open(folder)
			if err != nil {
				return err
			}
			if sdk {
				if err := guests.UpdateSDK(folder); err != nil {
					return err
				}
			}
			p, err := guests.Build(cmd.Context(), folder)
			if err != nil {
				return err
			}
			if repro {
				if err := guests.Reproduce(cmd.Context(), folder, p); err != nil {
					return err
				}
			}
			if err := lock.rules(cmd, folder, locked, &p.Record); err != nil {
				return err
			}
			old, err := os.ReadFile(p.Path)
			v := compiled{
				Module: p.Path, Digest: p.Record.Module, Bytes: len(p.Module), Generated: append([]string{}, p.Generated...),
				Changed: err != nil || registry.DigestOf(old) != p.Record.Module, Reproduced: repro, Record: p.Record,
			}
			if err := p.Write(); err != nil {
				return err
			}
			return show(cmd, v, func(w io.Writer) { viewBuild(w, &v) })
		},
	}
	cmd.Flags().BoolVar(&repro, "repro", false, "compile twice, in different folders, and compare the bytes")
	lock.add(cmd)
	cmd.Flags().BoolVar(&sdk, "sdk", false, "replace the project's copy of the SDK by the one of this program first")
	return cmd
}

// folderOf returns the project that a command line names: the folder it is in
// when it names none.
func folderOf(args []string) string {
	if len(args) == 0 {
		return "."
	}
	return args[0]
}

func viewBuild(w io.Writer, v *compiled) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	was := "unchanged"
	if v.Changed {
		was = "new"
	}
	fmt.Fprintf(tw, "module\t%s  %d bytes, %s\n", v.Module, v.Bytes, was)
	fmt.Fprintf(tw, "digest\t%s\n", v.Digest)
	fmt.Fprintf(tw, "compiler\t%s\n", strings.Join(v.Record.Toolchain, ", "))
	for _, name := range v.Generated {
		fmt.Fprintf(tw, "codec\t%s\n", name)
	}
	for _, c := range v.Record.Components {
		fmt.Fprintf(tw, "contains\t%s %s\n", c.Name, c.Version)
	}
	if v.Reproduced {
		fmt.Fprintf(tw, "reproduced\tthe same bytes in another folder\n")
	}
	_ = tw.Flush() // a broken stdout shows elsewhere
}
