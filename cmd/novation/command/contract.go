package command

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/contracts/layout/picture"
	"github.com/novation-dev/novation/registry"
)

func contractCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "contract", GroupID: "release",
		Short: "Look into compiled contracts",
		Long: `Contract looks into what Solidity toolchains write, without a release. A contract is
named as FILE#SOURCE:NAME, or FILE#NAME when only one source has it. FILE is solc's
standard JSON, a build-info of Foundry or Hardhat, an artefact of this program, any of
them compressed with gzip, or the folder that has them.`,
		Example: "  novation contract layout out/build-info#src/Token.sol:Token",
	}
	cmd.AddCommand(contractLayout(), contractMatch())
	return cmd
}

// A compiledContract is an artefact, and what is known of its sources.
type compiledContract struct {
	*artifact.Artifact
	// build is nil for an artefact of this program, which has no sources.
	build *artifact.Build
}

// ref is how the sources name it.
func (c compiledContract) ref() string { return c.Source + ":" + c.Name }

// text returns one of the sources, nil when it is not known.
func (c compiledContract) text(source string) []byte {
	if c.build == nil || c.build.Sources[source] == nil {
		return nil
	}
	return c.build.Sources[source].Text
}

// openContract reads FILE#SOURCE:NAME. FILE alone will do when there is one
// contract in it.
func openContract(arg string) (compiledContract, error) {
	file, ref, named := cutContract(arg)
	if !named {
		if a, err := readArtifact(file); a != nil || err != nil {
			return compiledContract{Artifact: a}, err
		}
	}
	build, err := artifact.Open(file)
	if err != nil {
		return compiledContract{}, err
	}
	a, err := build.Artifact(ref)
	if err != nil {
		return compiledContract{}, fmt.Errorf("%s: %w", file, err)
	}
	return compiledContract{Artifact: a, build: build}, nil
}

// readArtifact reads an artefact of this program. It returns nil for a file that
// does not say that it is one.
func readArtifact(file string) (*artifact.Artifact, error) {
	var head struct {
		Format int `json:"format"`
	}
	b, err := os.ReadFile(file)
	if err != nil || json.Unmarshal(b, &head) != nil || head.Format == 0 {
		return nil, nil //nolint:nilerr // whoever reads it next says what is wrong
	}
	a, err := artifact.Parse(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return a, nil
}

// cutContract splits FILE#SOURCE:NAME. Sources may have a "#" in their names, as
// files may; the first one that a file can stand before counts.
func cutContract(arg string) (file, ref string, ok bool) {
	file, ref, ok = strings.Cut(arg, "#")
	return filepath.Clean(file), ref, ok && ref != ""
}

func contractLayout() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "layout FILE#SOURCE:NAME",
		Short: "Show where a contract keeps its state",
		Long: `Layout works out from the syntax tree which variable is in which slot, namespaces
(ERC-7201), transient storage and custom base slots included, and holds it against what
the compiler says. With --svg it also draws the slots to scale.`,
		Example: "  novation contract layout out/build-info#src/Token.sol:Token\n  novation contract layout build.json.gz#Token -o json\n  novation contract layout build.json#Token --svg pictures",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := openContract(args[0])
			if err != nil {
				return err
			}
			if c.Layout == nil {
				return fmt.Errorf("%s has no storage layout: %s: %w", c.ref(), c.Missing["layout"], registry.ErrInvalid)
			}
			regions := picture.Regions(nil, c.Layout)
			if dir != "" {
				if err := picture.Write(dir, c.ref(), regions, c.Name); err != nil {
					return err
				}
			}
			return show(cmd, newLayoutView(c), func(w io.Writer) { viewRegions(w, regions) })
		},
	}
	cmd.Flags().StringVar(&dir, "svg", "", "folder for pictures and a page that shows them")
	return cmd
}

// layoutView is the JSON of a layout. Slots are decimal, as the compiler has
// them.
type layoutView struct {
	Contract string `json:"contract"`
	Compiler string `json:"compiler"`
	*layout.Layout
	Namespaces []namespaceView `json:"namespaces"`
}

// namespaceView has the members of the struct with absolute slots.
type namespaceView struct {
	layout.Namespace
	Members []layout.Variable `json:"members"`
}

func newLayoutView(c compiledContract) layoutView {
	v := layoutView{Contract: c.ref(), Compiler: c.Compiler, Layout: c.Layout, Namespaces: []namespaceView{}}
	for _, n := range c.Layout.Namespaces {
		out := namespaceView{Namespace: n, Members: c.Layout.Members(n)}
		v.Namespaces = append(v.Namespaces, out)
	}
	return v
}

// viewRegions prints regions of one version as tables.
func viewRegions(w io.Writer, regions []picture.Region) {
	for i := range regions {
		r := &regions[i]
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s (%s)\n", r.Title, strings.TrimSuffix(strings.SplitN(r.Summary(), ". ", 2)[0], "."))
		tw := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
		for _, f := range r.New {
			fmt.Fprintf(tw, "  %s\t%s\t%s\n", r.Where(f), f.Label, f.Type)
		}
		_ = tw.Flush() // a broken stdout shows in the next command of a pipe
	}
}
